// The card of an event: everything that is known of it, who says so, and how sure it is.
"use strict";
(function (S) {
  const CROSS = "M4 4 L16 16 M16 4 L4 16";

  S.Card = class {
    constructor(state) {
      this.state = state;
      this.node = S.el("aside", "sm-card");
      this.node.setAttribute("role", "dialog");
      this.node.setAttribute("aria-label", "Event");
      this.node.tabIndex = -1;
      this.node.hidden = true;
      this.node.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.state.tell("choose", { row: -1 });
      });
    }

    // Show one event; `company` are the rows that lie at the same place, for stepping through.
    show(row, company) {
      const { state } = this;
      this.returnTo = this.node.hidden ? document.activeElement : this.returnTo;
      const close = S.button("sm-close", null, "Close", () => state.tell("choose", { row: -1 }));
      close.appendChild(S.icon(CROSS));
      const body = S.el("div", "sm-card-body", null, [
        kicker(state, row),
        S.el("h2", "sm-card-title", S.title(state, row)),
        totalNote(state, row),
        facts(state, row),
        claims(state, row),
        quote(state, row),
        parts(state, row),
        review(state, row),
        sources(state, row),
      ]);
      this.node.replaceChildren(close, stepper(state, row, company), body);
      this.node.hidden = false;
      this.node.scrollTop = 0;
    }

    // A list of events to choose from, where several lie under one click.
    list(rows) {
      const { state } = this;
      const close = S.button("sm-close", null, "Close", () => state.tell("choose", { row: -1 }));
      close.appendChild(S.icon(CROSS));
      const shown = rows.slice(0, 200);
      const list = S.el(
        "ul",
        "sm-list",
        null,
        shown.map((row) => S.el("li", null, null, [eventButton(state, row, rows)])),
      );
      const more =
        rows.length > shown.length
          ? S.el("p", "sm-note", `and ${S.number(rows.length - shown.length)} more; zoom in to part them`)
          : null;
      this.node.replaceChildren(
        close,
        S.el("h2", "sm-card-title", S.plural(rows.length, "event here", "events here")),
        list,
        more || "",
      );
      this.node.hidden = false;
      this.node.scrollTop = 0;
    }

    hide() {
      const hadFocus = this.node.contains(document.activeElement);
      this.node.hidden = true;
      if (hadFocus && this.returnTo && this.returnTo.isConnected) this.returnTo.focus({ preventScroll: true });
    }
  };

  function eventButton(state, row, company) {
    const look = state.data.looks[state.data.look[row]];
    const button = S.button("sm-event", null, null, () => state.tell("choose", { row, company, isFocus: true }));
    button.append(S.markIcon(state, look, 6.5), S.el("span", null, S.title(state, row)));
    return button;
  }
  S.eventButton = eventButton;

  function kicker(state, row) {
    const { data } = state;
    const look = data.looks[data.look[row]];
    const sides = look.attacker && look.attacker !== "unknown" ? `by ${state.word("attacker", look.attacker)}` : null;
    const words = look.category === "air_defence" && sides ? `launched ${sides}` : sides;
    const status = S.el("span", "sm-status", state.word("status", look.status));
    status.title = (state.words.status[look.status] || {}).meaning || "";
    return S.el("div", "sm-kicker", null, [
      S.markIcon(state, look, 8),
      S.el("span", null, [state.word("category", look.category), words].filter(Boolean).join(" ")),
      status,
    ]);
  }

  function totalNote(state, row) {
    const kind = state.data.get("record_type", row);
    if (kind === "incident" || !kind) return null;
    if (kind === "total")
      return S.el("p", "sm-note", "A total. Its parts are listed below and are not counted again.");
    const term = state.words.record_type[kind] || {};
    return S.el("p", "sm-note", [term.label, term.meaning].filter(Boolean).join(". "));
  }

  // A description list of what is known; what nobody told is left out, except for the dead and the injured.
  function facts(state, row) {
    const { data } = state;
    const list = S.el("dl", "sm-facts");
    const add = (label, ...words) => {
      const shown = words.filter((word) => word !== null && word !== undefined && word !== "");
      if (!shown.length) return;
      list.append(
        S.el("dt", null, label),
        S.el(
          "dd",
          null,
          null,
          shown.map((word, i) => S.el(i ? "small" : "span", null, word)),
        ),
      );
    };
    const dated = S.dates(data.get("date_start", row), data.get("date_end", row));
    const fineness = data.get("date_precision", row);
    const time = data.get("time_text", row);
    add(
      "When",
      dated || "not told",
      fineness && fineness !== "day" ? `date known ${state.word("date_precision", fineness)}` : null,
      time ? `in the report: “${time}”` : null,
    );
    add("Where", ...where(state, row));
    add("How exactly", ...precision(state, row));
    add("Who says so", data.get("attributed_to", row));
    add("Killed", S.range(data.get("killed_min", row), data.get("killed_max", row)));
    add("Injured", S.range(data.get("injured_min", row), data.get("injured_max", row)));
    add("Target", data.get("target", row), civilian(data.get("civilian_targeting", row)));
    add("Weapon", data.get("weapon", row));
    const figure = (name) => (data.get(name, row) === null ? null : S.number(data.get(name, row)));
    add("Launched", figure("munitions"));
    add("Shot down", figure("intercepted"));
    add("Background", data.get("background", row) ? "An earlier event, told as context" : null);
    return list;
  }

  function civilian(told) {
    return told === null ? null : told ? "civilian target" : "not a civilian target";
  }

  function where(state, row) {
    const { data } = state;
    const name = S.placeName(state, row) || "not told";
    const country = data.get("country", row);
    const region = [data.get("admin1", row), country && state.word("country", country)]
      .filter((word) => word && word !== name)
      .join(", ");
    const written = data.get("place_text", row);
    return [name, region, written && written !== name ? `in the report: “${written}”` : null];
  }

  function precision(state, row) {
    const { data } = state;
    const fineness = data.get("precision", row);
    if (!fineness) return ["not placed"];
    const term = state.words.precision[fineness] || {};
    const radius = data.get("radius_km", row);
    return [term.label || fineness, term.meaning, radius ? `within about ${S.number(Math.round(radius))} km` : null];
  }

  function claims(state, row) {
    const rows = state.data.rows("claims", row);
    if (!rows.length) return null;
    const items = rows.map((claim) => {
      const what = claim.what && claim.what !== "other" ? state.word("claim", claim.what) : "says so";
      const said = S.figure(state, claim) || what;
      return S.el("li", null, null, [
        S.el("strong", null, claim.who || "The report"),
        claim.side ? S.el("span", "sm-side", claim.side) : null,
        S.el("span", "sm-said", said),
        claim.quote ? S.el("q", null, claim.quote) : null,
      ]);
    });
    return section(
      rows.length > 1 ? `Who says what: ${rows.length} claims` : "Who says what",
      S.el("ul", "sm-claims", null, items),
    );
  }

  function quote(state, row) {
    const { data } = state;
    const words = data.get("quote", row);
    if (!words) return null;
    const [start, end] = [data.get("start", row), data.get("end", row)];
    const place =
      start === null ? null : S.el("small", null, `Characters ${S.number(start)} to ${S.number(end)} of the report`);
    return section("In the report", S.el("blockquote", null, words), place);
  }

  // A total with its parts and what no part explains; a part with its total.
  function parts(state, row) {
    const { data } = state;
    const id = data.get("event_id", row);
    const parent = data.get("parent_id", row);
    const nodes = [];
    if (parent) {
      const up = data.rowOf(parent);
      if (up >= 0) nodes.push(S.el("p", null, "Part of a total:"), eventButton(state, up));
    }
    if (data.get("record_type", row) === "total") {
      for (let other = 0; other < data.count; other += 1) {
        if (data.get("parent_id", other) === id) nodes.push(eventButton(state, other));
      }
      const rest = data.sparse("residual", row);
      const words =
        rest &&
        Object.entries(rest).map(
          ([what, value]) => `${S.number(value)} ${state.word("claim", what).replace("_", " ")}`,
        );
      if (words && words.length) nodes.push(S.el("p", "sm-note", `Not placed: ${words.join(", ")}`));
    }
    return nodes.length ? section(parent ? "Total" : "Its parts", ...nodes) : null;
  }

  function review(state, row) {
    const flags = (state.data.sparse("review", row) || []).map(String);
    const isMade = flags.includes("by_hand");
    const isSeen = isMade || flags.includes("edited");
    const marks = ["by_hand", "edited"];
    const told = flags.filter((flag) => !marks.includes(flag) && !flag.startsWith("was:"));
    const who = isSeen && S.el("p", "sm-note", isMade ? "Entered by a person." : "Looked over by a person.");
    const items = told.map((flag) => S.el("li", null, flag.replaceAll("_", " ")));
    const list = items.length && S.el("ul", "sm-review", null, items);
    return who || list ? section(isSeen ? "Notes" : "To be checked", who || "", list || "") : null;
  }

  function sources(state, row) {
    const rows = state.data.rows("sources", row);
    const items = rows.map((source) => {
      const name = source.outlet || source.url || "Source";
      const address = source.url && S.webAddress(source.url);
      const node = address ? S.el("a", null, name) : S.el("span", null, name);
      if (address) Object.assign(node, { href: address, target: "_blank", rel: "noopener noreferrer nofollow" });
      const dates = [
        source.published && `published ${S.date(source.published)}`,
        source.retrieved && `retrieved ${S.date(source.retrieved)}`,
      ];
      const plain = source.url && !address && source.outlet ? S.el("small", null, source.url) : null;
      return S.el("li", null, null, [node, S.el("small", null, dates.filter(Boolean).join(", ")), plain]);
    });
    return items.length ? section("Source", S.el("ul", "sm-sources", null, items)) : null;
  }

  function section(heading, ...nodes) {
    return S.el("section", null, null, [S.el("h3", null, heading), ...nodes]);
  }

  function stepper(state, row, company) {
    if (!company || company.length < 2) return "";
    const at = company.indexOf(row);
    const step = (by) =>
      state.tell("choose", { row: company[(at + by + company.length) % company.length], company, isFocus: true });
    return S.el("div", "sm-stepper", null, [
      S.button("", "‹", "Previous event here", () => step(-1)),
      S.el("span", null, `${at + 1} of ${company.length} here`),
      S.button("", "›", "Next event here", () => step(1)),
    ]);
  }
})(window.sitmap);

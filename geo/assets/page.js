// The page around the map: heading, panel with the key, controls, and the line of credits.
"use strict";
(function (S) {
  const ICONS = {
    home: "M3 10 L10 4 L17 10 M5 9 V16 H15 V9",
    full: "M4 8 V4 H8 M12 4 H16 V8 M16 12 V16 H12 M8 16 H4 V12",
    theme: "M10 3 A7 7 0 1 0 10 17 Z M10 3 A7 7 0 0 1 10 17",
    plus: "M10 4 V16 M4 10 H16",
    minus: "M4 10 H16",
    key: "M4 5 H16 M4 10 H16 M4 15 H16",
    close: "M4 4 L16 16 M16 4 L4 16",
  };

  S.Page = class {
    constructor(state, map) {
      this.state = state;
      this.map = map;
      this.head = head(state);
      this.panel = S.el("div", "sm-panel");
      this.panel.id = "sm-panel";
      const close = S.button("sm-panel-close", "Back to the map", null, () => this.togglePanel());
      this.panel.appendChild(close);
      this.stage = S.el("div", "sm-stage");
      this.tools = S.el("div", "sm-tools");
      this.status = S.el("div", "sm-live");
      this.status.setAttribute("aria-live", "polite");
      this.node = S.el("div", "sm-page");
      const box = map.getContainer();
      box.parentNode.insertBefore(this.node, box);
      this.stage.append(box, this.tools, this.status);
      this.node.append(this.head, this.panel, this.stage, foot(state));
      box.setAttribute("role", "region");
      box.setAttribute(
        "aria-label",
        "Map. Arrow keys move it, plus and minus change its scale; the list of events is in the panel.",
      );
      if (map.attributionControl) map.attributionControl.setPrefix(false); // tiles bring their own credit, no banner
      this.addTools();
      this.addReadout();
      this.paintTheme();
      state.on("theme", () => this.paintTheme());
    }

    addTools() {
      const { map, state } = this;
      const tool = (icon, label, press) => {
        const button = S.button("sm-tool", null, label, press);
        button.appendChild(S.icon(ICONS[icon]));
        this.tools.appendChild(button);
        return button;
      };
      this.keyButton = tool("key", "Key and layers", () => this.togglePanel());
      this.keyButton.classList.add("sm-key-button");
      this.keyButton.appendChild(S.el("span", null, "Key and layers"));
      this.keyButton.setAttribute("aria-controls", "sm-panel");
      this.keyButton.setAttribute("aria-expanded", "false");
      tool("plus", "Zoom in", () => map.zoomIn(1));
      tool("minus", "Zoom out", () => map.zoomOut(1));
      tool("home", "Back to the opening view", () => state.tell("home"));
      tool("theme", "Light or dark", () => this.setTheme(state.theme === "dark" ? "light" : "dark"));
      if (document.fullscreenEnabled) tool("full", "Full screen", () => this.toggleFull());
    }

    // On a narrow page the panel lies over the map and is opened by its button.
    togglePanel() {
      const isOpen = this.node.classList.toggle("sm-open");
      this.keyButton.setAttribute("aria-expanded", String(isOpen));
    }

    toggleFull() {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.node.requestFullscreen();
    }

    addReadout() {
      const { map } = this;
      L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
      this.readout = S.el("div", "sm-readout");
      this.stage.appendChild(this.readout);
      const tell = (place) => {
        this.readout.textContent = S.position(place.lng, place.lat);
      };
      map.on("mousemove", (event) => tell(event.latlng));
      map.on("moveend", () => tell(map.getCenter()));
      tell(map.getCenter());
    }

    setTheme(theme) {
      this.state.theme = theme;
      this.state.tell("theme");
    }

    paintTheme() {
      const { theme, colours } = this.state;
      this.node.dataset.theme = theme;
      this.node.style.colorScheme = theme;
      for (const [name, colour] of Object.entries(colours)) {
        document.documentElement.style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
      }
    }
  };

  function head(state) {
    const { wire, data } = state;
    let placed = 0;
    for (let row = 0; row < data.count; row += 1) if (data.isPlaced(row)) placed += 1;
    const rest = data.count - placed;
    const { moment, zone } = wire.as_of || {};
    const asOf = moment ? `As of ${[S.time(moment), zone].filter(Boolean).join(" ")}, ${S.date(moment)}` : null;
    return S.el("header", "sm-head", null, [
      S.el("p", "sm-day", S.date(wire.date)),
      S.el("h1", null, wire.title),
      S.el(
        "p",
        "sm-asof",
        [asOf, S.plural(data.count, "entry", "entries"), rest ? `${S.number(rest)} without a place` : null]
          .filter(Boolean)
          .join(" · "),
      ),
    ]);
  }

  function foot(state) {
    const { credits, disclaimer } = state.wire;
    const items = (credits || []).map((credit) => {
      const address = credit.url && S.webAddress(credit.url);
      const node = S.el(address ? "a" : "span", null, credit.words);
      if (address) Object.assign(node, { href: address, target: "_blank", rel: "noopener noreferrer" });
      return S.el("li", null, null, [node]);
    });
    const details = S.el("details", "sm-foot", null, [
      S.el("summary", null, "Credits and note on boundaries"),
      S.el("p", null, disclaimer),
      S.el("ul", null, null, items),
    ]);
    details.open = !S.isNarrow() && window.innerHeight > 640;
    return details;
  }
})(window.sitmap);

// Search for a place: those of the events first, then the names of the base map.
"use strict";
(function (S) {
  const MOST = 9;
  const NOTES = { capital: "city", town: "city" };

  S.Search = class {
    constructor(state, names) {
      this.state = state;
      this.names = names;
      this.input = S.el("input", "sm-search-input");
      Object.assign(this.input, {
        type: "search",
        placeholder: "Find a place",
        autocomplete: "off",
        spellcheck: false,
      });
      for (const [name, value] of [
        ["role", "combobox"],
        ["aria-label", "Find a place"],
        ["aria-expanded", "false"],
        ["aria-controls", "sm-found"],
        ["aria-autocomplete", "list"],
      ])
        this.input.setAttribute(name, value);
      this.list = S.el("ul", "sm-found");
      this.list.id = "sm-found";
      this.list.setAttribute("role", "listbox");
      this.list.hidden = true;
      this.node = S.el("div", "sm-search", null, [this.input, this.list]);
      this.input.addEventListener("input", () => this.find());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    }

    find() {
      const wanted = S.fold(this.input.value.trim());
      this.found = wanted ? this.matches(wanted) : [];
      this.at = this.found.length ? 0 : -1;
      const items = this.found.map((item, index) => {
        const node = S.el("li", null, null, [S.el("span", null, item.name), S.el("small", null, item.note)]);
        node.id = `sm-found-${index}`;
        node.setAttribute("role", "option");
        node.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.go(index);
        });
        return node;
      });
      if (wanted && !items.length) items.push(S.el("li", "sm-none", "No place of that name on this map"));
      this.list.replaceChildren(...items);
      this.list.hidden = !wanted;
      this.input.setAttribute("aria-expanded", String(Boolean(wanted)));
      this.mark();
    }

    // Names that begin with the words come before names that only hold them.
    matches(wanted) {
      const found = new Map();
      const add = (item) => {
        const at = item.folded.indexOf(wanted);
        if (at < 0) return;
        const rank = (at === 0 ? 0 : 2) + (item.rows ? 0 : 1);
        const key = `${item.folded}|${Math.round(item.x * 2000)}|${Math.round(item.y * 2000)}`;
        if (!found.has(key) || found.get(key).rank > rank) found.set(key, { ...item, rank });
      };
      for (const place of this.eventPlaces()) add(place);
      for (const name of this.names)
        add({ ...name, name: name.full, note: name.note || NOTES[name.kind] || name.kind });
      return [...found.values()].sort((a, b) => a.rank - b.rank || a.name.length - b.name.length).slice(0, MOST);
    }

    eventPlaces() {
      if (this.places) return this.places;
      const { data } = this.state;
      const places = new Map();
      for (let row = 0; row < data.count; row += 1) {
        if (!data.isPlaced(row)) continue;
        for (const name of new Set([data.get("place_name", row), data.get("place_text", row)])) {
          if (!name) continue;
          const key = `${name}|${data.x[row]}`;
          if (!places.has(key))
            places.set(key, { name, folded: S.fold(name), x: data.x[row], y: data.y[row], rows: [] });
          places.get(key).rows.push(row);
        }
      }
      this.places = [...places.values()].map((place) => ({
        ...place,
        note: S.plural(place.rows.length, "event", "events"),
      }));
      return this.places;
    }

    press(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.found && this.found.length) {
        this.at = (this.at + step + this.found.length) % this.found.length;
        this.mark();
        event.preventDefault();
      } else if (event.key === "Enter" && this.at >= 0) this.go(this.at);
      else if (event.key === "Escape") this.close();
    }

    mark() {
      [...this.list.children].forEach((node, index) => node.setAttribute("aria-selected", String(index === this.at)));
      if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `sm-found-${this.at}`);
      else this.input.removeAttribute("aria-activedescendant");
    }

    go(index) {
      const item = this.found[index];
      this.input.value = item.name;
      this.close();
      if (item.rows) this.state.tell("choose", { row: item.rows[0], company: item.rows, isFly: true });
      else this.state.tell("goto", item);
    }

    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }
  };
})(window.sitmap);

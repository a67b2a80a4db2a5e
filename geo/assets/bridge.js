// Talk with the page that embeds the map: it filters and chooses, the map tells what was chosen.
// Only the embedding window is heard, and nothing it says is more than a mask, a list of ids or a word.
"use strict";
(function (S) {
  S.Bridge = class {
    constructor(state) {
      this.state = state;
      window.addEventListener("message", (event) => this.hear(event));
      if (window.parent !== window) window.parent.postMessage({ sitmap: "ready", count: state.data.count }, "*");
    }

    hear(event) {
      const message = event.data;
      if (event.source !== window.parent || !message || typeof message !== "object") return;
      if (message.sitmap === "show") this.show(message);
      else if (message.sitmap === "select") this.select(message.id);
      else if (message.sitmap === "pick") this.state.tell("pick", { isOn: Boolean(message.on), at: message.at });
      else if (message.sitmap === "theme" && this.state.style.theme[message.theme]) {
        this.state.theme = message.theme;
        this.state.tell("theme");
      }
    }

    // `ids` names the events to show, `mask` holds a true or 1 for each; neither shows all.
    show(message) {
      const { state } = this;
      const { data } = state;
      let mask = null;
      if (Array.isArray(message.ids)) {
        mask = new Uint8Array(data.count);
        for (const id of message.ids) {
          const row = data.rowOf(id);
          if (row >= 0) mask[row] = 1;
        }
      } else if (message.mask && message.mask.length === data.count) mask = Uint8Array.from(message.mask, Number);
      state.mask = mask;
      state.tell("filter");
    }

    select(id) {
      const row = id === null ? -1 : this.state.data.rowOf(id);
      this.state.tell("choose", { row, isFly: row >= 0, isQuiet: true });
    }

    tellPicked(lon, lat) {
      if (window.parent !== window) window.parent.postMessage({ sitmap: "picked", lon, lat }, "*");
    }

    tellSelected(row) {
      if (window.parent === window) return;
      const id = row < 0 ? null : this.state.data.get("event_id", row);
      window.parent.postMessage({ sitmap: "selected", id }, "*");
    }
  };
})(window.sitmap);

// The namespace, elements made from text alone, and the state that all parts of the map share.
"use strict";
window.sitmap = window.sitmap || {};

(function (S) {
  // An element with a class and words; words never become markup.
  S.el = function (tag, name, words, children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (words !== undefined && words !== null) node.textContent = words;
    for (const child of children || []) if (child) node.appendChild(child);
    return node;
  };

  S.button = function (name, words, label, press) {
    const node = S.el("button", name, words);
    node.type = "button";
    if (label) {
      node.setAttribute("aria-label", label);
      node.title = label;
    }
    node.addEventListener("click", press);
    return node;
  };

  // A small drawing made of path data, in the colour of the text around it.
  S.icon = function (path) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "sm-icon");
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", path);
    svg.appendChild(line);
    return svg;
  };

  // Tables that are looked up with words of the data: "constructor" and "__proto__" are not in them.
  S.bare = function (value) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    const table = Object.create(null);
    for (const [key, item] of Object.entries(value)) table[key] = S.bare(item);
    return table;
  };

  // Narrow pages fold the key away; on a phone the card rises from below, too (both in narrow.css).
  S.isNarrow = function () {
    return window.innerWidth < 900;
  };

  S.isPhone = function () {
    return window.innerWidth < 600;
  };

  S.isStill = function () {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  };

  // What changes while somebody looks at the map. Listeners are told by name: filter, select, theme, view.
  S.State = class {
    constructor(wire) {
      this.wire = wire;
      this.words = S.bare(wire.words);
      this.style = S.bare(wire.style);
      this.data = S.decode(wire.events);
      this.hiddenLayers = new Set();
      this.hiddenExtras = new Set();
      this.mask = null;
      this.selected = -1;
      this.listeners = {};
      this.theme = this.resolveTheme(wire.theme);
    }

    on(name, listener) {
      (this.listeners[name] = this.listeners[name] || []).push(listener);
    }

    tell(name, detail) {
      for (const listener of this.listeners[name] || []) listener(detail);
    }

    resolveTheme(theme) {
      if (theme !== "auto") return theme;
      return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    }

    get colours() {
      return this.style.theme[this.theme];
    }

    // The colour of a mark: the attacker's, or the category's own where it has one.
    colourOf(category, attacker) {
      const own = this.style.category[category] || {};
      const side = this.style.attacker[attacker] || this.style.attacker.unknown;
      return own[this.theme] || side[this.theme];
    }

    word(kind, id) {
      const term = (this.words[kind] || {})[id];
      return term ? term.label : id;
    }

    isShown(row) {
      return !(this.mask && !this.mask[row]) && !this.hiddenLayers.has(this.data.layer[row]);
    }
  };
})(window.sitmap);

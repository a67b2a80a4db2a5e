// The key: every sign that is in use, and the switches of the layers.
"use strict";
(function (S) {
  // A mark as a small picture, for the key, the cards and the lists.
  S.markIcon = function (state, look, r) {
    const canvas = S.el("canvas", "sm-mark");
    const half = Math.ceil(
      r + (look.precision === "district" ? S.WIDE_RING : look.precision === "settlement" ? S.RING : 2) + 3,
    );
    drawIcon(canvas, half, half, (pen) => S.drawMark(pen, state, look, r));
    return canvas;
  };

  function drawIcon(canvas, halfWidth, halfHeight, draw) {
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    canvas.width = halfWidth * 2 * ratio;
    canvas.height = halfHeight * 2 * ratio;
    canvas.style.width = `${halfWidth * 2}px`;
    canvas.style.height = `${halfHeight * 2}px`;
    canvas.setAttribute("aria-hidden", "true");
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, halfWidth * ratio, halfHeight * ratio);
    draw(pen);
  }

  S.Key = class {
    constructor(state, mentioned) {
      this.state = state;
      this.mentioned = mentioned;
      this.node = S.el("div", "sm-key");
      this.draw();
      state.on("theme", () => this.draw());
    }

    draw() {
      this.node.replaceChildren(this.layers(), this.sides(), this.statuses(), this.precisions(), this.front() || "");
    }

    layers() {
      const { state } = this;
      const section = group("What happened: layers");
      let heading = null;
      let part = section;
      state.data.layers.forEach((layer, index) => {
        if (layer.parent !== heading) {
          heading = layer.parent;
          part = heading ? this.parent(heading) : section;
          if (heading) section.appendChild(part);
        }
        part.appendChild(this.layer(layer, index));
      });
      const { all } = this.mentioned;
      if (all.length)
        section.appendChild(this.extra("mentioned", state.wire.mentioned.label, all.length, dotSign(state)));
      return section;
    }

    layer(layer, index) {
      const { state } = this;
      const shapes = [...new Set(looksOf(state, index).map((look) => look.category))].slice(0, 4);
      const signs = shapes.map((category) =>
        S.markIcon(state, { category, attacker: commonSide(state, index, category), status: "reported" }, 6),
      );
      return this.toggle(layer.label, layer.count, signs, !state.hiddenLayers.has(index), (isOn) => {
        state.hiddenLayers[isOn ? "delete" : "add"](index);
        state.tell("filter");
      });
    }

    // One switch for all layers under a heading.
    parent(heading) {
      const { state } = this;
      const indexes = state.data.layers.flatMap((layer, index) => (layer.parent === heading ? [index] : []));
      const part = S.el("div", "sm-sublayers");
      const count = indexes.reduce((sum, index) => sum + state.data.layers[index].count, 0);
      part.appendChild(
        this.toggle(
          heading,
          count,
          [],
          indexes.some((index) => !state.hiddenLayers.has(index)),
          (isOn) => {
            for (const index of indexes) state.hiddenLayers[isOn ? "delete" : "add"](index);
            for (const box of part.querySelectorAll("input")) box.checked = isOn;
            state.tell("filter");
          },
        ),
      );
      return part;
    }

    // A layer that holds no events.
    extra(name, label, count, sign) {
      const { state } = this;
      return this.toggle(label, count, [sign], !state.hiddenExtras.has(name), (isOn) => {
        state.hiddenExtras[isOn ? "delete" : "add"](name);
        state.tell("filter");
      });
    }

    toggle(label, count, signs, isOn, change) {
      const box = S.el("input");
      box.type = "checkbox";
      box.checked = isOn;
      box.addEventListener("change", () => change(box.checked));
      const words = S.el("span", "sm-layer-name", label);
      const figure = count === null ? null : S.el("span", "sm-count", S.number(count));
      return S.el("label", "sm-layer", null, [box, words, S.el("span", "sm-signs", null, signs), figure]);
    }

    sides() {
      const { state } = this;
      const used = new Set(state.data.looks.map((look) => look.attacker));
      const section = group("Colour: who attacked");
      const row = S.el("div", "sm-row");
      for (const side of Object.keys(state.style.attacker)) {
        if (!used.has(side)) continue;
        const swatch = S.el("span", "sm-swatch");
        swatch.style.background = state.style.attacker[side][state.theme];
        row.appendChild(S.el("span", "sm-term", null, [swatch, S.el("span", null, state.word("attacker", side))]));
      }
      section.appendChild(row);
      return section;
    }

    statuses() {
      const { state } = this;
      const used = new Set(state.data.looks.map((look) => look.status));
      const section = group("Outline: how sure it is");
      const row = S.el("div", "sm-row sm-columns");
      for (const status of Object.keys(state.style.status)) {
        if (!used.has(status)) continue;
        const sign = S.markIcon(state, { category: "shelling", attacker: "unknown", status }, 6.5);
        row.appendChild(term(sign, state.word("status", status), (state.words.status[status] || {}).meaning));
      }
      section.appendChild(row);
      return section;
    }

    precisions() {
      const { state } = this;
      const used = new Set(state.data.looks.map((look) => look.precision));
      const section = group("Ring and shading: how exactly it is known");
      const row = S.el("div", "sm-row sm-columns");
      const look = { category: "shelling", attacker: "unknown", status: "reported" };
      for (const precision of Object.keys(state.words.precision)) {
        if (!used.has(precision)) continue;
        const sign =
          precision === "region" || precision === "country"
            ? patch(state, precision)
            : S.markIcon(state, { ...look, precision }, 5);
        row.appendChild(term(sign, state.word("precision", precision), state.words.precision[precision].meaning));
      }
      if (state.data.looks.some((shown) => shown.record_type === "total")) {
        row.appendChild(
          term(
            S.markIcon(state, { ...look, record_type: "total" }, 6.5),
            "total of several events",
            "Its parts have marks of their own and are not counted again.",
          ),
        );
      }
      section.appendChild(row);
      return section;
    }

    front() {
      const { state } = this;
      const front = state.wire.front;
      if (!front) return null;
      const section = group("Line of contact");
      section.appendChild(this.extra("front", front.label, null, frontSign(state, "line")));
      if (front.held.length) section.appendChild(term(frontSign(state, "held"), front.held_label));
      section.appendChild(S.el("p", "sm-note", front.note));
      return section;
    }
  };

  function group(heading) {
    return S.el("section", "sm-group", null, [S.el("h3", null, heading)]);
  }

  function term(sign, words, meaning) {
    const node = S.el("span", "sm-term", null, [sign, S.el("span", null, words)]);
    if (meaning) node.title = meaning;
    return node;
  }

  function looksOf(state, index) {
    const found = new Set();
    for (let row = 0; row < state.data.count; row += 1)
      if (state.data.layer[row] === index) found.add(state.data.look[row]);
    return [...found].map((look) => state.data.looks[look]);
  }

  // The side that a layer's sign is coloured for: its only attacker, or none.
  function commonSide(state, index, category) {
    const sides = new Set(
      looksOf(state, index)
        .filter((look) => look.category === category)
        .map((look) => look.attacker),
    );
    return sides.size === 1 ? [...sides][0] : "unknown";
  }

  // A shaded area with its one mark; for a country, which has no honest point, the plate of its events.
  function patch(state, precision) {
    const canvas = S.el("canvas", "sm-mark");
    const colour = state.colourOf("shelling", "unknown");
    drawIcon(canvas, 14, 10, (pen) => {
      if (precision === "country") {
        pen.strokeStyle = pen.fillStyle = state.colours.line;
        pen.strokeRect(-12.5, -7.5, 25, 15);
        for (const x of [-6, 0, 6]) pen.fillRect(x - 1, -1, 2, 2);
        return;
      }
      pen.fillStyle = pen.strokeStyle = colour;
      pen.globalAlpha = 0.2;
      pen.fillRect(-13, -9, 26, 18);
      pen.globalAlpha = 0.6;
      pen.strokeRect(-12.5, -8.5, 25, 17);
      pen.globalAlpha = 1;
      S.drawMark(pen, state, { category: "shelling", attacker: "unknown", status: "reported" }, 4.5);
    });
    return canvas;
  }

  function dotSign(state) {
    const canvas = S.el("canvas", "sm-mark");
    drawIcon(canvas, 7, 7, (pen) => {
      pen.arc(0, 0, 2.6, 0, 2 * Math.PI);
      pen.lineWidth = 1.6;
      pen.strokeStyle = state.colours.label;
      pen.stroke();
    });
    return canvas;
  }

  function frontSign(state, kind) {
    const canvas = S.el("canvas", "sm-mark");
    drawIcon(canvas, 14, 7, (pen) => {
      if (kind === "held") {
        pen.fillStyle = S.hatch(pen, state.colours.held);
        pen.fillRect(-14, -7, 28, 14);
        return;
      }
      pen.strokeStyle = state.colours.line;
      pen.globalAlpha = 0.16;
      pen.lineWidth = 10;
      line(pen);
      pen.globalAlpha = 1;
      pen.lineWidth = 2;
      line(pen);
    });
    return canvas;
  }

  function line(pen) {
    pen.beginPath();
    pen.moveTo(-14, 2);
    pen.bezierCurveTo(-5, -6, 5, 7, 14, -2);
    pen.stroke();
  }
})(window.sitmap);

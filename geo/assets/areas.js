// What is drawn as an area or a line: shaded oblasts, lines of events, true circles of doubt, the line of contact.
"use strict";
(function (S) {
  S.Areas = class {
    constructor(state) {
      this.state = state;
      const wire = state.wire;
      this.regions = new Map();
      for (const region of wire.regions ? wire.regions.items : []) {
        const rings = S.unflattenAll(region.parts, wire.regions.scale);
        this.regions.set(region.code, { ...region, rings, box: S.joinBoxes(rings.map((ring) => ring.box)) });
      }
      const front = wire.front;
      this.front = front && {
        ...front,
        line: S.unflattenAll(front.line, front.scale),
        band: S.unflattenAll(front.band, front.scale),
        held: S.unflattenAll(front.held, front.scale),
      };
      this.lines = eventLines(state.data);
      this.shaded = new Map();
    }

    // Which oblasts are shaded: those of the shown events that are known no finer than that.
    update() {
      const { state } = this;
      const { data } = state;
      this.shaded.clear();
      if (!this.regions.size) return;
      for (let row = 0; row < data.count; row += 1) {
        if (data.looks[data.look[row]].precision !== "region" || !state.isShown(row)) continue;
        const code = data.get("admin1_code", row);
        if (!this.regions.has(code)) continue;
        if (!this.shaded.has(code)) this.shaded.set(code, []);
        this.shaded.get(code).push(row);
      }
    }

    paint(context, view) {
      if (!this.state.hiddenExtras.has("front")) this.paintHeld(context, view);
      this.paintRegions(context, view);
      if (!this.state.hiddenExtras.has("front")) this.paintFront(context, view);
      this.paintLines(context, view);
      this.paintSelected(context, view);
    }

    paintRegions(context, view) {
      const { state } = this;
      for (const [code, rows] of this.shaded) {
        const { rings } = this.regions.get(code);
        const colours = [...new Set(rows.map((row) => colourOf(state, row)))];
        context.beginPath();
        S.trace(context, view, rings, true);
        context.fillStyle = colours.length === 1 ? colours[0] : stripes(context, colours);
        context.globalAlpha = state.theme === "dark" ? 0.2 : 0.13;
        context.fill("evenodd");
        context.globalAlpha = 0.55;
        context.strokeStyle = colours[0];
        context.lineWidth = 1;
        context.stroke();
        context.globalAlpha = 1;
      }
    }

    paintHeld(context, view) {
      if (!this.front || !this.front.held.length) return;
      context.beginPath();
      S.trace(context, view, this.front.held, true);
      context.fillStyle = hatch(context, this.state.colours.held);
      context.globalAlpha = 0.5;
      context.fill("evenodd");
      context.globalAlpha = 1;
    }

    paintFront(context, view) {
      if (!this.front) return;
      const { colours } = this.state;
      context.lineJoin = context.lineCap = "round";
      context.beginPath();
      S.trace(context, view, this.front.band, true);
      context.fillStyle = colours.line;
      context.globalAlpha = 0.13;
      context.fill("evenodd");
      context.globalAlpha = 1;
      const width = Math.min(3.4, Math.max(1.8, 1.8 + (view.zoom - 6) * 0.3));
      strokeTwice(context, view, this.front.line, [colours.halo, width + 2], [colours.line, width]);
    }

    paintLines(context, view) {
      const { state } = this;
      for (const { row, shape } of this.lines) {
        if (!state.isShown(row)) continue;
        const width = state.selected === row ? 5 : 3;
        strokeTwice(context, view, [shape], [state.colours.halo, width + 2.5], [colourOf(state, row), width]);
      }
    }

    // The chosen event: its oblast in bold outline, or the circle it may lie in.
    paintSelected(context, view) {
      const { state } = this;
      const row = state.selected;
      if (row < 0) return;
      const { data } = state;
      const look = data.looks[data.look[row]];
      const region = look.precision === "region" && this.regions.get(data.get("admin1_code", row));
      context.strokeStyle = state.colours.ink;
      context.lineWidth = 2;
      context.beginPath();
      if (region) S.trace(context, view, region.rings, true);
      else if (data.isPlaced(row) && look.precision !== "country") circle(context, view, data, row);
      context.stroke();
    }

    // The shown events of the shaded oblast, or of the line, under a pixel.
    at(view, px, py) {
      const line = this.lines.find(({ row, shape }) => this.state.isShown(row) && isNear(view, shape.line, px, py));
      if (line) return [line.row];
      const [x, y] = [(px + view.left) / view.scale, (py + view.top) / view.scale];
      for (const [code, rows] of this.shaded) if (S.isInside(x, y, this.regions.get(code).rings)) return rows;
      return [];
    }
  };

  function colourOf(state, row) {
    const look = state.data.looks[state.data.look[row]];
    return state.colourOf(look.category, look.attacker);
  }

  function eventLines(data) {
    const found = [];
    for (const row of Object.keys(data.lineRows())) {
      const steps = data.sparse("line", row).flatMap(([lon, lat]) => [S.mercatorX(lon), S.mercatorY(lat)]);
      if (steps.length < 4) continue;
      const line = Float64Array.from(steps);
      const [xs, ys] = [line.filter((_, i) => i % 2 === 0), line.filter((_, i) => i % 2 === 1)];
      const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      found.push({ row: Number(row), shape: { line, box } });
    }
    return found;
  }

  function strokeTwice(context, view, shapes, ...strokes) {
    for (const [colour, width] of strokes) {
      context.beginPath();
      S.trace(context, view, shapes, false);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }

  function circle(context, view, data, row) {
    const radius = S.kilometres(data.get("radius_km", row) || 0, data.y[row]) * view.scale;
    if (radius > 3) context.arc(view.px(data.x[row]), view.py(data.y[row]), radius, 0, 2 * Math.PI);
  }

  function isNear(view, line, px, py) {
    for (let i = 2; i < line.length; i += 2) {
      const [ax, ay, bx, by] = [view.px(line[i - 2]), view.py(line[i - 1]), view.px(line[i]), view.py(line[i + 1])];
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const along = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
      if (Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay)) < 7) return true;
    }
    return false;
  }

  function pattern(context, size, draw) {
    const tile = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1;
    tile.width = tile.height = size * ratio;
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    draw(pen);
    const fill = context.createPattern(tile, "repeat");
    fill.setTransform(new DOMMatrix().scale(1 / ratio));
    return fill;
  }

  // Thin diagonal lines.
  function hatch(context, colour) {
    return pattern(context, 7, (pen) => {
      pen.strokeStyle = colour;
      pen.lineWidth = 0.9;
      for (const from of [-7, 0, 7]) {
        pen.moveTo(from - 1, 8);
        pen.lineTo(from + 8, -1);
      }
      pen.stroke();
    });
  }

  // Broad diagonal stripes where both sides struck.
  function stripes(context, colours) {
    return pattern(context, 16, (pen) => {
      pen.fillStyle = colours[0];
      pen.fillRect(0, 0, 16, 16);
      pen.strokeStyle = colours[1];
      pen.lineWidth = 5.6;
      for (const from of [-16, 0, 16]) {
        pen.moveTo(from - 2, 18);
        pen.lineTo(from + 18, -2);
      }
      pen.stroke();
    });
  }
  S.hatch = hatch;
})(window.sitmap);

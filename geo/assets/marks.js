// The marks: which are shown, where each stands at this zoom, how it is drawn, and which one a click means.
"use strict";
(function (S) {
  const SPREAD_LIMIT = 1200; // above this many marks stand on their points; a click lists what lies together
  const LIFT = 15; // pixels that the mark of a line stands above its middle
  const SMALL_LIMIT = 3000; // above this many are drawn small and without rings

  S.Marks = class {
    constructor(state) {
      this.state = state;
      this.sprites = new Map();
      this.items = [];
      this.layoutZoom = null;
      state.on("theme", () => this.sprites.clear());
    }

    // Which events have a mark now; positions follow at the next drawing.
    update() {
      const { state } = this;
      const rows = [];
      for (let row = 0; row < state.data.count; row += 1) {
        if (state.data.isPlaced(row) && state.isShown(row)) rows.push(row);
      }
      this.rows = rows;
      this.layoutZoom = null;
    }

    get isDense() {
      return this.rows.length > SPREAD_LIMIT;
    }

    // Marks in pixels of the whole world at this zoom, moved apart where that is possible.
    layout(zoom) {
      if (this.layoutZoom === zoom) return;
      this.layoutZoom = zoom;
      const scale = 256 * 2 ** zoom;
      const base = this.rows.length > SMALL_LIMIT ? 4 : zoom < 4.5 ? 6.5 : 8;
      const { data } = this.state;
      if (this.isDense) {
        this.base = base;
        this.items = null;
        return;
      }
      const whole = this.wholeCountries();
      const single = this.rows.filter((row) => data.get("precision", row) !== "country");
      this.items = [
        ...whole.map((rows) => ({ row: rows[0], rows, ...plate(wholeWords(this.state, rows)) })),
        ...single.map((row) => ({ row, rows: [row], ...this.faceOf(row, base) })),
      ];
      for (const item of this.items)
        Object.assign(item, {
          x: data.x[item.row] * scale,
          y: data.y[item.row] * scale - (item.isBare ? LIFT : 0),
          dx: 0,
          dy: 0,
        });
      S.spread(this.items);
    }

    // Events known only by their country share one plate there: no point would be honest.
    wholeCountries() {
      const { data } = this.state;
      const groups = new Map();
      for (const row of this.rows) {
        if (data.get("precision", row) !== "country") continue;
        const key = `${data.get("country", row)}|${data.x[row].toFixed(3)}|${data.y[row].toFixed(3)}`;
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(row);
      }
      return [...groups.values()];
    }

    // How a row is drawn (mark, count or plate), and the radius it keeps free.
    faceOf(row, base) {
      const { data } = this.state;
      const look = data.looks[data.look[row]];
      if (look.record_type === "area") {
        const words = areaWords(data, row);
        if (words) return plate(words);
      }
      const count = look.category === "air_defence" && look.record_type !== "total" ? shotDown(data, row) : null;
      if (count !== null) {
        const size = 5 + 2.1 * Math.sqrt(count);
        return {
          kind: "count",
          count,
          size: Math.max(10, Math.min(42, size)),
          r: Math.max(10, Math.min(42, size)) + 2.5,
        };
      }
      const isBare = Boolean(data.sparse("line", row)); // the line itself is drawn
      const ring = isBare
        ? 3
        : look.precision === "settlement"
          ? S.RING + 1.5
          : look.precision === "district"
            ? S.WIDE_RING
            : 3;
      return { kind: "mark", size: base, r: base + ring, isBare };
    }

    paint(context, view) {
      this.layout(view.zoom);
      if (this.isDense) this.paintDense(context, view);
      else this.paintSpread(context, view);
    }

    paintSpread(context, view) {
      const { state } = this;
      const shown = this.items.filter((item) => view.holds(item.x - view.left, item.y - view.top, 80));
      for (const item of shown) this.paintDoubt(context, view, item);
      for (const item of shown) paintLeader(context, view, item, state.colours);
      const chosen = shown.find((item) => item.rows.includes(state.selected));
      for (const item of shown) if (item !== chosen) this.paintItem(context, view, item);
      if (chosen) this.paintItem(context, view, chosen);
    }

    paintItem(context, view, item) {
      const { state } = this;
      const look = state.data.looks[state.data.look[item.row]];
      const [x, y] = [item.x + item.dx - view.left, item.y + item.dy - view.top];
      if (item.rows.includes(state.selected)) paintChoice(context, x, y, item, state.colours);
      if (item.kind === "mark") {
        this.stamp(context, state.data.look[item.row], item.size, x, y, item.isBare);
        return;
      }
      context.save();
      context.translate(x, y);
      if (item.kind === "count") S.drawCount(context, state, look, item.size, item.count);
      else S.drawPlate(context, state, item.words);
      context.restore();
    }

    // Where the true circle of doubt is larger than the ring of the mark, it is drawn in its true size.
    paintDoubt(context, view, item) {
      const { state } = this;
      const { data } = state;
      const look = data.looks[data.look[item.row]];
      if (look.precision !== "settlement" && look.precision !== "district") return;
      const radius = S.kilometres(data.get("radius_km", item.row) || 0, data.y[item.row]) * view.scale;
      if (radius < item.size + S.WIDE_RING) return;
      context.beginPath();
      context.arc(item.x - view.left, item.y - view.top, radius, 0, 2 * Math.PI);
      context.strokeStyle = context.fillStyle = state.colourOf(look.category, look.attacker);
      context.globalAlpha = 0.05;
      context.fill();
      context.globalAlpha = 0.55;
      context.lineWidth = 1;
      context.setLineDash(look.precision === "district" ? [5, 4] : []);
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
    }

    paintDense(context, view) {
      const { data } = this.state;
      const stamps = data.looks.map((_, look) => this.spriteOf(look, this.base, true));
      for (const row of this.rows) {
        const x = data.x[row] * view.scale - view.left;
        const y = data.y[row] * view.scale - view.top;
        if (x < -12 || y < -12 || x > view.width + 12 || y > view.height + 12) continue;
        const { canvas, half } = stamps[data.look[row]];
        context.drawImage(canvas, x - half, y - half, half * 2, half * 2);
      }
      const chosen = this.state.selected;
      if (chosen < 0 || !data.isPlaced(chosen)) return;
      const [x, y] = [view.px(data.x[chosen]), view.py(data.y[chosen])];
      paintChoice(context, x, y, { size: this.base + 2, kind: "mark" }, this.state.colours);
      this.stamp(context, data.look[chosen], this.base + 2, x, y);
    }

    // Marks that look alike are drawn once and then stamped.
    stamp(context, look, size, x, y, isBare) {
      const sprite = this.spriteOf(look, size, isBare);
      context.drawImage(sprite.canvas, x - sprite.half, y - sprite.half, sprite.half * 2, sprite.half * 2);
    }

    spriteOf(look, size, isBare) {
      const key = `${look}/${size}/${Boolean(isBare)}`;
      if (!this.sprites.has(key)) this.sprites.set(key, this.sprite(look, size, isBare));
      return this.sprites.get(key);
    }

    sprite(look, size, isBare) {
      const ratio = window.devicePixelRatio || 1;
      const half = Math.ceil(size + (isBare ? 4 : S.WIDE_RING + 5));
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = half * 2 * ratio;
      const pen = canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, half * ratio, half * ratio);
      const shown = this.state.data.looks[look];
      S.drawMark(pen, this.state, isBare ? { ...shown, precision: null } : shown, size);
      return { canvas, half };
    }

    // The events whose marks lie under a pixel, nearest first.
    at(view, px, py, reach) {
      const found = [];
      const { data } = this.state;
      const probe = (rows, x, y, halfWidth, halfHeight) => {
        if (Math.abs(x - px) <= halfWidth + reach && Math.abs(y - py) <= halfHeight + reach)
          found.push([Math.hypot(x - px, y - py), rows]);
      };
      if (this.items) {
        for (const item of this.items) {
          const [x, y] = [item.x + item.dx - view.left, item.y + item.dy - view.top];
          probe(
            item.rows,
            x,
            y,
            item.kind === "plate" ? item.r - 4 : item.size,
            item.kind === "plate" ? 9 : item.size,
          );
        }
      } else
        for (const row of this.rows) probe([row], view.px(data.x[row]), view.py(data.y[row]), this.base, this.base);
      found.sort((a, b) => a[0] - b[0]);
      return (this.items ? found.slice(0, 1) : found).flatMap(([, rows]) => rows);
    }

    // Boxes that labels keep clear of.
    boxes(view) {
      if (!this.items) return [];
      return this.items.map((item) => {
        const [x, y] = [item.x + item.dx - view.left, item.y + item.dy - view.top];
        const isChosen = item.rows.includes(this.state.selected);
        const free = item.r - 1.5 + (isChosen ? 8 : 0);
        const [w, h] = item.kind === "plate" ? [item.r + (isChosen ? 4 : 0), isChosen ? 15 : 11] : [free, free];
        return { row: item.row, box: [x - w, y - h, x + w, y + h], anchor: [item.x - view.left, item.y - view.top] };
      });
    }
  };

  function plate(words) {
    return { kind: "plate", words, size: 0, r: 12 + words.length * 2.1 };
  }

  function wholeWords(state, rows) {
    const name = S.placeName(state, rows[0]).split(",")[0] || state.data.get("country", rows[0]) || "Country";
    return `${name} as a whole: ${rows.length}`;
  }

  function shotDown(data, row) {
    const told = data.get("intercepted", row) ?? data.get("munitions", row);
    if (told !== null) return told;
    const claim = data.rows("claims", row).find((item) => item.what === "shot_down" && item.value !== null);
    return claim ? claim.value : null;
  }

  function areaWords(data, row) {
    const claim = data.rows("claims", row).find((item) => item.value !== null && /^area_/.test(item.what || ""));
    if (!claim) return null;
    return claim.what === "area_km2" ? `${S.number(claim.value)} km²` : `${S.number(claim.value)}%`;
  }

  // From a mark that moved aside back to its place.
  function paintLeader(context, view, item, colours) {
    if (Math.hypot(item.dx, item.dy) < item.size + 2) return;
    const [x, y] = [item.x - view.left, item.y - view.top];
    for (const [colour, width] of [
      [colours.halo, 3],
      [colours.muted, 1],
    ]) {
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + item.dx, y + item.dy);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
    context.beginPath();
    context.arc(x, y, 1.8, 0, 2 * Math.PI);
    context.fillStyle = colours.muted;
    context.fill();
  }

  function paintChoice(context, x, y, item, colours) {
    context.beginPath();
    if (item.kind === "plate") context.rect(x - item.r - 3, y - 14, item.r * 2 + 6, 28);
    else context.arc(x, y, item.size + 8, 0, 2 * Math.PI);
    context.fillStyle = colours.halo;
    context.globalAlpha = 0.85;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colours.ink;
    context.lineWidth = 2.5;
    context.stroke();
  }
})(window.sitmap);

// Names on the map: what the events touch first, then countries, oblasts, cities and waters, never one over another.
"use strict";
(function (S) {
  // Type for each kind of name; spaced names are set letter by letter. `dot` is the place's own mark.
  const TYPES = {
    event: { size: 12.5, weight: "700", colour: "ink" },
    area: { size: 11, weight: "700", colour: "ink", spacing: 1.4, isUpper: true },
    country: { size: 13, weight: "600", colour: "label_country", spacing: 4, isUpper: true },
    oblast: { size: 10, weight: "600", colour: "label_region", spacing: 1.6, isUpper: true },
    sea: { size: 13, weight: "400", slant: "italic", colour: "label_water", spacing: 2.4 },
    river: { size: 10.5, weight: "400", slant: "italic", colour: "label_water", spacing: 0.6 },
    capital: { size: 13, weight: "600", colour: "label", dot: 2.6, isRinged: true },
    city: { size: 12, weight: "400", colour: "label", dot: 2.2 },
    mentioned: { size: 11.5, weight: "600", colour: "label", dot: 2.2, isRinged: true },
    town: { size: 11, weight: "400", colour: "label", dot: 1.7 },
  };
  const SIDES = [
    [1, 0],
    [-1, 0],
    [0, -1],
    [0, 1],
    [1, -1],
    [1, 1],
    [-1, -1],
    [-1, 1],
  ];

  S.Labels = class {
    constructor(state, marks, mentioned) {
      this.state = state;
      this.marks = marks;
      this.mentioned = mentioned;
      this.names = readNames(state);
      this.widths = new Map();
    }

    paint(context, view) {
      const taken = [];
      const boxes = this.marks.boxes(view);
      for (const { box } of boxes) taken.push(box);
      const placed = new Set();
      context.lineJoin = "round";
      context.textBaseline = "middle";
      this.paintEvents(context, view, boxes, taken, placed);
      this.paintNames(
        context,
        view,
        this.names.filter((name) => name.from <= 5),
        taken,
        placed,
      );
      this.paintNames(context, view, this.mentioned.shown, taken, placed);
      this.paintNames(
        context,
        view,
        this.names.filter((name) => name.from > 5),
        taken,
        placed,
      );
    }

    // One name for each place with a mark, beside all marks of that place.
    paintEvents(context, view, boxes, taken, placed) {
      const { data } = this.state;
      const places = new Map();
      for (const { row, box, anchor } of boxes) {
        if (!view.holds(anchor[0], anchor[1], 60)) continue;
        const look = data.looks[data.look[row]];
        const isArea = look.precision === "region";
        const name = shortName(
          isArea
            ? S.regionName(this.state, data.get("admin1", row) || S.placeName(this.state, row))
            : S.placeName(this.state, row),
        );
        if (!name || look.precision === "country") continue;
        const key = `${name}|${Math.round(anchor[0] / 4)},${Math.round(anchor[1] / 4)}`;
        const place = places.get(key) || { name, kind: isArea ? "area" : "event", boxes: [], anchor };
        place.boxes.push(box);
        places.set(key, place);
      }
      const ordered = [...places.values()].sort((a, b) => b.boxes.length - a.boxes.length);
      for (const place of ordered) {
        const around = S.joinBoxes(place.boxes);
        if (this.setName(context, place.name, place.kind, around, taken, SIDES))
          placed.add(placedKey(place.kind, place.name));
      }
    }

    paintNames(context, view, names, taken, placed) {
      for (const name of names) {
        if (view.zoom < name.from || view.zoom > name.to) continue;
        const [x, y] = [view.px(name.x), view.py(name.y)];
        if (!view.holds(x, y, 40) || placed.has(placedKey(name.kind, name.name))) continue;
        const type = TYPES[name.kind];
        if (!type.dot) {
          this.setCentred(context, name.name, name.kind, x, y, taken);
          continue;
        }
        const dot = [x - type.dot, y - type.dot, x + type.dot, y + type.dot];
        if (taken.some((box) => S.meets(box, dot))) continue;
        if (this.setName(context, name.name, name.kind, grow(dot, 1), taken, SIDES)) {
          paintDot(context, x, y, type, this.state.colours);
          taken.push(dot);
          placed.add(placedKey(name.kind, name.name));
        } else if (name.kind === "mentioned") {
          paintDot(context, x, y, type, this.state.colours);
          taken.push(dot);
        }
      }
    }

    // Try the sides of a box one after the other; draw at the first that is free.
    setName(context, words, kind, around, taken, sides) {
      const type = TYPES[kind];
      const width = this.widthOf(context, words, type);
      const height = type.size + 2;
      const [midX, midY] = [(around[0] + around[2]) / 2, (around[1] + around[3]) / 2];
      for (const [sx, sy] of sides) {
        const x = sx > 0 ? around[2] + 3 : sx < 0 ? around[0] - 3 - width : midX - width / 2;
        const y = sy > 0 ? around[3] + height / 2 + 1 : sy < 0 ? around[1] - height / 2 - 1 : midY;
        const shift = sx && sy ? -sx * 6 : 0;
        const box = [x + shift - 1, y - height / 2, x + shift + width + 1, y + height / 2];
        if (taken.some((other) => S.meets(other, box))) continue;
        this.write(context, words, type, x + shift, y);
        taken.push(box);
        return true;
      }
      return false;
    }

    setCentred(context, words, kind, x, y, taken) {
      const type = TYPES[kind];
      const width = this.widthOf(context, words, type);
      const box = [x - width / 2 - 4, y - type.size / 2 - 2, x + width / 2 + 4, y + type.size / 2 + 2];
      if (taken.some((other) => S.meets(other, box))) return;
      this.write(context, words, type, x - width / 2, y);
      taken.push(box);
    }

    widthOf(context, words, type) {
      const shown = type.isUpper ? words.toUpperCase() : words;
      const key = `${type.size}${type.weight}${shown}`;
      if (!this.widths.has(key)) {
        context.font = S.font(type.size, type.weight, type.slant);
        this.widths.set(key, context.measureText(shown).width + (type.spacing || 0) * ([...shown].length - 1));
      }
      return this.widths.get(key);
    }

    write(context, words, type, x, y) {
      const { colours } = this.state;
      const shown = type.isUpper ? words.toUpperCase() : words;
      context.font = S.font(type.size, type.weight, type.slant);
      context.textAlign = "left";
      if ("letterSpacing" in context) context.letterSpacing = `${type.spacing || 0}px`;
      context.strokeStyle = type.colour === "label_water" ? colours.water : colours.halo;
      context.globalAlpha = 0.9;
      context.lineWidth = 3.2;
      context.strokeText(shown, x, y);
      context.globalAlpha = 1;
      context.fillStyle = colours[type.colour];
      context.fillText(shown, x, y);
      if ("letterSpacing" in context) context.letterSpacing = "0px";
    }
  };

  function readNames(state) {
    const { base } = state.wire;
    if (!base || !base.names) return [];
    const { name, kind, lon, lat, rank } = base.names;
    const shown = name.map((words, i) => (kind[i] === "oblast" ? S.regionName(state, words) : words));
    return shown.map((words, i) => ({
      name: words,
      full: name[i],
      folded: S.fold(words),
      kind: typeOf(kind[i], rank[i]),
      x: S.mercatorX(lon[i] / base.scale),
      y: S.mercatorY(lat[i] / base.scale),
      from: rank[i],
      to: TYPES[typeOf(kind[i], rank[i])].to || 99,
    }));
  }

  // The oblast and the city of one name are two places.
  function placedKey(kind, name) {
    return (kind === "area" || kind === "oblast" ? "oblast " : "") + S.fold(name);
  }

  // Cities that show early are large, those that show late are towns.
  function typeOf(kind, rank) {
    if (kind === "city") return rank <= 4 ? "capital" : rank <= 6 ? "city" : "town";
    return TYPES[kind] ? kind : "town";
  }

  // Without what the card tells anyway: "239th training ground, Dnipropetrovsk oblast".
  function shortName(name) {
    const short = name.split(",")[0].replace(/\s*\(.*$/, "");
    return short.length > 34 ? `${short.slice(0, 32).trimEnd()}…` : short;
  }

  function paintDot(context, x, y, type, colours) {
    context.beginPath();
    context.arc(x, y, type.dot, 0, 2 * Math.PI);
    context.strokeStyle = colours.halo;
    context.lineWidth = 2.4;
    context.stroke();
    context.fillStyle = type.isRinged ? colours.halo : colours.label;
    context.fill();
    if (!type.isRinged) return;
    context.strokeStyle = colours.label;
    context.lineWidth = 1.6;
    context.stroke();
  }

  function grow(box, by) {
    return [box[0] - by, box[1] - by, box[2] + by, box[3] + by];
  }
})(window.sitmap);

// What lies outside the opening view: an inset of the whole and a button for each far place; the front keeps its size.
"use strict";
(function (S) {
  const WIDTH = 244;

  S.Elsewhere = class {
    constructor(state, base, areas, opening) {
      this.state = state;
      this.base = base;
      this.opening = opening;
      this.canvas = S.el("canvas", "sm-inset");
      this.canvas.setAttribute("role", "img");
      this.canvas.setAttribute("aria-label", "Inset: all places of the day. The buttons below lead to them.");
      this.list = S.el("div", "sm-places");
      this.node = S.el("details", "sm-elsewhere", null, [
        S.el("summary", null, "Beyond this view"),
        this.canvas,
        this.list,
      ]);
      this.node.open = S.isNarrow() || (window.innerHeight > 700 && window.innerWidth > 1150);
      this.canvas.addEventListener("click", (event) => this.press(event));
      for (const name of ["filter", "theme"]) state.on(name, () => this.draw());
      this.draw();
    }

    draw() {
      this.places = this.farPlaces();
      this.node.hidden = !this.places.length;
      this.list.replaceChildren(...this.places.slice(0, 14).map((place) => this.placeButton(place)));
      if (this.places.length) this.paint();
    }

    // Shown events outside the opening view, by place, the most told first.
    farPlaces() {
      const { state, opening } = this;
      const { data } = state;
      const places = new Map();
      for (let row = 0; row < data.count; row += 1) {
        if (!data.isPlaced(row) || !state.isShown(row) || data.get("precision", row) === "country") continue;
        const [lon, lat] = [data.lon(row), data.lat(row)];
        if (lon > opening[0] && lon < opening[2] && lat > opening[1] && lat < opening[3]) continue;
        const name = S.placeName(state, row) || "Unnamed place";
        const key = `${Math.round(lon * 2)},${Math.round(lat * 2)}`;
        if (!places.has(key)) places.set(key, { name: shortName(name), lon, lat, rows: [] });
        const place = places.get(key);
        place.rows.push(row);
        if (data.get("precision", row) === "settlement") place.name = shortName(name); // the town rather than a house in it
      }
      return [...places.values()].sort((a, b) => b.rows.length - a.rows.length || a.name.localeCompare(b.name));
    }

    placeButton(place) {
      const { state, opening } = this;
      const km = S.distance((opening[0] + opening[2]) / 2, (opening[1] + opening[3]) / 2, place.lon, place.lat);
      const rounded = Math.round(km / 50) * 50;
      const button = S.button(
        "sm-place",
        null,
        `${place.name}, ${S.number(rounded)} km away, ${S.plural(place.rows.length, "event", "events")}`,
        () => state.tell("choose", { row: place.rows[0], company: place.rows, isFly: true, isFocus: true }),
      );
      button.append(
        S.el("span", "sm-arrow", arrow(opening, place)),
        S.el("span", "sm-place-name", place.name),
        place.rows.length > 1 ? S.el("small", null, S.number(place.rows.length)) : "",
      );
      return button;
    }

    // The inset shows the opening view and all far places on its side of the world.
    paint() {
      const { state, opening } = this;
      const near = this.places.filter((place) => place.lon > -30);
      const lons = [opening[0], opening[2], ...near.map((place) => place.lon)];
      const lats = [opening[1], opening[3], ...near.map((place) => place.lat)];
      const box = [
        S.mercatorX(Math.min(...lons) - 5),
        S.mercatorY(Math.min(74, Math.max(...lats) + 4)),
        S.mercatorX(Math.max(...lons) + 12),
        S.mercatorY(Math.min(...lats) - 4),
      ];
      const scale = WIDTH / (box[2] - box[0]);
      const height = Math.max(90, Math.min(190, (box[3] - box[1]) * scale));
      const view = S.view(
        Math.log2(scale / 256),
        { x: box[0] * scale, y: ((box[1] + box[3]) / 2) * scale - height / 2 },
        { x: WIDTH, y: height },
      );
      const ratio = Math.max(2, window.devicePixelRatio || 1);
      this.canvas.width = WIDTH * ratio;
      this.canvas.height = height * ratio;
      this.canvas.style.height = "auto";
      const context = this.canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.fillStyle = state.colours.water;
      context.fillRect(0, 0, WIDTH, height);
      this.base.paint(context, view);
      this.paintOpening(context, view);
      this.paintPlaces(context, view, near);
      this.view = view;
    }

    paintOpening(context, view) {
      const [west, south, east, north] = this.opening;
      const [x, y] = [view.px(S.mercatorX(west)), view.py(S.mercatorY(north))];
      const { colours } = this.state;
      context.fillStyle = colours.paper;
      context.globalAlpha = 0.55;
      context.fillRect(x, y, view.px(S.mercatorX(east)) - x, view.py(S.mercatorY(south)) - y);
      context.globalAlpha = 1;
      context.strokeStyle = colours.ink;
      context.lineWidth = 1;
      context.strokeRect(x, y, view.px(S.mercatorX(east)) - x, view.py(S.mercatorY(south)) - y);
    }

    paintPlaces(context, view, places) {
      const { state } = this;
      const taken = [];
      for (const place of places) {
        const [x, y] = [view.px(S.mercatorX(place.lon)), view.py(S.mercatorY(place.lat))];
        const look = state.data.looks[state.data.look[place.rows[0]]];
        context.save();
        context.translate(x, y);
        S.drawMark(context, state, { ...look, precision: null }, 3.6);
        context.restore();
        taken.push([x - 5, y - 5, x + 5, y + 5]);
      }
      for (const place of places) this.writeName(context, view, place, taken);
    }

    // The name of a place at the first free side of its mark, or none.
    writeName(context, view, place, taken) {
      const { colours } = this.state;
      const [x, y] = [view.px(S.mercatorX(place.lon)), view.py(S.mercatorY(place.lat))];
      context.font = S.font(9.5, "600");
      Object.assign(context, { lineJoin: "round", textBaseline: "middle", textAlign: "left", lineWidth: 2.6 });
      const width = context.measureText(place.name).width;
      const spots = [[x + 6, y], [x - 6 - width, y], [x - width / 2, y + 10], [x - width / 2, y - 10]];
      const isFree = ([left, top]) =>
        left > 2 && left + width < WIDTH - 2 && !taken.some((box) => S.meets(box, [left, top - 5, left + width, top + 5]));
      const spot = width < 90 && spots.find(isFree);
      if (!spot) return;
      context.strokeStyle = colours.halo;
      context.strokeText(place.name, ...spot);
      context.fillStyle = colours.ink;
      context.fillText(place.name, ...spot);
      taken.push([spot[0], spot[1] - 5, spot[0] + width, spot[1] + 5]);
    }

    // A press on the inset goes to the nearest far place, or back to the opening view.
    press(event) {
      const { state, view } = this;
      const frame = this.canvas.getBoundingClientRect();
      const ratio = WIDTH / frame.width;
      const [x, y] = [(event.clientX - frame.left) * ratio, (event.clientY - frame.top) * ratio];
      const near = this.places
        .map((place) => [Math.hypot(view.px(S.mercatorX(place.lon)) - x, view.py(S.mercatorY(place.lat)) - y), place])
        .sort((a, b) => a[0] - b[0])[0];
      if (near && near[0] < 14) state.tell("choose", { row: near[1].rows[0], company: near[1].rows, isFly: true });
      else state.tell("home");
    }
  };

  // "Belaya air base, Irkutsk Oblast" is called Belaya here.
  function shortName(name) {
    return name.split(",")[0].replace(/ (air ?base|airfield).*$/i, "");
  }

  const ARROWS = ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"];
  function arrow(opening, place) {
    const x = S.mercatorX(place.lon) - S.mercatorX((opening[0] + opening[2]) / 2);
    const y = S.mercatorY((opening[1] + opening[3]) / 2) - S.mercatorY(place.lat);
    return ARROWS[(Math.round(Math.atan2(y, x) / (Math.PI / 4)) + 8) % 8];
  }
})(window.sitmap);

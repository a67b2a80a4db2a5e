// Start: from the data in the page to a map that answers.
"use strict";
(function (S) {
  S.start = async function (map, node) {
    const wire = await S.unpack(node);
    await sized(map.getContainer());
    new App(map, wire);
  };

  // In a frame without a size no view can be fitted: wait until it has one.
  function sized(box) {
    if (box.clientWidth && box.clientHeight) return null;
    return new Promise((done) => {
      const watch = new ResizeObserver(() => {
        if (!box.clientWidth || !box.clientHeight) return;
        watch.disconnect();
        done();
      });
      watch.observe(box);
    });
  }

  // Large maps carry their data deflated; small ones as plain JSON.
  S.unpack = async function (node) {
    if (node.dataset.packed !== "deflate-raw") return JSON.parse(node.textContent);
    const bytes = Uint8Array.from(atob(node.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  };

  class App {
    constructor(map, wire) {
      this.map = map;
      const state = (this.state = new S.State(wire));
      this.page = new S.Page(state, map);
      this.base = new S.Base(state);
      this.areas = new S.Areas(state);
      this.marks = new S.Marks(state);
      this.mentioned = new S.Mentioned(state);
      this.labels = new S.Labels(state, this.marks, this.mentioned);
      this.card = new S.Card(state);
      this.opening = S.isPhone() ? wire.view.narrow : wire.view.wide;
      this.elsewhere = new S.Elsewhere(state, this.base, this.areas, this.opening);
      this.search = new S.Search(state, [...this.mentioned.all, ...this.labels.names]);
      this.events = S.el("details", "sm-group sm-events", null, [
        S.el("summary", null, "All events as a list"),
        S.el("div"),
      ]);
      this.page.panel.append(new S.Key(state, this.mentioned).node, this.events);
      this.page.stage.append(this.search.node, this.card.node);
      (S.isNarrow() ? this.page.panel : this.page.stage).append(this.elsewhere.node);
      this.sheets = [
        new S.Sheet((context, view) => this.base.paint(context, view), 1),
        new S.Sheet((context, view) => this.areas.paint(context, view), 2),
        new S.Sheet((context, view) => this.paintTop(context, view), 3),
      ];
      this.listen();
      map.invalidateSize({ animate: false });
      this.goHome(false);
      this.update();
      if (!wire.tiles) this.sheets[0].addTo(map);
      this.sheets[1].addTo(map);
      this.sheets[2].addTo(map);
      this.pick = new S.Pick(state, map, this.page.stage, (lon, lat) => this.bridge.tellPicked(lon, lat));
      this.bridge = new S.Bridge(state);
      this.openAddress();
      S.app = this;
      document.documentElement.dataset.sitmap = "ready";
    }

    paintTop(context, view) {
      this.marks.layout(view.zoom);
      this.labels.paint(context, view);
      this.marks.paint(context, view);
    }

    listen() {
      const { state, map } = this;
      state.on("filter", () => {
        this.update();
        this.repaint();
      });
      state.on("theme", () => {
        for (const sheet of this.sheets) sheet.repaint();
        this.listEvents();
        if (state.selected >= 0) this.card.show(state.selected, this.company);
      });
      state.on("choose", (choice) => this.choose(choice));
      state.on("home", () => this.goHome(true));
      state.on("pick", (asked) => this.askPoint(asked));
      state.on("goto", (place) =>
        this.fly(
          [S.latitude(place.y), place.x * 360 - 180],
          Math.max(map.getZoom(), place.kind === "country" ? 5 : 8),
        ),
      );
      map.on("click", (event) => this.press(event.containerPoint));
      map.on("mousemove", (event) => this.hover(event.containerPoint));
      map.on("mouseout", () => this.hover(null));
      window.addEventListener("resize", () => map.invalidateSize({ animate: false }));
      document.addEventListener("fullscreenchange", () => map.invalidateSize({ animate: false }));
      window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        if (state.wire.theme === "auto") this.page.setTheme(state.resolveTheme("auto"));
      });
      this.events.addEventListener("toggle", () => this.listEvents());
      listenForPrint(this);
    }

    // "map.html#event=03756fd155d3" opens that event's card.
    openAddress() {
      const id = new URLSearchParams(window.location.hash.slice(1)).get("event");
      const row = id ? this.state.data.rowOf(id) : -1;
      if (row >= 0) this.choose({ row, isFly: true, isQuiet: true });
    }

    update() {
      this.marks.update();
      this.areas.update();
      this.page.status.textContent = `${S.plural(this.marks.rows.length, "event", "events")} on the map`;
      this.listEvents();
    }

    repaint() {
      this.sheets[1].repaint();
      this.sheets[2].repaint();
    }

    // The list is written only while it is open.
    listEvents() {
      if (!this.events.open) return;
      const { state } = this;
      const shown = [];
      for (let row = 0; row < state.data.count && shown.length < 300; row += 1)
        if (state.isShown(row)) shown.push(row);
      const items = shown.map((row) => S.el("li", null, null, [S.eventButton(state, row)]));
      this.events.lastChild.replaceChildren(S.el("ul", "sm-list", null, items));
    }

    view() {
      return S.view(this.map.getZoom(), this.map.getPixelBounds().min, this.map.getSize());
    }

    rowsAt(point) {
      const view = this.view();
      const rows = this.marks.at(view, point.x, point.y, L.Browser.mobile ? 9 : 4);
      return rows.length ? rows : this.areas.at(view, point.x, point.y);
    }

    // The embedding page asks for a point: show all that may be meant, once.
    askPoint({ isOn, at }) {
      const isNew = isOn && !this.pick.isOn;
      this.pick.ask(isOn, at);
      if (isNew && this.marks.rows.length) this.opening = boundsOf(this.state.data, this.marks.rows);
      if (isNew) this.goHome(false);
    }

    press(point) {
      if (this.pick.isOn && !this.marks.at(this.view(), point.x, point.y, 4).length) {
        this.pick.take(this.map.containerPointToLatLng(point));
        return;
      }
      const rows = this.rowsAt(point);
      if (!rows.length) this.choose({ row: -1 });
      else if (rows.length === 1) this.choose({ row: rows[0] });
      else {
        this.state.selected = -1;
        this.repaint();
        this.card.list(rows);
      }
    }

    hover(point) {
      const rows = point ? this.rowsAt(point) : [];
      this.map.getContainer().classList.toggle("sm-pointing", rows.length > 0);
      this.tip = this.tip || this.page.stage.appendChild(S.el("div", "sm-tip"));
      this.tip.hidden = !rows.length || S.isPhone();
      if (this.tip.hidden) return;
      const first = S.title(this.state, rows[0]);
      this.tip.textContent = rows.length > 1 ? `${rows.length} events` : first;
      const box = this.page.stage.getBoundingClientRect();
      this.tip.style.transform = `translate(${Math.min(point.x + 14, box.width - 290)}px, ${point.y + 16}px)`;
    }

    // Choose an event (or none, row -1): mark it, open its card, and bring it into view.
    choose({ row, company, isFly, isFocus, isQuiet }) {
      const { state } = this;
      const wasSelected = state.selected;
      state.selected = row;
      if (row < 0 || this.pick.isOn) this.card.hide();
      else {
        this.company = company || this.companyOf(row);
        this.card.show(row, this.company);
        if (isFocus) this.card.node.focus({ preventScroll: true });
        if (state.data.isPlaced(row)) this.bringIntoView(row, isFly);
        this.page.node.classList.remove("sm-open");
        this.page.keyButton.setAttribute("aria-expanded", "false");
      }
      this.repaint();
      if (!isQuiet && row !== wasSelected) this.bridge.tellSelected(row);
    }

    companyOf(row) {
      const { data } = this.state;
      const found = [];
      for (const other of this.marks.rows) {
        if (Math.abs(data.x[other] - data.x[row]) < 1e-6 && Math.abs(data.y[other] - data.y[row]) < 1e-6)
          found.push(other);
      }
      return found;
    }

    bringIntoView(row, isFly) {
      const { data } = this.state;
      const { map } = this;
      const place = [data.lat(row), data.lon(row)];
      if (isFly) {
        this.fly(place, this.zoomFor(row));
        return;
      }
      const point = map.latLngToContainerPoint(place);
      const free = this.freeArea();
      if (point.x > free[0] && point.x < free[2] && point.y > free[1] && point.y < free[3]) return;
      const size = map.getSize();
      if (point.x < -size.x || point.x > 2 * size.x || point.y < -size.y || point.y > 2 * size.y) {
        this.fly(place, this.zoomFor(row));
        return;
      }
      map.panBy([point.x - (free[0] + free[2]) / 2, point.y - (free[1] + free[3]) / 2], { animate: !S.isStill() });
    }

    // Near enough to see where it is, far enough to see the whole area it may lie in.
    zoomFor(row) {
      const { data } = this.state;
      const size = this.map.getSize();
      const radius = Math.max(data.get("radius_km", row) || 0, 25);
      const fitting = Math.log2(Math.min(size.x, size.y) / (3.2 * S.kilometres(radius, data.y[row]) * 256));
      return Math.max(3.5, Math.min(8, Math.round(fitting * 4) / 4));
    }

    // The part of the map that the card leaves free, in pixels.
    freeArea() {
      const size = this.map.getSize();
      const card = this.card.node.getBoundingClientRect();
      if (this.card.node.hidden) return [20, 20, size.x - 20, size.y - 20];
      return S.isPhone()
        ? [20, 50, size.x - 20, size.y - card.height - 20]
        : [20, 20, size.x - card.width - 86, size.y - 20];
    }

    fly(place, zoom) {
      const { map } = this;
      const free = this.freeArea();
      const size = map.getSize();
      const shift = L.point((size.x - free[0] - free[2]) / 2, (size.y - free[1] - free[3]) / 2);
      const center = map.unproject(map.project(place, zoom).add(shift), zoom);
      if (S.isStill()) map.setView(center, zoom, { animate: false });
      else map.flyTo(center, zoom, { duration: 0.9 });
    }

    goHome(isAnimated) {
      if (!this.map.getSize().x || !this.map.getSize().y) return;
      const [west, south, east, north] = this.opening;
      this.map.fitBounds(
        [
          [south, west],
          [north, east],
        ],
        { animate: isAnimated && !S.isStill(), padding: this.pick && this.pick.isOn ? [64, 40] : [0, 0] },
      );
    }
  }

  // West, south, east, north of some events, with room for what lies around them.
  function boundsOf(data, rows) {
    const [lons, lats] = [rows.map((row) => data.lon(row)), rows.map((row) => data.lat(row))];
    const room = 0.35;
    return [Math.min(...lons) - room, Math.min(...lats) - room, Math.max(...lons) + room, Math.max(...lats) + room];
  }

  // Paper is white: print in the light theme and come back.
  function listenForPrint(app) {
    let before = null;
    window.addEventListener("beforeprint", () => {
      before = app.state.theme;
      if (before === "dark") app.page.setTheme("light");
    });
    window.addEventListener("afterprint", () => {
      if (before === "dark") app.page.setTheme("dark");
    });
  }
})(window.sitmap);

// Two days of control with a divider between them; every text becomes a text node, never HTML.
"use strict";
window.sitmapSwipe = function (map, source) {
  const wire = JSON.parse(source.textContent);
  const root = document.documentElement;
  for (const [name, value] of Object.entries(wire.colours)) root.style.setProperty(`--${name}`, value);
  const box = map.getContainer();

  function rings(lists) {
    return lists.map((steps) => {
      const ring = [];
      let lon = 0;
      let lat = 0;
      for (let i = 0; i < steps.length; i += 2) {
        lon += steps[i];
        lat += steps[i + 1];
        ring.push([lat / wire.scale, lon / wire.scale]);
      }
      return ring;
    });
  }

  function pane(name, order) {
    const made = map.createPane(name);
    made.style.zIndex = order;
    made.style.pointerEvents = "none";
    return { pane: name, renderer: L.canvas({ pane: name, padding: 0.3 }), interactive: false };
  }

  // A hand that draws is steadier than one polygon a shape: all rings of a class are one path, filled even-odd.
  function area(lists, look, where) {
    return L.polygon(rings(lists), { ...where, stroke: false, fillRule: "evenodd", ...look }).addTo(map);
  }

  function path(lists, look, where) {
    return L.polyline(rings(lists), { ...where, fill: false, ...look }).addTo(map);
  }

  const ground = pane("ground", 200);
  for (const layer of wire.base.layers) {
    if (layer.fill) area(layer.parts, { fillColor: wire.colours[layer.fill], fillOpacity: 1 }, ground);
    if (layer.stroke) {
      path(layer.parts, { color: wire.colours[layer.stroke], weight: layer.width, dashArray: (layer.dash || []).join(" ") || null }, ground);
    }
  }

  function side(name, order, shown) {
    const where = pane(name, order);
    const layers = [];
    const draw = (data) => {
      layers.splice(0).forEach((layer) => layer.remove());
      layers.push(area(data.held, { fillColor: wire.colours.held, fillOpacity: 0.42 }, where));
      layers.push(area(data.grey, { fillColor: wire.colours.muted, fillOpacity: data.band ? 0.18 : 0.34 }, where));
      layers.push(path(data.line, { color: wire.colours.line, weight: 2.2, dashArray: data.band ? "7 5" : null }, where));
    };
    draw(shown);
    return { pane: map.getPane(name), draw };
  }

  const right = side("after", 310, wire.after);
  const left = wire.before ? side("before", 305, wire.before) : null;
  const busy = L.layerGroup();
  const beside = pane("heat", 320);
  const most = Math.max(1, ...wire.heat.map(([, count]) => count));
  for (const [lists, count] of wire.heat) {
    busy.addLayer(L.polyline(rings(lists), { ...beside, color: wire.colours.accent, weight: 7 + 11 * (count / most), opacity: 0.25 + 0.4 * (count / most) }));
  }
  busy.addTo(map);
  const moved = pane("moved", 330);
  const changes = {
    gained: area(wire.gained, { fillColor: wire.change.gained, fillOpacity: 0.8 }, moved),
    lost: area(wire.lost, { fillColor: wire.change.lost, fillOpacity: 0.8 }, moved),
  };

  // Area facts of the report: a plate at their oblast, written as text.
  const told = L.layerGroup();
  for (const [lon, lat, lines] of wire.facts) {
    const plate = element("details", "swipe-fact");
    plate.appendChild(element("summary", "", lines.length > 2 ? `${lines.length - 1} area facts` : lines[1].split(",")[0]));
    lines.forEach((line, i) => plate.appendChild(element(i ? "span" : "b", "", line)));
    L.DomEvent.disableClickPropagation(plate);
    told.addLayer(L.marker([lat, lon], { keyboard: false, icon: L.divIcon({ className: "", iconSize: null, html: plate }) }));
  }
  told.addTo(map);

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // The divider: a line to drag, and arrow keys for those who do not.
  const dates = { after: element("div", "swipe-date after", wire.after.label) };
  box.appendChild(dates.after);
  let share = 0.5;
  let divider = null;
  if (left) {
    dates.before = element("div", "swipe-date before", wire.before.label);
    divider = element("div", "swipe-divider");
    divider.tabIndex = 0;
    for (const [name, value] of [["role", "slider"], ["aria-valuemin", 0], ["aria-valuemax", 100]]) divider.setAttribute(name, value);
    divider.setAttribute("aria-label", `Divider between ${wire.before.label} and ${wire.after.label}`);
    box.append(dates.before, divider);
    L.DomEvent.disableClickPropagation(divider);
    divider.addEventListener("pointerdown", (event) => {
      map.dragging.disable();
      divider.setPointerCapture(event.pointerId);
      event.stopPropagation();
    });
    divider.addEventListener("pointermove", (event) => {
      if (!divider.hasPointerCapture(event.pointerId)) return;
      const frame = box.getBoundingClientRect();
      share = (event.clientX - frame.left) / frame.width;
      cut();
    });
    divider.addEventListener("pointerup", () => map.dragging.enable());
    divider.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -0.02, ArrowRight: 0.02, Home: -1, End: 1 }[event.key];
      if (!step) return;
      share += step;
      event.preventDefault();
      event.stopPropagation();
      cut();
    });
  }

  function cut() {
    const size = map.getSize();
    share = Math.max(0, Math.min(1, share));
    const at = left ? size.x * share : 0;
    const nw = map.containerPointToLayerPoint([0, 0]);
    const se = map.containerPointToLayerPoint(size);
    const x = nw.x + at;
    right.pane.style.clip = `rect(${nw.y}px,${se.x}px,${se.y}px,${x}px)`;
    dates.after.style.left = `${left ? at : 44}px`;
    if (!left) return;
    left.pane.style.clip = `rect(${nw.y}px,${x}px,${se.y}px,${nw.x}px)`;
    divider.style.left = `${at}px`;
    divider.setAttribute("aria-valuenow", Math.round(share * 100));
    dates.before.style.left = `${at}px`;
  }

  // Names by zoom, the first that fit.
  const names = wire.base.names;
  const shelf = element("div");
  shelf.style.cssText = "position:absolute;inset:0;z-index:590;pointer-events:none;overflow:hidden";
  box.appendChild(shelf);
  function letter() {
    shelf.textContent = "";
    const taken = wire.facts.map(([lon, lat]) => ({ ...map.latLngToContainerPoint([lat, lon]), half: 48 }));
    const zoom = map.getZoom() + 0.6;
    const size = map.getSize();
    for (let i = 0; i < names.name.length && names.rank[i] <= zoom; i += 1) {
      if (names.kind[i] === "country" && zoom > 8.5) continue;
      const at = map.latLngToContainerPoint([names.lat[i] / wire.scale, names.lon[i] / wire.scale]);
      if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) continue;
      const half = names.name[i].length * (names.kind[i] === "country" ? 6.5 : 3.6) + 6;
      if (taken.some((other) => Math.abs(other.x - at.x) < other.half + half && Math.abs(other.y - at.y) < 17)) continue;
      taken.push({ x: at.x, y: at.y, half });
      const name = element("span", `swipe-name ${names.kind[i]}`, names.name[i]);
      name.style.left = `${at.x}px`;
      name.style.top = `${at.y}px`;
      shelf.appendChild(name);
    }
  }

  // The key, with a switch for each kind of change.
  const key = element("div", "swipe-key");
  function swatch(text, look, line) {
    const row = element(look.toggle ? "label" : "div");
    if (look.toggle) {
      const tick = element("input");
      tick.type = "checkbox";
      tick.checked = true;
      tick.addEventListener("change", () => (tick.checked ? look.toggle.addTo(map) : look.toggle.remove()));
      row.appendChild(tick);
    }
    const mark = element("i", line || "");
    if (line) mark.style.borderTopColor = look.colour;
    else {
      mark.style.background = look.colour;
      mark.style.opacity = look.opacity;
    }
    row.append(mark, element("span", "", text));
    key.appendChild(row);
  }
  const approximate = wire.after.band || (wire.before && wire.before.band);
  swatch(wire.words.held, { colour: wire.colours.held, opacity: 0.55 });
  if (wire.after.grey.length || (wire.before && wire.before.grey.length)) {
    swatch(approximate ? wire.words.band : wire.words.grey, { colour: wire.colours.muted, opacity: approximate ? 0.25 : 0.45 });
  }
  swatch(approximate ? "Line of contact, approximate" : "Line of contact", { colour: wire.colours.line }, approximate ? "line dashed" : "line");
  if (wire.span) {
    swatch("Gained by Russia", { colour: wire.change.gained, opacity: 0.85, toggle: changes.gained });
    swatch("Regained by Ukraine", { colour: wire.change.lost, opacity: 0.85, toggle: changes.lost });
  }
  if (wire.heat.length) swatch("Incidents along the line", { colour: wire.colours.accent, opacity: 0.5, toggle: busy });
  if (wire.facts.length) swatch("Area facts, as claimed", { colour: wire.colours.paper, opacity: 1, toggle: told });
  L.DomEvent.disableClickPropagation(key);
  box.appendChild(key);

  if (wire.frames.length > 1) play();
  function play() {
    const bar = element("div", "swipe-play");
    const button = element("button", "", "Play");
    const range = element("input");
    const out = element("output", "", "");
    range.type = "range";
    range.min = 0;
    range.max = wire.frames.length - 1;
    range.value = range.max;
    range.setAttribute("aria-label", "Day of the series");
    let timer = null;
    const show = () => {
      const frame = wire.frames[Number(range.value)];
      right.draw(frame);
      out.textContent = frame.label;
      dates.after.textContent = frame.label;
    };
    const stop = () => {
      clearInterval(timer);
      timer = null;
      button.textContent = "Play";
    };
    range.addEventListener("input", () => { stop(); show(); });
    button.addEventListener("click", () => {
      if (timer) { stop(); return; }
      if (range.value === range.max) range.value = 0;
      button.textContent = "Pause";
      show();
      timer = setInterval(() => {
        range.value = Number(range.value) + 1;
        show();
        if (range.value === range.max) stop();
      }, 700);
    });
    out.textContent = wire.frames[wire.frames.length - 1].label;
    bar.append(button, range, out);
    document.body.appendChild(bar);
  }

  const foot = element("div", "swipe-foot");
  const sources = [wire.before, wire.after].filter(Boolean).map((shown) => shown.source);
  for (const text of [[...new Set(sources)].join(" · "), wire.credits.join(" · "), wire.words.disclaimer]) foot.appendChild(element("p", "", text));
  document.body.appendChild(foot);

  L.control.scale({ imperial: false }).addTo(map);
  map.on("move zoom resize", cut);
  map.on("moveend zoomend resize", letter);
  // The frame may get its size late: the opening view holds until the reader moves the map.
  let isMoved = false;
  for (const sign of ["pointerdown", "wheel", "keydown"]) box.addEventListener(sign, () => (isMoved = true), { capture: true, passive: true });
  const fit = () => {
    map.invalidateSize(false);
    if (!isMoved) map.fitBounds(wire.view, { animate: false });
    cut();
    letter();
  };
  fit();
  new ResizeObserver(fit).observe(box);
  window.parent.postMessage({ sitmap: "ready" }, "*");
};

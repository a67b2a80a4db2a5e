// A sheet to draw on that moves with the map: one canvas, a little larger than the window.
"use strict";
(function (S) {
  const MARGIN = 0.3; // of the window's size, on each side: panning shows no blank edge

  S.Sheet = L.Layer.extend({
    // paint(context, view) draws; order is the place in the pile of sheets.
    initialize(paint, order) {
      this._paint = paint;
      this._order = order;
    },

    onAdd(map) {
      const canvas = L.DomUtil.create("canvas", "sm-sheet leaflet-zoom-animated", map.getPane("overlayPane"));
      canvas.style.zIndex = this._order;
      this._canvas = canvas;
      this.repaint();
    },

    onRemove() {
      this._canvas.remove();
    },

    getEvents() {
      return {
        moveend: this.repaint,
        resize: this.repaint,
        viewreset: this.repaint,
        move: this._follow,
        zoomanim: this._animate,
      };
    },

    // Draw anew, at once.
    repaint() {
      if (!this._map) return;
      const map = this._map;
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const pad = size.multiplyBy(MARGIN).round();
      const ratio = window.devicePixelRatio || 1;
      const corner = map.containerPointToLayerPoint(L.point(0, 0).subtract(pad));
      const view = S.view(map.getZoom(), map.getPixelBounds().min.subtract(pad), size.add(pad.multiplyBy(2)));
      const canvas = this._canvas;
      if (canvas.width !== Math.round(view.width * ratio) || canvas.height !== Math.round(view.height * ratio)) {
        canvas.width = Math.round(view.width * ratio);
        canvas.height = Math.round(view.height * ratio);
        canvas.style.width = `${view.width}px`;
        canvas.style.height = `${view.height}px`;
      }
      L.DomUtil.setPosition(canvas, corner);
      this._corner = map.layerPointToLatLng(corner);
      this._zoom = map.getZoom();
      this._origin = map.getPixelBounds().min;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, view.width, view.height);
      this._paint(context, view);
    },

    // Draw before a long pan runs past the edge; follow a pinch by stretching.
    _follow() {
      const zoom = this._map.getZoom();
      if (zoom !== this._zoom) {
        this._stretch(zoom, this._map.getCenter());
        return;
      }
      const moved = this._map.getPixelBounds().min.subtract(this._origin);
      const size = this._map.getSize().multiplyBy(MARGIN * 0.8);
      if (Math.abs(moved.x) > size.x || Math.abs(moved.y) > size.y) this.repaint();
    },

    _animate(event) {
      this._stretch(event.zoom, event.center);
    },

    _stretch(zoom, center) {
      const corner = this._map._latLngToNewLayerPoint(this._corner, zoom, center);
      L.DomUtil.setTransform(this._canvas, corner, this._map.getZoomScale(zoom, this._zoom));
    },
  });

  // What part of the world a sheet shows: pixels = position * scale - (left, top).
  S.view = function (zoom, corner, size) {
    const scale = 256 * 2 ** zoom;
    const view = { zoom, scale, left: corner.x, top: corner.y, width: size.x, height: size.y };
    view.px = (x) => x * scale - view.left;
    view.py = (y) => y * scale - view.top;
    view.meets = (box) =>
      view.px(box[2]) > -40 &&
      view.px(box[0]) < view.width + 40 &&
      view.py(box[3]) > -40 &&
      view.py(box[1]) < view.height + 40;
    view.holds = (px, py, margin) =>
      px > -margin && py > -margin && px < view.width + margin && py < view.height + margin;
    return view;
  };
})(window.sitmap);

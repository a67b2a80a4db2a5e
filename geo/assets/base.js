// The base map: fills and lines in the order of the style table, each in a colour of the theme.
"use strict";
(function (S) {
  S.Base = class {
    constructor(state) {
      this.state = state;
      const wire = state.wire.base || { layers: [], scale: 1 };
      this.layers = wire.layers.map((layer) => ({
        ...layer,
        shapes: S.unflattenAll(layer.parts, wire.scale),
      }));
    }

    paint(context, view) {
      const colours = this.state.colours;
      context.lineJoin = "round";
      for (const layer of this.layers) {
        if (view.zoom < (layer.from_zoom || 0)) continue;
        context.beginPath();
        S.trace(context, view, layer.shapes, Boolean(layer.fill));
        if (layer.fill) {
          context.fillStyle = colours[layer.fill];
          context.fill("evenodd");
        }
        if (layer.stroke) {
          context.strokeStyle = colours[layer.stroke];
          context.lineWidth = widthAt(layer.width, view.zoom);
          context.setLineDash(layer.dash || []);
          context.stroke();
        }
      }
      context.setLineDash([]);
    }
  };

  // Lines grow a little with the zoom, as on a printed map of a larger scale.
  function widthAt(width, zoom) {
    return width * Math.min(2.2, Math.max(0.7, 1 + (zoom - 6) * 0.15));
  }
})(window.sitmap);

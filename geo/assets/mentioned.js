// Places that the report names without an event there: small open dots, named where there is room.
"use strict";
(function (S) {
  S.Mentioned = class {
    constructor(state) {
      this.state = state;
      const { name, lon, lat, count, scale } = state.wire.mentioned;
      this.all = name
        .map((words, i) => ({
          name: words,
          full: words,
          folded: S.fold(words),
          kind: "mentioned",
          x: S.mercatorX(lon[i] / scale),
          y: S.mercatorY(lat[i] / scale),
          from: 0,
          to: 99,
          note: S.plural(count[i], "mention", "mentions"),
        }))
        .filter((place) => !hasEvent(state.data, place));
    }

    get shown() {
      return this.state.hiddenExtras.has("mentioned") ? [] : this.all;
    }
  };

  function hasEvent(data, place) {
    for (let row = 0; row < data.count; row += 1) {
      if (Math.abs(data.x[row] - place.x) < 2e-5 && Math.abs(data.y[row] - place.y) < 2e-5) return true;
    }
    return false;
  }
})(window.sitmap);

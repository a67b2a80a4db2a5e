// Web-mercator positions in [0, 1], and shapes that arrive as lists of whole steps.
"use strict";
(function (S) {
  const DEGREE = Math.PI / 180;

  S.mercatorX = function (lon) {
    return (lon + 180) / 360;
  };

  S.mercatorY = function (lat) {
    const bounded = Math.max(-85.0511, Math.min(85.0511, lat));
    return 0.5 - Math.asinh(Math.tan(bounded * DEGREE)) / (2 * Math.PI);
  };

  S.latitude = function (y) {
    return Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) / DEGREE;
  };

  // Kilometres at a latitude, as a share of the world's width.
  S.kilometres = function (km, y) {
    return km / (40075.017 * Math.cos(S.latitude(y) * DEGREE));
  };

  // Great-circle distance in kilometres.
  S.distance = function (lon1, lat1, lon2, lat2) {
    const half = (angle) => Math.sin((angle * DEGREE) / 2) ** 2;
    const h = half(lat2 - lat1) + Math.cos(lat1 * DEGREE) * Math.cos(lat2 * DEGREE) * half(lon2 - lon1);
    return 12742 * Math.asin(Math.sqrt(h));
  };

  // One ring or line: [x0, y0, dx, dy, ...] in whole units of a degree becomes positions with their box.
  S.unflatten = function (steps, scale) {
    const line = new Float64Array(steps.length);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      const x = (line[i] = S.mercatorX(lon / scale));
      const y = (line[i + 1] = S.mercatorY(lat / scale));
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    }
    return { line, box };
  };

  S.unflattenAll = function (parts, scale) {
    return (parts || []).map((steps) => S.unflatten(steps, scale));
  };

  S.joinBoxes = function (boxes) {
    return boxes.reduce(
      (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])],
      [Infinity, Infinity, -Infinity, -Infinity],
    );
  };

  // Whether two boxes [left, top, right, bottom] share a place.
  S.meets = function (a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  };

  // Add shapes to the current path, leaving out those that lie off the canvas and steps below half a pixel.
  S.trace = function (context, view, shapes, isClosed) {
    for (const { line, box } of shapes) {
      if (!view.meets(box)) continue;
      let [lastX, lastY] = [Infinity, Infinity];
      for (let i = 0; i < line.length; i += 2) {
        const x = line[i] * view.scale - view.left;
        const y = line[i + 1] * view.scale - view.top;
        if (i === 0) context.moveTo(x, y);
        else if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.6 && i < line.length - 2) continue;
        else context.lineTo(x, y);
        [lastX, lastY] = [x, y];
      }
      if (isClosed) context.closePath();
    }
  };

  // Whether a position lies inside rings (even-odd rule).
  S.isInside = function (x, y, rings) {
    let inside = false;
    for (const { line, box } of rings) {
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
      for (let i = 0, j = line.length - 2; i < line.length; j = i, i += 2) {
        const crosses = line[i + 1] > y !== line[j + 1] > y;
        if (crosses && x < ((line[j] - line[i]) * (y - line[i + 1])) / (line[j + 1] - line[i + 1]) + line[i]) {
          inside = !inside;
        }
      }
    }
    return inside;
  };
})(window.sitmap);

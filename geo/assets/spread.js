// Keeps marks apart: events at one place, or close to each other at this zoom, move aside as little as possible.
"use strict";
(function (S) {
  const ROUNDS = 90;
  const PULL = 0.04; // how strongly a mark is drawn back to its place each round

  // items: {x, y, r} in pixels; each gets (dx, dy), how far it stands from its place.
  // Marks of one place start in a ring around it, in their order, so that the same events always fan out alike.
  S.spread = function (items) {
    const places = new Map();
    for (const item of items) {
      const key = `${Math.round(item.x / 3)},${Math.round(item.y / 3)}`;
      if (!places.has(key)) places.set(key, []);
      places.get(key).push(item);
    }
    for (const members of places.values()) startRing(members);
    for (let round = 0; round < ROUNDS; round += 1) {
      if (!pushApart(items)) break;
      const pull = round < ROUNDS - 25 ? PULL : 0;
      for (const item of items) {
        item.dx *= 1 - pull;
        item.dy *= 1 - pull;
      }
    }
  };

  function startRing(members) {
    const size = members.length;
    const around = members.reduce((sum, item) => sum + item.r * 2, 0);
    const radius = size === 1 ? 0 : Math.max(members[0].r, around / (2 * Math.PI));
    members.forEach((item, i) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * (i + 0.5)) / size;
      item.dx = radius * Math.cos(angle);
      item.dy = radius * Math.sin(angle);
    });
  }

  // One round over all pairs that may touch, found through a grid; false when nothing touched.
  function pushApart(items) {
    const cell = 2 * items.reduce((most, item) => Math.max(most, item.r), 1);
    const grid = new Map();
    let isMoved = false;
    items.forEach((item, index) => {
      const [gx, gy] = [Math.floor((item.x + item.dx) / cell), Math.floor((item.y + item.dy) / cell)];
      for (let i = gx - 1; i <= gx + 1; i += 1) {
        for (let j = gy - 1; j <= gy + 1; j += 1) {
          for (const other of grid.get(i * 65536 + j) || []) isMoved = separate(items[other], item) || isMoved;
        }
      }
      const key = gx * 65536 + gy;
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(index);
    });
    return isMoved;
  }

  function separate(a, b) {
    const [x, y] = [b.x + b.dx - a.x - a.dx, b.y + b.dy - a.y - a.dy];
    const distance = Math.hypot(x, y);
    const overlap = a.r + b.r - distance;
    if (overlap <= 0.2) return false;
    const [ux, uy] = distance > 0.01 ? [x / distance, y / distance] : [1, 0];
    const share = a.fixed ? 0 : b.fixed ? 1 : 0.5;
    a.dx -= ux * overlap * share;
    a.dy -= uy * overlap * share;
    b.dx += ux * overlap * (1 - share);
    b.dy += uy * overlap * (1 - share);
    return true;
  }
})(window.sitmap);

// The marks: a shape for each category, an outline for each status, a ring for each precision. Neutral drawings only.
"use strict";
(function (S) {
  const polygon =
    (...corners) =>
    (pen, r) => {
      corners.forEach(([x, y], i) => pen[i ? "lineTo" : "moveTo"](x * r, y * r));
      pen.closePath();
    };
  const turns = (count, radii, start) =>
    Array.from({ length: count }, (_, i) => {
      const angle = start + (2 * Math.PI * i) / count;
      const r = radii[i % radii.length];
      return [r * Math.cos(angle), r * Math.sin(angle)];
    });
  const UP = -Math.PI / 2;

  // Each shape fills about the same area at the same size.
  const SHAPES = {
    circle: (pen, r) => pen.arc(0, 0, r * 0.92, 0, 2 * Math.PI),
    up: polygon([0, -1.12], [1.06, 0.78], [-1.06, 0.78]),
    down: polygon([0, 1.12], [1.06, -0.78], [-1.06, -0.78]),
    square: polygon([-0.84, -0.84], [0.84, -0.84], [0.84, 0.84], [-0.84, 0.84]),
    diamond: polygon([0, -1.16], [1.16, 0], [0, 1.16], [-1.16, 0]),
    pentagon: polygon(...turns(5, [1.06], UP)),
    hexagon: polygon(...turns(6, [1.04], UP)),
    burst: polygon(...turns(16, [1.18, 0.68], UP)),
    cross: polygon(
      ...rotate(
        [
          [-0.38, -1.1],
          [0.38, -1.1],
          [0.38, -0.38],
          [1.1, -0.38],
          [1.1, 0.38],
          [0.38, 0.38],
          [0.38, 1.1],
          [-0.38, 1.1],
          [-0.38, 0.38],
          [-1.1, 0.38],
          [-1.1, -0.38],
          [-0.38, -0.38],
        ],
        Math.PI / 4,
      ),
    ),
    plus: polygon(
      [-0.36, -1.04],
      [0.36, -1.04],
      [0.36, -0.36],
      [1.04, -0.36],
      [1.04, 0.36],
      [0.36, 0.36],
      [0.36, 1.04],
      [-0.36, 1.04],
      [-0.36, 0.36],
      [-1.04, 0.36],
      [-1.04, -0.36],
      [-0.36, -0.36],
    ),
    shield: (pen, r) => {
      pen.moveTo(-0.92 * r, -0.86 * r);
      pen.lineTo(0.92 * r, -0.86 * r);
      pen.lineTo(0.92 * r, 0.1 * r);
      pen.quadraticCurveTo(0.84 * r, 0.78 * r, 0, 1.12 * r);
      pen.quadraticCurveTo(-0.84 * r, 0.78 * r, -0.92 * r, 0.1 * r);
      pen.closePath();
    },
    hull: (pen, r) => {
      pen.moveTo(-1.12 * r, -0.5 * r);
      pen.lineTo(1.12 * r, -0.5 * r);
      pen.quadraticCurveTo(0.8 * r, 0.82 * r, 0, 0.82 * r);
      pen.quadraticCurveTo(-0.8 * r, 0.82 * r, -1.12 * r, -0.5 * r);
      pen.closePath();
    },
  };

  function rotate(corners, angle) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return corners.map(([x, y]) => [x * c - y * s, x * s + y * c]);
  }

  function path(pen, shape, r) {
    pen.beginPath();
    (SHAPES[shape] || SHAPES.circle)(pen, r);
  }

  function stroke(pen, colour, width, dash) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash || []);
    pen.stroke();
    pen.setLineDash([]);
  }

  // How a status is drawn around a shape that is the current path.
  const OUTLINES = {
    thin: (pen, ink) => stroke(pen, ink.edge, 1),
    solid: (pen, ink) => stroke(pen, ink.ink, 2),
    dashed: (pen, ink) => stroke(pen, ink.colour, 1.7, [3, 2]),
    dotted: (pen, ink) => stroke(pen, ink.colour, 1.8, [1, 2.6]),
    double: (pen, ink) => {
      stroke(pen, ink.ink, 4.6);
      stroke(pen, ink.halo, 2.4);
    },
    struck: (pen, ink, r) => {
      stroke(pen, ink.colour, 1.7);
      pen.beginPath();
      pen.moveTo(-1.3 * r, 1.3 * r);
      pen.lineTo(1.3 * r, -1.3 * r);
      stroke(pen, ink.colour, 1.7);
    },
  };

  // Draw a mark with its middle at (0, 0): `look` names category, attacker, status, precision and record_type.
  S.drawMark = function (pen, state, look, r) {
    const colours = state.colours;
    const status = state.style.status[look.status] || state.style.status.reported;
    const ink = {
      colour: state.colourOf(look.category, look.attacker),
      ink: colours.ink,
      halo: colours.halo,
      edge: colours.halo,
    };
    const isTotal = look.record_type === "total";
    const shape = isTotal ? "square" : (state.style.category[look.category] || {}).shape;
    pen.lineJoin = "round";
    S.drawRing(pen, ink.colour, colours.halo, look.precision, r);
    path(pen, shape, r);
    stroke(pen, colours.halo, 5.5);
    pen.fillStyle = colours.halo;
    pen.fill();
    pen.globalAlpha = isTotal ? 0.12 : status.fill;
    pen.fillStyle = ink.colour;
    pen.fill();
    pen.globalAlpha = 1;
    OUTLINES[status.outline](pen, ink, r);
    if (isTotal) word(pen, "Σ", ink.colour, r * 1.5);
  };

  // Settlement: a ring; district: a wide broken ring; region and country carry none, their area is drawn.
  S.drawRing = function (pen, colour, halo, precision, r) {
    if (precision !== "settlement" && precision !== "district") return;
    const isWide = precision === "district";
    pen.beginPath();
    pen.arc(0, 0, r + (isWide ? S.WIDE_RING : S.RING), 0, 2 * Math.PI);
    if (isWide) {
      pen.globalAlpha = 0.1;
      pen.fillStyle = colour;
      pen.fill();
      pen.globalAlpha = 1;
    }
    stroke(pen, halo, 2.6);
    stroke(pen, colour, 1.1, isWide ? [4, 3] : null);
  };
  S.RING = 5;
  S.WIDE_RING = 9;

  // A number shot down: a circle whose area is proportional to it.
  S.drawCount = function (pen, state, look, r, count) {
    const colour = state.colourOf(look.category, look.attacker);
    pen.beginPath();
    pen.arc(0, 0, r, 0, 2 * Math.PI);
    stroke(pen, state.colours.halo, 4.5);
    pen.fillStyle = state.colours.halo;
    pen.fill();
    pen.globalAlpha = 0.22;
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = 1;
    const status = state.style.status[look.status] || {};
    stroke(pen, colour, 1.6, status.outline === "dashed" ? [4, 2.4] : null);
    word(pen, S.number(count), state.colours.ink, Math.max(10.5, Math.min(15, r * 0.9)));
  };

  // An area fact: its figure on a small plate.
  S.drawPlate = function (pen, state, words) {
    pen.font = S.font(11.5, "600");
    const width = pen.measureText(words).width + 12;
    pen.beginPath();
    pen.rect(-width / 2, -9, width, 18);
    stroke(pen, state.colours.halo, 4);
    pen.fillStyle = state.colours.paper;
    pen.fill();
    stroke(pen, state.colours.line, 1.2);
    word(pen, words, state.colours.ink, 11.5);
    return width;
  };

  function word(pen, words, colour, size) {
    pen.font = S.font(size, "600");
    pen.fillStyle = colour;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(words, 0, size * 0.06);
  }

  const FACES = '"Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';

  S.font = function (size, weight, slant) {
    return `${slant || ""} ${weight || "400"} ${size}px ${FACES}`;
  };
})(window.sitmap);

// Dates, figures and distances as a reader says them.
"use strict";
(function (S) {
  const MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];

  S.date = function (iso) {
    const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso || "");
    return found ? `${Number(found[3])} ${MONTHS[Number(found[2]) - 1] || found[2]} ${found[1]}` : iso || "";
  };

  // "1 to 2 June 2025", "28 May to 2 June 2025", or one date.
  S.dates = function (first, last) {
    if (!first || !last || first === last) return S.date(first || last);
    const [year, month] = [first.slice(0, 4) === last.slice(0, 4), first.slice(0, 7) === last.slice(0, 7)];
    const start = S.date(first).split(" ");
    return `${start.slice(0, month ? 1 : year ? 2 : 3).join(" ")} to ${S.date(last)}`;
  };

  S.time = function (iso) {
    const found = /T(\d{2}:\d{2})/.exec(iso || "");
    return found ? found[1] : "";
  };

  S.number = function (value) {
    if (value === null || value === undefined) return "";
    const [whole, rest] = String(value).split(".");
    const grouped = /^-?\d{5,}$/.test(whole)
      ? whole.replace(/\B(?=(\d{3})+$)/g, ",")
      : whole.replace(/^(-?\d)(\d{3})$/, "$1,$2");
    return rest ? `${grouped}.${rest}` : grouped;
  };

  // Millions and billions in words.
  S.large = function (value) {
    for (const [size, word] of [
      [1e9, "billion"],
      [1e6, "million"],
    ]) {
      if (Math.abs(value) >= size) return `${S.number(Math.round((value / size) * 100) / 100)} ${word}`;
    }
    return S.number(value);
  };

  // A count that may be a range: null means that nothing was told, an open top means "at least".
  S.range = function (least, most) {
    if (least === null && most === null) return null;
    if (most === null) return `at least ${S.number(least)}`;
    if (least === null) return `at most ${S.number(most)}`;
    return least === most ? S.number(least) : `${S.number(least)} to ${S.number(most)}`;
  };

  S.plural = function (count, one, many) {
    return `${S.number(count)} ${count === 1 ? one : many}`;
  };

  // A figure of a claim: qualifier, value and unit.
  S.figure = function (state, claim) {
    if (claim.value === null) return "";
    const unit = claim.unit || (state.words.claim[claim.what] || {}).unit || "";
    const what = state.word("claim", claim.what) || "";
    const shown = [claim.qualifier, S.large(claim.value), unit].filter(Boolean).join(" ");
    if (!what || claim.what === "other" || shown.endsWith(what)) return shown;
    const first = what.split(" ")[0]; // "41 aircraft" and "aircraft hit" share their word
    return shown.endsWith(first) ? shown.slice(0, -first.length) + what : `${shown} ${what}`;
  };

  S.position = function (lon, lat) {
    const part = (value, plus, minus) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? minus : plus}`;
    return `${part(lat, "N", "S")}, ${part(lon, "E", "W")}`;
  };

  // For searching: no case, accents, apostrophes or hyphens.
  S.fold = function (text) {
    return text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\u0300-\u036f'’ʼ`´ʹ]/g, "")
      .replace(/[-‐–—]/g, " ");
  };

  // Links lead to web pages only; any other address stays plain words.
  S.webAddress = function (text) {
    try {
      const address = new URL(text);
      return address.protocol === "https:" || address.protocol === "http:" ? address.href : null;
    } catch {
      return null;
    }
  };
})(window.sitmap);

// The events: columns of JSON become cells by name and row, without making an object for each event.
"use strict";
(function (S) {
  function reader(column, strings) {
    if (column === undefined || column === null) return () => null;
    if (column.const !== undefined) return () => column.const;
    if (column.text) return (row) => strings[column.text[row]];
    return (row) => column[row];
  }

  function readers(columns, strings) {
    const found = {};
    for (const name of Object.keys(columns)) found[name] = reader(columns[name], strings);
    return found;
  }

  // A table with several rows an event: where each event's rows begin, and their columns.
  function nested(table, count, strings) {
    const starts = new Uint32Array(count + 1);
    const { count: counts, ...columns } = table;
    const size = reader(counts, strings);
    for (let row = 0; row < count; row += 1) starts[row + 1] = starts[row] + (size(row) || 0);
    return { starts, cells: readers(columns, strings) };
  }

  S.decode = function (wire) {
    const count = wire.count;
    const { lon, lat, layer, ...columns } = wire.columns;
    const cells = readers(columns, wire.strings);
    const tables = {};
    for (const name of Object.keys(wire.nested)) tables[name] = nested(wire.nested[name], count, wire.strings);
    const data = { count, layers: wire.layers, layer, x: new Float64Array(count), y: new Float64Array(count) };

    data.get = (name, row) => {
      const cell = cells[name] ? cells[name](row) : null;
      return cell === undefined ? null : cell;
    };
    data.sparse = (name, row) => (wire.sparse[name] || {})[row] || null;
    data.lineRows = () => wire.sparse.line || {};
    data.rows = (name, row) => {
      const table = tables[name];
      if (!table) return [];
      const found = [];
      for (let at = table.starts[row]; at < table.starts[row + 1]; at += 1) {
        const item = { who: null, side: null, what: null, value: null, unit: null, qualifier: null, quote: null };
        for (const key of Object.keys(table.cells)) item[key] = table.cells[key](at) ?? null;
        found.push(item);
      }
      return found;
    };
    data.lon = (row) => (lon[row] === null ? null : lon[row] / wire.scale);
    data.lat = (row) => (lat[row] === null ? null : lat[row] / wire.scale);

    // NaN marks an event without a point; comparisons with it are false, so it is never drawn or hit.
    for (let row = 0; row < count; row += 1) {
      const isPlaced = lon[row] !== null && lat[row] !== null;
      data.x[row] = isPlaced ? S.mercatorX(lon[row] / wire.scale) : NaN;
      data.y[row] = isPlaced ? S.mercatorY(lat[row] / wire.scale) : NaN;
    }
    data.isPlaced = (row) => data.x[row] === data.x[row];
    addLooks(data);
    let byId = null;
    data.rowOf = (id) => {
      if (!byId) {
        byId = new Map();
        for (let row = 0; row < count; row += 1) byId.set(data.get("event_id", row), row);
      }
      const row = byId.get(id);
      return row === undefined ? -1 : row;
    };
    return data;
  };

  // Events that look alike share one drawing; `look` holds the number of that drawing for each event.
  function addLooks(data) {
    const names = ["category", "attacker", "status", "precision", "record_type"];
    const numbers = new Map();
    data.looks = [];
    data.look = new Uint16Array(data.count);
    for (let row = 0; row < data.count; row += 1) {
      const values = names.map((name) => data.get(name, row));
      const key = values.join("|");
      if (!numbers.has(key)) {
        numbers.set(key, data.looks.length);
        data.looks.push(Object.fromEntries(names.map((name, i) => [name, values[i]])));
      }
      data.look[row] = numbers.get(key);
    }
  }

  S.title = function (state, row) {
    const summary = state.data.get("summary", row);
    if (summary) return summary;
    const place = state.data.get("place_name", row) || state.data.get("place_text", row);
    const what = state.word("category", state.data.get("category", row));
    return place ? `${what}: ${place}` : what;
  };

  // On the map "Sumy Oblast" is "Sumy", set in the letters of an oblast.
  S.regionName = function (state, name) {
    const suffix = (state.wire.region_suffixes || []).find((words) => name.endsWith(words));
    return suffix ? name.slice(0, -suffix.length) : name;
  };

  S.placeName = function (state, row) {
    return state.data.get("place_name", row) || state.data.get("place_text", row) || "";
  };
})(window.sitmap);

"""The one door of the event table: what passes it is typed, in order, and free of every known fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from geo.errors import InputError
from geo.frame import quotes, rules, totals
from geo.frame.cells import Fault, brief, typed
from geo.frame.columns import CELLS, COLUMNS
from geo.frame.hints import column_meant
from geo.frame.table import CRS, assemble, plain
from geo.model import Report

_POSITION = frozenset({"geometry", "lon", "lat"})


def validate(frame: pd.DataFrame, report: Report | None = None) -> gpd.GeoDataFrame:
    """Check an event table and give it back in its own types.

    Parameters
    ----------
    frame : GeoDataFrame or DataFrame
        Columns as in ``COLUMNS``; instead of a geometry, ``lon`` and ``lat`` will do. Columns that may be
        null may be left out.
    report : Report, optional
        The report that the quotes are from; with it, every quote is looked up.

    Returns
    -------
    GeoDataFrame
        A new table in EPSG:4326 with every column, rows numbered from 0, positions at 6 decimals.

    Raises
    ------
    InputError
        With every fault of every row in ``faults``.
    """
    faults = _shape(frame)
    if faults:
        raise complaint(faults)
    cells = {
        column.id: plain(frame[column.id]) if column.id in frame else [None] * len(frame) for column in CELLS
    }
    lon, lat, strange = _positions(frame)
    return admit(cells, lon, lat, strange, report)


def admit(
    cells: dict[str, list[Any]],
    lon: list[Any],
    lat: list[Any],
    faults: Iterable[Fault] = (),
    report: Report | None = None,
    *,
    whole: bool = True,
) -> gpd.GeoDataFrame:
    """Check plain cells by column, together with faults found on the way to them; see `validate`.

    A table that is not ``whole`` is one that a filter cut; its parts may lack their total.
    """
    found = list(faults)
    checked: rules.Cells = {"lon": lon, "lat": lat}
    for column in CELLS:
        checked[column.id], wrong = typed(column, cells[column.id])
        found += wrong
        if not column.nullable:
            found += _absent(column.id, checked[column.id], {fault.row for fault in wrong})
    for rule in (*rules.RULES, totals.parents_acyclic, *(totals.WHOLE if whole else ())):
        found += rule(checked)
    found += quotes.quotes_match(checked, report.text if report else None)
    if found:
        raise complaint(found, checked["event_id"])
    return assemble(checked, lon, lat)


def complaint(faults: Iterable[Fault], event_ids: list[str | None] | None = None) -> InputError:
    """Make one error of many faults, sorted by row."""
    ids = event_ids or []
    lines = [_line(fault, ids) for fault in sorted(dict.fromkeys(faults), key=lambda fault: fault.row)]
    more = f", and {len(lines) - 1} more" if len(lines) > 1 else ""
    count = f"{len(lines)} fault{'s' * (len(lines) > 1)}"
    return InputError(f"the event table has {count}: {lines[0]}{more}; mend and try again", tuple(lines))


def _line(fault: Fault, ids: list[str | None]) -> str:
    if fault.row < 0:
        return fault.words
    name = ids[fault.row] if fault.row < len(ids) else None
    return f"row {fault.row + 1}{f' ({brief(name)})' if name else ''}: {fault.words}"


def _absent(name: str, values: list[Any], known: set[int]) -> list[Fault]:
    absent = (row for row, value in enumerate(values) if value is None and row not in known)
    return [Fault(row, f"{name} is missing") for row in absent]


def _shape(frame: pd.DataFrame) -> list[Fault]:
    """Find columns that are missing, foreign or there twice, and a wrong projection."""
    names = [str(name) for name in frame.columns]
    known = {column.id for column in COLUMNS} | _POSITION
    words = [f"column {name!r} stands twice" for name in sorted(set(names)) if names.count(name) > 1]
    words += [
        f"column {brief(name)} is not in the event table; {_advice(name)}"
        for name in names
        if name not in known
    ]
    words += [f"column {c.id!r} is missing" for c in CELLS if not c.nullable and c.id not in names]
    if isinstance(frame, gpd.GeoDataFrame) and not _is_wgs84(frame):
        words.append(f"the table is in {frame.crs.name}; project it to EPSG:4326 with frame.to_crs(4326)")
    return [Fault(-1, sentence) for sentence in words]


def _advice(name: str) -> str:
    meant = column_meant(name)
    return f"{meant}, rename it" if meant else "remove it"


def _is_wgs84(frame: gpd.GeoDataFrame) -> bool:
    crs = getattr(frame, "crs", None) if "geometry" in frame else None
    return crs is None or bool(pyproj.CRS(crs).equals(pyproj.CRS(CRS), ignore_axis_order=True))


def _positions(frame: pd.DataFrame) -> tuple[list[Any], list[Any], list[Fault]]:
    """Lon and lat of every row, with the rows that are no single point."""
    if "geometry" not in frame:
        lon, lat = (plain(frame[name]) if name in frame else [None] * len(frame) for name in ("lon", "lat"))
        return numbers(lon, lat)
    shapes: Any = frame["geometry"].to_numpy(dtype=object)
    points: Any = shapes.copy()
    points[~shapely.is_geometry(shapes)] = None
    points[(shapely.get_type_id(points) != 0) | shapely.is_empty(points)] = None
    strange = np.flatnonzero(~pd.isna(shapes) & (shapely.get_type_id(points) != 0))
    lon, lat = (plain(pd.Series(get(points))) for get in (shapely.get_x, shapely.get_y))
    lon, lat, faults = numbers(lon, lat)
    return (
        lon,
        lat,
        faults + [Fault(int(row), f"geometry {brief(shapes[row])} is no point") for row in strange],
    )


def numbers(lon: list[Any], lat: list[Any]) -> tuple[list[Any], list[Any], list[Fault]]:
    """Check that lon and lat come together as finite numbers; faulty ones become null."""
    faults = []
    pairs: list[tuple[float | None, float | None]] = []
    for row, (x, y) in enumerate(zip(lon, lat, strict=True)):
        words = _no_pair(x, y)
        if words:
            faults.append(Fault(row, words))
        pairs.append((None, None) if words or x is None else (float(x), float(y)))
    return [x for x, _ in pairs], [y for _, y in pairs], faults


def _no_pair(x: object, y: object) -> str | None:
    if x is None and y is None:
        return None
    for name, value in (("lon", x), ("lat", y)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
            return f"{name} {brief(value)} is no number of degrees"
    return None

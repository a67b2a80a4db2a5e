"""Events to a table and back, and the plain records of a table.

Null is None in text, NA in whole numbers and truth values, NaN in kilometres; cells of lists are never null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.frame.columns import CELLS, COLUMNS, Column
from geo.model import Claim, Event, LonLat, Precision, Source

CRS = "EPSG:4326"  # coordinates are lon before lat everywhere, as in RFC 7946
DECIMALS = 6  # a tenth of a metre (RFC 7946, section 11.2)
_Degrees: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
_LISTS = frozenset({"line", "claims", "sources", "flags"})
_PANDAS = {"int": "Int64", "bool": "boolean", "float": "float64"}


def from_events(events: Iterable[Event]) -> gpd.GeoDataFrame:
    """Put events into the event table, without judging them.

    Parameters
    ----------
    events : iterable of Event
        Positions are rounded to 6 decimals.

    Returns
    -------
    GeoDataFrame
        One row an event, columns as in ``COLUMNS``.
    """
    rows = list(events)
    cells = {name: [_TO_CELL.get(name, _same)(getattr(row, name)) for row in rows] for name in _NAMES}
    return assemble(cells, [row.lon for row in rows], [row.lat for row in rows])


def to_events(frame: gpd.GeoDataFrame) -> tuple[Event, ...]:
    """Turn a validated event table back into events."""
    cells = {name: [_FROM_CELL.get(name, _same)(cell) for cell in plain(frame[name])] for name in _NAMES}
    lon, lat = positions(frame)
    rows = zip(*cells.values(), strict=True)
    return tuple(
        Event(**dict(zip(_NAMES, row, strict=True)), lon=x, lat=y)
        for row, x, y in zip(rows, lon, lat, strict=True)
    )


def records(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Give each row as a plain dictionary, its keys and values as in `columns`."""
    cells = columns(frame)
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def columns(frame: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    """Give the plain values of each column in order, lon and lat for the geometry, null as None."""
    lon, lat = positions(frame)
    cells: dict[str, list[Any]] = {}
    for column in COLUMNS:
        cells |= {"lon": lon, "lat": lat} if column.dtype == "point" else {column.id: plain(frame[column.id])}
    return cells


def assemble(
    cells: dict[str, list[Any]], lon: Sequence[float | None], lat: Sequence[float | None]
) -> gpd.GeoDataFrame:
    """Build the event table from plain cells by column; a point needs both lon and lat."""
    data = {column.id: _series(cells[column.id], column) for column in CELLS}
    data["geometry"] = gpd.GeoSeries(_points(_degrees(lon), _degrees(lat)), crs=CRS)
    return gpd.GeoDataFrame({column.id: data[column.id] for column in COLUMNS}, geometry="geometry", crs=CRS)


def positions(frame: gpd.GeoDataFrame) -> tuple[list[float | None], list[float | None]]:
    """Longitudes and latitudes of the rows, None where a row has no point."""
    points = frame.geometry.to_numpy()
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    return plain(pd.Series(lon)), plain(pd.Series(lat))


def plain(series: pd.Series[Any]) -> list[Any]:
    """Cells of a column as plain Python values, None for every kind of null."""
    values: list[Any] = series.astype(object).where(series.notna(), None).tolist()
    return values


def empty(dtype: str) -> Any:  # noqa: ANN401 - a cell may be of any kind
    """Null of a column, which for lists and figures is an empty one."""
    if dtype in _LISTS:
        return []
    return {} if dtype == "figures" else None


def _series(values: list[Any], column: Column) -> pd.Series[Any]:
    if column.dtype == "float":
        values = [np.nan if value is None else value for value in values]
    plain_bool = column.dtype == "bool" and not column.nullable
    return pd.Series(values, dtype="bool" if plain_bool else _PANDAS.get(column.dtype, "object"))


def _degrees(values: Sequence[float | None]) -> _Degrees:
    degrees = np.array([np.nan if value is None else value for value in values], dtype="float64")
    return np.round(degrees, DECIMALS) + 0.0  # the sum turns -0.0 into 0.0


def _points(lon: _Degrees, lat: _Degrees) -> Any:  # noqa: ANN401 - an array of points and None
    points: Any = np.empty(len(lon), dtype=object)
    points[:] = shapely.points(lon, lat)
    points[np.isnan(lon) | np.isnan(lat)] = None
    return points


def _same(value: Any) -> Any:  # noqa: ANN401 - a cell may be of any kind
    return value


def _dictionaries(kind: type[Claim] | type[Source]) -> Callable[[Iterable[Any]], list[dict[str, Any]]]:
    names = tuple(spec.name for spec in fields(kind))
    take = attrgetter(*names)
    return lambda items: [dict(zip(names, take(item), strict=True)) for item in items]


_NAMES = tuple(column.id for column in CELLS)
_TO_CELL: dict[str, Callable[[Any], Any]] = {
    "precision": lambda step: None if step is None else str(step),
    "line": lambda line: [[round(lon, DECIMALS) + 0.0, round(lat, DECIMALS) + 0.0] for lon, lat in line],
    "residual": dict,
    "claims": _dictionaries(Claim),
    "sources": _dictionaries(Source),
    "review": list,
}
_FROM_CELL: dict[str, Callable[[Any], Any]] = {
    "precision": lambda step: None if step is None else Precision(step),
    "line": lambda line: tuple(LonLat(*position) for position in line),
    "residual": dict,
    "claims": lambda claims: tuple(Claim(**claim) for claim in claims),
    "sources": lambda sources: tuple(Source(**source) for source in sources),
    "review": tuple,
}

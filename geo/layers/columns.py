"""The event table as columns of plain JSON: what the browser draws and writes its cards from.

A column is a list with one cell a row, or ``{"const": x}`` where all cells are alike, or ``{"text": [...]}``
with indexes into the shared table of strings (index 0 is null). A column that is null throughout is left out.
Coordinates are whole ten-thousandths of a degree (about 10 m).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.frame import COLUMNS

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

Json = dict[str, Any]
COORDINATE_SCALE = 10_000
# Texts that hardly ever repeat are cheaper in place than in the shared table.
UNIQUE = frozenset({"event_id", "summary"})
NESTED = {
    "claims": ("who", "side", "what", "value", "unit", "qualifier", "quote"),
    "sources": ("outlet", "url", "published", "retrieved"),
}
_PLAIN = frozenset({"int", "float", "bool"})
_SPARSE = frozenset({"line", "figures", "flags"})
_TEXT = frozenset({"text", "date"})


class Strings:
    """The shared table of strings; every different string is kept once."""

    def __init__(self) -> None:
        self._codes: dict[str | None, int] = {None: 0}

    def column(self, cells: Iterable[object]) -> dict[str, list[int]]:
        """Encode a column of texts, entering those that are new."""
        codes = self._codes
        return {"text": [codes.setdefault(None if cell is None else str(cell), len(codes)) for cell in cells]}

    def table(self) -> list[str | None]:
        """All strings in the order of their indexes."""
        return list(self._codes)


def encode(frame: GeoDataFrame, strings: Strings) -> Json:
    """Encode an event table.

    Parameters
    ----------
    frame : GeoDataFrame
        Event table in EPSG:4326 with the columns of ``geo.frame.COLUMNS``; missing ones count as null.
    strings : Strings
        Shared table; the texts of the frame are entered.

    Returns
    -------
    dict
        ``columns`` by name, ``lon`` and ``lat`` among them; ``nested`` tables (claims, sources), each with
        ``count`` (its rows for each event) and its columns; ``sparse`` cells by row number.
    """
    return {
        "columns": _columns(frame, strings),
        "nested": {name: _nested(_cells(frame, name), keys, strings) for name, keys in NESTED.items()},
        "sparse": {
            column.id: _sparse(_cells(frame, column.id)) for column in COLUMNS if column.dtype in _SPARSE
        },
    }


def _columns(frame: GeoDataFrame, strings: Strings) -> Json:
    points = frame.geometry.to_numpy()
    found: Json = {"lon": _coordinates(shapely.get_x(points)), "lat": _coordinates(shapely.get_y(points))}
    for column in COLUMNS:
        if column.dtype in _PLAIN or column.id in UNIQUE:
            found[column.id] = _shrink(_cells(frame, column.id), _numbers)
        elif column.dtype in _TEXT:
            found[column.id] = _shrink(_cells(frame, column.id), strings.column)
    return {name: cells for name, cells in found.items() if cells is not None}


def _cells(frame: GeoDataFrame, name: str) -> list[Any]:
    if name not in frame.columns:
        return [None] * len(frame)
    cells: list[Any] = frame[name].tolist()
    gone = frame[name].isna()
    if gone.any():
        cells = [None if is_gone else cell for cell, is_gone in zip(cells, gone.tolist(), strict=True)]
    return cells


def _coordinates(degrees: NDArray[np.float64]) -> list[int | None]:
    gone = np.isnan(degrees)
    whole = np.rint(np.where(gone, 0, degrees) * COORDINATE_SCALE).astype(np.int64).tolist()
    return [None if is_gone else cell for cell, is_gone in zip(whole, gone.tolist(), strict=True)]


def _shrink(cells: list[Any], encoded: Callable[[list[Any]], object]) -> object:
    """Leave out a column of nulls, write one of equal cells once, and encode any other."""
    if cells.count(None) == len(cells):
        return None
    if cells.count(cells[0]) == len(cells):
        return {"const": _number(cells[0])}
    return encoded(cells)


def _numbers(cells: list[Any]) -> list[object]:
    return [_number(cell) for cell in cells]


def _number(cell: object) -> object:
    """Write whole floats as integers and drop digits that no figure of a report has."""
    if not isinstance(cell, float):
        return cell
    if not math.isfinite(cell):
        return None
    return int(cell) if cell == int(cell) else round(cell, 3)


def _nested(cells: list[Any], keys: Sequence[str], strings: Strings) -> Json:
    rows = [_mapping(row) for cell in cells for row in cell or ()]
    table = {"count": _shrink([len(cell or ()) for cell in cells], _numbers)}
    for key in keys:
        table[key] = _shrink([row.get(key) for row in rows], _numbers if key == "value" else strings.column)
    return {key: column for key, column in table.items() if column is not None}


def _mapping(row: object) -> Mapping[str, Any]:
    return row if isinstance(row, Mapping) else {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]


def _sparse(cells: list[Any]) -> Json:
    return {
        str(row): dict(cell) if isinstance(cell, Mapping) else list(cell)
        for row, cell in enumerate(cells)
        if cell
    }

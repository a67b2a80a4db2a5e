"""The belt where war is reported: the surroundings of the places of the hand-made table.

That table holds the villages of the front and the border, because reports name them; a namesake far behind
is less likely meant.
"""

from __future__ import annotations

from functools import cached_property
from math import floor

from geo.gazetteer import Gazetteer, PlaceRow
from geo.geocode.find import SETTLEMENTS
from geo.geocode.words import flags

_CELL_DEG = 0.2  # about 22 km by 14 km there


def is_hand_placed(row: PlaceRow) -> bool:
    """Tell whether a place comes from the hand-made table."""
    return row.source in flags().hand_sources


class Zone:
    """Cells of the map in or beside which a settlement was placed by hand."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def holds(self, row: PlaceRow) -> bool:
        """Tell whether a place lies in the belt."""
        return _cell(row) in self._cells

    @cached_property
    def _cells(self) -> frozenset[tuple[int, int]]:
        rows = (row for source in flags().hand_sources for row in self._gazetteer.of_source(source))
        cells = {_cell(row) for row in rows if row.kind in SETTLEMENTS}
        return frozenset((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _cell(row: PlaceRow) -> tuple[int, int]:
    return floor(row.lon / _CELL_DEG), floor(row.lat / _CELL_DEG)

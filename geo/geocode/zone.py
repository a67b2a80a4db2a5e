"""The belt where war is reported: the surroundings of the places that were entered by hand.

The hand-made table holds the villages of the front and the border, because reports name them; a namesake far
behind is less likely meant.
"""

from __future__ import annotations

from math import floor

from geo.gazetteer import Gazetteer, PlaceRow

HAND_PLACED = "own:"
_CELL_DEG = 0.2  # about 22 km by 14 km there


class Zone:
    """Cells of the map in or beside which a settlement was placed by hand."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        cells = {
            _cell(row) for row in gazetteer.with_id(HAND_PLACED) if row.kind not in {"direction", "airfield"}
        }
        self._cells = {(x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1)}

    def holds(self, row: PlaceRow) -> bool:
        """Tell whether a place lies in the belt."""
        return _cell(row) in self._cells


def _cell(row: PlaceRow) -> tuple[int, int]:
    return floor(row.lon / _CELL_DEG), floor(row.lat / _CELL_DEG)

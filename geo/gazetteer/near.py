"""The places nearest to a position, from a grid of whole degrees."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from math import cos, floor, radians

from geo.gazetteer.rows import PlaceRow
from geo.gazetteer.sphere import distance_km

_KM_PER_DEGREE = 111.0


class Positions:
    """Places by the degree cell that they lie in."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self._cells: dict[tuple[int, int], list[PlaceRow]] = {}
        for row in rows:
            self._cells.setdefault((floor(row.lon), floor(row.lat)), []).append(row)

    def nearest(
        self, lon: float, lat: float, n: int, kinds: frozenset[str] | None = None
    ) -> list[tuple[float, PlaceRow]]:
        """Find the ``n`` nearest places with their distances in km, the nearest first."""
        reach = 1
        while True:
            found = nsmallest(n, self._around(lon, lat, reach, kinds), key=lambda hit: hit[0])
            sure_km = reach * _KM_PER_DEGREE * max(0.05, cos(radians(min(89.0, abs(lat) + reach))))
            if (len(found) == n and found[-1][0] <= sure_km) or reach > 180:
                return found
            reach *= 2

    def _around(
        self, lon: float, lat: float, reach: int, kinds: frozenset[str] | None
    ) -> Iterable[tuple[float, PlaceRow]]:
        for x, y in self._near_cells(floor(lon), floor(lat), reach):
            for row in self._cells[x, y]:
                if kinds is None or row.kind in kinds:
                    yield distance_km(lon, lat, row.lon, row.lat), row

    def _near_cells(self, x: int, y: int, reach: int) -> Iterable[tuple[int, int]]:
        for cell in self._cells:
            across = abs((cell[0] - x + 180) % 360 - 180)
            if across <= reach and abs(cell[1] - y) <= reach:
                yield cell

"""Distances on the sphere, and the nearest of many points."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Generic, TypeVar

T = TypeVar("T")
_CELL = 0.1


def km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(lat1), math.radians(lat2)
    across = math.sin(math.radians(lon2 - lon1) / 2) ** 2
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * across
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Take the median longitude and latitude, which a few wrong points do not move."""
    lons, lats = zip(*points, strict=True)
    return median(lons), median(lats)


class Grid(Generic[T]):
    """Points in cells of a tenth of a degree, each with a value."""

    def __init__(self, items: Iterable[tuple[float, float, T]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, T]]] = defaultdict(list)
        for lon, lat, value in items:
            self._cells[_cell(lon, lat)].append((lon, lat, value))

    def within(self, lon: float, lat: float, radius_km: float) -> Iterator[tuple[float, T]]:
        """Yield every value within the radius with its distance, in no order."""
        tall = math.ceil(radius_km / 111 / _CELL)
        wide = math.ceil(radius_km / 111 / _CELL / max(0.1, math.cos(math.radians(lat))))
        x, y = _cell(lon, lat)
        for i in range(x - wide, x + wide + 1):
            for j in range(y - tall, y + tall + 1):
                for lon2, lat2, value in self._cells.get((i, j), ()):
                    if (away := km(lon, lat, lon2, lat2)) <= radius_km:
                        yield away, value


def _cell(lon: float, lat: float) -> tuple[int, int]:
    return math.floor(lon / _CELL), math.floor(lat / _CELL)

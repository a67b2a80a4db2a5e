"""Where a village without a point of its own may be: its council, the next post offices, its hromada.

Measured on 12,700 settlements whose point is known, as kilometres at the median and for nine of ten: council
named after the village 1.7 and 4.6, next post offices and hromada 6 and 15, hromada alone 8 and 17. The
postal places of accuracy 1 (27 and 133) are no clue at all and are not used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from shapely.geometry import Point as Shape

from data.build import councils, postal
from data.build.codifier import Unit, units
from data.build.near import km, middle
from geo.boundaries import admin1_at
from geo.model import LonLat
from geo.text import fold, romanise

Position = tuple[float, float]
Key = tuple[str, str, str]


class Area(NamedTuple):
    """Where some settlements lie: the middle, and the radius that holds nine of ten."""

    lon: float
    lat: float
    radius_km: float


class Estimate(NamedTuple):
    """A point with its error, and what it was taken from."""

    lon: float
    lat: float
    error_km: float
    precision: str
    source: str


class Clues:
    """Estimates from the settlements whose points are known (codifier code to position)."""

    def __init__(self, points: dict[str, Position]) -> None:
        groups: dict[Key, list[Position]] = defaultdict(list)
        self._offices: dict[Key, list[tuple[int, Position]]] = defaultdict(list)
        for unit in units():
            if point := points.get(unit.code):
                groups[_key(unit)].append(point)
                groups[unit.admin1, unit.raion, ""].append(point)
                if code := _postal_code(unit):
                    self._offices[_key(unit)].append((code, point))
        self._areas = {key: area_of(group) for key, group in groups.items()}

    def area(self, unit: Unit) -> Area | None:
        """Give the unit's hromada, or its raion where no settlement of the hromada is known."""
        return self._areas.get(_key(unit)) or self._areas.get((unit.admin1, unit.raion, ""))

    def council(self, unit: Unit) -> councils.Council | None:
        """Find the one council named after a settlement in reach, unless a namesake is as near to it."""
        council = self._in_reach(unit, councils.of_village(romanise(unit.name)))
        if not council:
            return None
        rivals = [other for other in _named(unit) if other.code != unit.code]
        own = self._away(unit, council)
        return council if all(self._away(other, council) > own + 4 for other in rivals) else None

    def _away(self, unit: Unit, council: councils.Council) -> float:
        area = self.area(unit)
        return km(area.lon, area.lat, council.lon, council.lat) if area else 999.0

    def estimate(self, unit: Unit) -> Estimate | None:
        """Guess a settlement's point from the best clue there is."""
        if council := self.council(unit):
            error = round(max(2.0, 0.75 * council.radius_km), 1)
            precision = "settlement" if error <= 5 else "district"
            return Estimate(council.lon, council.lat, error, precision, "council")
        if hinted := self._in_reach(unit, councils.named(romanise(_hint(unit)))):
            return Estimate(hinted.lon, hinted.lat, round(hinted.radius_km + 1, 1), "district", "council")
        area = self.area(unit)
        if not area:
            return None
        offices = self._next_offices(unit)
        if not offices:
            return Estimate(area.lon, area.lat, round(area.radius_km + 3, 1), "district", "hromada")
        lon, lat = middle([(area.lon, area.lat), *offices])
        return Estimate(lon, lat, round(min(area.radius_km + 2, 16.0), 1), "district", "hromada")

    def _in_reach(self, unit: Unit, named: Iterable[councils.Council]) -> councils.Council | None:
        area = self.area(unit)
        if not area:
            return None
        near = [one for one in named if km(area.lon, area.lat, one.lon, one.lat) <= area.radius_km + 8]
        near = [one for one in near if admin1_at(LonLat(one.lon, one.lat)) in {None, unit.admin1}]
        return near[0] if len(near) == 1 else None

    def _next_offices(self, unit: Unit) -> list[Position]:
        """Give the two settlements of the hromada whose postal codes are nearest to the unit's."""
        code = _postal_code(unit)
        if not code:
            return []
        ranked = sorted((abs(other - code), point) for other, point in self._offices[_key(unit)])
        return [point for gap, point in ranked[:2] if gap <= 10]


def area_of(points: list[Position]) -> Area:
    """Give the middle of some points and the radius that nine tenths of them lie in."""
    lon, lat = middle(points)
    away = sorted(km(lon, lat, x, y) for x, y in points)
    return Area(lon, lat, max(5.0, away[int(0.9 * (len(away) - 1))]))


def outside_km(lon: float, lat: float, council: councils.Council) -> float:
    """Measure how far a point lies outside a council's polygon, roughly."""
    return float(council.shape.distance(Shape(lon, lat)) * 85)


def _key(unit: Unit) -> Key:
    return unit.admin1, unit.raion, unit.hromada


@cache
def _posts() -> dict[tuple[str, str], list[postal.PostalPlace]]:
    found = defaultdict(list)
    for post in postal.places():
        if post.country == "UA":
            found[post.region, fold(post.name)].append(post)
    return found


@cache
def _settlements() -> dict[tuple[str, str], list[Unit]]:
    found: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units():
        if unit.category in "KMTCX":
            found[unit.admin1, fold(unit.name)].append(unit)
    return found


def _named(unit: Unit) -> list[Unit]:
    """List the settlements of the oblast that bear this name, the unit among them."""
    return _settlements()[unit.admin1, fold(unit.name)]


def _post(unit: Unit) -> postal.PostalPlace | None:
    """Give the postal place that can only mean this settlement."""
    posts = _posts().get((unit.admin1, fold(unit.name)), [])
    return posts[0] if len(_named(unit)) == 1 and len({post.code for post in posts}) == 1 else None


def _postal_code(unit: Unit) -> int:
    post = _post(unit)
    return int(post.code) if post and post.code.isdigit() else 0


def _hint(unit: Unit) -> str:
    post = _post(unit)
    return post.council if post else ""

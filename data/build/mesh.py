"""Simplify a set of touching polygons together, so that neighbours keep touching.

Detail follows the place: the zones are nested boxes, innermost first, and every stretch of a line is
simplified with the tolerance of the first zone it lies in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon, STRtree
from shapely.geometry.base import BaseGeometry

Bounds = tuple[float, float, float, float]
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Zone:
    """A box (west, south, east, north), its tolerance in degrees, its smallest island in square degrees."""

    bounds: Bounds
    tolerance: float
    island: float = 0.0
    decimals: int = 3


@dataclass(frozen=True, slots=True)
class Mesh:
    """Simplified edges, which polygon lies on either side of each (-1: none), and the polygons."""

    edges: tuple[LineString, ...]
    sides: tuple[tuple[int, int], ...]
    polygons: tuple[BaseGeometry, ...]


def build(polygons: list[BaseGeometry], zones: list[Zone]) -> Mesh:
    """Simplify polygons that share their borders vertex by vertex; the last zone must hold them all."""
    lines = shapely.get_parts(shapely.line_merge(shapely.unary_union([p.boundary for p in polygons])))
    pieces = [piece for line in lines for piece in simplify(line, zones)]
    noded = shapely.line_merge(shapely.unary_union(pieces))
    merged = _faces(noded, polygons, zones)
    edges, sides = _sides(shapely.get_parts(noded), merged)
    return Mesh(edges, sides, merged)


def simplify(line: BaseGeometry, zones: list[Zone]) -> list[BaseGeometry]:
    """Cut a line at the zones' edges and simplify every piece as its zone asks."""
    pieces, rest = [], line
    for zone in zones:
        area = shapely.box(*zone.bounds)
        pieces += [_simple(part, zone.tolerance) for part in _lines(rest.intersection(area))]
        rest = rest.difference(area)
        if rest.is_empty:
            break
    return pieces


def rounded(geometry: BaseGeometry, zones: list[Zone]) -> BaseGeometry:
    """Round coordinates as far as the innermost zone that holds them asks."""

    def snap(xy: np.ndarray) -> np.ndarray:
        out, todo = xy.copy(), np.ones(len(xy), dtype=bool)
        for zone in zones:
            west, south, east, north = zone.bounds
            x, y = xy[:, 0], xy[:, 1]
            inside = todo & (x >= west) & (x <= east) & (y >= south) & (y <= north)
            out[inside] = np.round(xy[inside], zone.decimals)
            todo &= ~inside
        return out

    snapped = shapely.transform(geometry, snap)
    if geometry.geom_type.endswith("String"):
        lines = [line for line in shapely.get_parts(snapped) if line.length > 0]
        return MultiLineString(list(shapely.remove_repeated_points(lines)))
    return snapped if snapped.is_valid else _polygonal(shapely.make_valid(snapped))


def _polygonal(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(geometry)
    return shapely.unary_union(
        [part for part in shapely.get_parts(parts) if part.geom_type.endswith("Polygon")]
    )


def _simple(part: BaseGeometry, tolerance: float) -> BaseGeometry:
    # A small ring would fall to a line: keep three points at least.
    simple = part.simplify(tolerance, preserve_topology=True)
    return part if part.is_ring and len(simple.coords) < 4 else simple


def _lines(geometry: BaseGeometry) -> list[BaseGeometry]:
    merged = shapely.line_merge(geometry)
    return [part for part in shapely.get_parts(merged) if part.geom_type == "LineString" and part.length > 0]


def _faces(noded: BaseGeometry, polygons: list[BaseGeometry], zones: list[Zone]) -> tuple[BaseGeometry, ...]:
    faces = [face for face in shapely.get_parts(shapely.polygonize([noded])) if _kept(face, zones)]
    groups: dict[int, list[Polygon]] = defaultdict(list)
    for face, who in zip(faces, _owners([f.point_on_surface() for f in faces], polygons), strict=True):
        groups[who].append(face)
    return tuple(
        shapely.unary_union(groups[i]) if i in groups else MultiPolygon() for i in range(len(polygons))
    )


def _kept(face: Polygon, zones: list[Zone]) -> bool:
    point = face.point_on_surface()
    zone = next((z for z in zones if shapely.box(*z.bounds).intersects(point)), zones[-1])
    return bool(face.area >= zone.island)


def _owners(points: list[BaseGeometry], polygons: list[BaseGeometry]) -> list[int]:
    owners = [NOBODY] * len(points)
    for point, polygon in np.transpose(STRtree(polygons).query(points, predicate="intersects")):
        owners[point] = int(polygon)
    return owners


def _sides(
    edges: np.ndarray, polygons: tuple[BaseGeometry, ...]
) -> tuple[tuple[LineString, ...], tuple[tuple[int, int], ...]]:
    left, right = zip(*(_beside(edge) for edge in edges), strict=True)
    pairs = zip(_owners(list(left), list(polygons)), _owners(list(right), list(polygons)), strict=True)
    kept = [(edge, pair) for edge, pair in zip(edges, pairs, strict=True) if pair != (NOBODY, NOBODY)]
    return tuple(edge for edge, _ in kept), tuple(pair for _, pair in kept)


def _beside(edge: LineString) -> tuple[BaseGeometry, BaseGeometry]:
    # Points a metre to the left and right of the middle of the edge's longest stretch.
    xy = shapely.get_coordinates(edge)
    step = np.diff(xy, axis=0)
    longest = int(np.argmax(np.hypot(*step.T)))
    middle = xy[longest] + step[longest] / 2
    normal = np.array([-step[longest][1], step[longest][0]]) / np.hypot(*step[longest]) * 1e-5
    return shapely.Point(middle + normal), shapely.Point(middle - normal)

"""The approximate line of contact that ships with sitmap, its error band and the area it closes."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.frontline import plane
from geo.paths import data_path

DEFAULT_DAY = "2025-06-02"
OVERSHOOT_M = 3_000  # a strip's ends are drawn this far over the state border, so that it cuts


@dataclass(frozen=True, slots=True)
class Front:
    """The front on one day, in degrees.

    ``band`` is where the line may truly run; ``held`` is held by Russia. ``as_of`` is the day whose
    situation is shown, ``date`` the day it stands for.
    """

    date: dt.date
    line: MultiLineString
    band: BaseGeometry
    held: MultiPolygon
    source: str
    credit: str
    approximate: bool
    as_of: dt.date
    title: str = "Line of contact"
    note: str = ""


@cache
def contact_line(day: str = DEFAULT_DAY) -> Front:
    """Give the embedded line of contact, for orientation only.

    Hand-placed from public reporting. Against an independent map of that day half of the main line is
    within 1.5 km and nine tenths within 5.5 km; the Sumy strip is weaker (median 6.5 km). The band is
    drawn at nine tenths. The held area is cut out of Ukraine by the line, the borders and the coast.
    """
    path = data_path("front", f"contact_line_{day}.csv")
    facts = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    segments = _segments(path)
    ukraine = boundaries.country("UA")
    held = plane.polygons(
        shapely.union_all([_cut_off(ukraine, name, line, facts) for name, line in segments.items()])
    )
    return Front(
        date=facts["date"],
        line=_visible(ukraine, held, segments, facts),
        band=_band(ukraine, segments, facts),
        held=held,
        source=facts["source"],
        credit=facts["credit"],
        approximate=True,
        as_of=facts["date"],
        title=facts["title"],
        note=facts["note"],
    )


def _segments(path: Path) -> dict[str, LineString]:
    rows: dict[str, list[tuple[int, float, float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["segment"], []).append(
                (int(row["order"]), float(row["lon"]), float(row["lat"]))
            )
    return {name: LineString([point[1:] for point in sorted(points)]) for name, points in rows.items()}


def _cut_off(ukraine: BaseGeometry, name: str, line: LineString, facts: dict[str, Any]) -> BaseGeometry:
    corners = facts["closing"].get(name)
    if corners:
        return ukraine.intersection(Polygon([*line.coords, *map(tuple, corners)]))
    longer = _overshot(line, ukraine)
    pieces = shapely.get_parts(shapely.polygonize([shapely.unary_union([ukraine.boundary, longer])]))
    beside = [
        piece
        for piece in pieces
        if piece.buffer(1e-6).intersects(line) and ukraine.contains(piece.point_on_surface())
    ]
    largest = max(beside, key=lambda piece: float(piece.area))
    return MultiPolygon([piece for piece in beside if piece is not largest])


def _overshot(line: LineString, ukraine: BaseGeometry) -> LineString:
    edge = plane.to_metres(ukraine.boundary)
    xy = list(plane.to_metres(line).coords)
    longer = LineString([_beyond(xy[0], edge), *xy, _beyond(xy[-1], edge)])
    return LineString(plane.to_degrees(longer).coords)


def _beyond(end: tuple[float, ...], edge: BaseGeometry) -> tuple[float, float]:
    near = shapely.shortest_line(shapely.Point(end), edge).coords[-1]
    dx, dy = near[0] - end[0], near[1] - end[1]
    reach = 1 + OVERSHOOT_M / max(1.0, (dx * dx + dy * dy) ** 0.5)
    return end[0] + dx * reach, end[1] + dy * reach


def _visible(
    ukraine: BaseGeometry, held: BaseGeometry, segments: dict[str, LineString], facts: dict[str, Any]
) -> MultiLineString:
    drawn = [_whole(name, line, ukraine, facts) for name, line in segments.items()]
    return plane.lines(
        shapely.union_all(drawn).intersection(ukraine).intersection(held.boundary.buffer(1e-6))
    )


def _whole(name: str, line: LineString, ukraine: BaseGeometry, facts: dict[str, Any]) -> LineString:
    corners = facts["closing"].get(name)
    return LineString([corners[-1], *line.coords, corners[0]]) if corners else _overshot(line, ukraine)


def _band(ukraine: BaseGeometry, segments: dict[str, LineString], facts: dict[str, Any]) -> BaseGeometry:
    wide = [
        plane.to_metres(_whole(name, line, ukraine, facts).intersection(ukraine))
        .buffer(facts["error_km"][name]["usual"] * 1000, quad_segs=6)
        .simplify(150)
        for name, line in segments.items()
    ]
    return plane.to_degrees(shapely.union_all(wide))

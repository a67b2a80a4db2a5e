"""Areas and lengths: geometry in degrees on one side, square kilometres and kilometres on the other.

Areas are taken in EPSG:6933 (cylindrical equal-area on WGS84, right to 0.01 % everywhere); distances
and buffers in EPSG:3035 (Lambert azimuthal equal-area of Europe), whose scale is within 2 % over Ukraine;
lengths of lines are geodesic on WGS84.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely import LineString, MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

EQUAL_AREA = "EPSG:6933"
METRES = "EPSG:3035"
PRE_WAR_KM2 = 603_550
"""Area of Ukraine in its internationally recognised borders, Crimea included, km2 (CIA World Factbook,
"Ukraine", Geography: total 603,550 sq km)."""


def area_km2(geometry: BaseGeometry) -> float:
    """Area of a geometry in degrees."""
    return float(shapely.area(_moved(geometry, "EPSG:4326", EQUAL_AREA))) / 1e6


def length_km(geometry: BaseGeometry) -> float:
    """Geodesic length of lines in degrees."""
    return float(Geod(ellps="WGS84").geometry_length(geometry)) / 1e3


def to_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Degrees to metres (EPSG:3035)."""
    return _moved(geometry, "EPSG:4326", METRES)


def to_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """Metres (EPSG:3035) to degrees."""
    return _moved(geometry, METRES, "EPSG:4326")


def to_degrees_lines(geometry: MultiLineString) -> MultiLineString:
    """Lines in metres (EPSG:3035) to degrees."""
    return lines(to_degrees(geometry)) if not geometry.is_empty else MultiLineString()


def polygons(geometry: BaseGeometry | Sequence[BaseGeometry]) -> MultiPolygon:
    """Keep the polygons of whatever came out of an overlay."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def lines(geometry: BaseGeometry | Sequence[BaseGeometry]) -> MultiLineString:
    """Keep the lines of whatever came out of an overlay, joined end to end."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    kept = [LineString(part.coords) for part in parts if part.geom_type in {"LineString", "LinearRing"}]
    merged = list(shapely.get_parts(shapely.line_merge(MultiLineString(kept))))
    return MultiLineString(merged)


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _moved(geometry: BaseGeometry, source: str, target: str) -> BaseGeometry:
    transformer = _transformer(source, target)

    def move(xy: np.ndarray) -> np.ndarray:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    return shapely.transform(shapely.force_2d(geometry), move)

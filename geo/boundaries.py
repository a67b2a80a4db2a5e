"""Countries and first-level regions, and the drawn base map.

Natural Earth with Crimea and Sevastopol in Ukraine; good for orientation and for telling the oblast of a
point, not a survey: a border may be off by a kilometre.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from geo.errors import NotFoundError
from geo.model import LonLat
from geo.paths import data_path

if TYPE_CHECKING:  # a point's oblast is told without geopandas
    from geopandas import GeoDataFrame

SLACK_DEG = 0.08  # a harbour or a bridge may lie off the drawn coast: about 8 km are forgiven
LAYERS = ("land", "lakes", "rivers", "oblasts", "borders")


def admin1() -> GeoDataFrame:
    """First-level regions of Ukraine (27), Russia, Belarus, Moldova and the countries around.

    Returns
    -------
    GeoDataFrame
        EPSG:4326 with the columns ``code`` (ISO 3166-2), ``name``, ``full``, ``country`` (ISO 3166-1
        alpha-2) and ``geometry``. A fresh copy: change it freely.
    """
    import geopandas as gpd

    rows, shapes = _layer("admin1")
    return gpd.GeoDataFrame(list(rows), geometry=list(shapes), crs="EPSG:4326")


def countries() -> GeoDataFrame:
    """Countries of the world (``code``, ``name``, ``geometry``), detailed in and around Ukraine."""
    import geopandas as gpd

    rows, shapes = _layer("countries")
    return gpd.GeoDataFrame(list(rows), geometry=list(shapes), crs="EPSG:4326")


def region(code: str) -> BaseGeometry:
    """Outline of the region with this ISO 3166-2 code."""
    rows, shapes = _layer("admin1")
    for row, geometry in zip(rows, shapes, strict=True):
        if row["code"] == code:
            return geometry
    raise NotFoundError(f"no region has the code {code!r}: give an ISO 3166-2 code such as 'UA-14'")


@cache
def country(code: str) -> BaseGeometry:
    """Outline of a country; for Ukraine with Crimea and Sevastopol."""
    rows, shapes = _layer("countries")
    for row, geometry in zip(rows, shapes, strict=True):
        if row["code"] == code:
            return geometry
    raise NotFoundError(f"no country has the code {code!r}: give two letters of ISO 3166-1 such as 'UA'")


def safe_point(code: str) -> LonLat:
    """Give a point well inside a region, on the side of the region's own government.

    In Kharkiv, Sumy, Donetsk, Zaporizhzhia, Kherson and Mykolaiv oblasts it keeps clear of the held
    area of 2 June 2025 and of the line's error band. Luhansk Oblast was nearly all occupied on that
    day: the point lies in what the approximate line leaves of its western edge, within the line's error.
    Crimea and Sevastopol are occupied whole: there it is simply the point farthest from the edge.
    """
    try:
        return _safe_points()[code]
    except KeyError:
        raise NotFoundError(
            f"no region has the code {code!r}: give an ISO 3166-2 code such as 'UA-14'"
        ) from None


def admin1_at(lonlat: LonLat) -> str | None:
    """ISO 3166-2 code of the region that holds a point, or null at sea and far away."""
    return _code_at("admin1", lonlat)


def country_at(lonlat: LonLat) -> str | None:
    """ISO 3166-1 code of the country that holds a point, or null at sea."""
    return _code_at("countries", lonlat)


@cache
def basemap() -> dict[str, Any]:
    """Small layers for drawing, as GeoJSON collections, and ``labels`` as a list of rows.

    ``land`` (a feature a country; its outline is the coast), ``lakes``, ``rivers``, ``oblasts`` and
    ``borders`` (lines). A label has ``name``, ``lon``, ``lat``, ``kind`` and ``rank``, its least zoom.
    Shared between callers: do not change it.
    """
    layers: dict[str, Any] = {
        name: json.loads(data_path("basemap", f"{name}.geojson").read_bytes()) for name in LAYERS
    }
    with data_path("basemap", "labels.csv").open(encoding="utf-8", newline="") as file:
        layers["labels"] = [
            row | {"lon": float(row["lon"]), "lat": float(row["lat"]), "rank": int(row["rank"])}
            for row in csv.DictReader(file)
        ]
    return layers


def _code_at(name: str, lonlat: LonLat) -> str | None:
    rows, _ = _layer(name)
    point = shapely.Point(lonlat)
    tree = _tree(name)
    found = tree.query(point, predicate="intersects")
    if not len(found):
        found = tree.query_nearest(point, max_distance=SLACK_DEG)
    return str(rows[int(min(found))]["code"]) if len(found) else None


@cache
def _tree(name: str) -> STRtree:
    _, shapes = _layer(name)
    shapely.prepare(shapes)
    return STRtree(shapes)


@cache
def _layer(name: str) -> tuple[tuple[dict[str, str], ...], tuple[BaseGeometry, ...]]:
    collection = json.loads(data_path("boundaries", f"{name}.geojson").read_bytes())
    features = collection["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return tuple(feature["properties"] for feature in features), tuple(shapes)


@cache
def _safe_points() -> dict[str, LonLat]:
    with data_path("boundaries", "safe_points.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: LonLat(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}

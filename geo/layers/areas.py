"""Shapes of the areas on the map: oblasts that are shaded, and the front with its band and held area."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
import shapely.geometry
from shapely import Polygon

from geo.layers.wire import SHAPE_SCALE, flats
from geo.paths import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

    from geo.frontline import Front

DETAIL_DEG = 0.002  # about 150 m: below what the boundaries know


def regions(frame: GeoDataFrame) -> dict[str, Any]:
    """Encode the oblasts in which something is known no finer than the oblast.

    Returns
    -------
    dict
        ``items``, each with ``code`` and ``parts`` (rings); ``scale`` in units a degree. A code without a
        known boundary is left out: its events keep their marks.
    """
    wanted = frame.loc[frame["precision"] == "region", "admin1_code"].dropna().unique()
    items = [{"code": code, "parts": rings(shape)} for code, shape in _outlines(wanted)]
    items.sort(key=lambda item: str(item["code"]))
    return {"items": items, "scale": SHAPE_SCALE}


def front(shown: Front, words: dict[str, str]) -> dict[str, Any]:
    """Encode a front; ``words`` are the ``text`` entries of the style table."""
    return {
        "label": words["front"] if shown.approximate else shown.title,
        "band_label": words["band"],
        "held_label": words["held"],
        "note": shown.note,
        "as_of": shown.as_of.isoformat(),
        "line": paths(shown.line),
        "band": rings(shown.band),
        "held": rings(shown.held),
        "scale": SHAPE_SCALE,
    }


def rings(shape: BaseGeometry) -> list[list[int]]:
    """Every ring of a shape's polygons, outer and inner."""
    found: list[Any] = []
    for polygon in _leaves(shape.simplify(DETAIL_DEG)):
        if isinstance(polygon, Polygon):
            found += [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
    return flats(found)


def paths(shape: BaseGeometry) -> list[list[int]]:
    """Every line of a shape."""
    return flats(shapely.get_coordinates(line) for line in _leaves(shape) if line.geom_type == "LineString")


def _leaves(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    return iter(shapely.get_parts(shape))


def _outlines(codes: Iterable[str]) -> Iterator[tuple[str, BaseGeometry]]:
    """Shapes of the regions that have one; only these are made, which is what keeps a cold start short."""
    wanted = set(codes)
    if not wanted:
        return
    text = data_path("boundaries", "admin1.geojson").read_bytes()
    for feature in json.loads(text)["features"]:
        if feature["properties"]["code"] in wanted:
            yield feature["properties"]["code"], shapely.geometry.shape(feature["geometry"])

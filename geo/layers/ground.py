"""The base map in the order of the style table, as short lists of whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geo import boundaries
from geo.layers.wire import SHAPE_SCALE, flats

_PAINT = ("fill", "stroke", "width", "dash", "from_zoom")


def base(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Encode the base map.

    Parameters
    ----------
    rows : list of dict
        The ``base`` rows of the style table: the source layer, conditions on its properties, and the paint.

    Returns
    -------
    dict
        ``layers`` in drawing order, each with its paint and ``parts``; ``names`` as columns; ``scale`` in
        units a degree.
    """
    sources = boundaries.basemap()
    layers = []
    for row in rows:
        features = sources[row["source"]]["features"]
        parts = [part for feature in features if _fits(feature, row) for part in lines(feature["geometry"])]
        layers.append({**{key: row[key] for key in _PAINT if key in row}, "parts": flats(parts)})
    return {"layers": layers, "names": _names(sources["labels"]), "scale": SHAPE_SCALE}


def lines(geometry: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Every ring or line of a GeoJSON geometry."""
    depth = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}.get(geometry["type"])
    if depth == 0:
        yield geometry["coordinates"]
    elif depth == 1:
        yield from geometry["coordinates"]
    elif depth == 2:
        for polygon in geometry["coordinates"]:
            yield from polygon


def _names(labels: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Names as columns, those that show first at the front."""
    ordered = sorted(labels, key=lambda label: label["rank"])
    names = {key: [label[key] for label in ordered] for key in ("name", "kind", "rank")}
    return names | {axis: [round(label[axis] * SHAPE_SCALE) for label in ordered] for axis in ("lon", "lat")}


def _fits(feature: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    cells = feature["properties"]
    wanted, unwanted = row.get("is", {}), row.get("not", {})
    return all(cells.get(name) in values for name, values in wanted.items()) and not any(
        cells.get(name) in values for name, values in unwanted.items()
    )

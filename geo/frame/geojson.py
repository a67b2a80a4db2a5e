"""Tables as GeoJSON: lon lat, bbox, no crs, the same bytes every time.

Source: RFC 7946, https://www.rfc-editor.org/rfc/rfc7946
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd

from geo.frame.table import columns
from geo.frame.totals import is_whole


def to_geojson(frame: gpd.GeoDataFrame) -> str:
    """Write a validated event table as a FeatureCollection, one feature a line.

    Parameters
    ----------
    frame : GeoDataFrame
        The event table; its rows keep their order.

    Returns
    -------
    str
        Every column of every row, null written as null; ``bbox`` is absent where no row has a point. A table
        in which a filter parted a total from its parts is marked by the member ``"partial": true``.
    """
    cells = {name: [_short(cell) for cell in values] for name, values in columns(frame).items()}
    lon, lat = cells.pop("lon"), cells.pop("lat")
    features = (
        _feature(
            None if x is None else {"type": "Point", "coordinates": [x, y]},
            dict(zip(cells, row, strict=True)),
        )
        for x, y, *row in zip(lon, lat, *cells.values(), strict=True)
    )
    placed = [(x, y) for x, y in zip(lon, lat, strict=True) if x is not None and y is not None]
    return collection(features, _box(placed), partial=not is_whole(cells))


def collection(
    features: Iterable[Mapping[str, Any]], box: list[float] | None, *, partial: bool = False
) -> str:
    """Write features as one FeatureCollection, one feature a line."""
    lines = ",\n".join(map(_dump, features))
    bbox = f'"bbox": {_dump(box)},\n' if box else ""
    mark = '"partial": true,\n' if partial else ""
    return f'{{"type": "FeatureCollection",\n{mark}{bbox}"features": [\n{lines}\n]}}\n'


def _feature(shape: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": properties["event_id"], "geometry": shape, "properties": properties}


def _box(points: list[tuple[float, float]]) -> list[float] | None:
    if not points:
        return None
    lon, lat = zip(*points, strict=True)
    return [min(lon), min(lat), max(lon), max(lat)]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _short(value: Any) -> Any:  # noqa: ANN401 - a cell may be of any kind
    """Write whole numbers without a fraction, in nested cells too."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    return [_short(item) for item in value] if isinstance(value, list) else value

"""Control polygons in GeoJSON: DeepStateMap's own, a plain polygon, named layers, or a status column."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError
from geo.frontline import dates, rules
from geo.frontline.control import Control, settle

AREAS = {"Polygon", "MultiPolygon", "GeometryCollection"}
Features = list[dict[str, Any]]
Collections = list[tuple[Path, Features]]


def parse(path: Path) -> Features:
    """Read the features of a GeoJSON file; a bare geometry or feature counts as a collection of one."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError, RecursionError) as fault:
        raise InputError(
            f"{path.name!r} is no GeoJSON ({fault}): give a GeoJSON, GeoPackage or VIINA table"
        ) from None
    if not isinstance(found, dict):
        raise InputError(f"{path.name!r} holds no GeoJSON object: give a FeatureCollection")
    found = _unwrapped(found)
    _check_crs(found, path)
    kind = found.get("type")
    if kind == "FeatureCollection":
        items = found.get("features")
        return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if kind == "Feature":
        return [found]
    if kind in AREAS:
        return [{"type": "Feature", "properties": {}, "geometry": found}]
    raise InputError(f"{path.name!r} has the type {kind!r}: give a FeatureCollection of polygons")


def _unwrapped(found: dict[str, Any]) -> dict[str, Any]:
    # DeepStateMap's own answer holds the collection as "map", and its time in seconds as "id".
    inside = found.get("map")
    if not isinstance(inside, dict) or found.get("type"):
        return found
    day = dates.from_epoch(found.get("id"))
    marks = [{"type": "Feature", "properties": {"date": day.isoformat()}, "geometry": None}] if day else []
    return inside | {"features": [*marks, *inside.get("features", [])]}


def control(
    collections: Collections,
    date: dt.date | None,
    source: str | None,
    column: str | None,
    mapping: Mapping[str, str] | None,
) -> Control:
    """Classify the polygons of one day's files."""
    everything = [feature for _, features in collections for feature in features]
    names = ", ".join(repr(path.name) for path, _ in collections)
    style = _style(everything, collections, column)
    column = column or _status_column(everything)
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    notes: Counter[str] = Counter()
    for path, features in collections:
        for feature in features:
            if (geometry := _area(feature, path, notes)) is None:
                continue
            found = _class(feature, path, style, column, mapping, notes)
            if found != rules.LEAVE:
                parts[found].append(geometry)
    classes, repairs = settle(parts, names)
    about = rules.table()["source"][style]
    shown, published = _days(collections, date, int(about["lag_days"]))
    if published != shown:
        repairs.append(f"the file of {published} shows the map of {shown}")
    return Control(
        date=shown,
        classes=classes,
        source=source or about["name"],
        credit=about["credit"] if source is None else f"Control of terrain: {source}, the user's own file",
        published=published,
        notes=(*(f"{note} ({n})" if n > 1 else note for note, n in notes.items()), *repairs),
        names=tuple(path.name for path, _ in collections),
    )


def _style(features: Features, collections: Collections, column: str | None) -> str:
    if column:
        return "column"
    if any("geojson." in str(_properties(f).get("name", "")).lower() for f in features):
        return "deepstate"
    if _status_column(features):
        return "column"
    if any(_layer_words(f) and rules.layer_class(_layer_words(f)) for f in features):
        return "layers"
    if len(collections) > 1 or any(
        rules.layer_class(path.stem) and not _plain_name(path) for path, _ in collections
    ):
        return "layers"
    return "plain"


def _plain_name(path: Path) -> bool:
    return rules.layer_class(path.stem) in {None, rules.HELD}


def _class(
    feature: dict[str, Any],
    path: Path,
    style: str,
    column: str | None,
    mapping: Mapping[str, str] | None,
    notes: Counter[str],
) -> str:
    if style == "deepstate":
        return _deepstate(feature, notes)
    if style == "layers":
        return _layer(feature, path, notes)
    if style == "column":
        return _status(feature, column or "status", mapping, path)
    return rules.HELD


def _deepstate(feature: dict[str, Any], notes: Counter[str]) -> str:
    name = str(_properties(feature).get("name", ""))
    key = rules.deepstate_key(name)
    if key is None:
        notes["a polygon without a key was left out"] += 1
        return rules.LEAVE
    if (found := rules.deepstate_class(key)) is None:
        notes[
            f"a polygon of the unknown class {key!r} was left out: add it to control.toml if it counts"
        ] += 1
        return rules.LEAVE
    return found


def _layer(feature: dict[str, Any], path: Path, notes: Counter[str]) -> str:
    found = rules.layer_class(_layer_words(feature)) or rules.layer_class(path.stem)
    if found is None:
        notes[f"a polygon whose layer is not known was left out of {path.name!r}"] += 1
    return found or rules.LEAVE


def _status(feature: dict[str, Any], column: str, mapping: Mapping[str, str] | None, path: Path) -> str:
    properties = _properties(feature)
    if column not in properties:
        raise InputError(
            f"{path.name!r} has no column {column!r} in every feature; it has {sorted(properties)}"
        )
    value = properties[column]
    found = (mapping or {}).get(str(value)) or rules.status_class(value)
    if found is None or found not in {*rules.classes(), rules.LEAVE}:
        known = ", ".join((*rules.classes(), rules.LEAVE))
        raise InputError(
            f"{path.name!r} has the status {value!r}, which is no known class: map it to one of {known}"
        )
    return found


def _status_column(features: Features) -> str | None:
    for name in rules.table()["columns"]["status"]:
        values = [_properties(f)[name] for f in features if name in _properties(f)]
        if values and all(rules.status_class(value) for value in values):
            return str(name)
    return None


def _layer_words(feature: dict[str, Any]) -> str:
    properties = _properties(feature)
    words = (properties.get(name) for name in rules.table()["layers"]["properties"])
    return " ".join(str(word) for word in words if isinstance(word, str))


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _area(feature: dict[str, Any], path: Path, notes: Counter[str]) -> BaseGeometry | None:
    geometry = feature.get("geometry")
    if isinstance(geometry, BaseGeometry):
        return geometry
    if not isinstance(geometry, dict):
        if set(_properties(feature)) == {"date"}:
            return None
        notes["a feature without a shape was left out"] += 1
        return None
    if geometry.get("type") not in AREAS:
        notes["a mark that is no area (arrow, unit, line) was left out"] += 1
        return None
    try:
        found = shape(geometry)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        shapely.errors.ShapelyError,
    ) as fault:
        raise InputError(
            f"{path.name!r} has a polygon that cannot be read ({fault}): mend its coordinates"
        ) from None
    if not shapely.is_empty(found) and not _finite(found):
        raise InputError(f"{path.name!r} has a coordinate that is no number: mend it and try again")
    return found


def _finite(geometry: BaseGeometry) -> bool:
    xy = shapely.get_coordinates(geometry)
    return bool((abs(xy) < 1e9).all())


def _days(collections: Collections, date: dt.date | None, lag: int) -> tuple[dt.date, dt.date]:
    named = next((day for path, _ in collections if (day := dates.in_name(path))), None)
    told = next((day for _, features in collections for f in features if (day := _told(f))), None)
    if date or told:
        shown = date or told
        return dates.needed(shown, collections[0][0]), named or dates.needed(shown, collections[0][0])
    published = dates.needed(named, collections[0][0])
    return published - dt.timedelta(days=lag), published


def _told(feature: dict[str, Any]) -> dt.date | None:
    properties = _properties(feature)
    return next(
        (day for name in rules.table()["columns"]["date"] if (day := dates.parse(properties.get(name)))), None
    )


def _check_crs(found: dict[str, Any], path: Path) -> None:
    crs = found.get("crs")
    if not isinstance(crs, dict):
        return
    name = str((crs.get("properties") or {}).get("name", ""))
    if name and not any(name.upper().endswith(end) for end in ("CRS84", ":4326")):
        raise InputError(f"{path.name!r} is in {name}, not in WGS84: reproject it to EPSG:4326 and try again")

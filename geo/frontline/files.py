"""Files of a front that people take away: GeoJSON of line, areas and changes, after RFC 7946."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.frontline import plane, rules
from geo.frontline.change import Change
from geo.frontline.control import Control
from geo.frontline.embedded import Front

DECIMALS = 6


def line(front: Front) -> str:
    """Line of contact as GeoJSON."""
    facts = _facts(front.as_of.isoformat(), front.source, front.credit, front.approximate)
    about = facts | {"kind": "line of contact", "length_km": round(plane.length_km(front.line), 1)}
    return collection([(about, front.line)])


def control(day: Control) -> str:
    """Areas of control as GeoJSON, a feature a class."""
    facts = _facts(day.date.isoformat(), day.source, day.credit, day.approximate)
    return collection(
        [
            (
                facts
                | {"class": name, "label": rules.label(name), "area_km2": round(plane.area_km2(shape), 2)},
                shape,
            )
            for name, shape in day.classes.items()
        ]
    )


def change(moved: Change, source: str, credit: str) -> str:
    """Ground gained, lost and turned from grey to held as GeoJSON."""
    span = {"from": moved.start.isoformat(), "to": moved.end.isoformat(), "source": source, "credit": credit}
    parts = {"gained": moved.gained, "lost": moved.lost, "grey to held": moved.grey_to_held}
    return collection(
        [
            (span | {"kind": name, "area_km2": round(plane.area_km2(shape), 2)}, shape)
            for name, shape in parts.items()
            if not shape.is_empty
        ]
    )


def whole(front: Front, day: Control, moved: Change | None = None) -> str:
    """Line, areas and, where there is one, the change in one GeoJSON."""
    texts = [line(front), control(day), *([change(moved, day.source, day.credit)] if moved else [])]
    found = [json.loads(text) for text in texts]
    boxes = [one["bbox"] for one in found if "bbox" in one]
    bbox = [f(column) for f, column in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)]
    features = [feature for one in found for feature in one["features"]]
    whole_ = {"type": "FeatureCollection", "bbox": bbox, "features": features}
    return json.dumps(whole_, ensure_ascii=False, separators=(",", ":")) + "\n"


def collection(rows: list[tuple[Mapping[str, Any], BaseGeometry]]) -> str:
    """Write a FeatureCollection: right-hand rings, 6 decimals, a bbox, the same bytes every time."""
    features = [
        {
            "type": "Feature",
            "properties": dict(properties),
            "geometry": json.loads(shapely.to_geojson(_fine(shape))),
        }
        for properties, shape in rows
    ]
    shapes = [shape for _, shape in rows if not shape.is_empty]
    found: dict[str, Any] = {"type": "FeatureCollection"}
    if shapes:
        found["bbox"] = [round(float(value), DECIMALS) for value in shapely.total_bounds(shapes)]
    return json.dumps(found | {"features": features}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _fine(shape: BaseGeometry) -> BaseGeometry:
    snapped = shapely.set_precision(shape, 10**-DECIMALS, mode="pointwise")
    whole = snapped if snapped.is_valid else shapely.make_valid(snapped)
    return shapely.orient_polygons(whole.normalize())


def _facts(day: str, source: str, credit: str, approximate: bool) -> dict[str, Any]:
    return {"date": day, "source": source, "credit": credit, "approximate": approximate}

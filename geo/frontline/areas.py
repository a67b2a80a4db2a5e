"""Areas of control in all, by class and by oblast; they add up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.frontline import plane, rules
from geo.frontline.control import Control
from geo.paths import data_path


@dataclass(frozen=True, slots=True)
class Areas:
    """Square kilometres on one day; ``by_oblast`` is oblast code to class to km2."""

    by_class: Mapping[str, float]
    by_oblast: Mapping[str, Mapping[str, float]]

    @property
    def held_km2(self) -> float:
        """Held by Russia."""
        return self.by_class.get(rules.HELD, 0.0)

    @property
    def grey_km2(self) -> float:
        """Contested or unknown."""
        return self.by_class.get(rules.GREY, 0.0)

    @property
    def share(self) -> float:
        """Held share (0 to 1) of Ukraine's area before the war, Crimea included: 603,550 km2."""
        return self.held_km2 / plane.PRE_WAR_KM2


def measure(control: Control, by_oblast: bool = True) -> Areas:
    """Measure every class in EPSG:6933, in all and by oblast."""
    by_class = {name: plane.area_km2(shape) for name, shape in control.classes.items()}
    table: dict[str, dict[str, float]] = {}
    if by_oblast:
        for name, shape in control.classes.items():
            for code, area in by_region(shape).items():
                table.setdefault(code, {})[name] = area
    return Areas(by_class, dict(sorted(table.items())))


def by_region(shape: BaseGeometry) -> dict[str, float]:
    """Part an area among the oblasts; the parts add up to the whole.

    What a source draws beyond our outline of Ukraine (never exactly the source's own) goes to the
    nearest oblast.
    """
    out: dict[str, float] = {}
    if shape.is_empty:
        return out
    for code, zone in _zones().items():
        if not zone.intersects(shape):
            continue
        if zone.contains(shape):
            return {code: plane.area_km2(shape)}
        if (area := plane.area_km2(zone.intersection(shape))) > 0:
            out[code] = area
    return out


def region_name(code: str) -> str:
    """Short name of an oblast."""
    return _names().get(code, code)


@cache
def _zones() -> dict[str, BaseGeometry]:
    # Each oblast with the ground beyond the border that is nearest to it.
    zones: dict[str, BaseGeometry] = {}
    for feature in json.loads(data_path("boundaries", "oblast_zones.geojson").read_bytes())["features"]:
        zone = shapely.from_geojson(json.dumps(feature["geometry"]))
        shapely.prepare(zone)
        zones[feature["properties"]["code"]] = zone
    return zones


@cache
def _names() -> dict[str, str]:
    regions = json.loads(data_path("boundaries", "admin1.geojson").read_bytes())["features"]
    return {row["properties"]["code"]: row["properties"]["name"] for row in regions}


def outline(code: str) -> BaseGeometry:
    """Oblast with the ground beyond the border that counts to it, for claims about one oblast."""
    return _zones().get(code) or boundaries.region(code)

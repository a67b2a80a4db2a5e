"""Control files made for the tests: the schema and the quirks of the real ones, with areas known beforehand.

A box between two meridians and two parallels has a closed formula for its area on the ellipsoid, so that
nothing of the code under test is used to know the answer.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from pathlib import Path

Box = tuple[float, float, float, float]
A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)
NBSP = "\u00a0"
NAMES = {
    "status.occupied": f"Окуповано{NBSP}/// Occupied{NBSP}/// geoJSON.status.occupied\n",
    "status.unknown": f"Статус невідомий /// Unknown status{NBSP}/// geoJSON.status.unknown",
    "status.dismissed": "Звільнено /// Liberated /// geoJSON.status.dismissed",
    "status.dismissed_at": f"Звільнено 25.03 /// Liberated 25.03{NBSP}/// geoJSON.status.dismissed_at",
    "territories.ordlo": f"ОРДЛО /// CADR and CALR{NBSP}/// geoJSON.territories.ordlo",
    "territories.crimea": f"Окупований Крим /// Occupied Crimea{NBSP}/// geoJSON.territories.crimea",
    "territories.tuzla": "Острів Тузла /// Tuzla Island /// geoJSON.territories.tuzla",
    "territories.transnistria": "Придністров'я/// Transnistria /// geoJSON.territories.transnistria",
    "territories.kurils": f"Курили /// Kuril Islands{NBSP}/// geoJSON.territories.kurils",
}

WEST: Box = (37.0, 47.6, 38.0, 48.4)
EAST: Box = (38.00002, 47.6, 38.6, 48.4)  # a hairline gap of about 1.5 m beside WEST
ORDLO: Box = (38.6, 47.6, 39.0, 48.4)
CRIMEA: Box = (33.9, 45.0, 35.0, 45.9)
TUZLA: Box = (36.53, 45.26, 36.56, 45.28)
EIGHT: tuple[Box, Box] = ((36.0, 47.0, 36.2, 47.1), (36.2, 47.1, 36.4, 47.2))  # one ring that touches itself
POCKET: Box = (37.4, 47.9, 37.6, 48.0)
GREY: Box = (36.9, 47.6, 37.0, 48.4)
FREED: Box = (35.0, 49.0, 35.5, 49.4)
GAINED: Box = (36.95, 47.6, 37.0, 48.4)  # the eastern half of GREY
LOST: Box = (38.5, 48.3, 38.6, 48.4)
DAYS = (dt.date(2025, 5, 31), dt.date(2025, 6, 1), dt.date(2025, 6, 2))


def box_km2(box: Box) -> float:
    """Area between two meridians and two parallels on WGS84 (Snyder, Map Projections, 1987, equation 3-12)."""
    west, south, east, north = box
    return math.radians(east - west) * A * A / 2 * (_q(north) - _q(south)) / 1e6


def _q(lat: float) -> float:
    e, s = math.sqrt(E2), math.sin(math.radians(lat))
    return (1 - E2) * (s / (1 - E2 * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))


HELD_KM2 = (
    box_km2(WEST) - box_km2(POCKET) + box_km2(EAST) + box_km2(ORDLO) + box_km2(CRIMEA) + box_km2(TUZLA)
    + sum(map(box_km2, EIGHT))
)  # fmt: skip
HELD_BY_DAY = (
    HELD_KM2,
    HELD_KM2 + box_km2(GAINED) - box_km2(LOST),
    HELD_KM2 + box_km2(GAINED) - box_km2(LOST) + box_km2(POCKET),
)


def ring(box: Box, step: float = 0.02, height: float | None = None) -> list[list[float]]:
    """Draw the closed ring of a box with a vertex every ``step`` degrees, so that it follows its parallels."""
    west, south, east, north = box
    xs = [west + (east - west) * i / _parts(east - west, step) for i in range(_parts(east - west, step) + 1)]
    ys = [
        south + (north - south) * i / _parts(north - south, step)
        for i in range(_parts(north - south, step) + 1)
    ]
    path = [[x, south] for x in xs] + [[east, y] for y in ys[1:]]
    path += [[x, north] for x in reversed(xs[:-1])] + [[west, y] for y in reversed(ys[:-1])]
    return [[*point, height] for point in path] if height is not None else path


def eight() -> list[list[float]]:
    """One ring around two boxes that touch in a corner: invalid, its area is the sum of both."""
    (w, s, m, n), (_, _, e, top) = EIGHT
    return [[w, s], [m, s], [m, n], [e, n], [e, top], [m, top], [m, n], [w, n], [w, s]]


def polygon(key: str, rings: list[list[list[float]]]) -> dict:
    """Make a DeepStateMap polygon: its key hides at the end of a name in two languages."""
    properties = {"name": NAMES[key], "fill": "#a52714", "fill-opacity": 0.3, "stroke": "#a52714"}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def arrow(lon: float, lat: float) -> dict:
    """Make an attack arrow, which is a point."""
    properties = {"name": "Напрямок удару /// Direction of attack /// geoJSON.status.attack_direction"}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat, 0]},
    }


def deepstate(day: int = 0) -> dict:
    """One of three days: a strip gained out of the grey and a corner lost, then a pocket closed."""
    west = (GAINED[0], *WEST[1:]) if day else WEST
    holes = [] if day == 2 else [ring(POCKET, height=0)[::-1]]
    grey = (GREY[0], GREY[1], GAINED[0], GREY[3]) if day else GREY
    east = [
        [ring((EAST[0], EAST[1], EAST[2], LOST[1]), height=0)],
        [ring((EAST[0], LOST[1], LOST[0], EAST[3]), height=0)],
    ]
    features = [
        polygon("status.occupied", [ring(west, height=0), *holes]),
        *(
            [polygon("status.occupied", rings) for rings in east]
            if day
            else [polygon("status.occupied", [ring(EAST, height=0)])]
        ),
        *([polygon("status.dismissed_at", [ring(LOST, height=0)])] if day else []),
        polygon("status.occupied", [eight()]),
        polygon("territories.ordlo", [ring(ORDLO, height=12.5)]),
        polygon("territories.crimea", [ring(CRIMEA)]),
        polygon("territories.tuzla", [ring(TUZLA)]),
        polygon("territories.transnistria", [ring((28.9, 46.9, 29.6, 47.8))]),
        polygon("territories.kurils", [ring((145.0, 43.3, 147.0, 44.0))]),
        polygon("status.unknown", [ring(grey, height=0)]),
        polygon("status.dismissed", [ring(FREED)]),
        arrow(37.2, 48.2),
    ]
    return {"type": "FeatureCollection", "features": features}


def write_deepstate(folder: Path, day: int = 0) -> Path:
    """Write one of the days as the raw map of its date."""
    return write(folder / f"deepstate_{DAYS[day]:%Y%m%d}.geojson", deepstate(day))


def write_plain(folder: Path, day: int = 0) -> Path:
    """Write a day as one nameless MultiPolygon whose file is dated a day later."""
    parts = [
        f
        for f in deepstate(day)["features"]
        if "occupied" in f["properties"]["name"]
        or "ordlo" in f["properties"]["name"]
        or "crimea" in f["properties"]["name"]
        or "tuzla" in f["properties"]["name"]
    ]
    coordinates = [f["geometry"]["coordinates"] for f in parts]
    shape = {"type": "MultiPolygon", "coordinates": coordinates}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    name = f"deepstatemap_data_{DAYS[day] + dt.timedelta(days=1):%Y%m%d}.geojson"
    return write(folder / name, {"type": "FeatureCollection", "features": [feature]})


def write_layers(folder: Path, day: str = "02JUN2025") -> list[Path]:
    """Write control, advances and claims as separate files without properties that tell them apart."""
    boxes = {
        f"UkraineControlMapAO{day}": [WEST, EAST, ORDLO],
        f"AssessedRussianAdvancesInUkraine_{day}": [GREY],
        f"ClaimedRussianTerritoryinUkraine_{day}": [(36.8, 47.6, 36.95, 48.4)],
        f"ClaimedUkrainianCounteroffensives_{day}": [(37.1, 48.0, 37.2, 48.1)],
    }
    out = []
    for name, found in boxes.items():
        features = [
            {
                "type": "Feature",
                "properties": {"OBJECTID": i},
                "geometry": {"type": "Polygon", "coordinates": [ring(box)]},
            }
            for i, box in enumerate(found)
        ]
        out.append(write(folder / f"{name}.geojson", {"type": "FeatureCollection", "features": features}))
    return out


def write(path: Path, value: dict) -> Path:
    """Write JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def _parts(length: float, step: float) -> int:
    return max(1, round(length / step))

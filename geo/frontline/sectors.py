"""Sectors of the front ("directions"), as the daily reports of Ukraine's General Staff name them.

A sector is a centre on the line, its rough radius and the time in which the name was used; a stretch of
line or an event belongs to the nearest centre within twice its radius.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import shapely
from shapely import MultiLineString

from geo.frontline import line as lines
from geo.frontline import plane
from geo.paths import data_path

NONE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Sector:
    """A named stretch of the front."""

    name: str
    name_uk: str
    lon: float
    lat: float
    radius_km: float
    since: dt.date
    until: dt.date | None


@cache
def sectors(day: dt.date, path: Path | None = None) -> tuple[Sector, ...]:
    """Sectors in use on a day, from ``data/front/sectors.csv`` or a table like it."""
    with (path or data_path("front", "sectors.csv")).open(encoding="utf-8", newline="") as file:
        found = [_sector(row) for row in csv.DictReader(file)]
    return tuple(s for s in found if s.since <= day and (s.until is None or day <= s.until))


def nearest(xy: np.ndarray, day: dt.date) -> list[str]:
    """Sector of each position in metres (EPSG:3035), shape (n, 2)."""
    known = sectors(day)
    centres = shapely.get_coordinates(plane.to_metres(shapely.MultiPoint([(s.lon, s.lat) for s in known])))
    reach = np.array([s.radius_km * 2000 for s in known])
    away = np.hypot(xy[:, None, 0] - centres[:, 0], xy[:, None, 1] - centres[:, 1])
    away = np.where(away <= reach, away, np.inf)
    best = away.argmin(axis=1)
    return [known[i].name if np.isfinite(row[i]) else NONE for i, row in zip(best, away, strict=True)]


def lengths(line: MultiLineString, day: dt.date) -> dict[str, float]:
    """Length of the line by sector, km; the sum is the line's length."""
    if line.is_empty:
        return {}
    middles, metres = lines.pieces(plane.lines(plane.to_metres(line)))
    scale = plane.length_km(line) / (metres.sum() / 1000)
    names = np.array(nearest(middles, day))
    return {str(name): float(metres[names == name].sum() / 1000 * scale) for name in np.unique(names)}


def _sector(row: dict[str, str]) -> Sector:
    until = dt.date.fromisoformat(row["until"]) if row["until"] else None
    place = (float(row["lon"]), float(row["lat"]), float(row["radius_km"]))
    return Sector(row["name"], row["name_uk"], *place, dt.date.fromisoformat(row["since"]), until)

"""First-level regions (oblasts, republics): names, a safe point inside each, and how far they reach."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

REGIONS = "admin1.csv"


class Region(NamedTuple):
    """An area: ``lon``, ``lat`` is a point that lies safely inside it, ``radius_km`` reaches its far edge."""

    code: str
    name: str
    country: str
    aliases: tuple[str, ...]
    lon: float
    lat: float
    radius_km: float


def read(folder: Path) -> dict[str, Region]:
    """Read the regions of ``admin1.csv`` by their ISO 3166-2 code; none if the folder has no such file."""
    path = folder / REGIONS
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _region(row) for row in csv.DictReader(file)}


def _region(row: dict[str, str]) -> Region:
    aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
    point = float(row["lon"]), float(row["lat"]), float(row["radius_km"])
    return Region(row["code"], row["name"], row["country"], aliases, *point)

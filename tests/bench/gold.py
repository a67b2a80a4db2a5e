"""Gold place names of annotated reports, in the order of their texts.

``gold_places.csv``: ``scored`` rows are settlements of an event, each once a text, with the position that an
annotator gave and how far off it may be; the other rows are the names around them, without positions.
"""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer.sphere import distance_km

PATH = Path(__file__).with_name("gold_places.csv")


class Gold(NamedTuple):
    """One name of a text."""

    doc: str
    name: str
    scored: bool
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    tolerance_km: float

    def accepts(self, found) -> bool:
        """Tell whether a position (lon, lat) is near enough."""
        return found is not None and distance_km(self.lon, self.lat, *found) <= self.tolerance_km


def texts() -> list[list[Gold]]:
    """Read the names, text by text."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = [_gold(row) for row in csv.DictReader(file)]
    return [list(group) for _, group in groupby(rows, key=lambda row: row.doc)]


def _gold(row: dict[str, str]) -> Gold:
    numbers = (float(row[name] or "nan") for name in ("lat", "lon", "tolerance_km"))
    return Gold(
        row["doc"], row["name"], row["scored"] == "y", row["country"] or None, row["admin1"] or None, *numbers
    )

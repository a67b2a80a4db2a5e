"""The places that a day's report names without an event there.

Governments ("Moscow said") are no places; countries and regions that are only talked about are no points; a
name that an event bears means that event's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.extract.find import find_places
from geo.text import fold

if TYPE_CHECKING:
    from geo.layers.named import Named
    from geo.model import Day

POINTS = frozenset({"city", "village", "facility"})


def named_in(day: Day) -> Iterator[Named]:
    """Name, longitude and latitude of every mention of a place that is a point and no event's place."""
    if day.report is None:
        return
    taken = " | ".join(_names(day))
    for found in find_places(day.report.text):
        if found.lon is None or found.lat is None or found.level not in POINTS:
            continue
        if f" {fold(found.name)} " not in taken:
            yield found.name, found.lon, found.lat


def _names(day: Day) -> Iterator[str]:
    for name in ("place_text", "place_name"):
        yield from (f" {fold(cell)} " for cell in day.events[name].dropna().unique())

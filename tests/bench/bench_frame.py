"""How fast the event table is built, validated, written and read: ``python tests/bench/bench_frame.py [rows]``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from geo import frame, summary
from geo.model import Claim, Event, Precision, Source

_T = TypeVar("_T")
QUOTE = "The governor said that three people had been killed and that two more were in hospital."


def event(number: int) -> Event:
    """Make an event as full as an extracted one, no two alike."""
    start = number * 100
    return Event(
        event_id=f"{number:012x}",
        record_type="incident",
        category=("missile_strike", "drone_strike", "shelling", "air_strike")[number % 4],
        attacker=("Russia", "Ukraine")[number % 2],
        status=("claimed", "confirmed", "reported")[number % 3],
        precision=Precision.SETTLEMENT,
        lon=round(22.5 + number % 1000 * 0.015, 6),
        lat=round(46.0 + number // 1000 % 100 * 0.04, 6),
        place_text="Ternuvate",
        place_name="Ternuvate",
        place_id=f"geonames:{number}",
        radius_km=3.0,
        date_start="2025-06-02",
        date_precision="day",
        killed_min=number % 5 or None,
        attributed_to="the governor",
        claims=(
            Claim("the governor", "Ukraine", "killed", 3, quote=QUOTE, start=start, end=start + len(QUOTE)),
        ),
        start=start,
        end=start + len(QUOTE),
        quote=QUOTE,
        sources=(Source("Gazette", "https://example.org/live", "2025-06-02"),),
        summary="Three people were killed by shelling in a village.",
    )


def timed(name: str, rows: int, work: Callable[[], _T]) -> _T:
    """Run once, print the seconds, and give the result."""
    begun = time.perf_counter()
    result = work()
    print(f"frame  {name:<12} {rows:>7,} rows {time.perf_counter() - begun:7.2f} s")
    return result


def main(rows: int = 100_000) -> None:
    """Print the seconds of each step."""
    events = [event(number) for number in range(rows)]
    table = timed("from_events", rows, lambda: frame.from_events(events))
    table = timed("validate", rows, lambda: frame.validate(table))
    text = timed("to_geojson", rows, lambda: frame.to_geojson(table))
    timed("read_geojson", rows, lambda: frame.read_geojson(text))
    timed("to_csv", rows, lambda: frame.to_csv(table))
    timed("to_events", rows, lambda: frame.to_events(table))
    timed("summarise", rows, lambda: summary.summarise(table))
    print(f"frame  GeoJSON      {rows:>7,} rows {len(text.encode()) / 1e6:7.1f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

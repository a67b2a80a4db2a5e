"""The sample day: turns the hand-made table sample_day.toml into events.geojson and rejects.json.

The table holds exact words of the report; here they become offsets. Words that the report does not hold
exactly once, with no occurrence named, stop the build: the table never points at words that moved.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from geo import frame
from geo.boundaries import safe_point
from geo.errors import InputError, NotFoundError
from geo.flags import BY_HAND
from geo.gazetteer import Gazetteer, PlaceRow
from geo.model import Claim, Event, LonLat, Precision, Reject, Report, Source
from geo.paths import data_path
from geo.read import read

TABLE = Path(__file__).with_suffix(".toml")
FOLDER = data_path("days", "2025-06-02")
Row: TypeAlias = Mapping[str, Any]

COPIED = (
    *("category", "attacker", "status", "attributed_to", "background", "summary", "quote", "place_text"),
    *("time_text", "date_start", "weapon", "munitions", "intercepted", "target", "civilian_targeting"),
)
CLAIMED = ("who", "side", "what", "value", "unit", "qualifier", "quote")


def main() -> None:
    """Write the day's events and rejects beside its report."""
    for name, content in files().items():
        (FOLDER / name).write_text(content, encoding="utf-8", newline="\n")
        print(f"days/{FOLDER.name}/{name}: {len(content) / 1e3:.0f} kB")


def files() -> dict[str, str]:
    """Make the files of the day that stand beside its report, by name."""
    table, report = load()
    rows = frame.validate(frame.from_events(events(table, report.text)), report)
    refused = [asdict(row) for row in rejects(table, report.text)]
    return {
        "events.geojson": frame.to_geojson(rows),
        "rejects.json": json.dumps(refused, ensure_ascii=False, indent=1) + "\n",
    }


def load() -> tuple[Row, Report]:
    """Read the hand-made table and the day's report."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8")), read(FOLDER / "report.md")


def events(table: Row, text: str) -> list[Event]:
    """Make the events of the table, in its order; parts point to the id of their total."""
    places = settle(table["place"], Gazetteer.open())
    ids = {row["key"]: event_id(row, places[row["place"]], text) for row in table["event"]}
    return [event(row, places[row["place"]], ids, table, text) for row in table["event"]]


def event(row: Row, place: Row, ids: Mapping[str, str], table: Row, text: str) -> Event:
    """Make one event of its row, its place and the words of the report."""
    start, end = find(row, text)
    others = (table["other_reporting"][name] for name in row.get("sources", ()))
    copied = {key: row[key] for key in COPIED if key in row}
    return Event(
        **{**copied, **place, **_bounds("killed", row), **_bounds("injured", row)},
        event_id=ids[row["key"]],
        record_type=row.get("record_type", "incident"),
        parent_id=ids[row["parent"]] if "parent" in row else None,
        residual=dict(row.get("residual", {})),
        date_end=row.get("date_end", row["date_start"]),
        date_precision=row.get("date_precision", "day"),
        claims=tuple(_claim(told, text) for told in row.get("claims", ())),
        start=start,
        end=end,
        sources=tuple(Source(**source) for source in (table["source"], *others)),
        review=(BY_HAND, *row.get("review", ())),
    )


def event_id(row: Row, place: Row, text: str) -> str:
    """Hash what makes an event itself: the first 12 hex digits of the SHA-256 of its content."""
    content = (row["category"], row["date_start"], place["place_id"], str(find(row, text)[0]), row["quote"])
    return hashlib.sha256("\n".join(content).encode()).hexdigest()[:12]


def settle(rows: Mapping[str, Row], gazetteer: Gazetteer) -> dict[str, dict[str, Any]]:
    """Give every place of the table its name, point, precision and region; the table's own words win.

    Raises
    ------
    NotFoundError
        If a place tells no point of its own and the gazetteer does not have its id.
    """
    wanted = {row["place_id"] for row in rows.values()}
    known = {row.place_id: _listed(row) for row in gazetteer.rows() if row.place_id in wanted}
    return {key: _place(row, known.get(row["place_id"]), gazetteer) for key, row in rows.items()}


def rejects(table: Row, text: str) -> list[Reject]:
    """Make the rejects, in the order of their words in the report."""
    made = (Reject(*find(row, text), row["quote"], row["reason"], row["stage"]) for row in table["reject"])
    return sorted(made, key=lambda reject: (reject.start, reject.end))


def find(row: Row, text: str) -> tuple[int, int]:
    """Find the words of a row in the report.

    Raises
    ------
    InputError
        If they are not there, or there more than once and ``nth`` does not say which is meant.
    """
    quote, nth = row["quote"], row.get("nth", 1)
    starts = list(_occurrences(quote, text))
    if nth > len(starts) or (len(starts) > 1 and "nth" not in row):
        raise InputError(f"{quote!r} stands {len(starts)} times in the report; mend the quote or set nth")
    return starts[nth - 1], starts[nth - 1] + len(quote)


def _occurrences(words: str, text: str) -> Iterable[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _claim(told: Row, text: str) -> Claim:
    start, end = find(told, text)
    cells = {key: told.get(key) for key in CLAIMED}
    return Claim(**cells, start=start, end=end)  # type: ignore[arg-type] # the table's cells are checked at the door


def _bounds(name: str, row: Row) -> dict[str, int | None]:
    """Turn ``[3, 3]`` or, for "at least 6", ``[6]`` into a minimum and a maximum."""
    low, high = (*row.get(name, ()), None, None)[:2]
    return {f"{name}_min": low, f"{name}_max": high}


def _listed(row: PlaceRow) -> dict[str, Any]:
    cells = {"place_name": row.name, "country": row.country, "admin1_code": row.admin1_code or None}
    oblast = row.precision == Precision.REGION and row.admin1_code
    lon, lat = safe_point(row.admin1_code) if oblast else (row.lon, row.lat)
    return {**cells, "precision": row.precision, "lon": lon, "lat": lat, "radius_km": row.error_km}


def _place(row: Row, listed: Row | None, gazetteer: Gazetteer) -> dict[str, Any]:
    if listed is None and "place_name" not in row:
        raise NotFoundError(
            f"the gazetteer has no place {row['place_id']!r}; give its name and point in the table"
        )
    place = {**(listed or {}), **row}
    region = gazetteer.regions.get(place.get("admin1_code") or "")
    line = tuple(LonLat(*position) for position in place.get("line", ()))
    named = {"admin1": region.name if region else None, **place, "precision": Precision(place["precision"])}
    return {**named, "line": line}


if __name__ == "__main__":
    main()

"""Places near the line of contact, hand-sourced with an error estimate a row (``frontline_places.csv``)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

from data.build import spell
from data.build.fetch import BUILD
from data.build.own import all_bynames
from data.build.regions import regions
from geo.gazetteer import PlaceRow
from geo.text import fold, romanise

_KINDS = {"settlement": "town", "island": "natural", "forest": "natural", "dam": "plant", "district": "adm2"}
_KINDS_BY_WORD = {
    "air base": "airfield",
    "airport": "airfield",
    "bridge": "bridge",
    "port": "port",
    "terminal": "port",
    "power plant": "plant",
    "hydroelectric": "plant",
    "refinery": "plant",
    "training ground": "ground",
}
_PRECISION = {"facility": "exact", "bridge": "exact", "direction": "district", "dam": "exact"}


@cache
def rows() -> tuple[PlaceRow, ...]:
    """Read every row."""
    with (BUILD / "frontline_places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_rows(csv.DictReader(file)))


def settlements() -> Iterator[PlaceRow]:
    """Yield the villages and towns."""
    return (row for row in rows() if row.kind in {"town", "village"})


def facilities() -> Iterator[PlaceRow]:
    """Yield all other rows: sites, bridges, islands, directions."""
    return (row for row in rows() if row.kind not in {"town", "village"})


def _rows(table: csv.DictReader[str]) -> Iterator[PlaceRow]:
    codes = {(region.code[:2], region.short): region.code for region in regions()}
    seen: dict[str, int] = {}
    for row in table:
        key = f"own:{row['country'].lower()}-{fold(row['admin1'])}-{fold(row['name'])}".replace(" ", "-")
        seen[key] = seen.get(key, 0) + 1
        place_id = key if seen[key] == 1 else f"{key}-{seen[key]}"
        yield _row(row, place_id, codes[row["country"], row["admin1"]])


def _row(row: dict[str, str], place_id: str, admin1: str) -> PlaceRow:
    kind = next((kind for word, kind in _KINDS_BY_WORD.items() if word in row["name"].lower()), "facility")
    kind = kind if row["kind"] == "facility" else _KINDS.get(row["kind"], row["kind"])
    error = float(row["error_km"])
    precision = _PRECISION.get(row["kind"], "settlement")
    return PlaceRow(
        place_id=place_id,
        name=row["name"],
        kind=kind,
        country=row["country"],
        admin1_code=admin1,
        admin2=row["raion"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=0,
        error_km=error,
        precision="district" if error > 10 else precision,
        source="frontline",
        names=spell.distinct(row["name"], _names(row) + all_bynames(row["name"], _names(row), kind)),
    )


def _names(row: dict[str, str]) -> spell.Names:
    names = [(row["name_uk"], "u"), (romanise(row["name_uk"]), "t"), (spell.press(row["name_uk"]), "t")]
    names += spell.of_russian(row["name_ru"])
    names += [(name, "a") for name in row["other_names"].split("|")]
    return tuple((name, kind) for name, kind in names if name)

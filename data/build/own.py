"""Places that no package has: seas, regions, facilities, directions, city districts, set by hand.

``own_places.csv`` names a public reference for every row; the point is from general knowledge, or, where it
is blank, that of the town in ``near``. ``error_km`` says how far it may be off.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from data.build import spell
from data.build.fetch import BUILD
from geo.gazetteer import PlaceRow
from geo.text import fold, is_cyrillic

_EXACT = frozenset({"facility", "airfield", "port", "plant", "bridge", "ground"})
_AREAS = frozenset({"region", "sea"})
Towns = dict[tuple[str, str], PlaceRow]


def rows(settled: Iterable[PlaceRow]) -> Iterator[PlaceRow]:
    """Yield every place of the two tables; ``settled`` gives the points of the towns in ``near``."""
    towns: Towns = {}
    for place in sorted(settled, key=lambda place: (place.population, place.place_id)):
        for name in (place.name, *(name for name, kind in place.names if kind != "f")):
            towns[place.admin1_code, fold(name)] = place
    with (BUILD / "own_places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield _row(row, towns)
    with (BUILD / "city_districts.csv").open(encoding="utf-8", newline="") as file:
        yield from (_district(row) for row in csv.DictReader(file))


def _row(row: dict[str, str], towns: Towns) -> PlaceRow:
    kind, error = row["kind"], float(row["error_km"])
    if row["lat"]:
        lon, lat = float(row["lon"]), float(row["lat"])
    else:
        town = towns[row["admin1"], fold(row["near"])]
        lon, lat = town.lon, town.lat
    names = tuple((name, _type(name)) for name in row["other_names"].split("|") if name)
    home = row["admin1"] or row["country"] or "world"
    return PlaceRow(
        place_id=f"own:{home.lower()}:{fold(row['name']).replace(' ', '-')}",
        name=row["name"],
        kind=kind,
        country=row["country"],
        admin1_code=row["admin1"],
        admin2="",
        lon=lon,
        lat=lat,
        population=0,
        error_km=error,
        precision=_precision(kind, error),
        source="own",
        names=spell.distinct(row["name"], names + all_bynames(row["name"], names, kind)),
    )


def _precision(kind: str, error_km: float) -> str:
    if kind in _AREAS or error_km > 60:
        return "region"
    if kind == "direction" or error_km > 10:
        return "district"
    return "exact" if kind in _EXACT and error_km <= 5 else "settlement"


def _type(name: str) -> str:
    return spell.language(name, "") if is_cyrillic(name) else "a"


def all_bynames(name: str, names: spell.Names, kind: str) -> spell.Names:
    """Add the bynames of a name and of its other names in Latin letters."""
    latin = [name, *(other for other, _ in names if not is_cyrillic(other))]
    return tuple(pair for one in latin for pair in bynames(one, kind))


def bynames(name: str, kind: str) -> spell.Names:
    """Add what else reports call such a place: sector, front, axis; airfield, airbase; refinery, NPP."""
    if kind == "direction" and (stem := name.removesuffix(" direction")) != name:
        words = ["directions", "sector", "front", "axis"]
        words += [""] if stem.endswith("skyi") or stem.startswith(("North ", "South ")) else []
        return tuple((f"{stem} {word}".strip(), "a") for word in words)
    stem = re.sub(r" air ?base$", "", name, flags=re.IGNORECASE)
    found = [(stem, "s")] if stem != name else []
    for old, new in _SWAPS:
        changed = re.sub(f"{old}$", new, name, flags=re.IGNORECASE)
        if changed != name:
            found.append((changed, "a"))
    return tuple(found)


_SWAPS = (
    ("air base", "airbase"),
    ("air base", "airfield"),
    ("air base", "air field"),
    ("air base", "aerodrome"),
    ("air base", "bomber base"),
    ("air base", "military airfield"),
    ("NPP", "nuclear plant"),
    ("NPP", "nuclear power plant"),
    ("TPP", "thermal power plant"),
    ("airport", "airfield"),
    ("oil refinery", "refinery"),
    ("oil depot", "fuel depot"),
    ("oil depot", "depot"),
    ("nuclear power plant", "NPP"),
    ("nuclear power plant", "nuclear plant"),
    ("nuclear power plant", "nuclear power station"),
    ("thermal power plant", "TPP"),
    ("thermal power plant", "power plant"),
    ("port", "sea port"),
    ("port", "seaport"),
)


def _district(row: dict[str, str]) -> PlaceRow:
    name, city = row["name"], row["city"]
    stem = name.removesuffix("skyi").removesuffix("nyi")
    names = [(f"{name} district of {city}", "a"), (f"{city}'s {name} district", "a"), (name, "s")]
    return PlaceRow(
        place_id=f"own:{row['admin1'].lower()}:{fold(city)}-{fold(name).replace(' ', '-')}",
        name=f"{name} district",
        kind="locality",
        country="UA",
        admin1_code=row["admin1"],
        admin2=city,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=0,
        error_km=float(row["error_km"]),
        precision="settlement",
        source="own",
        names=spell.distinct(f"{name} district", (*names, (f"{stem} district", "a"))),
    )

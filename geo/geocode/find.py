"""All places that a name may mean, gathered from the surest way of finding to the last resort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from geo.gazetteer import Gazetteer, Match, PlaceRow
from geo.geocode.areas import Areas, same_district
from geo.geocode.query import Name, read_name
from geo.geocode.scope import Scope
from geo.geocode.spelling import spellings
from geo.geocode.words import Family, flags, kind_words, limits
from geo.text import fold, is_cyrillic, romanise

SETTLEMENTS = frozenset({"city", "town", "village", "locality"})
_SITES = frozenset({"facility", "airfield", "port", "plant", "bridge", "ground", "natural", "water"})


_BEGUN = 200
_DISTRICTS = 2000
_DISTRICT_LETTERS = 4  # as many as a noun and its adjective share


class Finding(NamedTuple):
    """A place that a name may mean: how it was found, and how unsure that way is."""

    row: PlaceRow
    type: str
    cost: float = 0.0
    spelt: str = ""
    likeness: float = 100.0
    seat_of: Family | None = None


def findings(
    name: Name, family: Family | None, scope: Scope, areas: Areas, gazetteer: Gazetteer
) -> list[Finding]:
    """Gather what a name may mean: exact names first, other spellings next, likeness last.

    The next way is tried only while nothing current was found in scope.
    """
    if not name.bare:
        return []
    found = _exact(name, family, areas, gazetteer)
    if not found and family and family.name == "district":
        found += _namesakes(name, family, gazetteer)
    if not _settles(found, family, scope) and not any(finding.seat_of for finding in found):
        found += (finding for finding in _respelt(name, family, gazetteer) if scope.allows(finding.row))
    if not found:
        found += _seats(name, family, gazetteer)
    if not found:
        found += (finding for finding in _alike(name, family, gazetteer) if scope.allows(finding.row))
    return _once(found)


def _exact(name: Name, family: Family | None, areas: Areas, gazetteer: Gazetteer) -> list[Finding]:
    whole = [_named(match, name.whole) for match in gazetteer.matches(name.whole) if match.row.kind != "adm1"]
    # A region comes from the table of regions, which has the point that lies safely inside it.
    regions = [Finding(row, "o") for row in areas.rows(name)] if not family or family.name == "region" else []
    if family is None:
        return whole + regions or list(_begun(name, _SITES | {"direction"}, gazetteer))
    if family.name == "region":
        regions = regions or _by_seat(name, areas, gazetteer)
    if regions:
        return regions
    return [*_of_family(name, family, whole, gazetteer)]


def _is_named_so(row: PlaceRow, family: Family) -> bool:
    """Tell whether a place of many kinds has the kind word in its name: no plant for "Bryansk bridge"."""
    return row.kind != "facility" or any(word in fold(row.name) for word in family.words if len(word) > 2)


def _named(match: Match, key: str) -> Finding:
    return Finding(match.row, match.type, spelt=key)


def _by_seat(name: Name, areas: Areas, gazetteer: Gazetteer) -> list[Finding]:
    """Find the region by another name of its capital: "Oblast Charkiw"."""
    towns = (match.row.name for match in gazetteer.matches(name.bare) if match.row.kind in {"city", "town"})
    names = [read_name(f"{town} oblast") for town in dict.fromkeys(towns)]
    return [Finding(row, "o", 0.3) for region in names for row in areas.rows(region)]


def _of_family(name: Name, family: Family, whole: list[Finding], gazetteer: Gazetteer) -> Iterator[Finding]:
    kinds = family.kinds | _SITES if family.own_name else family.kinds
    yield from (finding for finding in whole if finding.row.kind in kinds)
    yield from (
        _named(match, name.bare) for match in gazetteer.matches(name.bare) if match.row.kind in family.kinds
    )
    if not family.kinds >= SETTLEMENTS:
        begun = _begun(name, family.kinds, gazetteer)
        yield from (finding for finding in begun if _is_named_so(finding.row, family))
    if family.name == "district":
        yield from (finding for finding in whole if finding.row.kind == "locality")  # the quarters of cities
        yield from _districts(name, gazetteer)


def _begun(name: Name, kinds: frozenset[str], gazetteer: Gazetteer) -> Iterator[Finding]:
    """Find the places whose name only begins with the one given: "Engels" for "Engels-2 air base"."""
    for match in gazetteer.starting(f"{name.bare} ", _BEGUN):
        if match.row.kind in kinds:
            yield Finding(match.row, match.type, 0.3)


def _districts(name: Name, gazetteer: Gazetteer) -> Iterator[Finding]:
    for key in _latin_keys(name.bare):
        for match in gazetteer.starting(key[:_DISTRICT_LETTERS], _DISTRICTS):
            if match.row.kind == "adm2" and same_district(name.bare, match.row.name):
                yield Finding(match.row, match.type)


def _settles(found: list[Finding], family: Family | None, scope: Scope) -> bool:
    return any(
        scope.holds(finding.row, flags().settled_km) and (family is None or finding.row.kind in family.kinds)
        for finding in found
    )


def _respelt(name: Name, family: Family | None, gazetteer: Gazetteer) -> Iterator[Finding]:
    for key in _latin_keys(name.bare):
        for spelling in spellings(key, gazetteer):
            for match in spelling.matches:
                if _suits(match.row, family) and match.row.country in flags().theatre:
                    yield Finding(match.row, match.type, spelling.cost, spelling.key)


def _latin_keys(key: str) -> list[str]:
    if not is_cyrillic(key):
        return [key]
    return list(dict.fromkeys([key, fold(romanise(key)), fold(romanise(key, "ru"))]))


def _suits(row: PlaceRow, family: Family | None) -> bool:
    return row.kind != "adm1" and (family is None or row.kind in family.kinds)


def _seats(name: Name, family: Family | None, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Find the settlement after which an area or a site is named, to stand for it."""
    if family is None or family.kinds >= SETTLEMENTS:
        return
    seats = list(_namesakes(name, family, gazetteer))
    yield from seats
    if not seats and not family.own_name:
        settlement = kind_words().families["settlement"]
        yield from (finding._replace(seat_of=family) for finding in _respelt(name, settlement, gazetteer))


def _namesakes(name: Name, family: Family, gazetteer: Gazetteer) -> Iterator[Finding]:
    matches = (match for match in gazetteer.matches(name.bare) if match.row.kind in SETTLEMENTS)
    yield from (Finding(match.row, match.type, seat_of=family) for match in matches)


def _alike(name: Name, family: Family | None, gazetteer: Gazetteer) -> Iterator[Finding]:
    if len(name.bare) < limits().fuzzy_shortest:
        return
    for match in gazetteer.fuzzy(name.bare, limits().fuzzy_likeness):
        if _suits(match.row, family):
            yield Finding(match.row, match.type, 0.0, "", match.likeness)


def _once(found: Iterable[Finding]) -> list[Finding]:
    best: dict[str, Finding] = {}
    for finding in found:
        known = best.get(finding.row.place_id)
        if known is None or (finding.cost, known.type == "f") < (known.cost, finding.type == "f"):
            best[finding.row.place_id] = finding
    return list(best.values())

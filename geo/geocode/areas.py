"""Regions and districts by any of their names: "Kharkiv region", "Харківській області", "Izium raion"."""

from __future__ import annotations

from collections.abc import Iterator

from geo.gazetteer import Gazetteer, PlaceRow
from geo.gazetteer.regions import Region
from geo.geocode.query import Name, read_name
from geo.geocode.words import adjective_endings
from geo.text import fold, is_cyrillic, romanise

_SHARED = 4


def stem(key: str) -> str:
    """Cut the ending of an adjective made of a place name: "харківської" becomes "харків"."""
    for ending in adjective_endings():
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key[: -len(ending)]
    return key


class Areas:
    """The regions of a gazetteer under all their names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._regions = gazetteer.regions
        self._exact: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._cities: set[str] = set()
        for code, region in gazetteer.regions.items():
            for alias in _aliases(region):
                self._add(code, alias)

    def _add(self, code: str, alias: str) -> None:
        name = read_name(alias)
        if name.family and name.family.name == "settlement":
            self._cities.add(code)
        for table, key in (
            (self._exact, fold(alias)),
            (self._bare, name.bare),
            (self._stems, stem(name.bare)),
        ):
            codes = table.setdefault(key, [])
            if code not in codes:
                codes.append(code)

    def codes(self, name: Name) -> tuple[str, ...]:
        """Find the regions that a name may mean, by their ISO 3166-2 codes."""
        if name.whole.replace(" ", "-").upper() in self._regions:
            return (name.whole.replace(" ", "-").upper(),)
        if name.family is None and name.whole in self._exact:
            return tuple(dict.fromkeys([*self._exact[name.whole], *self._bare.get(name.bare, ())]))
        for table, key in (
            (self._exact, name.whole),
            (self._bare, name.bare),
            (self._stems, stem(name.bare)),
        ):
            if key and key in table:
                return tuple(table[key])
        return ()

    def rows(self, name: Name) -> Iterator[PlaceRow]:
        """Yield the regions that a name may mean as places: an area with a safe point inside it.

        "Kyiv region" is the oblast; the city that is a region of its own is not meant.
        """
        codes = self.codes(name)
        oblasts = [code for code in codes if code not in self._cities]
        for code in oblasts if name.family and oblasts else codes:
            yield as_place(self._regions[code])


def _aliases(region: Region) -> tuple[str, ...]:
    return (region.name, *region.aliases)


def as_place(region: Region) -> PlaceRow:
    """Turn a region into a place of the gazetteer."""
    point = region.lon, region.lat, 0, region.radius_km
    return PlaceRow(
        f"iso3166-2:{region.code}",
        region.name,
        "adm1",
        region.country,
        region.code,
        "",
        *point,
        "region",
        "admin1",
    )


def same_district(asked: str, known: str) -> bool:
    """Tell whether two ways of naming a raion mean the same one ("Izium", "Iziumskyi", "Ізюмський").

    Both are brought to Latin letters without their ending; the rest must share its beginning, since the
    noun and the adjective may differ before the ending (Volnovakha, Volnovaskyi).
    """
    a, b = (_district_key(name) for name in (asked, known))
    shared = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return (
        bool(shared) and shared >= max(_SHARED, min(len(a), len(b)) - 2, max(len(a), len(b)) - 4)
    ) or a == b != ""


def _district_key(name: str) -> str:
    key = read_name(name).bare
    if is_cyrillic(key):
        key = fold(romanise(key, "ru" if set(key) & set("ыэё") else "uk"))
    return stem(key).removesuffix("sk").replace("y", "i")

"""The gazetteer: every source's places, merged so that no place stands twice, and written to disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from data.build import (
    airfields,
    cities,
    countries,
    elsewhere,
    frontline,
    own,
    rayons,
    regions,
    settlements,
    spell,
    ukraine,
)
from data.build.fetch import DATA
from data.build.near import km
from geo.gazetteer import PlaceRow, write
from geo.text import fold

FOLDER = DATA / "gazetteer"
SETTLEMENTS = frozenset({"city", "town", "village", "locality"})
SITES = frozenset({"facility", "airfield", "port", "plant", "bridge", "ground"})
SURE = frozenset({"frontline", "own", "ourairports"})


def main() -> None:
    """Write ``places.tsv``, ``names.tsv`` and ``admin1.csv``."""
    settled = merged(_settlements())
    sited = merged([*frontline.facilities(), *own.rows(settled), *airfields.main()])
    areas = list(regions.rows(settled))
    write(
        [*merged([*settled, *sited]), *areas, *settlements.areas(), *rayons.rows(), *countries.main()], FOLDER
    )
    regions.write(areas, FOLDER)
    print(f"gazetteer: {len(settled)} settlements, {len(sited)} other places, {len(areas)} regions")


def _settlements() -> Iterator[PlaceRow]:
    """Yield every source's settlements, the one whose id and name lead first."""
    yield from settlements.rows()
    yield from cities.main()
    yield from frontline.settlements()
    yield from ukraine.leftovers()
    yield from elsewhere.rows()


def merged(places: Iterable[PlaceRow]) -> list[PlaceRow]:
    """Merge rows that name one place: same region, a name in common, and near; the first row leads."""
    kept: list[PlaceRow] = []
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in places:
        keys = {fold(place.name)} | {fold(name) for name, kind in place.names if kind in "oura"}
        named = sorted({at for key in keys for at in index[place.admin1_code, key]})
        near = [(away, at) for at in named if (away := _apart(place, kept[at])) is not None]
        at = min(near)[1] if near else len(kept)
        if near:
            kept[at] = join(kept[at], place)
        else:
            kept.append(place)
        for key in keys:
            index[place.admin1_code, key].append(at)
    return kept


def join(first: PlaceRow, second: PlaceRow) -> PlaceRow:
    """Keep the first row's identity and the surer point, with the names and people of both.

    A row of GeoNames keeps its own point, so that a newer dump of GeoNames can take its place.
    """
    names = spell.distinct(first.name, (*first.names, (second.name, "t"), *second.names))
    people = max(first.population, second.population)
    joined = first._replace(names=names, population=people)
    if second.source not in SURE or first.source == "geonames":
        return joined
    if second.error_km < first.error_km:
        fields = ("lon", "lat", "error_km", "precision", "source")
        return joined._replace(**{field: getattr(second, field) for field in fields})
    return joined


def _apart(place: PlaceRow, other: PlaceRow) -> float | None:
    """Measure how far two rows lie apart, if they may be one place at all."""
    if other.source == place.source != "geonames" or _sort(place.kind) != _sort(other.kind):
        return None
    away = km(place.lon, place.lat, other.lon, other.lat)
    limit = max(8.0, min(25.0, place.error_km + other.error_km))
    same_raion = bool(place.admin2) and place.admin2 == other.admin2
    return away if away <= limit or (same_raion and away <= 2 * limit) else None


def _sort(kind: str) -> str:
    """Tell settlements, sites and directions apart: only places of one sort are merged."""
    return "settlement" if kind in SETTLEMENTS else "site" if kind in SITES else kind


if __name__ == "__main__":
    main()

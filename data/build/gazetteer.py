"""The gazetteer: every source's places, merged so that no place stands twice, and written to disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from data.build import cities, countries, frontline, postal, regions, spell
from data.build.fetch import DATA
from geo.gazetteer import PlaceRow, write
from geo.text import fold, romanise

FOLDER = DATA / "gazetteer"
SETTLEMENTS = frozenset({"city", "town", "village", "locality"})


def main() -> None:
    """Write ``places.tsv``, ``names.tsv`` and ``admin1.csv``."""
    settled = merged([*cities.rows(), *frontline.rows(), *_postal_rows()])
    areas = list(regions.rows(settled))
    write([*settled, *areas, *countries.main()], FOLDER)
    regions.write(areas, FOLDER)
    print(f"gazetteer: {len(settled)} places, {len(areas)} regions")


def merged(places: Iterable[PlaceRow], within_km: float = 8.0) -> list[PlaceRow]:
    """Merge rows that name one place: same region, a name in common, and near; the first row leads."""
    kept: list[PlaceRow] = []
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in places:
        keys = {fold(place.name)} | {fold(name) for name, kind in place.names if kind in "our"}
        named = sorted({at for key in keys for at in index[place.admin1_code, key]})
        at = next((at for at in named if _same(place, kept[at], within_km)), len(kept))
        if at < len(kept):
            kept[at] = join(kept[at], place)
        else:
            kept.append(place)
        for key in keys:
            index[place.admin1_code, key].append(at)
    return kept


def join(first: PlaceRow, second: PlaceRow) -> PlaceRow:
    """Keep the first row's place and point, with the names and people of both."""
    names = (*first.names, (second.name, "t"), *second.names)
    return first._replace(
        names=spell.distinct(first.name, names), population=max(first.population, second.population)
    )


def _same(place: PlaceRow, other: PlaceRow, within_km: float) -> bool:
    if not SETTLEMENTS.issuperset((place.kind, other.kind)):
        return False
    away = regions.km(place.lon, place.lat, other.lon, other.lat)
    return away <= max(within_km, other.error_km)


def _postal_rows() -> Iterator[PlaceRow]:
    seen: dict[str, int] = defaultdict(int)
    for row in postal.places():
        names = _postal_names(row)
        name = names[0][0]
        key = f"postal:{row.country}:{row.code}"
        seen[key] += 1
        exact = row.accuracy >= 3
        yield PlaceRow(
            place_id=key if seen[key] == 1 else f"{key}:{seen[key]}",
            name=name,
            kind="village",
            country=row.country,
            admin1_code=row.region,
            admin2="",
            lon=row.lon,
            lat=row.lat,
            population=0,
            error_km=3.0 if exact else 15.0,
            precision="settlement" if exact else "district",
            source="postal",
            names=spell.distinct(name, names[1:]),
        )


def _postal_names(row: postal.PostalPlace) -> spell.Names:
    if row.country == "UA":
        return ((romanise(row.name), "o"), *spell.of_ukrainian(row.name))
    if row.country == "MD":
        return ((row.name, "o"),)
    return ((romanise(row.name, "ru"), "o"), *spell.of_russian(row.name))


if __name__ == "__main__":
    main()

"""First-level regions: ``admin1.csv`` and their rows in the gazetteer; macro regions come from own places."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.build import spell
from data.build.cities import NEIGHBOURS
from data.build.estimate import area_of
from data.build.fetch import BUILD
from data.build.near import km
from data.build.subdivisions import divisions
from geo.boundaries import region, safe_point
from geo.errors import NotFoundError
from geo.gazetteer import PlaceRow

OWN = frozenset({"UA", "RU", "BY"})
ABROAD = frozenset({"MD", "US", "GB", "DE", "CA"})
HEADER = ("code", "name", "country", "aliases", "lon", "lat", "radius_km")


class Region(NamedTuple):
    """A region's names: ``short`` (Sumy), ``full`` (Sumy Oblast), and all others with their types."""

    code: str
    short: str
    full: str
    others: spell.Names


@cache
def regions() -> tuple[Region, ...]:
    """Read the regions of ``regions.csv``, then those of the neighbours from GeoNames."""
    with (BUILD / "regions.csv").open(encoding="utf-8", newline="") as file:
        own = [_own(row) for row in csv.DictReader(file)]
    others = [
        Region(row.iso, row.name, row.name, tuple((name, "a") for name in row.aliases if spell.usable(name)))
        for row in divisions()
        if row.level == 1 and row.iso and row.iso[:2] in NEIGHBOURS | ABROAD
    ]
    return tuple(own + others)


def rows(places: Iterable[PlaceRow]) -> Iterator[PlaceRow]:
    """Yield the regions as places: a point inside each, and how far it reaches from there."""
    inside = defaultdict(list)
    for place in places:
        if place.kind in {"city", "town", "village"}:
            inside[place.admin1_code].append(place)
    for one in regions():
        if len(inside[one.code]) < 3 and one.code[:2] not in OWN:
            continue  # GeoNames counts its places to larger regions
        lon, lat, radius = _point_and_radius(one.code, inside[one.code])
        yield PlaceRow(
            place_id=f"iso3166-2:{one.code}",
            name=one.full,
            kind="adm1",
            country=one.code[:2],
            admin1_code=one.code,
            admin2="",
            lon=lon,
            lat=lat,
            population=0,
            error_km=radius,
            precision="region",
            source="iso3166-2",
            names=spell.distinct(one.full, tuple(_names(one))),
        )


def write(places: Iterable[PlaceRow], folder: Path) -> None:
    """Write ``admin1.csv`` from the rows of kind adm1."""
    by_code = {region.code: region for region in regions()}
    with (folder / "admin1.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADER)
        for row in sorted(places, key=lambda row: row.admin1_code):
            region = by_code[row.admin1_code]
            aliases = dict.fromkeys([region.short, *(name for name, _ in row.names)])
            aliases.pop(row.name, None)
            point = (f"{row.lon:.3f}", f"{row.lat:.3f}", f"{row.error_km:.0f}")
            table.writerow([row.admin1_code, row.name, row.country, "|".join(aliases), *point])


def _own(row: dict[str, str]) -> Region:
    names = [(name, "u") for name in row["uk"].split("|")]
    names += [pair for name in row["ru"].split("|") for pair in spell.of_russian(name)]
    names += [(name, "a") for name in row["aliases"].split("|") if name]
    return Region(row["code"], row["short"], row["full"], tuple(names))


def _names(region: Region) -> Iterator[tuple[str, str]]:
    yield from region.others
    yield region.short, "s"
    stem, _, word = region.full.rpartition(" ")
    if word not in {"Oblast", "Krai", "Region", "Republic", "Okrug"} or not stem:
        return
    bare = [stem, region.short] + [name for name, kind in region.others if kind == "a" and name.isascii()]
    for name in bare:
        if " " not in name or name == stem:
            yield f"{name} {word}", "t"
            yield f"{name} region", "t"
            yield f"{name} oblast", "t"


def _point_and_radius(code: str, places: list[PlaceRow]) -> tuple[float, float, float]:
    """Take the boundaries' safe point, and how far the outline reaches; else the settlements' middle."""
    try:
        lon, lat = safe_point(code)
        edge = region(code).convex_hull.boundary.coords
    except NotFoundError:
        lon, lat, radius = area_of([(place.lon, place.lat) for place in places] or [(0.0, 0.0)])
        return lon, lat, round(radius)
    return round(lon, 3), round(lat, 3), round(max(km(lon, lat, x, y) for x, y, *_ in edge))

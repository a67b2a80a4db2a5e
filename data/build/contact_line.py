"""Make data/boundaries/safe_points.csv and oblast_zones.geojson.

A safe point lies well inside its region, clear of the line. A zone is an oblast with the ground beyond the
border that is nearest to it. The line itself (data/front) is hand-placed; nothing of it is made here.
"""

from __future__ import annotations

import csv
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.build.boundaries import write
from data.build.fetch import DATA
from geo import boundaries
from geo.frontline import contact_line, plane

CLEAR_KM = (25, 12, 6, 0)  # as far from the held area as the region allows
TOLERANCE_M = 300


def main() -> None:
    """Write ``code,lon,lat,radius_km,clear_km``; a blank clear_km means that no part of it is free."""
    held = plane.to_metres(contact_line().held)
    regions = boundaries.admin1()
    rows = [
        (code, *_row(code, geometry, held))
        for code, geometry in zip(regions.code, regions.geometry, strict=True)
    ]
    path = DATA / "boundaries" / "safe_points.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "lon", "lat", "radius_km", "clear_km"))
        writer.writerows(sorted(rows))
    write(DATA / "boundaries" / "oblast_zones.geojson", zones())
    print(f"data/boundaries/safe_points.csv: {len(rows)} regions")


def zones() -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Oblasts of Ukraine, each with what lies beyond the border and nearest to it, out to 60 km."""
    regions = boundaries.admin1()
    ukraine = regions[regions.country == "UA"].sort_values("code")
    outer = plane.to_metres(boundaries.country("UA")).boundary
    points, owners = [], []
    for code, geometry in zip(ukraine.code, ukraine.geometry, strict=True):
        edge = plane.to_metres(geometry).boundary.intersection(outer.buffer(1))
        found = shapely.get_coordinates(shapely.segmentize(edge, 2000))
        points.append(found)
        owners += [code] * len(found)
    xy, index = np.unique(np.round(np.concatenate(points)), axis=0, return_index=True)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(xy), ordered=True))
    reach = plane.to_metres(boundaries.country("UA")).simplify(500).buffer(60_000).simplify(2000)
    rows: list[tuple[dict[str, Any], BaseGeometry]] = []
    inside = shapely.union_all(ukraine.geometry.to_numpy())
    for code, geometry in zip(ukraine.code, ukraine.geometry, strict=True):
        mine = [cells[i] for i, at in enumerate(index) if owners[at] == code]
        beyond = (
            plane.to_degrees(shapely.union_all(mine).intersection(reach)) if mine else shapely.MultiPolygon()
        )
        beyond = shapely.set_precision(beyond, 1e-5).difference(inside)
        rows.append(({"code": code}, plane.polygons(shapely.union_all([geometry, beyond]))))
    return rows


def _row(code: str, geometry: BaseGeometry, held: BaseGeometry) -> tuple[float, float, int, int | str]:
    plain = plane.to_metres(geometry)
    free, clear = _free(plain, held) if code.startswith("UA") else (plain, "")
    circle = shapely.maximum_inscribed_circle(plane.polygons(free), tolerance=TOLERANCE_M)
    lon, lat = plane.to_degrees(shapely.Point(circle.coords[0])).coords[0]
    reach = shapely.hausdorff_distance(shapely.Point(circle.coords[0]), plain) / 1000
    return round(lon, 4), round(lat, 4), round(reach), clear


def _free(region: BaseGeometry, held: BaseGeometry) -> tuple[BaseGeometry, int | str]:
    for clear in CLEAR_KM:
        free = region.difference(held.buffer(clear * 1000))
        if free.area > 10e6:
            return free, clear
    return region, ""


if __name__ == "__main__":
    main()

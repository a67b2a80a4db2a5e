"""Make data/boundaries/safe_points.csv: a point well inside every region, clear of the line of contact.

The line itself (data/front) is hand-placed; nothing of it is made here.
"""

from __future__ import annotations

import csv

import shapely
from shapely.geometry.base import BaseGeometry

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
    print(f"data/boundaries/safe_points.csv: {len(rows)} regions")


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

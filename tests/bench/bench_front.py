"""Print how exact and how fast the front is: areas known beforehand, one snapshot, a year of them."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import shutil
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

import fronts  # noqa: E402 - the path is set above

from geo import frontline  # noqa: E402
from geo.frontline import plane, series  # noqa: E402

DISTINCT = 20  # different days; making one takes longer than measuring it
VERTICES = 21_000  # about 0.6 MB with three coordinates each


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--days", type=int, default=365)
    days = options.parse_args().days
    with tempfile.TemporaryDirectory() as home:
        exact(Path(home))
        one(Path(home))
        year(Path(home) / "year", days)


def exact(home: Path) -> None:
    """Compare fixtures with the closed formula."""
    for day in range(3):
        held = frontline.measure(frontline.load(fronts.write_deepstate(home, day))).held_km2
        known = fronts.HELD_BY_DAY[day]
        print(
            f"held area, fixture day {day}: {held:.3f} km2, known {known:.3f}, off by {held / known - 1:+.1e}"
        )


def one(home: Path) -> None:
    """Time one snapshot: load, repair, classify, line, areas by oblast."""
    path = snapshot(home, dt.date(2025, 6, 2), 0)
    start = time.perf_counter()
    day = frontline.load(path)
    found = frontline.figures(day)
    cold = time.perf_counter() - start
    start = time.perf_counter()
    day = frontline.load(path)
    found = frontline.figures(day)
    warm = time.perf_counter() - start
    size, line = path.stat().st_size / 1e6, found["line_km"]
    print(
        f"one snapshot of {size:.2f} MB: {cold:.2f} s the first time, {warm:.2f} s after; held {found['held_km2']} km2, line {line} km"
    )


def year(home: Path, days: int) -> None:
    """Time a year of snapshots on two processes, then a resumed run."""
    home.mkdir()
    first = dt.date(2025, 6, 2)
    made: dict[int, Path] = {}
    for index in range(days):  # the front goes forward for some days and back again
        day, step = first + dt.timedelta(days=index), DISTINCT - abs(index % (2 * DISTINCT) - DISTINCT)
        if step in made:
            shutil.copyfile(made[step], home / f"deepstate_{day:%Y%m%d}.geojson")
        else:
            made[step] = snapshot(home, day, step)
    keep = home / "rows.jsonl"
    start = time.perf_counter()
    rows = series.run(home, keep=keep)
    took = time.perf_counter() - start
    again = time.perf_counter()
    assert series.run(home, keep=keep) == rows
    again = time.perf_counter() - again
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    print(
        f"{days} snapshots on two processes: {took:.0f} s, largest process {peak:.0f} MB; run again: {again:.1f} s"
    )
    drift = rows[-1]["held_km2"] - rows[0]["held_km2"]
    total = sum(row["net_km2"] for row in rows[1:])
    print(f"  daily changes add up to {total:.2f} km2, the held areas differ by {drift:.2f} km2")


def snapshot(folder: Path, day: dt.date, step: int) -> Path:
    """Write a map of about the size and shape of a real one: a ragged line, many polygons, heights."""
    held = plane.to_metres(frontline.contact_line().held)
    fine = shapely.segmentize(held, shapely.length(held.boundary) / VERTICES)
    moved = shapely.transform(fine, _rough).buffer(0).buffer(step * 2.0, quad_segs=1)
    parts = [
        part
        for cell in _cells(moved)
        for part in plane.polygons(plane.to_degrees(moved.intersection(cell))).geoms
    ]
    features = [
        fronts.polygon(
            "status.occupied",
            [[[round(x, 6), round(y, 6), 0] for x, y in ring.coords] for ring in (p.exterior, *p.interiors)],
        )
        for p in parts
        if p.area > 1e-7
    ]
    name = f"deepstate_{day:%Y%m%d}.geojson"
    (folder / name).write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return folder / name


def _rough(xy: np.ndarray) -> np.ndarray:
    # The same raggedness every day, about 100 m.
    return xy + 100 * np.sin(xy[:, ::-1] * 12.9898 + xy * 78.233)


def _cells(shape: shapely.Geometry) -> list[shapely.Geometry]:
    west, south, east, north = shapely.bounds(shape)
    xs = np.linspace(west, east, 8)
    return [shapely.box(a, south, b, north) for a, b in pairwise(xs)]


if __name__ == "__main__":
    main()

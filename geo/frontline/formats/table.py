"""VIINA's control tables: a status a settlement and day, spread over the cells around the settlements."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TextIO

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.errors import InputError
from geo.frontline import dates, plane, rules
from geo.frontline.control import Control, settle

LON = ("longitude", "lon", "lng", "x")
LAT = ("latitude", "lat", "y")
WANTED = "geonameid"
DATE = "date"


def read(path: Path, date: dt.date | None, source: str | None, column: str, places: Path | None) -> Control:
    """Read one day of a table; without a date the latest day in it.

    Each settlement's status holds for its Voronoi cell (EPSG:3035), clipped to Ukraine.
    """
    _check_columns(next(_rows(path), None), path, column)
    day = _day(path, date)
    chosen = list(_rows(path, day))
    if not chosen:
        raise InputError(f"{path.name!r} has no row for {day}: choose a day that is in it")
    points, statuses, lost = _placed(chosen, column, places)
    parts = _cells(points, statuses, path)
    classes, notes = settle(parts, repr(path.name))
    if lost:
        notes.append(f"{lost} settlements without coordinates were left out")
    about = rules.table()["source"]["viina"]
    return Control(
        day, classes, source or about["name"], about["credit"], day, True, tuple(notes), (path.name,)
    )


def _rows(path: Path, day: dt.date | None = None) -> Iterator[dict[str, str]]:
    """Yield the rows one by one, of one day if asked: a year's table has millions."""
    wanted: dict[str, bool] = {}
    with _opened(path) as text:
        lines = csv.reader(text, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
        header = next(lines, [])
        at = header.index(DATE) if day and DATE in header else -1
        for line in lines:
            if at >= 0 and not _same_day(line[at], day, wanted):
                continue
            yield dict(zip(header, line, strict=False))


def _same_day(text: str, day: dt.date | None, known: dict[str, bool]) -> bool:
    if text not in known:
        known[text] = dates.parse(text) == day
    return known[text]


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) != 1:
                raise InputError(f"{path.name!r} holds {len(names)} CSV files: give an archive with one")
            with archive.open(names[0]) as file:
                yield io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        return
    with path.open(encoding="utf-8-sig", newline="") as text:
        yield text


def _check_columns(first: dict[str, str] | None, path: Path, column: str) -> None:
    if first is None:
        raise InputError(f"{path.name!r} has no rows: give a control table")
    if column not in first:
        raise InputError(f"{path.name!r} has no column {column!r}; it has {', '.join(first)}")


def _day(path: Path, date: dt.date | None) -> dt.date:
    if date:
        return date
    told = {row.get(DATE, "") for row in _rows(path)}
    days = [day for text in told if (day := dates.parse(text))]
    return dates.needed(max(days) if days else dates.in_name(path), path)


def _placed(
    rows: list[dict[str, str]], column: str, places: Path | None
) -> tuple[list[tuple[float, float]], list[str], int]:
    known = _read_places(places) if places else None
    points: list[tuple[float, float]] = []
    statuses: list[str] = []
    for row in rows:
        if point := _point(row) or _look_up(row, known):
            points.append(point)
            statuses.append(row[column])
    return points, statuses, len(rows) - len(points)


def _point(row: dict[str, str]) -> tuple[float, float] | None:
    lon = next((row[name] for name in LON if row.get(name)), None)
    lat = next((row[name] for name in LAT if row.get(name)), None)
    try:
        return (float(lon), float(lat)) if lon and lat else None
    except ValueError:
        return None


def _look_up(row: dict[str, str], known: dict[str, tuple[float, float]] | None) -> tuple[float, float] | None:
    return (_gazetteer() if known is None else known).get(row.get(WANTED, "").strip())


def _read_places(path: Path) -> dict[str, tuple[float, float]]:
    return {row.get(WANTED, ""): point for row in _rows(path) if (point := _point(row))}


@cache
def _gazetteer() -> dict[str, tuple[float, float]]:
    from geo.paths import data_path

    out: dict[str, tuple[float, float]] = {}
    with data_path("gazetteer", "places.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            scheme, _, number = row["place_id"].partition(":")
            if scheme == "geonames" and row["country"] == "UA":
                out[number] = (float(row["lon"]), float(row["lat"]))
    return out


def _cells(
    points: list[tuple[float, float]], statuses: list[str], path: Path
) -> dict[str, list[BaseGeometry]]:
    if len(set(points)) < 3:
        raise InputError(
            f"{path.name!r} places {len(set(points))} settlements, too few to draw areas: "
            "give `places` with coordinates"
        )
    unknown = {value for value in set(statuses) if rules.status_class(value) is None}
    if unknown:
        raise InputError(f"{path.name!r} has the status {sorted(unknown)[0]!r}, which is no known class")
    first: dict[tuple[float, float], str] = {}
    for point, status in zip(points, statuses, strict=True):
        first.setdefault(point, status)
    flat = shapely.get_coordinates(plane.to_metres(shapely.MultiPoint(list(first))))
    ukraine = plane.to_metres(boundaries.country("UA"))
    cells = shapely.voronoi_polygons(shapely.MultiPoint(flat), extend_to=ukraine.envelope, ordered=True)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, status in enumerate(first.values()):
        if (name := rules.status_class(status)) and name != rules.LEAVE:
            groups[name].append(index)
    parts = np.asarray(shapely.get_parts(cells))
    return {
        name: [plane.to_degrees(shapely.union_all(parts[index]).intersection(ukraine))]
        for name, index in groups.items()
    }

"""One door for files of control: the format is told by what is inside, never by a driver's guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.errors import InputError, NotFoundError
from geo.frontline.control import Control
from geo.frontline.formats import features, package, table

LARGEST = 200_000_000
__all__ = ["load"]


def load(
    path: str | Path | Sequence[str | Path],
    *,
    date: dt.date | None = None,
    source: str | None = None,
    column: str | None = None,
    mapping: Mapping[str, str] | None = None,
    places: str | Path | None = None,
) -> Control:
    """Read the control of terrain on one day.

    Parameters
    ----------
    path : path or sequence of paths
        DeepStateMap's raw GeoJSON, a plain polygon a day, layers of control and advances (in one file, or
        a file each), a VIINA table (CSV), or any GeoJSON or GeoPackage with a status column.
    date : date, optional
        The day shown, where the file does not tell it; for a table with many days, the day wanted.
    source : str, optional
        Name of the source to show instead of the format's own.
    column : str, optional
        Status column of a GeoJSON or GeoPackage.
    mapping : mapping of str to str, optional
        Values of that column to classes: held, advance, claimed, grey, liberated or leave.
    places : path, optional
        Table with geonameid, longitude and latitude, for a VIINA table that has no coordinates.

    Raises
    ------
    InputError, NotFoundError
        With one sentence that says what is wrong with the file and what to do.
    """
    paths = [Path(path)] if isinstance(path, str | Path) else [Path(one) for one in path]
    for one in paths:
        _check(one)
    if len(paths) == 1 and paths[0].suffix.lower() in {".csv", ".tsv", ".zip"}:
        return table.read(paths[0], date, source, column or "status", Path(places) if places else None)
    collections = [
        (one, package.read(one) if package.is_package(one) else features.parse(one)) for one in paths
    ]
    return features.control(collections, date, source, column, mapping)


def _check(path: Path) -> None:
    if not path.exists():
        raise NotFoundError(f"{str(path)!r} does not exist: give a file of control polygons")
    if path.is_dir():
        raise InputError(
            f"{str(path)!r} is a folder, not one day's file: give a file, or read it as a series"
        )
    if not (size := path.stat().st_size):
        raise InputError(f"{path.name!r} is empty: give a file with control polygons")
    if size > LARGEST:
        raise InputError(
            f"{path.name!r} has {size / 1e6:.0f} MB, more than a day's control polygons can have (200 MB)"
        )

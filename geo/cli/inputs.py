"""What a command takes in: a day's folder or date, a table of events, or a report's text."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli import console
from geo.errors import NotFoundError

if TYPE_CHECKING:
    from geo.extract import Extractor
    from geo.model import Day
    from geo.opinion import SecondOpinion

TABLES = {".geojson", ".json"}


def day_of(given: str, published: datetime | None = None) -> Day:
    """Load the day that an argument names.

    Parameters
    ----------
    given : str
        A day's folder, the date of an archived day, an events GeoJSON, or a report's text file.
    published : datetime, optional
        The day of a report that does not tell it.

    Raises
    ------
    InputError, NotFoundError
        If there is no such thing, or it cannot be read.
    """
    path = Path(given)
    if not path.exists() and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise NotFoundError(f"{given!r} does not exist; give a day's folder, a date (2025-06-02) or a file")
    if path.is_file() and not _holds_features(path):
        return read_day(path, published)
    from geo import archive

    with console.working("Reading the day"):
        return archive.load(given)


def read_day(
    path: Path,
    published: datetime | None = None,
    *,
    extractor: Extractor | None = None,
    opinion: SecondOpinion | None = None,
    doing: str = "Reading",
) -> Day:
    """Read a report and find its events, with the stages told on stderr."""
    from geo.day import make_day
    from geo.read import read

    report = read(path, published=published.date() if published else None)
    with console.stages(f"{doing} {path.name}") as progress:
        return make_day(report, extractor=extractor, progress=progress, opinion=opinion)


def _holds_features(path: Path) -> bool:
    if path.suffix.lower() not in TABLES:
        return False
    with path.open(encoding="utf-8", errors="replace") as text:
        return '"FeatureCollection"' in text.read(4096)

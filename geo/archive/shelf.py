"""Which days there are: the user's own and those that ship with sitmap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path

from platformdirs import user_data_path

from geo.errors import NotFoundError
from geo.paths import data_path

EVENTS = "events.geojson"


@dataclass(frozen=True, slots=True)
class Entry:
    """A day that can be loaded; ``own`` tells the user's days from those that ship with sitmap."""

    date: date
    path: Path
    own: bool


def home() -> Path:
    """Folder of the user's own days."""
    return user_data_path("sitmap", appauthor=False) / "days"


def days(archive: Path | None = None) -> list[Entry]:
    """List the days that can be loaded, newest first; the user's own day hides a shipped one.

    Parameters
    ----------
    archive : Path, optional
        Folder of the user's own days; `home` if left out.
    """
    found = {entry.date: entry for entry in _entries(data_path("days"), own=False)}
    found |= {entry.date: entry for entry in _entries(archive or home(), own=True)}
    return [found[day] for day in sorted(found, reverse=True)]


def find(day: date | str | PathLike[str], archive: Path | None = None) -> Path:
    """Give the folder or file that a date, an ISO date or a path means.

    Raises
    ------
    NotFoundError
        If there is no such day.
    """
    text = day.isoformat() if isinstance(day, date) else str(day)
    path = Path(text)
    if path.is_file() or (path / EVENTS).is_file():
        return path
    for entry in days(archive):
        if entry.date.isoformat() == text:
            return entry.path
    raise NotFoundError(
        f"there is no day {text!r}; give a date of the archive, a day folder or a GeoJSON file"
    )


def named(path: Path) -> date | None:
    """Give the date that a folder is named after, or None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", path.name, flags=re.ASCII):
        return None
    try:
        return date.fromisoformat(path.name)
    except ValueError:
        return None


def _entries(folder: Path, *, own: bool) -> Iterator[Entry]:
    for path in sorted(folder.glob(f"*/{EVENTS}")):
        if day := named(path.parent):
            yield Entry(day, path.parent, own)

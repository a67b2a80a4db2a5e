"""Sitmap: from the report of a day to its situation map."""

from __future__ import annotations

from datetime import date
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.extract.find import Found
    from geo.model import Day

__all__ = ["find_places", "make_day", "open_day", "save_map"]


def find_places(text: str, *, actors: bool = False) -> list[Found]:
    """Find the places that a text names; see :func:`geo.extract.find.find_places`."""
    from geo.extract.find import find_places as find

    return find(text, actors=actors)


def make_day(source: str | PathLike[str], *, published: date | None = None) -> Day:
    """Read a report from a path or a text and turn it into a day; see :func:`geo.day.make_day`."""
    from geo.day import make_day as make
    from geo.read import read

    return make(read(source, published=published))


def open_day(day: date | str | PathLike[str]) -> Day:
    """Open a day by its date, its folder or its events file; see :func:`geo.archive.load`."""
    from geo import archive

    return archive.load(day)


def save_map(day: Day, path: str | PathLike[str], *, theme: str = "light") -> None:
    """Write a day's map as one HTML file that works without a network; see :func:`geo.page.page`."""
    from pathlib import Path

    from geo.archive.disk import write
    from geo.page import page

    write(Path(path), page(day, theme=theme))

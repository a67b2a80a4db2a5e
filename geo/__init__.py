"""Sitmap: from the report of a day to its situation map."""

from __future__ import annotations

from datetime import date
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.extract.find import Found
    from geo.model import Day

__all__ = ["find_places", "make_day"]


def find_places(text: str, *, actors: bool = False) -> list[Found]:
    """Find the places that a text names; see :func:`geo.extract.find.find_places`."""
    from geo.extract.find import find_places as find

    return find(text, actors=actors)


def make_day(source: str | PathLike[str], *, published: date | None = None) -> Day:
    """Read a report from a path or a text and turn it into a day; see :func:`geo.day.make_day`."""
    from geo.day import make_day as make
    from geo.read import read

    return make(read(source, published=published))

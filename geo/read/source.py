"""What a reader takes and gives: the value that every source's file is written against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geo.model import Report


class Shape(StrEnum):
    """What a text looks like from its beginning."""

    JSON = "JSON"
    XML = "XML"
    HTML = "HTML"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded file: its text, its shape, and its value where it is JSON.

    ``published`` is the day that the user gave; ``name`` is only used in messages.
    """

    text: str
    shape: Shape = Shape.TEXT
    name: str = "the text"
    published: date | None = None
    data: object = None


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of report; ``read`` gives None for a document that is of another kind."""

    name: str
    shape: Shape
    read: Callable[[Document], Report | None]

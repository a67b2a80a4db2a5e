"""A report cut into runs at the borders of its marks, so that a face can show it without searching in it.

Offsets count characters of the report's text; joined, the runs give that text unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.model import Reject

SYNTAX = re.compile(r"\A---\n.*?\n---\n+|^#{1,6}[ \t]+", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6}[ \t]+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the report with a meaning.

    ``kind`` is event, place, reject, heading or syntax; ``key`` the event it belongs to, ``tone`` its
    category, ``note`` what a reader sees on hovering.
    """

    start: int
    end: int
    kind: str
    key: str = ""
    tone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that the same marks cover."""

    text: str
    marks: tuple[Mark, ...] = ()


def runs(text: str, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """Cut a text at the borders of its marks, which may overlap.

    Marks that are empty or reach outside the text are left out.
    """
    sound = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)),
        key=lambda mark: (mark.start, -mark.end, mark.kind, mark.key),
    )
    borders = sorted({0, len(text)}.union(*((mark.start, mark.end) for mark in sound)))
    cut: list[Run] = []
    active: list[Mark] = []
    ahead = iter([*sound, None])
    coming = next(ahead)
    for start, end in pairwise(borders):
        active = [mark for mark in active if mark.end > start]
        while coming is not None and coming.start == start:
            active.append(coming)
            coming = next(ahead)
        cut.append(Run(text[start:end], tuple(active)))
    return tuple(cut)


def layout(text: str) -> tuple[Mark, ...]:
    """Mark the headings of a Markdown live blog, and the signs that a reader need not see."""
    syntax = [Mark(*match.span(), "syntax") for match in SYNTAX.finditer(text)]
    headings = [Mark(*match.span(1), "heading") for match in HEADING.finditer(text)]
    return tuple(syntax + headings)


def of_events(events: Iterable[dict[str, Any]]) -> tuple[Mark, ...]:
    """Mark the words of every event, and those of each of its claims that stands elsewhere.

    Parameters
    ----------
    events : iterable of dict
        Rows as ``geo.frame.records`` gives them.
    """
    marks: dict[Mark, None] = {}
    for row in events:
        for span in (row, *row["claims"]):
            if span["start"] is not None and span["end"] is not None:
                marks[Mark(span["start"], span["end"], "event", row["event_id"], row["category"])] = None
    return tuple(marks)


def of_rejects(rejects: Iterable[Reject]) -> tuple[Mark, ...]:
    """Mark the words that gave no event or no place, with the reason as the note."""
    return tuple(Mark(reject.start, reject.end, "reject", note=reject.reason) for reject in rejects)


def of_page(spans: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """Mark the lines that belong to the page and are no part of the report."""
    return tuple(
        Mark(start, end, "reject", note="a line of the page, no part of the report") for start, end in spans
    )


def of_places(spans: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """Mark the names of places."""
    return tuple(Mark(start, end, "place") for start, end in spans)

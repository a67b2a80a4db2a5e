"""Mark the lines of a report that belong to its page: sign-ups, bylines, share links, related stories.

Assumes nothing about the text; a line is marked whole or not at all, and never cut out.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from geo.model import Report
from geo.paths import data_path

_LINE = re.compile(r"[^\n]+")
_LONGEST = 300
_HEADLINE = 160
_NAME = r"[A-Z][\\w'’.-]{1,30}(?: (?:(?:de|van|von|al|el|bin) )?[A-Z][\\w'’.-]{0,30}){0,3}"
_ENDS = (".", "!", "?", "…", ".”", '."')


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of ``data/vocab/boilerplate.toml``."""

    lines: re.Pattern[str]
    cased: re.Pattern[str]
    boxes: re.Pattern[str]
    box_lines: int


@cache
def words() -> Words:
    """Load the patterns."""
    raw = tomllib.loads(data_path("vocab", "boilerplate.toml").read_text(encoding="utf-8"))
    cased = [re.sub(r"\\p\{name\}", _NAME, pattern) for pattern in raw["cased"]]
    return Words(
        re.compile("|".join(f"(?:{p})" for p in raw["lines"]), re.IGNORECASE),
        re.compile("|".join(f"(?:{p})" for p in cased)),
        re.compile("|".join(f"(?:{p})" for p in raw["boxes"]), re.IGNORECASE),
        int(raw["box_lines"]),
    )


def spans(text: str, stops: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
    """Give the lines of ``text`` that belong to the page.

    Parameters
    ----------
    text : str
        The whole report.
    stops : iterable of int
        Offsets where a post begins: no box reaches over them.
    """
    known, ends = words(), frozenset(stops)
    left = 0
    for hit in _LINE.finditer(text):
        line = hit[0].strip(" \t*_|•·")
        if hit.start() in ends:
            left = 0
        if not line or len(line) > _LONGEST:
            left = 0 if line else left
            continue
        head = known.boxes.fullmatch(line)
        in_box = left > 0 and len(line) <= _HEADLINE and not line.endswith(_ENDS)
        left = known.box_lines if head else left - 1 if in_box else 0
        if head or in_box or known.lines.fullmatch(line) or known.cased.fullmatch(line):
            yield hit.span()


def marked(report: Report) -> Report:
    """Give the report with the lines of its page marked, beside those that are marked already."""
    starts = [post.start for post in report.posts]
    found = {start: (start, end) for start, end in spans(report.text, starts)}
    found |= {start: (start, end) for start, end in report.boilerplate}
    return dataclasses.replace(report, boilerplate=tuple(found[start] for start in sorted(found)))

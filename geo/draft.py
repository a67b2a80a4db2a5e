"""A report as it was handed over, read on the day it tells or one guessed; another day reads it anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from geo.dating import Guess, guess
from geo.model import Report
from geo.read import read_bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A report with its day; ``guess`` tells why where the day is only guessed.

    ``raw`` is what was handed over, null for a page that was fetched.
    """

    report: Report
    day: date
    guess: Guess | None = None
    raw: bytes | None = None
    name: str = "the text"


def of_bytes(raw: bytes, name: str, today: date, day: date | None = None) -> Draft:
    """Read what was pasted or dropped.

    Parameters
    ----------
    raw : bytes
        A report in any shape that :mod:`geo.read` knows.
    name : str
        Name of the file, or what to call the text in a message.
    today : date
        The latest day that the report may be of.
    day : date, optional
        Its day, where a person tells it.

    Raises
    ------
    InputError
        As for :func:`geo.read.read_bytes`.
    """
    report = read_bytes(raw, name, published=day)
    if report.published:
        return Draft(report, report.published, None, raw, name)
    found = guess(report.text, today, name)
    return Draft(read_bytes(raw, name, published=found.day), found.day, found, raw, name)


def of_report(report: Report, today: date, day: date | None = None) -> Draft:
    """Take a report that is read already, such as a page that was fetched."""
    if known := day or report.published:
        return Draft(replace(report, published=known), known)
    found = guess(report.text, today, report.url or "")
    return Draft(replace(report, published=found.day), found.day, found)


def on(draft: Draft, day: date) -> Draft:
    """Give the same report another day, told by a person: every relative time counts from it."""
    if draft.raw is None:
        return of_report(draft.report, day, day)
    return of_bytes(draft.raw, draft.name, day, day)

"""What a second opinion may say: words of the report, a place in them, and perhaps the kind of event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from geo.model import Report


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An incident that another reader sees.

    Figures, day and speaker are not asked for: the words that are cited tell them.

    Parameters
    ----------
    quote : str
        Words of the report, to the letter.
    place : str
        The place as those words write it.
    region : str, optional
        What it lies in, for a name that many places have.
    category : str, optional
        A key of the table ``categories``; without it the words' own trigger decides.
    attacker : str, optional
        Russia or Ukraine.
    start : int, optional
        Where the quote begins; without it the first such words are meant.
    """

    quote: str
    place: str
    region: str | None = None
    category: str | None = None
    attacker: str | None = None
    start: int | None = None


class SecondOpinion(Protocol):
    """Anything that reads a report and suggests incidents."""

    def suggestions(self, report: Report) -> Iterable[Suggestion]:
        """Read the report; a service that fails raises ServiceError."""
        ...

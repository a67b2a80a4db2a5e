"""Whose report it is as a whole: the body that speaks in it with its own voice, or heads or signs it.

Assumes that a wire which only quotes a body says so with a verb, and keeps to its own words for the armies.
"""

from __future__ import annotations

from typing import Any

from geo.extract.speech.who import Claimant, verbs
from geo.extract.words.tables import raw

_HEAD_LINES = 3
_VOICE = 2  # words of the body's own voice that make it the author


def author_of(text: str) -> Claimant | None:
    """Find the body whose report it is, by the opening of the report in lower case."""
    for row in raw("claimants")["author"]:
        head = text[: row["within"]]
        if any(phrase in head for phrase in row["phrases"]) and _speaks(text, row):
            return Claimant(row["who"], row.get("side"), "said")
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    for row in raw("claimants")["signed"]:
        if any(_signs(line, phrase) for line in lines for phrase in row["phrases"]):
            return Claimant(row["who"], row.get("side"), "said")
    return None


def _speaks(text: str, row: dict[str, Any]) -> bool:
    """Tell a body's own voice ("the enemy", "our units") from a wire that quotes both sides."""
    if any(phrase in text for phrase in row.get("others", ())):
        return False
    return sum(text.count(phrase) for phrase in row["voice"]) >= int(row.get("least", _VOICE))


def _signs(line: str, phrase: str) -> bool:
    """Tell a heading or a signature, "X Regional Administration, 9 April", from a sentence about it."""
    if phrase not in line:
        return False
    opening = line.split(". ", 1)[0]
    whole = line[-1] not in '.!?”"'
    heading = line if whole else opening if line.startswith(phrase) else ""
    return bool(heading) and not any(w in verbs() for w in heading.split())

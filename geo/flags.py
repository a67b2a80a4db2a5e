"""What the flags of a row tell: who made it, what is in doubt, and what a person has changed.

A flag is a word, or a word with a note of its own after a colon; the words that are doubts stand in
data/vocab/doubts.toml.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from geo import vocab
from geo.model import Event

EDITED = "edited"
"""The flag of a row that a person has changed or confirmed."""

BY_HAND = "by_hand"
"""The flag of a row that a person has made."""

_WAS = "was:"


class Origin(StrEnum):
    """Whose a row is."""

    MACHINE = "machine"
    CONFIRMED = "confirmed"
    MENDED = "mended"
    MADE = "made"


def origin(event: Event) -> Origin:
    """Tell whose a row is: the machine's alone, confirmed or mended by a person, or made by one."""
    if BY_HAND in event.review:
        return Origin.MADE
    if EDITED not in event.review:
        return Origin.MACHINE
    return Origin.MENDED if before(event) else Origin.CONFIRMED


def doubts(event: Event) -> tuple[vocab.Doubt, ...]:
    """List why a person should look at the row; nothing once a person has."""
    if origin(event) is not Origin.MACHINE:
        return ()
    known = vocab.doubts()
    return tuple(known[word] for word in map(_word, event.review) if word in known)


def notes(event: Event) -> tuple[str, ...]:
    """List the flags that are neither a doubt, nor a mark of who made the row."""
    flags = (flag for flag in event.review if not flag.startswith(_WAS))
    told = {doubt.id for doubt in doubts(event)}
    return tuple(flag for flag in flags if flag not in (EDITED, BY_HAND, *told))


def before(event: Event) -> dict[str, Any]:
    """Give what stood in every field that a person has changed, as the machine first told it."""
    pairs = (flag.removeprefix(_WAS).partition("=") for flag in event.review if flag.startswith(_WAS))
    return {name: _value(value) for name, _, value in pairs}


def mended(flags: Iterable[str], values: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the flags of a row that a person has mended: ``values`` stood there before."""
    return (*(flag for flag in flags if flag != EDITED and not flag.startswith(_WAS)), *_kept(values), EDITED)


def unmended(flags: Iterable[str]) -> tuple[str, ...]:
    """Give the flags of a row as they were before a person mended or confirmed it."""
    return mended(flags, {})[:-1]


def _kept(values: Mapping[str, Any]) -> Iterable[str]:
    """Write values that were changed as the flags that keep them."""
    return (f"{_WAS}{name}={json.dumps(value, ensure_ascii=False)}" for name, value in values.items())


def _value(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Read a kept value; a foreign file may hold anything there."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _word(flag: str) -> str:
    return flag.partition(":")[0]

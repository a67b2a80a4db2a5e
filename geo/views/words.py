"""Plain words of the pages: labels of the vocabulary, ranges, and the colours of a report's words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from geo import vocab
from geo.flags import Origin, origin
from geo.paths import data_path

if TYPE_CHECKING:
    from geo.model import Event

_MARKDOWN = frozenset("\\`*_{}[]<>()#+-.!|$~:&^=\"'")
_KINDS = {
    "category": vocab.categories,
    "attacker": vocab.attackers,
    "status": vocab.statuses,
    "precision": vocab.precisions,
    "record_type": vocab.record_types,
    "date_precision": vocab.date_precisions,
}


ORIGINS = {
    Origin.MACHINE: ("machine", "machine", "gray"),
    Origin.CONFIRMED: ("confirmed", "confirmed by a person", "green"),
    Origin.MENDED: ("mended", "mended by a person", "blue"),
    Origin.MADE: ("person", "made by a person", "violet"),
}
"""Whose a row is: in one word, in a few, and the colour of its badge."""


def label(kind: str) -> Callable[[str], str]:
    """Give the function that turns an id of a kind into its label; an unknown id stays as it is."""
    terms = _KINDS[kind]()

    def words(value: str) -> str:
        return terms[value].label if value in terms else value

    return words


def labels(kind: str) -> dict[str, str]:
    """Give all labels of a kind by id."""
    return {term.id: term.label for term in _KINDS[kind]().values()}


def former(event: Event) -> str:
    """Tell who had the value before: the machine, or the person who made the row."""
    return "Before" if origin(event) is Origin.MADE else "Machine"


def had(event: Event, name: str, value: object) -> str:
    """Write what a field had before a person changed it."""
    told = label(name)(str(value)) if name in _KINDS and value else value
    return f"{former(event)}: {'nothing' if told is None else told}"


@cache
def tones(theme: str) -> dict[str, str]:
    """Give the colour of every category's words in a theme."""
    table = tomllib.loads(data_path("vocab", "tones.toml").read_text(encoding="utf-8"))
    return {category: tone[theme] for category, tone in table.items()}


def spread(least: int | None, most: int | None) -> str:
    """Write a range as people do: 6, 6-8, or at least 6 (``6+``)."""
    if least is None and most is None:
        return "not told"
    if most is None:
        return f"{least}+"
    if least is None:
        return f"up to {most}"
    return f"{least}" if least == most else f"{least}–{most}"


def theme() -> str:
    """Tell which of the two themes the reader's page has."""
    import streamlit as st

    return "dark" if st.context.theme.type == "dark" else "light"


def plain(text: str) -> str:
    """Write a text so that Markdown shows it word for word."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in flat)

"""A written place taken apart: the name itself, its kind word, and what it is said to lie in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geo.geocode.words import Family, around, kind_words, tokens

_LONGEST = 160  # no place name is longer; what is longer is no place name
_POSSESSIVE = re.compile(r"^([^,;()]+)['’]s ([^,;()]+)$")  # "Kyiv's Podil district"
_PARTS = re.compile(r"[,;()\[\]/|\n\r\t]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as folded words: ``whole`` as it was written, ``bare`` without its kind word."""

    whole: str
    bare: str
    family: Family | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A name with the areas it is said to lie in, and the places it is said to be near."""

    text: str
    name: Name
    within: tuple[Name, ...] = ()
    beside: tuple[Name, ...] = field(default=())


def parse(text: str) -> Query:
    """Take a written place apart; any text is taken, the worst gives an empty name.

    Examples
    --------
    >>> found = parse("the village of Andriivka, Kharkiv region")
    >>> found.name.bare, found.within[0].bare, found.within[0].family.name
    ('andriivka', 'kharkiv', 'region')
    """
    text_parts = _PARTS.split(_POSSESSIVE.sub(r"\2, \1", text[:_LONGEST]))
    parts = [name for part in text_parts for name in _split(tokens(part), part.strip())]
    if not parts:
        return Query(text, Name("", ""))
    head = next((name for name in parts if not _is_area(name)), parts[0])
    rest = [name for name in parts if name is not head]
    return Query(text, head, tuple(rest))


def read_name(text: str) -> Name:
    """Read a text that is one name, such as the region that a context gives."""
    return _name(tokens(text[:_LONGEST]), text)


def _is_area(name: Name) -> bool:
    return name.family is not None and name.family.name in {"region", "district", "community"}


def _split(words: tuple[str, ...], text: str) -> list[Name]:
    """Part "Andriivka in the Izium district" and "село Тернувате Запорізької області" in two."""
    words = _without_lead(words)
    if not words:
        return []
    for at in range(1, len(words) - 1):
        for split in around().split:
            if words[at : at + len(split)] == split and _is_area(_name(words[at + len(split) :])):
                return [_name(words[:at]), *_split(words[at + len(split) :], "")]
    name = _name(words, text)
    if _is_area(name) and (head := _settled_head(words)):
        return [_name(words[:head]), _name(words[head:])]
    return [name]


def _settled_head(words: tuple[str, ...]) -> int:
    """Count the words of a settlement ("с. Тернувате") that stands before the name of an area."""
    start = next((n for n in range(3, 0, -1) if _family(kind_words().before, words[:n]) == "settlement"), 0)
    return start + 1 if start and len(words) > start + 2 else 0


def _family(table: dict[tuple[str, ...], Family], words: tuple[str, ...]) -> str:
    family = table.get(words)
    return family.name if family else ""


def _without_lead(words: tuple[str, ...]) -> tuple[str, ...]:
    for lead in around().drop_before:
        if words[: len(lead)] == lead and len(words) > len(lead):
            return _without_lead(words[len(lead) :])
    return words


def _name(words: tuple[str, ...], text: str = "") -> Name:
    words = _without_lead(words)
    whole = " ".join(words)
    alone = kind_words().after.get(words) or kind_words().before.get(words)
    if alone:
        return Name(whole, "", alone, text)
    for size in range(min(kind_words().longest, len(words) - 1), 0, -1):
        after = kind_words().after.get(words[-size:])
        if after:
            return Name(whole, " ".join(words[:-size]), after, text)
        before = kind_words().before.get(words[:size])
        if before:
            return Name(whole, " ".join(_without_lead(words[size:])), before, text)
    return Name(whole, whole, None, text)

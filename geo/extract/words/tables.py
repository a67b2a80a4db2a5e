"""The vocabulary of reports as the extractor reads it: tables of data/vocab, made ready for lookup.

Assumes that words in the tables are written in lower case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from geo.paths import data_path


@cache
def raw(name: str) -> dict[str, Any]:
    """Return one table of ``data/vocab`` as it is written."""
    return tomllib.loads(data_path("vocab", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, *path: str) -> frozenset[str]:
    """Return a list of words: a string of words, or an array of phrases."""
    value: Any = raw(table)
    for key in path:
        value = value[key]
    return frozenset(value.split() if isinstance(value, str) else value)


def any_of(low: Iterable[str], table: str, *path: str) -> bool:
    """Tell whether one of some words is in a list of words."""
    return not words(table, *path).isdisjoint(low)


class Phrases:
    """Phrases of one or more words, found at a position of a list of lower-case words, longest first.

    ``by_first`` keeps them by their first word and by their second; a phrase of one word stands under "".
    ``marks`` holds the longest word of each: where none of them stands, no phrase does.
    """

    __slots__ = ("by_first", "marks")

    def __init__(self, phrases: dict[str, Any]) -> None:
        self.by_first: dict[str, dict[str, list[tuple[int, list[str], Any]]]] = {}
        for phrase, value in phrases.items():
            parts = phrase.split()
            second = parts[1] if len(parts) > 1 else ""
            rows = self.by_first.setdefault(parts[0], {}).setdefault(second, [])
            rows.append((len(parts), parts, value))
            rows.sort(key=lambda row: -row[0])
        self.marks = frozenset(max(phrase.split(), key=len) for phrase in phrases)

    def find(self, low: list[str], start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int, Any]]:
        """Yield where phrases begin between two words, how many words they have, and their values."""
        if self.marks.isdisjoint(low[start:] if start else low):
            return
        by_first = self.by_first
        for i, word in enumerate(low[start:stop], start):
            if word in by_first and (hit := self.at(low, i)):
                yield i, hit[0], hit[1]

    def at(self, low: list[str], i: int) -> tuple[int, Any] | None:
        """Return how many words the longest phrase at ``i`` has, and its value."""
        seconds = self.by_first.get(low[i])
        if seconds is None:
            return None
        rows = seconds.get(low[i + 1]) if i + 1 < len(low) else None
        if rows is not None:
            for size, parts, value in rows:
                if size == 2 or low[i : i + size] == parts:
                    return size, value
        return (1, seconds[""][0][2]) if "" in seconds else None

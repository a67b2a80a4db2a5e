"""The words of place names, read once from ``data/vocab/toponyms*.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from geo.paths import data_path
from geo.text import fold


@dataclass(frozen=True, slots=True)
class Family:
    """What a kind word ("oblast", "air base") says of the name beside it."""

    name: str
    kinds: frozenset[str]
    radius_km: float
    precision: str
    own_name: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class KindWords:
    """Kind words as tuples of folded tokens, with their family, for the two sides of a name."""

    before: dict[tuple[str, ...], Family]
    after: dict[tuple[str, ...], Family]
    families: dict[str, Family]
    longest: int


@dataclass(frozen=True, slots=True)
class Around:
    """Small words around a name: to be dropped, to be read as a comma, to be read as "beside"."""

    drop_before: tuple[tuple[str, ...], ...]
    split: tuple[tuple[str, ...], ...]
    neighbour_of: frozenset[tuple[str, ...]]


class Rule:
    """One way in which a name may be written otherwise."""

    __slots__ = ("at", "cost", "new", "old")

    def __init__(self, old: str, new: str, at: str, cost: float) -> None:
        self.old, self.new, self.at, self.cost = old, new, at, cost


def tokens(text: str) -> tuple[str, ...]:
    """Split a text into folded words."""
    return tuple(fold(text).split())


@cache
def kind_words() -> KindWords:
    """Read the kind words."""
    families: dict[str, Family] = {}
    before: dict[tuple[str, ...], Family] = {}
    after: dict[tuple[str, ...], Family] = {}
    for name, entry in _load("toponyms.toml")["family"].items():
        facts = entry["radius_km"], entry["precision"], entry.get("own_name", False)
        words = frozenset(fold(word) for word in (*entry["before"], *entry["after"]))
        families[name] = family = Family(name, frozenset(entry["kinds"]), *facts, words)
        before.update((tokens(word), family) for word in entry["before"])
        after.update((tokens(word), family) for word in entry["after"])
    return KindWords(before, after, families, max(map(len, (*before, *after))))


@cache
def around() -> Around:
    """Read the small words around names."""
    entry = _load("toponyms.toml")["around"]
    drop = sorted(map(tokens, entry["drop_before"]), key=len, reverse=True)
    split = sorted(map(tokens, entry["split"]), key=len, reverse=True)
    return Around(tuple(drop), tuple(split), frozenset(map(tokens, entry["neighbour_of"])))


@cache
def adjective_endings() -> tuple[str, ...]:
    """Read the endings of adjectives made of place names, longest first."""
    endings = {fold(ending) for ending in _load("toponyms.toml")["adjective"]["endings"]}
    return tuple(sorted(endings, key=len, reverse=True))


@cache
def spelling_rules() -> dict[str, tuple[Rule, ...]]:
    """Read the spelling rules by the first letter of what they replace; "" holds the insertions."""
    rules: dict[str, list[Rule]] = {}
    for block in _load("toponyms_spelling.toml")["spelling"]:
        for old, new, *at in block["rules"]:
            rule = Rule(_inner_fold(old), _inner_fold(new), at[0] if at else "", block["cost"])
            rules.setdefault(rule.old[:1], []).append(rule)
    return {letter: tuple(found) for letter, found in rules.items()}


@cache
def limits() -> SimpleNamespace:
    """Read how far a spelling may stray."""
    return SimpleNamespace(**_load("toponyms_spelling.toml")["spelling_limits"])


@cache
def weights() -> SimpleNamespace:
    """Read what weighs how much when several places bear one name."""
    return SimpleNamespace(**_load("toponyms_weights.toml")["weights"])


@cache
def flags() -> SimpleNamespace:
    """Read when a choice is to be looked at by a person."""
    return SimpleNamespace(**_load("toponyms_weights.toml")["flags"])


def _inner_fold(text: str) -> str:
    return text if text.endswith(" ") else fold(text)


@cache
def _load(name: str) -> dict[str, Any]:
    with data_path("vocab", name).open("rb") as file:
        return tomllib.load(file)

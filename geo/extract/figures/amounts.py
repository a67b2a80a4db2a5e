"""Amounts that are no casualties: aircraft hit and destroyed, money, bodies, square kilometres.

Assumes the table ``amounts``; an amount without a number gives no claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.extract.figures.numbers import numbers
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw

_MONEY = re.compile(r"(\d+(?:\.\d+)?)(bn|billion|m|million|tn|trillion)?")
_SCALE = {"bn": 1e9, "billion": 1e9, "m": 1e6, "million": 1e6, "tn": 1e12, "trillion": 1e12}
_SIGNS = {"$": "damage_usd", "£": "damage_gbp"}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as told: what it is of, its value and bound, and its words ``first`` to ``last``."""

    what: str
    value: float
    bound: str
    first: int
    last: int


@cache
def _nouns() -> Phrases:
    rows = raw("amounts")["nouns"]
    return Phrases({phrase: what for what, phrases in rows.items() for phrase in phrases})


def _verbs(s: Sentence) -> str:
    destroyed = any(w in raw("amounts")["destroyed"] for w in s.low)
    return "aircraft_destroyed" if destroyed and "hit" not in s.low else "aircraft_hit"


def amounts(s: Sentence) -> list[Amount]:
    """Find the amounts of a sentence, in the order of the text."""
    out = []
    for number in numbers(s) if not _nouns().marks.isdisjoint(s.low) else ():
        for k in range(number.last + 1, min(number.last + 5, len(s))):
            hit = _nouns().at(s.low, k)
            if hit and number.value is not None:
                what = _verbs(s) if hit[1] == "aircraft" else str(hit[1])
                out.append(Amount(what, number.value, number.bound, number.first, k + hit[0] - 1))
                break
            if not s.low[k][0].isalpha():
                break
    return sorted([*out, *_money(s)], key=lambda a: a.first)


def _money(s: Sentence) -> list[Amount]:
    out = []
    for k in range(len(s) - 1) if not _SIGNS.keys().isdisjoint(s.text) else ():
        what = _SIGNS.get(s.text[k])
        hit = _MONEY.fullmatch(s.low[k + 1]) if what else None
        if not what or not hit:
            continue
        word = hit[2] or (s.low[k + 2] if k + 2 < len(s) else "")
        scale = _SCALE.get(word, 1.0)
        out.append(Amount(what, float(hit[1]) * scale, "", k, k + 1 + (not hit[2] and word in _SCALE)))
    return [*out, *_in_words(s)]


@cache
def _currencies() -> Phrases:
    rows = raw("amounts")["money"]
    return Phrases({phrase: what for what, phrases in rows.items() for phrase in phrases})


def _in_words(s: Sentence) -> list[Amount]:
    """Read "7 billion dollars" and "65m pounds"."""
    out = []
    for i, size, what in _currencies().find(s.low):
        k = i - 1 - (i > 1 and s.low[i - 1] in _SCALE)
        hit = _MONEY.fullmatch(s.low[k]) if k >= 0 else None
        signed = k > 0 and s.text[k - 1] in _SIGNS
        if hit and not signed:
            scale = _SCALE.get(hit[2] or s.low[i - 1], 1.0)
            out.append(Amount(what, float(hit[1]) * scale, "", k, i + size - 1))
    return out


def of_aircraft(s: Sentence) -> bool:
    """Tell whether a sentence speaks of aircraft that were hit, with or without their number."""
    return any(what == "aircraft" for _, _, what in _nouns().find(s.low))

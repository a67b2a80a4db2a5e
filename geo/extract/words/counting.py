"""Counts as written: digits and number words, what bounds them, and which numbers are ages or dates.

Assumes that "at least" binds only the figure it stands before; a count without a value ("dozens") gives none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_TENS = re.compile(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(\w+)")
_YEAR = re.compile(r"(19|20)\d\d")
_BEFORE_YEARS = frozenset(("in", "since", "of", "until", "by", "from", "late", "early", "born"))
_OLDEST = 105


@dataclass(frozen=True, slots=True)
class Number:
    """A count in a sentence: its words ``first`` to ``last``, its value, and how it is bounded.

    ``more`` tells that it adds to what was told before: "another two", "three more", "a third".
    """

    first: int
    last: int
    value: int | None
    bound: str = ""
    part: bool = False
    people: bool = False
    noun: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as told: minimum and maximum, and its words ``first`` to ``last``.

    ``more`` adds to a figure told before; ``earlier`` yields to any other; ``moved`` are wounded who died.
    """

    low: int | None
    high: int | None
    first: int
    last: int
    more: bool = False
    earlier: bool = False
    moved: bool = False


@cache
def _bounds(table: str) -> Phrases:
    rows = raw("numbers")[table]
    return Phrases({phrase: bound for bound, phrases in rows.items() for phrase in phrases})


@cache
def exact() -> dict[str, int]:
    """Return the number words and their values."""
    return dict(raw("numbers")["exact"])


def value_of(word: str) -> int | None:
    """Return the value of a number as written: "6,000", "three", "twenty-three"."""
    if word[0].isdigit():
        return int(word.replace(",", "")) if _DIGITS.fullmatch(word) and len(word) < 12 else None
    found = exact().get(word)
    if found is not None:
        return found
    hit = _TENS.fullmatch(word)
    return exact()[hit[1]] + exact().get(hit[2], 0) if hit else None


def bound_of(s: Sentence, first: int, last: int) -> tuple[str, int]:
    """Return what the words around a figure say of it, and where these words and the figure begin."""
    table, low = _bounds("bounds"), s.low
    for at in range(max(0, first - 4), first):
        hit = table.at(low, at) if low[at] in table.by_first else None
        if hit and at + hit[0] == first and not (at and low[at - 1] in words("numbers", "climb", "words")):
            return hit[1], at
    after = _bounds("bounds_after").at(s.low, last + 1) if last + 1 < len(s) else None
    return (after[1] if after else ""), first


def ages(s: Sentence) -> frozenset[int]:
    """Name the words that are ages: "aged 35 and 80", "a man of 36", "Dmitry, 33, who", "a woman (71)"."""
    found: frozenset[int] | None = s.memo.get("ages")
    if found is None:
        out: set[int] = set()
        named = exact()
        for i, word in enumerate(s.low):
            if (word in named or word[0].isdigit()) and i and _is_age(s, i):
                out.update(_run(s, i))
        found = s.memo["ages"] = frozenset(out)
    return found


def _run(s: Sentence, i: int) -> list[int]:
    """Follow "35 and 80", "six, nine and 11": ages in a row, none of them before a noun."""
    out, k = [i], i + 1
    while k + 1 < len(s) and s.low[k] in words("numbers", "ages", "between"):
        if (value_of(s.low[k + 1]) or _OLDEST) >= _OLDEST or _before_noun(s, k + 1):
            break
        out.append(k + 1)
        k += 2
    return out


def _before_noun(s: Sentence, i: int) -> bool:
    after = s.low[i + 1 : i + 3]
    return any_of(after, "numbers", "people", "words") or any_of(after, "numbers", "single", "persons")


def _is_age(s: Sentence, i: int) -> bool:
    before = s.low[i - 1]
    if before in words("numbers", "ages", "aged"):
        return True
    if (value_of(s.low[i]) or _OLDEST) >= _OLDEST:
        return False
    after = s.low[i + 1] if i + 1 < len(s) else "."
    if after in words("numbers", "ages", "after") and s.low[i + 2 : i + 3] == ["old"]:
        return True
    person = _person(s, i - 2) if i > 1 else False
    if before == "of":
        return person and not _before_noun(s, i)
    listed = before in (",", "(") and after in (",", ")", "and", ".", ";")
    named = i > 1 and s.text[i - 2][0].isupper() and s.text[i][0].isdigit()
    return listed and (person or (named and after in (",", ")") and before + after != ",)"))


def _person(s: Sentence, i: int) -> bool:
    word = s.low[i]
    numbers = raw("numbers")
    one = word in words("numbers", "single", "persons") or word in numbers["pairs"]
    return one or word in words("numbers", "people", "plural")


def _is_year(s: Sentence, i: int) -> bool:
    before = s.low[i - 1] if i else ""
    if before in ("and", "or") and i > 1 and _YEAR.fullmatch(s.low[i - 2]) and _YEAR.fullmatch(s.low[i]):
        return True
    return bool(_YEAR.fullmatch(s.low[i])) and (before in _BEFORE_YEARS or before in words("times", "months"))


def is_date(s: Sentence, i: int) -> bool:
    """Tell an age, a year or a day of a month from a count."""
    if i in ages(s) or _is_year(s, i):
        return True
    months = words("times", "months")
    near = s.low[i - 1] if i and s.low[i][0].isdigit() and not _before_noun(s, i) else ""
    nxt = s.low[i + 1] if i + 1 < len(s) else ""
    return near in months or nxt in months or (near == "." and i > 1 and s.low[i - 2] in months)

"""Numbers of a sentence: how many were killed and hurt, and how many weapons came and fell.

Assumes that "at least" binds only the figure it stands before; a count without a value ("dozens") gives none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.extract.sentences import Sentence
from geo.extract.tables import Phrases, any_of, raw, words

_AGED = re.compile(r"\d{1,3}-year-old")
_VERBS = frozenset(("was", "is", "in", "at"))
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_BEFORE_YEARS = frozenset(("in", "since", "of", "until", "by", "from", "late", "early"))
_YEAR = re.compile(r"(19|20)\d\d")
_TENS = re.compile(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(\w+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A count in a sentence: its words ``first`` to ``last``, its value, and how it is bounded."""

    first: int
    last: int
    value: int | None
    bound: str = ""
    part: bool = False
    people: bool = False
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as told: minimum and maximum, and its words ``first`` to ``last``."""

    low: int | None
    high: int | None
    first: int
    last: int


@cache
def _bounds() -> Phrases:
    table = raw("numbers")["bounds"]
    return Phrases({phrase: bound for bound, phrases in table.items() for phrase in phrases})


@cache
def _exact() -> dict[str, int]:
    return dict(raw("numbers")["exact"])


def value_of(word: str) -> int | None:
    """Return the value of a number as written: "6,000", "three", "twenty-three"."""
    if word[0].isdigit():
        return int(word.replace(",", "")) if _DIGITS.fullmatch(word) and len(word) < 12 else None
    found = _exact().get(word)
    if found is not None:
        return found
    hit = _TENS.fullmatch(word)
    return _exact()[hit[1]] + _exact().get(hit[2], 0) if hit else None


def _bound(s: Sentence, i: int) -> tuple[str, int]:
    for back in (3, 2, 1):
        if i - back >= 0:
            hit = _bounds().at(s.low, i - back)
            if hit and hit[0] == back:
                return hit[1], i - back
    return "", i


def _is_age(s: Sentence, i: int) -> bool:
    """Tell "a man of 36", "aged 36", "Dmitry, 33, who"."""
    before = s.low[i - 1] if i else ""
    if before in ("aged", "age"):
        return True
    if before == "of" and i > 1 and s.low[i - 2] in words("numbers", "single", "persons"):
        return True
    comma = before == "," and i > 1 and s.text[i - 2][0].isupper() and i + 1 < len(s) and s.low[i + 1] == ","
    return comma and s.text[i][0].isdigit()


def _is_year(s: Sentence, i: int) -> bool:
    before = s.low[i - 1] if i else ""
    return bool(_YEAR.fullmatch(s.low[i])) and before in _BEFORE_YEARS


def _is_date(s: Sentence, i: int) -> bool:
    if _is_age(s, i) or _is_year(s, i):
        return True
    months = words("times", "months")
    near = s.low[i - 1] if i else ""
    nxt = s.low[i + 1] if i + 1 < len(s) else ""
    return near in months or nxt in months or (near == "." and i > 1 and s.low[i - 2] in months)


def _people(s: Sentence, j: int) -> tuple[bool, str]:
    """Tell whether a count of people ends at ``j``: "three elderly people", "four more residents"."""
    people = words("numbers", "people", "words") | words("numbers", "single", "persons")
    nouns = []
    for k in range(j + 1, min(j + 4, len(s))):
        if s.low[k] in people:
            return True, s.low[k]
        if not s.low[k][0].isalpha() or s.low[k] in ("in", "of", "and", "over", "were", "was", "on", "at"):
            break
        nouns.append(s.low[k])
    return False, nouns[0] if nouns else ""


def numbers(s: Sentence) -> list[Number]:
    """Find the counts of a sentence; dates, clock times and ages are none."""
    found: list[Number] | None = s.memo.get("numbers")
    if found is None:
        found = s.memo["numbers"] = _numbers(s)
    return found


def _numbers(s: Sentence) -> list[Number]:
    out: list[Number] = []
    i, n = 0, len(s)
    vague = words("numbers", "vague", "words")
    exact = _exact()
    articles = words("numbers", "single", "articles") | {"the"}
    plural = words("numbers", "people", "plural")
    while i < n:
        word = s.low[i]
        value = value_of(word) if word in exact or word[0].isdigit() or "-" in word else None
        if value is not None and not _is_date(s, i):
            if i + 1 < n and s.low[i + 1] in ("dozen", "hundred", "thousand"):
                scale = _exact()[s.low[i + 1]]
                value, end = value * scale, i + 1
            else:
                end = i
            out.append(_number(s, i, end, value))
            i = end + 1
            continue
        if word == "another" and i + 1 < n and (not s.low[i + 1][0].isalnum() or s.low[i + 1] in _VERBS):
            out.append(Number(i, i, 1, people=True, noun=word))
        ages = _ages(s, i) if word in plural else None
        if ages:
            out.append(Number(i, i + 1, ages[0], people=True, noun=word))
            i = ages[1] + 1
            continue
        if word in vague:
            out.append(_number(s, i, i, None))
        single = _single(s, i) if word in articles else None
        if single:
            part = i > 0 and s.low[i - 1] in ("including", "among", "them", "whom")
            out.append(Number(i, single, 1, part=part, people=True, noun=s.low[single]))
        i += 1
    return _summed(s, out)


def _summed(s: Sentence, found: list[Number]) -> list[Number]:
    """Add "a young woman and a three-year-old child"."""
    out: list[Number] = []
    for number in found:
        left = out[-1] if out else None
        joined = left is not None and left.people and _joins(s.low[left.last + 1 : number.first])
        if left and joined and number.people and number.value and not (left.part or number.part):
            total = (left.value or 0) + number.value
            out[-1] = Number(left.first, number.last, total, left.bound, people=True, noun=number.noun)
        else:
            out.append(number)
    return out


def _joins(between: list[str]) -> bool:
    """Tell "a woman [of 74 and] a man", "three police officers [and] two other people"."""
    people = (
        words("numbers", "people", "words")
        | words("numbers", "single", "persons")
        | {"of", "aged", "police", "other"}
    )
    aged = any(w.isdigit() for w in between)
    if between[-1:] and between[-1] in ("his", "her", "their"):
        between = between[:-1]
    return between[-1:] == ["and"] and all(
        w in people or w.isdigit() or (aged and w == ",") for w in between[:-1]
    )


def _number(s: Sentence, i: int, end: int, value: int | None) -> Number:
    bound, first = _bound(s, i)
    people, noun = _people(s, end)
    people = people or s.low[i] == "couple"
    n = len(s)
    part = end + 2 < n and s.low[end + 1] == "of" and s.low[end + 2] in ("them", "whom", "these", "those")
    before = s.low[first - 1] if first else ""
    part = part or before in ("including", "among", "them", "which") or _trailing_part(s, end)
    return Number(first, end, value, bound, part, people, noun)


def _trailing_part(s: Sentence, end: int) -> bool:
    """Tell "six children among them", "a child among the latter"."""
    return "among" in s.low[end + 1 : end + 4] and any(
        w in ("them", "whom") for w in s.low[end + 2 : end + 5]
    )


def _ages(s: Sentence, i: int) -> tuple[int, int] | None:
    """Count "men of 52 and 60": two; return the count and the index of the last age."""
    if (
        s.low[i] not in words("numbers", "people", "plural")
        or i + 2 >= len(s)
        or s.low[i + 1] not in ("of", "aged")
    ):
        return None
    count, k = 0, i + 2
    while k < len(s) and (s.low[k].isdigit() or s.low[k] in (",", "and")):
        count += s.low[k].isdigit()
        k += 1
    return (count, k - 1) if count > 1 else None


def _plural_ahead(s: Sentence, k: int) -> bool:
    """Tell "[the driver and] three passengers"."""
    people = words("numbers", "people", "words")
    return k + 1 < len(s) and value_of(s.low[k]) is not None and s.low[k + 1] in people


def _single(s: Sentence, i: int) -> int | None:
    """Return the index of the person that an article at ``i`` begins: "a 45-year-old man"."""
    the = i > 0 and s.low[i] == "the" and s.low[i - 1] in words("numbers", "single", "hurting")
    fate = s.low[i] == "the" and any_of(s.low[i + 2 : i + 7], "harm", "fates")
    fate = fate or (s.low[i] == "the" and s.low[i + 2 : i + 3] == ["and"] and _plural_ahead(s, i + 3))
    if not (the or fate) and s.low[i] not in words("numbers", "single", "articles"):
        return None
    persons = words("numbers", "single", "persons")
    for k in range(i + 1, min(i + 6, len(s))):
        if _AGED.fullmatch(s.low[k - 1]) and s.low[k].isalpha() and s.text[k].islower():
            return k if not (k + 1 < len(s) and s.low[k + 1] in persons) else k + 1
        if s.low[k] in persons:
            if k + 1 < len(s) and s.low[k + 1] in persons:
                continue
            return k if not _trailing_part(s, k) else None
        if s.low[k] in ("of", "in", "and", "to", ",", ".", "for", "with"):
            return None
    return None

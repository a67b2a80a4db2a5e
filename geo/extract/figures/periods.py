"""The period that a figure of an area is of: a month, the past year, "from June through May".

Assumes that a month without a year is the latest one up to the day of the report.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from geo.extract.times.dates import When, months, of_month
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words

_INVASION = date(2022, 2, 24)
_YEAR_DIGITS = 4


@cache
def _phrases() -> Phrases:
    rows = raw("areas")["periods"]
    out: dict[str, Any] = {phrase: ("back", count) for phrase, count in rows["back"].items()}
    out |= {phrase: ("days", count) for phrase, count in rows["days"].items()}
    for kind in ("year", "invasion", "same"):
        out |= dict.fromkeys(rows[kind]["words"], (kind, 0))
    return Phrases(out)


def periods(s: Sentence, base: date | None, before: When | None) -> list[When]:
    """Find the periods of a sentence.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    base : date, optional
        The day of the report, from which "the past year" reaches back.
    before : When, optional
        The period told before, which "that month" means.

    Returns
    -------
    list of When
        In the order of the text.
    """
    out = [_phrase(i, size, told, base, before) for i, size, told in _phrases().find(s.low)]
    named = [_month(s, i, base) for i, word in enumerate(s.low) if word in months()]
    years = [_year(s, i) for i in range(len(s) - 1)]
    found = [when for when in (*out, *_linked(s, [n for n in named if n], base), *years) if when is not None]
    return sorted(found, key=lambda when: when.first)


def _phrase(i: int, size: int, told: tuple[str, int], base: date | None, before: When | None) -> When | None:
    kind, count = told
    last = i + size - 1
    if kind == "same":
        return replace(before, first=i, last=last) if before else None
    if base is None:
        return None
    start = {
        "back": _months_back(base, count),
        "days": base - timedelta(days=count),
        "year": base.replace(month=1, day=1),
        "invasion": _INVASION,
    }[kind]
    return When(start, base, "week" if kind == "days" else "longer", "", i, last)


def _months_back(base: date, count: int) -> date:
    years, month = divmod(base.year * 12 + base.month - 1 - count, 12)
    return date(years, month + 1, min(base.day, monthrange(years, month + 1)[1]))


def _month(s: Sentence, i: int, base: date | None) -> When | None:
    """Read a month: "in May", "May's ground", "by the end of May", "as May closed"."""
    when = of_month(s, i, base) or (_may(s, i, base) if s.low[i] == "may" else None)
    if when is None or when.start is None or when.end is None:
        return None
    closing = words("areas", "periods", "words", "closes")
    near = {*s.low[max(0, i - 2) : i], *s.low[i + 1 : i + 2]}
    closes = when.precision == "month" and not closing.isdisjoint(near)
    return replace(when, start=when.end, precision="day") if closes else when


def _may(s: Sentence, i: int, base: date | None) -> When | None:
    """Read "for May", "from May" and "As May closed", which the verb never looks like."""
    capital = s.text[i] == "May" and i > 0
    if not capital or base is None:
        return None
    year = base.year if base.month >= 5 else base.year - 1
    told = s.low[i + 1] if i + 1 < len(s) else ""
    year = int(told) if told.isdigit() and len(told) == _YEAR_DIGITS else year
    return When(date(year, 5, 1), date(year, 5, 31), "month", "", i, i)


def _year(s: Sentence, i: int) -> When | None:
    """Read "in 2024"."""
    told = s.low[i + 1]
    if s.low[i] not in ("in", "during", "of", "for") or not (told.isdigit() and len(told) == _YEAR_DIGITS):
        return None
    if not told.startswith("20"):
        return None
    return When(date(int(told), 1, 1), date(int(told), 12, 31), "longer", "", i, i + 1)


def _linked(s: Sentence, found: list[When], base: date | None) -> list[When]:
    """Join "from June 2024 through May 2025", and let "since January" reach up to the report."""
    out: list[When] = []
    for when in found:
        left = out[-1] if out else None
        if left is not None and _joins(s, left, when):
            out[-1] = replace(left, end=when.end, last=when.last, precision="longer")
        elif base is not None and when.first and s.low[when.first - 1] in ("since", "starting"):
            out.append(replace(when, end=base, precision="longer"))
        else:
            out.append(when)
    return out


def _joins(s: Sentence, left: When, right: When) -> bool:
    between = [w for w in s.low[left.last + 1 : right.first] if not w.isdigit() and w != "the"]
    opens = left.first > 0 and s.low[left.first - 1] in ("from", "between")
    plain = len(between) == 1 and between[0] in ("–", "-", "—", "through", "until")
    linked = len(between) == 1 and between[0] in words("areas", "periods", "words", "links") and opens
    ordered = left.start is not None and right.end is not None and left.start <= right.end
    return ordered and (plain or linked)

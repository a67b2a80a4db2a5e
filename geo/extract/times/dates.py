"""Days of the calendar as told: "5 May", "the night of May 29-30", "30.05.2025", "the 4th", "two days ago".

Assumes that a day without a year is the latest such day up to the day of the report.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from geo.extract.words.counting import value_of
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import raw, words

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_DAYS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-–/](\d{1,2})(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_YEAR = re.compile(r"(19|20)\d\d")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?|(\d{4})-(\d{2})-(\d{2})")
_NIGHTS = frozenset(("night", "overnight"))
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_AHEAD = 60  # days after the report that a day without a year may lie


@dataclass(frozen=True, slots=True)
class When:
    """A time as told: ISO days, how precise, the words, and where they stand in the sentence."""

    start: date | None
    end: date | None
    precision: str
    text: str
    first: int
    last: int
    explicit: bool = True
    span: tuple[int, int] | None = None


@cache
def months() -> dict[str, int]:
    """Names of months, short and long, and "mid-May"."""
    table = dict(raw("times")["number"])
    return table | {f"mid-{name}": number for name, number in table.items()}


def day_of(month: int, day: int, year: int | None, base: date | None) -> date | None:
    """Return the latest such day that is not after the report."""
    if year is None and base is None:
        return None
    told = year or (base.year if base else 1)
    try:
        found = date(told, month, day)
    except ValueError:
        return None
    if year is None and base is not None and found > base + timedelta(days=_AHEAD):
        found = date(told - 1, month, day)
    return found


def _told_year(s: Sentence, i: int) -> int | None:
    for k in (i, i + 1):
        if k < len(s) and _YEAR.fullmatch(s.low[k]):
            return int(s.low[k])
    return None


def of_month(s: Sentence, i: int, base: date | None) -> When | None:
    """Read a date by its month: "December 26", "the 26th of December 2022", "Dec. 29-30", "last October"."""
    if s.low[i] not in months() or not any(c.isupper() for c in s.text[i]):
        return None
    after = i + 1
    if after < len(s) and s.low[after] == ".":
        after += 1
    return _day_first(s, i, after, base) or _month_first(s, i, after, base) or _monthly(s, i, base)


def _month_first(s: Sentence, i: int, at: int, base: date | None) -> When | None:
    days, last = _days_right(s, at) if at < len(s) else ((), at)
    comma = last + 1 < len(s) and s.low[last + 1] == ","
    year = _told_year(s, last + 1 + comma)
    return _between(s, i, last, [day_of(months()[s.low[i]], day, year, base) for day in days])


def _day_first(s: Sentence, i: int, after: int, base: date | None) -> When | None:
    end = i - 1 - (i > 0 and s.low[i - 1] == "of")
    if end < 0:
        return None
    days, first = _days_left(s, end)
    year = _told_year(s, after)
    return _between(s, first, i, [day_of(months()[s.low[i]], day, year, base) for day in days])


def _days_right(s: Sentence, k: int) -> tuple[tuple[int, ...], int]:
    """Read the day, or the two days, from ``k`` on; return them and the last word."""
    both = _DAYS.fullmatch(s.low[k])
    if both:
        return (int(both[1]), int(both[2])), k
    one = _DAY.fullmatch(s.low[k])
    if not one:
        return (), k
    linked = k + 2 < len(s) and s.low[k + 1] in words("times", "links")
    other = _DAY.fullmatch(s.low[k + 2]) if linked else None
    return ((int(one[1]), int(other[1])), k + 2) if other else ((int(one[1]),), k)


def _days_left(s: Sentence, k: int) -> tuple[tuple[int, ...], int]:
    """Read the day, or the two days, up to ``k``; return them and the first word."""
    both = _DAYS.fullmatch(s.low[k])
    if both:
        return (int(both[1]), int(both[2])), k
    one = _DAY.fullmatch(s.low[k])
    if not one:
        return (), k
    linked = k >= 2 and s.low[k - 1] in words("times", "links")
    other = _DAY.fullmatch(s.low[k - 2]) if linked else None
    return ((int(other[1]), int(one[1])), k - 2) if other else ((int(one[1]),), k)


def _between(s: Sentence, first: int, last: int, days: list[date | None]) -> When | None:
    """Make one time of one day or two: of "the night of 5 to 6 May" the morning counts."""
    if not days or days[-1] is None:
        return None
    end = days[-1]
    start = days[0] or end
    night = not _NIGHTS.isdisjoint(s.low[max(0, first - 4) : first])
    start = min(start, end)
    return When(end if night else start, end, "day" if night or start == end else "days", "", first, last)


def _monthly(s: Sentence, i: int, base: date | None) -> When | None:
    number = months()[s.low[i]]
    near = {*s.low[max(0, i - 2) : i], *s.low[i + 1 : i + 3]}
    told = _told_year(s, i + 1)
    if (base is None and told is None) or (s.low[i] == "may" and near.isdisjoint(words("times", "with_may"))):
        return None
    year = told or (base.year if base else 1)
    past = base is not None and (
        number > base.month or "year" in near or ("last" in near and number == base.month)
    )
    if told is None and past:
        year -= 1
    third = "mid" if s.low[i].startswith("mid-") else s.low[i - 1] if i else ""
    low, high = _THIRDS.get(third, (1, 31))
    end = min(high, calendar.monthrange(year, number)[1])
    return When(date(year, number, low), date(year, number, end), "month", "", i, i)


def numeric(s: Sentence, i: int, base: date | None) -> When | None:
    """Read "30.05.2025", "30/05/2025", "2025-05-30", and "on 30.05"; the day stands before the month."""
    hit = _NUMERIC.fullmatch(s.low[i])
    if hit is None:
        return None
    if hit[4]:
        found = day_of(int(hit[5]), int(hit[6]), int(hit[4]), base)
    else:
        year = int(hit[3]) if hit[3] else None
        if year is None and (i == 0 or s.low[i - 1] not in ("on", "of")):
            return None
        year = year + 2000 if year is not None and year < 100 else year
        found = day_of(int(hit[2]), int(hit[1]), year, base) or day_of(int(hit[1]), int(hit[2]), year, base)
    return When(found, found, "day", "", i, i) if found else None


def ordinal(s: Sentence, i: int, base: date | None) -> When | None:
    """Read "on the 4th": the latest such day; "the 4th brigade" is none."""
    hit = _ORDINAL.fullmatch(s.low[i])
    if hit is None or base is None or i == 0 or s.low[i - 1] != "the":
        return None
    if i + 1 < len(s) and s.low[i + 1][0].isalnum() and s.low[i + 1] not in words("times", "after_day"):
        return None
    day = int(hit[1])
    month = base if day <= base.day else base.replace(day=1) - timedelta(days=1)
    found = day_of(month.month, day, month.year, base)
    return When(found, found, "day", "", i, i) if found else None


def ago(s: Sentence, i: int, base: date | None, last_told: date | None) -> When | None:
    """Read "two days ago", "a week earlier", and "three days later" after a day that was told."""
    unit = raw("times")["units"].get(s.low[i - 1]) if i > 1 else None
    later = s.low[i] == "later"
    start = last_told if later or (last_told and s.low[i] != "ago") else base
    count = 1 if i > 1 and s.low[i - 2] in ("a", "an", "one") else value_of(s.low[i - 2]) if unit else None
    if unit is None or start is None or not count:
        return None
    words_told = " ".join(s.low[i - 2 : i + 1])
    if unit == "month" and not later:
        return _months_back(start, count, words_told, i)
    if unit not in ("day", "week"):
        return None
    days = timedelta(days=count * (7 if unit == "week" else 1))
    found = start + days if later else start - days
    return When(found, found, "day", words_told, i - 2, i)


def _months_back(start: date, count: int, words_told: str, i: int) -> When | None:
    years, month = divmod(start.year * 12 + start.month - 1 - count, 12)
    if years < 1:
        return None
    first = date(years, month + 1, 1)
    last = date(years, month + 1, calendar.monthrange(years, month + 1)[1])
    return When(first, last, "month", words_told, i - 2, i)

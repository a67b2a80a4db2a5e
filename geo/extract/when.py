"""When it happened: the time words of a sentence against the day of the report.

Assumes Kyiv time; a day that cannot be told stays None.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from geo.extract.sentences import Sentence
from geo.extract.tables import Phrases, raw

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(19|20)\d\d")
_NIGHT = frozenset(("overnight", "night"))


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
def _months() -> dict[str, int]:
    return dict(raw("times")["number"])


@cache
def _weekdays() -> dict[str, int]:
    return dict(raw("times")["weekdays"])


@cache
def _phrases() -> Phrases:
    return Phrases(dict(raw("times")["phrases"]))


@cache
def _openers() -> frozenset[str]:
    """Every word that a time can begin with."""
    return frozenset(("in", *_months(), *_weekdays(), *_phrases().by_first, *_weeks().by_first))


def _year(month: int, day: int, told: int | None, base: date | None) -> date | None:
    """Return the latest such day that is not after the report."""
    if told is None and base is None:
        return None
    year = told or (base.year if base else 1)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if told is None and base is not None and found > base + timedelta(days=60):
        found = date(year - 1, month, day)
    return found


def _told_year(s: Sentence, i: int) -> int | None:
    for k in (i, i + 1):
        if k < len(s) and re.fullmatch(r"(19|20)\d\d", s.low[k]):
            return int(s.low[k])
    return None


def _calendar(s: Sentence, i: int, base: date | None) -> When | None:
    """Read a date by its month: "December 26", "26 December 2022", "Dec. 30", "last October"."""
    month = _months().get(s.low[i])
    if month is None or not s.text[i][0].isupper():
        return None
    after = i + 1
    if after < len(s) and s.low[after] == ".":
        after += 1
    before = _DAY.fullmatch(s.low[i - 1]) if i else None
    following = _DAY.fullmatch(s.low[after]) if after < len(s) else None
    if following:
        return _dated(s, i, after, int(following[1]), base)
    if before:
        found = _year(month, int(before[1]), _told_year(s, after), base)
        return When(found, found, "day", "", i - 1, i) if found else None
    return _monthly(s, i, month, base)


def _dated(s: Sentence, i: int, at: int, day: int, base: date | None) -> When | None:
    month, last = _months()[s.low[i]], at
    if at + 2 < len(s) and s.low[at + 1] in ("to", "and", "into", "–", "-") and _DAY.fullmatch(s.low[at + 2]):
        night = "night" in s.low[max(0, i - 3) : i]
        second = int(_DAY.fullmatch(s.low[at + 2])[1])  # type: ignore[index]
        last = at + 2
        end = _year(month, second, None, base)
        if night or end is None:
            return When(end, end, "day", "", i, last) if end else None
        return When(_year(month, day, None, base), end, "days", "", i, last)
    comma = at + 1 < len(s) and s.low[at + 1] == ","
    found = _year(month, day, _told_year(s, at + 1 + comma), base)
    return When(found, found, "day", "", i, last) if found else None


def _monthly(s: Sentence, i: int, month: int, base: date | None) -> When | None:
    near = s.low[max(0, i - 2) : i] + s.low[i + 1 : i + 3]
    told = _told_year(s, i + 1)
    if base is None and told is None:
        return None
    if s.low[i] == "may" and not ({"in", "last", "of", "since", "early", "late"} & set(near)):
        return None
    year = told or (base.year if base else 1)
    if (
        told is None
        and base is not None
        and (month > base.month or "year" in near or ("last" in near and month == base.month))
    ):
        year -= 1
    return When(
        date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month", "", i, i
    )


def _weekday(s: Sentence, i: int, base: date | None) -> When | None:
    day = _weekdays().get(s.low[i])
    if day is None or base is None:
        return None
    back = (base.weekday() - day) % 7
    before = s.low[max(0, i - 2) : i]
    if "last" in before and back == 0:
        back = 7
    if "next" in before or ("to" in before and "be" in s.low[max(0, i - 4) : i]):
        back -= 7
    found = base - timedelta(days=back)
    return When(found, found, "day", "", i, i)


def times(s: Sentence, base: date | None) -> list[When]:
    """Find the time words of a sentence.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    base : date, optional
        The day that relative words count from.

    Returns
    -------
    list of When
        In the order of the text; those that cannot be told against ``base`` are left out.
    """
    key = ("times", base)
    found: list[When] | None = s.memo.get(key)
    if found is None:
        found = s.memo[key] = _times(s, base)
    return found


def _times(s: Sentence, base: date | None) -> list[When]:
    out: list[When] = []
    months, openers = _months(), _openers()
    after = -1
    for i, word in enumerate(s.low):
        if word not in openers or i <= after:
            continue
        if word == "in" and i + 1 < len(s) and s.low[i - 1] != "born" and _YEAR.fullmatch(s.low[i + 1]):
            found: When | None = _of_year(int(s.low[i + 1]), i)
        else:
            found = _calendar(s, i, base) if word in months else _weekday(s, i, base)
            found = found or _weekly(s, i, base) or _relative(s, i, base)
        if found and not _bounds_only(s.low, found.first):
            out.append(found)
            after = found.last
    return [replace(t, span=(s.starts[t.first], s.ends[t.last])) for t in _joined(out)]


def _of_year(year: int, i: int) -> When:
    """Read "in 2022": a year and no day."""
    return When(date(year, 1, 1), date(year, 12, 31), "longer", "", i, i + 1)


@cache
def _weeks() -> Phrases:
    return Phrases({phrase: tuple(days) for phrase, days in raw("times")["weeks"].items()})


def _weekly(s: Sentence, i: int, base: date | None) -> When | None:
    """Read "last week": the seven days before."""
    hit = _weeks().at(s.low, i)
    if hit is None or base is None:
        return None
    size, days = hit
    if not days:
        end = base.replace(day=1) - timedelta(days=1)
        return When(end.replace(day=1), end, "month", " ".join(s.low[i : i + size]), i, i + size - 1)
    first, last = days
    start, end = base + timedelta(days=first), base + timedelta(days=last)
    return When(start, end, "week", " ".join(s.low[i : i + size]), i, i + size - 1)


def _bounds_only(low: list[str], i: int) -> bool:
    """Tell a time that only bounds another: "since Friday", "as of 06:00 on Sunday"."""
    near = low[max(0, i - 5) : i]
    return bool(near) and (
        near[-1] in ("since", "until", "by", "than", "before") or "as of" in " ".join(near)
    )


def _relative(s: Sentence, i: int, base: date | None) -> When | None:
    hit = _phrases().at(s.low, i)
    if hit is None or base is None:
        return None
    size, shift = hit
    day = base + timedelta(days=shift)
    return When(
        day,
        day,
        "day",
        " ".join(s.low[i : i + size]),
        i,
        i + size - 1,
        explicit="24" not in s.low[i : i + size],
    )


def _joined(found: list[When]) -> list[When]:
    """Let a named day win over the "overnight" or "today" that it stands beside."""
    out: list[When] = []
    for time in found:
        near = out and time.first - out[-1].last <= 4
        if near and out[-1].text and not time.text:
            out[-1] = When(time.start, time.end, time.precision, "", out[-1].first, time.last)
        elif near and time.text in _NIGHT:
            continue
        else:
            out.append(time)
    return out


def is_night(when: When) -> bool:
    """Tell a time that only says it was at night."""
    return when.text in ("overnight", "last night", "at night", "in the night", "during the night")

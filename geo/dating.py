"""The day that a report is probably of where nothing tells it, and why: a guess for a person to check.

Assumes that a report tells of days that are over: no guess lies after today.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain

from geo.paths import data_path

_HEAD = 1200  # characters of a report in which the line of a date is the report's own
_LINE = 60  # no longer is a line that dates a report
_WAR = 2014  # no year before it is the report's own
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Guess:
    """A day, and in plain words what speaks for it."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A day as the text tells it; ``year`` is null where only day and month are told."""

    at: int
    words: str
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    is_bound: bool = False


def guess(text: str, today: date, name: str = "") -> Guess:
    """Guess the day of a report.

    Parameters
    ----------
    text : str
        The report.
    today : date
        The latest day that it may be of, and the guess where the text tells nothing.
    name : str
        Name of the file or address of the page; a date in it goes first.
    """
    ways = (_by_name(name, today), _by_dates(text, today), _by_month(text, today))
    return next((found for found in ways if found), Guess(today, "the text tells no day, so it is today's"))


def _by_name(name: str, today: date) -> Guess | None:
    for hit in re.finditer(r"(20\d\d)[-_/.]?(\d\d|[a-z]{3})[-_/.]?(\d\d)(?!\d)", name.casefold()):
        month = _words().months.get(hit[2]) or (int(hit[2]) if hit[2].isdigit() else 0)
        day = _day(int(hit[1]), month, int(hit[3]))
        if day and day <= today:
            return Guess(day, f"the name of the file or page says “{hit[0]}”")
    return None


def _by_dates(text: str, today: date) -> Guess | None:
    """Take a line with a date at the head, else a date with its weekday, else the latest that is told."""
    told = [(one, day) for one in _told(text) if (day := _placed(one, text, today)) and day <= today]
    head = [pair for pair in told if pair[0].year and not pair[0].is_bound and _heads(pair[0], text)]
    if head:
        one, day = min(head, key=lambda pair: pair[0].at)
        return Guess(day, f"“{one.words}” stands at the head of the text")
    sure = [pair for pair in told if pair[0].weekday is not None] or [
        pair for pair in told if not pair[0].is_bound and pair[1].year >= _latest_year(told)
    ]
    if not sure:
        return None
    one, day = max(sure, key=lambda pair: pair[1])
    return Guess(day, f"“{one.words}” is the latest day that the text tells")


def _heads(one: _Told, text: str) -> bool:
    """Tell whether a date stands in a short line near the head, as the line that dates a report does."""
    start = text.rfind("\n", 0, one.at) + 1
    end = text.find("\n", one.at)
    return one.at < _HEAD and (end if end >= 0 else len(text)) - start <= _LINE


def _by_month(text: str, today: date) -> Guess | None:
    """Take the weekday told most often, just after the latest month told with its year."""
    days = Counter(_words().weekdays[hit[0].casefold()] for hit in _words().weekday.finditer(text))
    months = [(int(hit[2]), _words().months[hit[1].casefold()]) for hit in _words().month.finditer(text)]
    past = [(year, month) for year, month in months if year >= _WAR and date(year, month, 1) <= today]
    if not days or not past:
        return None
    year, month = max(past)
    weekday = max(days, key=lambda day: days[day])
    end = date(year, month, calendar.monthrange(year, month)[1])
    day = end + timedelta(days=(weekday - end.weekday() - 1) % _WEEK + 1)
    words = f"{calendar.month_name[month]} {year}"
    if day > today:
        return None
    return Guess(day, f"“{calendar.day_name[weekday]}” is told most often, “{words}” as a month that is over")


def _placed(one: _Told, text: str, today: date) -> date | None:
    """Find the year of a day without one: that of its weekday, the latest told, or the last such day."""
    if one.year:
        return _day(one.year, one.month, one.day)
    years = range(today.year, _WAR - 1, -1)
    days = [day for year in years if (day := _day(year, one.month, one.day)) and day <= today]
    if one.weekday is not None:
        return next((day for day in days if day.weekday() == one.weekday), None)
    told = [int(year) for year in re.findall(r"\b20[12]\d\b", text)]
    near = [day for day in days if day.year in told]
    return max(near or days, default=None)


def _latest_year(told: list[tuple[_Told, date]]) -> int:
    return max((day.year for _, day in told), default=0)


def _told(text: str) -> Iterator[_Told]:
    words = _words()
    for hit in chain.from_iterable(pattern.finditer(text) for pattern in words.dates):
        parts = hit.groupdict()
        month = parts["month"].casefold()
        weekday = words.weekdays.get((parts.get("weekday") or "").casefold())
        yield _Told(
            at=hit.start(),
            words=" ".join(hit[0].split()),
            month=words.months.get(month) or int(month),
            day=int(parts["day"]),
            year=int(parts["year"]) if parts.get("year") else None,
            weekday=weekday,
            is_bound=bool(words.bound.search(text, max(0, hit.start() - 24), hit.start())),
        )


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    weekdays: dict[str, int]
    dates: tuple[re.Pattern[str], ...]
    weekday: re.Pattern[str]
    month: re.Pattern[str]
    bound: re.Pattern[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(data_path("vocab", "times.toml").read_text(encoding="utf-8"))
    months, weekdays = dict(table["number"]), dict(table["weekdays"])
    short = {day[:3]: number for day, number in weekdays.items()}
    named = "|".join(sorted(months, key=len, reverse=True))
    days = "|".join((*weekdays, *short))
    week = rf"(?:\b(?P<weekday>{days})\.?,?\s+)?"
    end = r"(?:,?\s+(?P<year>20\d\d))?\b"
    sorts = (
        rf"{week}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{named})\b\.?{end}",
        rf"{week}\b(?P<month>{named})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d){end}",
        r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d\d?)[./](?P<month>\d\d)[./](?P<year>20\d\d)\b",
    )
    return _Words(
        months,
        weekdays | short,
        tuple(re.compile(sort, re.IGNORECASE) for sort in sorts),
        re.compile(rf"\b(?:{'|'.join(weekdays)})\b", re.IGNORECASE),
        re.compile(rf"\b({named})\s+(20\d\d)\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(table['bounds'])})\s+(?:the\s+)?\Z", re.IGNORECASE),
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

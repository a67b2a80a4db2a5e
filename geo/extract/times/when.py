"""When it happened: the time words of a sentence against the day of the report.

Assumes Kyiv time; a day that cannot be told stays None.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from geo.extract.times.dates import When, ago, months, numeric, of_month, ordinal
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words

__all__ = ["When", "is_night", "times"]

_YEAR = re.compile(r"(19|20)\d\d")
_NIGHT = frozenset(("overnight", "night"))
_BACK = ("ago", "earlier", "later", "before")
_YEARS = frozenset(map(str, range(1900, 2100)))
_DAYS = 3
_WEEKEND = 5


@cache
def _weekdays() -> dict[str, int]:
    return dict(raw("times")["weekdays"])


@cache
def _phrases() -> Phrases:
    return Phrases(dict(raw("times")["phrases"]))


@cache
def _spans() -> Phrases:
    return Phrases({phrase: tuple(days) for phrase, days in raw("times")["spans"].items()})


@cache
def _openers() -> dict[str, frozenset[str]]:
    """Every word that a time can begin with, or by which it is found, with the words after it; "" is any."""
    out = dict.fromkeys((*_BACK, *months(), *_weekdays()), frozenset(("",)))
    out["in"] = _YEARS
    for table in (_phrases(), _spans(), _agains()):
        for first, following in table.by_first.items():
            out[first] = out.get(first, frozenset()).union(following)
    return out


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


def times(s: Sentence, base: date | None, told: date | None = None) -> list[When]:
    """Find the time words of a sentence.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    base : date, optional
        The day that relative words count from.
    told : date, optional
        The day told last, which "that night" and "three days later" count from.

    Returns
    -------
    list of When
        In the order of the text; those that cannot be told against ``base`` are left out.
    """
    key = ("times", base, told)
    found: list[When] | None = s.memo.get(key)
    if found is None:
        found = s.memo[key] = _times(s, base, told)
    return found


def _times(s: Sentence, base: date | None, told: date | None) -> list[When]:
    out: list[When] = []
    openers, low = _openers(), s.low
    after, last = -1, len(low) - 1
    for i, word in enumerate(low):
        following = openers.get(word)
        if following is None:
            if word.isdigit() or not word[0].isdigit():
                continue
        elif not ("" in following or (i < last and low[i + 1] in following)):
            continue
        if i <= after:
            continue
        found = _again(s, i, base, told, out) or _at(s, i, base, told, out)
        if found and (not _bounds_only(s.low, found.first) or is_owner(s, found)):
            out.append(found)
        after = found.last if found else after
    return [replace(t, span=(s.starts[t.first], s.ends[t.last])) for t in _joined(s, out)]


@cache
def _agains() -> Phrases:
    return Phrases(dict(raw("times")["again"]))


def _again(s: Sentence, i: int, base: date | None, told: date | None, out: list[When]) -> When | None:
    """Read "that night" and "the next day" against the day told last."""
    hit = _agains().at(s.low, i)
    day = (_last(out) or told or base) if hit else None
    if hit is None or day is None:
        return None
    size, shift = hit
    found = day + timedelta(days=shift)
    return When(found, found, "day", " ".join(s.low[i : i + size]), i, i + size - 1)


def _last(out: list[When]) -> date | None:
    return next((t.start for t in reversed(out) if t.precision == "day"), None)


def _at(s: Sentence, i: int, base: date | None, told: date | None, out: list[When]) -> When | None:
    """Read the time that begins at a word, or that ends there: "two days ago"."""
    word = s.low[i]
    if word[0].isdigit():
        return numeric(s, i, base) or ordinal(s, i, base)
    if word == "in" and i + 1 < len(s) and s.low[i - 1] != "born" and _YEAR.fullmatch(s.low[i + 1]):
        year = int(s.low[i + 1])
        return When(date(year, 1, 1), date(year, 12, 31), "longer", "", i, i + 1)
    if word in months():
        return of_month(s, i, base)
    if word in _BACK:
        return ago(s, i, base, _last(out) or told)
    return _weekday(s, i, base) or _spanned(s, i, base) or _relative(s, i, base)


def _spanned(s: Sentence, i: int, base: date | None) -> When | None:
    """Read "last week", "over the weekend", "over the past 24 hours": the days from one to another."""
    hit = _spans().at(s.low, i)
    if hit is None or base is None:
        return None
    size, days = hit
    text = " ".join(s.low[i : i + size])
    if not days:
        end = base.replace(day=1) - timedelta(days=1)
        return When(end.replace(day=1), end, "month", text, i, i + size - 1)
    if "weekend" in text:
        saturday = base - timedelta(days=(base.weekday() - _WEEKEND) % 7)
        return When(saturday, min(base, saturday + timedelta(days=1)), "days", text, i, i + size - 1)
    first, last = days
    start, end = base + timedelta(days=first), base + timedelta(days=last)
    precision = "days" if (end - start).days <= _DAYS else "week"
    return When(start, end, precision, text, i, i + size - 1, explicit="24" not in text)


def is_owner(s: Sentence, when: When) -> bool:
    """Tell "Saturday's strike": the day is that of the strike, whatever stands before it."""
    return s.low[when.last + 1 : when.last + 2] in (["'s"], ["’s"])


def _bounds_only(low: list[str], i: int) -> bool:
    """Tell a time that only bounds another: "since Friday", "as of 06:00 on Sunday"."""
    near = low[max(0, i - 5) : i]
    return bool(near) and (near[-1] in words("times", "only_bounds") or "as of" in " ".join(near))


def _relative(s: Sentence, i: int, base: date | None) -> When | None:
    hit = _phrases().at(s.low, i)
    if hit is None or base is None:
        return None
    size, shift = hit
    day = base + timedelta(days=shift)
    return When(day, day, "day", " ".join(s.low[i : i + size]), i, i + size - 1)


def _joined(s: Sentence, found: list[When]) -> list[When]:
    """Let a named day win over the "overnight" beside it, and make one time of "from Saturday to Sunday"."""
    out: list[When] = []
    for time in found:
        near = bool(out) and time.first - out[-1].last <= 4
        if near and out[-1].text and not time.text:
            out[-1] = replace(time, first=out[-1].first)
        elif near and is_night(time) and out[-1].precision == "day":
            out[-1] = _into_the_night(s, out[-1], time)
        elif near and not out[-1].text and not time.text and (both := _both(s, out[-1], time)):
            out[-1] = both
        else:
            out.append(time)
    return out


def _into_the_night(s: Sentence, day: When, night: When) -> When:
    """Read "on Monday evening and overnight" as two days, any other night as that of the day beside it."""
    after = day.end and night.start and day.end < night.start <= day.end + timedelta(days=1)
    if after and "and" in s.low[day.last + 1 : night.first]:
        return replace(day, end=night.start, precision="days", last=night.last)
    return day


def _both(s: Sentence, a: When, b: When) -> When | None:
    """Join two named days: "Saturday, 23 March" is one, a night from one to the other the morning's."""
    between = s.low[a.last + 1 : b.first]
    if a.precision != "day" or b.precision != "day" or a.start is None or b.start is None:
        return None
    if between in ([","], []) and (a.start == b.start or s.low[a.last] in _weekdays()):
        return replace(b, first=a.first)
    if not between or not all(w in words("times", "links") or w in words("times", "linked") for w in between):
        return None
    night = not _NIGHT.isdisjoint(s.low[max(0, a.first - 4) : b.first])
    if night and a.start < b.start:
        return replace(b, first=a.first)
    if a.start < b.start and (b.start - a.start).days <= _DAYS:
        return replace(b, start=a.start, precision="days", first=a.first)
    return None


def is_night(when: When) -> bool:
    """Tell a time that only says it was at night."""
    return when.text in ("overnight", "last night", "at night", "in the night", "during the night")

"""Read the moments that files and pages tell, in any of their usual writings, as Kyiv time.

Assumes Kyiv where no zone is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from geo.read.posts import KYIV, table

_FIRST, _LAST = 1900, 2200
_LONGEST = 64


def moment(value: object) -> datetime | None:
    """Read an ISO 8601 or RFC 2822 time, or seconds or milliseconds since 1970; None where it is none.

    Parameters
    ----------
    value : object
        Any value of a file.

    Returns
    -------
    datetime or None
        In Europe/Kyiv; a day without a time is its midnight.
    """
    try:
        found = _read(value)
        if found is None or not _FIRST < found.year < _LAST:
            return None
        return found.astimezone(KYIV) if found.tzinfo else found.replace(tzinfo=KYIV)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


def _read(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
    text = value.strip()
    if not 8 <= len(text) <= _LONGEST:
        return None
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return _read(int(text))
    return datetime.fromisoformat(text) if text[:4].isdigit() else _from_mail(text)


def _from_mail(text: str) -> datetime:
    words, _, last = text.rpartition(" ")
    zone = table()[0].get(last)
    found = parsedate_to_datetime(f"{words} +0000" if zone else text)
    return found.replace(tzinfo=zone or found.tzinfo or UTC)


def day_of(moments: Iterable[datetime | None]) -> date | None:
    """Give the day that most moments are in, the later one where two have as many."""
    days = Counter(when.astimezone(KYIV).date() for when in moments if when)
    return max(days, key=lambda day: (days[day], day), default=None)

"""The day that a control file's name tells."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from geo.errors import InputError

_PATTERNS = (
    (re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)([0-3]\d)[-_.]([01]\d)[-_.](20\d\d)(?!\d)"), (3, 2, 1)),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPOKEN = re.compile(r"([0-3]?\d)[-_ ]?(" + "|".join(_MONTHS) + r")[a-z]*[-_ ]?(20\d\d)", re.IGNORECASE)
_EPOCH = re.compile(r"(?<!\d)(1[5-9]\d{8})(?!\d)")


def in_name(path: Path) -> dt.date | None:
    """Find a date in a file's name: 20250602, 2025-06-02, 02.06.2025, 02JUN2025 or seconds since 1970."""
    name = path.name
    for pattern, order in _PATTERNS:
        for found in pattern.finditer(name):
            if day := _date(*(int(found[i]) for i in order)):
                return day
    if spoken := _SPOKEN.search(name):
        return _date(int(spoken[3]), _MONTHS.index(spoken[2].lower()) + 1, int(spoken[1]))
    epoch = _EPOCH.search(name)
    return from_epoch(epoch[1]) if epoch else None


def from_epoch(value: object) -> dt.date | None:
    """Read seconds since 1970 of the years 2017 to 2033 as a day in UTC."""
    if not _EPOCH.fullmatch(str(value)):
        return None
    return dt.datetime.fromtimestamp(int(str(value)), dt.UTC).date()


def parse(text: object) -> dt.date | None:
    """Read a date written as 2025-06-02 or 20250602, with or without a time."""
    found = re.match(r"\s*(20\d\d)-?(\d\d)-?(\d\d)", str(text))
    return _date(*(int(part) for part in found.groups())) if found else None


def needed(day: dt.date | None, path: Path) -> dt.date:
    """Give the day, or say how to tell it."""
    if day is None:
        raise InputError(
            f"{path.name!r} tells no date, neither in its name nor inside: "
            "rename it such as 'control_20250602.geojson' or give a date"
        )
    return day


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

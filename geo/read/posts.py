"""Cut one text into its posts by the lines that carry a time.

Assumes that a post begins with its time, alone in its line or followed by its headline.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from geo.model import Post
from geo.paths import data_path

KYIV = ZoneInfo("Europe/Kyiv")


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and the zone that a bare time of the text stands in."""

    day: date | None
    zone: tzinfo = KYIV

    def at(self, hour: int, minute: int, zone: tzinfo | None = None) -> datetime | None:
        """Return the moment of a bare time, or None where the day is not known."""
        if self.day is None or hour > 24 or minute > 59:
            return None
        return datetime.combine(self.day, time(hour % 24, minute), zone or self.zone)


@cache
def table() -> tuple[dict[str, tzinfo], re.Pattern[str], re.Pattern[str]]:
    """Zones by name, the pattern of a line that starts a post, the pattern of a page's own lines."""
    raw = tomllib.loads(data_path("vocab", "clock.toml").read_text(encoding="utf-8"))
    zones: dict[str, tzinfo] = {k: timezone(timedelta(hours=v)) for k, v in raw["zones"].items()}
    names = "|".join(zones)
    clock = rf"(?P<h>\d{{1,2}})[:.h]?(?P<m>\d{{2}})(?:\s?(?P<half>[ap]\.?m\.?))?(?:\s+(?P<zone>{names})\b)?"
    starts = re.compile(
        rf"^[ \t]*(?:(?P<mark>\#{{1,4}})[ \t]+)?(?:\*\*)?(?:UPDATE[ \t]+)?\[?{clock}\]?(?:\*\*)?"
        r"(?P<rest>[ \t]*(?:[:|–—-][ \t]*)?[^\n]*)$",
        re.MULTILINE,
    )
    page = re.compile(
        rf"^[ \t]*(?:{'|'.join(raw['boilerplate']['lines'])})[ \t]*$", re.IGNORECASE | re.MULTILINE
    )
    return zones, starts, page


def _heads(text: str, start: int, clock: Clock) -> list[tuple[int, datetime | None, str | None]]:
    zones, pattern, _ = table()
    heads = []
    for hit in pattern.finditer(text, start):
        rest = hit["rest"].strip(" \t:|–—-*")
        timed = hit["half"] or hit["zone"] or hit["mark"]
        if not timed or (rest and not hit["mark"]):
            continue
        hour = int(hit["h"])
        if hit["half"]:
            hour = hour % 12 + (12 if hit["half"][0] == "p" else 0)
        zone = zones[hit["zone"]] if hit["zone"] else None
        heads.append((hit.start(), clock.at(hour, int(hit["m"]), zone), rest or None))
    return heads


def split(text: str, start: int, clock: Clock) -> tuple[Post, ...]:
    """Cut ``text`` from ``start`` on into posts; one post where no line carries a time.

    Parameters
    ----------
    text : str
        The whole report; offsets count in it.
    start : int
        Where the body begins, after front matter.
    clock : Clock
        Day and zone of the times.

    Returns
    -------
    tuple of Post
        In the order of the text, covering it from ``start`` to its end.
    """
    heads = _heads(text, start, clock)
    if not heads or text[start : heads[0][0]].strip():
        heads.insert(0, (start, None, None))
    ends = [h[0] for h in heads[1:]] + [len(text)]
    return tuple(Post(a, end, when, title) for (a, when, title), end in zip(heads, ends, strict=True))


def boilerplate(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of lines that belong to the page: "Sign up", "Updated at", bylines."""
    return tuple(hit.span() for hit in table()[2].finditer(text))

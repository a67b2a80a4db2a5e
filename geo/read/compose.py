"""Make one report of many entries: their texts joined, each entry a post with its offsets.

Assumes nothing about the order; entries keep the one they came in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from geo.model import Post, Report
from geo.read.posts import KYIV, boilerplate


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a live blog, a feed, a channel: plain text with what is known of it."""

    text: str
    time: datetime | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None


def moment(value: object) -> datetime | None:
    """Read an ISO time, with "Z" or an offset; in Kyiv time where it names no zone. None where it is none."""
    if not isinstance(value, str) or len(value) < 10:
        return None
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=KYIV)


def tidy(text: str) -> str:
    """Squeeze spaces, keep paragraphs."""
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def compose(
    entries: Iterable[Entry],
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: date | None = None,
) -> Report:
    """Join entries into one report.

    Parameters
    ----------
    entries : iterable of Entry
        In the order they are to be read.
    title, outlet, url, published
        What is known of the whole; ``published`` falls back to the day of the latest entry, in Kyiv.

    Returns
    -------
    Report
        Its text is the title and the entries with an empty line between; every entry is a post.
    """
    parts: list[str] = [f"{title}\n\n"] if title else []
    at = len(parts[0]) if parts else 0
    posts: list[Post] = []
    for entry in entries:
        body = "\n\n".join(part for part in (entry.title, tidy(entry.text).replace("\n", "\n\n")) if part)
        if not body.strip():
            continue
        parts.append(body + "\n\n")
        time = entry.time.astimezone(KYIV) if entry.time else None
        posts.append(Post(at, at + len(body) + 2, time, entry.title, entry.author, entry.url))
        at += len(body) + 2
    text = "".join(parts)
    latest = max((post.time for post in posts if post.time), default=None)
    return Report(
        text=text,
        posts=tuple(posts),
        title=title,
        outlet=outlet,
        url=url,
        published=published or (latest.date() if latest else None),
        boilerplate=boilerplate(text),
    )

"""Make one report of many entries: their texts joined, each entry a post with its offsets.

Assumes nothing about the order; entries keep the one they came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from geo.model import Post, Report
from geo.read.moments import day_of

# Surrogates cannot be written to a file, and marks of direction or of width only hide what a name is.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_BROKEN = re.compile("[\ud800-\udfff\0]")
_RULE = re.compile(r"[-–—―_=*~#.\s]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a live blog, a feed, a channel: plain text with what is known of it.

    ``aside`` holds the lines of ``text``, tidied, that belong to a box of the page.
    """

    text: str
    time: datetime | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    aside: frozenset[str] = frozenset()


def clean(line: str) -> str:
    """Squeeze the spaces of a line, and take out what cannot be seen or written."""
    return " ".join(_BROKEN.sub("\ufffd", _INVISIBLE.sub("", line)).split())


def tidy(text: str) -> str:
    """Clean every line; drop those that are empty or only draw a rule."""
    lines = (clean(line) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if not _RULE.fullmatch(line))


def _body(entry: Entry) -> tuple[str, str]:
    title = clean(entry.title or "")
    lines = tidy(entry.text).split("\n")
    if title and lines[0] == title:
        lines = lines[1:]
    return title, "\n\n".join(part for part in (title, *lines) if part)


def _once(entries: Iterable[Entry]) -> list[tuple[Entry, str, str]]:
    """Give each entry once: a pinned copy stands above the post itself."""
    made = [(entry, *_body(entry)) for entry in entries]
    last = {(entry.time, body): at for at, (entry, _, body) in enumerate(made)}
    return [row for at, row in enumerate(made) if row[2] and last[row[0].time, row[2]] == at]


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
        What is known of the whole; ``published`` falls back to the day of most entries, in Kyiv.

    Returns
    -------
    Report
        Its text is the title and the entries with an empty line between; every entry is a post.
    """
    head = clean(title or "")
    parts = [f"{head}\n\n"] if head else []
    at = len(head) + 2 if head else 0
    posts: list[Post] = []
    aside: list[tuple[int, int]] = []
    for entry, own, body in _once(entries):
        end = at + len(body) + 2
        parts.append(f"{body}\n\n")
        aside += _aside(entry, body, at)
        author = clean(entry.author or "") or None
        posts.append(Post(at, end, entry.time, own or None, author, clean(entry.url or "") or None))
        at = end
    return Report(
        text="".join(parts),
        posts=tuple(posts),
        title=head or None,
        outlet=clean(outlet or "") or None,
        url=clean(url or "") or None,
        published=published or day_of(post.time for post in posts),
        boilerplate=tuple(aside),
    )


def _aside(entry: Entry, body: str, at: int) -> list[tuple[int, int]]:
    found = []
    for line in body.split("\n") if entry.aside else ():
        if line in entry.aside:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found

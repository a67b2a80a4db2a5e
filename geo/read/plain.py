"""Plain text and Markdown: a pasted live blog, a wire, a General Staff update.

Assumes nothing about the layout; front matter between ``---`` lines is read when it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from geo.errors import InputError
from geo.model import Post, Report
from geo.read.boilerplate import spans as page_lines
from geo.read.posts import KYIV, Clock, boilerplate, split

_FRONT = re.compile(r"\A---\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"#[ \t]+([^\n]+)")
_LINE = re.compile(r"^[^\n]*\S[^\n]*$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_HEAD, _HEAD_LINES = 4000, 12
_LONGEST_TITLE, _TITLE_WORDS = 200, 4


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """``key: value`` lines at the head of a Markdown file, and where the body begins."""
    hit = _FRONT.match(text)
    if not hit:
        return {}, 0
    pairs = (line.partition(":") for line in hit[1].splitlines() if ":" in line and not line.startswith("#"))
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}, hit.end()


def day_of(value: str | None) -> date | None:
    """Return the ISO day that ``value`` begins with.

    Raises
    ------
    InputError
        When there is a value that is no ISO date.
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise InputError(f"published: {value!r} is not a date; write it as YYYY-MM-DD") from None


def zone_of(value: str | None) -> ZoneInfo:
    """Return the named zone; Kyiv's where none is named.

    Raises
    ------
    InputError
        When the name is in no zone table.
    """
    if not value:
        return KYIV
    try:
        return ZoneInfo(value)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError
        pass
    except KeyError:
        pass
    raise InputError(f"timezone: {value!r} is not a known time zone; write it like Europe/Kyiv")


def headline(
    text: str, start: int, page: Iterable[tuple[int, int]], posts: Iterable[Post] = ()
) -> str | None:
    """Find the headline: the first line at the head that is none of the page's and no sentence.

    A page that was pasted whole begins with its own calls to read on, its sections and its byline; where no
    line is like a headline, the report's first stands for it.
    """
    starts = {begin for begin, _ in (*page, *page_lines(text[:_HEAD]))}
    heads = {post.start: post.title for post in posts if post.title}
    lines = [hit for hit in _LINE.finditer(text, start, start + _HEAD) if hit.start() not in starts]
    told = (heads.get(hit.start()) or hit[0].strip() for hit in lines[:_HEAD_LINES])
    fitting = [line for line in told if len(line) < _LONGEST_TITLE]
    like = (line for line in fitting if len(_WORD.findall(line)) >= _TITLE_WORDS and line[-1] != ".")
    return next(like, next(iter(fitting), None))


def read_text(text: str, *, published: date | None = None) -> Report:
    """Read plain text or Markdown; ``Report.text`` is ``text`` unchanged."""
    facts, start = front_matter(text)
    day = published or day_of(facts.get("published") or facts.get("date"))
    body = text[start:].lstrip()
    heading = _HEADING.match(body)
    spans = ((0, start), *boilerplate(text)) if start else boilerplate(text)
    posts = split(text, start, Clock(day, zone_of(facts.get("timezone"))))
    return Report(
        text=text,
        posts=posts,
        title=facts.get("title") or (heading[1].strip() if heading else headline(text, start, spans, posts)),
        outlet=facts.get("outlet"),
        url=facts.get("url"),
        published=day,
        boilerplate=spans,
    )

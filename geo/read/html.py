"""A saved page: the live blog in its JSON-LD first, then its time-stamped blocks, then its paragraphs.

Assumes that what stands in scripts, menus, footers and forms is no report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from html.parser import HTMLParser
from typing import Any

from geo.errors import InputError
from geo.model import Report
from geo.read.compose import Entry, compose, moment

_BLOCKS = frozenset(
    ("p", "li", "h1", "h2", "h3", "h4", "blockquote", "div", "section", "article", "td", "br", "figcaption")
)
_SKIPPED = frozenset(
    ("script", "style", "nav", "footer", "form", "aside", "button", "svg", "noscript", "template", "header")
)
_TAG = re.compile(r"<[^>]{0,2000}>")
_DEEPEST = 60
_LONGEST_JSON = 8_000_000


class _Page(HTMLParser):
    """Collects JSON-LD scripts, the title, and lines of text with the times between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.lines: list[tuple[datetime | None, str]] = []
        self.title = ""
        self._buffer: list[str] = []
        self._skip: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where text begins, is skipped, or is stamped with a time."""
        facts = dict(attrs)
        if tag == "script" and facts.get("type") == "application/ld+json":
            self._inside = "json"
            self.scripts.append("")
        elif tag == "title":
            self._inside = "title"
        elif tag == "time" and not self._skip:
            self._flush()
            when = moment(facts.get("datetime"))
            if when:
                self.lines.append((when, ""))
                self._inside = "time"
        if tag in _SKIPPED:
            self._skip.append(tag)
        elif tag in _BLOCKS:
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        """Note where text ends."""
        if tag in ("script", "title", "time"):
            self._inside = ""
        if tag in self._skip:
            while self._skip and self._skip.pop() != tag:
                pass
        elif tag in _BLOCKS or tag == "time":
            self._flush()

    def handle_data(self, data: str) -> None:
        """Keep the text that is part of the report."""
        if self._inside == "json":
            self.scripts[-1] += data
        elif self._inside == "title":
            self.title += data
        elif not self._skip and self._inside != "time":
            self._buffer.append(data)

    def close(self) -> None:
        """Keep what is left at the end."""
        super().close()
        self._flush()

    def _flush(self) -> None:
        text = " ".join("".join(self._buffer).split())
        self._buffer.clear()
        if text:
            self.lines.append((None, text))


def plain(html: str) -> str:
    """Return the text of a piece of HTML, a line for each paragraph."""
    page = _Page()
    page.feed(html)
    page.close()
    return "\n".join(text for _, text in page.lines if text)


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _is_kind(item: dict[str, Any], kind: str) -> bool:
    told = item.get("@type")
    return told == kind or (isinstance(told, list) and kind in told)


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return plain(value) if _TAG.search(value) else unescape(value)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _entry(update: dict[str, Any]) -> Entry:
    title = _text(update.get("headline")).strip() or None
    body = _text(update.get("articleBody") or update.get("text") or update.get("description"))
    url = update.get("url")
    return Entry(
        body,
        moment(update.get("datePublished")),
        title,
        _name(update.get("author")),
        url if isinstance(url, str) else None,
    )


def _from_json_ld(scripts: list[str], published: date | None) -> Report | None:
    for script in scripts:
        if len(script) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            if _is_kind(item, "LiveBlogPosting") and isinstance(item.get("liveBlogUpdate"), list):
                entries = [_entry(update) for update in item["liveBlogUpdate"] if isinstance(update, dict)]
                url = item.get("url") if isinstance(item.get("url"), str) else None
                title, outlet = _text(item.get("headline")) or None, _name(item.get("publisher"))
                return compose(entries, title=title, outlet=outlet, url=url, published=published)
    return None


def _from_lines(page: _Page, published: date | None) -> Report:
    entries: list[Entry] = []
    time: datetime | None = None
    body: list[str] = []
    stamps = sum(1 for when, _ in page.lines if when)
    for when, text in page.lines:
        if when and stamps > 1:
            entries.append(Entry("\n".join(body), time))
            time, body = when, []
        elif when:
            time = when
        else:
            body.append(text)
    entries.append(Entry("\n".join(body), time))
    return compose(entries, title=" ".join(page.title.split()) or None, published=published)


def read_html(text: str, name: str = "the page", *, published: date | None = None) -> Report:
    """Read a saved page.

    Raises
    ------
    InputError
        When the page holds no text.
    """
    page = _Page()
    page.feed(text)
    page.close()
    report = _from_json_ld(page.scripts, published) or _from_lines(page, published)
    if not report.posts:
        raise InputError(f"{name}: a page without text; save the page when the live blog has loaded")
    return report

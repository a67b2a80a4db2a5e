"""What a page tells of itself for machines: the live blog or the article in its JSON-LD.

Assumes schema.org's words, whatever else stands around them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from geo.read.compose import Entry
from geo.read.lines import plain
from geo.read.markup import Node
from geo.read.moments import moment

_BLOG = "LiveBlogPosting"
_ARTICLES = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "Article", "BlogPosting")
_BODY = ("articleBody", "text", "description")


@dataclass(frozen=True, slots=True)
class Told:
    """A live blog or an article as its JSON-LD tells it."""

    entries: tuple[Entry, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    time: datetime | None = None

    @property
    def full(self) -> bool:
        """Whether most entries have more than a headline."""
        return sum(1 for entry in self.entries if entry.text) * 2 > len(self.entries)


def objects(root: Node) -> Iterator[dict[str, Any]]:
    """Give every object in the JSON-LD of a page, in its order."""
    for node in root.walk():
        if node.tag == "script" and node.facts.get("type", "").strip().lower() == "application/ld+json":
            yield from _inside(_parsed(node.text()))


def _parsed(text: str) -> object:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//")
        .strip()
        .removeprefix("<![CDATA[")
        .removesuffix("]]>")
        .removesuffix("//")
        .strip()
    )
    for written in (text, unescape(text)):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _inside(value: object) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting.extend(reversed(list(found.values())))
        elif isinstance(found, list):
            waiting.extend(reversed(found))


def blog(found: Iterable[dict[str, Any]]) -> Told | None:
    """Give the live blog among the objects; the one with the most updates."""
    blogs = [_told(item, _updates(item)) for item in found if _is_a(item, (_BLOG,))]
    return max((told for told in blogs if told.entries), key=lambda told: len(told.entries), default=None)


def article(found: Iterable[dict[str, Any]]) -> Told | None:
    """Give the first article, or the head of a live blog without updates, among the objects."""
    for item in found:
        if _is_a(item, (*_ARTICLES, _BLOG)):
            return _told(item, [_entry(item)])
    return None


def _is_a(item: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    told = item.get("@type")
    return any(
        kind in kinds for kind in (told if isinstance(told, list) else [told]) if isinstance(kind, str)
    )


def _updates(item: dict[str, Any]) -> list[Entry]:
    told = item.get("liveBlogUpdate")
    listed = told if isinstance(told, list) else [told]
    return [_entry(update) for update in listed if isinstance(update, dict)]


def _told(item: dict[str, Any], entries: list[Entry]) -> Told:
    when = moment(item.get("datePublished")) or moment(item.get("coverageStartTime"))
    title = plain(_string(item.get("headline")) or _string(item.get("name")))
    url = _string(item.get("url")) or _string(item.get("mainEntityOfPage"))
    return Told(tuple(entries), title or None, _name(item.get("publisher")), url or None, when)


def _entry(item: dict[str, Any]) -> Entry:
    body = next((plain(_string(item.get(key))) for key in _BODY if _string(item.get(key)).strip()), "")
    return Entry(
        body,
        moment(item.get("datePublished"))
        or moment(item.get("dateCreated"))
        or moment(item.get("dateModified")),
        plain(_string(item.get("headline"))) or None,
        _name(item.get("author")),
        _string(item.get("url")) or None,
    )


def _string(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("@value")
    return value if isinstance(value, str) else ""


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None

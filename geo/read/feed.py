"""RSS and Atom: every item is a post.

Assumes nothing of the version; elements are known by their local names.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from geo.model import Report
from geo.read import safexml
from geo.read.compose import Entry, compose
from geo.read.lines import plain
from geo.read.moments import moment
from geo.read.source import Document, Shape, Source

_ITEMS = ("item", "entry")
_BODIES = ("encoded", "content", "description", "summary")
_TIMES = ("published", "pubdate", "date", "issued", "updated", "modified")


def read_feed(document: Document) -> Report | None:
    """Read a feed; None where the XML holds no item."""
    root = safexml.parse(document.text, document.name)
    nodes = list(root.iter())
    items = [node for node in nodes if _tag(node) in _ITEMS]
    if not items:
        return None
    channel = next((node for node in nodes if _tag(node) == "channel"), root)
    title = _told(channel, "title")
    return compose(
        [_entry(item) for item in items],
        title=title,
        outlet=title,
        url=_link(channel),
        published=document.published,
    )


SOURCE = Source("RSS or Atom", Shape.XML, read_feed)


def _tag(node: Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _raw(node: Element, *names: str) -> str | None:
    """Give the text of the first child that has one, by the order of the names."""
    for name in names:
        for child in node:
            found = "\n".join(child.itertext()).strip() if _tag(child) == name else ""
            if found:
                return found
    return None


def _told(node: Element, *names: str) -> str | None:
    found = _raw(node, *names)
    return plain(found).strip() if found else None


def _link(node: Element) -> str | None:
    links = [child for child in node if _tag(child) == "link"]
    told = next(
        (link for link in links if link.get("rel", "alternate") == "alternate" and link.get("href")), None
    )
    return told.get("href") if told is not None else _raw(node, "link")


def _entry(item: Element) -> Entry:
    when = next((found for name in _TIMES if (found := moment(_raw(item, name)))), None)
    return Entry(
        plain(_raw(item, *_BODIES) or ""),
        when,
        _told(item, "title"),
        _told(item, "creator", "author"),
        _link(item),
    )

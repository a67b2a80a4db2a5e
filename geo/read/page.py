"""A saved page: the live blog in its JSON-LD first, then its time-stamped blocks, then its article.

Assumes that a page is saved when its posts are in it: nothing is loaded, no script is run.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from geo.model import Report
from geo.read import blocks, jsonld
from geo.read.compose import Entry, clean, compose
from geo.read.jsonld import Told
from geo.read.lines import Line, boxes, lines
from geo.read.markup import Node, parse, rules
from geo.read.moments import moment
from geo.read.source import Document, Shape, Source

_MORE = 1.2


def read_page(document: Document) -> Report | None:
    """Read a page; None where it holds no text."""
    root = parse(document.text)
    found = list(jsonld.objects(root))
    boxed = boxes(root)
    told = jsonld.blog(found)
    entries = list(told.entries) if told and told.full else blocks.entries(root, boxed)
    if not entries and told:
        entries = list(told.entries)
    head = told or jsonld.article(found) or Told()
    meta = _meta(root)
    when = head.time or moment(meta.get("published"))
    title = head.title or meta.get("title") or _text_of(root, "h1") or _text_of(root, "title")
    if not entries:
        entries = _article(root, boxed, head.entries[0].text if head.entries else "", when)
    if title and not entries[0].title and entries[0].text.split("\n", 1)[0] == clean(title):
        entries[0] = replace(entries[0], text=entries[0].text[len(clean(title)) :])
    return compose(
        entries,
        title=title,
        outlet=head.outlet or meta.get("outlet"),
        url=head.url or meta.get("url"),
        published=document.published or (when.date() if when else None),
    )


SOURCE = Source("live-blog or article HTML", Shape.HTML, read_page)


def _meta(root: Node) -> dict[str, str]:
    """Give what the head of the page tells, by our names."""
    told: dict[str, str] = {}
    for node in root.walk():
        if node.tag == "meta":
            name = node.facts.get("property") or node.facts.get("name") or node.facts.get("itemprop") or ""
            told.setdefault(name.lower(), node.facts.get("content", ""))
        elif node.tag == "link" and node.facts.get("rel", "").lower() == "canonical":
            told.setdefault("og:url", node.facts.get("href", ""))
    wanted: dict[str, list[str]] = rules()["meta"]
    found = {key: next((told[name] for name in names if told.get(name)), "") for key, names in wanted.items()}
    return {key: value for key, value in found.items() if value}


def _text_of(root: Node, tag: str) -> str | None:
    node = next((node for node in root.walk() if node.tag == tag), None)
    return node.text() if node else None


def _article(root: Node, boxed: frozenset[int], own: str, when: datetime | None) -> list[Entry]:
    """Give the page's one article, from its markup or from its JSON-LD, whichever says more."""
    top = _main(root)
    said = _trimmed(lines(top, boxed))
    text = "\n".join(line.text for line in said)
    when = when or next((mark.when for mark in blocks.stamps(top, boxed)), None)
    if len(own) > _MORE * len(text):
        return [Entry(own, when)]
    return [Entry(text, when, aside=frozenset(line.text for line in said if line.beside))]


def _main(root: Node) -> Node:
    """Give the element that holds the article: the largest of the first kind that the page has."""
    nodes = list(root.walk())
    for kind in ("article", "main", "body"):
        found = [node for node in nodes if kind in (node.tag, node.facts.get("role")) and node.size]
        if found:
            return max(found, key=lambda node: node.size)
    return root


def _trimmed(said: list[Line]) -> list[Line]:
    """Cut what stands beside the report before its first and after its last line."""
    own = [k for k, line in enumerate(said) if not line.beside]
    return said[own[0] : own[-1] + 1] if own else []

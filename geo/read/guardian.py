"""The Guardian's Open Platform: one item (``response.content``) or a list of them (``response.results``).

Assumes the fields that ``show-blocks`` and ``show-fields`` ask for; what is not there is not told.
"""

from __future__ import annotations

from typing import Any

from geo.model import Report
from geo.read.compose import Entry, compose
from geo.read.lines import plain
from geo.read.moments import moment
from geo.read.source import Document, Shape, Source

_TIMES = ("publishedDate", "firstPublishedDate", "createdDate", "lastModifiedDate")


def read_guardian(document: Document) -> Report | None:
    """Read an answer of the Open Platform; None where it is none."""
    response = _dict(_dict(document.data).get("response"))
    listed = response.get("results")
    items = [response.get("content"), *(listed if isinstance(listed, list) else [])]
    known = [item for item in items if isinstance(item, dict)]
    if not known:
        return None
    one = known[0] if len(known) == 1 else {}
    when = moment(one.get("webPublicationDate"))
    return compose(
        [entry for item in known for entry in _entries(item, headed=len(known) > 1)],
        title=_text(one.get("webTitle")) or None,
        outlet="The Guardian",
        url=_text(one.get("webUrl")) or None,
        published=document.published or (when.date() if when else None),
    )


SOURCE = Source("Guardian Open Platform JSON", Shape.JSON, read_guardian)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _entries(item: dict[str, Any], *, headed: bool) -> list[Entry]:
    blocks = _dict(item.get("blocks"))
    listed = blocks.get("body") or max(
        _dict(blocks.get("requestedBlocks")).values(), key=_length, default=None
    )
    known = [block for block in listed if isinstance(block, dict)] if isinstance(listed, list) else []
    if known:
        return [_block(block) for block in known if block.get("published") is not False]
    fields = _dict(item.get("fields"))
    body = (
        plain(_text(fields.get("body")))
        or _text(fields.get("bodyText"))
        or plain(_text(fields.get("trailText")))
    )
    title = plain(_text(item.get("webTitle"))) if headed else None
    url = _text(item.get("webUrl")) or None
    return [
        Entry(body, moment(item.get("webPublicationDate")), title, _text(fields.get("byline")) or None, url)
    ]


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def _block(block: dict[str, Any]) -> Entry:
    parts = block.get("elements")
    told = [
        _dict(_dict(part).get("textTypeData")).get("html")
        for part in (parts if isinstance(parts, list) else [])
    ]
    body = (
        plain(_text(block.get("bodyHtml")))
        or plain("\n".join(_text(piece) for piece in told))
        or _text(block.get("bodyTextSummary"))
    )
    when = next((found for key in _TIMES if (found := moment(block.get(key)))), None)
    contributors = block.get("contributors")
    names = [
        _text(_dict(who).get("webTitle")) for who in (contributors if isinstance(contributors, list) else [])
    ]
    return Entry(body, when, plain(_text(block.get("title"))) or None, ", ".join(filter(None, names)) or None)

"""Machine-made lists of entries: the Guardian's Open Platform, RSS and Atom, a Telegram export.

Assumes UTF-8; a document type or an entity in a feed is refused, for it can make a small file huge.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as ET

from geo.errors import InputError
from geo.model import Report
from geo.read.compose import Entry, compose, moment
from geo.read.html import plain

_KNOWN = "accepted JSON: the Guardian's Open Platform (response.content), a Telegram export (messages)"


def read_json(text: str, name: str = "the text", *, published: date | None = None) -> Report:
    """Read a Guardian answer or a Telegram export.

    Raises
    ------
    InputError
        When it is no JSON, or of another shape.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: looks like JSON but is not ({error}); {_KNOWN}") from None
    report = _guardian(data, published) or _telegram(data, published)
    if report is None or not report.posts:
        keys = sorted(data)[:6] if isinstance(data, dict) else type(data).__name__
        raise InputError(f"{name}: JSON with {keys!r} holds no report; {_KNOWN}")
    return report


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _guardian(data: object, published: date | None) -> Report | None:
    response = data.get("response") if isinstance(data, dict) else None
    content = response.get("content") if isinstance(response, dict) else None
    if not isinstance(content, dict):
        return None
    blocks = content.get("blocks")
    listed = blocks.get("body") if isinstance(blocks, dict) else None
    told = content.get("fields")
    fields = told if isinstance(told, dict) else {}
    when = moment(content.get("webPublicationDate"))
    if isinstance(listed, list) and listed:
        entries = [_guardian_block(block) for block in listed if isinstance(block, dict)]
    else:
        entries = [Entry(_text(fields.get("bodyText")) or plain(_text(fields.get("body"))), when)]
    return compose(
        entries,
        title=_text(content.get("webTitle")) or None,
        outlet="The Guardian",
        url=_text(content.get("webUrl")) or None,
        published=published or (when.date() if when else None),
    )


def _guardian_block(block: dict[str, Any]) -> Entry:
    body = plain(_text(block.get("bodyHtml"))) or _text(block.get("bodyTextSummary"))
    when = moment(block.get("publishedDate")) or moment(block.get("firstPublishedDate"))
    return Entry(body, when, _text(block.get("title")) or None)


def _telegram(data: object, published: date | None) -> Report | None:
    if not isinstance(data, dict) or not isinstance(data.get("messages"), list):
        return None
    messages = data["messages"]
    entries = [_message(m) for m in messages if isinstance(m, dict) and m.get("type") == "message"]
    return compose(
        entries,
        title=_text(data.get("name")) or None,
        outlet=_text(data.get("name")) or None,
        published=published,
    )


def _message(message: dict[str, Any]) -> Entry:
    told = message.get("text")
    pieces = told if isinstance(told, list) else [told]
    body = "".join(_text(p.get("text")) if isinstance(p, dict) else _text(p) for p in pieces)
    stamp = _text(message.get("date_unixtime"))
    when = (
        datetime.fromtimestamp(int(stamp), UTC)
        if stamp.isdigit() and len(stamp) < 12
        else moment(message.get("date"))
    )
    return Entry(body, when, author=_text(message.get("from")) or None)


def read_feed(text: str, name: str = "the text", *, published: date | None = None) -> Report:
    """Read RSS or Atom.

    Raises
    ------
    InputError
        When it is not well-formed, declares entities, or holds no entry.
    """
    if "<!doctype" in text.lower() or "<!entity" in text.lower():
        raise InputError(f"{name}: a feed with a document type is refused; remove the <!DOCTYPE ...> line")
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise InputError(f"{name}: looks like a feed but is not well-formed XML ({error})") from None
    nodes = [node for node in root.iter() if _tag(node) in ("item", "entry")]
    if not nodes:
        raise InputError(
            f"{name}: XML <{_tag(root)}> holds no <item> and no <entry>; RSS and Atom are accepted"
        )
    channel = next((node for node in root.iter() if _tag(node) == "channel"), root)
    title = _child(channel, "title")
    return compose([_item(node) for node in nodes], title=title, outlet=title, published=published)


def _tag(node: ET.Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _child(node: ET.Element, *names: str) -> str | None:
    for name in names:
        for child in node:
            if _tag(child) == name:
                found = "".join(child.itertext()).strip()
                if found:
                    return found
    return None


def _item(node: ET.Element) -> Entry:
    body = _child(node, "encoded", "content", "description", "summary") or ""
    link = next((child.get("href") for child in node if _tag(child) == "link" and child.get("href")), None)
    told = _child(node, "pubdate", "published", "updated", "date")
    return Entry(
        plain(body),
        _feed_time(told),
        _child(node, "title"),
        _child(node, "author", "creator"),
        link or _child(node, "link"),
    )


def _feed_time(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return moment(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

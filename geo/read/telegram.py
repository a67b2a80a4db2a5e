"""Messages with times: Telegram's JSON export of one chat or of all, or a bare list of messages.

Assumes Kyiv time where a message tells a local time only, as old exports do.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from geo.model import Report
from geo.read.compose import Entry, compose
from geo.read.moments import moment
from geo.read.source import Document, Shape, Source

_TIMES = ("date_unixtime", "date", "time", "timestamp", "datetime", "published", "created_at")
_TEXTS = ("text", "message", "content", "caption")


def read_messages(document: Document) -> Report | None:
    """Read a channel's messages; None where the document holds none."""
    data = document.data
    chats = [{"messages": data}] if isinstance(data, list) else _chats(data)
    told = [(chat, _messages(chat)) for chat in chats if isinstance(chat, dict)]
    known = [(chat, messages) for chat, messages in told if messages]
    if not known:
        return None
    name = _text(known[0][0].get("name")) if len(known) == 1 else ""
    return compose(
        [_entry(message) for _, messages in known for message in messages],
        title=name or None,
        outlet=name or None,
        published=document.published,
    )


SOURCE = Source("Telegram export or a list of messages (JSON)", Shape.JSON, read_messages)


def _chats(data: object) -> list[object]:
    if not isinstance(data, dict):
        return []
    chats = data.get("chats")
    listed = chats.get("list") if isinstance(chats, dict) else None
    return listed if isinstance(listed, list) else [data]


def _messages(chat: dict[str, Any]) -> list[dict[str, Any]]:
    listed = chat.get("messages")
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    return [row for row in rows if row.get("type", "message") == "message" and _body(row) and _has_time(row)]


def _has_time(message: dict[str, Any]) -> bool:
    return any(key in message for key in _TIMES)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _body(message: dict[str, Any]) -> str:
    told = next((message[key] for key in _TEXTS if message.get(key)), None)
    pieces = told if isinstance(told, list) else [told]
    return "".join(_text(piece.get("text")) if isinstance(piece, dict) else _text(piece) for piece in pieces)


def _when(message: dict[str, Any]) -> datetime | None:
    return next((found for key in _TIMES if (found := moment(message.get(key)))), None)


def _entry(message: dict[str, Any]) -> Entry:
    author = _text(message.get("from")) or _text(message.get("author"))
    return Entry(_body(message), _when(message), None, author or None, _text(message.get("url")) or None)

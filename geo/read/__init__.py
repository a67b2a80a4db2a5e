"""Read a day's report in any of its shapes into one :class:`geo.model.Report`.

Assumes that text is UTF-8; every offset of a report counts characters in its ``text``.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from os import PathLike
from pathlib import Path

from geo.errors import InputError, NotFoundError
from geo.model import Report
from geo.read.feeds import read_feed, read_json
from geo.read.html import read_html
from geo.read.plain import read_text

ACCEPTED = "plain text, Markdown, live-blog HTML, Guardian API JSON, RSS or Atom, Telegram export (JSON)"
_PATH_LENGTH = 1024
_SUFFIXES = (".md", ".txt", ".html", ".htm", ".json", ".xml", ".rss")

__all__ = ["ACCEPTED", "read", "read_bytes"]


def _is_path(source: str) -> bool:
    if not source or len(source) > _PATH_LENGTH or "\n" in source or "\0" in source:
        return False
    return Path(source).is_file() or source.endswith(
        (".md", ".txt", ".html", ".htm", ".json", ".xml", ".rss")
    )


def _load(path: Path) -> bytes:
    if not path.is_file():
        raise NotFoundError(f"no report at {str(path)!r}: no such file; give a path or the text itself")
    return path.read_bytes()


def read_bytes(
    raw: bytes, name: str = "the text", *, published: date | None = None, url: str | None = None
) -> Report:
    """Read the bytes of a file or of a page; ``name`` is only used in messages.

    Raises
    ------
    InputError
        When the bytes are no UTF-8 text, or of a shape that is not accepted.
    """
    if b"\0" in raw[:4096]:
        raise InputError(f"{name}: {raw[:8]!r}... is not text; accepted: {ACCEPTED}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = raw[error.start : error.start + 1]
        message = f"{name}: byte {error.start} ({at!r}) is not UTF-8; save the file as UTF-8"
        raise InputError(message) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{name}: is empty; accepted: {ACCEPTED}")
    report = _shaped(text, name, published)
    return dataclasses.replace(report, url=url or report.url)


def _shaped(text: str, name: str, published: date | None) -> Report:
    """Read a text by the shape of its beginning."""
    head = text.lstrip()[:600].lower()
    if head.startswith(("{", "[{")) and _is_json(text):
        return read_json(text, name, published=published)
    if head.startswith("<") and any(mark in head for mark in ("<rss", "<feed", "<rdf")):
        return read_feed(text, name, published=published)
    if head.startswith("<") and any(
        mark in head for mark in ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p")
    ):
        return read_html(text, name, published=published)
    return read_text(text, published=published)


def _is_json(text: str) -> bool:
    return text.rstrip()[-1:] in ("}", "]")


def read(source: str | PathLike[str], *, published: date | None = None, url: str | None = None) -> Report:
    """Read a report from a path or from its text; the shape is told by its beginning.

    Parameters
    ----------
    source : str or path
        A path of a file, or the text itself: plain text, Markdown, a saved page, JSON, RSS or Atom. A URL is
        never fetched here: :func:`geo.read.fetch.fetch` does it on the user's word.
    published : date, optional
        The day that relative dates count from, where the text does not tell it.
    url : str, optional
        Where the text was published.

    Returns
    -------
    Report
        One text, its posts in the order of the text, and what is known of its origin.

    Raises
    ------
    NotFoundError
        When a path names no file.
    InputError
        When the content is empty or no text.
    """
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")) and "\n" not in source:
        raise InputError(
            f"{source!r} is a URL; it is fetched only on demand (sitmap events --fetch, geo.read.fetch)"
        )
    if isinstance(source, str) and not _is_path(source):
        raw, name = source.encode("utf-8", "replace"), "the text"
    else:
        path = Path(source)
        raw, name = _load(path), path.name
    return read_bytes(raw, name, published=published, url=url)

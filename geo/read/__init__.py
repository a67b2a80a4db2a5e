"""Read a day's report in any of its shapes into one :class:`geo.model.Report`.

Assumes that the content tells what it is, never the name of a file; every offset of a report counts
characters in its ``text``. :mod:`geo.read.registry` lists the sources.
"""

from __future__ import annotations

import dataclasses
import os
from datetime import date
from os import PathLike
from pathlib import Path

from geo.errors import InputError, NotFoundError
from geo.model import Report
from geo.read.boilerplate import marked
from geo.read.decode import check_size, decode
from geo.read.registry import ACCEPTED, read_document
from geo.read.sniff import document_of
from geo.read.source import Document

_PATH_LENGTH = 1024
_SUFFIXES = (".md", ".txt", ".html", ".htm", ".json", ".xml", ".rss", ".atom", ".pdf", ".docx")

__all__ = ["ACCEPTED", "read", "read_bytes"]


def read(
    source: str | bytes | PathLike[str], *, published: date | None = None, url: str | None = None
) -> Report:
    """Read a report from a path, from its text or from its bytes; the content tells what it is.

    Parameters
    ----------
    source : str, bytes or path
        A path of a file, or the content itself: plain text, Markdown, a saved page, JSON, RSS or Atom. What a
        stranger typed goes to :func:`read_bytes`, which opens no file. A URL is never fetched here:
        :func:`geo.read.web.fetch` does it on the user's word.
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
        When the content is empty, larger than 10 MB, no text, or of a kind that is not accepted.
    """
    if isinstance(source, bytes):
        return read_bytes(source, published=published, url=url)
    if isinstance(source, str) and not _is_path(source):
        _refuse_url(source)
        return read_bytes(source.encode("utf-8", "replace"), published=published, url=url)
    path = Path(source)
    return read_bytes(_load(path), path.name, published=published, url=url)


def read_bytes(
    raw: bytes,
    name: str = "the text",
    *,
    published: date | None = None,
    url: str | None = None,
    charset: str | None = None,
    plain: bool = False,
) -> Report:
    """Read the bytes of a file or of a page.

    Parameters
    ----------
    raw : bytes
        At most 10 MB.
    name : str
        Only used in messages.
    published, url
        As for :func:`read`.
    charset : str, optional
        The encoding that a server told.
    plain : bool
        Whether it is text or Markdown, whatever it looks like.

    Raises
    ------
    InputError
        As for :func:`read`.
    """
    text = decode(raw, name, charset=charset, accepted=ACCEPTED)
    known = Document(text, name=name, published=published) if plain else document_of(text, name, published)
    report = marked(read_document(known))
    return dataclasses.replace(report, url=url or report.url)


def _is_path(source: str) -> bool:
    if not source or len(source) > _PATH_LENGTH or "\n" in source or "\0" in source:
        return False
    return os.path.isfile(source) or source.lower().endswith(_SUFFIXES)  # noqa: PTH113 - it never raises


def _refuse_url(source: str) -> None:
    if source.lower().startswith(("http://", "https://")) and len(source.split()) == 1:
        raise InputError(
            f"{source!r} is a URL, fetched only when asked for: use geo.read.web.fetch, or save the page"
        )


def _load(path: Path) -> bytes:
    if not path.is_file():
        raise NotFoundError(f"no report at {str(path)!r}: no such file; give a path or the text itself")
    check_size(path.stat().st_size, path.name)
    return path.read_bytes()

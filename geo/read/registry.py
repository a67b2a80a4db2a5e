"""The kinds of reports that can be read, in the order they are tried.

A new source is three steps: write its file beside this one with a ``SOURCE``, name it here, and put a
sample into ``tests/reports`` with a row in ``tests/test_read_samples.py``.
"""

from __future__ import annotations

from geo.errors import InputError
from geo.model import Report
from geo.read import feed, guardian, page, plain, telegram
from geo.read.source import Document, Shape, Source

SOURCES: tuple[Source, ...] = (
    Source(
        "plain text or Markdown",
        Shape.TEXT,
        lambda document: plain.read_text(document.text, published=document.published),
    ),
    page.SOURCE,
    guardian.SOURCE,
    telegram.SOURCE,
    feed.SOURCE,
)
ACCEPTED = ", ".join(source.name for source in SOURCES)


def read_document(document: Document) -> Report:
    """Read a document by the first source of its shape that knows it.

    Raises
    ------
    InputError
        When none does: what it looked like, and what is accepted.
    """
    for source in SOURCES:
        report = source.read(document) if source.shape is document.shape else None
        if report is not None and report.posts:
            return report
    raise InputError(f"{document.name}: {_looks_like(document)} holds no report; accepted: {ACCEPTED}")


def _looks_like(document: Document) -> str:
    if document.shape is Shape.JSON:
        data = document.data
        keys = [str(key)[:40] for key in list(data)[:6]] if isinstance(data, dict) else type(data).__name__
        return f"JSON with {keys!r}"
    return f"{document.shape} that begins with {document.text.lstrip()[:40]!r}"

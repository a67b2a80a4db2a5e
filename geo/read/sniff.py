"""Tell the shape of a text from its beginning; a file's name is never asked.

Assumes nothing: what only looks a little like JSON or a page is text.
"""

from __future__ import annotations

import json
import re
from datetime import date

from geo.errors import InputError
from geo.read.source import Document, Shape

_JSON = re.compile(
    r'\s*(?:\{\s*(?:"[^"\n]{0,200}"\s*:|\}\s*\Z)|\[\s*(?:[{\[]|"[^"\n]{0,200}"\s*[,\]]|\]\s*\Z))'
)
_SKIP = re.compile(r"(?:\s+|<!--(?:(?!-->)[\s\S]){0,2000}-->)*")
_XML = re.compile(r"<(?:\?xml\b|(?:rss|feed|rdf:RDF)[\s>])", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|main|article|section|div|p|h[1-6]|ul|ol|table|time|a|span|link"
    r"|script|style|header|blockquote)(?=[\s>/]))",
    re.IGNORECASE,
)
_XHTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def document_of(text: str, name: str, published: date | None = None) -> Document:
    """Give a text with its shape, and its value where it is JSON.

    Raises
    ------
    InputError
        When it begins like JSON and is none.
    """
    if _JSON.match(text):
        return Document(text, Shape.JSON, name, published, _value(text, name))
    start = _SKIP.match(text)
    at = start.end() if start else 0
    if _XML.match(text, at) and not _XHTML.search(text, at, at + 1000):
        return Document(text, Shape.XML, name, published)
    if _HTML.match(text, at) or _XML.match(text, at):
        return Document(text, Shape.HTML, name, published)
    return Document(text, Shape.TEXT, name, published)


def _value(text: str, name: str) -> object:
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise InputError(f"{name}: JSON that is nested too deeply; give the export as it was made") from None
    except ValueError as error:
        raise InputError(
            f"{name}: begins like JSON but is none ({error}); give the file whole, as it was made"
        ) from None

"""Parse XML that may be hostile: no entity of its own, nothing from outside, no endless depth.

Assumes expat; a document type without declarations, as old feeds have it, is harmless and ignored.
"""

from __future__ import annotations

import re
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from geo.errors import InputError

DEEPEST = 100
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Tree:
    """Builds elements, and refuses depth and entities."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.builder = TreeBuilder()
        self.depth = 0

    def start(self, tag: str, facts: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise InputError(
                f"{self.name}: XML that is nested deeper than {DEEPEST} is refused; it is no feed"
            )
        self.builder.start(tag, facts)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(tag)

    def entity(self, *told: object) -> None:
        raise InputError(
            f"{self.name}: XML that declares entities is refused, for it may make a small file huge; "
            "remove its <!DOCTYPE ...>"
        )


def parse(text: str, name: str = "the text") -> Element:
    """Read XML into elements, tags as ``namespace}name``.

    Raises
    ------
    InputError
        When it is not well-formed, declares an entity, or nests deeper than 100.
    """
    tree = _Tree(name)
    reader = expat.ParserCreate(encoding="utf-8", namespace_separator="}")
    reader.buffer_text = True
    reader.StartElementHandler = tree.start
    reader.EndElementHandler = tree.end
    reader.CharacterDataHandler = tree.builder.data
    reader.EntityDeclHandler = tree.entity
    reader.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    clean = _NAMED.sub(lambda hit: html5.get(hit[0][1:], hit[0]), _FORBIDDEN.sub("\ufffd", text.lstrip()))
    try:
        reader.Parse(clean.encode(), True)
    except expat.ExpatError as error:
        raise InputError(
            f"{name}: looks like XML but is not well-formed ({error}); save the feed anew"
        ) from None
    return tree.builder.close()

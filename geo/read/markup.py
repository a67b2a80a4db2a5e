"""A small tree of a page: elements in their order, whatever the tags are like, in one pass.

Assumes hostile pages: time and memory grow with the length alone, and no page nests deeper than 200 here.
The standard parser is not used, for comments that never end cost it quadratic time.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any

from geo.errors import InputError
from geo.paths import data_path

DEEPEST = 200
MOST = 300_000
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,60}")
_QUOTE = re.compile("[\"'>]")
_BEFORE_VALUE = "= \t\n"


@cache
def rules() -> dict[str, Any]:
    """Load ``data/vocab/pages.toml``, lists of names as sets."""
    raw = tomllib.loads(data_path("vocab", "pages.toml").read_text(encoding="utf-8"))
    sets = (
        "lines",
        "dropped",
        "beside",
        "empty",
        "raw",
        "siblings",
        "box_words",
        "block_properties",
    )
    return raw | {key: frozenset(raw[key]) for key in sets}


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """An element; ``parts`` are its texts and elements in their order.

    ``size`` counts the characters of the text that it shows, ``linked`` those of them that are links.
    """

    tag: str
    raw: str = ""
    parent: Node | None = None
    parts: list[Node | str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    _facts: dict[str, str] | None = None

    @property
    def facts(self) -> dict[str, str]:
        """Its attributes, names in small letters; the first of a name counts."""
        if self._facts is None:
            self._facts = {}
            for name, value in _ATTRIBUTE.findall(self.raw):
                self._facts.setdefault(name.lower(), unescape(value.strip("\"'")))
        return self._facts

    def walk(self) -> Iterator[Node]:
        """Give itself and every element inside, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(part for part in reversed(node.parts) if isinstance(part, Node))

    def text(self) -> str:
        """Give all its text, unbroken."""
        return "".join(part for node in self.walk() for part in node.parts if isinstance(part, str))


class _Builder:
    """Keeps the open elements while the page is read."""

    def __init__(self) -> None:
        self.root = Node("#root")
        self.open = [self.root]
        self.counts: dict[str, int] = {}
        self.made = 0

    def start(self, tag: str, raw: str) -> Node:
        if (tag in rules()["siblings"] and self.open[-1].tag == tag) or (
            tag in rules()["lines"] and self.open[-1].tag == "p"
        ):
            self._pop()
        self.made += 1
        if self.made > MOST:
            raise InputError(f"a page of more than {MOST} elements is no report; save its text instead")
        top = self.open[-1]
        node = Node(tag, raw, top)
        top.parts.append(node)
        if tag not in rules()["empty"] and len(self.open) < DEEPEST:
            self.open.append(node)
            self.counts[tag] = self.counts.get(tag, 0) + 1
        return node

    def end(self, tag: str) -> None:
        if self.counts.get(tag):
            while self._pop() != tag:
                pass

    def _pop(self) -> str:
        tag = self.open.pop().tag
        self.counts[tag] -= 1
        return tag


def _tag_end(text: str, at: int) -> int:
    """Find the ``>`` of a tag, past quoted values; the end of the text where there is none."""
    while hit := _QUOTE.search(text, at):
        if hit[0] == ">":
            return hit.start()
        if text[hit.start() - 1] not in _BEFORE_VALUE:
            at = hit.end()
            continue
        close = text.find(hit[0], hit.end())
        if close < 0:
            return _or_end(text.find(">", hit.end()), text)
        at = close + 1
    return len(text)


def _or_end(at: int, text: str) -> int:
    return len(text) if at < 0 else at


def parse(text: str) -> Node:
    """Read a page or a piece of one into its tree.

    Returns
    -------
    Node
        The root, which is no element of the page itself.

    Raises
    ------
    InputError
        When it has more than 300,000 elements.
    """
    builder, at, size = _Builder(), 0, len(text)
    folded = _Folded(text)
    while at < size:
        less = _or_end(text.find("<", at), text)
        if less > at:
            builder.open[-1].parts.append(unescape(text[at:less]))
        at = _markup(text, less, builder, folded) if less < size else size
    _measure(builder.root)
    return builder.root


def _measure(root: Node) -> None:
    """Count the text of every element, the inner ones first."""
    for node in reversed(list(root.walk())):
        if node.tag in rules()["dropped"]:
            continue
        for part in node.parts:
            node.size += len(part) - part.count(" ") if isinstance(part, str) else part.size
            node.linked += 0 if isinstance(part, str) else part.linked
        if node.tag == "a":
            node.linked = node.size


class _Folded:
    """The page in small letters, made when a raw element first asks for its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.small: str | None = None

    def find(self, tag: str, at: int) -> int:
        if self.small is None:
            self.small = re.sub("[A-Z]+", lambda hit: hit[0].lower(), self.text)
        return _or_end(self.small.find(f"</{tag}", at), self.text)


def _markup(text: str, at: int, builder: _Builder, folded: _Folded) -> int:
    """Take in the markup that begins at ``at``, and give where it ends."""
    if text.startswith("<!--", at):
        close = text.find("-->", at + 4)
        return len(text) if close < 0 else close + 3
    if text.startswith(("<!", "<?"), at):
        return _or_end(text.find(">", at), text) + 1
    closing = text.startswith("</", at)
    name = _NAME.match(text, at + (2 if closing else 1))
    if not name:
        more = _or_end(text.find("<", at + 1), text)
        builder.open[-1].parts.append(unescape(text[at:more]))
        return more
    end, tag = _tag_end(text, name.end()), name[0].lower()
    if closing:
        builder.end(tag)
        return end + 1
    node = builder.start(tag, text[name.end() : end])
    if tag not in rules()["raw"]:
        return end + 1
    close = folded.find(tag, end + 1)
    node.parts.append(text[end + 1 : close])
    return close

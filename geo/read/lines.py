"""The lines of text of a page's element, each told whether it belongs to a box that stands beside the report.

Assumes that what stands in scripts, menus and forms is no text at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from geo.read.compose import clean
from geo.read.markup import Node, parse, rules
from geo.read.moments import moment

_SHARE = 0.4  # what holds more of a page than this is no box of it, whatever it is called
_STAMPED = 120  # a line no longer than this is the head of a post where it holds a time
_LINKED = 0.8
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_WHOLE = frozenset(("html", "body", "main", "article"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and whether it stands beside the report."""

    text: str
    beside: bool = False


def named(node: Node) -> str:
    """Give the words of an element's class and id."""
    return f"{node.facts.get('class', '')} {node.facts.get('id', '')}".strip()


def _sounds_like_box(node: Node) -> bool:
    name = named(node)
    if not name:
        return False
    words = {word.lower() for word in _WORD.findall(name)}
    low = name.lower()
    return bool(words & rules()["box_words"]) or any(phrase in low for phrase in rules()["box_phrases"])


def boxes(root: Node) -> frozenset[int]:
    """Find the boxes of a page (the ``id`` of each element): share bars, newsletters, related stories."""
    found = [node for node in root.walk() if node.raw and node.tag not in _WHOLE and _sounds_like_box(node)]
    sizes: Counter[str] = Counter()
    for node in found:
        sizes[named(node)] += node.size
    return frozenset(id(node) for node in found if sizes[named(node)] <= _SHARE * root.size)


def stamp(node: Node) -> str | None:
    """Give the words of an element that may tell a moment."""
    if node.tag != "time" and "data-" not in node.raw:
        return None
    told = (node.facts.get(name) for name in rules()["time_attributes"])
    return next((value for value in told if value), node.text() if node.tag == "time" else None)


@dataclass(slots=True)
class _Writer:
    """Gathers text until a line ends."""

    lines: list[Line] = field(default_factory=list)
    said: list[tuple[str, bool, bool]] = field(default_factory=list)
    beside: int = 0
    linked: int = 0
    stamped: int = 0

    def say(self, text: str) -> None:
        self.said.append((text, self.linked > 0, self.stamped > 0))

    def end(self) -> None:
        whole = clean("".join(text for text, _, _ in self.said))
        if len(whole) <= _STAMPED and any(stamped for _, _, stamped in self.said):
            whole = clean("".join(text for text, _, stamped in self.said if not stamped))
        if any(letter.isalnum() for letter in whole):
            self.lines.append(Line(whole, self.beside > 0 or self._is_link(whole)))
        self.said.clear()

    def _is_link(self, whole: str) -> bool:
        linked = sum(len(text.strip()) for text, link, _ in self.said if link)
        return linked >= _LINKED * len(whole) and not whole.endswith((".", "!", "?", "”", '"'))


def lines(node: Node, boxed: Collection[int] = (), *, links: bool = False) -> list[Line]:
    """Give the lines of an element.

    Parameters
    ----------
    node : Node
        The element itself is never taken for a box.
    boxed : collection of int
        As :func:`boxes` gives it.
    links : bool
        Whether a line that is a link alone is part of the report.
    """
    writer = _Writer()
    waiting: list[tuple[Node | str, bool]] = [(node, True)]
    while waiting:
        part, enters = waiting.pop()
        if isinstance(part, str):
            writer.say(part)
        elif not enters:
            _cross(writer, part, part is not node and _is_beside(part, boxed), -1, links)
        elif part.tag not in rules()["dropped"] and "hidden" not in part.facts:
            _cross(writer, part, part is not node and _is_beside(part, boxed), 1, links)
            waiting.append((part, False))
            waiting.extend((inner, True) for inner in reversed(part.parts))
    writer.end()
    return writer.lines


def _is_beside(node: Node, boxed: Collection[int]) -> bool:
    return node.tag in rules()["beside"] or id(node) in boxed


def _cross(writer: _Writer, node: Node, beside: bool, step: int, links: bool) -> None:
    """Go into an element or out of it."""
    if node.tag in rules()["lines"] or beside:
        writer.end()
    writer.beside += step * beside
    writer.linked += step * (node.tag == "a" and not links)
    writer.stamped += step * (node.tag == "time" and moment(stamp(node)) is not None)


def plain(markup: str) -> str:
    """Give the text of a piece of HTML, a line for each paragraph, without boxes."""
    if "<" not in markup and "&" not in markup:
        return markup
    return "\n".join(line.text for line in lines(parse(markup), links=True) if not line.beside)

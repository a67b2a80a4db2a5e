"""The posts of a live blog's page, by the elements that carry a time.

Assumes that posts stand beside each other: either they say so (an id, an attribute, microdata), or they are
the children of the element that has the most children with a time in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise

from geo.read.compose import Entry
from geo.read.lines import Line, lines, named, stamp
from geo.read.markup import Node, rules
from geo.read.moments import moment

_FEWEST = 2
_SHORTEST = 40  # characters without spaces of a post; a list of times and headlines has fewer
_LINKED = 0.6
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5"))


@dataclass(frozen=True, slots=True)
class Stamp:
    """An element that tells a moment."""

    node: Node
    when: datetime


def stamps(root: Node, boxed: frozenset[int]) -> list[Stamp]:
    """Give the moments that a page tells outside of its boxes, in its order."""
    found = []
    for node in root.walk():
        told = stamp(node)
        when = moment(told) if told else None
        if when and not any(id(up) in boxed or up.tag in rules()["dropped"] for up in _upward(node)):
            found.append(Stamp(node, when))
    return found


def _upward(node: Node) -> Iterator[Node]:
    up: Node | None = node
    while up is not None:
        yield up
        up = up.parent


def entries(root: Node, boxed: frozenset[int]) -> list[Entry]:
    """Give the posts of a page in its order; none where fewer than two blocks carry a time."""
    found = stamps(root, boxed)
    if len(found) < _FEWEST:
        return []
    groups = _told(root, found) or _by_parent(found)
    marks = {id(mark.node): mark for mark in found}
    made = [_entry(group, marks, boxed) for group in groups]
    return [entry for entry in made if entry.text or entry.title]


@cache
def _ids() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules()["block_ids"]), re.IGNORECASE)


def _says_so(node: Node) -> bool:
    facts = node.facts
    return bool(
        (facts.get("itemprop", "").lower() in rules()["block_properties"])
        or any(facts.get(name) for name in rules()["block_attributes"])
        or _ids().fullmatch(facts.get("id", ""))
    )


def _told(root: Node, found: list[Stamp]) -> list[list[Node]]:
    """Give the blocks that say so, where most of them carry a time."""
    said = [node for node in root.walk() if node.raw and node.size and _says_so(node)]
    known = {id(node) for node in said}
    held: dict[int, int] = {}
    for node in said:
        for up in _upward(node):
            held[id(up)] = held.get(id(up), 0) + (up is not node)
    posts = [node for node in said if held.get(id(node), 0) < _FEWEST]
    outer = [
        node for node in posts if not any(_is_post(up, known, held) for up in _upward(node) if up is not node)
    ]
    timed = {id(up) for mark in found for up in _upward(mark.node)}
    with_time = sum(1 for node in outer if id(node) in timed)
    return [[node] for node in outer] if with_time >= _FEWEST and with_time * 2 >= len(outer) else []


def _is_post(node: Node, known: set[int], held: dict[int, int]) -> bool:
    return id(node) in known and held.get(id(node), 0) < _FEWEST


def _by_parent(found: list[Stamp]) -> list[list[Node]]:
    """Give the blocks below the element with the most children that carry a time, and below its likes."""
    timed: dict[int, set[int]] = {}
    parents: dict[int, tuple[Node, int]] = {}
    for mark in found:
        path = list(_upward(mark.node))
        for k, (child, up) in enumerate(pairwise(path)):
            timed.setdefault(id(up), set()).add(id(child))
            parents[id(up)] = (up, len(path) - k)
    good = [(up, depth) for up, depth in parents.values() if _holds_posts(up, len(timed[id(up)]))]
    if not good:
        return []
    best, _ = max(good, key=lambda row: (len(timed[id(row[0])]), row[1]))
    likes = [up for up, _ in parents.values() if (up.tag, named(up)) == (best.tag, named(best)) and named(up)]
    apart = [up for up in likes if up is not best and best not in _upward(up) and up not in _upward(best)]
    return [group for up in _in_order(best, apart) for group in _groups(up, timed[id(up)])]


def _in_order(best: Node, others: list[Node]) -> list[Node]:
    if not others:
        return [best]
    wanted = {id(best)} | {id(node) for node in others}
    *_, root = _upward(best)
    return [node for node in root.walk() if id(node) in wanted]


def _holds_posts(node: Node, count: int) -> bool:
    return count >= _FEWEST and node.size >= _SHORTEST * count / 2 and node.linked <= _LINKED * node.size


def _groups(parent: Node, timed: set[int]) -> list[list[Node]]:
    """Cut the children at those with a time; the others follow it where it is only the head of a post."""
    children = [
        part if isinstance(part, Node) else Node("#text", "", parent, [part]) for part in parent.parts
    ]
    marked = [child for child in children if id(child) in timed]
    flat = sum(child.size for child in marked) < _SHORTEST * len(marked)
    groups: list[list[Node]] = []
    for child in children:
        if id(child) in timed:
            groups.append([child])
        elif flat and groups:
            groups[-1].append(child)
    return groups


def _entry(group: list[Node], marks: dict[int, Stamp], boxed: frozenset[int]) -> Entry:
    own = [marks[id(node)] for top in group for node in top.walk() if id(node) in marks]
    first = next((mark for mark in own if "publish" in str(mark.node.facts).lower()), own[0] if own else None)
    whole = Node("#post", "", None, list(group))
    told = [line for line in lines(whole, boxed) if line.text]
    title = _title(group, told)
    return Entry(
        "\n".join(line.text for line in told),
        first.when if first else None,
        title,
        aside=frozenset(line.text for line in told if line.beside and line.text != title),
    )


def _title(group: list[Node], told: list[Line]) -> str | None:
    """Give the headline of a post, where it begins with one."""
    heads = (node for top in group for node in top.walk() if node.tag in _HEADS)
    head = next(heads, None)
    said = lines(head, links=True) if head else []
    return said[0].text if said and told and said[0].text == told[0].text else None

"""Other spellings of a name that the gazetteer knows: one search over all rules, pruned by what exists.

Every rule may apply at every place of the name, but a half-built spelling is dropped as soon as no name of
the gazetteer begins with it, so that only real names come out, the cheapest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from geo.gazetteer import Gazetteer, Match
from geo.gazetteer.index import Span
from geo.geocode.words import Rule, limits, spelling_rules


class Spelling(NamedTuple):
    """A name of the gazetteer that the written one may stand for, and how unsure that is."""

    key: str
    cost: float
    matches: tuple[Match, ...]


class _Node(NamedTuple):
    cost: float
    left: int
    built: str
    span: Span


def spellings(key: str, gazetteer: Gazetteer) -> list[Spelling]:
    """Find the names that a folded name may stand for by the spelling rules, the cheapest first.

    The name itself is among them, at no cost, if the gazetteer has it.
    """
    found: dict[str, Spelling] = {}
    seen: dict[tuple[int, str], float] = {}
    most = min(limits().cost, limits().cost_per_letter * len(key))
    queue = [_Node(0.0, len(key), "", gazetteer.narrow(""))]
    for _ in range(limits().nodes):
        if not queue:
            break
        node = heappop(queue)
        if seen.get((node.left, node.built), 99.0) <= node.cost:
            continue
        seen[node.left, node.built] = node.cost
        if not node.left:
            _take(node, gazetteer, found)
        for after in _steps(node, key, most, gazetteer):
            heappush(queue, after)
    return sorted(found.values(), key=lambda spelling: (spelling.cost, spelling.key))


def _take(node: _Node, gazetteer: Gazetteer, found: dict[str, Spelling]) -> None:
    matches = gazetteer.at(node.built, node.span)
    if matches and node.built not in found:
        found[node.built] = Spelling(node.built, node.cost, matches)


def _steps(node: _Node, key: str, most: float, gazetteer: Gazetteer) -> Iterator[_Node]:
    at = len(key) - node.left
    if node.left and (span := _span(node, key[at], gazetteer)):
        yield _Node(node.cost, node.left - 1, node.built + key[at], span)
    for rule in (*spelling_rules().get(key[at : at + 1], ()), *spelling_rules().get("", ())):
        cost = node.cost + rule.cost
        if cost <= most and _fits(rule, key, at) and (span := _span(node, rule.new, gazetteer)):
            yield _Node(cost, node.left - len(rule.old), node.built + rule.new, span)


def _fits(rule: Rule, key: str, at: int) -> bool:
    if not key.startswith(rule.old, at):
        return False
    end = at + len(rule.old)
    if rule.at == "end":
        return key[end : end + 1] in ("", " ") and at > 0
    return rule.at != "start" or at == 0 or key[at - 1] == " "


def _span(node: _Node, added: str, gazetteer: Gazetteer) -> Span | None:
    span = gazetteer.narrow(node.built + added, node.span) if added else node.span
    return span if span[0] < span[1] else None

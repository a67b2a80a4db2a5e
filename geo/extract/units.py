"""Cut a sentence into stretches that each tell of one incident, or of one list of places.

Assumes that two places share an incident unless a boundary stands between them and the second has
its own figure or trigger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from geo.extract.acts.arms import own_place, rearmed
from geo.extract.figures.fates import fates
from geo.extract.figures.numbers import Number
from geo.extract.places.anchors import Anchor
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words
from geo.extract.words.triggers import Hit

_HEAD = 3  # words before a direction at the head
_TELLING = frozenset(("act", "fight", "gain"))
_REACH = 6
_WEAK = frozenset((",", "and", ":", "("))
_STRONG = frozenset((";", "while", "whereas", "but", "although", "though", "–", "—"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence: words ``first`` up to ``stop``, its places and its triggers."""

    first: int
    stop: int
    anchors: tuple[Anchor, ...]
    hits: tuple[Hit, ...]
    elliptic: bool = False


def _cut(s: Sentence, left: Anchor, right: Anchor, hits: list[Hit], numbers: list[Number]) -> int | None:
    """Where the sentence parts between two places; None where they belong together."""
    a, b = left.mention.last + 1, right.mention.first
    strong = [k for k in range(a, b) if s.low[k] in _STRONG]
    if strong:
        return strong[-1]
    weak = [k for k in range(a, b) if s.low[k] in _WEAK or s.low[k] in words("units", "openers")]
    if not weak or _outcome_first(s, left, right, hits):
        return None
    modal = next((k for k in weak if k + 1 < b and s.low[k + 1] in words("units", "modals")), None)
    apart = modal if modal is not None else _two_clauses(s, left, right, hits)
    return apart if apart is not None else _parted(s, left, right, hits, numbers, weak)


def _parted(
    s: Sentence, left: Anchor, right: Anchor, hits: list[Hit], numbers: list[Number], weak: list[int]
) -> int | None:
    """Part two places where the second has a count or an act of its own."""
    a, b = left.mention.last + 1, right.mention.first
    acts = [h for h in hits if a <= h.first < b and h.trigger.role != "means"]
    counts = [n for n in numbers if a <= n.first < b and not _of_troops(s, n)]
    leads = _introduces(s, left, right)
    if counts and _counted(s, counts[-1], right) and not (leads and ":" not in s.low[a:b]):
        return max([k for k in weak if k < counts[-1].first] or [weak[0]])
    if not acts or leads or _heads(left, right, acts):
        return None if acts else own_place(s, a, b, hits)
    then = [k for k in weak if k > acts[-1].last and s.low[k] == "and"]
    if then and acts[-1].trigger.role == "harm" and s.low[acts[-1].first].endswith("ing"):
        return then[-1]
    before = [k for k in weak if k < acts[-1].first]
    return before[-1] if before else weak[-1]


def _heads(left: Anchor, right: Anchor, acts: list[Hit]) -> bool:
    """Tell "On the X axis our troops stopped six assaults and attacks near Y": one fight, told of Y."""
    direction = left.mention.cue == "direction" and left.mention.first <= _HEAD and not right.area
    assaults = words("incidents", "assaults")
    return direction and all(h.trigger.role == "fight" or h.words in assaults for h in acts)


def _outcome_first(s: Sentence, left: Anchor, right: Anchor, hits: list[Hit]) -> bool:
    """Tell "one died in the X region, where a drone hit a car near Y": the outcome is told first."""
    a, b = left.mention.last + 1, right.mention.first
    before = [h for h in hits if h.first < a and h.trigger.role != "means"]
    explains = left.area and not right.area and any(w in ("where", "when", "after") for w in s.low[a : a + 2])
    return explains and b - a > 3 and bool(before) and all(h.trigger.role == "harm" for h in before)


def _two_clauses(s: Sentence, left: Anchor, right: Anchor, hits: list[Hit]) -> int | None:
    """Where "shelling killed two in X, and a hospital in Y was hit" parts: each place has its own verb."""
    a, b = left.mention.last + 1, right.mention.first
    joint = next((k for k in range(b - 1, a, -1) if s.low[k] == "and" and s.low[k - 1] == ","), None)
    if joint is None or b - joint < 3:
        return None
    before = any(h.first < a and h.trigger.role in (*_TELLING, "harm") for h in hits)
    after = any(right.mention.last < h.first < b + _REACH and h.trigger.role in _TELLING for h in hits)
    inside = any(joint < h.first < b and h.trigger.role != "means" for h in hits)
    return joint if before and after and not inside else None


def _of_troops(s: Sentence, number: Number) -> bool:
    """Tell "struck three brigades near X" from a count of what happened there."""
    return any_of(s.low[number.last + 1 : number.last + 3], "units", "troops")


def _introduces(s: Sentence, left: Anchor, right: Anchor) -> bool:
    """Tell "In the X region, a woman died in the shelling of Y": the region only leads to its place."""
    opening = left.area and left.mention.first <= 3 and left.mention.cue == "region"
    after = left.mention.last + 1
    leads = s.low[after] == "," or _only_harm(s, after, right.mention.first)
    finer = not right.area or (right.mention.cue == "district" and not left.within)
    return opening and finer and leads and left.mention.relation == "at"


def _only_harm(s: Sentence, a: int, b: int) -> bool:
    """Tell "in the X region one man was killed when ...": the outcome of what follows."""
    at = next((k for k in range(a, b) if s.low[k] in ("when", "after", "as")), None)
    return at is not None and any(a <= f.first < at for f in fates(s)) and "," not in s.low[a:at]


def _counted(s: Sentence, number: Number, right: Anchor) -> bool:
    """Tell whether a count belongs to the place after it: "31 over the Belgorod region"."""
    gap = s.low[number.last + 1 : right.mention.first]
    return len(gap) <= 6 and "and" not in gap and (any_of(gap, "placewords", "locative") or "above" in gap)


def units(s: Sentence, found: list[Anchor], hits: list[Hit], numbers: list[Number]) -> list[Unit]:
    """Cut a sentence into units.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    found : list of Anchor
        Its places, in order.
    hits : list of Hit
        Its triggers, in order.
    numbers : list of Number
        Its counts, in order.

    Returns
    -------
    list of Unit
        In the order of the text; a sentence without places is one unit.
    """
    if not found:
        return [Unit(0, len(s), (), tuple(hits))]
    edges = [0]
    groups: list[list[Anchor]] = [[found[0]]]
    for left, right in pairwise(found):
        cut = _cut(s, left, right, hits, numbers)
        if cut is None:
            groups[-1].append(right)
        else:
            edges.append(cut)
            groups.append([right])
    edges.append(len(s))
    out: list[Unit] = []
    for (first, stop), group in zip(pairwise(edges), groups, strict=True):
        own = tuple(h for h in hits if first <= h.first < stop)
        telling = any(h.trigger.role != "means" for h in own)
        out.append(Unit(first, stop, tuple(group), own, elliptic=not telling))
    out = [part for unit in _led(out) for part in _where(s, unit)]
    return [_borrowed(out, k) for k in range(len(out))]


def _where(s: Sentence, unit: Unit) -> list[Unit]:
    """Part "fighting goes on in X, where troops came in on 10 May": two statements of one place."""
    if not unit.anchors or unit.anchors[-1].mention.first < 0:
        return [unit]
    last = unit.anchors[-1].mention.last
    for k in range(last + 1, min(last + 7, unit.stop)):
        if s.low[k] == "where":
            before = tuple(h for h in unit.hits if h.first < k)
            after = tuple(h for h in unit.hits if h.first > k)
            told = any(h.trigger.role in _TELLING for h in before)
            if len(unit.anchors) > 1 and any(h.trigger.role == "harm" for h in after):
                there = Unit(k, unit.stop, unit.anchors[-1:], after)
                return [Unit(unit.first, k, unit.anchors, before, elliptic=not told), there]
            if told and any(h.trigger.role in _TELLING for h in after):
                return [Unit(unit.first, k, unit.anchors, before), Unit(k, unit.stop, unit.anchors, after)]
    return [unit]


def _led(found: list[Unit]) -> list[Unit]:
    """Join a first unit without a trigger to the next: "In X the enemy goes on | with assaults at Y"."""
    if len(found) < 2 or not found[0].elliptic or found[1].elliptic:
        return found
    a, b = found[0], found[1]
    return [Unit(a.first, b.stop, (*a.anchors, *b.anchors), (*a.hits, *b.hits)), *found[2:]]


def _borrowed(found: list[Unit], k: int) -> Unit:
    """Give a unit without a trigger those of the unit before it, or else of the next."""
    unit = found[k]
    if not unit.elliptic:
        return unit
    last = unit.anchors[-1].mention.first if unit.anchors else 0
    armed = rearmed(found[k - 1].hits, unit.hits, last) if k else ()
    if armed:
        return replace(unit, hits=armed, elliptic=False)
    for other in (*reversed(found[:k]), *found[k + 1 :]):
        if not other.elliptic:
            return Unit(unit.first, unit.stop, unit.anchors, (*unit.hits, *other.hits), elliptic=True)
    return unit

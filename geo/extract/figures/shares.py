"""Figures that places share: "five in X, the rest in Y", "one in each", a toll for the list that follows it.

Assumes that a bare count before a place is of what the sentence counted before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geo.extract.figures.fates import fates
from geo.extract.figures.harm import Harm, figure_of, harm
from geo.extract.words.counting import Figure, Number
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words

_REACH = 9
_CHILDREN = 16
_LOCAL = (["in"], ["at"], ["near"])


def rest_from(s: Sentence, found: list[Number]) -> int | None:
    """Where a clause on the rest of a region begins: "and five others were injured across the region"."""
    for number in found:
        after = s.low[number.last + 1 : number.last + 2]
        if number.more or (after and after[0] in words("harm", "rest", "others")):
            tail = s.low[number.last + 1 : number.last + 14]
            if any(a == "the" and b in words("harm", "rest", "regions") for a, b in pairwise(tail)):
                return number.first
    return None


def counted(s: Sentence, start: int, place: int, found: list[Number]) -> tuple[str, Figure] | None:
    """Read a bare count before a place, of what the sentence counted before: "..., one in X and two in Y"."""
    for number in found:
        gap = s.low[number.last + 1 : place]
        near = start <= number.first < place and 1 <= len(gap) <= 5 and gap[0] in ("in", "at", "near", "from")
        if not near or (number.people and number.noun != "another"):
            continue
        before = [f for f in fates(s) if f.last < number.first and f.key != "both"]
        figure = figure_of(number, more=False)
        if before and figure:
            return before[-1].key, figure
    return None


def own_share(s: Sentence, stop: int, told: Harm, found: list[Number]) -> Harm:
    """Leave out a total that the places after a colon share: "11 wounded: five in X, the rest in Y"."""
    if stop >= len(s) or s.low[stop] != ":" or not _distributed(s, stop, found):
        return told
    last = max((f for f in fates(s) if f.last < stop), key=lambda f: f.last, default=None)
    if last is None or stop - last.last > 2:
        return told
    return replace(told, **{last.key: None})


def splits(s: Sentence, start: int, share: Figure, found: list[Number]) -> bool:
    """Tell whether a share splits up what was counted before it: "two people, one in X and one in Y"."""
    before = s.low[start : share.first]
    listed = [n for n in found if not n.people and s.low[n.last + 1 : n.last + 2] in _LOCAL]
    return ":" in before or (before[-1:] == [","] and len(listed) > 1)


def _distributed(s: Sentence, colon: int, found: list[Number]) -> bool:
    """Tell whether a bare count and a place follow a colon."""
    near = (n for n in found if colon < n.first <= colon + 2 and not n.people)
    return any(s.low[n.last + 1 : n.last + 2] in _LOCAL for n in near)


def each(s: Sentence, start: int, stop: int, found: list[Number]) -> Harm | None:
    """Read what each place of a list had: "two injured in X and Y - one in each", "three each in X and Y"."""
    for k in range(start, stop):
        if s.low[k] not in ("each", "apiece"):
            continue
        if s.low[k - 1] == "in" and s.low[k + 1 : k + 2] == ["of"]:
            return harm(s, start, k, found)
        near = [n for n in found if start <= n.first < k and k - n.last <= 3]
        told = [f for f in fates(s) if start <= f.first < stop and f.key != "both"]
        figure = figure_of(near[-1], more=False) if near else None
        if figure is not None and told:
            key = min(told, key=lambda f: abs(f.first - near[-1].first)).key
            return Harm(**{key: figure})
    return None


def munitions(
    s: Sentence, start: int, stop: int, place: int, found: list[Number], *, downed: bool
) -> tuple[int | None, int | None]:
    """Count the weapons of a stretch: those launched, and of air defence those shot down at its place."""
    counts = [n for n in found if start <= n.first < stop and not n.people and n.value is not None]
    armed = [n for n in counts if n.noun in words("incidents", "munitions")]
    if not downed:
        return (armed[0].value if armed else None), None
    bare = [n for n in counts if n in armed or _of_drones(s, n)]
    near = [n for n in bare if 0 < place - n.last <= _REACH]
    return None, (near[-1] if near else bare[0]).value if bare else None


def _of_drones(s: Sentence, number: Number) -> bool:
    """Tell a count of drones without the word: "57 destroyed over", "31 above", "40 of them"."""
    after = s.low[number.last + 1] if number.last + 1 < len(s) else ""
    return after in words("numbers", "downed", "words")


def total_shot(s: Sentence, places: Sequence[int], found: list[Number]) -> int | None:
    """Return how many were shot down in all: told before the places that share them, or after.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    places : sequence of int
        Where the names of its places begin.
    found : list of Number
        The sentence's counts.
    """
    armed = [n for n in found if n.noun in words("incidents", "munitions") and n.value]
    if not places:
        return max((n.value or 0 for n in armed), default=None)
    own = [n for n in (_nearest(at, found) for at in places) if n is not None]
    shares = {n.first: n.value or 0 for n in own if n in armed or _of_drones(s, n)}
    whole = max((n.value or 0 for n in armed if n not in own), default=0)
    return whole if shares and whole >= sum(shares.values()) else None


def _nearest(place: int, found: list[Number]) -> Number | None:
    """Return the last count right before a place."""
    return next((n for n in reversed(found) if 0 < place - n.last <= _REACH and n.value), None)


def children(s: Sentence, killed: Figure, found: list[Number]) -> Figure | None:
    """Read how many of the killed were children: "three people, two of them children", "including a boy".

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    killed : Figure
        Its figure for the killed.
    found : list of Number
        Its counts.
    """
    near = [n for n in found if killed.first <= n.first <= killed.last + _CHILDREN]
    young = [n for n in near if any(w in words("harm", "young", "words") for w in _whom(s, n))]
    told = [f for f in fates(s) if f.key == "injured" and killed.last < f.first]
    limit = min((f.first for f in told), default=len(s))
    number = next((n for n in young if n.first < limit and (n.part or n.first == killed.first)), None)
    return figure_of(number, more=False) if number is not None else None


def _whom(s: Sentence, number: Number) -> list[str]:
    """Return the words that say who is counted: "a [boy] of six", "two of them [children]"."""
    after = number.last + 1
    them = s.low[after : after + 2] in (["of", "them"], ["of", "whom"])
    return [number.noun, *s.low[after + 2 : after + 4]] if them else [number.noun, *s.low[after : after + 1]]


def after_there(s: Sentence, start: int, place: int) -> int:
    """Skip what was told of the place before: "seven were hurt there; in X a market burnt"."""
    semicolon = next((k for k in range(place - 1, start, -1) if s.low[k] == ";"), None)
    return semicolon + 1 if semicolon is not None and "there" in s.low[start:semicolon] else start

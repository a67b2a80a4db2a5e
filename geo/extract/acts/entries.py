"""Triggers of what is told without a verb: shares of a total, "did the same in X", villages of a direction.

Assumes that such words go on with the total, or with the incident, told right before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geo.extract.figures.numbers import numbers
from geo.extract.frame import Draft
from geo.extract.names.mention import Mention
from geo.extract.places.anchors import Anchor
from geo.extract.words.counting import Number
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words
from geo.extract.words.triggers import Hit, Trigger, as_act

_TELLING = frozenset(("act", "fight", "gain", "damage", "meeting"))
_AT = frozenset(("at", "near", "toward", "to"))
_OF_THE_FRONT = frozenset(("fight", "gain", "means"))
_DASHES = frozenset((":", "-", "–", "—"))
_FEW = 5
_LIST = 3
_SHORT = 12
_ENTRY = 9
_AFTER = 4
_OPENING = 4
_FRONT = Trigger("front", "ground_clash", "fight", "subject")


@cache
def _same() -> Phrases:
    return Phrases(dict.fromkeys(raw("carry")["same_kind"], True))


@cache
def _standing() -> Phrases:
    return Phrases(dict.fromkeys(raw("carry")["standing"], True))


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a sentence: the last telling, a direction at its head, a count of drones.

    ``kind`` is what a line above a list of directions tells of all of them.
    """

    topic: Draft | None = None
    front: bool = False
    counted: bool = False
    listing: bool = False
    kind: str = ""


def unsaid(s: Sentence, places: Sequence[Anchor], hits: Sequence[Hit], before: Before) -> list[Hit]:
    """Return the triggers that a sentence with places, and without an act of its own, leaves unsaid.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    places : sequence of Anchor
        Its places.
    hits : sequence of Hit
        Its triggers.
    before : Before
        What stands before it.
    """
    if not places or any(h.trigger.role in _TELLING for h in hits):
        return []
    counted = _counted(s, [a.mention for a in places], hits, before) or _weapons_at(s, places, hits, before)
    if counted or (before.front and not hits and (before.kind or _tells(s, places))):
        at = places[0].mention.first
        listed = Trigger("listed", before.kind, "act") if before.kind else _FRONT
        return counted or [Hit(at, at, listed, "")]
    topic = before.topic
    if topic is None or topic.finding.category == "other":
        return []
    again = next(iter(_same().find(s.low)), None)
    if again is not None:
        return [_like(topic, s, again[0], again[0] + again[1] - 1)]
    at = max(0, places[0].mention.first - 1)
    return [_like(topic, s, at, at)] if not hits and _goes_on_fighting(places, topic) else []


def _counted(s: Sentence, places: Sequence[Mention], hits: Sequence[Hit], before: Before) -> list[Hit]:
    """Read shares of a total, or a list of regions each with its count."""
    total = total_of_shares(s, places)
    if total is None and not broken_down(s, places):
        return []
    counted = before.counted or any_of(s.low, "carry", "shares", "speaks")
    means = next((h.trigger.category for h in hits if h.trigger.role == "means"), "")
    category = "air_defence" if counted else means
    at = total.first if total else max(0, places[0].first - 1)
    return [Hit(at, at, Trigger("share", category, "act"), "")] if category else []


def _weapons_at(s: Sentence, places: Sequence[Anchor], hits: Sequence[Hit], before: Before) -> list[Hit]:
    """Tell "aviation over A, guns on B" in a report of the front: each weapon struck what follows it."""
    weapons = [h for h in hits if h.trigger.role == "means" and h.first < places[-1].mention.first]
    if not (before.front or before.listing) or not weapons or not _is_short(s, places):
        return []
    return [as_act(h) for h in weapons]


def alone(s: Sentence, hits: Sequence[Hit]) -> list[Hit]:
    """Read "two Shaheds." under a heading: an entry of weapons and counts, without a verb.

    Parameters
    ----------
    s : Sentence
        A sentence without a place.
    hits : sequence of Hit
        Its triggers.
    """
    weapons = [h for h in hits if h.trigger.role == "means"]
    acts = any(h.trigger.role not in ("means", "harm") for h in hits)
    if not weapons or acts or any_of(s.low[: weapons[0].last + _AFTER], "incidents", "verbs"):
        return []
    first = weapons[0]
    named = sum(h.last - h.first + 1 for h in weapons)
    entry = len(weapons) == len(hits) and len(s) <= _ENTRY + named
    onto = any_of(s.low[first.last + 1 : first.last + _AFTER], "carry", "onto")
    return [as_act(first)] if entry or (first.first <= _OPENING and onto) else []


def heads(s: Sentence, places: Sequence[Anchor], hits: Sequence[Hit]) -> bool:
    """Tell the town that a direction is called by: "Orikhiv: two failed attempts near Robotyne".

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    places : sequence of Anchor
        Its places.
    hits : sequence of Hit
        Its triggers.
    """
    if len(places) < 2 or places[0].area or places[0].mention.first > 1:
        return False
    after = s.low[places[0].mention.last + 1]
    told = any(h.trigger.role in _OF_THE_FRONT or h.words in words("incidents", "assaults") for h in hits)
    finer = places[1].mention.relation in (*_AT, "over", "compass", "between") or bool(places[1].near)
    return after in _DASHES and told and finer


def _tells(s: Sentence, places: Sequence[Anchor]) -> bool:
    """Tell an entry that leaves the fighting unsaid from "our soldiers hold the line"."""
    return _is_short(s, places) and not any(True for _ in _standing().find(s.low))


def _is_short(s: Sentence, places: Sequence[Anchor]) -> bool:
    """Tell an entry that holds little beside its villages: "four; A and B"."""
    return not all(a.area for a in places) and len(s) <= _SHORT + sum(
        a.mention.last - a.mention.first + 1 for a in places
    )


def _like(topic: Draft, s: Sentence, first: int, last: int) -> Hit:
    """Make a trigger of the topic's kind."""
    trigger = Trigger("again", topic.finding.category, topic.finding.weight, "subject")
    return Hit(first, last, trigger, " ".join(s.low[first : last + 1]))


def _goes_on_fighting(places: Sequence[Anchor], topic: Draft) -> bool:
    """Tell the villages of a direction: "28 attacks. They pressed near A, B and C."."""
    of_front = topic.anchor.mention.cue == "direction" and topic.finding.category == "ground_clash"
    return of_front and not places[0].area and places[0].mention.relation in _AT


def total_of_shares(s: Sentence, places: Sequence[Mention]) -> Number | None:
    """Find the total of a list of shares: "47 drones: 24 in X, 15 in Y, five over Z".

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    places : sequence of Mention
        Its places, in order.
    """
    if len(places) < 2:
        return None
    found = numbers(s)
    limit = places[0].first
    totals = [n for n in found if n.last < limit and n.noun in words("incidents", "munitions") and n.value]
    shares = [m for m in places if share(s, m, found) is not None]
    return totals[0] if totals and len(shares) > 1 and len(shares) >= len(places) - 1 else None


def broken_down(s: Sentence, places: Sequence[Mention]) -> bool:
    """Tell "X 20, Y 16, Z 9": each place of a list with its count."""
    if len(places) < _LIST:
        return False
    found = numbers(s)
    return all(any(n.first == m.last + 1 for n in found) for m in places)


def share(s: Sentence, m: Mention, found: Sequence[Number]) -> Number | None:
    """Find the count that a place of a list has: "24 in the X region", "in X 15"."""
    links = words("carry", "shares", "links")
    for n in found:
        gap = s.low[n.last + 1 : m.first]
        before = n.last < m.first and 0 < len(gap) <= _FEW and all(w in links for w in gap)
        if before or (n.first == m.last + 1):
            return n
    return None

"""Triggers of what is told without a verb: shares of a total, "did the same in X", villages of a direction.

Assumes that such words go on with the total, or with the incident, told right before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geo.extract.anchors import Anchor
from geo.extract.counting import Number
from geo.extract.figures import numbers
from geo.extract.frame import Draft
from geo.extract.mention import Mention
from geo.extract.sentences import Sentence
from geo.extract.tables import Phrases, any_of, raw, words
from geo.extract.triggers import Hit, Trigger

_TELLING = frozenset(("act", "fight", "gain", "damage", "meeting"))
_AT = frozenset(("at", "near", "toward", "to"))
_FEW = 5


@cache
def _same() -> Phrases:
    return Phrases(dict.fromkeys(raw("carry")["same_kind"], True))


def unsaid(s: Sentence, places: Sequence[Anchor], hits: Sequence[Hit], topic: Draft | None) -> list[Hit]:
    """Return the triggers that a sentence with places, and without an act of its own, leaves unsaid.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    places : sequence of Anchor
        Its places.
    hits : sequence of Hit
        Its triggers.
    topic : Draft, optional
        What the paragraph, or the sentence before, told.
    """
    if not places or any(h.trigger.role in _TELLING for h in hits):
        return []
    total = total_of_shares(s, [a.mention for a in places])
    if total is not None:
        return _shares(s, total, hits, topic)
    if topic is None or topic.finding.category == "other":
        return []
    again = next(iter(_same().find(s.low)), None)
    if again is not None:
        return [_like(topic, s, again[0], again[0] + again[1] - 1)]
    if not hits and topic.finding.category == "ground_clash" and _goes_on_fighting(places, topic):
        return [_like(topic, s, max(0, places[0].mention.first - 1), max(0, places[0].mention.first - 1))]
    return []


def _like(topic: Draft, s: Sentence, first: int, last: int) -> Hit:
    """Make a trigger of the topic's kind."""
    trigger = Trigger("again", topic.finding.category, topic.finding.weight, "subject")
    return Hit(first, last, trigger, " ".join(s.low[first : last + 1]))


def _goes_on_fighting(places: Sequence[Anchor], topic: Draft) -> bool:
    """Tell the villages of a direction: "28 attacks. They pressed near A, B and C."."""
    of_front = topic.anchor.mention.cue == "direction"
    return of_front and places[0].mention.relation in _AT


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


def share(s: Sentence, m: Mention, found: Sequence[Number]) -> Number | None:
    """Find the count that a place of a list has: "24 in the X region", "in X 15"."""
    links = words("carry", "shares", "links")
    for n in found:
        gap = s.low[n.last + 1 : m.first]
        before = n.last < m.first and 0 < len(gap) <= _FEW and all(w in links for w in gap)
        if before or (n.first == m.last + 1 and m.relation):
            return n
    return None


def _shares(s: Sentence, total: Number, hits: Sequence[Hit], topic: Draft | None) -> list[Hit]:
    """Read the shares of a total as drones shot down where somebody's air defence counts them."""
    counted = any_of(s.low, "carry", "shares", "speaks") or (
        topic is not None and topic.finding.category == "air_defence"
    )
    means = next((h.trigger.category for h in hits if h.trigger.role == "means"), "")
    category = "air_defence" if counted else means
    return [Hit(total.first, total.first, Trigger("share", category, "act"), "")] if category else []

"""Whether ground was really won, and by an army: assaults in vain, advances that were stopped.

Assumes that "attacked X but did not advance" is fighting, and that a gain without a place of its own
("improved its positions and struck brigades near X") leaves the place to the act beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geo.extract.acts.armies import subject_side
from geo.extract.places.anchors import Anchor
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words
from geo.extract.words.triggers import Hit

_BEFORE = 5  # words from "not" to the gain that it denies
_JOINS = 4  # words from "and" to the act that it adds


def not_done(s: Sentence, hit: Hit, *, near: bool = False) -> bool:
    """Tell "but did not advance" and "without making any gains" from an advance.

    ``near`` asks for nothing but plain words between: not "has not confirmed that they took X".
    """
    before = s.low[max(0, hit.first - _BEFORE) : hit.first]
    if near and any_of(before, "incidents", "unproved"):
        return False
    return hit.trigger.role == "gain" and any_of(before, "incidents", "negations")


def foiled(s: Sentence, unit: Unit, gain: Hit, others: Sequence[Hit]) -> bool:
    """Tell an advance without success, one that was stopped, or an assault after which the attackers left.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    unit : Unit
        The stretch that tells of the gain.
    gain : Hit
        Its trigger.
    others : sequence of Hit
        Other triggers of the stretch.
    """
    fought = [h for h in others if _is_assault(h)]
    left = gain.trigger.id == "withdrawal" and any(h.first < gain.first for h in fought)
    undone = not_done(s, gain) and bool(fought)
    return left or undone or _stopped(s, gain, others) or _in_vain(s, unit)


def _is_assault(hit: Hit) -> bool:
    return hit.trigger.category == "ground_clash" or hit.words in words("incidents", "assaults")


def _stopped(s: Sentence, gain: Hit, others: Sequence[Hit]) -> bool:
    """Tell "defeated an assault group that was advancing toward X"."""
    between = (s.low[h.last + 1 : gain.first] for h in others if h.last < gain.first and _stops(h))
    return gain.words in words("incidents", "moving") and any("," not in words_ for words_ in between)


def _stops(hit: Hit) -> bool:
    return hit.trigger.attacker == "object" or hit.words in words("incidents", "stopped")


def _in_vain(s: Sentence, unit: Unit) -> bool:
    return any(True for _ in _vain().find(s.low, unit.first, unit.stop))


@cache
def _vain() -> Phrases:
    return Phrases(dict.fromkeys(raw("incidents")["in_vain"], True))


def placed_after(s: Sentence, unit: Unit, gain: Hit, acts: Sequence[Hit]) -> Hit | None:
    """Find the act that takes the places of a gain without its own: "improved its lines and hit X".

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    unit : Unit
        The stretch that tells both.
    gain : Hit
        The trigger of the gain.
    acts : sequence of Hit
        Triggers of acts and of fighting.
    """
    place = unit.anchors[0].mention.first if unit.anchors else -1
    for act in acts:
        if gain.last < act.first and act.last < place and _joined(s.low[gain.last + 1 : act.first]):
            return act
    return None


def _joined(between: Sequence[str]) -> bool:
    """Tell whether an act stands right after "and", "; also" or a comma."""
    at = next((k for k in range(len(between) - 1, -1, -1) if between[k] in ("and", ";", ",")), None)
    return at is not None and len(between) - at <= _JOINS


def by_an_army(s: Sentence, hit: Hit, hits: list[Hit], places: list[Anchor]) -> bool:
    """Tell whether an army took ground: not "a drone reached the base"."""
    if hit.trigger.id == "claimed":
        return any(_claims(s, hit, a) for a in places)
    if any(h.trigger.role == "means" and 0 <= hit.first - h.last <= 3 for h in hits):
        return False
    if subject_side(s, hit.first, 0, 8) is not None or _side_after(s, hit):
        return True
    return any(hit.last < a.mention.first <= hit.last + 6 or _befell(s, hit, a) for a in places)


def _befell(s: Sentence, hit: Hit, place: Anchor) -> bool:
    """Tell "X, in the north of Y, was taken" from those who "were taken" somewhere."""
    between = s.low[place.mention.last + 1 : hit.first]
    beside = all(w in words("incidents", "adverbs") for w in between)
    aside = between[:1] == [","] and between[-1:] == [","]
    return (
        place.mention.last < hit.first
        and s.low[hit.last] in words("incidents", "passive")
        and (beside or aside)
    )


def _claims(s: Sentence, hit: Hit, place: Anchor) -> bool:
    """Tell "claimed X" and "claimed two more villages, X and Y" from what is only said of a place."""
    between = s.low[hit.last + 1 : place.mention.first]
    return hit.last < place.mention.first and all(w in words("incidents", "claimed") for w in between)


def _side_after(s: Sentence, hit: Hit) -> bool:
    """Tell "footage shows Ukrainian vehicles"."""
    return subject_side(s, min(len(s), hit.last + 4), hit.last, 4) is not None

"""Weapons with places of their own: "air strikes at X; mortars at Y", "aviation hit X, and gunners Y".

Assumes that a weapon of another kind, named before a place, is what struck that place.
"""

from __future__ import annotations

from collections.abc import Iterable

from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of
from geo.extract.words.triggers import Hit, as_act

_STRUCK = frozenset(("shelling", "air_strike", "drone_strike", "missile_strike"))
_REACH = 8  # words from a weapon to the place that it alone struck
_JOINED = 4  # words from "and" to the weapon after it


def own_place(s: Sentence, a: int, b: int, hits: Iterable[Hit]) -> int | None:
    """Find where, between the words ``a`` and ``b``, a weapon begins to strike a place of its own.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    a, b : int
        The words between two places.
    hits : iterable of Hit
        The triggers of the sentence.
    """
    own = next((h for h in hits if a <= h.first < b and h.trigger.role == "means"), None)
    if own is None or b - own.last > _REACH or not any_of(s.low[own.last + 1 : b], "placewords", "locative"):
        return None
    joined = [k for k in range(max(a, own.first - _JOINED), own.first) if s.low[k] in (",", "and")]
    return joined[-1] if joined and _is_new(own, (h for h in hits if h.first < a)) else None


def rearmed(told: Iterable[Hit], own: Iterable[Hit], place: int) -> tuple[Hit, ...]:
    """Read the weapons before ``place`` as acts, where they are of another kind than what was told."""
    known = list(told)
    return tuple(as_act(h) for h in own if h.first < place and _is_new(h, known))


def _is_new(weapon: Hit, told: Iterable[Hit]) -> bool:
    kinds = {h.trigger.category for h in told if h.trigger.role in ("act", "means")} - {""}
    return bool(kinds) and kinds <= _STRUCK and weapon.trigger.category in _STRUCK - kinds

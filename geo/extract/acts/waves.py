"""The means that a paragraph or a post sets: "Russia launched cruise missiles", then "Lviv was hit".

Assumes that a blow without a weapon was struck with the one that was told to be on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.extract.acts.anew import STRUCK, points_back
from geo.extract.acts.incidents import Choice
from geo.extract.places.anchors import Anchor
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words
from geo.extract.words.triggers import Hit

_VAGUE = frozenset(("other", "explosion"))


def wave_of(s: Sentence, places: Sequence[Anchor], hits: Sequence[Hit]) -> list[str]:
    """Return the kinds of attack that a sentence about a country or a region tells.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    places : sequence of Anchor
        Its places; one finer than a region makes it an incident of its own.
    hits : sequence of Hit
        Its triggers.
    """
    if any(not a.area for a in places) or not any_of(s.low, "carry", "wave", "launch"):
        return []
    loose = words("carry", "wave", "loose")
    told = (h for h in hits if h.trigger.role in ("means", "act") and h.words not in loose)
    kinds = (h.trigger.category for h in told if not h.trigger.soft)
    return list(dict.fromkeys(kind for kind in kinds if kind in STRUCK))


def by_wave(s: Sentence, picked: Choice, wave: str | None, *, near: bool) -> Choice:
    """Give a blow without a weapon the kind of the wave; damage and harm only right below it (``near``)."""
    if wave is None or picked.category not in _VAGUE or points_back(s, picked.hit):
        return picked
    blow = not words("carry", "wave", "blows").isdisjoint(picked.hit.words.split())
    follows = picked.category == "other" and picked.role in ("act", "damage", "harm") and near
    return replace(picked, category=wave) if blow or follows else picked

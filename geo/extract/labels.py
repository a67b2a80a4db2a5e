"""Lines that only head what follows: "Kursk Region", "KRYVYI RIH", "What about Sumy?".

Assumes the table ``carry``: the small words that such a line may have beside its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geo.extract.anchors import Anchor
from geo.extract.sentences import Sentence
from geo.extract.tables import Phrases, raw, words
from geo.extract.triggers import Hit


def is_label(s: Sentence, places: Sequence[Anchor], hits: Sequence[Hit]) -> bool:
    """Tell a line, or an opening of a paragraph, that names one place and tells nothing of it."""
    if hits or not s.first or len(places) != 1 or len(s) > raw("carry")["label"]["longest"]:
        return False
    m = places[0].mention
    rest = (*s.low[: m.first], *s.low[m.last + 1 :])
    small = words("carry", "label", "small")
    return all(w in small or w in places[0].within or not w[0].isalpha() for w in rest)


@cache
def _in_town() -> Phrases:
    return Phrases(dict.fromkeys(raw("carry")["in_town"], True))


def in_its_town(s: Sentence, anchor: Anchor) -> Anchor:
    """Read a direction as its town, where the words say so: "X axis: seven assaults, all within the town"."""
    if anchor.mention.cue == "direction" and any(True for _ in _in_town().find(s.low)):
        return Anchor(replace(anchor.mention, cue=None, text=anchor.mention.name))
    return anchor

"""Lines that only head what follows: "Kursk Region", "KRYVYI RIH", "What about Sumy?".

Assumes the table ``carry``: the small words that such a line may have beside its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geo.extract.names.mention import Mention
from geo.extract.places.anchors import Anchor, rank
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words
from geo.extract.words.triggers import Hit

_NEAR = frozenset(("at", "near", "of", "toward", "compass", "between"))


def is_label(s: Sentence, places: Sequence[Anchor], hits: Sequence[Hit]) -> bool:
    """Tell a line, or an opening of a paragraph, that names one place and tells nothing of it."""
    if hits or not s.first or len(places) != 1 or len(s) > raw("carry")["label"]["longest"]:
        return False
    m = places[0].mention
    rest = (*s.low[: m.first], *s.low[m.last + 1 :])
    small = words("carry", "label", "small")
    return all(w in small or w in places[0].within or not w[0].isalpha() for w in rest)


def as_direction(s: Sentence, names: list[Mention]) -> list[Mention]:
    """Read the town at the head of an entry as the direction called by it: "Lyman: eleven, near A and B".

    Parameters
    ----------
    s : Sentence
        A sentence of a report of the front.
    names : list of Mention
        Its names, judged.
    """
    m = names[0] if names else None
    if m is None or not s.first or m.first or m.cue or m.role != "place" or rank(m) != 1:
        return names
    fought = any_of(s.low, "incidents", "assaults")
    near = any(n.role == "place" and n.relation in _NEAR for n in names[1:])
    headed = s.low[m.last + 1 : m.last + 2] == [":"] and (fought or near)
    return [replace(m, cue="direction", text=f"{m.name} direction"), *names[1:]] if headed else names


@cache
def _in_town() -> Phrases:
    return Phrases(dict.fromkeys(raw("carry")["in_town"], True))


def in_its_town(s: Sentence, anchor: Anchor) -> Anchor:
    """Read a direction as its town, where the words say so: "X axis: seven assaults, all within the town"."""
    if anchor.mention.cue == "direction" and any(True for _ in _in_town().find(s.low)):
        return Anchor(replace(anchor.mention, cue=None, text=anchor.mention.name))
    return anchor


def points(s: Sentence, m: Mention) -> bool:
    """Tell "the town north-west of Kyiv was bombed": it is the town just told, and Kyiv only points at it."""
    k = m.first - 1
    while k > 0 and s.low[k] in words("carry", "pointing_words"):
        k -= 1
    told = s.low[k] in words("discourse", "the_town") and k > 0 and s.low[k - 1] == "the"
    return told and m.relation in ("compass", "offset") and k < m.first - 1


def opens(s: Sentence, places: Sequence[Anchor]) -> bool:
    """Tell the place that opens an entry: "Kryvyi Rih: a plant, says the mayor."."""
    m = places[0].mention
    after = s.low[m.last + 1 : m.last + 2]
    return s.first and 0 <= m.first <= 1 and after in ([":"], ["-"], ["–"], ["—"], ["."], ["("])

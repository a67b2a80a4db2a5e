"""Whether a sentence without a place tells another incident there, or goes on with the one just told.

Assumes the table ``carry``; a blow that "the" points back at is the one just told.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geo.extract.frame import Draft
from geo.extract.times.when import When
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words
from geo.extract.words.triggers import Hit

STRUCK = frozenset(("shelling", "drone_strike", "missile_strike", "air_strike"))
_TELLING = frozenset(("act", "fight", "gain"))


@cache
def _marks() -> Phrases:
    return Phrases(dict.fromkeys(raw("carry")["anew"], True))


def marked(s: Sentence) -> bool:
    """Tell "another", "a second volley", "again", "in the evening": words that begin a new incident."""
    return any(True for _ in _marks().find(s.low))


def points_back(s: Sentence, hit: Hit) -> bool:
    """Tell "the strike also damaged a school": its blow is the one just told."""
    if s.low[hit.last] not in words("carry", "blows"):
        return False
    k = hit.first - 1
    while k >= 0 and s.low[k] in words("carry", "pointing"):
        if s.low[k] in words("carry", "determiners"):
            return True
        k -= 1
    return False


def told_anew(s: Sentence, acts: Sequence[Hit], topic: Draft, found: Sequence[When]) -> bool:
    """Tell whether a sentence's acts are another incident than the topic's.

    Parameters
    ----------
    s : Sentence
        The sentence, without a place.
    acts : sequence of Hit
        Its triggers of acts and damage.
    topic : Draft
        What was just told.
    found : sequence of When
        The times that the sentence itself tells, where the topic's sentence tells its own too.
    """
    another = marked(s)
    own = [h for h in acts if (another or h.trigger.role in _TELLING) and not points_back(s, h)]
    kinds = {h.trigger.category for h in own}
    if not own or topic.finding.category not in STRUCK or not kinds <= STRUCK | {""}:
        return False
    return _other_day(topic, found) or (bool(kinds - {topic.finding.category, ""}) and another)


def _other_day(topic: Draft, found: Sequence[When]) -> bool:
    """Tell whether a sentence names a day that is not the topic's."""
    told = [t.start for t in found if t.precision == "day" and t.start is not None]
    if topic.when is None or topic.when.start is None:
        return False
    first, last = topic.when.start, topic.when.end or topic.when.start
    return bool(told) and all(not first <= t <= last for t in told)

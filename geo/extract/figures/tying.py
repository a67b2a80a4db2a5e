"""Which of the incidents just told a sentence's casualties belong to.

Assumes that a sentence without a place goes on with the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from geo.extract.figures.fates import Fate, fates
from geo.extract.figures.harm import Harm, harm, is_none
from geo.extract.figures.numbers import numbers
from geo.extract.figures.tolls import unhurt
from geo.extract.frame import Draft
from geo.extract.names.mention import Mention
from geo.extract.places.anchors import rank
from geo.extract.times.when import When
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words
from geo.extract.words.triggers import Hit, Trigger

_BULLET = re.compile(r"[ \t]*(?:[-*•–—▪●■◾❗✅🔹🔸▶#\[]|\d{1,2}[.):])")
_HARM = Trigger("harm", "", "harm")
_FEW = 4
_MANY = 60
_REGION = 4
_OPENING = 2


def with_harm(s: Sentence, hits: list[Hit], taken: frozenset[int]) -> list[Hit]:
    """Add the words of harm that are no triggers of their own: "broke his legs", "did not survive"."""
    told, spared = [f for f in fates(s) if not f.weak], unhurt(s, 0, len(s))
    if not told and spared is None:
        return hits
    hits = [h for h in hits if not any(_holds(f, h) for f in told)]
    known = {k for h in hits for k in range(h.first, h.last + 1)} | taken
    new = [(f.first, f.last) for f in told if known.isdisjoint(range(f.first, f.last + 1))]
    if spared is not None and spared[0] not in known:
        new.append((spared[0], spared[0]))
    if not new or not harm(s, 0, len(s), numbers(s)):
        return hits
    more = [Hit(first, last, _HARM, " ".join(s.low[first : last + 1])) for first, last in new]
    return sorted([*hits, *more], key=lambda h: h.first)


def _holds(fate: Fate, hit: Hit) -> bool:
    """Tell a trigger that is only a part of a longer word of harm: the attack of "a heart attack"."""
    return fate.first <= hit.first and hit.last <= fate.last and fate.last - fate.first > hit.last - hit.first


def in_list(s: Sentence, text: str) -> bool:
    """Tell whether a sentence stands in a line of a list: behind a bullet, a number or a time."""
    line = text.rfind("\n", 0, s.start) + 1
    paragraph = text.rfind("\n\n", 0, s.start) + 2
    return bool(_BULLET.match(text, line) or _BULLET.match(text, paragraph))


def told_places(drafts: Sequence[Draft], which: Sequence[int]) -> set[str]:
    """Name the places of drafts; a city's quarter beside the city is none of its own."""
    anchors_of = [drafts[k].anchor for k in which]
    fine = {a.mention.name for a in anchors_of if not a.area}
    return fine or {a.mention.name for a in anchors_of}


def targets(
    drafts: Sequence[Draft], topic: Sequence[int], told: Harm, s: Sentence, names: Sequence[Mention]
) -> list[int]:
    """Choose the drafts that a sentence's casualties belong to: its one place, or all where nobody was hurt.

    Parameters
    ----------
    drafts : sequence of Draft
        All that was told.
    topic : sequence of int
        The drafts of the sentence that goes on.
    told : Harm
        What the sentence tells.
    s : Sentence
        The sentence as words.
    names : sequence of Mention
        Its names, none of them a place: "a resident of X".

    Returns
    -------
    list of int
        Empty where nobody can tell which place is meant.
    """
    topic = [k for k in topic if drafts[k].finding.category != "diplomacy"]
    pointed = _pointed(drafts, topic, s, names)
    if pointed is not None:
        return [pointed]
    if is_none(told):
        fine = [k for k in topic if rank(drafts[k].anchor.mention) < _REGION] or list(topic)
        each = _each(drafts, fine)
        return each if len(each) <= _FEW else []
    places = told_places(drafts, topic)
    own = [k for k in topic if drafts[k].anchor.mention.name in places]
    between = bool(own) and drafts[own[0]].anchor.mention.relation == "between"
    return own[:1] if len(places) == 1 or between or _opens(drafts, own) else []


def _opens(drafts: Sequence[Draft], own: Sequence[int]) -> bool:
    """Tell "In X, on the river across from Y, ...": the place that opens a sentence is what it is about."""
    if len(own) < 2:
        return False
    first, second = drafts[own[0]], drafts[own[1]]
    a, b = first.anchor.mention, second.anchor.mention
    if first.sentence is not second.sentence or not 0 < a.first <= _OPENING or a.relation != "at":
        return False
    between = first.sentence.low[a.last + 1 : b.first]
    return between[:1] == [","] and not all(w in (",", "and", "the", "in", "near") for w in between)


def _pointed(
    drafts: Sequence[Draft], topic: Sequence[int], s: Sentence, names: Sequence[Mention]
) -> int | None:
    """Find the draft that words point at: "a resident of X", "in the latter"."""
    called = {m.name for m in names}
    named = [k for k in topic if drafts[k].anchor.mention.name in called]
    if len(_each(drafts, named)) == 1:
        return named[0]
    capital = _capital(drafts, s)
    if capital is not None:
        return capital
    if topic and "latter" in s.low:
        return topic[-1]
    return topic[0] if topic and "former" in s.low else None


def by_mayor(drafts: Sequence[Draft], s: Sentence, names: Sequence[Mention]) -> list[int]:
    """Find what was last told of the town whose mayor speaks."""
    if "mayor" not in s.low:
        return []
    towns = {m.name for m in names if m.role == "actor" and rank(m) <= 1}
    last = range(len(drafts) - 1, max(-1, len(drafts) - _MANY), -1)
    return [k for k in last if drafts[k].anchor.mention.name in towns and not drafts[k].headline][:1]


def _capital(drafts: Sequence[Draft], s: Sentence) -> int | None:
    """Find the last telling of the capital that a sentence means: "21 were killed in the capital"."""
    if not any(a == "the" and b == "capital" for a, b in pairwise(s.low)):
        return None
    last = range(len(drafts) - 1, max(-1, len(drafts) - _MANY), -1)
    return next(
        (k for k in last if drafts[k].anchor.mention.name.lower() in words("harm", "capitals", "words")), None
    )


def _each(drafts: Sequence[Draft], own: Sequence[int]) -> list[int]:
    """Take the first draft of every place."""
    seen: dict[str, int] = {}
    for k in own:
        seen.setdefault(drafts[k].anchor.mention.name, k)
    return list(seen.values())


def told_elsewhen(s: Sentence, topic: Draft, found: Sequence[When]) -> bool:
    """Tell whether a sentence begins with an earlier day than that of its paragraph.

    Parameters
    ----------
    s : Sentence
        A sentence of casualties without a place.
    topic : Draft
        What was just told.
    found : sequence of When
        The times that the sentence tells.
    """
    told = harm(s, 0, len(s), numbers(s))
    if (
        not told
        or is_none(told)
        or any(f is not None and (f.more or f.moved) for f in (told.killed, told.injured))
    ):
        return False
    day = next((t.start for t in found if t.precision == "day" and t.first <= _FEW), None)
    before = topic.when.start if topic.when is not None else None
    late = any(w in ("hospital", "hospitals", "toll", "later", "wounds", "injuries") for w in s.low)
    return day is not None and before is not None and day < before and not late

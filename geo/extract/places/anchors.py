"""The places of a sentence that something can have happened at, with the areas that they lie in.

Assumes that the finer of two nested places is meant, and that "30 km south of X" only points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from geo.extract.names.asides import beside, dateline
from geo.extract.names.cues import after_words
from geo.extract.names.lexicon import SITES
from geo.extract.names.mention import Mention
from geo.extract.names.roles import before
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words

_OPENING = 3  # words before the name in "South-west of X, they took Y"
_WITHIN_CITY = 25  # words from a city to its quarter
_INSIDE = (["and"], ["in"], ["near"], ["outside"], ["in", "the"])
AREA_CUES = frozenset(("region", "district", "direction"))
_WIDE = frozenset(("adm1", "region", "sea", "water"))
_RANK = {
    "facility": 0,
    "village": 1,
    "city": 1,
    "quarter": 1,
    "natural": 2,
    "district": 3,
    "direction": 3,
    "region": 4,
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that an event can have; ``within`` and ``near`` name what the words say it lies in or near.

    ``bearing`` is the compass word and the name of "X, east of Y".
    """

    mention: Mention
    within: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    bearing: tuple[str, str] | None = None

    @property
    def area(self) -> bool:
        """Whether it is a region, a district, a direction."""
        return rank(self.mention) >= 3


def rank(m: Mention) -> int:
    """How broad a place is: 0 a site, 1 a settlement, 2 nature, 3 a district, 4 a region, 5 a country."""
    if m.cue in _RANK:
        return _RANK[m.cue]
    return 1 if m.known is None or not m.known.kinds else _breadth(m.known.kinds)


@cache
def _breadth(kinds: frozenset[str]) -> int:
    if "country" in kinds:
        return 5
    if kinds <= _WIDE:
        return 4
    return 0 if kinds <= SITES else 1


def _outside(s: Sentence, m: Mention) -> bool:
    """Tell "outside the city of X": somewhere in X's region."""
    named = m.role == "place" and m.known is not None and "adm1" in m.known.kinds
    return named and before(s, m.first)[0] in ("outside", "around")


def _only_points(s: Sentence, m: Mention, left: Anchor | None, moves: frozenset[int]) -> bool:
    """Tell whether the words use a name only to point: "30 km south of X", "from X", "the road to X"."""
    if m.relation in ("offset", "links"):
        return True
    if m.relation == "from" and m.cue == "region" and m.first <= 2:
        return False
    if m.relation in ("from", "to", "toward"):
        first = max(0, m.first - 7)
        there = m.relation != "from" or any_of(s.low[first : m.first], "anchors", "leaving")
        return not (there and any(k in moves for k in range(first, m.first)))
    if _tied(s, m):
        return True
    if left is None or left.area or m.relation not in ("compass", "near"):
        return False
    return _trails(s, m, left, s.low[left.mention.last + 1 : m.first], moves)


def _tied(s: Sentence, m: Mention) -> bool:
    """Tell "opposite X" and "the bridge that links X with Y"."""
    _, k = before(s, m.first)
    near = max(0, k - 3)
    pointed = any_of(s.low[near : k + 1 if m.relation == "at" else m.first], "anchors", "pointers")
    return pointed or any_of(s.low[near : k + 1], "anchors", "ties")


def _pointed_from(left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell "north-west of X near Y" and "towards X they took Y": the first only points."""
    starts = left.relation == "compass" or (left.relation == "toward" and left.first <= 1) or _water(left)
    if not starts or (m.relation == "compass" and left.relation == "compass") or rank(left) >= 3:
        return False
    if left.relation == "compass" and left.first <= _OPENING and between[:1] == [","] and ";" not in between:
        return True
    return not any(w in ("and", ",", ";", ":") for w in between)


def _trails(s: Sentence, m: Mention, left: Anchor, between: list[str], moves: frozenset[int]) -> bool:
    """Tell "Kalynivka, north of Chasiv Yar" from a list: the second name only says where the first is."""
    if not between or ";" in between or any(k in moves for k in range(left.mention.last + 1, m.first)):
        return False
    if m.relation == "compass":
        return "and" not in between[-7:]
    if any(pair == ("as", "well") for pair in pairwise(between)):
        return False
    return "and" not in between and (between[0] in (",", "(") or len(between) == 1)


def anchors(s: Sentence, found: list[Mention], moves: frozenset[int]) -> tuple[list[Anchor], list[Mention]]:
    """Sort the places of a sentence: those that events can have, and those that only point.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    found : list of Mention
        Its names, judged.
    moves : frozenset of int
        Words that are triggers of fighting or of gains: "advanced to X" is at X.

    Returns
    -------
    tuple of (list of Anchor, list of Mention)
        Anchors in the order of the text, and the names that only point or name a country.
    """
    out: list[Anchor] = []
    places = [m for m in found if m.role == "place"]
    own = [m for m in places if rank(m) < 5 and m.first >= dateline(s)]
    aside = _set_aside(s, places, alone=len(own) == 1)
    for named in places:
        if named in aside:
            continue
        m = replace(named, cue="region") if _outside(s, named) else named
        joined = _joined_to(s, out[-1], m, moves) if out else None
        if joined is not None:
            out[-1] = joined
            _share(s, out)
        elif rank(m) == 5 or _only_points(s, m, out[-1] if out else None, moves):
            aside.append(m)
        else:
            ahead = [a.name for a in aside[-1:] if not out and a.relation == "toward" and a.first <= 1]
            out.append(Anchor(m, near=tuple(ahead)))
    dry = [a for k, a in enumerate(out) if not _water(a.mention) or _counted_too(s, out[: k + 1])]
    return _between(s, dry or out, aside)


def _set_aside(s: Sentence, places: list[Mention], *, alone: bool) -> list[Mention]:
    """Find the names told beside what happened, with the areas that those lie in."""
    aside: list[Mention] = []
    for k, m in enumerate(places):
        left = places[k - 1] if k and places[k - 1] in aside and places[k - 1].first >= dateline(s) else None
        between = s.low[left.last + 1 : m.first] if left else []
        inside = left is not None and (nested(left, m, between) or between in _INSIDE)
        if inside or beside(s, m, alone=alone):
            aside.append(m)
    return aside


def _joined_to(s: Sentence, left: Anchor, m: Mention, moves: frozenset[int]) -> Anchor | None:
    """Return the place before a name with what the name says of it; None where the name stands by itself."""
    between = s.low[left.mention.last + 1 : m.first]
    whole = _whole_of(left, m, between) or _quarter(s, left, m)
    if whole is not None:
        return whole
    bracketed = _in_brackets(s, left.mention, m, between)
    if bracketed or nested(left.mention, m, between):
        return replace(left, within=(*left.within, f"{m.name} region" if bracketed else m.text))
    if rank(m) == 5:
        return None
    if _pointed_from(left.mention, m, between):
        return Anchor(m, near=(left.mention.name,))
    if m.relation in ("compass", "near", "offset") and _only_points(s, m, left, moves):
        way = s.low[m.first - 2] if m.relation == "compass" and m.first > 1 else ""
        return replace(left, near=(*left.near, m.name), bearing=(way, m.name) if way else left.bearing)
    return None


def _share(s: Sentence, out: list[Anchor]) -> None:
    """Give the area of "A, B and C in the Y region" to all of the list."""
    for k in range(len(out) - 1, 0, -1):
        left, right = out[k - 1], out[k]
        between = s.low[left.mention.last + 1 : right.mention.first]
        if left.within or left.area or not all(w in words("anchors", "joins") for w in between):
            return
        out[k - 1] = replace(left, within=right.within)


def _counted_over(s: Sentence, m: Mention) -> bool:
    """Tell "20 over the Black Sea" in a list of what was shot down."""
    over = words("placewords", "before", "over")
    k = m.first - 1
    while k > 0 and s.low[k] in words("anchors", "of_a_sea"):
        k -= 1
    j = k - 2 if k > 1 and s.low[k - 1] in words("incidents", "munitions") else k - 1
    number = s.low[j] if j >= 0 else ""
    listed = number in words("anchors", "counts") and number not in over
    return s.low[k] in over and (number.isdigit() or listed)


def _counted_too(s: Sentence, listed: list[Anchor]) -> bool:
    """Tell "20 over Crimea and the Black Sea": of one count with the area before it."""
    last, left = listed[-1].mention, listed[-2] if len(listed) > 1 else None
    if _counted_over(s, last):
        return True
    between = s.low[left.mention.last + 1 : last.first] if left is not None and left.area else []
    joined = bool(between) and all(w in words("anchors", "joins") for w in between)
    return joined and left is not None and _counted_over(s, left.mention)


def _water(m: Mention) -> bool:
    """Tell a sea, a river, or a land wider than a region: it only points where a finer place is named."""
    kinds = m.known.kinds if m.known else frozenset()
    wet = m.cue == "natural" and m.text.lower().split()[-1] not in words("anchors", "dry")
    return wet or (bool(kinds) and kinds <= {"water", "sea"})


def _whole_of(anchor: Anchor, m: Mention, between: list[str]) -> Anchor | None:
    """Read "the X district of Y" as that quarter, or as Y; "the Texas city of Odessa" as Odessa in Texas."""
    left = anchor.mention
    if m.cue == "district" and between in (["’s"], ["'s"]) and rank(left) == 1:
        return anchor
    if _quarter_of(left, m, between):
        known = left.cue == "quarter"
        return Anchor(left, near=(m.name,)) if known else Anchor(replace(m, cue=None))
    return Anchor(m, within=(left.text,)) if _seat_of(left, m, between) else None


def _quarter(s: Sentence, left: Anchor, m: Mention) -> Anchor | None:
    """Read "in X the Y district was hit" as that quarter of X."""
    if m.cue != "quarter" or s.low[m.last + 1 : m.last + 2] == ["of"]:
        return None
    between = s.low[left.mention.last + 1 : m.first]
    if left.mention.cue not in (None, "city") or len(between) > _WITHIN_CITY or ";" in between:
        return None
    return Anchor(m, near=(left.mention.name,))


def _quarter_of(left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell "the X district of Y", Y a city: a quarter stands for its city."""
    district = left.cue in ("district", "quarter") and between in (["of"], ["of", "the", "city", "of"])
    city = m.known is not None and not m.known.kinds.isdisjoint(("city", "town"))
    return district and city and m.cue in (None, "district", "city")


def _seat_of(left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell "the Texas city of Odessa": the first is the area of the second."""
    kinds = words("anchors", "kinds_of_place")
    return (
        rank(left) == 4 and rank(m) <= 1 and len(between) == 2 and between[0] in kinds and between[1] == "of"
    )


def nested(left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell whether ``m`` is the area that ``left`` lies in: "X, Y region", "X in the Y district of Z"."""
    inner, outer = rank(left), rank(m)
    if not between or len(between) > 9:
        return False
    if _apposition(m, between):
        return True
    small = words("anchors", "nesting")
    near_site = inner == 0 and between in (["at"], ["near"], ["in"], ["at", "the"])
    if outer <= inner or not (near_site or all(w in small for w in between)):
        return False
    return outer >= 3 or (inner == 0 and m.relation in ("at", "near", ""))


def _in_brackets(s: Sentence, left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell "Bilohorivka (Luhansk)": the region of a village, by the name of its capital."""
    bare = m.cue is None and m.known is not None and "adm1" in m.known.kinds and rank(left) == 1
    return bare and between == ["("] and s.low[m.last + 1 : m.last + 2] == [")"]


def is_district(name: str) -> bool:
    """Tell the name of a district or a community."""
    return after_words().get(name.lower().split()[-1]) == "district"


def _apposition(m: Mention, between: list[str]) -> bool:
    """Tell "X, the last big city of Y": Y is the region that X lies in."""
    named = m.cue == "region" or (m.known is not None and "adm1" in m.known.kinds)
    kinds = words("anchors", "kinds_of_place")
    closes = between[-1] in ("of", "in", "’s", "'s", "the")
    return named and between[0] == "," and closes and any(w in kinds for w in between)


def _between(s: Sentence, out: list[Anchor], aside: list[Mention]) -> tuple[list[Anchor], list[Mention]]:
    """Drop "between X and Y" where the sentence has another place."""
    kept: list[Anchor] = []
    skip = False
    for k, anchor in enumerate(out):
        if anchor.mention.relation == "between" and k + 1 < len(out) and len(out) > 2:
            skip = True
            aside.append(anchor.mention)
        elif skip:
            skip = False
            aside.append(anchor.mention)
        else:
            kept.append(anchor)
    return kept, aside

"""The places of a sentence that something can have happened at, with the areas that they lie in.

Assumes that the finer of two nested places is meant, and that "30 km south of X" only points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.extract.lexicon import SITES
from geo.extract.mention import Mention
from geo.extract.roles import before
from geo.extract.sentences import Sentence
from geo.extract.tables import any_of, words

AREA_CUES = frozenset(("region", "district", "direction"))
_WIDE = frozenset(("adm1", "region", "sea", "water"))
_RANK = {"facility": 0, "village": 1, "city": 1, "natural": 2, "district": 3, "direction": 3, "region": 4}


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
    if m.known is None or not m.known.kinds:
        return 1
    kinds = m.known.kinds
    if "country" in kinds:
        return 5
    if kinds <= _WIDE:
        return 4
    return 0 if kinds <= SITES else 1


def spread(s: Sentence, found: list[Mention]) -> list[Mention]:
    """Give the cue of "the X, Y and Z regions" to all of the list."""
    out = list(found)
    joins = words("anchors", "joins")
    plural: str | None = None
    for k in range(len(out) - 1, 0, -1):
        this, left = out[k], out[k - 1]
        if this.cue in AREA_CUES and s.low[this.last].endswith("s"):
            plural = this.cue
        between = s.low[left.last + 1 : this.first]
        joined = bool(between) and all(w in joins for w in between)
        if plural and joined and left.cue is None and left.role == "place":
            out[k - 1] = replace(left, cue=plural)
        elif not (plural and joined):
            plural = None
    headed = _headed(s)
    out = [replace(m, cue="region") if _by_article(s, m) or _under(m, headed) else m for m in out]
    for k in range(1, len(out)):
        if _also_region(s, out[k - 1], out[k]):
            out[k] = replace(out[k], cue="region")
        if _in_region_too(s, out[:k], out[k]):
            out[k] = replace(out[k], cue="region")
    return _pairs(s, out)


def _outside(s: Sentence, m: Mention) -> bool:
    """Tell "outside the city of X": somewhere in X's region."""
    named = m.role == "place" and m.known is not None and "adm1" in m.known.kinds
    return named and before(s, m.first)[0] in ("outside", "around")


def _headed(s: Sentence) -> range:
    """Words of a list that "regions" heads: "two regions, X and Y", "four oblasts were hit: X, Y"."""
    if not any_of(s.low, "anchors", "regions"):
        return range(0)
    for k, word in enumerate(s.low):
        if word in words("anchors", "regions") and k + 1 < len(s):
            if s.low[k + 1] in (",", "-", "–", "—") and s.text[k + 2 : k + 3] and s.text[k + 2][0].isupper():
                return range(k + 2, min(len(s), k + 8))
            if ":" in s.low[k:]:
                return range(k + s.low[k:].index(":"), len(s))
    return range(0)


def _under(m: Mention, headed: range) -> bool:
    bare = m.cue is None and m.role == "place" and m.known is not None and "adm1" in m.known.kinds
    return bare and m.first in headed


def _by_article(s: Sentence, m: Mention) -> bool:
    """Tell "A in the Kharkiv, B in the Luhansk and C in the Donetsk region": no city has an article."""
    bare = m.cue is None and m.role == "place" and m.known is not None and "adm1" in m.known.kinds
    return bare and m.first > 1 and s.low[m.first - 1] == "the" and s.low[m.first - 2] == "in"


def _also_region(s: Sentence, left: Mention, this: Mention) -> bool:
    """Tell whether a bare name goes on with a list of regions: "85 over the X region, seven over Y"."""
    if left.cue != "region" or this.cue is not None or this.role != "place":
        return False
    if this.known is None or "adm1" not in this.known.kinds:
        return False
    between = s.low[left.last + 1 : this.first]
    listing = words("anchors", "joins") | words("anchors", "counts")
    return len(between) <= 6 and all(w in listing or w[0].isdigit() for w in between)


def _in_region_too(s: Sentence, left: list[Mention], this: Mention) -> bool:
    """Tell "the village of A in the X region and B in Y": both are told with their region."""
    bare = this.cue is None and this.role == "place" and this.known and "adm1" in this.known.kinds
    nested = rank(left[-1]) <= 1 and s.low[left[-1].last + 1 : this.first] == ["in"]
    return bool(bare) and nested and any(m.cue == "region" for m in left)


def _pairs(s: Sentence, found: list[Mention]) -> list[Mention]:
    """Read "Donetsk and Luhansk" as the two regions."""
    regions = words("anchors", "paired_regions")
    out = list(found)
    for k in range(1, len(out)):
        a, b = out[k - 1], out[k]
        bare = a.cue is None and b.cue is None and s.low[a.last + 1 : b.first] == ["and"]
        if bare and a.name.lower() in regions and b.name.lower() in regions:
            out[k - 1], out[k] = replace(a, cue="region"), replace(b, cue="region")
    return out


def _only_points(
    s: Sentence, m: Mention, left: Anchor | None, between: list[str], moves: frozenset[int]
) -> bool:
    """Tell whether the words use a name only to point: "30 km south of X", "from X", "the road to X"."""
    if m.relation in ("offset", "links"):
        return True
    if m.relation == "from" and m.cue == "region" and m.first <= 2:
        return False
    if m.relation in ("from", "to", "toward"):
        return not any(k in moves for k in range(max(0, m.first - 7), m.first))
    if _tied(s, m):
        return True
    if left is None or left.area or m.relation not in ("compass", "near"):
        return False
    return _trails(s, m, left, between, moves)


def _tied(s: Sentence, m: Mention) -> bool:
    """Tell "opposite X" and "the bridge that links X with Y"."""
    _, k = before(s, m.first)
    near = max(0, k - 3)
    pointed = any_of(s.low[near : m.first], "anchors", "pointers")
    return pointed or any_of(s.low[near : k + 1], "anchors", "ties")


def _pointed_from(left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell "north-west of X near Y" and "towards X they took Y": the first only points."""
    starts = left.relation == "compass" or (left.relation == "toward" and left.first <= 1) or _water(left)
    if not starts or (m.relation == "compass" and left.relation == "compass") or rank(left) >= 3:
        return False
    return not any(w in ("and", ",", ";", ":") for w in between)


def _trails(s: Sentence, m: Mention, left: Anchor, between: list[str], moves: frozenset[int]) -> bool:
    """Tell "Kalynivka, north of Chasiv Yar" from a list: the second name only says where the first is."""
    if not between or ";" in between or any(k in moves for k in range(left.mention.last + 1, m.first)):
        return False
    if m.relation == "compass":
        return "and" not in between[-5:]
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
    aside: list[Mention] = []
    for named in found:
        if named.role != "place":
            continue
        m = replace(named, cue="region") if _outside(s, named) else named
        left = out[-1] if out else None
        between = s.low[left.mention.last + 1 : m.first] if left else []
        if left and m.cue == "district" and between in (["’s"], ["'s"]) and rank(left.mention) == 1:
            aside.append(m)
            continue
        whole = _whole_of(left.mention, m, between) if left else None
        if whole is not None:
            out[-1] = whole
            continue
        if left and _nested(left.mention, m, between):
            out[-1] = replace(left, within=(*left.within, m.text))
            _share(s, out)
            continue
        if rank(m) == 5:
            aside.append(m)
            continue
        if left and _pointed_from(left.mention, m, between):
            aside.append(left.mention)
            out[-1] = Anchor(m, near=(left.mention.name,))
            continue
        if _only_points(s, m, left, between, moves):
            if left and m.relation in ("compass", "near", "offset"):
                way = s.low[m.first - 2] if m.relation == "compass" and m.first > 1 else ""
                out[-1] = replace(
                    left, near=(*left.near, m.name), bearing=(way, m.name) if way else left.bearing
                )
            aside.append(m)
            continue
        out.append(Anchor(m))
    dry = [a for a in out if not _water(a.mention) or _counted_over(s, a.mention)]
    return _between(s, dry or out, aside)


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
    k = m.first - (2 if s.low[m.first - 1] == "the" else 1)
    number = s.low[k - 1] if k > 0 else ""
    listed = number in words("anchors", "counts") and number not in words("placewords", "before", "over")
    return m.relation == "over" and (number.isdigit() or listed)


def _water(m: Mention) -> bool:
    """Tell a sea, a river, or a land wider than a region: it only points where a finer place is named."""
    kinds = m.known.kinds if m.known else frozenset()
    wet = m.cue == "natural" and m.text.lower().split()[-1] not in words("anchors", "dry")
    return wet or (bool(kinds) and kinds <= {"water", "sea"})


def _whole_of(left: Mention, m: Mention, between: list[str]) -> Anchor | None:
    """Read "the X district of Y" as Y, and "the Texas city of Odessa" as Odessa in Texas."""
    if _quarter_of(left, m, between):
        return Anchor(replace(m, cue=None))
    return Anchor(m, within=(left.text,)) if _seat_of(left, m, between) else None


def _quarter_of(left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell "the X district of Y", Y a city: a quarter stands for its city."""
    district = left.cue == "district" and between in (["of"], ["of", "the", "city", "of"])
    city = m.known is not None and not m.known.kinds.isdisjoint(("city", "town"))
    return district and city and m.cue in (None, "district", "city")


def _seat_of(left: Mention, m: Mention, between: list[str]) -> bool:
    """Tell "the Texas city of Odessa": the first is the area of the second."""
    kinds = words("anchors", "kinds_of_place")
    return (
        rank(left) == 4 and rank(m) <= 1 and len(between) == 2 and between[0] in kinds and between[1] == "of"
    )


def _nested(left: Mention, m: Mention, between: list[str]) -> bool:
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

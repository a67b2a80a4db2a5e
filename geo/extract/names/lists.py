"""Names that stand in a list share what the list is told to be: "the X, Y and Z regions".

Assumes that a cue after a list, or a heading before it, holds for all of it.
"""

from __future__ import annotations

from dataclasses import replace

from geo.extract.acts.entries import broken_down, share, total_of_shares
from geo.extract.figures.numbers import numbers
from geo.extract.names.mention import Mention
from geo.extract.places.anchors import AREA_CUES, rank
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words


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
        if this.cue == "natural" and s.low[this.last] == "seas" and left.cue is None and between == ["and"]:
            out[k - 1], out[k] = _sea(left), _sea(this)
            continue
        joined = bool(between) and all(w in joins for w in between)
        if plural and joined and left.cue is None and left.role == "place":
            out[k - 1] = replace(left, cue=plural)
        elif not (plural and joined):
            plural = None
    headed = _headed(s)
    out = [replace(m, cue="region", role="place") if _is_region(s, m, headed) else m for m in out]
    for k in range(1, len(out)):
        if _also_region(s, out[k - 1], out[k]):
            out[k] = replace(out[k], cue="region")
        if _in_region_too(s, out[:k], out[k]):
            out[k] = replace(out[k], cue="region")
    return _pairs(s, _shared(s, out))


def _sea(m: Mention) -> Mention:
    """Read the first of "the Black and Azov seas"."""
    return replace(m, name=f"{m.name} Sea", text=f"{m.name} Sea", cue="natural", role="place")


def _headed(s: Sentence) -> range:
    """Words of a list that "regions" heads: "two regions, X and Y", "four oblasts were hit: X, Y"."""
    if not any_of(s.low, "anchors", "regions"):
        return range(0)
    for k, word in enumerate(s.low):
        if word in words("anchors", "regions") and k + 1 < len(s):
            if s.low[k + 1] in (",", "-", "–", "—") and s.text[k + 2 : k + 3] and s.text[k + 2][0].isupper():
                return range(k + 2, min(len(s), k + 8))
            if s.low[k + 1] in ("including", "such", "like", "namely"):
                return range(k + 2, min(len(s), k + 14))
            if ":" in s.low[k:]:
                return range(k + s.low[k:].index(":"), len(s))
    return range(0)


def _is_region(s: Sentence, m: Mention, headed: range) -> bool:
    if m.cue is not None or m.role == "other" or m.known is None or "adm1" not in m.known.kinds:
        return False
    if m.first in headed:
        return True
    return m.role == "place" and (_by_article(s, m) or _wide(s, m))


def _wide(s: Sentence, m: Mention) -> bool:
    """Tell "villages in Kharkiv", "the Kursk area", "southern Zaporizhzhia": no city has villages."""
    k = m.first - 1
    if k >= 0 and s.low[k] == "the" and s.low[m.last + 1 : m.last + 2] == ["area"]:
        return True
    if k > 0 and s.low[k] == "in" and s.low[k - 1] in words("anchors", "only_in_regions"):
        return True
    name, before = m.name.lower(), s.low[k] if k >= 0 else ""
    part = before in words("anchors", "parts_of_regions") and name in words("anchors", "front_regions")
    return part or (before in words("anchors", "occupied") and name in words("anchors", "partly_occupied"))


def _by_article(s: Sentence, m: Mention) -> bool:
    """Tell "A in the Kharkiv, B in the Luhansk and C in the Donetsk region": no city has an article."""
    return m.first > 1 and s.low[m.first - 1] == "the" and s.low[m.first - 2] == "in"


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
    shared = s.low[max(0, this.first - 2) : this.first] in (["facilities", "in"], ["infrastructure", "in"])
    nested = rank(left[-1]) <= 1 and s.low[left[-1].last + 1 : this.first] == ["in"]
    return bool(bare) and (nested or shared) and any(m.cue == "region" for m in left)


def _shared(s: Sentence, found: list[Mention]) -> list[Mention]:
    """Read "in X 15, ten over Y and five in the Z region" as shares of regions."""
    places = [m for m in found if m.role == "place"]
    told = any(m.cue == "region" or _only_wide(m) for m in places) or any_of(s.low, "carry", "regions")
    if not told or (total_of_shares(s, places) is None and not broken_down(s, places)):
        return found
    counts = numbers(s)
    return [replace(m, cue="region") if _bare(m) and share(s, m, counts) else m for m in found]


def _only_wide(m: Mention) -> bool:
    """Tell a name that only an area bears, and no town: "Crimea", "the Sea of Azov"."""
    return m.known is not None and m.known.kinds <= {"adm1", "region", "sea", "water"}


def _bare(m: Mention) -> bool:
    return m.cue is None and m.role == "place" and m.known is not None and "adm1" in m.known.kinds


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

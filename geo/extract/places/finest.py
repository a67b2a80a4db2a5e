"""The finest places of a stretch: a region is no place of its own where a village of it is named.

Assumes that a region holds for the places named after it, up to a semicolon.
"""

from __future__ import annotations

from dataclasses import replace

from geo.extract.names.mention import Mention
from geo.extract.places.anchors import Anchor, nested, rank
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words

_HEAD = 3  # words before an area that heads its sentence
_THREE = 3


def finest(s: Sentence, found: tuple[Anchor, ...]) -> list[Anchor]:
    """Leave out the regions and directions of a unit that names finer places."""
    fine = [a for a in found if not a.area]
    districts = _communities([a for a in found if a.mention.cue == "district"])
    if not fine:
        return districts or list(found)
    if _listed(s, found):
        return list(found)
    site = next((a for a in fine if rank(a.mention) == 0), None)
    if site is not None and len(fine) == 2:
        town = next(a for a in fine if a is not site)
        if town.mention.first < site.mention.first:
            return [replace(site, within=(*site.within, town.mention.text, *town.within))]
    if any(a.mention.cue == "line" for a in fine) and any(a.mention.cue != "line" for a in fine):
        return finest(s, tuple(a for a in found if a.mention.cue != "line"))
    kept = [a for a in found if not a.area or (a in districts and a.mention.first > fine[0].mention.first)]
    wide = [a for a in found if a.area]
    return [_bound(s, a, wide[0]) if len(wide) == 1 else a for a in kept]


def _bound(s: Sentence, anchor: Anchor, wide: Anchor) -> Anchor:
    """Put a place within the one region of its stretch: none that is named after it, or in another item."""
    between = s.low[wide.mention.last + 1 : anchor.mention.first]
    holds = wide.mention.first < anchor.mention.first and not _parted(between)
    return (
        replace(anchor, within=(wide.mention.text,))
        if holds and not (anchor.within or anchor.area)
        else anchor
    )


def _parted(between: list[str]) -> bool:
    """Tell whether words part two statements: "in the X region, while Y gained ground near Z"."""
    return any_of(between, "anchors", "parting")


def _communities(districts: list[Anchor]) -> list[Anchor]:
    """Leave out the district in which communities are named: they are finer."""
    last = [a.mention.text.lower().split()[-1] for a in districts]
    if not any_of(last, "placewords", "communities"):
        return districts
    raions = words("placewords", "raions")
    return [a for a, word in zip(districts, last, strict=True) if word not in raions]


def _listed(s: Sentence, found: tuple[Anchor, ...]) -> bool:
    """Tell "in the X region and near Y": two places of a list, none the area of the other."""
    a, b = found[0].mention, found[1].mention if len(found) > 1 else found[0].mention
    if _each_near(s, found):
        return True
    between = s.low[a.last + 1 : b.first] if 0 <= a.first < b.first else []
    return len(found) == 2 and found[0].area and between[:1] == ["and"] and len(between) <= 3


def in_region(s: Sentence, area: Mention, names: list[Mention], anchor: Anchor) -> bool:
    """Tell whether a region in mind may hold a place: not one of another item, or of another place's words.

    A region that the sentence itself names holds the places named after it, up to a semicolon; one that only
    says where another place lies ("X, Y region, and Z") holds none but that one.
    """
    if area.role != "place" or not s.start <= area.start < s.end or anchor.mention.first < 0:
        return True
    if anchor.mention.start < area.start or _parted(s.low[area.last : anchor.mention.first]):
        return False
    left = next((m for m in reversed(names) if m.start < area.start and m.role == "place"), None)
    return left is None or not nested(left, area, s.low[left.last + 1 : area.first])


def _each_near(s: Sentence, found: tuple[Anchor, ...]) -> bool:
    """Tell "in the X direction, near Y, and near Z": a list of three, each with its own "near"."""
    if len(found) < _THREE or not found[0].area or found[0].mention.first <= _HEAD:
        return False
    rest = [a.mention for a in found[1:]]
    comma = s.low[found[0].mention.last + 1] == ","
    again = "and" in s.low[rest[-2].last + 1 : rest[-1].first]
    return comma and again and all(m.relation == "near" for m in rest)

"""Leave out what finer words tell again: headlines, and regions whose places are named.

Assumes that drafts are settled and in the order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.extract.anchors import rank
from geo.extract.frame import Draft
from geo.gazetteer.sphere import distance_km
from geo.model import Place

_DIRECTION_KM = 35.0
Settled = tuple[Draft, Place]


def covered(found: Sequence[Settled]) -> list[int]:
    """Name the drafts that others cover.

    Parameters
    ----------
    found : sequence of (Draft, Place)
        Settled drafts in the order of the text.

    Returns
    -------
    list of int
        Indexes of headlines whose region a sentence tells of, and of regions, districts and directions for
        which the same paragraph names finer places of the same kind.
    """
    body = {_area(place) for draft, place in found if not draft.headline}
    by_paragraph: dict[int, list[int]] = {}
    by_post: dict[int, list[int]] = {}
    for k, (draft, _) in enumerate(found):
        by_post.setdefault(draft.sentence.post, []).append(k)
        by_paragraph.setdefault(draft.sentence.paragraph, []).append(k)
    out = []
    for k, (draft, place) in enumerate(found):
        wide = draft.anchor.mention.cue in ("region", "direction") or rank(draft.anchor.mention) >= 4
        if draft.headline and (_area(place) in body or (wide and body)):
            out.append(k)
        elif wide and not draft.rest:
            near = by_paragraph[draft.sentence.paragraph]
            same = (k2 for k2 in by_post[draft.sentence.post] if found[k2][0].finding.category != "other")
            if any(_finer(found[k], found[other]) for other in near) or any(
                _finer(found[k], found[other]) and _same_day(found[k], found[other]) for other in same
            ):
                out.append(k)
    return out


def _same_day(a: Settled, b: Settled) -> bool:
    one, other = a[0].when, b[0].when
    return one is None or other is None or one.start == other.start


def _area(place: Place) -> str:
    return place.best.admin1_code or place.best.country


def _finer(wide: Settled, fine: Settled) -> bool:
    """Tell whether ``fine`` tells of a place inside the area of ``wide``, and of the same kind of event."""
    draft, place = wide
    if fine[0].headline:
        return False
    if rank(fine[0].anchor.mention) >= rank(draft.anchor.mention):
        return False
    if draft.anchor.mention.cue == "direction":
        a, b = place.best, fine[1].best
        inside = distance_km(a.lon, a.lat, b.lon, b.lat) <= max(_DIRECTION_KM, a.radius_km)
    else:
        inside = _area(place) == _area(fine[1])
    if not inside:
        return False
    kinds = {draft.finding.category, fine[0].finding.category}
    return len(kinds) == 1 or "other" in kinds

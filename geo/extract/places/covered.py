"""Leave out what finer words tell again: headlines, and regions whose places are named.

Assumes that drafts are settled and in the order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.extract.acts.anew import STRUCK
from geo.extract.figures.harm import is_none, merged
from geo.extract.frame import Draft
from geo.extract.places.anchors import rank
from geo.extract.words.tables import any_of, raw
from geo.gazetteer.sphere import distance_km
from geo.model import Place

_SINGLE = frozenset(("sabotage", "explosion", "naval", "diplomacy"))
_DIRECTION_KM = 35.0
_WINDOW = 90
Settled = tuple[Draft, Place]


def covered(found: Sequence[Settled]) -> dict[int, list[int]]:
    """Name the drafts that others cover, and which.

    Parameters
    ----------
    found : sequence of (Draft, Place)
        Settled drafts in the order of the text.

    Returns
    -------
    dict of int to list of int
        Headlines whose region a sentence tells of (with no parts), and regions, districts and directions for
        which the text names finer places of the same kind (their parts).
    """
    body = {_area(place) for draft, place in found if not draft.headline}
    out: dict[int, list[int]] = {}
    for k, (draft, place) in enumerate(found):
        wide = draft.anchor.mention.cue in ("region", "direction") or rank(draft.anchor.mention) >= 4
        many = draft.anchor.mention.cue == "region" and len(draft.finding.unit.anchors) > 1
        if draft.headline and not draft.extra and (_area(place) in body or (wide and body)):
            out[k] = []
        elif wide and not draft.rest and not many and draft.finding.category not in _SINGLE:
            parts = [other for other in _near(found, k) if _is_part(found[k], found[other])]
            if parts:
                out[k] = parts
        elif len(draft.finding.unit.anchors) > 1 and not draft.headline and _told_alone(found, k):
            out[k] = []
    return out


def _near(found: Sequence[Settled], k: int) -> list[int]:
    """Name the drafts of the same post, not too far away in the text."""
    post = found[k][0].sentence.post
    around = range(max(0, k - _WINDOW), min(len(found), k + _WINDOW))
    return [other for other in around if found[other][0].sentence.post == post]


def _is_part(wide: Settled, fine: Settled) -> bool:
    """Tell a finer place of the same paragraph, or of the same post, kind and day."""
    if fine[0].rest:
        return _area(wide[1]) == _area(fine[1]) and bool(wide[0].finding.harm) and _same_day(wide, fine)
    if not _finer(wide, fine):
        return False
    near = wide[0].sentence.paragraph == fine[0].sentence.paragraph
    if not near and wide[0].anchor.mention.cue == "direction" and _elsewhere(wide[0], fine[0]):
        return False
    return near or (fine[0].finding.category != "other" and _same_day(wide, fine))


def _elsewhere(wide: Draft, fine: Draft) -> bool:
    """Tell a village that is told under the heading of another direction."""
    own = (*fine.anchor.near, *fine.anchor.within)
    headed = [name for name in own if any_of(name.lower().split()[-1:], "placewords", "after", "direction")]
    return bool(headed) and not any(wide.anchor.mention.name.lower() in name.lower() for name in headed)


def _told_alone(found: Sequence[Settled], k: int) -> bool:
    place = found[k][1].best.place_id
    here = (found[other] for other in _near(found, k) if found[other][1].best.place_id == place)
    return any(_retold(found[k], one) for one in here)


def _retold(many: Settled, one: Settled) -> bool:
    """Tell whether a summary of two places ("bridges fell in X and Y") is told again of this one alone."""
    alone = len(one[0].finding.unit.anchors) == 1 and one[0].sentence.start > many[0].sentence.start
    same = many[0].finding.category == one[0].finding.category
    return alone and (same or (_is_loose(many[0]) and one[0].finding.category in STRUCK))


def _is_loose(draft: Draft) -> bool:
    """Tell "14 settlements were under fire: A, B and C": the entries below say with what."""
    hits = draft.finding.unit.hits
    return draft.finding.category == "other" or any(h.words.endswith("under fire") for h in hits)


def _same_day(a: Settled, b: Settled) -> bool:
    one, other = a[0].when, b[0].when
    if one is None or other is None or one.start is None or other.start is None:
        return True
    return abs((one.start - other.start).days) <= 1


def _area(place: Place) -> str:
    code = place.best.admin1_code or place.best.country
    return str(raw("held")["twins"].get(code, code))


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
    return draft.finding.category in ("other", fine[0].finding.category) or _only_spares(draft)


def _only_spares(draft: Draft) -> bool:
    """Tell whether a governor only says of his region that nobody was hurt."""
    told = merged((draft.finding.harm, *(harm for _, harm, _ in draft.extra)))
    return draft.anchor.mention.first < 0 and is_none(told)

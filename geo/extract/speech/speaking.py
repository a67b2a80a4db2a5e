"""Settle who says what was told without a speaker of its own: one who may still speak, and can know of it.

Assumes that a governor speaks of his region, and that nobody speaks on of talks or of what was long ago.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geo.extract.frame import Draft
from geo.extract.places.atlas import Atlas
from geo.extract.places.near import distance
from geo.extract.speech.speakers import governed_by, is_local
from geo.extract.speech.who import Claimant
from geo.extract.words.tables import any_of
from geo.model import Context, Place, Precision

_OLD = 3  # days before the report
_CITY_KM = 40


def with_speakers(
    settled: Sequence[tuple[Draft, Place]], atlas: Atlas, published: date | None
) -> list[tuple[Draft, Place]]:
    """Give every draft the likeliest of those who may say it; None where nobody can.

    Parameters
    ----------
    settled : sequence of (Draft, Place)
        In the order of the text.
    atlas : Atlas
        Finds the region that a governor runs.
    published : date, optional
        The day of the report.
    """
    codes: dict[str, set[str]] = {}
    for draft, place in settled:
        if draft.spoken and draft.claimant and place.best.admin1_code:
            codes.setdefault(draft.claimant.who, set()).add(place.best.admin1_code)
    return [(_said(draft, place, codes, atlas, published), place) for draft, place in settled]


def _said(
    draft: Draft, place: Place, codes: dict[str, set[str]], atlas: Atlas, published: date | None
) -> Draft:
    if draft.spoken:
        return _of_its_place(draft, place)
    if draft.finding.category == "diplomacy" or _is_old(draft, published):
        return replace(draft, claimant=None)
    knows = {said: _knows(said, place, codes, atlas) for said in (*draft.others, *draft.former)}
    here = next((said for said in draft.others if knows[said] is not False or _are_many(said)), None)
    former = [said for said in draft.former if knows[said] is not False]
    local = next((said for said in former if is_local(said)), None)
    return replace(draft, claimant=here or local or next(iter(former), None))


def _of_its_place(draft: Draft, place: Place) -> Draft:
    """Read "its governor" as that of the region just told."""
    said = draft.claimant
    if said is None or not said.who.startswith("its "):
        return draft
    of = draft.anchor.mention.text if draft.anchor.area else place.best.admin1
    return replace(
        draft, claimant=replace(said, who=said.who.removeprefix("its ") + (f" of {of}" if of else ""))
    )


def _are_many(said: Claimant) -> bool:
    """Tell "regional officials", who may be those of several regions."""
    return any_of(said.who.lower().split(), "claimants", "many", "words")


def _is_old(draft: Draft, published: date | None) -> bool:
    end = draft.when.end if draft.when else None
    return end is not None and published is not None and (published - end).days >= _OLD


def _knows(said: Claimant, place: Place, codes: dict[str, set[str]], atlas: Atlas) -> bool | None:
    """Tell whether somebody who speaks for a place speaks for that one; None where that is not known."""
    if not is_local(said):
        return None
    best = place.best
    name = next((governed_by()[w] for w in said.who.lower().split() if w in governed_by()), None)
    home = atlas.resolve(name, Context(), frozenset()) if name else None
    if home is not None and home.best.precision is Precision.SETTLEMENT:
        return distance(best, (home.best.lonlat,)) <= _CITY_KM
    known = {home.best.admin1_code} if home else codes.get(said.who)
    return best.admin1_code in known if best.admin1_code and known else None

"""Who attacked, where the words do not say: told by the side that holds the place.

Assumes the table ``held``: regions and towns held by the other side.
"""

from __future__ import annotations

from geo.extract.frame import Draft
from geo.extract.names.lexicon import THEATRE
from geo.extract.words.tables import any_of, raw, words
from geo.model import Place
from geo.text import fold

_ABROAD = frozenset(("diplomacy", "drone_strike", "missile_strike", "air_defence", "naval", "sabotage"))
_EARLY = "2022-06"  # what fell before has been held for most of the war
_UNSAID = frozenset(("explosion", "sabotage", "diplomacy"))


def attacker_at(draft: Draft, place: Place) -> str:
    """Return Russia, Ukraine or unknown for an incident at a place."""
    told = draft.finding.attacker
    if told is not None and draft.finding.category != "diplomacy":
        return told
    if draft.finding.category in _UNSAID:
        blast = draft.finding.category == "explosion"
        ours = _deep_strike(draft, place) or (blast and _own_deed(draft, place))
        return "Ukraine" if ours else "unknown"
    if draft.anchor.mention.cue == "direction":
        return "Russia"
    if place.best.country == "UA" and any_of(draft.anchor.mention.text.lower().split(), "held", "contested"):
        return "unknown"
    fights = draft.finding.weight in ("fight", "gain") or draft.finding.category == "ground_clash"
    if place.best.country == "UA" and _under_their_fire(draft):
        return "Russia"
    return _by_the_land(fights, draft, place)


def _under_their_fire(draft: Draft) -> bool:
    """Tell shelling in the General Staff's list of what the enemy did, also of what he holds himself."""
    return _of_staff(draft) and draft.finding.category == "shelling"


def _of_staff(draft: Draft) -> bool:
    """Tell the General Staff's list of what the enemy did."""
    said = draft.claimant
    return said is not None and any_of(said.who.lower().split(), "held", "staff")


def _by_the_land(fights: bool, draft: Draft, place: Place) -> str:
    """Return who attacks there as a rule: on the ground Russia in Ukraine, else each side the other's."""
    if place.best.country != "UA":
        if fights and draft.finding.weight == "fight" and _of_staff(draft):
            return "Russia"
        return "Ukraine" if fights or place.best.country == "RU" else "unknown"
    held = held_by_russia(draft, place) or _told_by_occupiers(draft)
    return "Ukraine" if not fights and held else "Russia"


def _own_deed(draft: Draft, place: Place) -> bool:
    """Tell whether Ukraine's side announces a blast on the other side of the line."""
    said = draft.claimant
    beyond = place.best.country == "RU" or held_by_russia(draft, place)
    return said is not None and said.side == "Ukraine" and beyond and not draft.carried


def _told_by_occupiers(draft: Draft) -> bool:
    """Tell whether an official speaks whom Russia has put over the land that was hit."""
    said = draft.claimant
    return said is not None and any_of(said.who.lower().replace(",", " ").split(), "held", "occupiers")


def held_by_russia(draft: Draft, place: Place) -> bool:
    """Tell whether the place is occupied, by the words before it or by the table."""
    s, m = draft.sentence, draft.anchor.mention
    before = s.low[max(0, m.first - 4) : max(0, m.first)]
    after = s.low[m.last + 1 : m.last + 6] if draft.anchor.within and m.first >= 0 else []
    if any_of(before, "held", "words") or (after[:1] in (["in"], [","]) and any_of(after, "held", "words")):
        return True
    if place.best.admin1_code in words("held", "regions"):
        return True
    return place.best.precision in ("exact", "settlement") and _held_then(draft, fold(place.best.name))


def _held_then(draft: Draft, town: str) -> bool:
    """Tell whether Russia held a town that day; of no known day, if it has from early on."""
    span = raw("held")["spans"].get(town)
    if span is None:
        return town in words("held", "towns")
    first, last = span
    day = draft.when.start.isoformat() if draft.when and draft.when.start else None
    if day is None:
        return not last and first < _EARLY
    return first <= day and (not last or day < last)


def belongs(draft: Draft, place: Place) -> bool:
    """Tell whether such an event belongs to the war there: abroad only talks, and what weapons did."""
    abroad = place.best.country not in THEATRE and place.best.country != ""
    return not abroad or draft.finding.category in _ABROAD


def _deep_strike(draft: Draft, place: Place) -> bool:
    """Tell whether a blast at a plant, depot or base in Russia is told: only one side strikes there."""
    s, unit = draft.sentence, draft.finding.unit
    site = draft.anchor.mention.cue == "facility" or any(
        w in words("held", "targets") for w in s.low[unit.first : unit.stop]
    )
    return place.best.country == "RU" and site and draft.finding.category == "explosion"


def category_at(draft: Draft, place: Place) -> str:
    """Return the category at the place: an attack repelled far inside Russia came from the air."""
    inside = place.best.country == "RU" and place.best.admin1_code not in words("held", "border_regions")
    return "air_defence" if inside and draft.finding.weight == "fight" else draft.finding.category

"""Settle which place every name is: first what the words leave no doubt about, then the rest near it.

Assumes that the places of one sentence, and of one paragraph, lie near each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geo.extract.frame import Draft
from geo.extract.names.lexicon import THEATRE
from geo.extract.names.mention import Mention
from geo.extract.places.near import (
    LOST_KM,
    ODD_KM,
    across,
    closest,
    distance,
    instead,
    is_guess,
    is_lost,
    is_sure,
    is_told,
    nearest,
    on_bearing,
    supported,
)
from geo.extract.places.towns import Towns
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words
from geo.model import Context, LonLat, Place

_KNOWN = 30_000
_ON_THE_GROUND = frozenset(("ground_clash", "territorial_change", "shelling"))
_LARGE = 300_000
_CITY = 50_000
_BESIDE_KM = 25.0
_STRUCK = frozenset(("missile_strike", "drone_strike", "air_strike", "shelling"))


class Settler(Towns):
    """Resolves the names of one report; remembers what it has asked."""

    def settle(self, drafts: list[Draft]) -> list[Place | None]:
        """Find the place of every draft.

        Returns
        -------
        list of (Place or None)
            One for each draft, in order.
        """
        whole = [self._as_told(draft) for draft in drafts]
        found = [self._widened(draft, self._place(draft) or self._town_of(draft)) for draft in whole]
        return _agreed(whole, found)

    def _as_told(self, draft: Draft) -> Draft:
        """Give a bare name the area that the report tells elsewhere: "Odessa, Texas", then "Odessa"."""
        anchor = draft.anchor
        within = self._told_within.get(anchor.mention.name.lower())
        if (
            within is None
            or anchor.within
            or anchor.area
            or draft.region
            or self._is_city(anchor.mention, within)
        ):
            return draft
        return replace(draft, anchor=replace(anchor, within=within))

    def _widened(self, draft: Draft, place: Place | None) -> Place | None:
        """Return the region of a place, for what is told of a district near it."""
        if not draft.wide or place is None or not place.best.admin1:
            return place
        return self.ask(place.best.admin1, Context(kind="region")) or place

    def locate(self, s: Sentence, m: Mention) -> Place | None:
        """Find the place of a name by itself, near the other names of its sentence where it is not sure."""
        if m.cue is None and m.known is not None and "country" in m.known.kinds:
            return self.atlas.country(m.name)
        context = Context(admin1=self._office.get(s.start), kind=m.cue)
        first = self.ask(asked(m), context) or self.ask(m.name, Context())
        if first is None or is_sure(first) or first.best.country not in THEATRE:
            return first
        region = self._region.get(s.start)
        inside = self.ask(asked(m), replace(context, admin1=f"{region} region")) if region else None
        if inside is not None and is_told(inside):
            return inside
        bearing = self._bearing(s, m)
        turned = self._on_bearing(first, bearing) if bearing else None
        if turned is not None:
            return turned
        near = self._around(s, m.name, context.admin1)
        if not near:
            return first
        return nearest(self.ask(asked(m), replace(context, near=near)) or first, near)

    def _bearing(self, s: Sentence, m: Mention) -> tuple[str, str] | None:
        """Read "X, east of Y" after a name."""
        for other in self._by_sentence.get(s.start, ()):
            if other.relation == "compass" and 0 < other.first - m.last <= 8:
                return s.low[other.first - 2], other.name
        return None

    def _place(self, draft: Draft) -> Place | None:
        """Find a draft's place, on the ground of the side that was struck."""
        place = self._in_its_town(draft, self._in_the_world(draft, self._by_words(draft)))
        told = draft.anchor.within or draft.region
        struck = draft.finding.attacker == "Russia" and draft.finding.category in _STRUCK
        return across(place) if place and struck and not told and place.best.country == "RU" else place

    def _by_words(self, draft: Draft) -> Place | None:
        """Find a draft's place by the words, and where they leave doubt by what is near."""
        if draft.anchor.mention.cue == "quarter":
            return self._quarter(draft)
        alone = self._by_itself(draft)
        if alone is not None:
            return alone
        first = self.ask(_name(draft), _context(draft, ()))
        if first is None:
            return None
        if not _in_doubt(draft, first):
            return None if self._far_guess(draft, first) else _inside(first, draft)
        near = self._near(draft)
        if not near:
            return _inside(first, draft)
        turned = self._on_bearing(first, draft.anchor.bearing) if draft.anchor.bearing else None
        return turned or self._nearby(draft, first, near)

    def _by_itself(self, draft: Draft) -> Place | None:
        """Return a well-known place that the region in mind, named elsewhere, should not move."""
        on_the_ground = draft.listed and draft.finding.category in _ON_THE_GROUND
        if draft.firm or not draft.region or draft.anchor.within or on_the_ground:
            return None
        context = Context(kind=draft.anchor.mention.cue)
        alone = self.ask(_name(draft), context)
        if alone is None or (is_sure(alone) and alone.best.population >= _KNOWN):
            return alone
        near = self._sure_of(self._by_sentence.get(draft.sentence.start), draft.anchor.mention.name, None)
        found = nearest(self.ask(_name(draft), replace(context, near=near)) or alone, near) if near else None
        return found if found and distance(found.best, near) <= ODD_KM else None

    def _far_guess(self, draft: Draft, first: Place) -> bool:
        """Tell a place that only sounds alike and lies far from all that the text names."""
        near = self._near(draft) if is_guess(first) else ()
        return bool(near) and distance(first.best, near) > LOST_KM

    def _nearby(self, draft: Draft, first: Place, near: tuple[LonLat, ...]) -> Place | None:
        """Choose among namesakes by what is near; none where all that is left lies too far away."""
        found = nearest(self.ask(_name(draft), _context(draft, near)) or first, near)
        if supported(first, self._likely(draft)):
            return _inside(first, draft)
        own = self._beside(draft)
        beside = nearest(found, own) if own else found
        if draft.listed and own and distance(beside.best, own) > LOST_KM:
            found = closest(beside, own)
            return None if is_lost(found, own, sure=is_sure(first)) else _inside(found, draft)
        if own and distance(beside.best, own) <= _BESIDE_KM:
            return _inside(beside, draft)
        if any(is_direction(name) for name in (*draft.anchor.within, *draft.anchor.near)):
            found = closest(found, self._of_direction(draft) or near)
        return None if is_lost(found, near, sure=is_sure(first)) else _inside(found, draft)

    def _of_direction(self, draft: Draft) -> tuple[LonLat, ...]:
        """Position of the direction that a draft's words name."""
        names = (name for name in (*draft.anchor.within, *draft.anchor.near) if is_direction(name))
        found = (self.ask(name, Context()) for name in names)
        return tuple(place.best.lonlat for place in found if place is not None)

    def _on_bearing(self, place: Place, bearing: tuple[str, str]) -> Place | None:
        way, name = bearing
        return on_bearing(place, way, self.ask(name, Context()), name)


def _agreed(drafts: list[Draft], found: list[Place | None]) -> list[Place | None]:
    """Let a bare name be the place that the words tell for it, with its region, elsewhere."""
    told: dict[str, dict[str | None, Place]] = {}
    for draft, place in zip(drafts, found, strict=True):
        if place is not None and is_told(place):
            told.setdefault(_spelt(draft), {})[place.best.place_id] = place
    return [_as_elsewhere(d, p, told.get(_spelt(d), {})) for d, p in zip(drafts, found, strict=True)]


def _spelt(draft: Draft) -> str:
    return f"{draft.anchor.mention.name.lower()} {draft.anchor.mention.cue or ''}"


def _as_elsewhere(draft: Draft, place: Place | None, told: Mapping[str | None, Place]) -> Place | None:
    bare = place is not None and not is_told(place) and not draft.anchor.within and not draft.anchor.near
    sure = place is not None and place.best.population >= _KNOWN
    return next(iter(told.values())) if bare and not sure and len(told) == 1 else place


def is_direction(name: str) -> bool:
    """Tell the name of a stretch of the front."""
    return name.lower().split()[-1] in words("placewords", "after", "direction")


def asked(m: Mention) -> str:
    """Return the words to ask the gazetteer for, with the kind that a list gives its members."""
    if m.cue in ("region", "direction") and m.text == m.name:
        return f"{m.name} {m.cue}"
    return m.name if m.cue == "line" else m.text


def _in_doubt(draft: Draft, first: Place) -> bool:
    """Tell whether what is near should be asked: several places bear the name, or it is an old one."""
    if "former name" in first.best.why:
        return True
    headed = any(is_direction(name) for name in (*draft.anchor.within, *draft.anchor.near))
    small = first.best.population < _LARGE or headed
    listed = (draft.listed or headed) and draft.finding.category in _ON_THE_GROUND and small
    return bool(first.runners_up) and (listed or not is_sure(first))


def _inside(place: Place, draft: Draft) -> Place | None:
    """Give up a place that lies outside the area that the words tell, or that only sounds alike far away."""
    why = place.best.why
    outside = "outside the region told" in why
    inside_out = "outside the district told" in why and place.best.population < _CITY
    if draft.anchor.within and (outside or inside_out):
        return None
    if outside and draft.region and draft.firm:
        told = next((instead(place, c) for c in place.runners_up if "as told" in c.why), None)
        known = place.best.population >= (_KNOWN if is_sure(place) else _LARGE)
        return place if known and draft.anchor.mention.cue is None else told
    abroad = outside and draft.region and place.best.country not in ("UA", "RU")
    return None if abroad or _too_alike(place, draft) else place


def _too_alike(place: Place, draft: Draft) -> bool:
    """Tell a place whose name is only like the one written, with nothing that speaks for it."""
    if not is_guess(place):
        return False
    told = bool(draft.anchor.within or draft.region)
    return told or "likeness" in place.best.why or place.best.country not in THEATRE


def _name(draft: Draft) -> str:
    areas = (name for name in draft.anchor.within if not _is_community(name))
    return ", ".join((asked(draft.anchor.mention), *areas))


def _is_community(name: str) -> bool:
    """Tell a community, whose name the gazetteer's districts do not have: it only says what is near."""
    return name.lower().split()[-1] in words("placewords", "communities")


def _context(draft: Draft, near: tuple[LonLat, ...]) -> Context:
    return Context(admin1=draft.region, kind=draft.anchor.mention.cue, near=near)

"""Settle which place every name is: first what the words leave no doubt about, then the rest near it.

Assumes that the places of one sentence, and of one paragraph, lie near each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from math import atan2, cos, degrees, radians

from geo.extract.anchors import rank
from geo.extract.frame import Draft
from geo.extract.lexicon import THEATRE
from geo.extract.mentions import Mention
from geo.extract.roles import is_power
from geo.extract.sentences import Sentence
from geo.extract.tables import raw, words
from geo.gazetteer.sphere import distance_km
from geo.geocode import Geocoder
from geo.model import Candidate, Context, LonLat, Place, Precision

_SURE = 1.5
_NEAR_KM = 20.0
_FAR_KM = 35.0
_REACH_KM = 45.0
_ODD_KM = 70.0
_LOST_KM = 120.0
_REMEMBERED = 50_000
_LARGE = 300_000
_KNOWN = 30_000
_OFF_DEGREES = 50.0
_WINDOW = 60


class Atlas:
    """A geocoder that remembers what it was asked."""

    def __init__(self, geocoder: Geocoder) -> None:
        self.geocoder = geocoder
        self._answers: dict[object, Place | None] = {}

    def resolve(self, name: str, context: Context, mentioned: frozenset[str]) -> Place | None:
        """Resolve a name in a context, once."""
        key = (name, context, mentioned)
        try:
            return self._answers[key]
        except KeyError:
            if len(self._answers) > _REMEMBERED:
                self._answers.clear()
            found = self._answers[key] = self.geocoder.resolve(name, context, mentioned)
            return found

    def country(self, name: str) -> Place | None:
        """Return the country of a name."""
        gazetteer = self.geocoder.gazetteer
        match = next((m for m in gazetteer.matches(name) if m.row.kind == "country"), None)
        return Place(gazetteer.candidate(match), name, "a country") if match else None


class Settler:
    """Resolves the names of one report; remembers what it has asked."""

    def __init__(
        self,
        atlas: Atlas,
        names: Iterable[tuple[Sentence, Mention]] = (),
        told: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.atlas = atlas
        self._told_within = told or {}
        self._by_sentence: dict[int, list[Mention]] = {}
        self._by_paragraph: dict[int, list[Mention]] = {}
        self._all: list[Mention] = []
        self._starts: list[int] = []
        self.mentioned: frozenset[str] = frozenset()
        self._office: dict[int, str] = {}
        codes: set[str] = set()
        for s, m in names:
            if m.role == "place" and rank(m) < 4:
                self._by_sentence.setdefault(s.start, []).append(m)
                self._by_paragraph.setdefault(s.paragraph, []).append(m)
                self._all.append(m)
                self._starts.append(m.start)
            if m.role == "actor" and m.known and "adm1" in m.known.kinds and not is_power(m):
                self._office[s.start] = m.name
            if (m.cue == "region" or rank(m) == 4) and m.role != "other":
                place = self.ask(m.text, Context())
                if place is not None and place.best.admin1_code:
                    codes.add(place.best.admin1_code)
        self.mentioned = frozenset(codes)

    def ask(self, name: str, context: Context) -> Place | None:
        """Resolve a name in a context, once."""
        return self.atlas.resolve(name, context, self.mentioned)

    def settle(self, drafts: list[Draft]) -> list[Place | None]:
        """Find the place of every draft.

        Returns
        -------
        list of (Place or None)
            One for each draft, in order.
        """
        whole = [self._as_told(draft) for draft in drafts]
        return [self._widened(draft, self._place(draft)) for draft in whole]

    def _as_told(self, draft: Draft) -> Draft:
        """Give a bare name the area that the report tells elsewhere: "Odessa, Texas", then "Odessa"."""
        anchor = draft.anchor
        within = self._told_within.get(anchor.mention.name)
        if within is None or anchor.within or anchor.area or draft.region:
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
        if not draft.firm and draft.region and not draft.anchor.within:
            alone = self.ask(_name(draft), Context(kind=draft.anchor.mention.cue))
            if alone is not None and is_sure(alone) and alone.best.population >= _KNOWN:
                return alone
        first = self.ask(_name(draft), _context(draft, ()))
        if first is None and draft.anchor.mention.cue == "facility":
            return self._town_of(draft)
        ground = draft.finding.category in ("ground_clash", "territorial_change", "shelling")
        listed = draft.listed and ground and first is not None and first.best.population < _LARGE
        former = first is not None and "former name" in first.best.why
        if (
            first is None
            or not (first.runners_up or former)
            or (is_sure(first) and not listed and not former)
        ):
            return _inside(first, draft)
        near = self._near(draft)
        if not near:
            return _inside(first, draft)
        if draft.anchor.bearing:
            turned = self._on_bearing(first, draft.anchor.bearing)
            if turned is not None:
                return turned
        found = nearest(self.ask(_name(draft), _context(draft, near)) or first, near)
        byname = "other name" in found.best.why or "former name" in found.best.why
        if byname and _distance(found.best, near) > _ODD_KM and not _told(found):
            return None
        small = found.best.population < _KNOWN or "former name" in found.best.why
        if small and not is_sure(first) and _distance(found.best, near) > _LOST_KM and not _told(found):
            return None
        return _inside(found, draft)

    def _on_bearing(self, place: Place, bearing: tuple[str, str]) -> Place | None:
        """Choose the nearest namesake that lies the way the words say: "X, east of Y"."""
        way = _ways().get(bearing[0].replace("-", ""))
        seen_from = self.ask(bearing[1], Context())
        if way is None or seen_from is None:
            return None
        here = seen_from.best.lonlat
        fits = [c for c in (place.best, *place.runners_up) if _off(here, c.lonlat, way) <= _OFF_DEGREES]
        fits = [c for c in fits if _distance(c, (here,)) <= _LOST_KM]
        if not fits:
            return None
        best = min(fits, key=lambda c: _distance(c, (here,)))
        rest = tuple(c for c in (place.best, *place.runners_up) if c is not best)
        return Place(best, place.text, f"{best.why}; {bearing[0]} of {bearing[1]}", rest, place.review)

    def _town_of(self, draft: Draft) -> Place | None:
        """Place a site that is not known in the town that the words put it in."""
        m = draft.anchor.mention
        for name in (*draft.anchor.within, m.name if m.known else ""):
            place = self.ask(name, Context(admin1=draft.region)) if name else None
            if place is not None and place.best.precision not in (Precision.REGION, Precision.COUNTRY):
                return place
        return None

    def _near(self, draft: Draft) -> tuple[LonLat, ...]:
        """Positions of the names around that leave no doubt: of the sentence, else of the paragraph."""
        s = draft.sentence
        told = [
            self.ask(name, Context(admin1=draft.region))
            for name in (*draft.anchor.near, *draft.anchor.within)
        ]
        close = {p.best.lonlat for p in told if p is not None and p.best.precision != Precision.REGION}
        if close:
            return tuple(sorted(close | set(self._around(s, draft.anchor.mention.name, draft.region))))[:12]
        return self._around(s, draft.anchor.mention.name, draft.region)

    def _neighbours(self, s: Sentence) -> list[Mention]:
        """Return the names before and after a sentence, as far as they may bear on it."""
        at = bisect_left(self._starts, s.start)
        return self._all[max(0, at - _WINDOW) : at + _WINDOW]

    def _around(self, s: Sentence, name: str, region: str | None) -> tuple[LonLat, ...]:
        for names in (
            self._by_sentence.get(s.start),
            self._by_paragraph.get(s.paragraph),
            self._neighbours(s),
        ):
            found = {
                place.best.lonlat
                for m in names or ()
                if m.name != name
                for place in [self.ask(m.text, Context(admin1=region))]
                if place is not None and is_sure(place)
            }
            if found:
                return tuple(sorted(found)[:12])
        return ()


@cache
def _ways() -> dict[str, float]:
    return dict(raw("compass")["degrees"])


def _off(here: LonLat, there: LonLat, way: float) -> float:
    """Return by how many degrees the way from one place to another differs from a compass point."""
    east = (there.lon - here.lon) * cos(radians(here.lat))
    found = degrees(atan2(east, there.lat - here.lat)) % 360
    return abs((found - way + 180) % 360 - 180)


def asked(m: Mention) -> str:
    """Return the words to ask the gazetteer for: of a line, its first end."""
    return m.name if m.cue == "line" else m.text


def is_sure(place: Place) -> bool:
    """Tell whether the words alone leave no doubt which place is meant."""
    return (
        not place.runners_up
        or place.best.population >= _LARGE
        or ("ambiguous_place" not in place.review and place.best.score - place.runners_up[0].score >= _SURE)
    )


def _instead(place: Place, other: Candidate) -> Place:
    rest = tuple(c for c in (place.best, *place.runners_up) if c is not other)
    return Place(other, place.text, other.why, rest, place.review)


def _is_guess(place: Place) -> bool:
    """Tell a name that only sounds like the place's, and no words say that it is there."""
    why = place.best.why
    return ("likeness" in why or "another spelling" in why) and "as told" not in why


def _told(place: Place) -> bool:
    return "as told" in place.best.why


def nearest(place: Place, near: tuple[LonLat, ...]) -> Place:
    """Prefer a namesake that lies close to the other places of the text to one that lies far from all."""
    best = _distance(place.best, near)
    if best <= _FAR_KM:
        return place
    reach = min(_REACH_KM, max(_NEAR_KM, best / 2.5))
    told = "as told" in place.best.why
    for other in place.runners_up:
        if told and "as told" not in other.why:
            continue
        if _distance(other, near) <= reach:
            rest = tuple(c for c in (place.best, *place.runners_up) if c is not other)
            return Place(
                other, place.text, f"{other.why}; close to the other places told", rest, place.review
            )
    return place


def _distance(candidate: Candidate, near: tuple[LonLat, ...]) -> float:
    return min(distance_km(candidate.lon, candidate.lat, p.lon, p.lat) for p in near)


def _inside(place: Place | None, draft: Draft) -> Place | None:
    """Give up a place that lies outside the area that the words tell, or that only sounds alike far away."""
    if place is None:
        return None
    why = place.best.why
    told = draft.anchor.within or draft.region
    if draft.anchor.within and ("outside the region told" in why or "outside the district told" in why):
        return None
    if draft.region and draft.firm and "outside the region told" in why:
        return next((_instead(place, c) for c in place.runners_up if "as told" in c.why), None)
    if draft.region and "outside the region told" in why and place.best.country not in ("UA", "RU"):
        return None
    if "likeness" in why and "as told" not in why:
        return None
    guessed = "likeness" in why or "another spelling" in why
    if guessed and told and "as told" not in why:
        return None
    if guessed and place.best.country not in THEATRE:
        return None
    return place


def _name(draft: Draft) -> str:
    areas = (name for name in draft.anchor.within if not _is_community(name))
    return ", ".join((asked(draft.anchor.mention), *areas))


def _is_community(name: str) -> bool:
    """Tell a community, whose name the gazetteer's districts do not have: it only says what is near."""
    return name.lower().split()[-1] in words("placewords", "communities")


def _context(draft: Draft, near: tuple[LonLat, ...]) -> Context:
    return Context(admin1=draft.region, kind=draft.anchor.mention.cue, near=near)

"""The names of one report in their order, and the towns that hold the sites and quarters it tells.

Assumes that what stands near in the text lies near on the ground.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from geo.extract.frame import Draft
from geo.extract.names.lexicon import THEATRE
from geo.extract.names.mention import Mention
from geo.extract.names.roles import is_power
from geo.extract.places.anchors import rank
from geo.extract.places.atlas import Atlas
from geo.extract.places.near import distance, instead, is_guess, is_sure, is_told, quarter_of
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words
from geo.model import Context, LonLat, Place, Precision

_MOST = 12  # names of a paragraph that are asked for
_WINDOW = 60
_CITY = 50_000
_MILLION = 1_000_000
_SITE_KM = 60.0


class Towns:
    """Keeps the names of a report by sentence and paragraph, and resolves them once each."""

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
        self._region: dict[int, str] = {}
        codes: set[str] = set()
        for s, m in names:
            if m.role == "place" and rank(m) < 4:
                self._by_sentence.setdefault(s.start, []).append(m)
                self._by_paragraph.setdefault(s.paragraph, []).append(m)
                self._all.append(m)
                self._starts.append(m.start)
            if m.role == "actor" and m.known and "adm1" in m.known.kinds and not is_power(m):
                self._office[s.start] = m.name
            if m.role == "place" and m.cue == "region" and m.relation not in ("from", "offset", "links"):
                self._region.setdefault(s.start, m.name)
            if (m.cue == "region" or rank(m) == 4) and m.role != "other":
                place = self.ask(m.text, Context())
                if place is not None and place.best.admin1_code:
                    codes.add(place.best.admin1_code)
        self.mentioned = frozenset(codes)
        self._positions: dict[tuple[str, str | None], LonLat | None] = {}

    def ask(self, name: str, context: Context) -> Place | None:
        """Resolve a name in a context, once."""
        return self.atlas.resolve(name, context, self.mentioned)

    def _is_city(self, m: Mention, within: tuple[str, ...]) -> bool:
        """Tell a city of the theatre that needs no region: "RIVNE, VOLYN" are two."""
        city = self.ask(m.name, Context(kind=m.cue))
        area = self.ask(within[0], Context())
        near = area is not None and area.best.country in THEATRE
        return near and city is not None and city.best.population >= _CITY

    def _in_the_world(self, draft: Draft, place: Place | None) -> Place | None:
        """Read "New York" as the city abroad, unless the front around its namesake is spoken of."""
        m = draft.anchor.mention
        if place is None or m.name.lower() not in words("anchors", "world_cities") or draft.anchor.within:
            return place
        near = self._near(draft)
        other = next((c for c in place.runners_up if c.population >= _MILLION or c.source == "own"), None)
        far = not near or distance(place.best, near) > _SITE_KM
        return instead(place, other) if other and far else place

    def _in_its_town(self, draft: Draft, place: Place | None) -> Place | None:
        """Return the town that the words put a site in, where the site found lies elsewhere."""
        if place is None or rank(draft.anchor.mention) or not draft.anchor.within:
            return place
        town = self._town_of(draft)
        sure = town is not None and (is_told(town) or is_sure(town))
        return town if town and sure and distance(place.best, (town.best.lonlat,)) > _SITE_KM else place

    def _quarter(self, draft: Draft) -> Place | None:
        """Find the quarter of the city that the words tell, or that was named last; else the city told."""
        m = draft.anchor.mention
        names = draft.anchor.near or ("Kyiv",) * _of_the_capital(draft.sentence, m)
        told = next((self.ask(name, Context()) for name in names), None)
        cities = (told,) if told else tuple(self._cities(draft.sentence))
        for city in cities:
            found = quarter_of(self.ask(f"{m.name} district", Context(near=(city.best.lonlat,))), city)
            if found is not None:
                return found
        return told if cities else self.ask(m.text, Context(admin1=draft.region))

    def _cities(self, s: Sentence) -> Iterator[Place]:
        """Cities named before a sentence, the last first, then those after it."""
        at = bisect_left(self._starts, s.end)
        around = (*reversed(self._all[max(0, at - _WINDOW) : at]), *self._all[at : at + _WINDOW])
        found = (self.ask(m.name, Context()) for m in around if m.cue in (None, "city"))
        return (place for place in found if place is not None and place.best.population >= _CITY)

    def _town_of(self, draft: Draft) -> Place | None:
        """Place a site that is not known in the town that the words put it in."""
        m = draft.anchor.mention
        if m.cue not in ("facility", "natural"):
            return None
        near = draft.anchor.near if m.cue == "natural" else ()
        within = tuple(", ".join(draft.anchor.within[k:]) for k in range(len(draft.anchor.within)))
        for name in (*within, *near, m.name if m.known and m.cue == "facility" else ""):
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
            around = set(self._around(s, draft.anchor.mention.name, draft.region))
            return (*sorted(close), *sorted(around - close))[:12]
        return self._around(s, draft.anchor.mention.name, draft.region)

    def _neighbours(self, s: Sentence) -> list[Mention]:
        """Return the names before and after a sentence, as far as they may bear on it."""
        at = bisect_left(self._starts, s.start)
        return self._all[max(0, at - _WINDOW) : at + _WINDOW]

    def _around(self, s: Sentence, name: str, region: str | None) -> tuple[LonLat, ...]:
        """Positions of the sure names of a sentence, else of its paragraph, else of what stands around."""
        paragraph = self._by_paragraph.get(s.paragraph)
        for names in (self._by_sentence.get(s.start), paragraph, self._neighbours(s)):
            found = self._sure_of(names, name, region)
            if found:
                return found
        return ()

    def _beside(self, draft: Draft) -> tuple[LonLat, ...]:
        """Positions of the sure names of the same list, else of the same sentence."""
        name, listed = draft.anchor.mention.name, [a.mention for a in draft.finding.unit.anchors]
        found = self._sure_of(listed, name, None) if draft.listed else ()
        return found or self._sure_of(self._by_sentence.get(draft.sentence.start), name, None)

    def _likely(self, draft: Draft) -> tuple[LonLat, ...]:
        """Positions where the other names of the paragraph lie by themselves, be they in doubt."""
        names = {
            m.name for m in self._by_paragraph.get(draft.sentence.paragraph, ()) if m.cue in (None, "village")
        }
        found = (self.ask(name, Context()) for name in sorted(names - {draft.anchor.mention.name})[:_MOST])
        return tuple(place.best.lonlat for place in found if place is not None)

    def _sure_of(self, names: list[Mention] | None, name: str, region: str | None) -> tuple[LonLat, ...]:
        """Positions of the names, without ``name`` itself, that leave no doubt."""
        found = {self._sure(m.text, region) for m in names or () if m.name != name}
        return tuple(sorted(at for at in found if at is not None)[:12])

    def _sure(self, text: str, region: str | None) -> LonLat | None:
        """Position of a name that leaves no doubt, found once."""
        key = text, region
        if key not in self._positions:
            place = self.ask(text, Context(admin1=region))
            known = place is not None and is_sure(place) and not is_guess(place)
            self._positions[key] = place.best.lonlat if place and known else None
        return self._positions[key]


def _of_the_capital(s: Sentence, m: Mention) -> bool:
    """Tell "the X district of the capital"."""
    after = s.low[m.last + 1 : m.last + 5]
    return after[:1] in (["of"], ["in"]) and any(a == "the" and b == "capital" for a, b in pairwise(after))

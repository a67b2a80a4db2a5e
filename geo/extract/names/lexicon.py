"""What the gazetteer knows of a name, in the few facts that recognition needs.

Assumes that a name's facts never change while a text is read: they are cached.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.geocode import Geocoder

THEATRE = frozenset(("UA", "RU", "BY", "MD"))
AREAS = frozenset(("country", "adm1", "sea", "water", "region"))
SITES = frozenset(("facility", "airfield", "port", "plant", "bridge", "ground"))
NATURE = frozenset(("natural", "water", "sea"))
_BIG = 100_000


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the gazetteer: the kinds of place that bear it, and how well known the largest is."""

    kinds: frozenset[str]
    theatre: bool
    population: int

    @property
    def big(self) -> bool:
        """Whether the name is known beyond its region: a country, a region, a sea, a large city."""
        return self.population >= _BIG or not self.kinds.isdisjoint(AREAS)


class Lexicon:
    """The gazetteer's names, looked up once each."""

    def __init__(self, geocoder: Geocoder) -> None:
        self.geocoder = geocoder
        self.gazetteer = geocoder.gazetteer
        self._spelt: dict[str, Known | None] = {}
        self._known: dict[str, Known | None] = {}

    def known(self, name: str) -> Known | None:
        """Return the facts of a name; None where no place bears it."""
        try:
            return self._known[name]
        except KeyError:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[name] = self._facts(name)
            return found

    def spelt(self, name: str) -> Known | None:
        """Return the facts of a name that the gazetteer has in another spelling, in the theatre."""
        if name not in self._spelt:
            place = self.geocoder.resolve(name)
            sure = place is not None and place.best.country in THEATRE and "likeness" not in place.best.why
            kinds = frozenset((place.best.kind,)) if place is not None and sure else frozenset()
            self._spelt[name] = Known(kinds, True, place.best.population) if place and sure else None
        return self._spelt[name]

    def _facts(self, name: str) -> Known | None:
        rows = [match.row for match in self.gazetteer.matches(name)]
        if not rows:
            return None
        return Known(
            frozenset(row.kind for row in rows),
            any(row.country in THEATRE for row in rows),
            max(row.population for row in rows),
        )

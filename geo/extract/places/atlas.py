"""A geocoder that remembers what it was asked, and knows countries by their names.

Assumes that the gazetteer does not change while it is open.
"""

from __future__ import annotations

from geo.geocode import Geocoder
from geo.model import Context, Place

_REMEMBERED = 50_000


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

"""The geocoder: a name and its context in, the place that is meant out, with reason and runners-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from geo.errors import InputError, ServiceError
from geo.gazetteer import Gazetteer
from geo.geocode.areas import Areas
from geo.geocode.explain import candidate, review
from geo.geocode.find import SETTLEMENTS, findings
from geo.geocode.query import parse
from geo.geocode.rank import Ranked, ranked
from geo.geocode.scope import family_of, scope_of
from geo.geocode.together import resolve_together
from geo.geocode.zone import Zone
from geo.model import Candidate, Context, Place

if TYPE_CHECKING:
    from geopy.location import Location

Locations: TypeAlias = "Location | list[Location] | None"
Online = Callable[[str, Context], Sequence[Candidate]]
_NO_CONTEXT = Context()
_RUNNERS_UP = 8
_SAME_COST = 15.0


class Geocoder:
    """Finds places offline in the gazetteer, and online only if it is given a service.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        The one that ships with sitmap by default.
    online : callable, optional
        Asked only for what the gazetteer does not know, e.g. :class:`geo.geocode.Nominatim`. It returns
        candidates, none if there is no such place, and raises ServiceError if it could not answer.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, online: Online | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer.open()
        self.online = online
        self._areas = Areas(self.gazetteer)
        self._zone = Zone(self.gazetteer)

    def resolve(
        self, name: str, context: Context = _NO_CONTEXT, mentioned: Iterable[str] = ()
    ) -> Place | None:
        """Find the place that a name means.

        Parameters
        ----------
        name : str
            As it was written; it may hold kind words and areas ("the village of Andriivka, Kharkiv region").
        context : Context
            What is known around the name; the name's own words go first.
        mentioned : iterable of str
            ISO 3166-2 codes of the regions that the text speaks of: a slight preference.

        Returns
        -------
        Place or None
            None if neither the gazetteer nor the service (if there is one) knows such a place.

        Raises
        ------
        ServiceError
            If the gazetteer knows nothing and the service could not answer: no answer is not "not found".
        """
        return self._or_online(name, context, self._offline(name, context, frozenset(mentioned)))

    def resolve_all(self, names: Sequence[tuple[str, Context]]) -> list[Place | None]:
        """Find the places that the names of one text mean, in the order of the text.

        The sure ones are settled first; the rest follow by nearness to them.

        Parameters
        ----------
        names : sequence of (str, Context)
            Each name as it was written, with what is known around it.
        """
        places = resolve_together(names, self._offline)
        return [
            self._or_online(name, context, place)
            for (name, context), place in zip(names, places, strict=True)
        ]

    def candidates(self, name: str, context: Context = _NO_CONTEXT) -> list[Candidate]:
        """List what a name may mean, the best first: the first is what :meth:`resolve` would choose."""
        place = self.resolve(name, context)
        return [place.best, *place.runners_up] if place else []

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Locations:
        """Find a place as geopy's geocoders do: a ``geopy.Location``, a list of them, or None.

        ``raw`` holds the candidate. ``timeout`` is taken for likeness; the gazetteer needs none.
        """
        found = [as_location(candidate) for candidate in self.candidates(query)]
        if not found:
            return None
        return found[0] if exactly_one else found

    def reverse(self, query: object, *, exactly_one: bool = True, timeout: float | None = None) -> Locations:
        """Find the settlement at a position as geopy's geocoders do; ``query`` is latitude, longitude."""
        from geopy.point import Point

        try:
            point = Point(query)
        except (TypeError, ValueError) as fault:
            raise InputError(f"{query!r} is no position; give latitude, longitude in degrees.") from fault
        near = self.gazetteer.nearest(point.longitude, point.latitude, 1 if exactly_one else 5, SETTLEMENTS)
        found = [as_location(candidate) for candidate in near]
        if not found:
            return None
        return found[0] if exactly_one else found

    def _offline(self, name: str, context: Context, mentioned: frozenset[str]) -> Place | None:
        query = parse(name)
        scope = scope_of(query, context, self._areas, self.gazetteer, mentioned)
        family = family_of(query, context)
        found = findings(query.name, family, scope, self._areas, self.gazetteer)
        ranks = ranked(found, family, scope, self._zone)
        if not ranks:
            return None
        best, *others = self._candidates(ranks)
        return Place(best, name, best.why, tuple(others), review(ranks, scope))

    def _candidates(self, ranks: list[Ranked]) -> list[Candidate]:
        near = [rank for rank in ranks if rank.cost - ranks[0].cost < _SAME_COST][: _RUNNERS_UP + 1]
        return [candidate(rank, len(ranks) - 1, self.gazetteer) for rank in near]

    def _or_online(self, name: str, context: Context, place: Place | None) -> Place | None:
        """Ask the service, if there is one, for what the gazetteer does not know or only guesses."""
        if self.online is None or (place and "fuzzy_match" not in place.review):
            return place
        try:
            known = self.online(name, context)
        except ServiceError:
            if place is None:
                raise
            return replace(place, review=(*place.review, "service_failed"))
        return Place(known[0], name, known[0].why, tuple(known[1:]), ("online_service",)) if known else place


def as_location(found: Candidate) -> Location:
    """Turn a candidate into geopy's result."""
    from geopy.location import Location

    address = ", ".join(part for part in (found.name, found.admin1, found.country) if part)
    return Location(address, (found.lat, found.lon, 0.0), asdict(found))


@cache
def _shipped() -> Geocoder:
    return Geocoder()


def candidates(query: str, context: Context = _NO_CONTEXT) -> list[Candidate]:
    """List what a query may mean in the gazetteer that ships with sitmap, the best first."""
    return _shipped().candidates(query, context)

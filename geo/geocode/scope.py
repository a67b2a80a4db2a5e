"""What is known of where a name may lie: from the query's own words and from its context."""

from __future__ import annotations

from dataclasses import dataclass

from geo.gazetteer import Gazetteer, PlaceRow
from geo.gazetteer.sphere import distance_km
from geo.geocode.areas import Areas, same_district
from geo.geocode.query import Name, Query, read_name
from geo.geocode.words import Family, kind_words
from geo.model import Context, LonLat

_COUNTRY_CODE = 2  # letters of ISO 3166-1 alpha-2
_OLD = frozenset("fa")  # types of names: former, and other than a place calls itself


@dataclass(frozen=True, slots=True)
class Scope:
    """Regions, districts, countries and positions that a name is said to lie in or near."""

    regions: frozenset[str] = frozenset()
    districts: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    near: tuple[LonLat, ...] = ()
    side: str | None = None
    mentioned: frozenset[str] = frozenset()
    unread: bool = False

    def has_region_of(self, row: PlaceRow) -> bool | None:
        """Tell whether a place lies in the regions told; None where either is unknown."""
        if not self.regions or not row.admin1_code:
            return None
        return row.admin1_code in self.regions

    def has_district_of(self, row: PlaceRow) -> bool | None:
        """Tell whether a place lies in a district told; None where either is unknown."""
        if not self.districts or not row.admin2:
            return None
        return any(same_district(asked, row.admin2) for asked in self.districts)

    def has_country_of(self, row: PlaceRow) -> bool | None:
        """Tell whether a place lies in a country told; None where either is unknown."""
        if not self.countries or not row.country:
            return None
        return row.country in self.countries

    def distances(self, row: PlaceRow) -> list[float]:
        """Measure how far a place is from the positions told, in km and in their order."""
        return [distance_km(row.lon, row.lat, near.lon, near.lat) for near in self.near]

    def allows(self, row: PlaceRow) -> bool:
        """Tell whether a place contradicts no area told; a guess must not."""
        return False not in (self.has_region_of(row), self.has_district_of(row), self.has_country_of(row))

    def holds(self, row: PlaceRow, far_km: float) -> bool:
        """Tell whether nothing that is known speaks against a place."""
        return self.allows(row) and (not self.near or min(self.distances(row)) <= far_km)


def scope_of(
    query: Query,
    context: Context,
    areas: Areas,
    gazetteer: Gazetteer,
    mentioned: frozenset[str] = frozenset(),
) -> Scope:
    """Bring a query's own words and its context together; the query's words go first."""
    told = [_told(name, areas, gazetteer) for name in query.within]
    if not any(part.regions for part in told):
        told += _context(context, areas, gazetteer, with_country=not any(part.countries for part in told))
    return Scope(
        regions=frozenset().union(*(part.regions for part in told)),
        districts=tuple(name for part in told for name in part.districts),
        countries=frozenset().union(*(part.countries for part in told)),
        near=(*(near for part in told for near in part.near), *context.near),
        side=context.side,
        mentioned=mentioned,
        unread=any(part.unread for part in told),
    )


def _told(name: Name, areas: Areas, gazetteer: Gazetteer) -> Scope:
    """Read one of the areas that stand around a name: a district, a region, a country, or a town beside."""
    if _is_district(name):
        return Scope(districts=(name.whole,))
    if codes := areas.codes(name):
        return Scope(regions=frozenset(codes))
    if code := country_of(name, gazetteer):
        return Scope(countries=frozenset({code}))
    seat = _seat(name, gazetteer)
    return Scope(near=(LonLat(seat.lon, seat.lat),)) if seat else Scope(unread=True)


def _context(context: Context, areas: Areas, gazetteer: Gazetteer, *, with_country: bool) -> list[Scope]:
    parts = []
    if context.admin1:
        codes = areas.codes(read_name(context.admin1))
        parts.append(Scope(regions=frozenset(codes), unread=not codes))
    if context.country and with_country:
        known = len(context.country) == _COUNTRY_CODE
        code = context.country.upper() if known else country_of(read_name(context.country), gazetteer)
        parts.append(Scope(countries=frozenset({code} if code else ()), unread=not code))
    return parts


def family_of(query: Query, context: Context) -> Family | None:
    """Tell what kind of place is meant: by the query's kind word, else by the context."""
    if query.name.family or not context.kind:
        return query.name.family
    families = kind_words().families
    by_kind = (family for family in families.values() if context.kind in family.kinds)
    return families.get(context.kind) or next(by_kind, None)


def country_of(name: Name, gazetteer: Gazetteer) -> str | None:
    """Find the country that a name means, as its two-letter code."""
    return next(
        (match.row.country for match in gazetteer.matches(name.whole) if match.row.kind == "country"), None
    )


def _is_district(name: Name) -> bool:
    return name.family is not None and name.family.name in {"district", "community"}


def _seat(name: Name, gazetteer: Gazetteer) -> PlaceRow | None:
    """Find the place that a name around another means: as written whole, else its seat by a name of today."""
    found = gazetteer.matches(name.whole) or gazetteer.matches(name.bare)
    best = max(found, key=lambda match: (match.type not in _OLD, match.row.population), default=None)
    return best.row if best else None

"""Nominatim as the last resort, only on the user's word: slowly, politely, and never twice.

A failure raises ServiceError and is never "not found"; geopy's own rate limiter would swallow it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, radians
from pathlib import Path
from typing import Any

from geo.errors import ServiceError
from geo.gazetteer.sphere import distance_km
from geo.geocode.cache import Cache
from geo.geocode.pace import Breaker, Pace
from geo.model import Candidate, Context, Precision
from geo.text import fold

# Address ranks: https://nominatim.org/release-docs/latest/customize/Ranking/
_BY_RANK = (
    (4, Precision.COUNTRY),
    (9, Precision.REGION),
    (15, Precision.DISTRICT),
    (25, Precision.SETTLEMENT),
)
_LEAST_KM = 0.1
CREDIT = "© OpenStreetMap contributors (ODbL), by Nominatim"


class Nominatim:
    """Asks a Nominatim server through geopy; give it to :class:`geo.geocode.Geocoder` as ``online``.

    Parameters
    ----------
    user_agent : str
        Who asks, with a way to reach them: the public server's policy demands it.
    domain : str
        The server.
    folder : Path, optional
        Holds the cache and the pace that all processes share; the user's cache folder by default.
    timeout : float
        Seconds until an answer counts as failed.
    pause : float
        Seconds between requests over all processes; the public server allows one a second.
    adapter : callable, optional
        Passed to geopy as ``adapter_factory``.
    """

    def __init__(
        self,
        user_agent: str,
        domain: str = "nominatim.openstreetmap.org",
        folder: Path | None = None,
        timeout: float = 10.0,
        pause: float = 1.0,
        adapter: Callable[..., object] | None = None,
    ) -> None:
        from geopy.geocoders import Nominatim as Service

        folder = folder or _cache_folder()
        more = {"adapter_factory": adapter} if adapter else {}
        self._service = Service(user_agent=user_agent, domain=domain, timeout=timeout, **more)
        self._domain = domain
        self._cache = Cache(folder / "answers.sqlite")
        self._pace = Pace(folder / f"{fold(domain).replace(' ', '-')}.last", pause)
        self._breaker = Breaker()

    def cached(self, name: str, context: Context) -> Sequence[Candidate] | None:
        """Give the answer of an earlier time; None if this was never asked."""
        return self._cache.get(self._domain, _key(name, context))

    def __call__(self, name: str, context: Context) -> Sequence[Candidate]:
        """Find a place: candidates, the best first; none if the service knows no such place.

        Raises
        ------
        ServiceError
            If the service could not answer.
        """
        known = self.cached(name, context)
        if known is not None:
            return known
        with self._breaker.guard(self._domain):
            self._pace.wait()
            found = self._ask(name, context)
        self._cache.put(self._domain, _key(name, context), found)
        return found

    def _ask(self, name: str, context: Context) -> list[Candidate]:
        from geopy.exc import GeopyError

        query = ", ".join(part for part in (name, context.admin1) if part)
        country = context.country if context.country and len(context.country) == 2 else None
        try:
            found = self._service.geocode(
                query, exactly_one=False, language="en", addressdetails=True, limit=5, country_codes=country
            )
        except (GeopyError, OSError, ValueError) as fault:
            raise ServiceError(
                f"{self._domain} could not answer for {name!r} ({type(fault).__name__}); "
                "this does not mean that there is no such place. Try again later."
            ) from fault
        return [_candidate(location.raw) for location in found or ()]


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("sitmap") / "online"


def _key(name: str, context: Context) -> str:
    return "|".join((fold(name), fold(context.admin1 or ""), (context.country or "").upper()))


def _candidate(raw: dict[str, Any]) -> Candidate:
    address = raw.get("address", {})
    lon, lat = float(raw["lon"]), float(raw["lat"])
    return Candidate(
        name=raw.get("name") or str(raw.get("display_name", "")).split(",")[0],
        lon=lon,
        lat=lat,
        precision=_precision(raw),
        radius_km=_radius_km(lon, lat, raw.get("boundingbox")),
        kind=str(raw.get("addresstype") or raw.get("type") or ""),
        country=str(address.get("country_code", "")).upper(),
        place_id=f"osm:{raw.get('osm_type', '')}/{raw.get('osm_id', '')}",
        admin1=address.get("state"),
        admin1_code=address.get("ISO3166-2-lvl4"),
        admin2=address.get("district") or address.get("county"),
        source=CREDIT,
        why="the online service's answer",
    )


def _precision(raw: dict[str, Any]) -> Precision:
    rank = int(raw.get("place_rank", 30))
    return next((precision for most, precision in _BY_RANK if rank <= most), Precision.EXACT)


def _radius_km(lon: float, lat: float, box: Sequence[str] | None) -> float:
    """Measure half the diagonal of the box around a place."""
    if not box:
        return _LEAST_KM
    south, north, west, east = map(float, box)
    middle = cos(radians((south + north) / 2))
    half = distance_km(0, 0, (east - west) / 2 * middle, (north - south) / 2)
    return round(max(half, _LEAST_KM), 1)

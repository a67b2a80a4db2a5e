"""A place of a person's own: a point, the precision they choose, and a name after what lies nearest."""

from __future__ import annotations

import re
from functools import cache

from geo import boundaries, vocab
from geo.errors import InputError
from geo.gazetteer import Gazetteer
from geo.model import Candidate, LonLat, Precision

SETTLED = frozenset(("city", "town", "village"))
_POSITION = re.compile(
    r"\s*(?P<lat>[+-]?\d{1,2}(?:\.\d+)?)\s*°?\s*(?P<ns>[NS])?"
    r"(?:\s*[,;/]\s*|\s+|(?<=[NS]))"
    r"(?P<lon>[+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*(?P<ew>[EW])?\s*",
    re.IGNORECASE,
)


def position(text: str) -> LonLat:
    """Read a position as people write it: latitude, then longitude, in degrees.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> position("48.5, 37.7"), position("48.5N 37.7E")
    (LonLat(lon=37.7, lat=48.5), LonLat(lon=37.7, lat=48.5))
    """
    hit = _POSITION.fullmatch(text)
    if hit is None:
        raise InputError(f"{text!r} is no position; write latitude and longitude in degrees, as 48.5, 37.7")
    lat = float(hit["lat"]) * (-1 if (hit["ns"] or "").upper() == "S" else 1)
    lon = float(hit["lon"]) * (-1 if (hit["ew"] or "").upper() == "W" else 1)
    if abs(lat) > 90 or abs(lon) > 180:
        raise InputError(f"{text!r} is not on Earth; write latitude (to 90), then longitude (to 180)")
    return LonLat(round(lon, 6), round(lat, 6))


def written(at: LonLat) -> str:
    """Write a position as :func:`position` reads it."""
    return f"{at.lat:.5f}, {at.lon:.5f}"


def near(at: LonLat) -> Candidate | None:
    """Find the town or village nearest to a point; ``why`` tells how far it is."""
    return next(iter(_gazetteer().nearest(at.lon, at.lat, 1, SETTLED)), None)


def place(at: LonLat, precision: Precision, name: str | None = None) -> Candidate:
    """Make a place of a point.

    Parameters
    ----------
    at : LonLat
        Where it is; the point stays where it was put, however coarse the precision.
    precision : Precision
        How finely the place is known; it brings its usual radius.
    name : str, optional
        What to call it; :func:`suggestion` otherwise.
    """
    code = boundaries.admin1_at(at)
    country = code[:2] if code else boundaries.country_at(at)
    if precision is Precision.COUNTRY:
        code = None
    region = _gazetteer().regions.get(code or "")
    return Candidate(
        name=name or suggestion(at, precision),
        lon=at.lon,
        lat=at.lat,
        precision=precision,
        radius_km=vocab.precisions()[precision].radius_km,
        kind="point",
        country=country or "",
        place_id="",
        admin1=region.name if region else None,
        admin1_code=code,
        why="put there by a person",
    )


def suggestion(at: LonLat, precision: Precision) -> str:
    """Suggest a name for a point: its country, its region, or the town or village nearest to it."""
    code = boundaries.admin1_at(at)
    country = code[:2] if code else boundaries.country_at(at)
    if precision is Precision.COUNTRY and country and country in vocab.countries():
        return vocab.countries()[country].label
    region = _gazetteer().regions.get(code or "")
    if precision is Precision.REGION and region:
        return region.name
    town = near(at)
    return town.name if town else written(at)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()

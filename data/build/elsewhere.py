"""Villages of Russia, Belarus and Moldova from the GeoNames postal places, checked by region and postal code.

A post office lies near those with the next codes; a point outside its region or far from all of them was
matched to a namesake. Of 26,700 Russian points half lie within 14 km of those that share five digits of
their code, a seventh more than 70 km away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data.build import postal, spell
from data.build.near import km, middle
from geo.boundaries import admin1_at
from geo.gazetteer import PlaceRow
from geo.model import LonLat
from geo.text import fold, romanise

FAR_KM = {"RU": 70.0, "BY": 45.0, "MD": 35.0}
_Group = list[postal.PostalPlace]


def rows() -> Iterator[PlaceRow]:
    """Yield one row a village; one without a sure point stands at the middle of its post district."""
    districts: dict[str, _Group] = defaultdict(list)
    names: dict[tuple[str, str], _Group] = defaultdict(list)
    for post in postal.places():
        if post.country in FAR_KM:
            names[_prefix(post, 4), fold(post.name)].append(post)
            if post.accuracy >= 3 and _inside(post):
                districts[_prefix(post, 4)].append(post)
                districts[_prefix(post, 5)].append(post)
    seen: set[str] = set()
    for _, posts in sorted(names.items()):
        row = _row(posts, _neighbours(posts[0], districts))
        if row and row.place_id not in seen:
            seen.add(row.place_id)
            yield row


def _prefix(post: postal.PostalPlace, digits: int) -> str:
    return f"{post.country}{post.code.removeprefix('MD-')[:digits]}"


def _neighbours(post: postal.PostalPlace, districts: dict[str, _Group]) -> _Group:
    """Give the offices that share five digits of the code, or four where those are few."""
    near = districts[_prefix(post, 5)]
    return near if len(near) >= 4 else districts[_prefix(post, 4)]


def _inside(post: postal.PostalPlace) -> bool:
    """Tell whether a point lies in the region that its row names; what cannot be told passes."""
    found = admin1_at(LonLat(post.lon, post.lat))
    return not post.region or found in {None, post.region} or {found, post.region} <= _CITY_AND_RING


_CITY_AND_RING = {"RU-MOW", "RU-MOS", "RU-SPE", "RU-LEN", "BY-HM", "BY-MI"}


def _row(posts: _Group, group: _Group) -> PlaceRow | None:
    if not group:
        return None
    centre = middle([(other.lon, other.lat) for other in group])
    far = FAR_KM[posts[0].country]
    for post in posts:
        if post.accuracy >= 3 and _inside(post) and km(post.lon, post.lat, *centre) <= far:
            return _place(post, post.lon, post.lat, 3.0, "settlement")
    if len(group) < 4:
        return None
    reach = sorted(km(other.lon, other.lat, *centre) for other in group)
    return _place(posts[0], *centre, round(min(reach[int(0.8 * (len(reach) - 1))], far) + 5, 1), "district")


def _place(post: postal.PostalPlace, lon: float, lat: float, error_km: float, precision: str) -> PlaceRow:
    name, names = _names(post)
    return PlaceRow(
        place_id=_place_id(post, name),
        name=name,
        kind="village",
        country=post.country,
        admin1_code=_region(post, lon, lat),
        admin2="",
        lon=lon,
        lat=lat,
        population=0,
        error_km=error_km,
        precision=precision,
        source="postal",
        names=spell.distinct(name, names),
    )


def _place_id(post: postal.PostalPlace, name: str) -> str:
    """Make an id of code and name: several villages may share a post office."""
    return f"postal:{post.country}:{post.code.removeprefix('MD-')}:{fold(name).replace(' ', '-')[:12]}"


def _region(post: postal.PostalPlace, lon: float, lat: float) -> str:
    """Give the row's region, or the true one of a city and the region around it."""
    there = admin1_at(LonLat(lon, lat))
    both = {there, post.region}
    return str(there) if there and (not post.region or both <= _CITY_AND_RING) else post.region


def _names(post: postal.PostalPlace) -> tuple[str, spell.Names]:
    if post.country == "MD":
        return post.name, ()
    return romanise(post.name, "ru"), spell.of_russian(post.name)

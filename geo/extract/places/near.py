"""Which of several namesakes is near what else a text names, and which is sure without that.

Assumes that the places of one sentence, and of one paragraph, lie near each other.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import atan2, cos, degrees, radians

from geo.extract.words.tables import raw
from geo.gazetteer.sphere import distance_km
from geo.model import Candidate, LonLat, Place

LOST_KM = 120.0
ODD_KM = 70.0
_KNOWN = 30_000
_TOWN = 5_000
_REACHED_KM = 400.0
_TIMES = 3.0
_WELL_KNOWN = 15_000
_SMALL = 2_000
_FAR_FROM_TOWN_KM = 150.0
_SURE = 1.5
_NEAR_KM = 20.0
_FAR_KM = 35.0
_REACH_KM = 45.0
_CITY_KM = 30.0
_LARGE = 300_000
_OFF_DEGREES = 50.0
_CLEARLY = 0.7


@cache
def _ways() -> dict[str, float]:
    return dict(raw("compass")["degrees"])


def _off(here: LonLat, there: LonLat, way: float) -> float:
    """Return by how many degrees the way from one place to another differs from a compass point."""
    east = (there.lon - here.lon) * cos(radians(here.lat))
    found = degrees(atan2(east, there.lat - here.lat)) % 360
    return abs((found - way + 180) % 360 - 180)


def is_sure(place: Place) -> bool:
    """Tell whether the words alone leave no doubt which place is meant."""
    return (
        not place.runners_up
        or place.best.population >= _LARGE
        or ("ambiguous_place" not in place.review and place.best.score - place.runners_up[0].score >= _SURE)
    )


def instead(place: Place, other: Candidate) -> Place:
    """Choose another candidate of a place."""
    rest = tuple(c for c in (place.best, *place.runners_up) if c is not other)
    return Place(other, place.text, other.why, rest, place.review)


def is_guess(place: Place) -> bool:
    """Tell a name that only sounds like the place's, and no words say that it is there."""
    why = place.best.why
    return ("likeness" in why or "another spelling" in why) and "as told" not in why


def is_told(place: Place) -> bool:
    """Tell whether the place lies where the words say."""
    return "as told" in place.best.why


def is_lost(place: Place, near: tuple[LonLat, ...], *, sure: bool) -> bool:
    """Tell a small place that lies too far from all others of the text to be the one meant."""
    if is_told(place):
        return False
    far = distance(place.best, near)
    former = "former name" in place.best.why
    odd = (former or "other name" in place.best.why) and far > ODD_KM
    small = (former or place.best.population < _KNOWN) and not sure and far > LOST_KM
    return (odd or small) and not _only_one_in_reach(place, near, far)


def _only_one_in_reach(place: Place, near: tuple[LonLat, ...], far: float) -> bool:
    """Tell a town all namesakes of which lie several times as far away: Volchansk in the Urals."""
    town = place.best.population >= _TOWN and "former name" not in place.best.why
    rivals = (c for c in place.runners_up if "another spelling" not in c.why)
    return town and far <= _REACHED_KM and all(distance(c, near) > _TIMES * far for c in rivals)


def nearest(place: Place, near: tuple[LonLat, ...]) -> Place:
    """Prefer a namesake that lies close to the other places of the text to one that lies far from all."""
    best = distance(place.best, near)
    if best <= _FAR_KM:
        return place
    reach = min(_REACH_KM, max(_NEAR_KM, best / 2.5))
    told = "as told" in place.best.why
    town = place.best.population >= _WELL_KNOWN and best <= _FAR_FROM_TOWN_KM
    for other in place.runners_up:
        if town and other.population < _SMALL:
            continue
        if told and "as told" not in other.why:
            continue
        if distance(other, near) <= reach:
            rest = tuple(c for c in (place.best, *place.runners_up) if c is not other)
            return Place(
                other, place.text, f"{other.why}; close to the other places told", rest, place.review
            )
    return _much_nearer(place, near, best) if best > LOST_KM else place


def _much_nearer(place: Place, near: tuple[LonLat, ...], best: float) -> Place:
    """Choose the one namesake that lies much nearer than the best, as rightly so called as that."""
    alike = [c for c in place.runners_up if c.why.split(";")[0] == place.best.why.split(";")[0]]
    other = min(alike, key=lambda c: distance(c, near), default=None)
    return instead(place, other) if other and distance(other, near) <= best / _TIMES else place


def supported(place: Place, likely: tuple[LonLat, ...]) -> bool:
    """Tell whether two other names, each taken by itself, lie right beside a place."""
    return sum(distance(place.best, (at,)) <= _NEAR_KM for at in likely) > 1


def closest(place: Place, near: tuple[LonLat, ...]) -> Place:
    """Choose the namesake clearly closest to the front that the words name, of those as rightly so called."""
    best = distance(place.best, near)
    told = is_told(place)
    alike = (c for c in place.runners_up if c.why.split(";")[0] == place.best.why.split(";")[0])
    rivals = [c for c in alike if not told or "as told" in c.why]
    other = min(rivals, key=lambda c: distance(c, near), default=None)
    clear = other is not None and distance(other, near) <= _CLEARLY * best
    return instead(place, other) if other is not None and clear else place


def quarter_of(found: Place | None, city: Place) -> Place | None:
    """Choose the quarter that lies in a city, of all quarters of that name."""
    for quarter in (found.best, *found.runners_up) if found else ():
        if quarter.kind == "locality" and distance(quarter, (city.best.lonlat,)) <= _CITY_KM:
            return instead(found, quarter) if found and quarter is not found.best else found
    return None


def across(place: Place) -> Place:
    """Choose the namesake that lies in the land of the side that was struck."""
    other = next((c for c in place.runners_up if c.country == "UA"), None)
    return instead(place, other) if other is not None else place


def distance(candidate: Candidate, near: tuple[LonLat, ...]) -> float:
    """Measure how far a candidate is from the nearest of some positions, in km."""
    lon, lat = candidate.lon, candidate.lat
    return min([distance_km(lon, lat, p.lon, p.lat) for p in near])


def on_bearing(place: Place, way_word: str, seen_from: Place | None, name: str) -> Place | None:
    """Choose the nearest namesake that lies the way the words say: "X, east of Y"."""
    way = _ways().get(way_word.replace("-", ""))
    if way is None or seen_from is None:
        return None
    here = seen_from.best.lonlat
    fits = [c for c in (place.best, *place.runners_up) if _off(here, c.lonlat, way) <= _OFF_DEGREES]
    fits = [c for c in fits if distance(c, (here,)) <= LOST_KM]
    if not fits:
        return None
    best = min(fits, key=lambda c: distance(c, (here,)))
    return replace(instead(place, best), why=f"{best.why}; {way_word} of {name}")

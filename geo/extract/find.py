"""Find and place the names of places in any text, as notebooks and geoparsing benchmarks ask for it.

Assumes that a name that stands for a government is no place, unless it is asked for.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from geo.extract.names.lexicon import NATURE, SITES, Lexicon
from geo.extract.names.lists import spread
from geo.extract.names.mention import Memory, Mention, common_words, surnames
from geo.extract.names.mentions import mentions
from geo.extract.names.roles import judge
from geo.extract.places.atlas import Atlas
from geo.extract.places.settle import Settler
from geo.extract.words.sentences import Sentence, sentences
from geo.geocode import Geocoder
from geo.model import Place, Report

_LEVELS = {"country": "country", "region": "region", "adm1": "adm1", "city": "city", "town": "city"}


class Found(NamedTuple):
    """A place name in a text: ``start`` to ``end``, the name, and where it is (None where not known)."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None
    level: str


@cache
def _shipped() -> tuple[Lexicon, Atlas]:
    geocoder = Geocoder()
    return Lexicon(geocoder), Atlas(geocoder)


def find_places(text: str, *, actors: bool = False) -> list[Found]:
    """Find the places that a text names.

    Parameters
    ----------
    text : str
        Any English text.
    actors : bool
        Also return the names that stand for a government or an army ("Moscow said").

    Returns
    -------
    list of Found
        In the order of the text. ``level`` is country, region, adm1, city, village, facility or natural.
    """
    lexicon, atlas = _shipped()
    found = sentences(Report(text))
    memory = Memory(surnames(found), common_words(found))
    names = [(s, m) for s in found for m in spread(s, judge(s, mentions(s, lexicon, memory, text)))]
    settler = Settler(atlas, names)
    wanted = ("place", "actor") if actors else ("place",)
    return [_found(s, m, settler.locate(s, m)) for s, m in names if m.role in wanted]


def _found(s: Sentence, m: Mention, place: Place | None) -> Found:
    if place is None:
        return Found(m.start, m.end, m.name, None, None, _level(m, None))
    return Found(m.start, m.end, m.name, place.best.lat, place.best.lon, _level(m, place))


def _level(m: Mention, place: Place | None) -> str:
    kind = place.best.kind if place else ""
    if m.cue == "region":
        return "adm1"
    if m.cue == "facility" or kind in SITES:
        return "facility"
    if kind in NATURE:
        return "natural"
    return _LEVELS.get(kind, "village")

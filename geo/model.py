"""The values that the stages hand to each other: frozen, plain, and free of any mapping library.

Offsets (``start``, ``end``) always count characters in ``Report.text``; coordinates are WGS84 degrees,
lon before lat.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the text pipeline runs without geopandas
    from geopandas import GeoDataFrame


class LonLat(NamedTuple):
    """A WGS84 position in degrees."""

    lon: float
    lat: float


class Precision(StrEnum):
    """How finely a place is known; drawn on the map, not only stored. Finest first."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Post:
    """One entry of a live blog, one message, or the whole of a plain report."""

    start: int
    end: int
    time: datetime | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A day's report as read: one text, the posts in it, and where it comes from."""

    text: str
    posts: tuple[Post, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    retrieved: datetime | None = None
    boilerplate: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean."""

    name: str
    lon: float
    lat: float
    precision: Precision
    radius_km: float
    kind: str
    country: str
    place_id: str
    admin1: str | None = None
    admin1_code: str | None = None
    admin2: str | None = None
    population: int = 0
    source: str = ""
    why: str = ""
    score: float = 0.0

    @property
    def lonlat(self) -> LonLat:
        """The candidate's position."""
        return LonLat(self.lon, self.lat)


@dataclass(frozen=True, slots=True)
class Place:
    """The candidate chosen for a name, why, and the runners-up; ``review`` holds flags for a person."""

    best: Candidate
    text: str
    why: str
    runners_up: tuple[Candidate, ...] = ()
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a name before it is geocoded.

    ``near`` holds positions of places already settled in the same text; ``side`` is the country whose
    official speaks.
    """

    admin1: str | None = None
    country: str | None = None
    kind: str | None = None
    near: tuple[LonLat, ...] = ()
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Words of a report that gave no event or no place, and the reason in plain words."""

    start: int
    end: int
    text: str
    reason: str
    stage: str = "extract"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claimant says of one thing: ``value`` stays null where no figure was told.

    ``what`` is a key of the vocabulary (``killed``, ``aircraft_hit``, ``area_km2``, ``occurrence``, ...);
    ``qualifier`` keeps the words that bound the figure ("at least", "nearly").
    """

    who: str | None
    side: str | None
    what: str
    value: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the words were published."""

    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the event table; ``geo.frame.COLUMNS`` documents every column.

    Null means "not told", never 0.
    """

    event_id: str
    record_type: str
    category: str
    attacker: str
    status: str
    precision: Precision | None
    lon: float | None
    lat: float | None
    place_text: str | None = None
    place_name: str | None = None
    place_id: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    country: str | None = None
    radius_km: float | None = None
    line: tuple[LonLat, ...] = ()
    parent_id: str | None = None
    residual: dict[str, float] = field(default_factory=dict)
    date_start: str | None = None
    date_end: str | None = None
    date_precision: str | None = None
    time_text: str | None = None
    weapon: str | None = None
    munitions: int | None = None
    intercepted: int | None = None
    target: str | None = None
    civilian_targeting: bool | None = None
    killed_min: int | None = None
    killed_max: int | None = None
    injured_min: int | None = None
    injured_max: int | None = None
    attributed_to: str | None = None
    claims: tuple[Claim, ...] = ()
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    sources: tuple[Source, ...] = ()
    background: bool = False
    review: tuple[str, ...] = ()
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """All that is shown of a day: ``events`` is the validated table of ``geo.frame``."""

    date: date
    title: str
    events: GeoDataFrame
    report: Report | None = None
    rejects: tuple[Reject, ...] = ()
    as_of: datetime | None = None

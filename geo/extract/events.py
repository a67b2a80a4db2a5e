"""Turn a settled draft into an event of the table.

Assumes that the place is settled; an event without a place is not made.
"""

from __future__ import annotations

import hashlib

from geo.extract.acts.sides import category_at
from geo.extract.acts.target import target_of
from geo.extract.figures.harm import Harm, merged
from geo.extract.figures.numbers import Figure
from geo.extract.frame import Draft
from geo.extract.speech.claims import attributed, claims, status
from geo.extract.times.when import When
from geo.model import Event, Place, Precision, Report, Source

_SIDE_OF = {"RU": "Russia", "UA": "Ukraine"}


def event(draft: Draft, place: Place, report: Report, attacker: str, day: When | None) -> Event:
    """Make the event that a draft tells.

    Parameters
    ----------
    draft : Draft
        As read.
    place : Place
        Where it happened.
    report : Report
        Where it was told.
    attacker : str
        Russia, Ukraine or unknown, settled with the place.
    day : When, optional
        The day, told or standing.
    """
    best = place.best
    s = draft.sentence
    unit = draft.finding.unit
    start = s.starts[unit.first]
    end = s.ends[unit.stop - 1]
    harm = _merged_harm(draft)
    killed, injured = _bounds(harm.killed), _bounds(harm.injured)
    iso = day.start.isoformat() if day and day.start else None
    category = category_at(draft, place)
    told = claims(draft, place, report)
    target, civilian = target_of(draft)
    return Event(
        event_id=_event_id(category, iso, best.place_id, start, report.text[start:end]),
        record_type="incident",
        category=category,
        attacker=attacker,
        status=status(draft, told),
        precision=_precision(draft, place),
        lon=best.lon,
        lat=best.lat,
        place_text=draft.anchor.mention.text,
        place_name=best.name,
        place_id=best.place_id,
        admin1=best.admin1,
        admin1_code=best.admin1_code,
        country=best.country,
        radius_km=best.radius_km,
        date_start=iso,
        date_end=day.end.isoformat() if day and day.end else iso,
        date_precision=day.precision if day and iso else None,
        time_text=_time_text(draft, report),
        weapon=draft.finding.weapon,
        target=target,
        civilian_targeting=civilian,
        munitions=draft.finding.munitions,
        intercepted=draft.finding.intercepted,
        killed_min=killed[0],
        killed_max=killed[1],
        injured_min=injured[0],
        injured_max=injured[1],
        attributed_to=attributed(draft),
        claims=told,
        start=start,
        end=end,
        quote=report.text[start:end],
        sources=_sources(report),
        background=bool(day and day.start and report.published and (report.published - day.start).days > 2),
        review=place.review if day and day.start else (*place.review, "no_date"),
    )


def _time_text(draft: Draft, report: Report) -> str | None:
    span = draft.when.span if draft.when else None
    return report.text[span[0] : span[1]] if span else None


def _precision(draft: Draft, place: Place) -> Precision:
    best = place.best
    if draft.anchor.mention.cue in ("district", "direction", "line") and best.precision in (
        Precision.SETTLEMENT,
        Precision.EXACT,
    ):
        return Precision.DISTRICT
    return best.precision


def _event_id(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()[:12]


def _bounds(figure: Figure | None) -> tuple[int | None, int | None]:
    return (None, None) if figure is None else (figure.low, figure.high)


def _merged_harm(draft: Draft) -> Harm:
    """Return the latest figures told: those of the sentences that follow, for a toll does not fall."""
    if draft.finding.category == "diplomacy":
        return Harm()
    return merged((draft.finding.harm, *(told for _, told, _ in draft.extra)))


def _sources(report: Report) -> tuple[Source, ...]:
    published = report.published.isoformat() if report.published else None
    retrieved = report.retrieved.isoformat() if report.retrieved else None
    if not (report.outlet or report.url or published):
        return ()
    return (Source(report.outlet, report.url, published, retrieved),)

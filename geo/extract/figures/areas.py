"""Figures about an area and a period: ground won in a month is no incident, and is never counted as one.

Assumes Ukraine where no region is named: the ground that is fought over is hers.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geo.extract.figures.amounts import Amount
from geo.extract.figures.ground import grounds, winner
from geo.extract.figures.periods import periods
from geo.extract.frame import Area, base_day
from geo.extract.places.atlas import Atlas
from geo.extract.speech.who import Claimant
from geo.extract.times.when import When, times
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of
from geo.model import Claim, Context, Event, Place, Report, Source

_NOWHERE: frozenset[str] = frozenset()
_ASIDE = 8
_NEXT = 2
_BOUNDS = {"least": "at least", "most": "under", "about": "about", "nearly": "nearly", "over": "over"}
_UNITS = {"area_km2": "km2", "area_share_percent": "%"}


def areas_told(
    s: Sentence,
    report: Report,
    region: str | None,
    side: str | None,
    said: Claimant | None,
    before: Area | None,
) -> list[Area]:
    """Read the figures of ground of a sentence, each with its period.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    report : Report
        Whose day relative periods count from.
    region : str, optional
        The region that the sentence names.
    side : str, optional
        The army that the paragraph speaks of.
    said : Claimant, optional
        Who says so.
    before : Area, optional
        The figure told before: where it is near, its period and side hold on.
    """
    before = before if before is not None and _near(before.sentence, s) else None
    told = grounds(s, after=before is not None)
    if not told:
        return []
    base = base_day(report, s.post)
    found = periods(s, base, before.when if before else None) or times(s, base)
    known = before.side if before and before.side else side
    out: list[Area] = []
    for amount in told:
        when = _nearest(found, amount) or (before.when if before else None) or _held(s, amount, base)
        if when is None:
            continue
        left = out[-1] if out else None
        if left is not None and _goes_with(left, amount):
            out[-1] = replace(left, figures=(*left.figures, amount))
        else:
            out.append(Area(s, (amount,), winner(s, amount.first, known), when, region, said))
    return out


def _near(a: Sentence, b: Sentence) -> bool:
    return a.post == b.post and b.paragraph - a.paragraph <= _NEXT


def _goes_with(left: Area, amount: Amount) -> bool:
    """Tell "5,107 sq km, under one percent of the country": two figures of the same ground."""
    last = left.figures[-1]
    return amount.what != last.what and amount.first - last.last <= _ASIDE


def _nearest(found: Sequence[When], amount: Amount) -> When | None:
    return min(found, key=lambda when: _apart(when, amount)) if found else None


def _apart(when: When, amount: Amount) -> int:
    """Count the words between a period and a figure; one right behind it is nearer than one before."""
    return when.first - amount.last - 1 if when.first > amount.last else amount.first - when.last


def _held(s: Sentence, amount: Amount, base: date | None) -> When | None:
    """Take the day of the report for what is held, not won: "Russia controls a fifth of the country"."""
    share = amount.what == "area_share_percent" or any_of(s.low, "areas", "verbs", "holding")
    return When(base, base, "day", "", 0, 0, explicit=False) if share and base else None


def area_event(area: Area, atlas: Atlas, report: Report) -> Event | None:
    """Make the record of an area that is told.

    Returns
    -------
    Event or None
        Of ``record_type`` area, with its figures as claims; None where its region is not known.
    """
    place = (
        atlas.resolve(area.region, Context(kind="region"), _NOWHERE)
        if area.region
        else atlas.country("Ukraine")
    )
    if place is None or area.when.start is None or area.when.end is None:
        return None
    end = _end(area.when.start, area.when.end)
    return _event(area, place, report, area.when.start.isoformat(), end.isoformat())


def _end(start: date, end: date) -> date:
    """Return when a period ends; two months told backwards are two figures, and the first is this one's."""
    return end if end >= start else start.replace(day=monthrange(start.year, start.month)[1])


def _event(area: Area, place: Place, report: Report, start: str, end: str) -> Event:
    best, s, who = place.best, area.sentence, area.claimant
    quote = report.text[s.start : s.end]
    first = area.figures[0]
    parts = ("area", first.value, start, best.place_id, s.start, first.first, quote)
    published = report.published.isoformat() if report.published else None
    return Event(
        event_id=hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12],
        record_type="area",
        category="territorial_change",
        attacker=area.side or "unknown",
        status="claimed" if who else "reported",
        precision=best.precision,
        lon=best.lon,
        lat=best.lat,
        place_text=area.region or "Ukraine",
        place_name=best.name,
        place_id=best.place_id,
        admin1=best.admin1,
        admin1_code=best.admin1_code,
        country=best.country,
        radius_km=best.radius_km,
        date_start=start,
        date_end=end,
        date_precision=area.when.precision,
        attributed_to=who.who if who else None,
        claims=tuple(_claim(area, figure, report) for figure in area.figures),
        start=s.start,
        end=s.end,
        quote=quote,
        sources=(Source(report.outlet, report.url, published),) if published or report.outlet else (),
    )


def _claim(area: Area, figure: Amount, report: Report) -> Claim:
    s, who = area.sentence, area.claimant
    start, end = s.starts[figure.first], s.ends[figure.last]
    return Claim(
        who=who.who if who else None,
        side=who.side if who else None,
        what=figure.what,
        value=figure.value,
        unit=_UNITS[figure.what],
        qualifier=_BOUNDS.get(figure.bound),
        quote=report.text[start:end],
        start=start,
        end=end,
    )

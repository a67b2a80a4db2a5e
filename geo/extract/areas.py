"""Figures about an area and a period: ground won in a month is no incident, and is never counted as one.

Assumes Ukraine where no region is named: the ground that is fought over is hers.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from datetime import date

from geo.extract.atlas import Atlas
from geo.extract.frame import Area
from geo.model import Claim, Context, Event, Place, Report, Source

_NOWHERE: frozenset[str] = frozenset()


def area_event(area: Area, atlas: Atlas, report: Report) -> Event | None:
    """Make the record of an area that is told.

    Returns
    -------
    Event or None
        Of ``record_type`` area, with the square kilometres as its claim; None where its region is not known.
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
    parts = ("area", area.km2, start, best.place_id, s.start, quote)
    claim = Claim(
        who=who.who if who else None,
        side=who.side if who else None,
        what="area_km2",
        value=area.km2,
        unit="km2",
        quote=report.text[area.span[0] : area.span[1]],
        start=area.span[0],
        end=area.span[1],
    )
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
        claims=(claim,),
        start=s.start,
        end=s.end,
        quote=quote,
        sources=(Source(report.outlet, report.url, published),) if published or report.outlet else (),
    )

"""Totals and their parts: a region's dead of which the towns' are a part, a night's drones over many regions.

Assumes that the parts of a total are told in its paragraph or in its post, inside its area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from geo.extract.frame import Count, Draft
from geo.model import Claim, Event, Place, Report

_DEFENCE = "air_defence"
_NEXT = 2


def tied(total: Event, parts: Iterable[Event]) -> tuple[Event, list[Event]]:
    """Make an event the total of others.

    Parameters
    ----------
    total : Event
        What is told of the whole.
    parts : iterable of Event
        What is told of its parts.

    Returns
    -------
    tuple of (Event, list of Event)
        The total, and the parts with its id as their ``parent_id``.
    """
    whole = replace(total, record_type="total")
    return whole, [replace(part, parent_id=part.parent_id or whole.event_id) for part in parts]


def is_same(wide: Event, part: Event) -> bool:
    """Tell whether what is told of a governor's region is the one incident told of a place in it."""
    bare = part.killed_min is None and part.killed_max is None and part.injured_min is None
    same = part.category == wide.category and wide.category not in ("other", "explosion")
    return bare and (same or (wide.killed_max or 0) + (wide.injured_max or 0) == 0)


def with_figures(part: Event, wide: Event) -> Event:
    """Give an incident the casualties that were told of its region."""
    claims = (*part.claims, *(claim for claim in wide.claims if claim.what in ("killed", "injured")))
    return replace(
        part,
        killed_min=wide.killed_min,
        killed_max=wide.killed_max,
        injured_min=wide.injured_min,
        injured_max=wide.injured_max,
        claims=claims,
        attributed_to=part.attributed_to or wide.attributed_to,
    )


def has_figure(event: Event) -> bool:
    """Tell whether an event tells a figure that parts can have a share of."""
    return any(
        v is not None for v in (event.killed_min, event.injured_min, event.intercepted, event.munitions)
    )


def night(count: Count, parts: Sequence[tuple[Draft, Event]], country: Place, report: Report) -> Event | None:
    """Make the total of a night's air defence from its count and the regions told after it.

    Returns
    -------
    Event or None
        None where no region tells its share, or the shares are more than the count.
    """
    shares = [event.intercepted for _, event in parts if event.intercepted is not None]
    if not shares or sum(shares) > count.value or (len(shares) == 1 and shares[0] == count.value):
        return None
    first, best, s = parts[0][1], country.best, count.sentence
    who = count.claimant
    quote = report.text[s.start : s.end]
    claim = Claim(who.who if who else None, who.side if who else None, "shot_down", count.value, "drones")
    return replace(
        first,
        event_id=first.event_id[::-1],
        record_type="total",
        lon=best.lon,
        lat=best.lat,
        place_text=best.name,
        place_name=best.name,
        place_id=best.place_id,
        admin1=None,
        admin1_code=None,
        country=best.country,
        precision=best.precision,
        radius_km=best.radius_km,
        intercepted=count.value,
        munitions=None,
        attributed_to=who.who if who else first.attributed_to,
        claims=(replace(claim, quote=quote, start=s.start, end=s.end),),
        start=s.start,
        end=s.end,
        quote=quote,
        review=(),
    )


def defence_parts(
    count: Count, kept: Sequence[tuple[Draft, Place]], events: Mapping[int, Event]
) -> list[tuple[int, Draft, Event]]:
    """Find the drafts that a count of drones shot down covers: of its paragraph, else of the next."""
    shares = [
        (k, draft, events[k])
        for k, (draft, _) in enumerate(kept)
        if draft.finding.category == _DEFENCE
        and draft.sentence.post == count.sentence.post
        and draft.sentence.start >= count.sentence.start
        and draft.finding.intercepted is not None
    ]
    here = count.sentence.paragraph
    near = next((d.sentence.paragraph for _, d, _ in shares if d.sentence.paragraph - here <= _NEXT), here)
    return [share for share in shares if share[1].sentence.paragraph == near]

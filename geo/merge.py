"""One incident once: events that tell the same thing become one, with every claim kept.

Assumes that the same place, the same day and a kind that fits are the same incident within one report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo.model import Event

_LOOSE = frozenset(("other", "explosion"))


def merge(events: Iterable[Event]) -> list[Event]:
    """Merge the tellings of each incident.

    Parameters
    ----------
    events : iterable of Event
        In the order of the text.

    Returns
    -------
    list of Event
        In the order of their first telling.
    """
    out: list[Event] = []
    by_place: dict[object, list[int]] = {}
    for event in events:
        key = (event.place_id, str(event.precision))
        for k in by_place.get(key, ()):
            if same(out[k], event):
                out[k] = joined(out[k], event)
                break
        else:
            by_place.setdefault(key, []).append(len(out))
            out.append(event)
    return out


def same(a: Event, b: Event) -> bool:
    """Tell whether two events at one place tell the same incident."""
    if not _days_fit(a, b):
        return False
    if a.category == b.category:
        return True
    return a.category in _LOOSE or b.category in _LOOSE


def _days_fit(a: Event, b: Event) -> bool:
    if a.date_start is None or b.date_start is None:
        return True
    return a.date_start <= (b.date_end or b.date_start) and b.date_start <= (a.date_end or a.date_start)


def joined(a: Event, b: Event) -> Event:
    """Join two tellings: the later figures, the finer category, all claims."""
    category = (
        b.category
        if a.category == "other" or (a.category == "explosion" and b.category != "other")
        else a.category
    )
    killed = (
        (b.killed_min, b.killed_max)
        if (b.killed_min, b.killed_max) != (None, None)
        else (a.killed_min, a.killed_max)
    )
    injured = (
        (b.injured_min, b.injured_max)
        if (b.injured_min, b.injured_max) != (None, None)
        else (a.injured_min, a.injured_max)
    )
    return replace(
        a,
        category=category,
        attacker=a.attacker if a.attacker != "unknown" else b.attacker,
        killed_min=killed[0],
        killed_max=killed[1],
        injured_min=injured[0],
        injured_max=injured[1],
        attributed_to=a.attributed_to or b.attributed_to,
        claims=(*a.claims, *(c for c in b.claims if c not in a.claims)),
    )

"""What a person does to the events of a day, each deed a function from one tuple of events to the next.

A changed row carries the flag ``edited``; the machine's value of every changed field stays beside the new one
as a flag ``was:field=value``. Undoing is keeping the tuples.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from geo.archive import EDITED, REVIEW
from geo.errors import NotFoundError
from geo.merge import with_residuals
from geo.model import Candidate, Event, Reject

Events = tuple[Event, ...]
WAS = "was:"
FIGURES = ("killed_min", "killed_max", "injured_min", "injured_max", "munitions", "intercepted")


def doubts(event: Event) -> tuple[str, ...]:
    """List why a person should look at the event; nothing once a person has."""
    if is_edited(event):
        return ()
    return tuple(flag for flag in event.review if not flag.startswith(WAS))


def is_edited(event: Event) -> bool:
    """Tell whether a person has changed or confirmed the event."""
    return EDITED in event.review


def machine_values(event: Event) -> dict[str, Any]:
    """Give the machine's value of every field that a person has changed."""
    pairs = (flag.removeprefix(WAS).split("=", 1) for flag in event.review if flag.startswith(WAS))
    return {name: json.loads(value) for name, value in pairs}


def flagged_first(events: Events) -> Events:
    """Order the events for a person: those in doubt first, else as they stand in the report."""
    return tuple(sorted(events, key=lambda event: (not doubts(event), event.start is None, event.start or 0)))


def correct(events: Events, event_id: str, **values: Any) -> Events:  # noqa: ANN401 - a field may be of any kind
    """Give fields of an event new values; fields that stay the same are no change."""

    def change(event: Event) -> Event:
        changed = {name: value for name, value in values.items() if getattr(event, name) != value}
        return _by_hand(replace(event, **changed), event, tuple(changed)) if changed else event

    return _with(events, event_id, change)


def confirm(events: Events, event_id: str) -> Events:
    """Say that an event is right as it stands."""
    return _with(events, event_id, lambda event: _by_hand(event, event, ()))


def move(events: Events, event_id: str, place: Candidate) -> Events:
    """Put an event at another place."""
    values = {
        "lon": round(place.lon, 6),
        "lat": round(place.lat, 6),
        "place_name": place.name,
        "place_id": place.place_id or None,
        "admin1": place.admin1,
        "admin1_code": place.admin1_code,
        "country": place.country or None,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "line": (),
    }
    return correct(events, event_id, **values)


def drop(events: Events, event_id: str) -> Events:
    """Take an event out; parts of a total that is dropped stand alone from then on."""
    get(events, event_id)
    left = [event for event in events if event.event_id != event_id]
    freed = [replace(event, parent_id=None) if event.parent_id == event_id else event for event in left]
    return tuple(with_residuals(freed))


def split(events: Events, event_id: str) -> Events:
    """Make two events of one; the second has its words and place, and no figures."""
    event = get(events, event_id)
    nothing: dict[str, Any] = dict.fromkeys(FIGURES)
    twin = replace(event, event_id=_free(events, event_id), claims=(), **nothing)
    twin = replace(twin, record_type="incident", residual={}, review=(*_kept(event), EDITED))
    at = events.index(event) + 1
    return (*events[:at], twin, *events[at:])


def merge(events: Events, event_id: str, other_id: str) -> Events:
    """Make one event of two: the first stands, takes the other's claims, and fills what it does not tell."""
    other = get(events, other_id)

    def change(event: Event) -> Event:
        empty = {
            name: getattr(other, name)
            for name in (*FIGURES, "weapon", "target")
            if getattr(event, name) is None
        }
        claims = tuple(dict.fromkeys((*event.claims, *other.claims)))
        return _by_hand(replace(event, claims=claims, **empty), event, tuple(empty))

    return drop(_with(events, event_id, change), other_id)


def add(events: Events, event: Event) -> Events:
    """Add an event that the machine did not find."""
    new = replace(event, event_id=_free(events, event.event_id), review=(EDITED,))
    return (*events, new)


def dropped(before: Events, after: Events) -> tuple[Reject, ...]:
    """List what a person took out, with the words it stood on."""
    kept = {event.event_id for event in after}
    gone = (event for event in before if event.event_id not in kept)
    return tuple(
        Reject(event.start, event.end, event.quote or "", "taken out by a person", REVIEW)
        for event in gone
        if event.start is not None and event.end is not None
    )


def get(events: Events, event_id: str) -> Event:
    """Give the event of an id.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    for event in events:
        if event.event_id == event_id:
            return event
    raise NotFoundError(f"there is no event {event_id!r} in this day; choose one of the list")


_FILLED = (
    "killed_min",
    "killed_max",
    "injured_min",
    "injured_max",
    "munitions",
    "intercepted",
    "weapon",
    "target",
)


def _with(events: Events, event_id: str, change: Callable[[Event], Event]) -> Events:
    get(events, event_id)
    return tuple(with_residuals([change(e) if e.event_id == event_id else e for e in events]))


def _by_hand(event: Event, before: Event, changed: tuple[str, ...]) -> Event:
    """Flag an event as a person's, and keep what the machine had told."""
    told = machine_values(before)
    fresh = {name: getattr(before, name) for name in changed if name not in told and name != "line"}
    was = tuple(f"{WAS}{name}={json.dumps(value, ensure_ascii=False)}" for name, value in fresh.items())
    return replace(event, review=(*_kept(before), *was, EDITED))


def _kept(event: Event) -> tuple[str, ...]:
    return tuple(flag for flag in event.review if flag != EDITED)


def _free(events: Events, event_id: str) -> str:
    """Give an id like the given one that no event has."""
    taken = {event.event_id for event in events}
    number = 0
    while (name := f"{event_id[:-2]}{number:02x}" if number else event_id) in taken:
        number += 1
    return name

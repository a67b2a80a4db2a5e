"""What a person does to the events of a day, each deed a function from one tuple of events to the next.

A changed row carries the flag ``edited``, a row that a person made ``by_hand``; what stood in a changed field
stays beside the new value (:mod:`geo.flags`). Undoing is keeping the tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any

from geo.archive import REVIEW
from geo.day import summed_up
from geo.errors import InputError, NotFoundError
from geo.flags import BY_HAND, before, doubts, mended, unmended
from geo.merge import with_residuals
from geo.model import Candidate, Day, Event, LonLat, Precision, Reject, Source

Events = tuple[Event, ...]
FIGURES = ("killed_min", "killed_max", "injured_min", "injured_max", "munitions", "intercepted")
_FILLED = (*FIGURES, "weapon", "target")


def flagged_first(events: Events) -> Events:
    """Order the events for a person: those in doubt first, else as they stand in the report."""
    return tuple(sorted(events, key=lambda event: (not doubts(event), event.start is None, event.start or 0)))


def correct(events: Events, event_id: str, **values: Any) -> Events:  # noqa: ANN401 - a field may be of any kind
    """Give fields of an event new values; fields that stay the same are no change."""

    def change(event: Event) -> Event:
        changed = {name: value for name, value in values.items() if getattr(event, name) != value}
        return _by_person(replace(event, **changed), event, tuple(changed)) if changed else event

    return _with(events, event_id, change)


def confirm(events: Events, event_id: str) -> Events:
    """Say that an event is right as it stands."""
    return _with(events, event_id, lambda event: _by_person(event, event, ()))


def restore(events: Events, event_id: str) -> Events:
    """Give every changed field of an event back what stood there before."""

    def change(event: Event) -> Event:
        return replace(event, **_told_before(event), review=unmended(event.review))

    return _with(events, event_id, change)


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


def quote(events: Events, event_id: str, words: str, text: str) -> Events:
    """Let an event stand on other words of the report, or on none.

    Raises
    ------
    InputError
        If the report does not hold these words.
    """
    if not words.strip():
        return correct(events, event_id, quote=None, start=None, end=None)
    start = text.find(words.strip())
    if start < 0:
        raise InputError(f"the report does not hold the words {words.strip()[:80]!r}; copy them from it")
    end = start + len(words.strip())
    return correct(events, event_id, quote=text[start:end], start=start, end=end)


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
    twin = replace(twin, record_type="incident", residual={}, review=(BY_HAND,))
    at = events.index(event) + 1
    return (*events[:at], twin, *events[at:])


def merge(events: Events, event_id: str, other_id: str) -> Events:
    """Make one event of two: the first stands, takes the other's claims, and fills what it does not tell."""
    other = get(events, other_id)

    def change(event: Event) -> Event:
        empty = {name: getattr(other, name) for name in _FILLED if getattr(event, name) is None}
        told = {name: value for name, value in empty.items() if value is not None}
        claims = tuple(dict.fromkeys((*event.claims, *other.claims)))
        return _by_person(replace(event, claims=claims, **told), event, tuple(told))

    return drop(_with(events, event_id, change), other_id)


def add(events: Events, like: Event) -> Events:
    """Add an event that the machine did not find: another's words and day, with nothing else told."""
    new = Event(
        event_id=_free(events, like.event_id),
        record_type="incident",
        category="other",
        attacker="unknown",
        status="reported",
        precision=None,
        lon=None,
        lat=None,
        place_text=like.place_text,
        date_start=like.date_start,
        date_end=like.date_end,
        date_precision=like.date_precision,
        start=like.start,
        end=like.end,
        quote=like.quote,
        sources=like.sources,
        review=(BY_HAND,),
    )
    at = events.index(like) + 1 if like in events else len(events)
    return (*events[:at], new, *events[at:])


def take_up(events: Events, day: Day, reject: Reject | None = None) -> Events:
    """Add an event on words that gave none, or on no words, with nothing told but the day."""
    start, end, words = (reject.start, reject.end, reject.text) if reject else (None, None, None)
    report = day.report
    told = report.published.isoformat() if report and report.published else None
    new = Event(
        event_id=_free(events, sha256(f"{start} {words}".encode()).hexdigest()[:12]),
        record_type="incident",
        category="other",
        attacker="unknown",
        status="reported",
        precision=None,
        lon=None,
        lat=None,
        date_start=day.date.isoformat(),
        date_end=day.date.isoformat(),
        date_precision="day",
        start=start,
        end=end,
        quote=words,
        sources=(Source(report.outlet, report.url, told),) if report else (),
        review=(BY_HAND,),
    )
    return (*events, new)


def rejects(told: Iterable[Reject], first: Events, last: Events) -> tuple[Reject, ...]:
    """List what gave no event once a person is done: what they took out joins, what they put back leaves."""
    kept_ids = {event.event_id for event in last}
    spans = {(event.start, event.end) for event in last}
    taken = {(event.start, event.end) for event in last if BY_HAND in event.review}
    left = (one for one in told if (one.start, one.end) not in (spans if one.stage == REVIEW else taken))
    gone = (event for event in first if event.event_id not in kept_ids)
    dropped = (
        Reject(event.start, event.end, event.quote or "", "taken out by a person", REVIEW)
        for event in gone
        if event.start is not None and event.end is not None
    )
    return tuple(dict.fromkeys((*left, *dropped)))


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


def _with(events: Events, event_id: str, change: Callable[[Event], Event]) -> Events:
    old = get(events, event_id)
    new = _summed_up(change(old), old)
    return tuple(with_residuals([new if e.event_id == event_id else e for e in events]))


def _summed_up(new: Event, old: Event) -> Event:
    """Let the program's own summary follow the fields; a person's own words stay."""
    is_own = old.summary is not None and old.summary != summed_up(old).summary
    if is_own or new.summary != old.summary or not new.place_name:
        return new
    return summed_up(new)


def _by_person(event: Event, told: Event, changed: tuple[str, ...]) -> Event:
    """Flag an event as a person's, and keep what stood in the fields that changed."""
    known = {name: getattr(told, name) for name in changed} | before(told)
    other = {
        name: value for name, value in known.items() if _plain(getattr(event, name, None)) != _plain(value)
    }
    return replace(event, review=mended(told.review, other))


def _told_before(event: Event) -> dict[str, Any]:
    """Give what stood in the changed fields, as the fields hold it."""
    names = {field.name for field in fields(Event)}
    told = {name: value for name, value in before(event).items() if name in names}
    if told.get("precision") in set(Precision):
        told["precision"] = Precision(told["precision"])
    if "line" in told:
        told["line"] = tuple(LonLat(*position) for position in told["line"])
    return told


def _plain(value: Any) -> Any:  # noqa: ANN401 - a field may be of any kind
    """Write a field's value as a flag would keep it."""
    return [list(position) for position in value] if isinstance(value, tuple | list) else value


def _free(events: Events, event_id: str) -> str:
    """Give an id like the given one that no event has."""
    taken = {event.event_id for event in events}
    number = 0
    while (name := f"{event_id[:-2]}{number:02x}" if number else event_id) in taken:
        number += 1
    return name

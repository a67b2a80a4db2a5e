"""The place of an event: what else its name may mean, drawn on a map; a click or a choice moves the event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from geo import frame, revise
from geo.geocode import candidates
from geo.model import Candidate, Context, Day, Event
from geo.page import page
from geo.views import parts, words

MOST = 12


def show(event: Event, do: Callable[..., None]) -> None:
    """Show the places that the name may mean; ``do`` takes the chosen one over."""
    name = st.text_input(
        "Place", event.place_text or event.place_name or "", key=f"review-name-{event.event_id}"
    )
    found = _found(name, event.admin1, event.country) if name.strip() else ()
    if not found:
        st.caption(
            "No place of this name; try another spelling, or add its region: Andriivka, Kharkiv region."
        )
        return
    here = next((n for n, place in enumerate(found) if place.place_id == event.place_id), None)
    titles = [
        f"{place.name}, {place.admin1 or place.country} ({place.lat:.3f}, {place.lon:.3f})" for place in found
    ]
    picked = st.radio(
        "Which place is meant",
        range(len(found)),
        index=here,
        format_func=lambda number: words.plain(f"{titles[number]}: {found[number].why}"),
        key=f"review-place-{event.event_id}-{name}",
    )
    if picked is not None and picked != here:
        _move(event, found[picked], do)
        st.rerun()
    theme = words.theme()
    key = f"places:{event.event_id}:{event.place_id}:{name}:{theme}"
    on_chosen = partial(_from_map, event, found, do)
    parts.map_frame(_page(event, found, theme), key, "What the name may mean", on_chosen)
    parts.map_wire(None, None if here is None else f"place-{here}", theme)


@st.cache_data(max_entries=256, show_spinner=False)
def _found(name: str, admin1: str | None, country: str | None) -> tuple[Candidate, ...]:
    near = candidates(name, Context(admin1=admin1, country=country))
    rest = candidates(name)
    return tuple({place.place_id: place for place in (*near, *rest)}.values())[:MOST]


def _move(event: Event, place: Candidate, do: Callable[..., None]) -> None:
    moved = revise.get(revise.move((event,), event.event_id, place), event.event_id)
    fields = (
        "lon",
        "lat",
        "place_name",
        "place_id",
        "admin1",
        "admin1_code",
        "country",
        "precision",
        "radius_km",
    )
    do(event_id=event.event_id, **{name: getattr(moved, name) for name in fields}, line=())


def _from_map(event: Event, found: tuple[Candidate, ...], do: Callable[..., None]) -> None:
    picked = getattr(st.session_state["map"], "chosen", None)
    number = str(picked or "").removeprefix("place-")
    if number.isdigit() and int(number) < len(found):
        _move(event, found[int(number)], do)


@st.cache_resource(max_entries=32, show_spinner=False)
def _page(event: Event, found: tuple[Candidate, ...], theme: str) -> str:
    told: dict[str, Any] = {
        "record_type": "incident",
        "parent_id": None,
        "claims": (),
        "residual": {},
        "line": (),
    }
    marks = [
        replace(
            revise.get(revise.move((event,), event.event_id, place), event.event_id),
            event_id=f"place-{number}",
            summary=f"{place.name}, {place.admin1 or place.country}: {place.why}",
            review=(),
            **told,
        )
        for number, place in enumerate(found)
    ]
    day = date.fromisoformat(event.date_start) if event.date_start else date(2025, 6, 2)
    return page(
        Day(day, f"What {event.place_text or event.place_name!r} may mean", frame.from_events(marks)),
        theme=theme,
    )

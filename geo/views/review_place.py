"""The place of an event: what its name may mean, drawn on a map; a choice or a point moves the event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from geo import flags, frame, revise
from geo.geocode import candidates
from geo.model import Candidate, Context, Day, Event
from geo.page import page
from geo.views import parts, review_point, words
from geo.views.review_steps import Steps

MOST = 12


def show(steps: Steps, event: Event) -> None:
    """Show the places that the name may mean, the map, and the point that a person may put."""
    name = st.text_input(
        "Place", event.place_text or event.place_name or "", key=f"review-name-{event.event_id}"
    )
    found = _found(name, event.admin1, event.country) if name.strip() else ()
    _beside(event)
    here = next((n for n, place in enumerate(found) if place.place_id == event.place_id), None)
    if found:
        _choice(steps, event, name, found, here)
    else:
        st.caption("The gazetteer has no place of this name. Try another spelling, or add its region.")
    theme = words.theme()
    st.caption("Click a mark to choose its place, or anywhere else on the map for a point of your own.")
    with st.container(key="review-map"):
        parts.map_frame(
            _page(event, found, theme),
            f"places:{event.event_id}:{name}:{theme}:{len(steps.events)}",
            "What the name may mean",
            lambda: _from_map(steps, event, found),
            on_picked=lambda: review_point.picked(event),
            at=review_point.at(event),
        )
    parts.map_wire(None, None if here is None else _id(here), theme)
    review_point.show(steps, event)


def _choice(steps: Steps, event: Event, name: str, found: tuple[Candidate, ...], here: int | None) -> None:
    def title(number: int) -> str:
        place = found[number]
        district = f"{place.admin2} district" if place.admin2 else ""
        where = (place.name, place.kind, district, place.admin1 or place.country)
        return words.plain(f"{', '.join(part for part in where if part)} ({place.lat:.3f}, {place.lon:.3f})")

    picked = st.radio(
        "Which place is meant",
        range(len(found)),
        index=here,
        format_func=title,
        key=f"review-place-{event.event_id}-{name}-{here}",
    )
    if here is not None:
        st.caption(words.plain(f"{found[here].name}: {found[here].why}."))
    if picked is not None and picked != here:
        steps.do(_move(event, found[picked]))
        st.rerun()


def _beside(event: Event) -> None:
    """Show where the event stood before a person moved it."""
    had = flags.before(event)
    if "lon" in had or "place_name" in had:
        name, lat, lon = (had.get(key, getattr(event, key)) for key in ("place_name", "lat", "lon"))
        at = f" ({lat:.3f}, {lon:.3f})" if isinstance(lat, float) and isinstance(lon, float) else ""
        st.caption(words.plain(f"{words.former(event)}: {name or 'not placed'}{at}"))


@st.cache_data(max_entries=256, show_spinner=False)
def _found(name: str, admin1: str | None, country: str | None) -> tuple[Candidate, ...]:
    near = candidates(name, Context(admin1=admin1, country=country))
    rest = candidates(name)
    return tuple({place.place_id: place for place in (*near, *rest)}.values())[:MOST]


def _move(event: Event, place: Candidate) -> Callable[[revise.Events], revise.Events]:
    return lambda now: revise.move(now, event.event_id, place)


def _id(number: int) -> str:
    return f"place-{number}"


def _from_map(steps: Steps, event: Event, found: tuple[Candidate, ...]) -> None:
    picked = str(getattr(st.session_state["map"], "chosen", None) or "")
    for number, place in enumerate(found):
        if picked == _id(number):
            steps.do(_move(event, place))


@st.cache_resource(max_entries=32, show_spinner=False)
def _page(event: Event, found: tuple[Candidate, ...], theme: str) -> str:
    """Draw every place that may be meant, and the event where it stands if that is none of them."""
    marks = [_mark(event, _id(number), place) for number, place in enumerate(found)]
    if event.lon is not None and event.place_id not in {place.place_id for place in found}:
        marks.append(replace(_bare(event), event_id="here", summary=f"{event.place_name}: as it stands"))
    title = f"{event.place_text or event.place_name or 'The event'}: where is it?"
    day = date.fromisoformat(event.date_start) if event.date_start else date(2025, 6, 2)
    return page(Day(day, title, frame.from_events(marks)), theme=theme)


def _mark(event: Event, name: str, place: Candidate) -> Event:
    moved = revise.get(revise.move((event,), event.event_id, place), event.event_id)
    summary = f"{place.name}, {place.admin1 or place.country}: {place.why}"
    return replace(_bare(moved), event_id=name, summary=summary)


def _bare(event: Event) -> Event:
    """Give an event as one that stands alone, with nothing but its place and words."""
    alone: dict[str, Any] = {"record_type": "incident", "parent_id": None, "claims": (), "residual": {}}
    return replace(event, **alone, line=(), review=())

"""A point that a person puts: clicked on the map or typed, with the precision and the name they choose."""

from __future__ import annotations

import streamlit as st

from geo import revise, spot, vocab
from geo.errors import InputError
from geo.model import Event, LonLat, Precision
from geo.views import words
from geo.views.review_steps import Steps


def at(event: Event) -> LonLat | None:
    """Give the point that is asked about, if there is one."""
    try:
        return spot.position(st.session_state.get(_key(event), ""))
    except InputError:
        return None


def picked(event: Event) -> None:
    """Take a point over from the map."""
    lon, lat = st.session_state["map"].picked or (None, None)
    if lon is not None and lat is not None:
        st.session_state[_key(event)] = spot.written(LonLat(lon, lat))


def show(steps: Steps, event: Event) -> None:
    """Show the fields of the point, what lies nearest, and the button that puts the event there."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="review-point"):
        text = st.text_input(
            "Point (latitude, longitude)",
            key=_key(event),
            placeholder="48.5, 37.7",
        )
        finest = list(vocab.precisions())
        precision = Precision(
            st.selectbox(
                "Known to",
                finest,
                index=finest.index(event.precision or Precision.SETTLEMENT),
                format_func=words.label("precision"),
                key=f"review-precision-{event.event_id}",
            )
        )
        point = _read(text)
        near = spot.suggestion(point, precision) if point else ""
        name = st.text_input("Call it", near, key=f"review-called-{event.event_id}-{near}")
        st.button(
            "Put it here",
            key="review-put",
            shortcut="Alt+H",
            disabled=point is None,
            on_click=lambda: _put(steps, event, point, precision, name or ""),
        )
    if point:
        _near(point)


def _key(event: Event) -> str:
    return f"review-point-{event.event_id}"


def _read(text: str | None) -> LonLat | None:
    if not (text or "").strip():
        return None
    try:
        return spot.position(text or "")
    except InputError as fault:
        st.warning(words.plain(str(fault)))
        return None


def _near(point: LonLat) -> None:
    if town := spot.near(point):
        where = ", ".join(part for part in (town.name, town.admin1 or town.country) if part)
        st.caption(words.plain(f"Nearest: {where}, {town.why}."))


def _put(steps: Steps, event: Event, point: LonLat | None, precision: Precision, name: str) -> None:
    if point is not None:
        place = spot.place(point, precision, name.strip() or None)
        if steps.do(lambda now: revise.move(now, event.event_id, place)):
            st.session_state.pop(_key(event), None)

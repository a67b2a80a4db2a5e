"""The one chosen event: it lives in the address of the page, so a link reopens it."""

from __future__ import annotations

import streamlit as st

PARAMETER = "event"


def current() -> str | None:
    """Id of the chosen event, if any."""
    value = st.query_params.get(PARAMETER)
    return value or None


def choose(event_id: str | None) -> None:
    """Choose an event, or none."""
    if event_id:
        st.query_params[PARAMETER] = event_id
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


def from_part(key: str) -> None:
    """Take over what a part of the page (the map, the report) says was chosen."""
    choose(getattr(st.session_state[key], "chosen", None))

"""What did not come onto the map, and why: events without a place, and words that gave no event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from geo.model import Day


def show(day: Day) -> None:
    """Show both lists; a day without either says so."""
    unplaced = day.events[day.events.geometry.isna()]
    count = len(unplaced) + len(day.rejects)
    with st.expander(f"Not on the map, and why ({count})"):
        if not count:
            st.caption("Everything that the report tells has found its place.")
        if len(unplaced):
            st.caption("Events without a place on the map")
            cells = unplaced[["place_text", "quote"]]
            st.dataframe(
                cells.rename(columns={"place_text": "Place as written", "quote": "Words of the report"}),
                hide_index=True,
                placeholder="",
                key="unplaced",
            )
        if day.rejects:
            st.caption("Words of the report that gave no event or no place")
            st.dataframe(
                [{"Words": reject.text, "Why": reject.reason} for reject in day.rejects],
                hide_index=True,
                key="rejects",
                column_config={"Words": st.column_config.TextColumn(width="large")},
            )

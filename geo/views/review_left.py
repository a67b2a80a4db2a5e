"""The words that gave no event, and why: a person can make an event of any of them, or of none."""

from __future__ import annotations

import streamlit as st

from geo import revise
from geo.model import Reject
from geo.views import chosen
from geo.views.review_steps import Steps

LIST = "review-left"


def show(steps: Steps, rejects: tuple[Reject, ...]) -> None:
    """Show the words, each with its reason, and the button that makes an event of them."""
    with st.expander(f"Words that gave no event, and why ({len(rejects)})", expanded=not steps.now):
        state = st.dataframe(
            [{"Words": reject.text, "Why": reject.reason} for reject in rejects],
            key=f"{LIST}-{len(steps.events)}",
            hide_index=True,
            selection_mode="single-row",
            on_select="rerun",
            column_config={"Words": st.column_config.TextColumn("Words", width="large")},
            placeholder="",
            alt="Words that gave no event",
        )
        rows = state["selection"]["rows"]
        reject = rejects[rows[0]] if rows and rows[0] < len(rejects) else None
        label = "Make an event of these words" if reject else "Make an event without words"
        st.button(label, key="review-take-up", shortcut="Alt+W", on_click=lambda: _take_up(steps, reject))


def _take_up(steps: Steps, reject: Reject | None) -> None:
    before = {event.event_id for event in steps.now}
    if steps.do(lambda now: revise.take_up(now, steps.of.day, reject)):
        chosen.choose(next(event.event_id for event in steps.now if event.event_id not in before))

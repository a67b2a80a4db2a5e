"""The page of a day: its map first, then the events, the report beside them, and what found no place."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo import filter as filtering
from geo.summary import summarise
from geo.views import charts, chosen, figures, filters, leftover, parts, store, table, take, words


def show() -> None:
    """Show the page."""
    with st.sidebar:
        of = store.pick()
        choice = filters.choice(of.day.events)
        none = choice == filtering.Choice()
        st.button("Clear filters", on_click=filters.clear, type="tertiary", disabled=none)
    kept = filtering.mask(of.day.events, choice, of.texts)
    events = of.day.events[kept]
    head = st.container()
    _panes(of, None if kept.all() else events["event_id"].tolist(), chosen.current())
    summary = summarise(events)
    with head:
        figures.show(summary)
    st.caption(f"{len(events)} of {len(kept)} rows. Choose a row to see its place and its words.")
    table.show(of.rows[kept], events["event_id"].tolist(), chosen.current())
    leftover.show(of.day)
    charts.show(events, of.day.report, summary)
    with st.sidebar:
        take.show(of, events, words.theme())


def _panes(of: store.Opened, ids: list[str] | None, selected: str | None) -> None:
    """Show the map and the report beside it; the figures above them come after, for the map goes first."""
    theme = words.theme()
    pane, beside = (st.container(), None) if of.day.report is None else st.columns([9, 5], gap="small")
    with pane:
        take_over = partial(chosen.from_part, "map")
        parts.map_frame(of.page(theme), of.key, f"Map of {of.day.date}", take_over)
        parts.map_wire(ids, selected, theme)
    if beside is not None:
        with beside:
            take_over = partial(chosen.from_part, "report")
            parts.report_pane(of.runs, words.tones(theme), f"{of.key}:{theme}", selected, take_over)

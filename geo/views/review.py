"""The page where a person looks the events over, those in doubt first; every deed can be undone."""

from __future__ import annotations

import streamlit as st

from geo import flags, revise
from geo.model import Event
from geo.views import (
    chosen,
    pages,
    parts,
    review_deeds,
    review_form,
    review_left,
    review_place,
    store,
    take,
    words,
)
from geo.views.review_steps import Steps, steps

LIST = "review-list"
DOUBT = "Doubt"


def show() -> None:
    """Show the page."""
    with st.sidebar:
        of = steps(store.pick())
        only = st.toggle("Only what is in doubt", key="review-only")
    listed = [event for event in revise.flagged_first(of.now) if flags.doubts(event) or not only]
    _count(of)
    if listed:
        ids = [event.event_id for event in listed]
        current = chosen.current()
        selected = current if current in ids else ids[0]
        _event(of, listed, ids, selected)
    else:
        selected = None
        st.success("Nothing is in doubt any more." if of.now else "This day has no events yet.")
    reviewed = store.Opened(f"{of.of.key}:{len(of.events)}", of.day())
    review_left.show(of, reviewed.day.rejects)
    with st.container(key="review-report"):
        _report(of, selected)
    with st.sidebar:
        take.show(reviewed, reviewed.day.events, words.theme())


def _event(of: Steps, listed: list[Event], ids: list[str], selected: str) -> None:
    """Show the list beside the chosen event, and below them its place beside its fields."""
    event = revise.get(of.now, selected)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        _list(listed, ids, selected)
    with right:
        _head(event)
        review_deeds.show(of, event, ids)
        review_deeds.merge(of, event)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        review_place.show(of, event)
    with right:
        review_form.show(of, event)


def _count(of: Steps) -> None:
    """Show how many rows are still in doubt, and beside it the button that saves."""
    doubted = sum(bool(flags.doubts(event)) for event in of.now)
    seen = sum(flags.origin(event) is not flags.Origin.MACHINE for event in of.now)
    rows = f"{len(of.now)} {'row' if len(of.now) == 1 else 'rows'}"
    with st.container(horizontal=True, vertical_alignment="center", key="review-top"):
        st.caption(f"{rows} · {doubted} in doubt · {seen} by a person")
        if of.unsaved:
            st.caption(
                f"{of.unsaved} {'deed is' if of.unsaved == 1 else 'deeds are'} not saved", width="content"
            )
        st.button("Save the day", key="review-save", on_click=of.save, type="primary", shortcut="Alt+Enter")
    if of.news:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.success(words.plain(of.news))
            pages.link("Day", "Open it under Day", of.of.day.date)


def _list(listed: list[Event], ids: list[str], selected: str) -> None:
    rows = [
        {
            "By": [words.ORIGINS[flags.origin(event)][0]],
            "Place": event.place_name or event.place_text or "not placed",
            "What": words.label("category")(event.category),
            "Killed": event.killed_min,
            "Injured": event.injured_min,
            DOUBT: "; ".join(doubt.label for doubt in flags.doubts(event)),
        }
        for event in listed
    ]
    st.session_state[LIST] = {"selection": {"rows": [ids.index(selected)], "columns": [], "cells": []}}
    names = [short for short, _, _ in words.ORIGINS.values()]
    tones = [tone for _, _, tone in words.ORIGINS.values()]
    st.dataframe(
        rows,
        key=LIST,
        height=300,
        hide_index=True,
        selection_mode="single-row",
        on_select=lambda: _take(ids),
        column_config={
            "By": st.column_config.MultiselectColumn("By", options=names, color=tones, width="small"),
            "Killed": st.column_config.NumberColumn("Killed", width="small"),
            "Injured": st.column_config.NumberColumn("Injured", width="small"),
            DOUBT: st.column_config.TextColumn(DOUBT, width="large"),
        },
        placeholder="",
        alt="Events to look over",
    )


def _take(ids: list[str]) -> None:
    picked = st.session_state[LIST]["selection"]["rows"]
    if picked and picked[0] < len(ids):
        chosen.choose(ids[picked[0]])


def _head(event: Event) -> None:
    """Show the event's place, whose row it is, its words, and each doubt with what to do about it."""
    _, made, tone = words.ORIGINS[flags.origin(event)]
    name = words.plain(event.place_name or event.place_text or "Not placed")
    st.markdown(f"**{name}** :{tone}-badge[{made}]")
    st.markdown(f"> {words.plain(event.quote or 'No words of the report.')}")
    for doubt in flags.doubts(event):
        st.markdown(f":orange[**{words.plain(doubt.label)}.**] {words.plain(doubt.advice)}")
    for note in flags.notes(event):
        st.caption(words.plain(note.replace("_", " ")))


def _report(of: Steps, selected: str | None) -> None:
    if of.of.day.report:
        theme = words.theme()
        opened = of.of
        parts.report_pane(
            opened.full_runs,
            words.tones(theme),
            f"{opened.key}:{theme}:full",
            selected,
            lambda: chosen.from_part("report"),
            tinted=True,
        )

"""The page where a person looks the events over, those in doubt first; every deed can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from geo import archive, frame, revise
from geo.errors import GeoError
from geo.model import Event
from geo.views import chosen, parts, review_form, review_place, store, words

STEPS = "review-steps"  # the day's events before the first deed, after it, after the second, ...


def show() -> None:
    """Show the page."""
    with st.sidebar:
        of = _pick()
    events = _events(of)
    with st.sidebar:
        only = st.toggle("Only what is in doubt", key="review-only")
    listed = [event for event in revise.flagged_first(events) if revise.doubts(event) or not only]
    doubted = sum(bool(revise.doubts(event)) for event in events)
    edited = sum(revise.is_edited(event) for event in events)
    st.caption(f"{len(events)} rows · {doubted} in doubt · {edited} looked over by a person")
    if not listed:
        st.success("Nothing is in doubt any more.")
        _save(of, events)
        return
    ids = [event.event_id for event in listed]
    current = chosen.current()
    selected = current if current in ids else ids[0]
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _list(listed, ids, selected)
        _deeds(of, events, selected, ids)
        _report(of, selected)
    with right:
        event = revise.get(events, selected)
        review_form.show(event, partial(_do, of))
        review_place.show(event, partial(_do, of))
    _save(of, events)


def _pick() -> store.Opened:
    days = {entry.date.isoformat(): entry.path for entry in archive.days()}
    return store.opened(days[st.selectbox("Day", list(days), key="day", bind="query-params")])


def _steps(of: store.Opened) -> list[revise.Events]:
    kept = st.session_state.get(STEPS)
    if not kept or kept[0] != of.key:
        kept = (of.key, [frame.to_events(of.day.events)])
        st.session_state[STEPS] = kept
    steps: list[revise.Events] = kept[1]
    return steps


def _events(of: store.Opened) -> revise.Events:
    return _steps(of)[-1]


def _do(of: store.Opened, after: revise.Events | None = None, **values: object) -> None:
    """Take a deed's outcome over, or correct the chosen event's fields, if the table's rules allow it."""
    steps = _steps(of)
    try:
        new = after if after is not None else revise.correct(steps[-1], str(values.pop("event_id")), **values)
        frame.validate(frame.from_events(new), of.day.report)
    except GeoError as fault:
        st.session_state["review-fault"] = str(fault)
        return
    st.session_state.pop("review-fault", None)
    if new != steps[-1]:
        steps.append(new)


def _undo(of: store.Opened) -> None:
    if len(_steps(of)) > 1:
        _steps(of).pop()
    st.session_state.pop("review-fault", None)


def _list(listed: list[Event], ids: list[str], selected: str) -> None:
    rows = [
        {
            "": "person" if revise.is_edited(event) else "machine",
            "Place": event.place_name or event.place_text or "not placed",
            "What": words.label("category")(event.category),
            "Doubt": ", ".join(flag.replace("_", " ") for flag in revise.doubts(event)),
        }
        for event in listed
    ]
    st.session_state["review-list"] = {
        "selection": {"rows": [ids.index(selected)], "columns": [], "cells": []}
    }
    st.dataframe(
        rows,
        key="review-list",
        height=260,
        hide_index=True,
        selection_mode="single-row",
        on_select=lambda: _take(ids),
        alt="Events to look over",
    )


def _take(ids: list[str]) -> None:
    picked = st.session_state["review-list"]["selection"]["rows"]
    if picked and picked[0] < len(ids):
        chosen.choose(ids[picked[0]])


def _next(ids: list[str], selected: str) -> None:
    chosen.choose(ids[(ids.index(selected) + 1) % len(ids)])


def _deeds(of: store.Opened, events: revise.Events, selected: str, ids: list[str]) -> None:
    """Show the buttons; each has a key of its own on the keyboard."""

    def confirm() -> None:
        _do(of, revise.confirm(events, selected))
        _next(ids, selected)

    with st.container(horizontal=True, gap="small"):
        st.button("Confirm", key="review-confirm", on_click=confirm, type="primary", shortcut="Alt+Y")
        st.button("Next", key="review-next", on_click=_next, args=(ids, selected), shortcut="Alt+N")
        split = partial(_do, of, revise.split(events, selected))
        st.button("Split", key="review-split", on_click=split, shortcut="Alt+S")
        drop = partial(_do, of, revise.drop(events, selected))
        st.button("Drop", key="review-drop", on_click=drop, shortcut="Alt+D")
        add = partial(_do, of, revise.add(events, _blank(revise.get(events, selected))))
        st.button(
            "Add", key="review-add", on_click=add, shortcut="Alt+A", help="A new event with these words"
        )
        idle = len(_steps(of)) < 2
        st.button("Undo", key="review-undo", on_click=_undo, args=(of,), disabled=idle, shortcut="Alt+Z")
    _merge(of, events, selected)
    if fault := st.session_state.get("review-fault"):
        st.error(words.plain(fault))


def _blank(event: Event) -> Event:
    """Give a new event of the same words and day, with nothing else told."""
    return Event(
        precision=None,
        lon=None,
        lat=None,
        event_id=event.event_id,
        record_type="incident",
        category="other",
        attacker="unknown",
        status="reported",
        place_text=event.place_text,
        date_start=event.date_start,
        date_end=event.date_end,
        date_precision=event.date_precision,
        start=event.start,
        end=event.end,
        quote=event.quote,
        sources=event.sources,
        summary="Added by hand",
    )


def _merge(of: store.Opened, events: revise.Events, selected: str) -> None:
    others = {event.event_id: event for event in events if event.event_id != selected}
    other = st.selectbox(
        "Is the same as",
        list(others),
        index=None,
        format_func=lambda name: (
            f"{others[name].place_name or 'not placed'}: {(others[name].quote or '')[:70]}"
        ),
        key=f"review-other-{selected}",
        placeholder="Choose an event to merge into this one",
    )
    if other:
        merged = partial(_do, of, revise.merge(events, selected, other))
        st.button("Merge", key="review-merge", on_click=merged, shortcut="Alt+M")


def _report(of: store.Opened, selected: str) -> None:
    if of.day.report:
        theme = words.theme()
        take_over = partial(chosen.from_part, "report")
        key = f"{of.key}:{theme}:full"
        parts.report_pane(of.full_runs, words.tones(theme), key, selected, take_over, tinted=True)


def _save(of: store.Opened, events: revise.Events) -> None:
    with st.sidebar:
        if not st.button(
            "Save the day", key="review-save", type="primary", width="stretch", shortcut="Alt+Enter"
        ):
            return
        before = _steps(of)[0]
        rejects = tuple(dict.fromkeys((*of.day.rejects, *revise.dropped(before, events))))
        try:
            day = replace(of.day, events=frame.from_events(events), rejects=rejects)
            archive.save(day, by_hand=True)
        except GeoError as fault:
            st.error(words.plain(str(fault)))
        else:
            st.success("Saved. The day opens under Day as you left it.")

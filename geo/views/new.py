"""The page of a new day: hand over a report, and see its map, its events and every word they stand on."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from geo import archive, draft, flags, frame
from geo.errors import GeoError
from geo.summary import summarise
from geo.views import chosen, figures, leftover, pages, parts, store, table, take, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.draft import Draft
    from geo.model import Day

DRAFT = "draft"
TITLE, DAY, NEWS = "new-title", "new-day", "new-news"
STAGES = {"extract": "Finding places and events", "merge": "Joining what is told twice", "frame": "Checking"}
LARGEST_MB = 5
KINDS = ["txt", "md", "html", "htm", "json", "xml", "rss", "atom"]


@dataclass(frozen=True)
class Made:
    """A report that was handed over, and the day that was made of it."""

    draft: Draft
    of: store.Opened


def show() -> None:
    """Show the page."""
    st.markdown("## New day")
    with st.expander("The report", expanded=DRAFT not in st.session_state):
        _ask()
    if made := st.session_state.get(DRAFT):
        made = _again(made)
        _named(made)
        _result(made.of)


def _ask() -> None:
    """Ask for a report in one of three ways, and read it when the reader says so."""
    text = st.text_area(
        "Paste the text", key="new-text", height=180, placeholder="A live blog, a wire, an update"
    )
    left, right = st.columns(2)
    file = left.file_uploader(
        "Or drop a file", type=KINDS, max_upload_size=LARGEST_MB, key="new-file", help=_accepted()
    )
    address = right.text_input(
        "Or an address (https)",
        key="new-address",
        placeholder="https://" if _is_fetching() else "switched off here; save the page and drop the file",
        help="The page is fetched from this machine when you press the button, and at no other time.",
        disabled=not _is_fetching(),
    )
    if st.button("Make the map", type="primary", key="new-go", shortcut="Alt+Enter"):
        if not (text.strip() or file or address.strip()):
            st.warning("Paste a text, drop a file or give an address first.")
        elif _make(lambda: _read(text, file, address.strip())):
            st.rerun()


def _is_fetching() -> bool:
    """Tell whether pages may be fetched; SITMAP_FETCH=off switches it off where others use the app."""
    return os.environ.get("SITMAP_FETCH") != "off"


def _accepted() -> str:
    from geo.read import ACCEPTED

    return words.plain(f"Accepted: {ACCEPTED}.")


def _read(text: str, file: object, address: str) -> Draft:
    today = date.today()
    if text.strip():
        return draft.of_bytes(f"{text}\n".encode("utf-8", "replace"), "the text", today)
    if file is not None:
        return draft.of_bytes(file.getvalue(), file.name, today)  # type: ignore[attr-defined]
    from geo.read.web import fetch

    return draft.of_report(fetch(address), today)


def _make(read: Callable[[], Draft]) -> bool:
    """Make the day of a report, telling each stage; tell whether it could be read."""
    from geo.day import make_day

    with st.status("Reading the report", expanded=True) as status:
        bar = st.progress(0.0)

        def tell(stage: str, share: float) -> None:
            bar.progress(share, STAGES.get(stage, stage))

        try:
            told = read()
            day = make_day(told.report, progress=tell)
        except GeoError as fault:
            status.update(label=words.plain(str(fault)), state="error", expanded=False)
            return False
        status.update(label="Done", state="complete", expanded=False)
    st.session_state[DRAFT] = Made(told, store.Opened(f"draft:{hash((told.report.text, day.date)):x}", day))
    st.session_state[TITLE], st.session_state[DAY] = day.title, day.date
    chosen.choose(None)
    return True


def _named(made: Made) -> None:
    """Show the day and the title of the map, both to be changed here, and the button that saves."""
    st.session_state.setdefault(DAY, made.draft.day)
    st.session_state.setdefault(TITLE, made.of.day.title)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="new-named"):
        st.date_input("Day", key=DAY, width=170, required=True)
        st.text_input("Title of the map", key=TITLE, on_change=_rename)
        tip = "What a person has edited in the saved day stays as it is."
        st.button("Save the day", key="new-save", type="primary", on_click=_save, shortcut="Alt+S", help=tip)
    if made.draft.guess:
        day = f"{made.draft.day:%A}, {made.draft.day.day} {made.draft.day:%B %Y},"
        told = f"{day} is a guess: {made.draft.guess.why}. If it is wrong, choose the day."
        st.warning(words.plain(told))
    if news := st.session_state.pop(NEWS, None):
        is_saved, told = news
        (st.success if is_saved else st.error)(words.plain(told))
        if is_saved:
            with st.container(horizontal=True, gap="small"):
                pages.link("Review", "Look it over under Review", made.of.day.date)
                pages.link("Day", "Open it under Day", made.of.day.date)


def _again(made: Made) -> Made:
    """Make the day anew if the reader chose another date."""
    told = st.session_state.get(DAY)
    if isinstance(told, date) and told != made.draft.day:
        _make(lambda: draft.on(made.draft, told))
    again: Made = st.session_state[DRAFT]
    return again


def _rename() -> None:
    made: Made = st.session_state[DRAFT]
    title = st.session_state[TITLE].strip() or made.draft.report.title or made.of.day.title
    of = store.Opened(f"{made.of.key}:{hash(title):x}", replace(made.of.day, title=title))
    st.session_state[DRAFT] = replace(made, of=of)


def _save() -> None:
    day = st.session_state[DRAFT].of.day
    try:
        archive.save(day)
    except GeoError as fault:
        st.session_state[NEWS] = (False, str(fault))
    else:
        st.session_state[NEWS] = (True, f"{day.date} is saved.")


def _result(of: store.Opened) -> None:
    theme, selected = words.theme(), chosen.current()
    if of.day.events.empty:
        st.info(
            "No event was found in this text: an event needs words that tell what happened, and a place. "
            "Below is what was passed over, and why; events can be added by hand under Review."
        )
    figures.show(summarise(of.day.events))
    pane, beside = st.columns([9, 5], gap="small")
    with pane:
        parts.map_frame(of.page(theme), of.key, "Map of the new day", lambda: chosen.from_part("map"))
        parts.map_wire(None, selected, theme)
    with beside:
        key = f"{of.key}:{theme}:full"
        tones = words.tones(theme)
        parts.report_pane(of.full_runs, tones, key, selected, lambda: chosen.from_part("report"), tinted=True)
    _count(of.day)
    table.show(of.rows, of.day.events["event_id"].tolist(), selected)
    leftover.show(of.day)
    with st.sidebar:
        take.show(of, of.day.events, theme)


def _count(day: Day) -> None:
    doubted = sum(bool(flags.doubts(event)) for event in frame.to_events(day.events))
    st.caption(f"{len(day.events)} rows, {doubted} of them in doubt. Review lists those first.")

"""The page of a new day: hand over a report, and see its map, its events and every word they stand on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo import archive
from geo.errors import GeoError, InputError
from geo.summary import summarise
from geo.views import chosen, figures, leftover, parts, store, table, take, words

if TYPE_CHECKING:
    from geo.model import Day, Report

DRAFT = "draft"
STAGES = {"extract": "Finding places and events", "merge": "Joining what is told twice", "frame": "Checking"}
LARGEST_MB = 5


def show() -> None:
    """Show the page."""
    st.markdown("## New day")
    with st.expander("The report", expanded=DRAFT not in st.session_state):
        _ask()
    if DRAFT in st.session_state:
        _result(st.session_state[DRAFT])


def _ask() -> None:
    """Ask for a report in one of three ways, and read it when the reader says so."""
    text = st.text_area(
        "Paste the text", key="new-text", height=180, placeholder="A live blog, a wire, an update"
    )
    left, right = st.columns(2)
    file = left.file_uploader("Or drop a file", max_upload_size=LARGEST_MB, key="new-file")
    address = right.text_input(
        "Or an address (https)",
        key="new-address",
        help="The page is fetched from this machine when you press the button, and at no other time.",
    )
    told = right.date_input("Day of the report, if it does not tell it", value=None, key="new-day")
    title = left.text_input("Title on the map, if not the report's own", key="new-title")
    published = told if isinstance(told, date) else None
    if st.button("Make the map", type="primary", key="new-go"):
        if not (text.strip() or file or address.strip()):
            st.warning("Paste a text, drop a file or give an address first.")
            return
        with st.status("Reading the report", expanded=True) as status:
            try:
                st.session_state[DRAFT] = _make(_read(text, file, address.strip(), published), title.strip())
                status.update(label="Done", state="complete", expanded=False)
            except GeoError as fault:
                status.update(label=words.plain(str(fault)), state="error", expanded=False)
                return
        chosen.choose(None)
        st.rerun()


def _read(text: str, file: object, address: str, published: date | None) -> Report:
    from geo.read import read, read_bytes
    from geo.read.web import fetch

    if text.strip():
        return read(f"{text}\n", published=published)
    if file is not None:
        return read_bytes(file.getvalue(), file.name, published=published)  # type: ignore[attr-defined]
    return fetch(address, published=published)


def _make(report: Report, title: str) -> store.Opened:
    from geo.day import make_day

    if report.published is None:
        raise InputError("the report does not tell its day; choose the day of the report and try again")

    bar = st.progress(0.0)

    def tell(stage: str, share: float) -> None:
        bar.progress(share, STAGES.get(stage, stage))

    day = make_day(report, progress=tell)
    day = replace(day, title=title) if title else day
    return store.Opened(f"draft:{hash((report.text, day.date)):x}", day)


def _result(of: store.Opened) -> None:
    theme, selected = words.theme(), chosen.current()
    summary = summarise(of.day.events)
    figures.show(summary)
    pane, beside = st.columns([9, 5], gap="small")
    with pane:
        parts.map_frame(of.page(theme), of.key, "Map of the new day", partial(chosen.from_part, "map"))
        parts.map_wire(None, selected, theme)
    with beside:
        take_over = partial(chosen.from_part, "report")
        key = f"{of.key}:{theme}:full"
        parts.report_pane(of.full_runs, words.tones(theme), key, selected, take_over, tinted=True)
    _keep(of.day)
    table.show(of.rows, of.day.events["event_id"].tolist(), selected)
    leftover.show(of.day)
    with st.sidebar:
        take.show(of, of.day.events, theme)


def _keep(day: Day) -> None:
    """Offer to save the day into the archive."""
    flagged = int(day.events["review"].map(bool).sum())
    note = f"{len(day.events)} rows, {flagged} of them to look over."
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.caption(f"{note} Saving keeps what a person has edited before.")
    if right.button("Save the day", key="new-save", width="stretch"):
        try:
            archive.save(day)
        except GeoError as fault:
            st.error(words.plain(str(fault)))
        else:
            st.success(f"{day.date} is saved. Open it under Day, or look it over under Review.")

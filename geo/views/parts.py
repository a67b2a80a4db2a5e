"""The parts of a page that Streamlit has no widget for: the map in its frame, and the report beside it.

Both get plain values; the scripts beside this file turn them into text nodes, never into HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from geo.model import LonLat
from geo.passages import Run

ASSETS = Path(__file__).with_name("assets")


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def map_frame(
    page: str,
    key: str,
    title: str,
    on_chosen: Callable[[], None],
    *,
    on_picked: Callable[[], None] | None = None,
    at: LonLat | None = None,
) -> None:
    """Show a map page; it is mounted again only when ``key`` changes.

    With ``on_picked`` a click on the bare map gives a point: lon and lat, as ``picked`` of the state; ``at``
    is the point that is shown.
    """
    part = st.components.v2.component(
        "sitmap_map", js=_asset("map.js"), css=_asset("map.css"), isolate_styles=False
    )
    part(
        key="map",
        data={"page": page, "key": key, "title": title, "pick": {"at": at} if on_picked else None},
        on_chosen_change=on_chosen,
        on_picked_change=on_picked or _nothing,
    )


def _nothing() -> None:
    """Take no point."""


def map_wire(ids: list[str] | None, selected: str | None, theme: str) -> None:
    """Tell the map which events to show (none given: all), which one is chosen, and the page's theme."""
    part = st.components.v2.component("sitmap_wire", js=_asset("wire.js"), isolate_styles=False)
    part(key="wire", data={"ids": ids, "selected": selected, "theme": theme})


def report_pane(
    runs: Iterable[Run],
    tones: dict[str, str],
    key: str,
    selected: str | None,
    on_chosen: Callable[[], None],
    *,
    tinted: bool = False,
) -> None:
    """Show a report, the words of every event marked and those of the chosen one in view.

    Parameters
    ----------
    runs : iterable of Run
        The report, cut by ``geo.passages.runs``.
    tones : dict
        Colour of each category.
    key : str
        Changes when the runs do.
    selected : str or None
        The chosen event.
    on_chosen : callable
        Called when the reader chooses an event by its words.
    tinted : bool
        Fill the words with the category's colour instead of underlining them.
    """
    shape = "report tinted" if tinted else "report"
    part = st.components.v2.component(
        "sitmap_report_tinted" if tinted else "sitmap_report",
        html=f'<div class="{shape}" tabindex="0" role="region" aria-label="The report"></div>',
        js=_asset("report.js"),
        css=_asset("report.css"),
    )
    part(
        key="report",
        data={"runs": [_wire(run, tones) for run in runs], "key": key, "selected": selected},
        on_chosen_change=on_chosen,
    )


def _wire(run: Run, tones: dict[str, str]) -> list[Any]:
    kinds = " ".join(dict.fromkeys(mark.kind for mark in run.marks))
    innermost = sorted(run.marks, key=lambda mark: mark.end - mark.start)
    keys = " ".join(dict.fromkeys(mark.key for mark in innermost if mark.key))
    tone = next((tones.get(mark.tone, "") for mark in innermost if mark.tone), "")
    note = next((mark.note for mark in innermost if mark.note), "")
    return [run.text, kinds, keys, tone, note]

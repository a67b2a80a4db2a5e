"""The filters beside the map; every one of them is part of the page's address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import filter as filtering
from geo.views import words

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

KEYS = {
    "categories": ("category", "Category"),
    "attackers": ("attacker", "Attacker"),
    "statuses": ("status", "How sure"),
    "precisions": ("precision", "How exact the place"),
    "oblasts": ("oblast", "Oblast or region"),
}
FEW = ("attackers", "statuses")
CASUALTIES = {"any": "killed or injured", "killed": "killed", "injured": "injured"}


def choice(events: GeoDataFrame) -> filtering.Choice:
    """Show the filters and give what the reader chose."""
    text = st.text_input(
        "Search",
        key="q",
        bind="query-params",
        type="search",
        live=True,
        placeholder="Place, target, words of the report",
    )
    fields = {name: _field(events, name) for name in KEYS}
    casualties = st.pills(
        "Casualties",
        list(CASUALTIES),
        default=None,
        format_func=CASUALTIES.__getitem__,
        key="casualties",
        bind="query-params",
    )
    return filtering.Choice(**fields, casualties=casualties, text=text or "")


def _field(events: GeoDataFrame, name: str) -> tuple[str, ...]:
    key, title = KEYS[name]
    values = filtering.options(events, name)
    show = words.label(key) if key != "oblast" else str
    if name not in FEW:
        return tuple(
            st.multiselect(title, values, format_func=show, key=key, bind="query-params", placeholder="All")
        )
    return tuple(
        st.pills(
            title,
            values,
            selection_mode="multi",
            default=None,
            format_func=show,
            key=key,
            bind="query-params",
        )
    )


def clear() -> None:
    """Take every filter off."""
    for key, _ in KEYS.values():
        st.session_state[key] = []
    st.session_state["casualties"] = None
    st.session_state["q"] = ""

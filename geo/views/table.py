"""The table of events: sortable, and choosing a row chooses the event everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.views import chosen, words

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

KEY = "table"
COLUMNS = {
    "date_start": "Date",
    "place_name": "Place",
    "admin1": "Region",
    "category": "What",
    "attacker": "Attacker",
    "killed_min": "Killed",
    "injured_min": "Injured",
    "status": "How sure",
    "attributed_to": "Who says so",
    "precision": "Place is",
    "record_type": "Record",
    "quote": "Words of the report",
}
LABELLED = ("category", "attacker", "status", "precision", "record_type")
HEIGHT = 420


def rows(events: GeoDataFrame) -> DataFrame:
    """Give the table's cells in words, on the index of the events."""
    import pandas as pd

    cells = {name: events[name] for name in COLUMNS}
    for name in LABELLED:
        cells[name] = events[name].map(words.labels(name)).fillna("")
    cells["place_name"] = events["place_name"].fillna(events["place_text"]).fillna("not placed")
    return pd.DataFrame(cells)


def show(shown: DataFrame, ids: list[str], selected: str | None) -> None:
    """Show the rows; ``ids`` are their events in the same order."""
    row = [ids.index(selected)] if selected in ids else []
    st.session_state[KEY] = {"selection": {"rows": row, "columns": [], "cells": []}}
    st.dataframe(
        shown,
        key=KEY,
        height=HEIGHT,
        hide_index=True,
        column_config=_config(),
        on_select=lambda: _take(ids),
        selection_mode="single-row",
        placeholder="",
        alt="Events of the day",
    )


def _take(ids: list[str]) -> None:
    picked = st.session_state[KEY]["selection"]["rows"]
    chosen.choose(ids[picked[0]] if picked and picked[0] < len(ids) else None)


def _config() -> dict[str, Any]:
    config: dict[str, Any] = {name: st.column_config.TextColumn(title) for name, title in COLUMNS.items()}
    least = "At least so many; empty means that the report does not say."
    for name in ("killed_min", "injured_min"):
        config[name] = st.column_config.NumberColumn(COLUMNS[name], help=least, width="small")
    config["place_name"] = st.column_config.TextColumn("Place", pinned=True)
    config["quote"] = st.column_config.TextColumn(COLUMNS["quote"], width="large")
    return config

"""Charts of the page "Front": how much is held and how long the line is over time, and plain bars."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geo import frontline
from geo.frontline import areas

if TYPE_CHECKING:
    from geo.frontline import Control


def series(days: tuple[Control, ...]) -> None:
    """Show held area, line and net change by month; one day has no series."""
    if len(days) < 2:
        return
    frame = _rows(tuple(day.date for day in days), days)
    st.markdown("### Over time")
    left, right = st.columns(2, gap="large")
    left.markdown("**Held, km²**")
    left.vega_lite_chart(frame, _time("held", zero=False), width="stretch")
    right.markdown("**Line of contact, km**")
    right.vega_lite_chart(frame, _time("line", zero=False), width="stretch")
    months = (
        frame.assign(month=[f"{day:%Y-%m}" for day in frame["day"]])
        .groupby("month", as_index=False)["net"]
        .sum()
    )
    if len(months) > 1:
        st.markdown("**Net change by month, km²**")
        st.vega_lite_chart(months, bars("month", "net", standing=True), width="stretch")


@st.cache_data(max_entries=8, show_spinner="Measuring the series")
def _rows(dates: tuple[dt.date, ...], _days: tuple[Control, ...]) -> pd.DataFrame:
    from geo.frontline import line

    held = [areas.measure(day, by_oblast=False).held_km2 for day in _days]
    km = [frontline.length_km(line.contact(day)) for day in _days]
    net = [0.0, *(after - before for before, after in pairwise(held))]
    return pd.DataFrame({"day": list(dates), "held": held, "line": km, "net": net})


def bars(name: str, value: str, *, standing: bool = False) -> dict[str, Any]:
    """Give the drawing of a bar chart, lying unless asked otherwise."""
    category = {
        "field": name,
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": 180, "labelAngle": 0},
    }
    number = {"field": value, "type": "quantitative", "title": value if not standing else None}
    x, y = (category, number) if standing else (number, category)
    return {
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {"x": x, "y": y},
        "height": 240 if standing else {"step": 22},
    }


def _time(value: str, *, zero: bool) -> dict[str, Any]:
    y = {"field": value, "type": "quantitative", "title": None, "scale": {"zero": zero}}
    x = {"field": "day", "type": "temporal", "title": None}
    return {
        "mark": {"type": "line", "point": True, "tooltip": True},
        "encoding": {"x": x, "y": y},
        "height": 240,
    }

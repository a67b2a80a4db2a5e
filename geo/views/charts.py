"""Small charts: when the report's posts told of the incidents, and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.summary import by_hour

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.model import Report
    from geo.summary import Summary

MOST = 15


def show(events: GeoDataFrame, report: Report | None, of: Summary) -> None:
    """Show both charts side by side; one that has nothing to tell is left out."""
    hours = by_hour(events, report)
    charts = []
    if any(hours):
        rows = [{"at": f"{hour:02d}", "incidents": count} for hour, count in enumerate(hours)]
        charts.append(("**Incidents by hour of the post that tells them**", rows, _standing()))
    if of.by_oblast:
        rows = [{"at": count.label, "incidents": count.count} for count in of.by_oblast[:MOST]]
        charts.append(("**Incidents by oblast or region**", rows, _lying(len(rows))))
    for column, (title, rows, spec) in zip(st.columns(2, gap="large"), charts, strict=False):
        column.markdown(title)
        column.vega_lite_chart(rows, spec)


def _standing() -> dict[str, Any]:
    x = {"field": "at", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    return {"mark": {"type": "bar", "tooltip": True}, "encoding": {"x": x, "y": _count()}, "height": 240}


def _lying(rows: int) -> dict[str, Any]:
    axis = {"labelLimit": 200, "labelOverlap": False}
    y = {"field": "at", "type": "nominal", "title": None, "sort": None, "axis": axis}
    return {
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {"y": y, "x": _count()},
        "height": 18 * rows + 30,
    }


def _count() -> dict[str, Any]:
    axis = {"tickMinStep": 1}
    return {"field": "incidents", "type": "quantitative", "title": None, "stack": None, "axis": axis}

"""The headline figures of what is shown; totals speak for their parts, so nobody is counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from geo.summary import Summary

HELP = {
    "Events": "Incidents of the day; earlier events told as background are not counted.",
    "Killed": "As the report tells it; a total stands for its parts, and nobody is counted twice.",
    "Injured": "As the report tells it; a total stands for its parts, and nobody is counted twice.",
    "Places": "Named sites, towns and districts of the incidents.",
    "Regions": "Oblasts, and regions abroad, of the incidents.",
    "How sure": "Confirmed: two independent sides or sources say so. Claimed: one says so.",
}


def show(of: Summary) -> None:
    """Show the figures in one row that wraps on a narrow screen."""
    sure = {count.id: count.count for count in of.by_status}
    values = {
        "Events": str(of.incidents),
        "Killed": str(of.killed),
        "Injured": str(of.injured),
        "Places": str(of.places),
        "Regions": str(of.oblasts),
        "How sure": f"{sure.get('confirmed', 0)} confirmed, {sure.get('claimed', 0)} claimed",
    }
    with st.container(horizontal=True, gap="large", key="figures"):
        for name, value in values.items():
            st.metric(name, value, help=HELP[name], width="content")

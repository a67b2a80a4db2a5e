"""The few measures that Streamlit's theme has no word for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

SHEET = Path(__file__).with_name("assets") / "page.css"


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(SHEET)

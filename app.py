"""The app's entry: page config and navigation."""

from __future__ import annotations

import streamlit as st

from geo.views.look import apply
from geo.views.pages import pages

st.set_page_config(page_title="Sitmap", layout="wide", initial_sidebar_state=250)
apply()
st.navigation(pages()).run()

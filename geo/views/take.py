"""What a reader takes away: the map as one HTML file, and the shown events as GeoJSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import frame
from geo.views import store

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


def show(of: store.Opened, events: GeoDataFrame, theme: str) -> None:
    """Show the three buttons; a file is only written when its button is pressed."""
    st.markdown("**Take away**")
    name = f"sitmap-{of.day.date}"
    _button("Map (HTML)", lambda: of.page(theme), f"{name}.html", "text/html")
    _button("Events (GeoJSON)", lambda: frame.to_geojson(events), f"{name}.geojson", "application/geo+json")
    _button("Events (CSV)", lambda: frame.to_csv(events), f"{name}.csv", "text/csv")


def _button(label: str, data: object, name: str, mime: str) -> None:
    st.download_button(label, data, name, mime, on_click="ignore", width="stretch", key=f"take-{mime}")  # type: ignore[arg-type]

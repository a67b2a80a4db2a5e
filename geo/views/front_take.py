"""What the page "Front" takes from the archive, and what a reader takes away from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from geo import archive, frontline
from geo.frontline import files, near, series

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame, Series
    from shapely.geometry.base import BaseGeometry

    from geo.frontline import Change, Control, Front

REACH_DAYS = 3


def archived(shown: Front) -> tuple[dt.date, DataFrame, dict[str, int], str] | None:
    """Give the activity of the archived day nearest to a front, beside the day and the week before it."""
    entries = {entry.date: entry.path for entry in archive.days()}
    if not (entry := _nearest(shown.as_of)):
        return None
    chosen = entry.date
    events = archive.load(entries[chosen]).events
    earlier = {
        held: archive.load(entries[held]).events
        for held in (chosen - dt.timedelta(days=back) for back in range(1, 8))
        if held in entries
    }
    placed = near.place(events, shown)
    table = near.compared(events, earlier, shown, chosen)
    missing = "" if len(earlier) == 7 else f"The archive holds {len(earlier)} of the 7 days before."
    return chosen, table, near.by_band(placed[incidents(events)]), missing


def heat(shown: Front) -> list[tuple[BaseGeometry, int]]:
    """Give the incidents along the line of the archived day nearest to a front's date."""
    entry = _nearest(shown.as_of)
    return near.heat(archive.load(entry.path).events, shown) if entry else []


def facts(shown: Front) -> list[tuple[float, float, list[str]]]:
    """Give the area facts of the archived day nearest to a front's date, as they stand on its map."""
    entry = _nearest(shown.as_of)
    return frontline.claims_plates(archive.load(entry.path).events) if entry else []


def told(shown: Front) -> tuple[DataFrame, DataFrame]:
    """Give the changes that either side claims on the archived day, and where every event lies."""
    entry = _nearest(shown.as_of)
    events = archive.load(entry.path).events if entry else archive.load(archive.days()[0].path).events
    placed = near.place(events, shown)
    words = events[["place_name", "category", "attacker", "status", "attributed_to"]]
    claimed = words[(events["category"] == "territorial_change") & (events["record_type"] != "area")]
    where = placed[["distance_km", "uncertain_km", "side", "sector"]]
    return claimed, words[["place_name", "category", "status"]].join(where).sort_values("distance_km")


def _nearest(day: dt.date) -> archive.Entry | None:
    close = [entry for entry in archive.days() if abs((entry.date - day).days) <= REACH_DAYS]
    return min(close, key=lambda entry: (abs((entry.date - day).days), entry.date), default=None)


def incidents(events: GeoDataFrame) -> Series[bool]:
    """Mark the rows that are incidents of the day itself."""
    background = events["background"].fillna(value=False).astype(bool)
    found: Series[bool] = (events["record_type"] == "incident") & ~background
    return found


def claims(days: Sequence[Control]) -> DataFrame | None:
    """Check the area facts of every archived day against the loaded polygons."""
    import pandas as pd

    tables = [
        frontline.claims_table(frontline.check_claims(archive.load(entry.path).events, days))
        for entry in archive.days()
    ]
    return pd.concat(tables, ignore_index=True) if tables else None


def show(shown: Front, day: Control, moved: Change | None, days: Sequence[Control], html: str) -> None:
    """Show the buttons; a file is only written when its button is pressed."""
    st.markdown("### Take away")
    name = f"sitmap-front-{day.date}"
    geojson = "application/geo+json"
    buttons: list[tuple[str, Callable[[], str], str, str]] = [
        ("Map (HTML)", lambda: html, f"{name}.html", "text/html"),
        ("Line (GeoJSON)", lambda: files.line(shown), f"{name}-line.geojson", geojson),
        ("Areas (GeoJSON)", lambda: files.control(day), f"{name}-areas.geojson", geojson),
    ]
    if moved:
        text = (day.source, day.credit)
        buttons.append(
            ("Change (GeoJSON)", lambda: files.change(moved, *text), f"{name}-change.geojson", geojson)
        )
    buttons.append(("Figures (CSV)", lambda: _csv(days), f"{name}.csv", "text/csv"))
    for column, (label, make, file, mime) in zip(st.columns(len(buttons)), buttons, strict=True):
        column.download_button(
            label, make, file, mime, on_click="ignore", width="stretch", key=f"front-take-{file}"
        )


def _csv(days: Sequence[Control]) -> str:
    pairs = zip([None, *days[:-1]], days, strict=True)
    return series.write_csv([series.row(day, before, ", ".join(day.names)) for before, day in pairs])

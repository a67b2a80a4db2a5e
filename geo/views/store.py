"""What the pages keep between runs: days as opened, and map pages as built. Nothing here is ever changed.

Streamlit cannot hash a GeoDataFrame, so everything is kept by path, time of writing and plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo import archive, frame, passages
from geo import filter as filtering
from geo.views import table

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from geo.model import Day
    from geo.passages import Run

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Opened:
    """A day with what the pages need of it again and again."""

    folder: str
    stamp: Stamp
    day: Day

    @property
    def key(self) -> str:
        """Changes when a file of the day does."""
        return f"{self.folder}:{hash(self.stamp):x}"

    @cached_property
    def texts(self) -> Series:
        """The searchable words of every row."""
        return filtering.searchable(self.day.events)

    @cached_property
    def rows(self) -> DataFrame:
        """The table's cells in words."""
        return table.rows(self.day.events)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The report with the words of every event marked."""
        text = self.day.report.text if self.day.report else ""
        marks = passages.of_events(frame.records(self.day.events))
        return passages.runs(text, (*passages.layout(text), *marks))


def stamp(folder: Path) -> Stamp:
    """Name, time of writing and size of every file in a day's folder."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def opened(folder: Path) -> Opened:
    """Open a day, or give it back if none of its files changed."""
    return _opened(str(folder), stamp(folder))


@st.cache_resource(max_entries=8, show_spinner=False)
def _opened(folder: str, files: Stamp) -> Opened:
    return Opened(folder, files, archive.load(Path(folder)))


def page(of: Opened, theme: str) -> str:
    """Give the map page of a day, built once a theme."""
    return _page(of.folder, of.stamp, theme)


@st.cache_resource(max_entries=8, show_spinner=False)
def _page(folder: str, files: Stamp, theme: str) -> str:
    from geo.page import page as whole_page

    return whole_page(_opened(folder, files).day, theme=theme)

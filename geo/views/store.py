"""What the pages keep between runs: days as opened, and map pages as built. Nothing here is ever changed.

Streamlit cannot hash a GeoDataFrame, so everything is kept by path, time of writing and plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo import archive, find_places, frame, passages
from geo import filter as filtering
from geo.page import page
from geo.views import table

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from geo.model import Day
    from geo.passages import Run

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Opened:
    """A day with what the pages need of it again and again; ``key`` changes when the day does."""

    key: str
    day: Day

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
        return self._runs(())

    @cached_property
    def full_runs(self) -> tuple[Run, ...]:
        """The report with events, place names, what gave no event, and what belongs to the page."""
        text = self.day.report.text if self.day.report else ""
        names = passages.of_places((found.start, found.end) for found in find_places(text))
        page = passages.of_page(self.day.report.boilerplate if self.day.report else ())
        return self._runs((*passages.of_rejects(self.day.rejects), *page, *names))

    @cached_property
    def light(self) -> str:
        """The map page for light pages."""
        return page(self.day, theme="light")

    @cached_property
    def dark(self) -> str:
        """The map page for dark pages."""
        return page(self.day, theme="dark")

    def page(self, theme: str) -> str:
        """Give the map page, built once a theme."""
        return self.dark if theme == "dark" else self.light

    def _runs(self, more: tuple[passages.Mark, ...]) -> tuple[Run, ...]:
        text = self.day.report.text if self.day.report else ""
        marks = passages.of_events(frame.records(self.day.events))
        return passages.runs(text, (*passages.layout(text), *marks, *more))


def opened(folder: Path) -> Opened:
    """Open a day, or give it back if none of its files changed."""
    return _opened(str(folder), _stamp(folder))


def pick() -> Opened:
    """Let the reader choose a day of the archive, the newest by default; the address keeps it."""
    days = {entry.date.isoformat(): entry.path for entry in archive.days()}
    return opened(days[st.selectbox("Day", list(days), key="day", bind="query-params")])


def _stamp(folder: Path) -> Stamp:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@st.cache_resource(max_entries=8, show_spinner=False)
def _opened(folder: str, files: Stamp) -> Opened:
    return Opened(f"{folder}:{hash(files):x}", archive.load(Path(folder)))

"""Where the page "Front" gets its days from: the line that ships, own files, fetched files.

An upload is written to a folder of its own under a plain name and read through the one door for control
files.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo import frontline
from geo.errors import GeoError
from geo.frontline import dates, series, web

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geo.frontline import Control, Front

DEFAULT = "Approximate line (ships with Sitmap)"
OWN = "Your files"
FETCHED = "Fetched files"
ENDINGS = ["geojson", "json", "gpkg", "csv", "tsv", "zip"]


@dataclass(frozen=True)
class Loaded:
    """Days of one source, oldest first, the files that could not be used, and a key that tells them apart."""

    days: tuple[Control, ...]
    faults: tuple[str, ...]
    key: str
    approximate: bool = False


def default() -> Loaded:
    """Give the line that ships."""
    shown = frontline.contact_line()
    return Loaded((frontline.as_control(shown),), (), f"default-{shown.as_of}", approximate=True)


def own(files: Sequence[UploadedFile], date: dt.date | None, column: str = "", classes: str = "") -> Loaded:
    """Read what the reader gave; files of one date are the layers of one day.

    ``classes`` says what the values of ``column`` mean, such as ``red=held, amber=grey``.
    """
    given = tuple((plain_name(file.name), file.getvalue()) for file in files)
    pairs = tuple(
        tuple(part.strip() for part in pair.rsplit("=", 1)) for pair in classes.split(",") if "=" in pair
    )
    return _read(given, date, column.strip(), pairs)


def fetched() -> Loaded:
    """Read what was fetched before."""
    folder = web.cache_folder()
    paths = series.files(folder) if folder.is_dir() and any(folder.glob("*.geojson")) else []
    return _read(tuple((path.name, path.read_bytes()) for path in paths), None)


def fetch(day: dt.date) -> str | None:
    """Fetch one day after the reader agreed; gives the fault, if there is one."""
    try:
        web.fetch(day, agreed=True)
    except GeoError as fault:
        return str(fault)
    return None


def plain_name(name: str) -> str:
    """Give a file name without folders and odd signs; its date and ending stay readable."""
    return re.sub(r"[^\w.\- ]", "_", Path(name.replace("\\", "/")).name).lstrip(".") or "file"


def front_of(day: Control, *, approximate: bool) -> Front:
    """Give the front of a day: the line that ships as it was drawn, else the one out of its polygons."""
    return frontline.contact_line() if approximate else _front(day)


@st.cache_resource(max_entries=4, show_spinner="Reading the control files")
def _read(
    files: tuple[tuple[str, bytes], ...],
    date: dt.date | None,
    column: str = "",
    pairs: tuple[tuple[str, ...], ...] = (),
) -> Loaded:
    days, faults = [], []
    with tempfile.TemporaryDirectory(prefix="sitmap-") as home:
        for group in _by_date(files):
            paths = [Path(home) / name for name, _ in group]
            for path, (_, data) in zip(paths, group, strict=True):
                path.write_bytes(data)
            try:
                given = paths if len(paths) > 1 else paths[0]
                mapping = dict(pair for pair in pairs if len(pair) == 2)
                days.append(frontline.load(given, date=date, column=column or None, mapping=mapping))
            except GeoError as fault:
                faults.append(str(fault).replace(home, ""))
    ordered = tuple(sorted(days, key=lambda day: day.date))
    return Loaded(ordered, tuple(faults), f"{hash((files, date, column, pairs)):x}")


def _by_date(files: tuple[tuple[str, bytes], ...]) -> list[list[tuple[str, bytes]]]:
    groups: dict[object, list[tuple[str, bytes]]] = {}
    for name, data in files:
        groups.setdefault(dates.in_name(Path(name)) or name, []).append((name, data))
    return list(groups.values())


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={frontline.Control: id})
def _front(day: Control) -> Front:
    return frontline.front(day)

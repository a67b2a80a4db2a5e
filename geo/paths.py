"""Where the files that ship with sitmap are found, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"  # the wheel puts data/ and app.py here; a checkout keeps them beside geo/
_HOME = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


def data_path(*parts: str) -> Path:
    """Path of a shipped data file, e.g. ``data_path("days", "2025-06-02")``."""
    return _HOME.joinpath("data", *parts)


def asset_path(*parts: str) -> Path:
    """Path of a script or style sheet that the map carries, e.g. ``asset_path("map.js")``."""
    return _PACKAGE.joinpath("assets", *parts)


def app_path() -> Path:
    """Path of the Streamlit script."""
    return _HOME / "app.py"

"""How marks look and which layers the map has: ``data/vocab/style.toml`` as read."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from geo.errors import InputError
from geo.paths import data_path

THEMES = ("light", "dark", "auto")


@lru_cache(maxsize=1)
def style() -> dict[str, Any]:
    """Read the style table; callers must not change it."""
    return tomllib.loads(data_path("vocab", "style.toml").read_text(encoding="utf-8"))


def check_theme(theme: str) -> str:
    """Return ``theme`` if the map has it.

    Raises
    ------
    InputError
        If it is none of light, dark and auto.
    """
    if theme not in THEMES:
        raise InputError(f"theme {theme!r} is not known; choose one of {', '.join(THEMES)}")
    return theme

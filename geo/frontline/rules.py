"""The words of control files and the classes they mean, read from ``data/vocab/control.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType
from typing import Any

from geo.paths import data_path

LEAVE = "leave"
HELD, GREY = "held", "grey"
ADVANCED = ("advance", "claimed")
_KEY = re.compile(r"geojson\.([a-z0-9_.]+)", re.IGNORECASE)


@cache
def table() -> Mapping[str, Any]:
    """Read the whole table, read-only."""
    return MappingProxyType(tomllib.loads(data_path("vocab", "control.toml").read_text(encoding="utf-8")))


def classes() -> tuple[str, ...]:
    """Ids of the classes, the strongest first."""
    return tuple(table()["class"])


def label(class_id: str) -> str:
    """Name of a class for people."""
    return str(table()["class"][class_id]["label"])


def deepstate_key(name: str) -> str | None:
    """Key at the end of a DeepStateMap name, such as ``status.occupied``; spaces of any kind are ignored."""
    found = _KEY.findall(name)
    return found[-1].lower().rstrip(".") if found else None


def deepstate_class(key: str) -> str | None:
    """Class of a DeepStateMap key; null for a key that the table does not hold."""
    return next((value for pattern, value in table()["deepstate"].items() if fnmatchcase(key, pattern)), None)


def layer_class(words: str) -> str | None:
    """Class that a layer's name or a file's name tells."""
    spaced = " ".join(re.split(r"[\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words))).lower()
    return next((value for pattern, value in table()["layers"]["patterns"] if pattern in spaced), None)


def status_class(value: object) -> str | None:
    """Class of a value in a status column."""
    folded = str(value).strip().lower()
    return next((name for name, words in table()["status"].items() if folded in words), None)

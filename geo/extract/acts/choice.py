"""One reading of a unit's words: a category, and the trigger that gave it.

Assumes that the trigger stands in the unit that the reading is of.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.extract.words.triggers import Hit


@dataclass(frozen=True, slots=True)
class Choice:
    """A category that a unit may have, the part its trigger plays, and the trigger."""

    category: str
    role: str
    hit: Hit

"""Which events of a day a reader wants to see: one frozen choice, one mask over the table.

An empty field of the choice asks for nothing; the fields that ask must all be met.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.text import fold

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import Series

FIELDS = {
    "categories": "category",
    "attackers": "attacker",
    "statuses": "status",
    "precisions": "precision",
    "oblasts": "admin1",
}
CASUALTIES = {
    "killed": ("killed_min", "killed_max"),
    "injured": ("injured_min", "injured_max"),
    "any": ("killed_min", "killed_max", "injured_min", "injured_max"),
}
SEARCHED = (
    "place_text",
    "place_name",
    "admin1",
    "target",
    "weapon",
    "attributed_to",
    "time_text",
    "quote",
    "summary",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asked for.

    ``casualties`` is a key of ``CASUALTIES``; ``text`` are words that must all stand in the event's own text.
    """

    categories: tuple[str, ...] = ()
    attackers: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    oblasts: tuple[str, ...] = ()
    casualties: str | None = None
    text: str = ""


def mask(events: GeoDataFrame, choice: Choice, texts: Series | None = None) -> Series:
    """Tell for every row whether it meets the choice.

    Parameters
    ----------
    events : GeoDataFrame
        The event table.
    choice : Choice
        What is asked for.
    texts : Series of str, optional
        ``searchable(events)``, where the caller has it already.

    Returns
    -------
    Series of bool
        On the index of ``events``.
    """
    import pandas as pd

    kept = pd.Series(True, index=events.index)
    for name, column in FIELDS.items():
        wanted = getattr(choice, name)
        if wanted:
            kept &= events[column].isin(wanted)
    if choice.casualties:
        kept &= events[list(CASUALTIES[choice.casualties])].gt(0).any(axis=1).astype(bool)
    words = fold(choice.text).split()
    if words:
        haystack = searchable(events) if texts is None else texts
        for word in words:
            kept &= haystack.str.contains(word, regex=False)
    return kept.astype(bool)


def searchable(events: GeoDataFrame) -> Series:
    """Give the words of every row that a search looks at, folded like a name (case, accents, apostrophes)."""
    columns = [events[name].astype(object) for name in SEARCHED]
    import pandas as pd

    rows = zip(*columns, strict=True)
    return pd.Series(
        [fold(" ".join(str(cell) for cell in row if isinstance(cell, str))) for row in rows],
        index=events.index,
        dtype=object,
    )


def options(events: GeoDataFrame, name: str) -> list[str]:
    """List the values that a field of the choice can take in this table, the commonest first.

    Parameters
    ----------
    events : GeoDataFrame
        The event table.
    name : str
        A key of ``FIELDS``.
    """
    counts = events[FIELDS[name]].dropna().astype(str).value_counts()
    return sorted(counts.index, key=lambda value: (-counts[value], value))

"""The columns of the event table: one list that drives validation, GeoJSON, CSV and the README's table."""

from __future__ import annotations

from dataclasses import dataclass

from geo.paths import data_path
from geo.vocab import Term, read_terms


@dataclass(frozen=True, slots=True)
class Column(Term):
    """One column: its kind of cell, its meaning, and the columns of other data sets that tell the same.

    ``dtype`` is one of text, date, int, float, bool, point, line, figures, claims, sources, flags; ``vocab``
    names the loader in ``geo.vocab`` that lists the values; ``default`` stands in where a foreign file tells
    nothing of a column that may not be null.
    """

    dtype: str
    meaning: str
    nullable: bool = True
    vocab: str | None = None
    default: str | bool | None = None
    acled: str | None = None
    ucdp: str | None = None
    viina: str | None = None


COLUMNS: tuple[Column, ...] = tuple(read_terms(data_path("vocab", "columns.toml"), Column).values())
"""Every column of the event table, in order."""

CELLS = tuple(column for column in COLUMNS if column.dtype != "point")
"""The columns that are plain cells, which is all but the geometry."""


def columns_table() -> str:
    """Write the columns as a Markdown table, as it stands in the README."""
    head = ("column", "type", "null", "meaning", "ACLED", "UCDP GED", "VIINA")
    rows = [head, ("---",) * len(head), *map(_row, COLUMNS)]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def _row(column: Column) -> tuple[str, ...]:
    kind = f"[{column.vocab}](data/vocab/{column.vocab}.toml)" if column.vocab else column.dtype
    peers = [f"`{name}`" if name else "" for name in (column.acled, column.ucdp, column.viina)]
    return (f"`{column.id}`", kind, "yes" if column.nullable else "", column.meaning, *peers)

"""The kinds of cells: each column is checked in one go against its kind, every fault in plain words.

A cell that fails becomes null, so that the rules over the whole table can go on and find the other faults.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from geo.frame.columns import Column
from geo.frame.table import empty
from geo.model import Claim, Source

_CONFIG = ConfigDict(extra="forbid", allow_inf_nan=False, str_max_length=1_000_000)
_Count = Annotated[int, Field(ge=0, le=10**12)]
_Position = Annotated[list[float], Field(min_length=2, max_length=2)]
_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is no known key",
    "greater_than_equal": "is below 0; write null where nothing was told",
    "less_than_equal": "is too large to be true",
    "finite_number": "is no finite number",
    "string_type": "is no text",
    "string_too_long": "is longer than a million characters",
    "string_unicode": "holds half of a character (a lone surrogate)",
    "literal_error": "is not as it must be",
    "list_type": "is no list",
    "dict_type": "is no object of names and numbers",
    "too_short": "is no [lon, lat]",
    "too_long": "is no [lon, lat]",
    "model_type": "is no object",
    "model_attributes_type": "is no object",
}
_FAMILIES = {
    "int": "is no whole number",
    "float": "is no number",
    "bool": "is neither true nor false",
}


class Fault(NamedTuple):
    """What is wrong in a row, counted from 0; -1 for the table as a whole."""

    row: int
    words: str


def typed(column: Column, values: list[Any]) -> tuple[list[Any], list[Fault]]:
    """Check a column's cells against its kind.

    Parameters
    ----------
    column : Column
        Any column but the geometry.
    values : list
        Plain values, None for null.

    Returns
    -------
    values : list
        The cells in their own type, faulty ones null.
    faults : list of Fault
        All of them, in the order of the rows.
    """
    nothing = empty(column.dtype)
    values = [nothing if value is None else value for value in values]
    faults = _truths(column, values)
    cleaned = _without(values, faults, nothing)
    try:
        cells = _kind(column.dtype).validate_python(cleaned)
    except ValidationError as failed:
        found = [
            pydantic_fault(column.id, error)
            for error in failed.errors(include_url=False, include_context=False)
        ]
        cells = _kind(column.dtype).validate_python(_without(cleaned, found, nothing))
        faults = sorted({*faults, *found})
    return _finished(column, cells), faults


def brief(value: object) -> str:
    """Show a value in a message: as Python writes it, at most 60 characters, on one line."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _truths(column: Column, values: list[Any]) -> list[Fault]:
    """Find truth values among numbers, which Python itself would take for 0 and 1."""
    if column.dtype not in {"int", "float"} or bool not in set(map(type, values)):
        return []
    words = _FAMILIES[column.dtype]
    rows = (row for row, cell in enumerate(values) if isinstance(cell, bool))
    return [Fault(row, f"{column.id} {values[row]} {words}") for row in rows]


def _without(values: list[Any], faults: list[Fault], nothing: Any) -> list[Any]:  # noqa: ANN401 - any cell
    bad = {fault.row for fault in faults}
    return [nothing if row in bad else value for row, value in enumerate(values)] if bad else values


def _finished(column: Column, cells: list[Any]) -> list[Any]:
    if column.dtype in {"claims", "sources"}:
        return [[vars(item) for item in cell] for cell in cells]
    if column.dtype in {"text", "date"}:
        return [cell if cell and not cell.isspace() else None for cell in cells]
    return cells


def pydantic_fault(name: str, error: Any) -> Fault:  # noqa: ANN401 - pydantic's own dictionary
    """Put one of pydantic's errors in words; the first step of its path is the row."""
    row, *path = error["loc"]
    where = name + "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    kind = error["type"]
    words = _WORDS.get(kind) or _FAMILIES.get(kind.split("_")[0]) or error["msg"]
    given = "" if kind in {"missing", "extra_forbidden"} else f" {brief(error['input'])}"
    return Fault(row, f"{where}{given} {words}")


@lru_cache(maxsize=16)
def _kind(dtype: str) -> TypeAdapter[list[Any]]:
    kinds: dict[str, Any] = {
        "text": list[str | None],
        "date": list[str | None],
        "int": list[_Count | None],
        "float": list[float | None],
        "bool": list[bool | None],
        "line": list[list[_Position]],
        "figures": list[dict[str, float]],
        "claims": list[list[_cell(Claim)]],  # type: ignore[misc] # made at run time
        "sources": list[list[_cell(Source)]],  # type: ignore[misc] # made at run time
        "flags": list[list[str]],
    }
    return TypeAdapter(kinds[dtype], config=_CONFIG)


def _cell(kind: type[Claim] | type[Source]) -> type[BaseModel]:
    """Make the schema of a nested cell from the model's own dataclass; what may be null may be left out."""
    hints = get_type_hints(kind)
    specs: dict[str, Any] = {
        spec.name: (hints[spec.name], _default(spec, hints[spec.name])) for spec in fields(kind)
    }
    return create_model(kind.__name__, __config__=_CONFIG, **specs)


def _default(spec: Any, hint: Any) -> Any:  # noqa: ANN401 - what a dataclass field holds
    if spec.default is not MISSING:
        return spec.default
    return None if isinstance(hint, UnionType) and type(None) in get_args(hint) else ...

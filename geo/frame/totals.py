"""The rules of totals: parts belong to a total, none is its own part, the residual is what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from geo import vocab
from geo.frame.cells import Fault, brief
from geo.frame.rules import Cells


def parents_exist(cells: Cells) -> Iterator[Fault]:
    """Keep parent_id to totals of the same table."""
    kinds = dict(zip(cells["event_id"], cells["record_type"], strict=True))
    for row, parent in enumerate(cells["parent_id"]):
        if parent is None:
            continue
        if parent not in kinds:
            yield Fault(row, f"parent_id {brief(parent)} is no event_id of this table")
        elif kinds[parent] != "total":
            yield Fault(row, f"parent_id {brief(parent)} is of record_type {kinds[parent]!r}, not 'total'")


def parents_acyclic(cells: Cells) -> Iterator[Fault]:
    """Keep totals from being parts of themselves."""
    above = dict(zip(cells["event_id"], cells["parent_id"], strict=True))
    settled: set[str | None] = {None}
    for row, event_id in enumerate(cells["event_id"]):
        path: dict[str | None, None] = {}
        step = event_id
        while step not in settled and step not in path:
            path[step] = None
            step = above.get(step)
        if step in path:
            ring = " > ".join(brief(name) for name in path)
            yield Fault(row, f"parent_id leads round in a ring ({ring}); a total cannot be its own part")
        settled |= set(path)


def residuals_right(cells: Cells) -> Iterator[Fault]:
    """Keep the residual to what the total tells minus the sum of what its parts tell."""
    figures = figure_columns()
    parts = _parts(cells)
    for row, (kind, residual) in enumerate(zip(cells["record_type"], cells["residual"], strict=True)):
        if kind != "total":
            if residual:
                yield Fault(row, f"residual {brief(residual)} stands on a row of record_type {kind!r}")
            continue
        for name in sorted(residual.keys() - figures.keys()):
            yield Fault(row, f"residual has the unknown figure {brief(name)}")
        if members := parts.get(cells["event_id"][row]):
            yield from _left(cells, row, members, residual)


def figure_columns() -> dict[str, str]:
    """Give the column of each figure that a total may sum: ``{"killed": "killed_min", ...}``."""
    names = [term.column for term in vocab.claims().values() if term.column]
    return {name: name if name in {"munitions", "intercepted"} else f"{name}_min" for name in names}


def _parts(cells: Cells) -> dict[str, list[int]]:
    parts: dict[str, list[int]] = defaultdict(list)
    for row, parent in enumerate(cells["parent_id"]):
        if parent is not None:
            parts[parent].append(row)
    return parts


def _left(cells: Cells, row: int, members: list[int], residual: dict[str, float]) -> Iterator[Fault]:
    for name, column in figure_columns().items():
        whole = cells[column][row]
        told = [cells[column][part] for part in members if cells[column][part] is not None]
        given = residual.get(name, 0)
        if whole is None:
            if name in residual:
                yield Fault(row, f"residual tells {name}, which the total itself does not")
        elif given != whole - sum(told):
            sums = f"{whole} minus the parts' {sum(told)} is {whole - sum(told)}"
            yield Fault(row, f"residual {name} is {given:g}, but {sums}")


WHOLE = (parents_exist, residuals_right)
"""The rules of a whole table, which one that a filter cut may break."""


def is_whole(cells: Cells) -> bool:
    """Whether every part has its total and every total its parts."""
    return not any(True for rule in WHOLE for _ in rule(cells))

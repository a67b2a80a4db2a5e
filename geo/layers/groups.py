"""Which switchable layer an event belongs to; the rules are rows of ``style.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import vocab

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Layer:
    """A switch of the map: its id, its words, how many events it holds, and the heading it stands under."""

    id: str
    label: str
    count: int
    parent: str | None = None


def assign(frame: GeoDataFrame, rules: list[dict[str, Any]]) -> tuple[list[Layer], NDArray[np.int64]]:
    """Put every row of an event table into one layer.

    Parameters
    ----------
    frame : GeoDataFrame
        Event table.
    rules : list of dict
        The ``layer`` rows of the style table; the first that fits wins.

    Returns
    -------
    layers : list of Layer
        Those that hold an event, in the order of the rules, rules marked ``last`` at the end.
    codes : array of int
        For every row the index of its layer.
    """
    values = {name: frame[name].to_numpy() for name in ("category", "attacker", "country", "background")}
    of_category = {term.id: term.group for term in vocab.categories().values()}
    values["group"] = np.array([of_category.get(name, "other") for name in values["category"]], dtype=object)
    free = np.ones(len(frame), dtype=bool)
    found: list[tuple[bool, Layer, NDArray[np.bool_]]] = []
    for rule in rules:
        mask = free & _fits(values, rule)
        free &= ~mask
        found += [(bool(rule.get("last")), layer, rows) for layer, rows in _split(rule, mask, values)]
    found.sort(key=lambda item: item[0])
    codes = np.zeros(len(frame), dtype=np.int64)
    for index, (_, _, rows) in enumerate(found):
        codes[rows] = index
    return [layer for _, layer, _ in found], codes


def _fits(values: Mapping[str, NDArray[Any]], rule: Mapping[str, Any]) -> NDArray[np.bool_]:
    mask = np.ones(len(values["group"]), dtype=bool)
    for name, wanted in rule.get("is", {}).items():
        mask &= _among(values[name], wanted)
    for name, unwanted in rule.get("not", {}).items():
        mask &= ~_among(values[name], unwanted)
    return mask


def _among(cells: NDArray[Any], wanted: list[Any]) -> NDArray[np.bool_]:
    allowed = set(wanted)
    return np.fromiter((cell in allowed for cell in cells.tolist()), dtype=bool, count=len(cells))


def _split(
    rule: Mapping[str, Any], mask: NDArray[np.bool_], values: Mapping[str, NDArray[Any]]
) -> list[tuple[Layer, NDArray[np.bool_]]]:
    if not mask.any():
        return []
    if "split" not in rule:
        return [(Layer(rule["id"], rule["label"], int(mask.sum())), mask)]
    cells = values[rule["split"]]
    terms = vocab.categories()
    parts = [(term, mask & (cells == term.id)) for term in terms.values()]
    return [
        (Layer(f"{rule['id']}.{term.id}", term.label, int(rows.sum()), rule["label"]), rows)
        for term, rows in parts
        if rows.any()
    ]

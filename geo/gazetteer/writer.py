"""Places written as the two sorted files of the gazetteer; the same places give the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from geo.errors import InputError
from geo.gazetteer.rows import HEADER, NAME_TYPES, PlaceRow, checked, to_line
from geo.text import fold

PLACES = "places.tsv"
NAMES = "names.tsv"
_RANK = {letter: rank for rank, letter in enumerate(NAME_TYPES)}


def write(places: Iterable[PlaceRow], folder: Path) -> None:
    """Write ``places.tsv`` and ``names.tsv`` into a folder.

    Parameters
    ----------
    places : iterable of PlaceRow
        In any order; each is found by its ``name`` and by all its ``names``.
    folder : Path
        Made if it does not exist; files of an earlier gazetteer are replaced.

    Raises
    ------
    InputError
        If a row has a fault or a ``place_id`` comes twice.
    """
    rows = sorted((checked(row) for row in places), key=lambda row: row.place_id)
    twice = [a.place_id for a, b in pairwise(rows) if a.place_id == b.place_id]
    if twice:
        raise InputError(f"The place_id {twice[0]!r} comes twice; every place needs its own.", tuple(twice))
    lines = ["\t".join(HEADER)]
    keys: dict[str, dict[int, str]] = {}
    offset = len(lines[0].encode()) + 1
    for row in rows:
        for key, kind in _keys(row):
            _keep_best(keys.setdefault(key, {}), offset, kind)
        lines.append(to_line(row))
        offset += len(lines[-1].encode()) + 1
    names = _joined(_name_line(key, keys[key]) for key in sorted(keys, key=str.encode))
    folder.mkdir(parents=True, exist_ok=True)
    replace_files({folder / PLACES: _joined(lines), folder / NAMES: names})


def _keys(row: PlaceRow) -> Iterator[tuple[str, str]]:
    for name, kind in ((row.name, "o"), *row.names):
        if key := fold(name):
            yield key, kind


def _keep_best(owners: dict[int, str], offset: int, kind: str) -> None:
    known = owners.get(offset)
    if known is None or _RANK[kind] < _RANK[known]:
        owners[offset] = kind


def _name_line(key: str, owners: dict[int, str]) -> str:
    return f"{key}\t" + "|".join(f"{offset}:{kind}" for offset, kind in sorted(owners.items()))


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def replace_files(texts: dict[Path, str]) -> None:
    """Write text files aside and put them in place together, so that none is seen half-written."""
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in texts}
    for path, text in texts.items():
        with aside[path].open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    for path in texts:
        aside[path].replace(path)

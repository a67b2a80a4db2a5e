"""Sorted lines in a file that is mapped into memory, found by bisection."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

from geo.errors import NotFoundError


def mapped(path: Path) -> mmap.mmap | bytes:
    """Map a file's bytes without reading them.

    Raises
    ------
    NotFoundError
        If there is no such file.
    """
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
    except FileNotFoundError:
        raise NotFoundError(
            f"There is no gazetteer file {str(path)!r}; run `make data` to build it."
        ) from None


def first_line_from(lines: mmap.mmap | bytes, key: bytes) -> int:
    """Find the offset of the first line that does not sort before ``key``; else the length.

    The lines must be sorted by their bytes up to the first tab.
    """
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        start = lines.rfind(b"\n", low, middle) + 1 or low
        stop = lines.find(b"\n", middle)
        if lines[start : lines.find(b"\t", start)] < key:
            low = stop + 1
        else:
            high = start
    return low


def value_at(lines: mmap.mmap | bytes, key: bytes) -> bytes:
    """Return what stands after the tab in the line of exactly this key; nothing if there is no such line."""
    start = first_line_from(lines, key)
    stop = start + len(key)
    if lines[start : stop + 1] != key + b"\t":
        return b""
    return lines[stop + 1 : lines.find(b"\n", stop)]


def between(lines: mmap.mmap | bytes, low: bytes, high: bytes) -> Iterator[bytes]:
    """Yield the lines whose keys sort from ``low`` up to, and without, ``high``."""
    block = lines[first_line_from(lines, low) : first_line_from(lines, high)]
    yield from block.splitlines()

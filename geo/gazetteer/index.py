"""Sorted lines in a file that is mapped into memory, found by bisection."""

from __future__ import annotations

import mmap
from pathlib import Path

from geo.errors import NotFoundError

Lines = mmap.mmap | bytes
Span = tuple[int, int]
_AFTER_ALL = b"\xff"  # no byte of UTF-8 sorts after it


def mapped(path: Path) -> Lines:
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


def first_line_from(lines: Lines, key: bytes, within: Span | None = None) -> int:
    """Find the offset of the first line that does not sort before ``key``; else the end.

    The lines must be sorted by their bytes up to the first tab; ``within`` must begin and end at lines.
    """
    low, high = within or (0, len(lines))
    while low < high:
        middle = (low + high) // 2
        start = lines.rfind(b"\n", low, middle) + 1 or low
        tab = lines.find(b"\t", start)
        if lines[start:tab] < key:
            low = lines.find(b"\n", tab) + 1
        else:
            high = start
    return low


def value_of_line(lines: Lines, start: int, key: bytes) -> bytes:
    """Return what stands after the tab in the line at ``start`` if its key is exactly this one."""
    stop = start + len(key)
    if lines[start : stop + 1] != key + b"\t":
        return b""
    return lines[stop + 1 : lines.find(b"\n", stop)]


def narrowed(lines: Lines, prefix: bytes, within: Span | None = None) -> Span:
    """Find the span of the lines that begin with ``prefix``; it is empty where none does."""
    start = first_line_from(lines, prefix, within)
    if lines[start : start + len(prefix)] != prefix:
        return start, start
    return start, first_line_from(lines, prefix + _AFTER_ALL, (start, within[1] if within else len(lines)))

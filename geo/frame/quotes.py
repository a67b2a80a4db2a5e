"""The rules of quotes: offsets are in order, as long as the quote, and give its very words in the report."""

from __future__ import annotations

from collections.abc import Iterator

from geo.frame.cells import Fault, brief
from geo.frame.rules import Cells


def quotes_match(cells: Cells, text: str | None) -> Iterator[Fault]:
    """Check the quotes of events and claims.

    Parameters
    ----------
    cells : Cells
        Plain columns of the event table.
    text : str or None
        ``Report.text``; None checks the order and the length of the offsets only.
    """
    spans = zip(cells["start"], cells["end"], cells["quote"], strict=True)
    for row, (start, end, quote) in enumerate(spans):
        if words := _wrong(start, end, quote, text):
            yield Fault(row, words)
    for row, claims in enumerate(cells["claims"]):
        for number, claim in enumerate(claims, start=1):
            if words := _wrong(claim["start"], claim["end"], claim["quote"], text):
                yield Fault(row, f"claims[{number}]: {words}")


def _wrong(start: int | None, end: int | None, quote: str | None, text: str | None) -> str | None:
    if start is None and end is None:
        return None
    if start is None or end is None:
        return "start and end are given together or not at all"
    if start >= end:
        return f"start {start} is not before end {end}"
    if quote and len(quote) != end - start:
        return f"start {start} to end {end} is {end - start} characters, but the quote has {len(quote)}"
    return _unlike(text[start:end], start, quote) if text is not None and quote else None


def _unlike(found: str, start: int, quote: str) -> str | None:
    if found == quote:
        return None
    return f"the report has {brief(found)} at {start}, not the quote {brief(quote)}"

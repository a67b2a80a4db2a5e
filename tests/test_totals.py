"""A night's drones: a total, the regions that share it, and what they leave over."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geo.extract import Extractor
from geo.merge import merge
from geo.model import Report

DAY = date(2025, 6, 2)
TABLE = Path(__file__).parent / "tables" / "downed.tsv"


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def rows():
    """Read the table of tests: tab separated, with a heading."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.mark.parametrize(("total", "residual", "shares", "text"), rows())
def test_downed(total, residual, shares, text, extractor):
    """Shares belong to their regions, the total to the night, and nothing is counted twice."""
    found = merge(extractor(Report(text, published=DAY)).events)
    whole = next((e for e in found if e.record_type == "total"), None)
    parts = [e for e in found if e.record_type == "incident"]
    told = ", ".join(f"{e.place_name} {e.intercepted}" for e in parts)
    assert (told, str(whole.intercepted) if whole else "-") == (shares, total)
    assert (str(whole.residual.get("intercepted", "-")) if whole else "-") == residual
    assert all(e.parent_id == (whole.event_id if whole else None) for e in parts)

"""Casualties: sentence by sentence, and tied to the place and the incident that they belong to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.extract.figures import numbers
from geo.extract.harm import harm
from geo.extract.sentences import sentences
from geo.model import Report

TABLES = Path(__file__).parent / "tables"


def rows(name):
    """Read a table of tests: tab separated, with a heading."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def told(figure):
    """Write a figure as the tables do: "3", "3+", "..60", "-" where it is not told."""
    if figure is None:
        return "-"
    if figure.low is None:
        return f"..{figure.high}"
    return f"{figure.low}" if figure.high == figure.low else f"{figure.low}+"


@pytest.mark.parametrize(("killed", "injured", "text"), rows("harm.tsv"))
def test_casualties(killed, injured, text):
    """Figures belong to their words; null is never 0."""
    s = sentences(Report(text))[0]
    found = harm(s, 0, len(s), numbers(s))
    assert (told(found.killed), told(found.injured)) == (killed, injured)

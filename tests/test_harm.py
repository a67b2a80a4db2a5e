"""Casualties: sentence by sentence, and tied to the place and the incident that they belong to."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geo.extract import Extractor
from geo.extract.figures.harm import harm
from geo.extract.figures.numbers import numbers
from geo.extract.words.sentences import sentences
from geo.merge import merge
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


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def harmed(event):
    """Write an incident as the table does: "Kharkiv 2/-"."""
    counts = (event.killed_min, event.injured_min)
    return f"{event.place_name} " + "/".join("-" if n is None else str(n) for n in counts)


@pytest.mark.parametrize(("wanted", "text"), rows("tied.tsv"))
def test_figures_are_tied(wanted, text, extractor):
    """Figures stay with the place and the incident that they are told of."""
    report = Report(text.replace(" / ", "\n\n"), published=date(2025, 6, 2))
    found = merge(extractor(report).events)
    told_of = sorted(harmed(e) for e in found if e.record_type == "incident")
    assert told_of == sorted(wanted.split(", "))


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("Three people, two of them children, were killed by a missile in Kharkiv.", 2),
        ("A missile killed five people in Kharkiv, including a 6-year-old boy.", 1),
        ("A missile killed two children in Kharkiv.", 2),
        ("A missile killed five people and wounded 20 in Kharkiv, including three children.", None),
        ("Four people were killed in Kharkiv by a missile, among them two girls.", 2),
        ("A child was killed by shelling in Kherson.", 1),
        ("Shelling killed a man in Kherson.", None),
    ],
)
def test_children_are_told_apart(text, young, extractor):
    """Children among the dead are a claim of their own, those among the wounded are none."""
    (event,) = extractor(Report(text, published=date(2025, 6, 2))).events
    assert next((c.value for c in event.claims if c.what == "children_killed"), None) == young

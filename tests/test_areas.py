"""Figures of ground: square kilometres and shares, whose they are, and of what period."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geo.extract import Extractor
from geo.model import Report

DAY = date(2025, 6, 2)
TABLE = Path(__file__).parent / "tables" / "areas.tsv"


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def rows():
    """Read the table of tests: tab separated, with a heading."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def written(claim):
    """Write a figure as the table does: "nearly 19%", "379"."""
    unit = "%" if claim.what == "area_share_percent" else ""
    return " ".join(filter(None, (claim.qualifier, f"{claim.value:g}{unit}")))


@pytest.mark.parametrize(("figures", "side", "start", "end", "text"), rows())
def test_areas(figures, side, start, end, text, extractor):
    """An area is a record of its own with its figure, its side and its period, in any order of words."""
    found = [e for e in extractor(Report(text, published=DAY)).events if e.record_type == "area"]
    told = ",".join(" ".join(written(claim) for claim in e.claims) for e in found)
    sides = ",".join(dict.fromkeys(e.attacker for e in found))
    starts, ends = (",".join(getattr(e, name) for e in found) for name in ("date_start", "date_end"))
    assert tuple(x or "-" for x in (told, sides, starts, ends)) == (figures, side, start, end)


def test_a_figure_goes_on_with_the_period_before(extractor):
    """Sentences without a period and a side keep those of the sentence before."""
    text = (
        "Russian forces gained 507 sq km in May. Nearly 400 sq km lay in the Donetsk region. "
        "Kyiv's army took nothing back that month."
    )
    found = [e for e in extractor(Report(text, published=DAY)).events if e.record_type == "area"]
    assert [(e.claims[0].value, e.attacker, e.date_start) for e in found] == [
        (507, "Russia", "2025-05-01"),
        (400, "Russia", "2025-05-01"),
        (0, "Ukraine", "2025-05-01"),
    ]


def test_an_area_is_no_incident(extractor):
    """Ground won in a month gives no incident and no reject."""
    found = extractor(
        Report("As May closed, nearly 19 percent of Ukraine was in Russian hands.", published=DAY)
    )
    assert [e.record_type for e in found.events] == ["area"]
    assert not found.rejects


@pytest.mark.parametrize(
    ("words", "what", "value"),
    [
        ("causing 7 billion dollars of damage", "damage_usd", 7e9),
        ("causing $7bn of damage", "damage_usd", 7e9),
        ("a loss of 65 million US dollars", "damage_usd", 65e6),
        ("a loss of £5.2bn", "damage_gbp", 5.2e9),
        ("a loss of 5.2 billion pounds", "damage_gbp", 5.2e9),
    ],
)
def test_money(words, what, value, extractor):
    """Money in signs and in words is a claim of the strike that it tells of."""
    text = f"Ukrainian drones hit bombers at the Belaya air base, {words}."
    (event,) = extractor(Report(text, published=DAY)).events
    assert (what, value) in {(claim.what, claim.value) for claim in event.claims}

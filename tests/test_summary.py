"""Headline figures: nobody counted twice, open figures kept open, null kept apart from 0."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import archive, frame, summary
from geo.model import Event, Post, Precision, Report
from geo.summary import Range

ROW = Event(
    event_id="x",
    record_type="incident",
    category="shelling",
    attacker="Russia",
    status="claimed",
    precision=Precision.SETTLEMENT,
    lon=35.1,
    lat=47.8,
    place_name="Town",
    admin1="Zaporizhzhia Oblast",
    admin1_code="UA-23",
    country="UA",
)
TOTAL = replace(ROW, event_id="t", record_type="total", killed_min=5, killed_max=5, residual={"killed": 1})
PART_3 = replace(ROW, event_id="p3", parent_id="t", killed_min=3, killed_max=3)
PART_1 = replace(ROW, event_id="p1", parent_id="t", killed_min=1, killed_max=1, category="air_strike")


def table(*events):
    return frame.from_events(events)


def test_range_in_words():
    """A range is written as people say it."""
    words = {"not told": Range(), "5": Range(5, 5), "5–7": Range(5, 7), "at least 5": Range(5)}
    assert {str(figure): figure for figure in words.values()} == words


def test_summarise_counts_incidents_only():
    """Totals, statements, area figures and background are no incidents."""
    rows = [
        replace(ROW, event_id=kind, record_type=kind) for kind in ("total", "area", "statement", "incident")
    ]
    found = summary.summarise(table(*rows, replace(ROW, event_id="b", background=True)))
    assert (found.incidents, found.background, found.places, found.oblasts) == (1, 1, 1, 1)


def test_summarise_counts_by_word_and_oblast():
    """Counts follow the vocabulary's order, oblasts the number of incidents."""
    rows = [
        ROW,
        replace(PART_1, parent_id=None),
        replace(ROW, event_id="s", admin1="Sumy Oblast", admin1_code="UA-59", status="planned"),
    ]
    found = summary.summarise(table(*rows))
    assert [(count.id, count.count) for count in found.by_category] == [("shelling", 2), ("air_strike", 1)]
    assert [(count.label, count.count) for count in found.by_oblast] == [
        ("Zaporizhzhia Oblast", 2),
        ("Sumy Oblast", 1),
    ]
    assert found.planned == 1


def test_summarise_gives_totals_with_parts_and_residual():
    """A total shows its figure, what each part tells, and what no part explains."""
    (total,) = summary.summarise(table(TOTAL, PART_3, PART_1)).totals
    assert (total.value, total.residual, total.label) == (Range(5, 5), 1, "killed")
    assert [(part.event_id, part.value) for part in total.parts] == [("p3", 3), ("p1", 1)]


def test_summarise_of_nothing():
    """An empty table has no incidents, and its casualties are not told rather than 0."""
    found = summary.summarise(table())
    assert (found.incidents, found.killed, found.by_category, found.totals) == (0, Range(), (), ())


@pytest.mark.parametrize(
    ("rows", "killed"),
    [
        ([TOTAL, PART_3, PART_1], Range(5, 5)),
        ([PART_3, PART_1], Range(4, 4)),
        ([replace(TOTAL, killed_min=None, killed_max=None, residual={}), PART_3, PART_1], Range(4, 4)),
        ([replace(TOTAL, killed_max=None), PART_3], Range(5)),
        ([replace(ROW, killed_min=6), PART_3], Range(9)),
        ([replace(ROW, killed_min=2, killed_max=4), PART_3], Range(5, 7)),
        ([replace(ROW, killed_max=4)], Range(0, 4)),
        ([replace(ROW, killed_min=0, killed_max=0)], Range(0, 0)),
        ([ROW], Range()),
        ([replace(PART_3, background=True), replace(PART_1, status="denied")], Range()),
        ([replace(PART_3, record_type="statement")], Range()),
        (
            [
                replace(TOTAL, event_id="top", killed_min=9, killed_max=9),
                replace(TOTAL, parent_id="top"),
                PART_3,
            ],
            Range(9, 9),
        ),
    ],
)
def test_casualties_count_nobody_twice(rows, killed):
    """A total replaces its parts at every depth, an open figure keeps the sum open, null is not 0."""
    assert summary.casualties(table(*rows), "killed") == killed
    assert summary.casualties(table(*reversed(rows)), "killed") == killed


@given(st.lists(st.integers(0, 50) | st.none(), max_size=6), st.integers(0, 20))
def test_casualties_do_not_depend_on_how_a_total_is_split(parts, residual):
    """Whatever the parts tell, the total speaks for them."""
    rows = [
        replace(ROW, event_id=f"p{number}", parent_id="t", killed_min=told, killed_max=told)
        for number, told in enumerate(parts)
    ]
    whole = sum(told or 0 for told in parts) + residual
    total = replace(TOTAL, killed_min=whole, killed_max=whole, residual={"killed": residual})
    assert summary.casualties(table(total, *rows), "killed") == Range(whole, whole)


def test_by_hour_uses_the_posts_own_clock():
    """An incident counts in the hour of the post that tells it, outside any post not at all."""
    posts = (
        Post(0, 10, datetime(2025, 6, 2, 22, 5, tzinfo=UTC)),
        Post(10, 20, datetime(2025, 6, 2, 9, 40, tzinfo=UTC)),
        Post(20, 30),
    )
    rows = [replace(ROW, event_id=str(start), start=start, end=start + 1) for start in (0, 9, 10, 25, 40)]
    hours = summary.by_hour(
        table(*rows, replace(rows[0], event_id="b", background=True)), Report("x" * 50, posts)
    )
    assert (hours[22], hours[9], sum(hours)) == (2, 1, 3)


@pytest.mark.parametrize("report", [None, Report("text", (Post(0, 4),))])
def test_by_hour_without_times(report):
    """Where no post has a time there are no hours, instead of 24 zeros."""
    assert summary.by_hour(table(replace(ROW, start=0, end=1)), report) == ()


def test_sample_day_keeps_its_totals():
    """Zaporizhzhia's five are five, the 162 drones have 74 with no place."""
    totals = {
        (total.what, total.value.low): total
        for total in summary.summarise(archive.load("2025-06-02").events).totals
    }
    assert totals["killed", 5].residual == 1
    assert totals["intercepted", 162].residual == 74

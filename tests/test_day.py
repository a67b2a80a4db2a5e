"""From a report to its day in one call."""

from __future__ import annotations

from datetime import date

import pytest

import geo
from geo.day import STAGES, make_day
from geo.errors import InputError
from geo.paths import data_path
from geo.read import read


def test_a_day_of_a_text():
    """A text gives a day with its validated table."""
    day = geo.make_day("A drone hit a house in Sumy overnight. Two people died.", published=date(2025, 6, 2))
    assert day.date == date(2025, 6, 2)
    assert list(day.events["place_name"]) == ["Sumy"]
    assert list(day.events["killed_min"]) == [2]


def test_summaries():
    """Every event has a short summary in plain words."""
    day = geo.make_day(
        "A drone hit a house in Sumy overnight. Two people died, at least five were hurt.",
        published=date(2025, 6, 2),
    )
    assert list(day.events["summary"]) == ["Drone strike, Sumy: 2 killed, at least 5 injured."]


def test_progress_is_told():
    """Every stage is told, the share done never falls."""
    told = []
    make_day(
        read("A drone hit Sumy on May 5, 2024."), progress=lambda stage, share: told.append((stage, share))
    )
    assert [stage for stage in STAGES if stage in dict(told)] == list(STAGES)
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_a_report_without_a_day():
    """A report that tells no day is refused with what to do."""
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        make_day(read("A drone hit Sumy."))


def test_a_day_without_an_event():
    """A report without an event is a day with an empty table."""
    assert len(geo.make_day("Nothing happened.", published=date(2025, 6, 2)).events) == 0


@pytest.fixture(scope="module")
def sample():
    return geo.make_day(data_path("days", "2025-06-02", "report.md"))


@pytest.mark.parametrize(
    ("category", "place", "killed"),
    [
        ("missile_strike", "Kharkiv", None),
        ("shelling", "Ternuvate", 3),
        ("drone_strike", "Sumy Oblast", None),
        ("other", "Kostiantynivka", 1),
        ("air_defence", "Kursk Oblast", None),
        ("air_defence", "Belgorod Oblast", None),
        ("drone_strike", "Siberia", None),
        ("missile_strike", "Dnipropetrovsk Oblast", 12),
        ("sabotage", "Bryansk Oblast", 7),
    ],
)
def test_the_sample_day(sample, category, place, killed):
    """The sample day's report gives the events that a careful reader finds in it."""
    rows = sample.events[(sample.events["category"] == category) & (sample.events["place_name"] == place)]
    assert len(rows) == 1
    told = rows["killed_min"].iloc[0]
    assert (None if killed is None else int(told)) == killed


def test_find_places():
    """Names come with offsets, position and level; governments only on request."""
    text = "Moscow said a drone fell in the Kursk region near Sudzha."
    found = geo.find_places(text)
    assert [(p.name, p.level) for p in found] == [("Kursk", "adm1"), ("Sudzha", "city")]
    assert all(text[p.start : p.end].startswith(p.name) for p in found)
    assert len(geo.find_places(text, actors=True)) == 3

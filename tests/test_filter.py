"""What a reader asked for, as a mask over the event table."""

from __future__ import annotations

import pytest

from geo import filter as filtering
from geo.filter import Choice
from geo.frame import from_events
from geo.model import Event, Precision


def event(number: int, **told: object) -> Event:
    base = {
        "event_id": str(number),
        "record_type": "incident",
        "category": "shelling",
        "attacker": "Russia",
        "status": "claimed",
        "precision": Precision.SETTLEMENT,
        "lon": 36.0,
        "lat": 50.0,
    }
    return Event(**(base | told))


@pytest.fixture
def events():
    return from_events(
        [
            event(
                0, admin1="Kharkiv", place_name="Ternuvate", killed_min=3, quote="Three people died", start=10
            ),
            event(1, admin1="Kharkiv", category="sabotage", attacker="Ukraine", injured_min=0, start=60),
            event(2, admin1="Sumy", status="confirmed", injured_max=2, target="Çırağan Palace", start=70),
            event(3, precision=None, lon=None, lat=None),
        ]
    )


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice(), "0123"),
        (Choice(categories=("shelling",)), "023"),
        (Choice(attackers=("Ukraine",)), "1"),
        (Choice(statuses=("confirmed", "denied")), "2"),
        (Choice(precisions=("settlement",)), "012"),
        (Choice(oblasts=("Kharkiv",), categories=("shelling",)), "0"),
        (Choice(oblasts=("nowhere",)), ""),
        (Choice(casualties="killed"), "0"),
        (Choice(casualties="injured"), "2"),
        (Choice(casualties="any"), "02"),
        (Choice(text="PEOPLE three"), "0"),
        (Choice(text="ciragan"), "2"),
        (Choice(text="  "), "0123"),
        (Choice(text="three palace"), ""),
    ],
)
def test_mask(events, choice, kept):
    """A row is kept when it meets every field that asks; a casualty figure of 0 or not told is none."""
    assert "".join(events["event_id"][filtering.mask(events, choice)]) == kept


def test_mask_with_prepared_texts(events):
    """Prepared texts give the same mask as preparing them on the way."""
    texts = filtering.searchable(events)
    choice = Choice(text="palace")
    assert filtering.mask(events, choice, texts).equals(filtering.mask(events, choice))


def test_mask_of_an_empty_table(events):
    """A table without rows can be asked anything."""
    choice = Choice(categories=("shelling",), casualties="any", text="a")
    assert filtering.mask(events[:0], choice).empty


def test_searchable_folds(events):
    """Case, accents and apostrophes do not matter to a search."""
    assert "ciragan palace" in filtering.searchable(events)[2]


def test_options(events):
    """The commonest value comes first, equals by name, nulls not at all."""
    assert filtering.options(events, "oblasts") == ["Kharkiv", "Sumy"]
    assert filtering.options(events, "categories") == ["shelling", "sabotage"]
    assert filtering.options(events, "precisions") == ["settlement"]

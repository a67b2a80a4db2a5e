"""One incident once: merging tellings, statuses, residuals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.merge import merge, status_of
from geo.model import Claim, Event, Precision

BASE = Event(
    "a", "incident", "drone_strike", "Russia", "claimed", Precision.SETTLEMENT, 36.2, 50.0, place_id="x", date_start="2025-06-02",
    date_end="2025-06-02", start=0, end=10,
)  # fmt: skip


def other(**changes):
    return replace(BASE, event_id="b", start=100, end=110, **changes)


def test_told_again():
    """The same place, day and kind is one event with the later toll and both claims."""
    a = replace(BASE, killed_min=2, killed_max=2, claims=(Claim("A", None, "killed", 2),))
    b = other(killed_min=3, killed_max=3, claims=(Claim("B", None, "killed", 3),))
    found = merge([a, b])
    assert len(found) == 1
    assert found[0].killed_min == 3
    assert [claim.value for claim in found[0].claims] == [2, 3]


def test_newest_first_keeps_the_first_toll():
    """In a live blog that runs backwards the first figure is the latest."""
    found = merge([replace(BASE, killed_min=3), other(killed_min=2)], newest_first=True)
    assert [event.killed_min for event in found] == [3]


def test_a_falling_toll_is_another_incident():
    """A later and smaller toll tells of another incident."""
    assert len(merge([replace(BASE, killed_min=3), other(killed_min=1)])) == 2


@pytest.mark.parametrize(
    "changes",
    [{"place_id": "y"}, {"date_start": "2025-05-20", "date_end": "2025-05-20"}, {"category": "shelling"}],
)
def test_other_incidents(changes):
    """Another place, day or kind is another incident."""
    assert len(merge([BASE, other(**changes)])) == 2


def test_a_vague_kind_takes_the_finer():
    """A plain "attack" and a drone strike there are one drone strike."""
    assert [event.category for event in merge([replace(BASE, category="other"), other()])] == ["drone_strike"]


@pytest.mark.parametrize(
    ("sides", "told", "status"),
    [
        (("Russia", "Ukraine"), ("claimed",), "confirmed"),
        (("Russia",), ("claimed", "claimed"), "claimed"),
        (("Russia", "Ukraine"), ("claimed", "denied"), "disputed"),
        ((), ("reported",), "reported"),
    ],
)
def test_status(sides, told, status):
    """Two sides confirm, a denial disputes."""
    assert status_of([Claim("w", side, "occurrence") for side in sides], *told) == status


def test_residual():
    """A total's residual is what its parts leave."""
    total = replace(BASE, event_id="t", record_type="total", killed_min=5)
    parts = [other(parent_id="t", killed_min=3), replace(other(parent_id="t", killed_min=1), place_id="y")]
    found = merge([total, *parts])
    assert found[0].residual == {"killed": 1}


def test_a_total_smaller_than_its_parts_is_dropped():
    """A total that its parts exceed is no total of theirs."""
    total = replace(BASE, event_id="t", record_type="total", killed_min=1)
    found = merge([total, other(parent_id="t", killed_min=3)])
    assert [event.record_type for event in found] == ["incident"]
    assert found[0].parent_id is None


def test_ids_are_unique():
    """Two events with one id get two."""
    found = merge([BASE, replace(BASE, place_id="y")])
    assert len({event.event_id for event in found}) == 2

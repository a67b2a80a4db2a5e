"""A place of a person's own: its position, its region and country, and the name that lies nearest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import spot
from geo.errors import InputError
from geo.model import LonLat, Precision


@pytest.mark.parametrize(
    "text", ["48.5, 37.7", "48.5 37.7", " 48.5;37.7 ", "48.5N, 37.7E", "48.5° N 37.7° E", "+48.5,+37.7"]
)
def test_position(text):
    """A position is read as people write it, latitude first."""
    assert spot.position(text) == LonLat(37.7, 48.5)


def test_position_of_the_south_and_west():
    """South and west are negative."""
    assert spot.position("33.4S, 70.6W") == spot.position("-33.4, -70.6") == LonLat(-70.6, -33.4)


@pytest.mark.parametrize("text", ["", "48", "Kharkiv", "1, 2, 3", "91, 3", "3, 181", "{{7*7}}", "nan, nan"])
def test_no_position(text):
    """What is no position is said so, with what to write."""
    with pytest.raises(InputError, match="write latitude"):
        spot.position(text)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_written_and_read(lon, lat):
    """A position that is written is read back, to about a metre."""
    again = spot.position(spot.written(LonLat(lon, lat)))
    assert again == pytest.approx((lon, lat), abs=1e-5)


@pytest.mark.parametrize(
    ("at", "precision", "name", "admin1_code", "country"),
    [
        (LonLat(36.25, 49.98), Precision.SETTLEMENT, "Kharkiv", "UA-63", "UA"),
        (LonLat(34.1, 44.95), Precision.EXACT, "Simferopol", "UA-43", "UA"),
        (LonLat(37.7, 48.5), Precision.REGION, "Donetsk Oblast", "UA-14", "UA"),
        (LonLat(37.7, 48.5), Precision.COUNTRY, "Ukraine", None, "UA"),
        (LonLat(36.19, 51.73), Precision.DISTRICT, "Kursk", "RU-KRS", "RU"),
    ],
)
def test_place(at, precision, name, admin1_code, country):
    """A point keeps its position and the precision it was given, and takes name, region and country from where it lies."""
    place = spot.place(at, precision)
    assert place.lonlat == at
    assert (place.precision, place.name) == (precision, name)
    assert (place.admin1_code, place.country) == (admin1_code, country)
    assert spot.place(at, precision, "Own name").name == "Own name"


def test_a_point_at_sea():
    """A point at sea has no region, and the nearest town's name."""
    place = spot.place(LonLat(31.0, 43.9), Precision.DISTRICT)
    assert (place.admin1, place.country) == (None, "")
    assert place.name

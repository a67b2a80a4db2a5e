"""The event table: its columns, events to a table and back, and the door with every rule."""

from __future__ import annotations

from dataclasses import fields, replace

import pandas as pd
import pytest
import shapely

from geo import frame
from geo.errors import InputError
from geo.model import Claim, Event, LonLat, Precision, Source

EVENT = Event(
    event_id="a1",
    record_type="incident",
    category="drone_strike",
    attacker="Russia",
    status="claimed",
    precision=Precision.SETTLEMENT,
    lon=36.2304,
    lat=49.9935,
    place_name="Kharkiv",
    admin1_code="UA-63",
    country="UA",
    radius_km=5.0,
    line=(LonLat(36.0, 49.0), LonLat(36.5, 49.5)),
    date_start="2025-06-02",
    date_precision="day",
    killed_min=3,
    civilian_targeting=True,
    claims=(Claim("the mayor", "Ukraine", "killed", 3, quote="three", start=0, end=5),),
    start=0,
    end=12,
    quote="three killed",
    sources=(Source("Gazette"),),
    review=("ambiguous_place",),
)
BARE = Event("b1", "statement", "diplomacy", "unknown", "reported", None, None, None)
TOTAL = replace(BARE, event_id="t1", record_type="total", killed_min=5, residual={"killed": 1})


def faults_of(*events, report=None, **cells):
    """Give the faults that the door finds; ``cells`` overwrite columns of the table."""
    table = frame.from_events(events)
    for name, values in cells.items():
        table[name] = values
    with pytest.raises(InputError) as caught:
        frame.validate(table, report)
    return caught.value.faults


def test_columns_are_those_of_the_model():
    """The list of columns follows the model's fields, with one geometry for lon and lat."""
    names = [spec.name for spec in fields(Event) if spec.name != "lat"]
    assert [column.id for column in frame.COLUMNS] == [
        name if name != "lon" else "geometry" for name in names
    ]


def test_columns_table_has_every_column():
    """The README's table has a row a column and as many cells in each row."""
    lines = frame.columns_table().splitlines()
    assert len(lines) == len(frame.COLUMNS) + 2
    assert {line.count("|") for line in lines} == {8}


def test_from_events_and_back():
    """Events come back from the table as they went in."""
    assert frame.to_events(frame.from_events([EVENT, BARE])) == (EVENT, BARE)
    assert frame.to_events(frame.from_events([])) == ()


def test_from_events_keeps_null_apart_from_zero():
    """A figure that was not told is null, one of 0 stays 0."""
    table = frame.from_events([EVENT, replace(BARE, killed_min=0, killed_max=0)])
    assert table["injured_min"].isna().all()
    assert table["killed_max"].tolist() == [pd.NA, 0]


def test_records_are_plain():
    """A record holds plain values, lon and lat among them, None for null."""
    record = frame.records(frame.from_events([EVENT]))[0]
    assert (record["lon"], record["lat"], record["killed_max"]) == (36.2304, 49.9935, None)
    assert list(record).index("lon") == 6


def test_validate_gives_a_new_table():
    """What passes the door equals what came, in EPSG:4326, and the caller's table is untouched."""
    table = frame.from_events([EVENT, BARE])
    before = table.copy(deep=True)
    out = frame.validate(table)
    assert frame.to_events(out) == (EVENT, BARE)
    assert out.crs.to_epsg() == 4326
    pd.testing.assert_frame_equal(table, before)


def test_validate_takes_lon_lat_and_fills_what_may_be_null():
    """A plain table with lon and lat and the columns that must be told is enough."""
    plain = pd.DataFrame(
        {
            "event_id": ["x"],
            "record_type": "incident",
            "category": "other",
            "attacker": "unknown",
            "status": "reported",
            "precision": "district",
            "lon": 30.5,
            "lat": 50.4,
            "background": False,
        }
    )
    out = frame.validate(plain)
    assert out.geometry[0] == shapely.Point(30.5, 50.4)
    assert out["claims"][0] == []


def test_validate_lists_every_fault_at_once():
    """All faults of all rows come in one error, in the order of the rows, each naming its row."""
    faults = faults_of(
        replace(EVENT, category="fireworks", killed_max=1),
        replace(EVENT, lat=95.0, date_start="2 June"),
    )
    assert [fault.split(":")[0] for fault in faults] == ["row 1 ('a1')"] * 2 + ["row 2 ('a1')"] * 3

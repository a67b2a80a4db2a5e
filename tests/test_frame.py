"""The event table: its columns, events to a table and back, and the door with every rule."""

from __future__ import annotations

from dataclasses import fields, replace

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo import frame
from geo.errors import InputError
from geo.model import Claim, Event, LonLat, Precision, Report, Source

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


def test_validate_numbers_rows_anew():
    """A filtered table may pass the door; its rows are numbered from 0."""
    table = frame.from_events([EVENT, BARE])
    assert list(frame.validate(table.iloc[1:]).index) == [0]


def test_validate_takes_figures_as_pandas_leaves_them():
    """Whole numbers that a merge turned into floats with NaN are whole numbers again."""
    table = frame.from_events([EVENT, BARE])
    table["killed_min"] = pd.Series([3.0, float("nan")])
    assert frame.validate(table)["killed_min"].tolist() == [3, pd.NA]


def test_validate_takes_blank_text_as_null():
    """A blank text tells nothing."""
    assert frame.to_events(frame.validate(frame.from_events([replace(EVENT, target=" ")])))[0].target is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"category": "fireworks"}, "category 'fireworks' is not known; use one of missile_strike, "),
        ({"category": "Drone strike"}, "perhaps 'drone_strike'"),
        ({"category": "Air/drone strike"}, "it is ACLED's word for 'drone_strike'"),
        ({"attacker": "Russian"}, "perhaps 'Russia'"),
        ({"country": "Ukraine"}, "country 'Ukraine' is not known; perhaps 'UA'"),
        ({"country": "XX", "admin1_code": None}, "country 'XX' is not known"),
        ({"event_id": " "}, "event_id is missing"),
        ({"status": None}, "status is missing"),
        ({"date_start": "2025-06-31"}, "date_start '2025-06-31' is no day"),
        ({"date_start": "20250602"}, "is no day as YYYY-MM-DD"),
        ({"date_end": "2025-06-01"}, "date_end 2025-06-01 is before date_start 2025-06-02"),
        ({"date_start": None, "date_end": "2025-06-02"}, "date_end is given without date_start"),
        ({"date_end": "2025-06-30"}, "2025-06-02 to 2025-06-30 is too long for date_precision 'day'"),
        ({"lat": 95.0}, "lat 95.0 is beyond 90 degrees; lon and lat are probably swapped"),
        ({"lon": 4033061.0, "lat": 6438761.0}, "they look like metres"),
        ({"lon": 200.0, "lat": 170.0}, "beyond 180 and 90 degrees"),
        ({"lon": 49.9935, "lat": 36.2304}, "lies outside Ukraine; lon and lat are probably swapped"),
        ({"lon": 1.0, "lat": 1.0}, "lies outside Ukraine"),
        ({"line": (LonLat(36.0, 49.0),)}, "line has one position"),
        ({"line": (LonLat(36.0, 49.0), LonLat(36.0, 99.0))}, "line: lat 99.0 is beyond 90"),
        ({"admin1_code": "63"}, "admin1_code '63' is no ISO 3166-2 code"),
        ({"admin1_code": "UA-99"}, "admin1_code 'UA-99' is no ISO 3166-2 code"),
        ({"admin1_code": "RU-KRS"}, "admin1_code 'RU-KRS' is in 'RU', but country is 'UA'"),
        ({"country": None}, "admin1_code 'UA-63' is in 'UA', but country is None"),
        ({"precision": None}, "there is a point but no precision"),
        (
            {"precision": Precision.EXACT, "radius_km": 100.0},
            "radius_km 100 is too wide for precision 'exact'",
        ),
        ({"lon": None, "lat": None}, "precision 'settlement' needs a point"),
        ({"radius_km": -1.0}, "radius_km -1.0 is below 0"),
        ({"killed_max": 1}, "killed_min 3 is above killed_max 1"),
        ({"killed_min": 0}, "killed_min is 0 with an open killed_max; write null"),
        ({"injured_min": 9, "injured_max": 8}, "injured_min 9 is above injured_max 8"),
        ({"killed_min": -1}, "killed_min -1 is below 0; write null where nothing was told"),
        ({"munitions": 5, "intercepted": 6}, "intercepted 6 is above munitions 5"),
        ({"claims": (Claim("x", None, "kiled"),)}, "claims[1].what 'kiled' is not known; perhaps 'killed'"),
        ({"record_type": "area"}, "an area figure needs a claim about area_km2"),
        ({"end": None}, "start and end are given together"),
        ({"start": 12}, "start 12 is not before end 12"),
        ({"end": 99}, "start 0 to end 99 is 99 characters, but the quote has 12"),
        ({"claims": (replace(EVENT.claims[0], end=4),)}, "claims[1]: start 0 to end 4 is 4 characters"),
        ({"parent_id": "nobody"}, "parent_id 'nobody' is no event_id of this table"),
        ({"residual": {"killed": 1}}, "residual {'killed': 1.0} stands on a row of record_type 'incident'"),
    ],
    ids=str,
)
def test_validate_names_the_fault(change, words):
    """Each rule that a row breaks is told in plain words."""
    assert any(words in fault for fault in faults_of(replace(EVENT, **change)))


@pytest.mark.parametrize("country", ["RU", "MD"])
@pytest.mark.parametrize(
    ("lon", "lat"), [(34.1, 44.95), (36.47, 45.36), (37.8, 48.0), (39.3, 48.57), (34.4, 46.2)], ids=str
)
def test_validate_keeps_ukraine_whole(lon, lat, country):
    """Simferopol, Kerch, Donetsk, Luhansk and the south are in Ukraine, whatever a row says."""
    faults = faults_of(replace(EVENT, lon=lon, lat=lat, country=country, admin1_code=None))
    assert any(f"country {country!r}: the point lies in Ukraine, write 'UA'" in fault for fault in faults)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("killed_min", ["five"], "killed_min 'five' is no whole number"),
        ("killed_min", [2.5], "killed_min 2.5 is no whole number"),
        ("killed_min", [10**30], "is too large to be true"),
        ("killed_min", [True], "killed_min True is no whole number"),
        ("radius_km", ["wide"], "radius_km 'wide' is no number"),
        ("radius_km", [float("inf")], "radius_km inf is no finite number"),
        ("civilian_targeting", ["perhaps"], "is neither true nor false"),
        ("target", [5], "target 5 is no text"),
        ("target", ["\ud800"], "lone surrogate"),
        ("line", ["x"], "line 'x' is no list"),
        ("line", [[[36.0]]], "line[1] [36.0] is no [lon, lat]"),
        ("residual", ["x"], "is no object of names and numbers"),
        ("claims", [[{"who": "x"}]], "claims[1].what is missing"),
        ("claims", [[{"what": "killed", "colour": 1}]], "claims[1].colour is no known key"),
        ("claims", [[5]], "claims[1] 5 is no object"),
        ("sources", [[{"outlet": 5}]], "sources[1].outlet 5 is no text"),
        ("review", [[5]], "review[1] 5 is no text"),
        ("geometry", [shapely.LineString([(0, 0), (1, 1)])], "is no point"),
        ("geometry", [shapely.Point()], "is no point"),
        ("geometry", [shapely.Point(float("inf"), 1)], "lon inf is no number of degrees"),
    ],
    ids=str,
)
def test_validate_names_a_cell_of_the_wrong_kind(cell, value, words):
    """A cell of the wrong kind is told with its value and its place."""
    series = gpd.GeoSeries(value) if cell == "geometry" else pd.Series(value, dtype=object)
    assert any(words in fault for fault in faults_of(EVENT, **{cell: series}))


@pytest.mark.parametrize(("lon", "lat"), [("36", 49), (36, None), (True, 49), (float("nan"), 49)], ids=str)
def test_validate_takes_lon_and_lat_together_only(lon, lat):
    """Half a position, or one of words, is no position."""
    table = pd.DataFrame(frame.records(frame.from_events([EVENT])))
    table["lon"], table["lat"] = pd.Series([lon], dtype=object), pd.Series([lat], dtype=object)
    with pytest.raises(InputError, match="is no number of degrees"):
        frame.validate(table)


def test_validate_tells_true_from_one():
    """Beside a truth value, a figure of 1 is still a figure."""
    one = replace(EVENT, event_id="a2", killed_min=1)
    assert faults_of(EVENT, one, killed_min=pd.Series([True, 1], dtype=object)) == (
        "row 1 ('a1'): killed_min True is no whole number",
    )


def test_validate_names_columns():
    """Columns that are foreign, missing or there twice are told, with what they probably are."""
    table = frame.from_events([EVENT]).rename(columns={"category": "event_type", "target": "targett"})
    table = pd.concat([table, table[["weapon"]]], axis=1)
    with pytest.raises(InputError) as caught:
        frame.validate(table)
    text = "\n".join(caught.value.faults)
    assert "column 'weapon' stands twice" in text
    assert "'event_type' is ACLED's name for category, rename it" in text
    assert "'targett' is probably target, rename it" in text
    assert "column 'category' is missing" in text


def test_validate_wants_degrees():
    """A table in another projection is not taken for degrees."""
    with pytest.raises(InputError, match=r"project it to EPSG:4326"):
        frame.validate(frame.from_events([EVENT]).to_crs(3857))


def test_validate_looks_quotes_up_in_the_report():
    """With the report, the words of events and claims must stand there at their offsets."""
    assert len(frame.validate(frame.from_events([EVENT]), Report("three killed in the night")))
    faults = faults_of(EVENT, report=Report("Three hurt in the night"))
    assert "the report has 'Three hurt i' at 0, not the quote 'three killed'" in faults[0]
    assert "claims[1]: the report has 'Three' at 0" in faults[1]


def test_validate_names_an_event_id_that_stands_twice():
    """The second row of the same event_id is told, and where the first is."""
    assert faults_of(EVENT, EVENT) == ("row 2 ('a1'): event_id 'a1' already stands in row 1",)


@pytest.mark.parametrize(
    ("total", "parts", "words"),
    [
        ({}, [3, 1], None),
        ({}, [3], "residual killed is 1, but 5 minus the parts' 3 is 2"),
        ({"residual": {}}, [3, 1], "residual killed is 0, but 5 minus the parts' 4 is 1"),
        ({"residual": {}}, [3, 2], None),
        ({"residual": {"killed": 5}}, [None], None),
        ({"residual": {"killed": -1}}, [6], None),
        ({"residual": {"killed": 1, "planes": 2}}, [4], "residual has the unknown figure 'planes'"),
        (
            {"residual": {"killed": 1, "injured": 2}},
            [4],
            "residual tells injured, which the total itself does not",
        ),
    ],
    ids=str,
)
def test_validate_checks_residuals(total, parts, words):
    """A residual is what the total tells minus what its parts tell."""
    rows = [
        replace(BARE, event_id=str(number), record_type="incident", killed_min=killed, parent_id="t1")
        for number, killed in enumerate(parts)
    ]
    if words is None:
        assert len(frame.validate(frame.from_events([replace(TOTAL, **total), *rows])))
    else:
        assert words in faults_of(replace(TOTAL, **total), *rows)[0]


def test_validate_names_a_parent_that_is_no_total():
    """Only a total has parts."""
    assert "is of record_type 'incident', not 'total'" in faults_of(EVENT, replace(BARE, parent_id="a1"))[0]


def test_validate_names_a_total_that_is_its_own_part():
    """Totals may stand under totals, but never in a ring."""
    rows = [replace(TOTAL, event_id=name, killed_min=None, residual={}) for name in "abc"]
    ring = [replace(row, parent_id=parent) for row, parent in zip(rows, "bca", strict=True)]
    assert any("('a' > 'b' > 'c')" in fault for fault in faults_of(*ring))
    chain = [replace(row, parent_id=parent) for row, parent in zip(rows, ("b", "c", None), strict=True)]
    assert len(frame.validate(frame.from_events(chain))) == 3


def test_validate_shows_long_values_in_brief():
    """A hostile value of great length does not fill the message."""
    faults = faults_of(replace(EVENT, category="x" * 100_000))
    assert len(faults[0]) < 400

"""GeoJSON and CSV: RFC 7946 both ways, the same bytes every time, strangers' files told row by row."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import frame, vocab
from geo.errors import InputError, NotFoundError
from geo.model import Claim, Event, LonLat, Precision, Source
from tests import hostile
from tests.test_frame import BARE, EVENT, TOTAL

text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
degrees = st.tuples(st.integers(-180_000_000, 180_000_000), st.integers(-90_000_000, 90_000_000)).map(
    lambda pair: LonLat(pair[0] / 1e6, pair[1] / 1e6)
)
figures = st.tuples(st.integers(1, 900), st.integers(0, 90) | st.none()).map(
    lambda pair: (pair[0], None if pair[1] is None else sum(pair))
)


@st.composite
def events(draw):
    """Events that the door lets through, with any text."""
    quote = draw(text)
    start = draw(st.integers(0, 1000))
    place = draw(st.none() | degrees)
    killed, injured = draw(figures), draw(st.just((None, None)) | figures)
    day = date(2025, 1, 1) + timedelta(draw(st.integers(0, 400)))
    claims = st.builds(
        Claim,
        who=st.none() | text,
        side=st.none() | text,
        what=st.sampled_from(sorted(vocab.claims())),
        value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        qualifier=st.none() | text,
        quote=st.just(quote),
        start=st.just(start),
        end=st.just(start + len(quote)),
    )
    return Event(
        event_id=draw(text),
        record_type=draw(st.sampled_from(["incident", "statement", "total"])),
        category=draw(st.sampled_from(sorted(vocab.categories()))),
        attacker=draw(st.sampled_from(sorted(vocab.attackers()))),
        status=draw(st.sampled_from(sorted(vocab.statuses()))),
        precision=draw(st.sampled_from(list(Precision))) if place else None,
        lon=place.lon if place else None,
        lat=place.lat if place else None,
        place_name=draw(st.none() | text),
        radius_km=draw(st.none() | st.floats(0, 15)) if place else None,
        line=draw(st.just(()) | st.tuples(degrees, degrees, degrees)),
        date_start=day.isoformat(),
        date_precision="day",
        killed_min=killed[0],
        killed_max=killed[1],
        injured_min=injured[0],
        injured_max=injured[1],
        civilian_targeting=draw(st.none() | st.booleans()),
        claims=tuple(draw(st.lists(claims, max_size=3))),
        start=start,
        end=start + len(quote),
        quote=quote,
        sources=tuple(draw(st.lists(st.builds(Source, outlet=st.none() | text), max_size=2))),
        background=draw(st.booleans()),
        review=tuple(draw(st.lists(text, max_size=2))),
        summary=draw(st.none() | text),
    )


def collection(*features):
    """Write features as a foreign program would."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def feature(coordinates=(36.2, 50.0), kind="Point", **properties):
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


def faults_of(source):
    with pytest.raises(InputError) as caught:
        frame.read_geojson(source)
    return "\n".join(caught.value.faults) or str(caught.value)


@given(st.lists(events(), max_size=4, unique_by=lambda event: event.event_id))
def test_geojson_round_trip(rows):
    """Events come back from GeoJSON as they went in, and the bytes are the same again."""
    table = frame.validate(frame.from_events(rows))
    written = frame.to_geojson(table)
    again = frame.read_geojson(written)
    assert frame.to_events(again) == tuple(rows)
    assert frame.to_geojson(again) == written


@given(st.lists(events(), max_size=3, unique_by=lambda event: event.event_id))
def test_to_geojson_is_rfc_7946(rows):
    """The text is strict JSON: no crs, no NaN, lon lat at 6 decimals, a bbox around all points."""
    document = json.loads(frame.to_geojson(frame.from_events(rows)), parse_constant=pytest.fail)
    assert set(document) <= {"type", "bbox", "features"}
    points = [item["geometry"]["coordinates"] for item in document["features"] if item["geometry"]]
    assert ("bbox" in document) == bool(points)
    for lon, lat in points:
        west, south, east, north = document["bbox"]
        assert west <= lon <= east
        assert south <= lat <= north
        assert (round(lon, 6), round(lat, 6)) == (lon, lat)


def test_to_geojson_writes_every_column_in_order():
    """Properties are all columns in their order, null written out; the feature has the event's id."""
    (item,) = json.loads(frame.to_geojson(frame.from_events([BARE])))["features"]
    assert list(item["properties"]) == [column.id for column in frame.CELLS]
    assert (item["id"], item["geometry"], item["properties"]["killed_min"]) == ("b1", None, None)


def test_to_geojson_marks_a_filtered_table():
    """A part without its total can be written and read again, the same bytes, but not pass for a whole table."""
    part = replace(EVENT, event_id="p1", parent_id="t1", killed_min=4)
    table = frame.validate(frame.from_events([TOTAL, part]))
    assert '"partial"' not in frame.to_geojson(table)
    for rows in (table.iloc[:1], table.iloc[1:]):
        written = frame.to_geojson(rows)
        assert frame.to_geojson(frame.read_geojson(written)) == written
    with pytest.raises(InputError, match="is no event_id of this table"):
        frame.validate(table.iloc[1:])


def test_read_geojson_finds_rings_in_a_filtered_table():
    """A table marked as filtered may lack totals, but none may be its own part."""
    part = feature(event_id="p", parent_id="p") | {"geometry": None}
    assert "in a ring" in faults_of(json.dumps({**json.loads(collection(part)), "partial": True}))


def test_to_geojson_writes_whole_numbers_whole():
    """A figure of 41 is 41 and not 41.0, also in claims and residuals."""
    event = replace(
        TOTAL, claims=(Claim("x", None, "aircraft_hit", 41.0), Claim("y", None, "damage_usd", 0.5))
    )
    written = frame.to_geojson(frame.from_events([event]))
    assert '"value": 41,' in written
    assert '"value": 0.5,' in written
    assert '"residual": {"killed": 1}' in written


def test_hostile_text_is_normal_text():
    """Every hostile string, in every text cell, comes back word for word."""
    words = [word for word in (*hostile.STRINGS, "\x00\x1b[31m", "\u2028\u2029") if word.strip()]
    rows = tuple(
        replace(EVENT, event_id=f"{number}{word}", place_name=word, target=word, summary=word, review=(word,))
        for number, word in enumerate(words)
    )
    written = frame.to_geojson(frame.validate(frame.from_events(rows)))
    assert frame.to_events(frame.read_geojson(written)) == rows


def test_hostile_text_is_normal_text_in_csv():
    """Every hostile string comes back from CSV, one that a spreadsheet would run with an apostrophe."""
    table = frame.from_events([replace(EVENT, target=word) for word in hostile.STRINGS if word.strip()])
    told = [row["target"] for row in csv.DictReader(io.StringIO(frame.to_csv(table), newline=""))]
    for word, found in zip(table["target"], told, strict=True):
        assert found.removeprefix("'") == word.removeprefix("'")
        assert not found.startswith(tuple("=+-@\t\r"))


def test_read_geojson_from_a_path_text_or_bytes(tmp_path):
    """A path, its text and its bytes, with a byte order mark or without, give the same table."""
    written = frame.to_geojson(frame.from_events([EVENT]))
    path = tmp_path / "events.geojson"
    path.write_text("\ufeff" + written, encoding="utf-8")
    for source in (path, str(path), path.read_bytes(), written, "\ufeff \n" + written):
        assert frame.to_events(frame.read_geojson(source)) == (EVENT,)


def test_read_geojson_fills_a_strangers_gaps():
    """A bare point becomes a usable row: defaults that its review names, the widest honest precision."""
    (row,) = frame.records(frame.read_geojson(collection(feature(title="Boom", magnitude=3))))
    assert (row["category"], row["attacker"], row["precision"], row["radius_km"]) == (
        "other",
        "unknown",
        "district",
        20,
    )
    assert "default_category" in row["review"]
    assert row["killed_min"] is None


def test_read_geojson_names_what_it_left_out():
    """Properties without a column are named, with what they probably are."""
    table = frame.read_geojson(collection(feature(catgory="x", magnitude=3)))
    assert table.attrs["left_out"] == ("'catgory' is probably category", "'magnitude'")


def test_read_geojson_takes_the_id_of_the_feature():
    """A feature's own id becomes the event_id; without one it is a hash of the content, the same every time."""
    table = frame.read_geojson(collection(feature() | {"id": 7}, feature((30.0, 50.0))))
    again = frame.read_geojson(collection(feature((30.0, 50.0))))
    assert table["event_id"].tolist() == ["7", again["event_id"][0]]


@pytest.mark.parametrize(
    ("shape", "point", "line"),
    [
        (feature((30, 50, 120)), (30, 50), []),
        (feature([(30, 50), (32, 50)], "LineString"), (31, 50), [[30, 50], [32, 50]]),
        (feature([[(30, 50), (32, 50), (32, 52), (30, 52), (30, 50)]], "Polygon"), (31, 51), []),
        (feature([], "Point"), (None, None), []),
        (feature() | {"geometry": None}, (None, None), []),
    ],
    ids=str,
)
def test_read_geojson_takes_other_shapes(shape, point, line):
    """A line keeps its course and gets a point on it, an area gets a point inside."""
    (row,) = frame.records(frame.read_geojson(collection(shape)))
    assert (row["lon"], row["lat"]) == point
    assert row["line"] == line


def test_read_geojson_takes_a_single_feature():
    """A lone feature is a table of one row."""
    assert len(frame.read_geojson(json.dumps(feature()))) == 1


def test_read_geojson_knows_other_data_sets():
    """The columns of ACLED are recognised, and each is told where it goes."""
    told = faults_of(
        collection(feature(event_date="2025-06-02", event_type="Battles", fatalities=0, actor1="x"))
    )
    assert "property 'event_date' is ACLED's name for date_start, rename it" in told
    assert "property 'fatalities' is ACLED's name for killed_min, rename it" in told


def test_read_geojson_tells_faults_row_by_row():
    """Every fault of a stranger's file comes with its row."""
    told = faults_of(
        collection(
            feature(category="Battles", killed_min="five"),
            feature((50.0, 236.2)),
            feature([[(0, 0)]], "Polygon"),
            feature(("x", 1)),
            feature(5),
            feature(kind="Circle"),
            feature() | {"geometry": {"type": "Point"}},
        )
    )
    for number, words in enumerate(
        [
            "killed_min 'five' is no whole number",
            "lat 236.2",
            "cannot be used",
            "lon 'x' is no number of degrees",
            "cannot be used",
            "cannot be used",
            "cannot be used",
        ],
        start=1,
    ):
        assert re.search(rf"^row {number} \('\w+'\): .*{words}", told, flags=re.MULTILINE), (number, told)


def test_read_geojson_tells_features_that_are_none():
    """Things among the features that are no features are told by their row."""
    told = faults_of(collection(feature(), 5, {"type": "feature"}, feature() | {"properties": [1]}))
    assert [line.split(":")[0] for line in told.splitlines()] == ["row 2", "row 3", "row 4"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{"type": "Topology"}', "no GeoJSON FeatureCollection (its type is 'Topology')"),
        ("[1, 2]", "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": {}}', "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [', "no valid JSON"),
        ('{"type": "Feature", "properties": {"a": 1, "a": 2}}', "the key 'a' stands twice"),
        ('{"type": "Feature", "geometry": {"coordinates": [NaN, 1]}}', "NaN is no JSON number"),
        ('{"type": "Feature", "properties": {"radius_km": -Infinity}}', "-Infinity is no JSON number"),
        ('{"type": "Feature", "properties": {"radius_km": 1e999}}', "radius_km inf is no finite number"),
        (f'{{"type": "Feature", "properties": {{"killed_min": {"9" * 40}}}}}', "too large to be true"),
        (f'{{"type": "Feature", "properties": {{"killed_min": {"9" * 9999}}}}}', "no valid JSON"),
        (f'{{"type": "Feature", "properties": {{"radius_km": {"9" * 400}}}}}', "radius_km 999"),
        (
            f'{{"type": "Feature", "geometry": {{"type": "Point", "coordinates": [{"9" * 400}, 1]}}}}',
            "lon 999",
        ),
        ('{"type": "Feature", "properties": {"target": "\\ud83d"}}', "lone surrogate"),
        ("[" * 200_000, "nested too deep"),
        ('{"a":' * 200_000, "nested too deep"),
        (b'{"type": "\xff"}', "no UTF-8 (byte 10)"),
        ('{"type":"Feature"}'.encode("utf-16"), "no UTF-8"),
        (
            '{"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": "EPSG:3857"}}}',
            "another projection",
        ),
    ],
    ids=lambda value: ascii(value)[:50],
)
def test_read_geojson_refuses(source, words):
    """What cannot be read is refused in one plain sentence."""
    assert words in faults_of(source)


@pytest.mark.parametrize("depth", [200, 500, 700, 900, 985, 990, 995])
@pytest.mark.parametrize(
    "member", ['"geometry": {"type": "Polygon", "coordinates": %s}', '"properties": {"claims": %s}']
)
@pytest.mark.parametrize(("opener", "closer"), ["[]", ('{"a":', "}")])
def test_read_geojson_refuses_any_depth(depth, member, opener, closer):
    """What one step can still read and the next cannot is refused like all that is too deep."""
    faults_of(f'{{"type": "Feature", {member % (opener * depth + "1" + closer * depth)}}}')


def test_read_geojson_takes_the_old_crs_of_wgs84():
    """The crs member that older programs write for WGS84 itself does no harm."""
    document = {
        "crs": {"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        **json.loads(collection(feature())),
    }
    assert len(frame.read_geojson(json.dumps(document))) == 1


def test_read_geojson_limits_the_size(tmp_path):
    """Text, bytes and files beyond the limit are refused before they are parsed."""
    written = frame.to_geojson(frame.from_events([EVENT]))
    path = tmp_path / "events.geojson"
    path.write_text(written, encoding="utf-8")
    for source in (written, written.encode(), path):
        with pytest.raises(InputError, match="more than the limit of 99"):
            frame.read_geojson(source, max_bytes=99)


@pytest.mark.parametrize(
    "source", ["no/such/file.geojson", "", "hello", "<OGRVRTDataSource/>", "x\0y", "/vsicurl/x", "x" * 9999]
)
def test_read_geojson_of_what_is_no_file(source):
    """A path that leads nowhere, or text that is no JSON, is told as such and nothing else is opened."""
    with pytest.raises((NotFoundError, InputError)):
        frame.read_geojson(source)


def test_to_csv_has_every_column():
    """A row a row, lon and lat for the geometry, null as an empty cell, lists as JSON."""
    (row,) = csv.DictReader(io.StringIO(frame.to_csv(frame.from_events([EVENT])), newline=""))
    assert list(row) == list(frame.records(frame.from_events([EVENT]))[0])
    assert (row["lon"], row["killed_min"], row["killed_max"], row["civilian_targeting"]) == (
        "36.2304",
        "3",
        "",
        "true",
    )
    assert json.loads(row["claims"])[0]["value"] == 3


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"], ids=ascii)
def test_to_csv_runs_no_formula(sign):
    """A text that a spreadsheet would run is made text; a negative number stays one."""
    event = replace(EVENT, target=f"{sign}cmd|'/C calc'!A0", lon=-0.5, country=None, admin1_code=None)
    (row,) = csv.DictReader(io.StringIO(frame.to_csv(frame.from_events([event])), newline=""))
    assert row["target"] == f"'{event.target}"
    assert row["lon"] == "-0.5"


def test_to_csv_of_nothing():
    """An empty table has its header."""
    assert frame.to_csv(frame.from_events([])).startswith("event_id,record_type,")

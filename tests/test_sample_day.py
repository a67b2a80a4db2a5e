"""The sample day, 2 June 2025: the golden facts of its table, and that its files are what the script makes."""

from __future__ import annotations

import json
from collections import Counter
from math import cos, hypot, radians

import pytest
import shapely

from data.build import sample_day
from geo import boundaries, frame
from geo.errors import InputError, NotFoundError
from geo.frontline import contact_line
from geo.gazetteer import Gazetteer
from geo.model import LonLat

NA = None
# place, category, attacker, killed (least, most), injured (least, most), first day, precision
REQUIRED = [
    ("Kharkiv", "missile_strike", "Russia", (NA, NA), (NA, NA), "2025-06-02", "settlement"),
    ("Ternuvate", "shelling", "Russia", (3, 3), (NA, NA), "2025-06-01", "settlement"),
    ("Sumy Oblast", "drone_strike", "Russia", (NA, NA), (6, NA), "2025-06-02", "region"),
    ("Kostiantynivka", "other", "Russia", (1, 1), (NA, NA), "2025-06-01", "settlement"),
    ("Kherson Oblast", "other", "Russia", (3, 3), (19, NA), "2025-06-01", "region"),
    ("Kursk Oblast", "air_defence", "Ukraine", (NA, NA), (NA, NA), "2025-06-02", "region"),
    ("Belgorod Oblast", "air_defence", "Ukraine", (NA, NA), (NA, NA), "2025-06-02", "region"),
    ("Siberia", "drone_strike", "Ukraine", (NA, NA), (NA, NA), "2025-06-01", "region"),
    ("Bryansk Oblast", "sabotage", "unknown", (7, NA), (NA, NA), "2025-05-31", "region"),
    ("Kursk Oblast", "sabotage", "unknown", (NA, NA), (1, 1), "2025-06-01", "region"),
    ("Unecha–Zhecha railway", "sabotage", "unknown", (0, 0), (0, 0), "2025-05-31", "district"),
    ("Dnipropetrovsk Oblast", "missile_strike", "Russia", (12, NA), (NA, NA), "2025-06-01", "region"),
    ("Çırağan Palace, Istanbul", "diplomacy", "unknown", (NA, NA), (NA, NA), "2025-06-02", "exact"),
    ("Vilnius", "diplomacy", "unknown", (NA, NA), (NA, NA), "2025-06-02", "settlement"),
]
OPTIONAL = [
    ("Zaporizhzhia Oblast", "air_strike", "incident"),
    ("Zaporizhzhia Oblast", "shelling", "total"),
    ("Ukraine", "drone_strike", "total"),
    ("Russia", "air_defence", "total"),
    ("Istanbul", "diplomacy", "incident"),
    ("Ankara", "diplomacy", "statement"),
    ("White House, Washington", "diplomacy", "statement"),
    ("Washington", "diplomacy", "incident"),
    ("Berlin", "diplomacy", "statement"),
    ("The Hague", "diplomacy", "incident"),
    ("Poland", "other", "incident"),
    ("Bosphorus", "other", "statement"),
]
AREAS = {
    (507.0, None, "2025-05-01", "2025-05-31", "Russia", "Ukraine"),
    (379.0, None, "2025-04-01", "2025-04-30", "Russia", "Ukraine"),
    (240.0, None, "2025-03-01", "2025-03-31", "Russia", "Ukraine"),
    (400.0, "nearly", "2025-05-01", "2025-05-31", "Russia", "Donetsk Oblast"),
    (0.0, None, "2025-05-01", "2025-05-31", "Ukraine", "Ukraine"),
    (5107.0, None, "2024-06-01", "2025-05-31", "Russia", "Ukraine"),
    (85.0, None, "2024-06-01", "2025-05-31", "Ukraine", "Ukraine"),
    (19.0, "nearly", "2025-05-31", "2025-05-31", "Russia", "Ukraine"),
}
GOVERNMENTS = {
    "Moscow": (37.62, 55.75),
    "Kyiv": (30.52, 50.45),
    "Brussels": (4.35, 50.85),
    "London": (-0.13, 51.5),
}


@pytest.fixture(scope="module")
def made():
    """Make the files anew."""
    return sample_day.files()


@pytest.fixture(scope="module")
def report():
    return sample_day.load()[1]


@pytest.fixture(scope="module")
def rows():
    return frame.records(frame.read_geojson(sample_day.FOLDER / "events.geojson"))


@pytest.fixture(scope="module")
def refused():
    return json.loads((sample_day.FOLDER / "rejects.json").read_text(encoding="utf-8"))


def pick(rows, place, category, record_type="incident"):
    """Pick the one row of a place, a category and a kind that is no background."""
    found = [
        row
        for row in rows
        if (row["place_name"], row["category"], row["record_type"]) == (place, category, record_type)
    ]
    current = [row for row in found if not row["background"]]
    assert len(current) == 1, (place, category, len(current))
    return current[0]


def figures(row, what):
    return [claim["value"] for claim in row["claims"] if claim["what"] == what]


def km(a, b):
    return hypot((a[0] - b[0]) * cos(radians(a[1])), a[1] - b[1]) * 111.2


@pytest.mark.parametrize("name", ["events.geojson", "rejects.json"])
def test_files_are_what_the_script_makes(made, name):
    """The script gives the very bytes that are kept in the repository."""
    assert made[name].encode() == (sample_day.FOLDER / name).read_bytes()


def test_files_pass_the_door_with_their_report(report):
    """Every rule of the event table holds, every quote looked up in the report."""
    table = frame.read_geojson(sample_day.FOLDER / "events.geojson")
    assert len(frame.validate(table, report)) == len(table) == 39


def test_settle_wants_a_point_for_every_place():
    """A place that neither the table nor the gazetteer knows stops the build."""
    with pytest.raises(NotFoundError, match="nowhere:1"):
        sample_day.settle({"x": {"place_id": "nowhere:1"}}, Gazetteer.open())


@pytest.mark.parametrize(("row", "found"), [
    ({"quote": "two"}, (4, 7)),
    ({"quote": "one", "nth": 2}, (8, 11)),
    ({"quote": "one two one"}, (0, 11)),
])  # fmt: skip
def test_find_gives_offsets(row, found):
    """Words that stand once, or a numbered occurrence, are found."""
    assert sample_day.find(row, "one two one") == found


@pytest.mark.parametrize("row", [{"quote": "one"}, {"quote": "three"}, {"quote": "one", "nth": 3}])
def test_find_refuses_words_that_are_not_there_once(row):
    """Words that are missing, or that stand twice with no number, stop the build."""
    with pytest.raises(InputError, match="in the report; mend the quote or set nth"):
        sample_day.find(row, "one two one")


def test_report_is_a_live_blog(report):
    """There are 40 to 70 posts, every one with a time of that day, the newest first."""
    times = [post.time for post in report.posts]
    assert 40 <= len(times) <= 70
    assert times == sorted(times, reverse=True)
    assert {time.date().isoformat() for time in times} == {"2025-06-02"}
    assert {str(time.tzinfo) for time in times} == {"Europe/Kyiv"}


def test_quotes_slice_back(rows, refused, report):
    """The offsets of events, claims and rejects give their very words."""
    spans = [(row["start"], row["end"], row["quote"]) for row in rows]
    spans += [(claim["start"], claim["end"], claim["quote"]) for row in rows for claim in row["claims"]]
    spans += [(reject["start"], reject["end"], reject["text"]) for reject in refused]
    assert [report.text[start:end] for start, end, _ in spans] == [words for _, _, words in spans]


@pytest.mark.parametrize("fact", REQUIRED, ids=[f"{row[0]} {row[1]}" for row in REQUIRED])
def test_required_rows(rows, fact):
    """Every event that a careful reader puts on the map is there with its figures."""
    place, category, attacker, killed, injured, day, precision = fact
    row = pick(rows, place, category)
    assert (row["attacker"], row["date_start"], row["precision"]) == (attacker, day, precision)
    assert (row["killed_min"], row["killed_max"]) == killed
    assert (row["injured_min"], row["injured_max"]) == injured
    assert row["attributed_to"]


@pytest.mark.parametrize(("place", "category", "kind"), OPTIONAL)
def test_optional_rows(rows, place, category, kind):
    """What careful readers may leave out is there too, as what it is."""
    assert pick(rows, place, category, kind)


def test_zaporizhzhia_total(rows):
    """Five dead are three in Ternuvate, one in a nearby district and one without a place."""
    total = pick(rows, "Zaporizhzhia Oblast", "shelling", "total")
    parts = [row["killed_min"] for row in rows if row["parent_id"] == total["event_id"]]
    assert (total["killed_min"], total["killed_max"], sorted(parts)) == (5, 5, [1, 3])
    assert total["residual"] == {"killed": 5 - sum(parts)} == {"killed": 1}


def test_drones_total(rows):
    """162 drones are 57 over Kursk, 31 over Belgorod and 74 without a place."""
    total = pick(rows, "Russia", "air_defence", "total")
    parts = {row["place_name"]: row["intercepted"] for row in rows if row["parent_id"] == total["event_id"]}
    assert parts == {"Kursk Oblast": 57, "Belgorod Oblast": 31}
    assert total["intercepted"] == 162
    assert total["residual"] == {"intercepted": 74}


def test_dead_are_counted_once(rows):
    """Incidents and residuals give 28 dead: nothing of a total or a repeat is added."""
    incidents = sum(row["killed_min"] or 0 for row in rows if row["record_type"] == "incident")
    residuals = sum(row["residual"].get("killed", 0) for row in rows)
    assert (incidents, residuals) == (27, 1)


def test_spiderweb_keeps_every_claim(rows):
    """One event holds 41, 40 and more than 40 aircraft hit, 13 destroyed, dollars and pounds."""
    row = pick(rows, "Siberia", "drone_strike")
    hit = {(c["value"], c["qualifier"]) for c in row["claims"] if c["what"] == "aircraft_hit"}
    assert hit == {(41.0, None), (40.0, None), (40.0, "more than")}
    assert set(figures(row, "aircraft_destroyed")) == {13.0}
    assert set(figures(row, "damage_usd")) == {7e9}
    assert figures(row, "damage_gbp") == [5.2e9]
    assert {claim["side"] for claim in row["claims"]} == {"Ukraine", "Russia"}
    assert row["status"] == "claimed"


def test_airbases_are_named_from_other_reporting(rows):
    """The four airbases are places of the attack, marked as named elsewhere, and not counted again."""
    bases = [
        row for row in rows if any(flag.startswith("named_from_other_reporting") for flag in row["review"])
    ]
    names = {"Belaya air base", "Olenya air base", "Dyagilevo air base", "Ivanovo Severny air base"}
    assert {row["place_name"] for row in bases} == names
    assert {(row["record_type"], row["precision"], row["attributed_to"]) for row in bases} == {
        ("statement", "exact", "other reporting")
    }
    assert all(any("other reporting" in source["outlet"] for source in row["sources"][1:]) for row in bases)


def test_training_ground_is_one_event_told_by_both_sides(rows):
    """The training ground and the tent camp are one strike, confirmed, with at least 12 dead."""
    row = pick(rows, "Dnipropetrovsk Oblast", "missile_strike")
    told = [(claim["side"], claim["what"], claim["value"], claim["qualifier"]) for claim in row["claims"]]
    assert told == [("Ukraine", "killed", 12.0, "at least"), ("Russia", "occurrence", None, None)]
    assert row["status"] == "confirmed"


def test_bryansk_bridge_is_told_twice_and_counted_once(rows):
    """Two sentences tell the same seven dead, and dozens is no number."""
    bridges = [row for row in rows if row["killed_min"] == 7]
    assert len(bridges) == 1
    assert figures(bridges[0], "killed") == [7.0, 7.0]
    assert figures(bridges[0], "injured") == [None]


def test_unecha_zhecha_is_a_line(rows):
    """The damaged track is a line between two stations, and its point lies on it."""
    row = pick(rows, "Unecha–Zhecha railway", "sabotage")
    first, last = row["line"]
    assert 10 < km(first, last) < 20
    assert km((row["lon"], row["lat"]), [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2]) < 1


def test_talks_keep_contradictions(rows):
    """The talks hold both lengths, both counts of bodies and every count of children."""
    row = pick(rows, "Çırağan Palace, Istanbul", "diplomacy")
    other = [
        (c["unit"], c["value"], c["qualifier"]) for c in row["claims"] if c["what"] == "other" and c["unit"]
    ]
    assert {item[1:] for item in other if item[0] == "hours"} == {(1.0, "barely"), (2.0, "less than")}
    assert set(figures(row, "bodies")) == {12000.0, 6000.0}
    children = {item[1:] for item in other if item[0] == "children listed"}
    assert children == {(339.0, None), (400.0, "nearly"), (400.0, None), (None, "several hundred")}


def test_area_facts(rows):
    """The figures of area are facts about a period, not events."""
    areas = [row for row in rows if row["record_type"] == "area"]
    told = {
        (
            row["claims"][0]["value"],
            row["claims"][0]["qualifier"],
            *(row[key] for key in ("date_start", "date_end", "attacker", "place_name")),
        )
        for row in areas
    }
    assert told == AREAS
    assert len(areas) == len(AREAS)
    assert {row["category"] for row in areas} == {"territorial_change"}


def test_planned_and_background(rows):
    """What is to come is planned, what is past and told as context is background."""
    planned = {(row["place_name"], row["date_start"]) for row in rows if row["status"] == "planned"}
    assert planned == {("Washington", "2025-06-05"), ("The Hague", "2025-06-02")}
    assert [(row["place_name"], row["date_start"]) for row in rows if row["background"]] == [
        ("Istanbul", "2025-05-16")
    ]


def test_nearby_district_is_not_ternuvate(rows):
    """A district that is not named stays a region: its point is far from the village named before it."""
    district, village = (
        pick(rows, *key) for key in (("Zaporizhzhia Oblast", "air_strike"), ("Ternuvate", "shelling"))
    )
    assert district["precision"] == "region"
    assert km((district["lon"], district["lat"]), (village["lon"], village["lat"])) > 30


@pytest.mark.parametrize("name", GOVERNMENTS)
def test_no_government_is_a_pin(rows, name):
    """Nothing stands where a government sits that the report only quotes."""
    assert not [row["place_name"] for row in rows if km((row["lon"], row["lat"]), GOVERNMENTS[name]) < 60]


def test_points_lie_in_their_country_and_region(rows):
    """No point lies outside the country and the region that its row names."""
    theatre = {*boundaries.admin1()["code"]}
    for row in rows:
        point = LonLat(row["lon"], row["lat"])
        assert boundaries.country_at(point) == row["country"]
        if row["admin1_code"] in theatre:
            assert boundaries.admin1_at(point) == row["admin1_code"]


def test_points_in_ukraine_are_on_its_side(rows):
    """No mark stands in the area that Russia holds, nor in the error band of the line of contact."""
    front = contact_line()
    points = [shapely.Point(row["lon"], row["lat"]) for row in rows if row["country"] == "UA"]
    assert len(points) > 10
    assert not any(front.held.contains(point) for point in points)
    assert not any(front.band.contains(point) for point in points)


def test_points_agree_with_the_gazetteer(rows):
    """A row that takes its place from the gazetteer has that place's point; only regions are moved."""
    listed = {row.place_id: row for row in Gazetteer.open().rows()}
    for row in rows:
        known = listed.get(row["place_id"])
        if known and row["precision"] != "region":
            assert (row["lon"], row["lat"]) == pytest.approx((known.lon, known.lat), abs=1e-6)
            assert row["country"] == known.country
        assert known or row["place_id"].startswith("sample:")


def test_every_row_is_told_in_own_words(rows):
    """Every row has a summary of its own, which is no copy of its quote."""
    summaries = [row["summary"] for row in rows]
    assert max(Counter(summaries).values()) == 1
    assert all(len(row["summary"]) <= 130 and row["summary"] not in row["quote"] for row in rows)


def test_rejects_give_their_reason(refused):
    """Every reject says in a sentence why it gave no event, in the order of the report."""
    assert len(refused) >= 40
    assert [reject["start"] for reject in refused] == sorted(reject["start"] for reject in refused)
    assert all(reject["reason"].endswith(".") for reject in refused)
    assert {reject["stage"] for reject in refused} <= {"extract", "geocode", "merge"}

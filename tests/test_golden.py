"""The sample day's report, read by the program, against the table that a person reviewed: what had to be mended."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from geo import archive, boundaries, frame
from geo.day import make_day
from geo.extract import Extractor
from geo.model import LonLat
from geo.paths import data_path
from geo.read import read
from geo.vocab import categories

DAY = "2025-06-02"

# What a person had to mend: (place, category) of the reviewed table, and why. An entry goes when the program learns it.
ADDED = {
    ("White House, Washington", "diplomacy"): "a statement: shown where it was made, though nothing happened there",
    ("Ankara", "diplomacy"): "a statement, as above",
    ("Berlin", "diplomacy"): "a statement, as above",
    ("Bosphorus", "other"): "what a reporter saw from the talks, not an incident",
    ("Çırağan Palace, Istanbul", "diplomacy"): "the talks are told over thirty posts; a person drew them together",
    ("The Hague", "diplomacy"): "a meeting to come is no event for the program; a person listed it as planned",
    ("Washington", "diplomacy"): "a journey to come, as above",
    ("Poland", "other"): "an election, no act of the war",
    ("Ukraine", "drone_strike"): "a total without a place of its own: what one side counts in a night",
    ("Belaya air base", "drone_strike"): "named from other reporting, in a sentence without an act",
    ("Olenya air base", "drone_strike"): "as Belaya",
    ("Dyagilevo air base", "drone_strike"): "as Belaya",
    ("Ivanovo Severny air base", "drone_strike"): "as Belaya",
}  # fmt: skip
REMOVED: dict[tuple[str, str], str] = {}
RENAMED = {
    ("Unecha–Zhecha railway", "sabotage"): (
        "Unecha",
        "a stretch between two stations is a line, drawn by hand",
    ),
}
# (place, category, field): why the reviewed value is another one.
CHANGED = {
    ("Kherson Oblast", "other", "date_start"): "a morning's bulletin counts the day before",
    ("Zaporizhzhia Oblast", "shelling", "date_start"): "the sum is of the evening that its parts tell",
    ("Kursk Oblast", "sabotage", "date_start"): "the same night, after midnight",
    ("Dnipropetrovsk Oblast", "missile_strike", "date_start"): "the day stands in the post above",
    ("Dnipropetrovsk Oblast", "missile_strike", "status"): "both sides tell of it, in two posts",
    ("Vilnius", "diplomacy", "status"): "told by several in many posts",
    ("Istanbul", "diplomacy", "date_start"): "May is all that the sentence says; the day is known otherwise",
    ("Istanbul", "diplomacy", "status"): "the writer tells it, nobody is quoted",
}  # fmt: skip
FIELDS = ("attacker", "date_start", "status", "killed_min", "killed_max", "injured_min", "injured_max", "intercepted")  # fmt: skip


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.fixture(scope="module")
def report():
    return read(data_path("days", DAY, "report.md"))


@pytest.fixture(scope="module")
def found(report, extractor):
    """Read the day by the program."""
    return frame.records(make_day(report, extractor=extractor).events)


@pytest.fixture(scope="module")
def reviewed():
    return frame.records(archive.load(data_path("days", DAY)).events)


def key(row):
    place = (
        row["place_name"],
        row["category"],
        row["precision"],
        row["background"],
        row["record_type"] == "total",
    )
    return tuple(map(str, place))


def by_key(rows):
    """Name every row that is no area; the program's names take those that a person gave."""
    names = {(old, category): new for (new, category), (old, _) in RENAMED.items()}
    renamed = [
        {**row, "place_name": names.get((row["place_name"], row["category"]), row["place_name"])}
        for row in rows
    ]
    return {key(row): row for row in renamed if row["record_type"] != "area"}


def facts(rows):
    """Draw out what a person would compare: place, day, kind, figures, words."""
    return {
        (
            *(row[name] for name in ("place_name", "category", "record_type", "quote", *FIELDS)),
            tuple(sorted(str(claim["value"]) for claim in row["claims"])),
        )
        for row in rows
    }


def figures(rows, what):
    return {claim["value"] for row in rows for claim in row["claims"] if claim["what"] == what}


def rows_at(rows, place, category):
    return [row for row in rows if (row["place_name"], row["category"]) == (place, category)]


def shuffled(report, seed):
    """Put the posts into another order; their words and times stay."""
    posts = list(report.posts)
    Random(seed).shuffle(posts)  # noqa: S311 - no secret
    text, moved = report.text[: report.posts[0].start], []
    for post in posts:
        start = len(text)
        text += report.text[post.start : post.end].rstrip("\n") + "\n\n"
        moved.append(replace(post, start=start, end=len(text)))
    return replace(report, text=text, posts=tuple(moved), boilerplate=())


def test_every_reviewed_event_is_found(found, reviewed):
    """The program finds all that a person kept, but for what the table says a person added."""
    missing = {name[:2] for name in by_key(reviewed).keys() - by_key(found).keys()}
    assert missing == ADDED.keys()


def test_no_other_event_is_found(found, reviewed):
    """The program finds nothing that a person took out, but for what the table says."""
    extra = {name[:2] for name in by_key(found).keys() - by_key(reviewed).keys()}
    assert extra == REMOVED.keys()


def test_fields_agree(found, reviewed):
    """Of what both have, the fields agree, but for what the table says a person changed."""
    ours, theirs = by_key(found), by_key(reviewed)
    differ = {
        (*name[:2], field)
        for name in ours.keys() & theirs.keys()
        for field in FIELDS
        if ours[name][field] != theirs[name][field]
    }
    assert differ == CHANGED.keys()


def test_the_tables_speak_of_rows_that_are_there(reviewed):
    """What was mended is told of rows of the reviewed day, each with a reason."""
    there = {name[:2] for name in by_key(reviewed)}
    assert {*ADDED, *RENAMED, *(name[:2] for name in CHANGED)} <= there
    assert {what for _, what in REMOVED} <= categories().keys()
    assert all([*ADDED.values(), *REMOVED.values(), *CHANGED.values()])


@pytest.mark.parametrize("what", ["area_km2", "area_share_percent"])
def test_area_facts(found, reviewed, what):
    """Areas are facts of their own and come out with all their figures, none beside them."""
    ours, theirs = (
        figures([row for row in rows if row["record_type"] == "area"], what) for rows in (found, reviewed)
    )
    assert ours == theirs
    assert what != "area_km2" or {507.0, 379.0, 240.0, 400.0, 5107.0, 85.0} <= ours


def test_five_dead_are_three_and_one_and_one_more(found):
    """The sum of a region's dead keeps its parts and the one whom no part tells."""
    (total,) = [row for row in found if row["record_type"] == "total" and row["killed_min"] == 5]
    parts = [row["killed_min"] for row in found if row["parent_id"] == total["event_id"]]
    assert sorted(parts) == [1, 3]
    assert total["residual"] == {"killed": 1}


def test_a_night_of_drones(found):
    """Of 162 drones 57 and 31 have a region, and 74 are told of none."""
    (total,) = [row for row in found if row["intercepted"] == 162]
    parts = [row["intercepted"] for row in found if row["parent_id"] == total["event_id"]]
    assert sorted(parts) == [31, 57]
    assert total["residual"] == {"intercepted": 74}


def test_nothing_is_counted_twice(found, reviewed):
    """The dead of both tables, totals left out, are the same number."""
    ours, theirs = (
        sum(
            row["killed_min"] or 0
            for row in rows
            if row["record_type"] == "incident" and not row["background"]
        )
        for rows in (found, reviewed)
    )
    assert ours == theirs


def test_every_word_stands_in_the_report(report, extractor):
    """The table passes the door with its report: every quote and every claim's words are looked up."""
    day = make_day(report, extractor=extractor)
    assert len(frame.validate(day.events, report)) == len(day.events)


def test_the_same_text_twice(report, found, extractor):
    """The same report gives the same rows, ids and all."""
    assert frame.records(make_day(report, extractor=extractor).events) == found


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_posts_keep_the_places(report, found, extractor, seed):
    """In whatever order the posts stand, the same events come out."""
    again = frame.records(make_day(shuffled(report, seed), extractor=extractor).events)
    assert by_key(again).keys() == by_key(found).keys()


@pytest.mark.parametrize("at", [0, 20, -1])
def test_another_post_moves_no_other_event(report, found, extractor, at):
    """A post about another place adds its event and leaves every other as it was."""
    start = report.posts[at].start
    post = f"## {report.posts[at].time:%H:%M} A fire\n\nA missile hit a warehouse in Lutsk this morning, the mayor said.\n\n"
    longer = read(report.text[:start] + post + report.text[start:])
    more = frame.records(make_day(longer, extractor=extractor).events)
    assert len(rows_at(more, "Lutsk", "missile_strike")) == 1
    assert facts(found) == facts(row for row in more if row["place_name"] != "Lutsk")


def test_no_event_lies_outside_its_country(found):
    """Every point that is no region across borders lies in the country that its row names."""
    points = [
        (row["place_name"], row["country"], LonLat(row["lon"], row["lat"])) for row in found if row["country"]
    ]
    told = {(name, country, boundaries.country_at(point)) for name, country, point in points}
    assert all(country == at for _, country, at in told if at is not None)

"""Days on disk: found, loaded, saved; never torn, never overwriting what a person has edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from filelock import FileLock

from geo import archive, frame
from geo.errors import InputError, NotFoundError
from geo.model import Day, Event, Post, Reject, Report
from geo.paths import data_path
from geo.read import read

TEXT = "---\ntitle: A day\npublished: 2025-06-03\n---\n\n## 10:00 Strike\nThree were killed in Sumy.\n"
START = TEXT.index("Three")
EVENT = Event(
    event_id="a1",
    record_type="incident",
    category="shelling",
    attacker="Russia",
    status="claimed",
    precision=None,
    lon=None,
    lat=None,
    date_start="2025-06-03",
    start=START,
    end=len(TEXT) - 1,
    quote=TEXT[START:-1],
)


def day_of(*events, **changes):
    """Make a day of events over the short report."""
    day = Day(
        date=date(2025, 6, 3),
        title="A day",
        events=frame.from_events(events),
        report=read(TEXT),
        rejects=(Reject(0, 3, "---", "no event"),),
        as_of=max(post.time for post in read(TEXT).posts),
    )
    return replace(day, **changes)


def events_of(day):
    return frame.to_events(day.events)


def files_of(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_days_lists_the_shipped_day():
    """The sample day is there without any archive of one's own."""
    assert archive.days()[-1] == archive.Entry(date(2025, 6, 2), data_path("days", "2025-06-02"), own=False)


def test_days_prefers_ones_own(tmp_path):
    """A day of one's own hides the shipped day of the same date; other folders are passed over."""
    for name in ("2025-06-02", "2025-06-04", "2025-13-01", "notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.geojson").write_text("{}")
    found = archive.days(tmp_path)
    assert [(entry.date.day, entry.own) for entry in found] == [(4, True), (2, True)]


def test_days_without_an_archive(tmp_path):
    """An archive that does not exist is an empty one."""
    assert [entry.own for entry in archive.days(tmp_path / "none")] == [False]


@pytest.mark.parametrize("given", [date(2025, 6, 2), "2025-06-02", data_path("days", "2025-06-02")])
def test_load_by_date_or_folder(given):
    """A date, its text and a folder all load the day, checked against its report."""
    day = archive.load(given)
    assert day.date == date(2025, 6, 2)
    assert day.report is not None
    assert len(day.events)


def test_load_events_alone(tmp_path):
    """A GeoJSON file alone is a day without a report, dated by its events."""
    path = tmp_path / "any.geojson"
    path.write_text(frame.to_geojson(frame.from_events([EVENT])), encoding="utf-8")
    day = archive.load(path)
    assert (day.date, day.report, day.title) == (date(2025, 6, 3), None, "Situation map, 2025-06-03")


def test_load_without_a_date_says_what_to_do(tmp_path):
    """Events that tell no day give no day of their own making."""
    path = tmp_path / "any.geojson"
    path.write_text(frame.to_geojson(frame.from_events([replace(EVENT, date_start=None)])), encoding="utf-8")
    with pytest.raises(InputError, match="tell no date"):
        archive.load(path)


@pytest.mark.parametrize("given", ["1999-01-01", "no/such/folder", date(1999, 1, 1), "x\0y"])
def test_load_what_is_not_there(given):
    """A day that does not exist is not found."""
    with pytest.raises(NotFoundError, match="there is no day"):
        archive.load(given)


def test_load_tells_a_report_that_does_not_fit(tmp_path):
    """A report that was changed under its events is told, event by event."""
    folder = archive.save(day_of(EVENT), tmp_path / "2025-06-03")
    (folder / "report.md").write_text(TEXT.replace("Three", "Seven"), encoding="utf-8")
    with pytest.raises(InputError, match="the report has 'Seven"):
        archive.load(folder)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rejects.json", '[{"start": "x"}]'),
        ("rejects.json", "[NaN]"),
        ("day.json", "[]"),
        ("day.json", '{"title": 5}'),
        ("day.json", '{"as_of": "soon"}'),
        ("day.json", '{"report": {"posts": 5}}'),
        ("day.json", '{"report": 5}'),
    ],
)
def test_load_tells_a_broken_file(tmp_path, name, text):
    """A broken side file is named, not skipped."""
    folder = archive.save(day_of(EVENT), tmp_path / "2025-06-03")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        archive.load(folder)


def test_save_and_load_again(tmp_path):
    """A day comes back as it was saved."""
    day = day_of(EVENT)
    again = archive.load(archive.save(day, tmp_path / "2025-06-03"))
    assert events_of(again) == events_of(day)
    assert replace(again, events=None) == replace(day, events=None)
    assert sorted(path.name for path in (tmp_path / "2025-06-03").iterdir()) == [
        "events.geojson",
        "rejects.json",
        "report.md",
    ]


def test_save_keeps_what_the_text_does_not_tell(tmp_path):
    """A title, a time and posts that come from elsewhere are kept beside the text."""
    time = datetime(2025, 6, 3, 9, tzinfo=UTC)
    report = Report(
        "Three were killed.\n", (Post(0, 5, time, "x"),), "Blog", "Gazette", published=date(2025, 6, 3)
    )
    day = Day(date(2025, 6, 3), "Own title", frame.from_events([]), report, as_of=None)
    again = archive.load(archive.save(day, tmp_path / "2025-06-03"))
    assert replace(again, events=None) == replace(day, events=None)


def test_save_twice_changes_nothing(tmp_path):
    """The second saving of the same day leaves every byte and every time stamp."""
    folder = archive.save(day_of(EVENT), tmp_path / "2025-06-03")
    before = files_of(folder)
    archive.save(archive.load(folder), folder)
    assert files_of(folder) == before


def test_save_of_the_sample_day_gives_the_shipped_bytes(tmp_path):
    """The shipped day is what saving it writes."""
    folder = archive.save(archive.load("2025-06-02"), tmp_path / "2025-06-02")
    for path in folder.iterdir():
        assert path.read_bytes() == data_path("days", "2025-06-02", path.name).read_bytes()


def test_save_keeps_edited_rows(tmp_path):
    """A row that a person edited stays, also when the new table has it otherwise or not at all."""
    folder = tmp_path / "2025-06-03"
    edited = replace(EVENT, target="a bus", review=(archive.EDITED,))
    archive.save(day_of(edited, replace(EVENT, event_id="a2")), folder)
    archive.save(day_of(replace(EVENT, event_id="a3"), EVENT), folder)
    assert [(event.event_id, event.target) for event in events_of(archive.load(folder))] == [
        ("a3", None),
        ("a1", "a bus"),
    ]
    archive.save(day_of(), folder)
    assert events_of(archive.load(folder)) == (edited,)


def test_save_takes_a_newer_edit(tmp_path):
    """A row that is edited again takes the place of the older edit."""
    folder = tmp_path / "2025-06-03"
    for target in ("a bus", "a tram"):
        archive.save(day_of(replace(EVENT, target=target, review=(archive.EDITED,))), folder)
    assert events_of(archive.load(folder))[0].target == "a tram"


def test_save_writes_nothing_with_faults(tmp_path):
    """Events with faults do not reach the disk."""
    with pytest.raises(InputError, match="fireworks"):
        archive.save(day_of(replace(EVENT, category="fireworks")), tmp_path / "2025-06-03")
    assert list((tmp_path / "2025-06-03").iterdir()) == []


def test_save_refuses_a_folder_of_another_day(tmp_path):
    """A folder whose name is another date is not taken."""
    with pytest.raises(InputError, match="name the folder"):
        archive.save(day_of(EVENT), tmp_path / "2025-06-09")


def test_save_says_when_it_cannot_write(tmp_path):
    """A folder that cannot be made is told in words."""
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        archive.save(day_of(EVENT), tmp_path / "file" / "2025-06-03")


def test_save_waits_for_another_writer(tmp_path, monkeypatch):
    """A folder that another program is writing is left alone and told."""
    monkeypatch.setattr("geo.archive.disk.PATIENCE_S", 0.05)
    with FileLock(tmp_path / ".2025-06-03.lock"), pytest.raises(InputError, match="another program"):
        archive.save(day_of(EVENT), tmp_path / "2025-06-03")


def test_save_is_at_home_by_default():
    """Without a folder, a day goes into the user's own archive and is found there."""
    folder = archive.save(day_of(EVENT))
    assert folder == archive.home() / "2025-06-03"
    assert archive.load("2025-06-03").title == "A day"


def test_save_leaves_no_half_file(tmp_path, monkeypatch):
    """A write that is cut short leaves the old file and nothing aside."""
    folder = archive.save(day_of(EVENT), tmp_path / "2025-06-03")
    before = files_of(folder)

    def cut(_handle):
        raise OSError("disk full")

    monkeypatch.setattr("geo.archive.disk.os.fsync", cut)
    with pytest.raises(InputError, match="disk full"):
        archive.save(day_of(EVENT, replace(EVENT, event_id="a2")), folder)
    assert files_of(folder) == before

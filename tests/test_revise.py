"""What a person does to the events of a day, and what stays of the machine's own values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import BELAYA, KHARKIV, SUMY

from geo import archive, flags, frame, revise
from geo.day import summed_up
from geo.errors import InputError, NotFoundError
from geo.flags import Origin
from geo.model import Candidate, Day, LonLat, Precision, Reject

DOUBTED = replace(SUMY, review=("ambiguous_place",), start=50, end=76)
EVENTS = (replace(KHARKIV, start=10, end=36), DOUBTED, BELAYA)
PLACE = Candidate(
    "Derhachi", 36.1, 50.1, Precision.SETTLEMENT, 3.0, "town", "UA", "geonames:1", "Kharkiv Oblast", "UA-63"
)


def test_doubts_come_first_and_end_with_a_person():
    """A flagged event comes first until a person has confirmed it."""
    assert [event.event_id for event in revise.flagged_first(EVENTS)] == ["sumy", "kharkiv", "belaya"]
    done = revise.confirm(EVENTS, "sumy")
    assert flags.doubts(done[1]) == ()
    assert [flags.origin(event) for event in done] == [Origin.MACHINE, Origin.CONFIRMED, Origin.MACHINE]


def test_correct_keeps_the_machines_value():
    """The first value of the machine stays beside the person's, however often it is corrected."""
    once = revise.correct(EVENTS, "kharkiv", killed_min=4, weapon="missiles")
    twice = revise.correct(once, "kharkiv", killed_min=5)
    event = revise.get(twice, "kharkiv")
    assert (event.killed_min, event.weapon) == (5, "missiles")
    assert flags.before(event) == {"killed_min": 3, "weapon": None}
    assert revise.correct(EVENTS, "kharkiv", killed_min=3) == EVENTS
    back = revise.get(revise.correct(twice, "kharkiv", killed_min=3, weapon=None), "kharkiv")
    assert flags.origin(back) is Origin.CONFIRMED


def test_restore():
    """Restoring gives every changed field its former value, the place and a line too."""
    event = replace(DOUBTED, line=(LonLat(33.0, 50.0), LonLat(34.0, 51.0)), summary="A line")
    moved = revise.move(revise.correct((event,), "sumy", killed_min=9), "sumy", PLACE)
    assert revise.get(moved, "sumy").line == ()
    assert revise.restore(moved, "sumy") == (event,)
    assert revise.restore(revise.confirm((event,), "sumy"), "sumy") == (event,)


def test_the_programs_summary_follows_and_a_persons_stays():
    """A summary that the program wrote tells the new figures; one in a person's words is left as it is."""
    (event,) = (summed_up(KHARKIV),)
    changed = revise.get(revise.correct((event,), "kharkiv", killed_min=4, killed_max=4), "kharkiv")
    assert "4 killed" in changed.summary
    assert "Derhachi" in revise.get(revise.move((event,), "kharkiv", PLACE), "kharkiv").summary
    own = revise.get(revise.correct(EVENTS, "kharkiv", killed_min=4), "kharkiv")
    assert own.summary == KHARKIV.summary


def test_quote():
    """Other words of the report bring their offsets; words that are not in it are refused."""
    text = "First words. Then others."
    event = revise.get(revise.quote(EVENTS, "kharkiv", " Then others. ", text), "kharkiv")
    assert (event.start, event.end, event.quote) == (13, 25, "Then others.")
    assert text[event.start : event.end] == event.quote
    assert revise.get(revise.quote(EVENTS, "kharkiv", "  ", text), "kharkiv").start is None
    with pytest.raises(InputError, match="does not hold the words 'No such'"):
        revise.quote(EVENTS, "kharkiv", "No such", text)


def test_move():
    """Another place brings its own precision, region and id."""
    event = revise.get(revise.move(EVENTS, "kharkiv", PLACE), "kharkiv")
    assert (event.place_name, event.lon, event.radius_km) == ("Derhachi", 36.1, 3.0)
    assert flags.before(event)["place_name"] == "Kharkiv"
    frame.validate(frame.from_events([event]))


def test_drop_frees_the_parts_of_a_total():
    """Without its total a part stands alone; without a part the total's residual grows."""
    total = replace(
        KHARKIV, event_id="total", record_type="total", killed_min=5, residual={"killed": 2}, claims=()
    )
    part = replace(KHARKIV, parent_id="total", injured_min=None, injured_max=None)
    total = replace(total, injured_min=None, injured_max=None)
    assert revise.drop((total, part), "total")[0].parent_id is None
    frame.validate(frame.from_events(revise.drop((total, part), "kharkiv")))
    changed = revise.correct((total, part), "kharkiv", killed_min=4)
    assert changed[0].residual == {"killed": 1}


def test_split_and_merge():
    """A split event has a twin without figures, made by a person; merging takes it back with all claims."""
    halves = revise.split(EVENTS, "kharkiv")
    assert len(halves) == 4
    assert halves[1].killed_min is None
    assert halves[1].event_id != "kharkiv"
    assert flags.origin(halves[1]) is Origin.MADE
    whole = revise.merge(halves, "kharkiv", halves[1].event_id)
    assert [event.event_id for event in whole] == ["kharkiv", "sumy", "belaya"]
    assert revise.get(whole, "kharkiv").killed_min == 3
    frame.validate(frame.from_events(halves))


def test_add():
    """An added event is a person's, stands after the one whose words it has, and its id is free."""
    more = revise.add(EVENTS, EVENTS[0])
    assert len({event.event_id for event in more}) == 4
    assert flags.origin(more[1]) is Origin.MADE
    assert (more[1].quote, more[1].place_name, more[1].killed_min) == (KHARKIV.quote, None, None)
    frame.validate(frame.from_events(more))


def test_take_up():
    """Words that gave no event become one, made by a person, and are listed no more; so does an event of no words."""
    day = archive.load("2025-06-02")
    reject = day.rejects[0]
    events = revise.take_up(revise.take_up((), day, reject), day)
    assert [event.quote for event in events] == [reject.text, None]
    assert {flags.origin(event) for event in events} == {Origin.MADE}
    assert events[0].sources[0].outlet == "Sitmap sample day"
    frame.validate(frame.from_events(events), day.report)
    assert revise.rejects(day.rejects, (), events) == day.rejects[1:]
    assert len({event.event_id for event in revise.take_up(events, day, reject)}) == 3


def test_rejects_follow_what_is_taken_out_and_put_back():
    """What a person takes out is listed with its words; what they put back is listed no more."""
    after = revise.drop(EVENTS, "kharkiv")
    gone = revise.rejects((), EVENTS, after)
    assert gone == (Reject(10, 36, KHARKIV.quote, "taken out by a person", "review"),)
    assert revise.rejects(gone, EVENTS, EVENTS) == ()
    other = Reject(0, 5, "Words", "no trigger")
    assert revise.rejects((other, *gone), after, after) == (other, *gone)


def test_get_what_is_not_there():
    """An unknown id is said so."""
    with pytest.raises(NotFoundError, match="'nobody'"):
        revise.get(EVENTS, "nobody")


def test_a_reviewed_day_outlives_a_new_run(tmp_path):
    """What a person changed or took out stays so when the machine's own day is saved again."""
    text = f"{KHARKIV.quote}\n\n{BELAYA.quote} again"
    machine = tuple(
        replace(event, start=at, end=at + len(KHARKIV.quote), claims=(), quote=KHARKIV.quote)
        for event, at in ((KHARKIV, 0), (BELAYA, len(KHARKIV.quote) + 2))
    )
    from geo.read import read

    day = Day(archive.load("2025-06-02").date, "A day", frame.from_events(machine), read(text))
    folder = tmp_path / "2025-06-02"
    archive.save(day, folder)
    after = revise.drop(revise.correct(machine, "kharkiv", killed_min=9), "belaya")
    rejects = revise.rejects((), machine, after)
    assert rejects[0] == Reject(
        len(KHARKIV.quote) + 2, len(text) - 6, KHARKIV.quote, "taken out by a person", "review"
    )
    archive.save(replace(day, events=frame.from_events(after), rejects=rejects), folder, by_hand=True)
    archive.save(day, folder)
    again = frame.to_events(archive.load(folder).events)
    assert [(event.event_id, event.killed_min) for event in again] == [("kharkiv", 9)]

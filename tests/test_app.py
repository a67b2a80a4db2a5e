"""The app without a browser: every page runs, filters filter, and the address opens the same view again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made import KHARKIV
from streamlit.testing.v1 import AppTest

from geo import archive, frame
from geo.model import Day
from geo.paths import app_path

PATIENCE_S = 60


@pytest.fixture
def app():
    return AppTest.from_file(str(app_path()), default_timeout=PATIENCE_S)


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def table(app: AppTest):
    return next(element.value for element in app.dataframe if "quote" in element.value.columns)


def test_the_day_opens(app):
    """The sample day opens without a fault, with its figures and all its rows."""
    app.run()
    assert not app.exception
    assert len(table(app)) == len(archive.load("2025-06-02").events)
    assert set(figures(app)) == {"Events", "Killed", "Injured", "Places", "Regions", "How sure"}
    assert figures(app)["Killed"].startswith("at least")


def test_a_filter_narrows_everything(app):
    """A filter narrows the table and the figures, and clearing it brings all back."""
    app.run()
    every = len(table(app))
    app.multiselect(key="category").select("sabotage").run()
    assert set(table(app)["category"]) == {"Sabotage"}
    assert 0 < len(table(app)) < every
    next(button for button in app.button if button.label == "Clear filters").click().run()
    assert len(table(app)) == every


def test_the_address_reopens_the_view(app):
    """Filters, search and the chosen event are taken from the address."""
    event = archive.load("2025-06-02").events.query("category == 'sabotage'").iloc[0]
    app.query_params["category"] = "Sabotage"
    app.query_params["q"] = event["place_name"]
    app.query_params["event"] = event["event_id"]
    app.run()
    assert not app.exception
    assert app.multiselect(key="category").value == ["sabotage"]
    assert app.text_input(key="q").value == event["place_name"]
    assert set(table(app)["category"]) == {"Sabotage"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("category", "no such thing"),
        ("event", "<script>"),
        ("day", "1999-01-01"),
        ("attacker", "{{7*7}}"),
        ("q", "%s"),
    ],
)
def test_a_broken_address_is_harmless(app, name, value):
    """What an address asks for and does not exist is passed over."""
    app.query_params[name] = value
    app.run()
    assert not app.exception


def test_nothing_found(app):
    """A search that meets nothing shows an empty table and no fault."""
    app.run()
    app.text_input(key="q").set_value("qwxzzyq").run()
    assert not app.exception
    assert len(table(app)) == 0
    assert figures(app)["Events"] == "0"


def test_an_own_day_without_a_report(app):
    """A day of the user's own archive that has no report opens too, without the pane of the report."""
    event = replace(KHARKIV, date_start="2025-06-03", date_end="2025-06-03")
    archive.save(Day(date(2025, 6, 3), "Tuesday", frame.from_events([event])))
    app.run()
    assert not app.exception
    assert app.selectbox(key="day").value == "2025-06-03"
    assert len(table(app)) == 1


REPORT = """## 10:00 Kharkiv hit

Kharkiv was hit by two missiles on Monday morning and three people were killed, the mayor said.
"""


def new_page():
    from geo.views import new

    new.show()


@pytest.fixture
def new():
    return AppTest.from_function(new_page, default_timeout=PATIENCE_S).run()


def test_a_pasted_report_becomes_a_day(new):
    """A pasted report gives its figures and its table, and saving puts it into the archive."""
    new.text_area(key="new-text").set_value(REPORT.replace("Monday", "Monday, June 2, 2025")).run()
    new.button(key="new-go").click().run()
    assert not new.exception
    assert list(table(new)["place_name"]) == ["Kharkiv"]
    assert figures(new)["Killed"] == "3"
    new.button(key="new-save").click().run()
    assert not new.exception
    assert (archive.home() / "2025-06-02" / "events.geojson").is_file()


def test_a_day_that_is_not_told_is_guessed(new):
    """Without a day there is a guess with its reason; another day makes the map anew, and a title names it."""
    new.text_area(key="new-text").set_value(REPORT.replace("Monday", "Monday, June 2, 2025")).run()
    new.button(key="new-go").click().run()
    assert new.date_input(key="new-day").value == date(2025, 6, 2)
    assert "is a guess" in new.warning[0].value
    new.date_input(key="new-day").set_value(date(2025, 6, 3)).run()
    new.text_input(key="new-title").set_value("A title").run()
    assert not new.exception
    assert not new.warning
    new.button(key="new-save").click().run()
    assert archive.load("2025-06-03").title == "A title"
    assert "saved" in new.success[0].value


def test_a_report_without_events_says_so(new):
    """A text that tells no event gives an empty map and says what an event needs."""
    new.text_area(key="new-text").set_value("Nothing happened anywhere.").run()
    new.button(key="new-go").click().run()
    assert not new.exception
    assert "No event was found" in new.info[0].value
    assert figures(new)["Events"] == "0"


def test_an_address_that_is_refused(new):
    """An address that is not public and https is refused in one sentence."""
    new.text_input(key="new-address").set_value("http://127.0.0.1/").run()
    new.button(key="new-go").click().run()
    assert not new.exception
    assert "https" in new.status[0].label


def review_page():
    from geo.views import review

    review.show()


@pytest.fixture
def review():
    return AppTest.from_function(review_page, default_timeout=PATIENCE_S)


def counted(review: AppTest) -> str:
    return next(caption.value for caption in review.caption if " in doubt · " in caption.value)


def test_review_corrects_undoes_and_saves(review):
    """A corrected figure is a person's, undo takes it back, and saving keeps it beside the machine's value."""
    event = replace(
        KHARKIV, review=("ambiguous_place",), date_start="2025-06-03", date_end="2025-06-03", claims=()
    )
    archive.save(Day(date(2025, 6, 3), "Tuesday", frame.from_events([event])))
    review.run()
    assert not review.exception
    key = f"review-killed_min-{event.event_id}-1"
    assert review.number_input(key=key).value == 3
    review.number_input(key=key).set_value(4)
    next(button for button in review.button if button.label == "Take over these values").click().run()
    assert not review.exception
    assert not review.error
    assert "1 by a person" in counted(review)
    review.button(key="review-undo").click().run()
    assert "0 by a person" in counted(review)
    review.number_input(key=key).set_value(5)
    next(button for button in review.button if button.label == "Take over these values").click().run()
    review.button(key="review-save").click().run()
    assert not review.exception
    saved = frame.to_events(archive.load("2025-06-03").events)[0]
    assert saved.killed_min == 5
    assert "was:killed_min=3" in saved.review


def test_review_says_what_a_rule_forbids(review):
    """Values that break a rule of the table are refused with the rule's words, and nothing changes."""
    event = replace(KHARKIV, date_start="2025-06-03", date_end="2025-06-03", claims=())
    archive.save(Day(date(2025, 6, 3), "Tuesday", frame.from_events([event])))
    review.run()
    review.text_input(key=f"review-date_start-{event.event_id}-1").set_value("June")
    next(button for button in review.button if button.label == "Take over these values").click().run()
    assert not review.exception
    assert "June" in review.error[0].value
    assert "0 by a person" in counted(review)


def test_review_of_the_sample_day(review):
    """The sample day is a person's, none of it in doubt; every deed can be done to it, and undone."""
    review.run()
    assert not review.exception
    assert counted(review) == "39 rows · 0 in doubt · 39 by a person"
    for name in ("confirm", "split", "undo", "drop", "undo", "add", "undo", "undo", "next", "back"):
        review.button(key=f"review-{name}").click().run()
        assert not review.exception, name
        assert not review.error, name
    assert counted(review) == "39 rows · 0 in doubt · 39 by a person"


def test_a_typed_point_moves_the_event(review):
    """A point that is typed moves the event there, at the precision and under the name that were chosen."""
    event = replace(
        KHARKIV, review=("ambiguous_place",), date_start="2025-06-03", date_end="2025-06-03", claims=()
    )
    archive.save(Day(date(2025, 6, 3), "Tuesday", frame.from_events([event])))
    review.run()
    review.text_input(key=f"review-point-{event.event_id}").set_value("48.5, 37.7").run()
    assert any(caption.value.startswith("Nearest") for caption in review.caption)
    review.selectbox(key=f"review-precision-{event.event_id}").select("exact").run()
    review.button(key="review-put").click().run()
    assert not review.exception
    assert any("Machine" in caption.value and "Kharkiv" in caption.value for caption in review.caption)
    review.button(key="review-save").click().run()
    saved = frame.to_events(archive.load("2025-06-03").events)[0]
    assert (saved.lon, saved.lat, saved.precision, saved.admin1_code) == (37.7, 48.5, "exact", "UA-14")
    assert saved.place_id is None


def test_a_broken_point_is_said_so(review):
    """What is no position is said so, and nothing can be put there."""
    review.run()
    field = next(field for field in review.text_input if field.key.startswith("review-point-"))
    field.set_value("{{7*7}} nowhere").run()
    assert not review.exception
    assert "write latitude" in review.warning[0].value
    assert review.button(key="review-put").disabled


def test_a_day_without_events(app, review):
    """A day without events opens under Day, and under Review takes an event by hand and is saved."""
    from geo.read import read

    report = read("All was quiet.", published=date(2025, 6, 3))
    archive.save(Day(date(2025, 6, 3), "Tuesday", frame.from_events(()), report))
    app.run()
    assert not app.exception
    review.run()
    assert not review.exception
    review.button(key="review-take-up").click().run()
    assert counted(review) == "1 row · 0 in doubt · 1 by a person"
    review.button(key="review-save").click().run()
    assert not review.exception
    assert len(archive.load("2025-06-03").events) == 1

"""The page "Review" in a real browser: everything a person can do to an event, by mouse and by keyboard alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import hostile
import pytest
from appserver import running
from hands import answered, click_map, count, field, inner, keys, open_page, phone, press, write
from made import KHARKIV
from playwright.sync_api import expect

from geo import archive, flags, frame
from geo.geocode import candidates
from geo.model import Context, Day, Reject
from geo.read import read
from geo.revise import move

DAY, OTHER, HOSTILE = "2025-07-01", "2025-07-02", "2025-07-03"
SENTENCES = (
    "Shells killed three people in Andriivka on Tuesday, the head of the district said.",
    "A missile fell in Kharkiv and injured five.",
    "Kharkiv was hit by a missile, the mayor said; five are injured.",
)
PASSED = "A bridge near Kupiansk may be repaired."
HOME = {}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Run the app beside days that the machine made, one of them for the test that saves."""
    home = tmp_path_factory.mktemp("review")
    HOME["days"] = home / "sitmap" / "days"
    for name in (DAY, OTHER):
        archive.save(made_day(name), HOME["days"] / name)
    archive.save(hostile_day(), HOME["days"] / HOSTILE)
    with running(home) as started:
        yield started


def made_day(name) -> Day:
    """Make a day of three events, the first in doubt about its place, the last two of one incident."""
    report = read("\n\n".join((*SENTENCES, PASSED)), published=date.fromisoformat(name))
    events = []
    for number, words in enumerate(SENTENCES):
        start = report.text.index(words)
        facts = {"start": start, "end": start + len(words), "quote": words, "claims": (), "summary": None}
        event = replace(KHARKIV, event_id=f"event{number:07}", date_start=name, date_end=name, **facts)
        events.append(replace(event, killed_min=None, injured_max=None))
    first = candidates("Andriivka", Context(admin1="Kharkiv Oblast"))[0]
    doubted = replace(
        events[0],
        place_text="Andriivka",
        review=("ambiguous_place",),
        category="shelling",
        killed_min=3,
        injured_min=None,
        summary="Shelling, Andriivka: at least 3 killed.",
    )
    events[:1] = move((doubted,), doubted.event_id, first)
    events[0] = replace(
        events[0], review=("ambiguous_place",), summary="Shelling, Andriivka: at least 3 killed."
    )
    at = report.text.index(PASSED)
    passed = Reject(at, at + len(PASSED), PASSED, "it may happen, or may not")
    return Day(date.fromisoformat(name), "A machine's day", frame.from_events(events), report, (passed,))


def hostile_day() -> Day:
    """Make a day whose every string is hostile."""
    words = [
        text for text in hostile.STRINGS if len(text) < 200 and text.strip() == text and text.isprintable()
    ]
    report = read("\n\n".join(("Start.", *words)), published=date.fromisoformat(HOSTILE))
    events = []
    for number, text in enumerate(words):
        start = report.text.index(f"\n{text}") + 1
        span = {"start": start, "end": start + len(text), "quote": text, "summary": text, "claims": ()}
        said = {"place_name": text, "place_text": text, "target": text, "attributed_to": text}
        dates = {"date_start": HOSTILE, "date_end": HOSTILE, "review": ("ambiguous_place", text)}
        events.append(replace(KHARKIV, event_id=f"h{number}", **span, **said, **dates))
    return Day(date.fromisoformat(HOSTILE), words[0], frame.from_events(events), report)


def review(page, address, day=DAY):
    open_page(page, f"{address}/review?day={day}")
    inner(page)


def head(page):
    """Read the chosen event's place and badge."""
    return page.get_by_test_id("stMarkdown").filter(has=page.locator(".stMarkdownBadge")).first.inner_text()


def former(page) -> list[str]:
    """Read what stands beside the fields that were changed."""
    captions = page.get_by_test_id("stCaptionContainer").all_inner_texts()
    return [text for text in captions if text.startswith(("Machine:", "Before:"))]


def save(page):
    """Save the day, and see that the page says so."""
    with answered(page):
        page.get_by_role("button", name="Save the day").click()
    page.get_by_text("is saved").wait_for(timeout=5000)


def test_what_is_in_doubt_comes_first(page, offline, address):
    """The doubtful event is chosen, with its words, the reason and what to do; nothing is asked from elsewhere."""
    review(page, address)
    assert count(page) == "3 rows · 1 in doubt · 0 by a person"
    assert "Andriivka" in head(page)
    assert "machine" in head(page)
    assert page.get_by_test_id("stMarkdown").get_by_text("Several places bear this name").is_visible()
    assert page.locator("blockquote").inner_text() == SENTENCES[0]
    assert page.locator(".report mark.chosen").first.inner_text().startswith("Shells")
    assert len(page.get_by_role("radio").all()) > 3
    press(page, "Confirm")
    assert count(page) == "3 rows · 0 in doubt · 1 by a person"
    assert "Kharkiv" in head(page)
    press(page, "Back")
    assert "confirmed by a person" in head(page)
    assert offline == []


def test_choose_another_place(page, address):
    """Another place of the name moves the event, and the machine's place stands beside it; undo takes it back."""
    review(page, address)
    with answered(page):
        page.get_by_role("radio", checked=False).first.check(force=True)
    assert "mended by a person" in head(page)
    assert former(page)[0].startswith("Machine: Andriivka (")
    press(page, "Undo")
    assert "machine" in head(page)
    assert former(page) == []


def test_choose_a_place_on_the_map(page, address):
    """A click on a candidate's mark on the map chooses it."""
    review(page, address)
    lon, lat = inner(page).evaluate(
        """() => {
          const { data } = sitmap.app.state;
          const size = sitmap.app.map.getSize();
          for (let row = 1; row < data.count; row += 1) {
            const at = sitmap.app.map.latLngToContainerPoint([data.lat(row), data.lon(row)]);
            if (at.x > 30 && at.x < size.x - 90 && at.y > 70 && at.y < size.y - 70) return [data.lon(row), data.lat(row)];
          }
          return null;
        }"""
    )
    click_map(page, lon, lat)
    assert "mended by a person" in head(page)
    assert former(page)[0].startswith("Machine: Andriivka (")


def test_a_click_anywhere_sets_the_point(page, address):
    """A click on the bare map gives a point, the nearest name as a suggestion, and the precision that is chosen."""
    review(page, address, OTHER)
    inner(page).evaluate("() => sitmap.app.map.setView([47.5, 33.2], 8, { animate: false })")
    click_map(page, 33.2, 47.5)
    lat, lon = map(float, field(page, "Point (latitude, longitude)").input_value().split(","))
    assert (lat, lon) == pytest.approx((47.5, 33.2), abs=0.05)
    assert page.get_by_text(re.compile(r"Nearest: \w.* km away")).is_visible()
    suggested = field(page, "Call it").input_value()
    assert suggested
    assert inner(page).locator(".sm-pick").is_visible()
    press(page, "Put it here")
    assert suggested in head(page)
    assert "mended by a person" in head(page)
    assert former(page)[0].startswith("Machine: Andriivka (")
    keys(page, "Alt+Enter")
    page.get_by_text("is saved").wait_for()
    saved = frame.to_events(archive.load(HOME["days"] / OTHER).events)[0]
    assert (saved.lat, saved.lon) == pytest.approx((lat, lon))
    assert (saved.place_name, saved.place_id) == (suggested, None)
    assert flags.before(saved)["place_name"] == "Andriivka"


def test_correct_a_field(page, address):
    """A corrected field keeps the machine's value in sight, and the program's summary follows it."""
    review(page, address)
    write(page, "Killed, at least", "5")
    press(page, "Take over these values")
    assert "mended by a person" in head(page)
    assert "Machine: 3" in former(page)
    assert field(page, "Summary").input_value() == "Shelling, Andriivka: at least 5 killed."
    press(page, "Old values")
    assert former(page) == []
    assert field(page, "Killed, at least").input_value() == "3"


def test_what_a_rule_forbids_is_said(page, address):
    """Values against a rule of the table are refused in its words, and nothing is changed."""
    review(page, address)
    write(page, "From (YYYY-MM-DD)", "June")
    press(page, "Take over these values")
    assert "'June' is no day" in page.get_by_role("alert").first.inner_text()
    assert count(page) == "3 rows · 1 in doubt · 0 by a person"


def test_split_drop_add_merge_undo(page, address):
    """Each deed changes the list, and as many undos bring the first list back."""
    review(page, address)
    press(page, "Split")
    assert count(page) == "4 rows · 1 in doubt · 1 by a person"
    press(page, "Drop")
    assert count(page).startswith("3 rows · 0 in doubt")
    press(page, "Add")
    assert count(page).startswith("4 rows")
    assert "made by a person" in head(page)
    for _ in range(3):
        press(page, "Undo")
    assert count(page) == "3 rows · 1 in doubt · 0 by a person"
    press(page, "Next")
    page.get_by_label("Is told again as").click()
    with answered(page):
        page.get_by_role("option", name=re.compile("Kharkiv")).first.click()
    press(page, "Merge")
    assert count(page) == "2 rows · 1 in doubt · 1 by a person"
    press(page, "Undo")
    assert count(page) == "3 rows · 1 in doubt · 0 by a person"


def test_add_on_other_words(page, address):
    """An event that is added by hand stands on the words that a person copies from the report, and on no others."""
    review(page, address)
    press(page, "Add")
    words = "A missile fell in Kharkiv"
    write(page, "Words of the report", "No such words")
    press(page, "Take over these values")
    assert "does not hold the words" in page.get_by_role("alert").first.inner_text()
    write(page, "Words of the report", words)
    press(page, "Take over these values")
    assert page.locator("blockquote").inner_text() == words
    with answered(page):
        write(page, "Place", "Kharkiv")
    option = page.locator("label").filter(has=page.get_by_role("radio")).first
    expect(option).to_contain_text("Kharkiv")
    with answered(page):
        page.get_by_role("radio").first.check(force=True)
    assert "Kharkiv" in head(page)
    assert "made by a person" in head(page)


def test_words_that_gave_no_event_become_one(page, address):
    """A person makes an event of words that were passed over, and of none, and takes both back."""
    review(page, address)
    page.get_by_text("Words that gave no event, and why (1)").click()
    grid = page.get_by_test_id("stDataFrame").last
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    box = grid.bounding_box()
    with answered(page):
        page.mouse.click(box["x"] + 18, box["y"] + 35 + 18)
    press(page, "Make an event of these words")
    assert page.locator("blockquote").inner_text() == PASSED
    assert "made by a person" in head(page)
    assert page.get_by_text("Words that gave no event, and why (0)").count() == 1
    keys(page, "Alt+w")
    assert count(page).startswith("5 rows")
    press(page, "Undo")
    press(page, "Undo")
    assert count(page) == "3 rows · 1 in doubt · 0 by a person"


def test_keyboard_alone(page, address):
    """Choosing, correcting, moving, splitting, dropping, adding, undoing: all of it without a mouse."""
    review(page, address)
    page.evaluate("document.activeElement.blur()")
    keys(page, "Alt+n")
    assert "Kharkiv" in head(page)
    keys(page, "Alt+b")
    field(page, "Killed, at least").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    keys(page, "Alt+t")
    assert "Machine: 3" in former(page)
    keys(page, "Alt+o")
    assert former(page) == []
    field(page, "Point (latitude, longitude)").focus()
    page.keyboard.type("48.5, 37.7")
    keys(page, "Enter")
    keys(page, "Alt+h")
    assert former(page)[0].startswith("Machine: Andriivka")
    keys(page, "Alt+z")
    inner(page)
    with answered(page):
        page.get_by_role("radio", checked=True).press("ArrowDown")
    assert "mended by a person" in head(page)
    for deed in ("Alt+z", "Alt+s", "Alt+a", "Alt+x", "Alt+z", "Alt+z", "Alt+z", "Alt+z", "Alt+z"):
        keys(page, deed)
    assert count(page) == "3 rows · 1 in doubt · 0 by a person"
    keys(page, "Alt+y")
    assert count(page) == "3 rows · 0 in doubt · 1 by a person"


def test_the_map_gives_a_point_by_keyboard(page, address):
    """With the map in focus, Enter gives its middle."""
    review(page, address)
    inner(page).evaluate("() => sitmap.app.map.setView([50.1, 30.2], 7, { animate: false })")
    page.frame_locator("iframe.sitmap-map").locator(".leaflet-container").focus()
    keys(page, "Enter")
    lat, lon = map(float, field(page, "Point (latitude, longitude)").input_value().split(","))
    assert (lat, lon) == pytest.approx((50.1, 30.2), abs=0.01)


def test_only_what_is_in_doubt(page, address):
    """The list can be kept to what is in doubt, and says so when nothing is."""
    review(page, address)
    with answered(page):
        page.get_by_text("Only what is in doubt").click()
    press(page, "Confirm")
    page.get_by_text("Nothing is in doubt any more.").wait_for()


def test_save_and_reopen(page, browser, address):
    """The saved day opens under Day as it was left; the review opens with badges and former values; undo still works."""
    review(page, address)
    write(page, "Killed, at least", "6")
    press(page, "Take over these values")
    page.get_by_text("1 deed is not saved").wait_for()
    save(page)
    again = browser.new_context().new_page()
    review(again, address)
    assert "mended by a person" in head(again)
    assert "Machine: 3" in former(again)
    again.context.close()
    page.get_by_role("link", name="Open it under Day").click()
    page.get_by_text("Incidents by oblast").wait_for()
    assert f"day={DAY}" in page.url
    assert page.get_by_test_id("stMetric").filter(has_text="Killed").inner_text().endswith("at least 6")
    with answered(page):
        page.get_by_role("link", name="Review").click()
    press(page, "Undo")
    assert count(page) == "3 rows · 1 in doubt · 0 by a person"
    save(page)


def test_the_sample_day_is_a_persons(page, address):
    """The hand-made rows of the sample day wear the badge of a person, and none is in doubt."""
    review(page, address, "2025-06-02")
    assert count(page) == "39 rows · 0 in doubt · 39 by a person"
    assert "made by a person" in head(page)


def test_phone_and_dark(browser, address):
    """On a phone nothing is wider than the screen; in the dark, the page's map is dark."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    review(page, address)
    assert inner(page).evaluate("() => sitmap.app.state.theme") == "dark"
    assert phone(page) <= 390
    context.close()


def test_hostile_strings(page, offline, address):
    """Hostile strings show word for word in the list, the head and the fields, and none is run."""
    review(page, address, HOSTILE)
    for _ in range(6):
        keys(page, "Alt+n")
        quoted = page.locator("blockquote").inner_text()
        assert field(page, "Words of the report").input_value().split() == quoted.split()
    for frame_ in page.frames:
        assert frame_.evaluate("() => window.pwned === undefined")
    assert offline == []

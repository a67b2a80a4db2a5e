"""The app in a real browser: what a person sees, clicks, takes away and finds again by its address."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import hostile
import pytest
from appserver import running
from made import KHARKIV

from geo import archive, frame
from geo.model import Day
from geo.read import read

DAY = "2025-06-02"
HOSTILE_DAY = "2025-06-04"
PATIENCE_MS = 30_000
SHOWN = [
    words for words in hostile.STRINGS if len(words) < 200 and words.strip() == words and words.isprintable()
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Run the app beside an archive that holds a day of hostile strings."""
    home = tmp_path_factory.mktemp("app")
    archive.save(hostile_day(), home / "sitmap" / "days" / HOSTILE_DAY)
    with running(home) as started:
        yield started


def hostile_day() -> Day:
    """Put every hostile string into the report, and into the cells of an event that quotes it."""
    report = read(
        "\n\n".join(("Fire in Kharkiv.", *SHOWN, "The end.")), published=date.fromisoformat(HOSTILE_DAY)
    )
    events = []
    for number, words in enumerate(SHOWN):
        start = report.text.index(f"\n{words}\n") + 1
        event = replace(KHARKIV, event_id=f"h{number}", place_name=words, target=words, attributed_to=words)
        dates = {"date_start": HOSTILE_DAY, "date_end": HOSTILE_DAY}
        span = {"quote": words, "start": start, "end": start + len(words), "summary": words, "claims": ()}
        events.append(replace(event, **dates, **span))
    return Day(date.fromisoformat(HOSTILE_DAY), SHOWN[0], frame.from_events(events), report)


def open_day(page, address, query=""):
    page.set_default_timeout(PATIENCE_MS)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}/?day={DAY}{query}")
    inner = page.frame_locator("iframe.sitmap-map")
    inner.locator("html[data-sitmap=ready]").wait_for()
    settle(page)
    return inner


def settle(page):
    """Wait until the whole page is there and stands still."""
    page.get_by_text("Incidents by oblast").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(700)


def filter_button(page, name):
    return page.get_by_test_id("stSidebar").get_by_role("button", name=name, exact=True)


def click_row(page, number):
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 35 * (number + 1) + 18)


def test_the_map_shows_offline(page, offline, address):
    """The day's map, figures, report and table show, and nothing is asked from elsewhere."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    inner = open_day(page, address)
    assert inner.locator("canvas").count() > 0
    assert page.get_by_test_id("stMetric").count() == 6
    assert page.locator(".report mark").count() > 20
    assert offline == []
    assert faults == []


def test_a_filter_reaches_the_map(page, address):
    """A filter changes the map in place: its frame is not loaded again."""
    inner = open_day(page, address)
    before = inner.locator(".sm-live").inner_text()
    page.frames[-1].evaluate("window.kept = true")
    filter_button(page, "Ukraine").click()
    inner.locator(".sm-live", has_not_text=before).wait_for()
    assert "attacker=Ukraine" in page.url
    assert page.frames[-1].evaluate("window.kept") is True


def test_panning_asks_nothing_of_the_app(page, address):
    """Dragging the map sends not one message to the app."""
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda message: sent.append(len(message))))
    open_day(page, address)
    page.wait_for_timeout(1000)
    before = len(sent)
    box = page.locator("iframe.sitmap-map").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 180, box["y"] + 260, steps=6)
    page.mouse.up()
    page.wait_for_timeout(800)
    assert len(sent) == before


def test_a_row_flies_and_opens_the_card(page, address):
    """Choosing a row opens the event's card on the map, marks its words and brings them into view."""
    inner = open_day(page, address)
    click_row(page, 2)
    inner.locator(".sm-card").wait_for()
    page.wait_for_url(re.compile("event="))
    chosen = page.locator(".report mark.chosen").first
    chosen.wait_for()
    page.wait_for_timeout(900)
    pane, words = page.locator(".report").bounding_box(), chosen.bounding_box()
    assert pane["y"] <= words["y"] <= pane["y"] + pane["height"]


def test_words_of_the_report_choose_the_event(page, address):
    """Pressing Enter on marked words opens their event on the map; a link to it opens it again."""
    inner = open_day(page, address)
    page.locator(".report mark").nth(8).focus()
    page.keyboard.press("Enter")
    inner.locator(".sm-card").wait_for()
    title = inner.locator(".sm-card h2").first.inner_text()
    again = open_day(
        page, address, "&" + page.url.split("?")[1].replace(f"day={DAY}&", "").replace(f"&day={DAY}", "")
    )
    again.locator(".sm-card").wait_for()
    assert again.locator(".sm-card h2").first.inner_text() == title


def test_a_mark_on_the_map_chooses_the_event(page, address):
    """A choice on the map marks the row and the words, and the map is not moved a second time."""
    inner = open_day(page, address)
    inner.locator("html").evaluate("() => sitmap.app.choose({ row: 0 })")
    page.locator(".report mark.chosen").first.wait_for()
    assert "event=" in page.url


def test_downloads(page, address):
    """The map, the GeoJSON and the CSV of the shown events come as files."""
    open_day(page, address)
    filter_button(page, "Ukraine").click()
    page.get_by_text(re.compile(r"^\d+ of \d+ rows")).filter(has_not_text="39 of 39").wait_for()
    texts = {}
    for name in ("Map (HTML)", "Events (GeoJSON)", "Events (CSV)"):
        page.locator("[data-test-script-state=notRunning]").wait_for()
        page.wait_for_timeout(600)  # a press while the page is drawn anew would go to the old button
        with page.expect_download() as coming:
            page.get_by_role("button", name=name).click()
        texts[name] = coming.value.path().read_text(encoding="utf-8-sig")
        assert coming.value.suggested_filename.startswith(f"sitmap-{DAY}")
    assert texts["Map (HTML)"].startswith("<!DOCTYPE html>")
    features = json.loads(texts["Events (GeoJSON)"])["features"]
    rows = list(csv.DictReader(io.StringIO(texts["Events (CSV)"])))
    assert len(features) == len(rows) > 0
    assert {row["attacker"] for row in rows} == {"Ukraine"}


def test_filters_in_the_address(page, address):
    """A link with filters opens the same view."""
    inner = open_day(page, address, "&attacker=Russia&casualties=killed")
    assert inner.locator(".sm-live").inner_text()
    assert page.get_by_text(re.compile(r"^0 of|^\d+ of \d+ rows")).is_visible()


def test_what_was_not_placed(page, address):
    """The list of what is not on the map opens, with its reasons."""
    open_day(page, address)
    summary = page.get_by_test_id("stExpander").locator("summary")
    summary.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    summary.click()
    page.get_by_text("Words of the report that gave no event or no place").wait_for()


def test_phone(page, address):
    """On a phone the map comes within the first screen, and nothing is wider than the screen."""
    open_day(page, address)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.frame_locator("iframe.sitmap-map").locator("html[data-sitmap=ready]").wait_for()
    box = page.locator("iframe.sitmap-map").bounding_box()
    assert box["y"] < 300
    assert box["width"] > 340
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_dark(browser, address):
    """In dark, the page and the map are dark."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    inner = open_day(page, address)
    assert inner.locator("html").evaluate("() => sitmap.app.state.theme") == "dark"
    context.close()


def test_hostile_strings(page, offline, address):
    """Hostile strings show word for word in the report and the table, and none is run on either side."""
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/?day={HOSTILE_DAY}")
    inner = page.frame_locator("iframe.sitmap-map")
    inner.locator("html[data-sitmap=ready]").wait_for()
    settle(page)
    marks = page.locator(".report mark").evaluate_all("nodes => nodes.map(node => node.textContent)")
    assert [words for words in SHOWN if words not in marks] == []
    seen = rows_of_the_table(page)
    assert [words for words in SHOWN if words not in seen] == []
    click_row(page, 3)
    inner.locator(".sm-card").wait_for()
    for frame_ in page.frames:
        assert frame_.evaluate("() => window.pwned === undefined")
    assert offline == []


def rows_of_the_table(page) -> set[str]:
    """Scroll through the table and collect the cells as screen readers hear them."""
    grid = page.get_by_test_id("stDataFrame").first
    seen = set()
    for step in range(len(SHOWN) // 5 + 2):
        grid.locator(".dvn-scroller").evaluate("(node, top) => node.scrollTo(0, top)", step * 175)
        page.wait_for_timeout(400)
        cells = "nodes => nodes.map(node => node.textContent)"
        seen.update(grid.locator("[role=gridcell]").evaluate_all(cells))
    return seen

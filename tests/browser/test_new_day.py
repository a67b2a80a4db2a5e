"""The page "New day" in a real browser: from a report that is handed over to a saved day that opens again."""

from __future__ import annotations

import json
import re

import hostile
import pytest
from appserver import running
from hands import answered, count, field, inner, keys, open_page, phone, press, write

REPORT = """## 10:00 Strikes on two cities

Kharkiv was hit by two missiles on Monday, June 2, 2025, and three people were killed, the mayor said.

Russian shelling injured four people in Kherson on Monday morning, the governor said.

A meeting may be held in Istanbul next month.

Sign up to our newsletter

## 09:30 A village

Shells fell on Andriivka on Monday and killed one person, officials said.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Strikes on two cities</title>
<meta property="article:published_time" content="2025-06-02T10:00:00+03:00"></head><body><article><h1>Strikes on two cities</h1>
<p>Kharkiv was hit by two missiles on Monday and three people were killed, the mayor said.</p>
<p>Russian shelling injured four people in Kherson on Monday morning, the governor said.</p></article></body></html>"""
CHANNEL = {
    "name": "Oblast channel",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {
            "id": 1,
            "type": "message",
            "date": "2025-06-02T10:00:00",
            "date_unixtime": "1748847600",
            "text": "Kharkiv was hit by two missiles this morning and three people were killed, the mayor said.",
        }
    ],
}
FILES = {
    "blog.txt": REPORT.replace("## ", "").encode(),
    "blog.md": REPORT.encode(),
    "page.html": PAGE.encode(),
    "channel.json": json.dumps(CHANNEL).encode(),
}
STAGES = ("Finding places and events", "Joining what is told twice", "Checking")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Run the app beside an empty archive."""
    with running(tmp_path_factory.mktemp("new")) as started:
        yield started


def paste(page, address, text):
    """Paste a report, make its map, and wait for it."""
    open_page(page, f"{address}/new")
    write(page, "Paste the text", text)
    press(page, "Make the map")
    return inner(page)


def test_paste_to_map_table_and_words(page, offline, address):
    """A pasted report gives map, figures, table, and its words marked by what they are; nothing is fetched."""
    document = paste(page, address, REPORT)
    assert document.locator(".sm-head h1").inner_text() == "Strikes on two cities"
    assert document.evaluate("() => sitmap.app.marks.rows.length") >= 3
    assert field(page, "Title of the map").input_value() == "Strikes on two cities"
    assert page.get_by_test_id("stMetric").filter(has_text="Killed").inner_text().split()[-1] == "4"
    assert page.get_by_test_id("stDataFrame").first.is_visible()
    words = page.locator(".report mark.event").first
    assert words.inner_text().startswith("Kharkiv")
    assert offline == []


def test_words_wear_what_they_are(page, address):
    """Events stand in their category's colour, places are underlined, rejects and the page's lines greyed with the reason."""
    paste(page, address, REPORT)
    style = "(node, name) => getComputedStyle(node)[name]"
    event = page.locator(".report mark.event").first
    assert event.evaluate("node => node.style.getPropertyValue('--tone')").startswith("#")
    assert event.evaluate(style, "backgroundColor") not in ("rgba(0, 0, 0, 0)", "transparent")
    place = page.locator(".report .place").filter(has_text="Kharkiv").first
    assert "underline" in place.evaluate(style, "textDecorationLine")
    ink = page.locator(".report").evaluate(style, "color")
    for told in ("A meeting may be held", "Sign up to our newsletter"):
        reject = page.locator(".report .reject").filter(has_text=told).first
        assert reject.get_attribute("title")
        assert reject.evaluate(style, "color") != ink


def test_progress_is_told_by_stage(page, address):
    """While the report is read, the stage that is under way is told."""
    open_page(page, f"{address}/new")
    write(page, "Paste the text", REPORT * 40)
    page.evaluate(
        """() => {
          window.told = "";
          new MutationObserver(() => (window.told += document.querySelector("[data-testid=stMain]").innerText))
            .observe(document.body, { childList: true, subtree: true, characterData: true });
        }"""
    )
    press(page, "Make the map")
    told = page.evaluate("window.told")
    assert "Reading the report" in told
    assert any(stage in told for stage in STAGES)


def test_words_row_and_mark_choose_one_event(page, address):
    """Choosing an event by its words opens its card on the map."""
    document = paste(page, address, REPORT)
    page.locator(".report mark.event").first.focus()
    keys(page, "Enter")
    document.locator(".sm-card").wait_for()
    assert "Kharkiv" in document.locator(".sm-card").inner_text()


@pytest.mark.parametrize("name", FILES)
def test_a_dropped_file(page, address, name):
    """A file is read whatever its kind, on the day that it tells."""
    open_page(page, f"{address}/new")
    with answered(page):
        page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "", "buffer": FILES[name]}
        )
    press(page, "Make the map")
    inner(page)
    assert "Kharkiv" in page.locator(".report mark.event").first.inner_text()
    assert page.get_by_test_id("stDateInput").inner_text().replace("\n", "").find("2025") >= 0


def test_a_file_that_is_no_report(page, address):
    """What cannot be read is said in one sentence that names the file and what is accepted."""
    open_page(page, f"{address}/new")
    with answered(page):
        data = {
            "name": "x.txt",
            "mimeType": "text/plain",
            "buffer": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        }
        page.locator("input[type=file]").set_input_files(data)
    press(page, "Make the map")
    told = page.get_by_test_id("stStatus").or_(page.get_by_test_id("stExpander")).last.inner_text()
    assert "x.txt" in told
    assert "accepted" in told


ADDRESSES = {
    "http://news.example/live": "only https",
    "https://127.0.0.1/live": "not public",
    "https://[::ffff:10.0.0.1]/": "not public",
    "https://user@news.example/": "with a user",
    "file:///etc/passwd": "only https",
    "javascript:alert(1)": "only https",
}


def test_addresses_that_are_refused(page, address):
    """An address that is not https, not public or not plain is refused in one clear sentence."""
    open_page(page, f"{address}/new")
    for url, reason in ADDRESSES.items():
        with answered(page):
            write(page, "Or an address (https)", url)
        press(page, "Make the map")
        told = page.get_by_test_id("stMain").inner_text()
        assert reason in told
        assert repr(url) in told
        assert "Traceback" not in told


def test_addresses_switched_off(page, tmp_path, monkeypatch):
    """Where fetching is switched off, the field says so and takes nothing."""
    monkeypatch.setenv("SITMAP_FETCH", "off")
    with running(tmp_path) as started:
        open_page(page, f"{started}/new")
        assert field(page, "Or an address (https)").is_disabled()
        assert "switched off" in field(page, "Or an address (https)").get_attribute("placeholder")


def test_the_day_is_guessed_and_changed(page, address):
    """A day that is not told is guessed, with the reason; another day makes the map anew."""
    document = paste(page, address, REPORT)
    assert page.get_by_role("alert").filter(has_text="is a guess").is_visible()
    assert document.locator(".sm-day").text_content() == "2 June 2025"
    with answered(page):
        page.get_by_label("day, Day").focus()
        page.keyboard.press("ArrowUp")
        field(page, "Title of the map").focus()
    inner(page).locator(".sm-day", has_text="3 June 2025").wait_for()
    assert page.get_by_role("alert").filter(has_text="is a guess").count() == 0


def test_nothing_and_no_event(page, address):
    """An empty page asks for a report; a text without events says what an event needs."""
    open_page(page, f"{address}/new")
    press(page, "Make the map")
    assert page.get_by_text("Paste a text, drop a file or give an address first.").is_visible()
    paste(page, address, "All was quiet, and nobody said a word.")
    assert page.get_by_text("No event was found in this text").is_visible()


def test_hostile_text(page, offline, address):
    """Hostile text shows word for word, and none of it is run on either side."""
    texts = [
        text for text in hostile.STRINGS if len(text) < 200 and text.strip() == text and text.isprintable()
    ]
    lines = [f"Kharkiv was hit by a missile on Monday, said {text}" for text in texts]
    document = paste(page, address, "\n\n".join((texts[0], *lines)))
    shown = page.locator(".report").inner_text()
    assert [text for text in texts if " ".join(text.split()) not in " ".join(shown.split())] == []
    assert document.locator(".sm-head h1").count() == 1
    for frame in page.frames:
        assert frame.evaluate("() => window.pwned === undefined")
    assert offline == []


def test_phone(page, address):
    """On a phone nothing of the new day is wider than the screen."""
    paste(page, address, REPORT)
    assert phone(page) <= 390


def test_from_paste_to_a_reviewed_day(page, browser, address):
    """Paste, look at the map, review, undo, save, and open the day again: the whole way of an editor."""
    paste(page, address, REPORT)
    with answered(page):
        field(page, "Title of the map").fill("Monday in three places")
        keys(page, "Enter")
    press(page, "Save the day")
    page.get_by_text("2025-06-02 is saved.").wait_for()
    with answered(page):
        page.get_by_role("link", name="Look it over under Review").click()
    inner(page)
    rows, doubted = map(int, re.findall(r"(\d+) (?:rows|in doubt)", count(page)))
    assert doubted >= 1
    write(page, "Killed, at least", "2")
    write(page, "Killed, at most", "2")
    press(page, "Take over these values")
    press(page, "Drop")
    assert count(page).startswith(f"{rows - 1} rows")
    press(page, "Undo")
    assert count(page).startswith(f"{rows} rows")
    assert count(page).endswith("1 by a person")
    with answered(page):
        page.get_by_role("button", name="Save the day").click()
    again = browser.new_context().new_page()
    open_page(again, f"{address}/?day=2025-06-02")
    document = inner(again)
    assert document.locator(".sm-head h1").inner_text() == "Monday in three places"
    assert again.get_by_test_id("stMetric").filter(has_text="Killed").inner_text().split()[-1] == "5"
    again.context.close()
    again = browser.new_context().new_page()
    open_page(again, f"{address}/review?day=2025-06-02")
    assert count(again).endswith("1 by a person")
    again.context.close()

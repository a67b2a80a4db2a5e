"""The front in a real browser: the divider, the series that plays, no network, and the page of the app."""

from __future__ import annotations

import fronts
import pytest
from appserver import running

from geo import export, frontline
from geo.frontline import Control
from geo.maps import swipe

NAME = "<img src=x onerror=window.ran=1>{{ 7*7 }}${7*7}`"


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """Three days with known areas."""
    folder = tmp_path_factory.mktemp("days")
    return [frontline.load(fronts.write_deepstate(folder, day)) for day in range(3)]


@pytest.fixture
def shown(page, offline, tmp_path, days):
    """Open two days from a file."""
    evil = Control(days[2].date, days[2].classes, NAME, NAME, notes=())
    moved = frontline.between(days[0], days[2])
    path = tmp_path / "front.html"
    path.write_text(
        export.html(
            swipe.build(
                frontline.front(evil),
                frontline.front(days[0]),
                moved,
                days,
                facts=[(34.0, 48.5, ["Donetsk Oblast", f"nearly 400 km², May 2025, {NAME}"])],
            )
        ),
        encoding="utf-8",
    )
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector(".swipe-divider")
    yield page
    assert faults == []
    assert offline == []


def test_divider_cuts_the_two_days(shown):
    """Dragging the divider moves what each day shows; arrow keys do too."""
    divider = shown.locator(".swipe-divider")
    box = divider.bounding_box()
    shown.mouse.move(box["x"], box["y"] + 200)
    shown.mouse.down()
    shown.mouse.move(box["x"] - 250, box["y"] + 200, steps=4)
    shown.mouse.up()
    assert divider.bounding_box()["x"] == pytest.approx(box["x"] - 250, abs=3)
    clip = shown.evaluate("() => document.querySelector('.leaflet-after-pane').style.clip")
    assert clip.startswith("rect(")
    value = int(divider.get_attribute("aria-valuenow"))
    divider.focus()
    shown.keyboard.press("ArrowRight")
    assert int(divider.get_attribute("aria-valuenow")) == value + 2


def test_both_dates_and_the_key_are_there(shown):
    """Each side says its day; the key names the classes and the changes."""
    assert shown.locator(".swipe-date.before").inner_text() == "31 May 2025"
    assert shown.locator(".swipe-date.after").inner_text() == "2 June 2025"
    key = shown.locator(".swipe-key").inner_text()
    for words in (
        "Held by Russia",
        "Contested or unknown",
        "Line of contact",
        "Gained by Russia",
        "Regained by Ukraine",
    ):
        assert words in key


def test_area_facts_open_and_are_text(shown):
    """A plate stands at its oblast, opens on a click, shows a hostile claimant word for word, and can be hidden."""
    plate = shown.locator(".swipe-fact")
    assert plate.locator("summary").inner_text() == "nearly 400 km²"
    plate.locator("summary").click()
    assert NAME in plate.inner_text()
    assert shown.evaluate("() => window.ran") is None
    shown.get_by_label("Area facts, as claimed").uncheck()
    assert plate.count() == 0


def test_series_plays(shown):
    """Play steps through the days and stops at the last one."""
    shown.get_by_role("button", name="Play").click()
    assert shown.locator(".swipe-play output").inner_text() == "31 May 2025"
    shown.wait_for_function(
        "() => document.querySelector('.swipe-play button').textContent === 'Play'", timeout=10_000
    )
    assert shown.locator(".swipe-play output").inner_text() == "2 June 2025"


def test_change_can_be_switched_off(shown):
    """The layer of gains goes and comes back."""
    tick = shown.locator(".swipe-key input").first
    tick.uncheck()
    assert not tick.is_checked()
    tick.check()


def test_names_of_sources_are_text(shown):
    """A hostile name of a source stands in the page word for word and runs nowhere."""
    assert NAME in shown.locator(".swipe-foot").inner_text()
    assert shown.evaluate("() => window.ran") is None


def test_page_of_the_app(page, offline, tmp_path):
    """The page Front opens without a network, shows its map and takes files in."""
    paths = [fronts.write_deepstate(tmp_path, day) for day in range(3)]
    home = tmp_path / "home"
    home.mkdir()
    with running(home) as address:
        page.goto(f"{address}/front")
        page.get_by_text("Held by Russia").first.wait_for()
        frame = page.frame_locator("iframe.sitmap-map")
        frame.locator(".swipe-date.after").wait_for()
        assert "approximate" in frame.locator(".swipe-date.after").inner_text()
        page.get_by_text("Your files", exact=True).click()
        page.locator("input[type=file]").set_input_files(paths)
        page.get_by_text("Gained since 31 May").wait_for(timeout=30_000)
        frame.locator(".swipe-divider").wait_for()
        button = page.get_by_role("button", name="Change (GeoJSON)")
        button.scroll_into_view_if_needed()
        page.wait_for_timeout(1500)  # the charts above take their height
        with page.expect_download() as told:
            button.click()
        assert told.value.suggested_filename == "sitmap-front-2025-06-02-change.geojson"
    assert offline == []

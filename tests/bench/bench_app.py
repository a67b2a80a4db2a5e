"""How fast the app answers in a real browser: ``python tests/bench/bench_app.py``.

Printed for the shipped day and for 10,000 events: from starting the program to the first map; from the click on a
filter to the changed picture; and how many messages panning makes the app send (none).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

sys.path.append(str(Path(__file__).resolve().parents[1] / "browser"))

from appserver import running
from bench_frame import event
from conftest import FLAGS
from ensure import find

from geo import archive, frame
from geo.model import Day

MANY = 10_000
DAY = date(2025, 6, 3)
CLICKS = ("Russia", "Ukraine", "Ukraine", "Russia") * 2
WATCH = """() => {
  window.painted = 0;
  addEventListener("message", () => requestAnimationFrame(() => requestAnimationFrame(() => (window.painted = Date.now()))));
}"""


def make_many(home: Path) -> None:
    """Put a day of 10,000 events into the archive below ``home``."""
    day = DAY.isoformat()
    events = frame.from_events(event(number) for number in range(MANY))
    events["date_start"] = day
    archive.save(Day(DAY, "Ten thousand events", frame.validate(events)), home / "sitmap" / "days" / day)


def opened(page: Page, address: str) -> float:
    """Open the page and give the seconds until its map is ready."""
    begun = time.perf_counter()
    page.goto(address)
    map_frame(page).locator("html[data-sitmap=ready]").wait_for()
    return time.perf_counter() - begun


def map_frame(page: Page) -> Any:
    """Give the frame that the map lives in."""
    return page.frame_locator("iframe.sitmap-map")


def click_to_picture(page: Page, name: str) -> float:
    """Click a filter and give the milliseconds until the map has painted the change."""
    inner = page.frames[-1]
    inner.evaluate("window.painted = 0")
    button = page.get_by_test_id("stSidebar").get_by_role("button", name=name, exact=True)
    button.evaluate(
        "node => node.addEventListener('click', () => (window.clicked = Date.now()), {once: true})"
    )
    button.click()
    until = time.monotonic() + 10
    while not inner.evaluate("window.painted") and time.monotonic() < until:
        page.wait_for_timeout(20)
    took = inner.evaluate("window.painted") - page.evaluate("window.clicked")
    page.wait_for_timeout(1500)
    return float(took)


def messages_of_panning(page: Page, heard: list[int]) -> int:
    """Drag the map and count the messages that the app sends because of it."""
    before = len(heard)
    box = page.locator("iframe.sitmap-map").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 250, steps=8)
    page.mouse.up()
    page.wait_for_timeout(1000)
    return len(heard) - before


def measure(page: Page, address: str, name: str) -> None:
    """Print the figures of one day."""
    heard: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(len(frame))))
    first = opened(page, address)
    page.wait_for_timeout(2500)
    page.frames[-1].evaluate(WATCH)
    took = [click_to_picture(page, label) for label in CLICKS]
    print(f"app  {name:<14} open the page to map ready {first:6.2f} s")
    print(
        f"app  {name:<14} filter click to picture    {statistics.median(took):6.0f} ms (worst {max(took):.0f})"
    )
    print(f"app  {name:<14} messages after panning     {messages_of_panning(page, heard):6}")


def main() -> None:
    """Print the figures of the shipped day and of 10,000 events."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        home = Path(folder)
        make_many(home)
        browser = play.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        begun = time.perf_counter()
        with running(home) as address:
            opened(page, f"{address}/?day=2025-06-02")
            print(f"app  {'start to first map':<41} {time.perf_counter() - begun:6.2f} s")
            measure(page, f"{address}/?day=2025-06-02", "the day")
            measure(page, f"{address}/?day={DAY}", f"{MANY:,} events")
        browser.close()


if __name__ == "__main__":
    main()

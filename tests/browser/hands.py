"""What the tests of the app's pages do with their hands: open a page, wait, click on the map, read the list."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from weakref import WeakKeyDictionary

PATIENCE_MS = 30_000
QUIET_S = 0.5  # a slow machine pauses between the words of one answer
WIDE = {"width": 1440, "height": 900}


# Counts how often the app has begun to run since the page was opened; null before there is an app.
RUNS = """() => {
  const app = document.querySelector("[data-test-script-state]");
  if (!app) return null;
  if (window.sitmapRuns === undefined) {
    window.sitmapRuns = performance.timeOrigin; // another page counts from another number
    const count = () => { if (app.dataset.testScriptState === "running") window.sitmapRuns += 1; };
    new MutationObserver(count).observe(app, { attributes: true });
  }
  return window.sitmapRuns;
}"""
HEARD: WeakKeyDictionary[object, list[float]] = WeakKeyDictionary()


def open_page(page, address):
    """Open a page of the app and wait until it stands still."""
    page.set_default_timeout(PATIENCE_MS)
    page.set_viewport_size(WIDE)
    if page not in HEARD:
        HEARD[page] = []
        page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda _: HEARD[page].append(monotonic()))
        )
    with answered(page):
        page.goto(address)


@contextmanager
def answered(page):
    """Wait until the app has answered what is done in here: it ran, its words have come, and it runs no more."""
    heard, runs = len(HEARD[page]), page.evaluate(RUNS)
    yield
    until = monotonic() + PATIENCE_MS / 1000
    while monotonic() < until:
        page.wait_for_timeout(60)
        words = HEARD[page]
        is_quiet = len(words) > heard and monotonic() - words[-1] > QUIET_S
        ran = runs is None or page.evaluate(RUNS) != runs
        if is_quiet and ran and page.locator("[data-test-script-state=notRunning]").count():
            return
    raise AssertionError("the app did not answer")


def inner(page):
    """Wait for the map in its frame and give its document."""
    document = page.frame_locator("iframe.sitmap-map").locator("html[data-sitmap=ready]")
    document.wait_for()
    return document


def press(page, name):
    """Press a button of the page by its name."""
    with answered(page):
        page.get_by_test_id("stMain").get_by_role("button", name=name).first.click()


def keys(page, combination):
    """Press keys, with nothing in focus, and wait for the answer."""
    with answered(page):
        page.keyboard.press(combination)


def field(page, label):
    """Give a field by its label."""
    return page.get_by_test_id("stMain").get_by_label(label, exact=True).first


def write(page, label, text):
    """Write into a field of a form, which the app hears of when the form is taken over."""
    field(page, label).fill(text)
    field(page, label).blur()


def click_map(page, lon, lat):
    """Click the map at a position, with the mouse."""
    document = inner(page)
    frame = page.locator("iframe.sitmap-map")
    frame.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    spot = document.evaluate(
        """(_, [lon, lat]) => {
          const box = sitmap.app.map.getContainer().getBoundingClientRect();
          const at = sitmap.app.map.latLngToContainerPoint([lat, lon]);
          return [box.x + at.x, box.y + at.y];
        }""",
        [lon, lat],
    )
    box = frame.bounding_box()
    with answered(page):
        page.mouse.click(box["x"] + 1 + spot[0], box["y"] + 1 + spot[1])


def count(page) -> str:
    """Read the line that counts the rows."""
    return page.get_by_text(" in doubt · ").inner_text()


def phone(page):
    """Look at the page as on a phone, and give how wide it is."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")

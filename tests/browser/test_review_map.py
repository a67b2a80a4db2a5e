"""The map where it is asked for a point, and in frames that have no size yet."""

from __future__ import annotations

import pytest
from made import day

from geo.page import page as map_page

SHELL = """<!doctype html><body><iframe sandbox="allow-scripts" style="width:600px;height:500px;border:0"></iframe>
<script>window.heard = []; window.addEventListener("message", (event) => window.heard.push(event.data));</script>"""
READY = "() => window.heard.some((message) => message.sitmap === 'ready')"


@pytest.fixture
def embedded(page):
    """Give a call that embeds a map in a page, and hands out the map's document."""
    page.set_content(SHELL)

    def load(style=""):
        page.evaluate("style => (document.querySelector('iframe').style.cssText += style)", style)
        page.evaluate("text => (document.querySelector('iframe').srcdoc = text)", map_page(day()))
        return page.frame_locator("iframe").locator("html")

    return load


def send(page, message):
    page.evaluate("m => document.querySelector('iframe').contentWindow.postMessage(m, '*')", message)


def view(inner):
    """Read zoom, middle and size of the map."""
    return inner.evaluate(
        "() => [sitmap.app.map.getZoom(), sitmap.app.map.getCenter().lat, sitmap.app.map.getSize().x]"
    )


@pytest.mark.parametrize("hidden", ["display:none", "width:0", "height:0"])
def test_a_frame_without_a_size(page, embedded, hidden):
    """A map that starts in a frame without a size waits for one, and then shows its opening view."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    inner = embedded(hidden)
    page.wait_for_timeout(600)
    page.evaluate("document.querySelector('iframe').style.cssText = 'width:600px;height:500px;display:block'")
    page.wait_for_function(READY)
    zoom, lat, width = view(inner)
    assert 3 < zoom < 9
    assert 44 < lat < 53
    assert width > 0
    assert faults == []


def test_a_frame_that_loses_its_size(page, embedded):
    """A map whose frame is folded away keeps its view when it is asked for its opening view in between."""
    inner = embedded()
    page.wait_for_function(READY)
    page.evaluate("document.querySelector('iframe').style.height = '0'")
    page.wait_for_timeout(300)
    inner.evaluate("() => { sitmap.app.map.invalidateSize(); sitmap.app.goHome(false); }")
    page.evaluate("document.querySelector('iframe').style.height = '500px'")
    page.wait_for_timeout(300)
    assert all(number == number for number in view(inner))  # noqa: PLR0124 - NaN is unlike itself


def test_a_point_is_given_only_when_it_is_asked_for(page, embedded):
    """A click on the bare map gives a point while one is asked for, and none before or after."""
    embedded()
    page.wait_for_function(READY)
    picked = "() => window.heard.filter((message) => message.sitmap === 'picked')"
    page.mouse.click(80, 400)
    send(page, {"sitmap": "pick", "on": True, "at": None})
    page.wait_for_timeout(300)
    assert page.evaluate(picked) == []
    page.mouse.click(80, 400)
    page.wait_for_timeout(300)
    (point,) = page.evaluate(picked)
    assert -180 <= point["lon"] <= 180
    assert -90 <= point["lat"] <= 90
    send(page, {"sitmap": "pick", "on": False})
    page.wait_for_timeout(200)
    page.mouse.click(120, 300)
    page.wait_for_timeout(300)
    assert len(page.evaluate(picked)) == 1


@pytest.mark.parametrize("at", [[None, 1], ["x", "y"], {}, [1e999, 0], "text", [[1], [2]]])
def test_a_broken_point_does_no_harm(page, embedded, at):
    """What is no point is shown as none."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    inner = embedded()
    page.wait_for_function(READY)
    send(page, {"sitmap": "pick", "on": True, "at": at})
    page.wait_for_timeout(200)
    assert inner.locator(".sm-pick").is_hidden()
    assert faults == []


def test_what_may_be_meant_comes_into_view(page, embedded):
    """Asking for a point brings every place that may be meant into view."""
    inner = embedded()
    page.wait_for_function(READY)
    send(page, {"sitmap": "pick", "on": True, "at": [30.5, 50.4]})
    page.wait_for_timeout(400)
    inside = """() => {
      const { data } = sitmap.app.state;
      const bounds = sitmap.app.map.getBounds();
      return sitmap.app.marks.rows.every((row) => bounds.contains([data.lat(row), data.lon(row)]));
    }"""
    assert inner.evaluate(inside)
    assert inner.locator(".sm-pick").is_visible()

"""Tests of geo.maps.swipe: the page with two days of the front."""

import json
import re

import fronts
import pytest

from geo import export, frontline
from geo.errors import InputError
from geo.frontline import Control
from geo.maps import swipe


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """Three days with known areas."""
    folder = tmp_path_factory.mktemp("days")
    return [frontline.load(fronts.write_deepstate(folder, day)) for day in range(3)]


def wire(page):
    """Read the data block of a page."""
    return json.loads(re.search(rf'id="{swipe.DATA_ID}">(.*?)</script>', page, re.DOTALL)[1])


def test_page_holds_both_days_and_asks_for_nothing(days):
    """Two days, the change and the series are in one page without an outside address."""
    moved = frontline.between(days[0], days[1])
    page = export.html(swipe.build(frontline.front(days[1]), frontline.front(days[0]), moved, days))
    found = wire(page)
    assert found["before"]["date"] == "2025-05-31"
    assert found["after"]["date"] == "2025-06-01"
    assert found["gained"]
    assert found["lost"]
    assert len(found["frames"]) == 3
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//', page)
    assert any("DeepStateMap" in text for text in found["credits"])
    assert len(page) < 1_500_000


def test_page_says_approximate():
    """The line that ships is called approximate wherever it shows."""
    found = wire(export.html(swipe.build(frontline.contact_line())))
    assert "approximate" in found["after"]["label"]
    assert found["before"] is None
    assert any("orientation" in text for text in found["credits"])


def test_heat_goes_along(days):
    """Incidents along the line are handed to the page as stretches with counts."""
    shown = frontline.front(days[0])
    stretch = frontline.contact_line().line.geoms[0]
    assert wire(export.html(swipe.build(shown, heat=[(stretch, 3)])))["heat"][0][1] == 3
    assert wire(export.html(swipe.build(shown)))["heat"] == []


def test_source_name_cannot_run(days):
    """A source's name with tags and templates stays text."""
    name = "</script><img onerror=alert(1)>{{ 7*7 }}"
    evil = Control(days[0].date, days[0].classes, name, name)
    page = export.html(swipe.build(frontline.front(evil), title=name))
    assert name not in page
    assert "49" not in re.search(r"<title>(.*?)</title>", page)[1]
    assert wire(page)["credits"][0] == name


def test_long_series_is_thinned(days):
    """A year plays in at most 45 steps, its first and last day among them."""
    many = [
        Control(fronts.DAYS[0].replace(month=1 + i % 5, day=1 + i // 5), {}, "x", "x") for i in range(100)
    ]
    kept = swipe._thinned(many)
    assert len(kept) == swipe.MOST_FRAMES
    assert (kept[0].date, kept[-1].date) == (min(d.date for d in many), max(d.date for d in many))


def test_unknown_theme(days):
    """A theme that the map has not is refused."""
    with pytest.raises(InputError, match="theme"):
        swipe.build(frontline.front(days[0]), theme="sepia")

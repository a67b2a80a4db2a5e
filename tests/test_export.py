"""The page that people take away: one file, nothing from outside, nothing that runs but its own scripts."""

from __future__ import annotations

import base64
import hashlib
import re

import folium
import pytest
from folium.plugins import MarkerCluster
from made import day

from geo import export, maps
from geo.errors import InputError
from geo.frontline import contact_line


def test_html_holds_everything():
    """No element of the page points outside, and Leaflet stands inside."""
    page = export.html(maps.build(day(), front=contact_line()))
    assert page.startswith("<!DOCTYPE html>")
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", page)
    assert "url(http" not in page
    assert "@import" not in page
    assert "Leaflet 1.9" in page
    assert "<title>A day</title>" in page


def test_html_is_small():
    """A day's page is far below one and a half megabytes."""
    assert len(export.html(maps.build(day(), front=contact_line())).encode("utf-8")) < 900_000


def test_html_lets_only_its_own_scripts_run():
    """The policy lists the hash of each script, allows no connection, and no script has a handler in an attribute."""
    page = export.html(maps.build(day()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "https:" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        assert f"'sha256-{digest}'" in policy


def test_html_of_a_map_with_tiles_may_fetch_pictures():
    """Whoever asks for online tiles gets them, and nothing else."""
    page = export.html(maps.build(day(), tiles="OpenStreetMap"))
    assert "img-src data: blob: https:" in page
    assert "connect-src" not in page


def test_html_twice_is_the_same():
    """Exporting does not use the map up."""
    made = maps.build(day())
    assert export.html(made) == export.html(made)


def test_html_refuses_what_it_cannot_carry():
    """A plugin that loads its script from elsewhere is named."""
    made = maps.build(day())
    MarkerCluster().add_to(made)
    with pytest.raises(InputError, match="may load nothing"):
        export.html(made)


def test_html_wants_a_map_in_a_page():
    """A thing without a page of its own is refused."""
    with pytest.raises(InputError, match="stands in no page"):
        export.html(folium.FeatureGroup())

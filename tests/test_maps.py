"""The folium map of a day: its shell, the data in it, and the credits on it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import folium
import hostile
import pytest
from made import BELAYA, KHARKIV, SUMY, at, day, many

from geo import export, maps
from geo.errors import InputError
from geo.frontline import contact_line
from geo.maps import element
from geo.maps.contents import payload, words
from geo.model import Report, Source
from geo.paths import asset_path


def data_of(map_):
    """Read the JSON that the page of a map carries."""
    page = map_.get_root().render()
    return json.loads(re.search(r'id="sitmap-data">(.*?)</script>', page, re.DOTALL)[1])


def test_build_gives_a_folium_map_with_its_data_once():
    """The map is folium's own, opens on the theatre, and carries each event once."""
    made = maps.build(day(), front=contact_line(), title="Monday")
    assert isinstance(made, folium.Map)
    page = made.get_root().render()
    assert page.count("A missile falls in Kharkiv") == 1
    wire = data_of(made)
    assert (wire["title"], wire["date"], wire["events"]["count"]) == ("Monday", "2025-06-02", 6)
    assert wire["front"]["line"]
    assert wire["regions"]["items"]


def test_build_asks_for_leaflet_alone():
    """Of folium's ten outside files only Leaflet's two are left."""
    page = maps.build(day()).get_root().render()
    assert re.findall(r'(?:src|href)="(https?://[^"]+)"', page) == [
        f"{maps.LEAFLET}.js",
        f"{maps.LEAFLET}.css",
    ]


def test_build_renders_twice_alike():
    """Looking at a map does not change it."""
    made = maps.build(day())
    assert made.get_root().render() == made.get_root().render()


def test_build_refuses_an_unknown_theme():
    """A theme that the style table lacks is an error in words."""
    with pytest.raises(InputError, match="'sepia'"):
        maps.build(day(), theme="sepia")


def test_build_draws_on_tiles_only_when_asked():
    """Online tiles bring their own credit and take the place of the base map."""
    plain, tiled = maps.build(day()), maps.build(day(), tiles="OpenStreetMap")
    assert "tile.openstreetmap.org" not in plain.get_root().render()
    assert "tile.openstreetmap.org" in tiled.get_root().render()
    words = [credit["words"] for credit in data_of(tiled)["credits"]]
    assert not any("Base map" in word for word in words)


def test_build_without_an_event():
    """A day on which nothing was reported is an empty map."""
    made = maps.build(day(replace(KHARKIV, lon=None, lat=None, precision=None)))
    assert data_of(made)["events"]["columns"]["lon"] == [None]


def test_build_adds_to_folium_as_any_map():
    """Other layers of folium can be put on it."""
    made = maps.build(day())
    folium.LayerControl().add_to(made)
    assert "L.control.layers" in made.get_root().render()


@pytest.mark.parametrize("text", hostile.STRINGS)
def test_hostile_text_never_becomes_markup(text):
    """A hostile string in the title and in the events travels as JSON alone, word for word."""
    made = maps.build(day(replace(KHARKIV, summary=text, place_name=text, quote=text)), title=text)
    wire = data_of(made)
    assert wire["title"] == text
    assert text in wire["events"]["strings"] or wire["events"]["columns"]["place_name"] == {"const": text}
    page = made.get_root().render()
    assert page.count("<script") == maps.build(day()).get_root().render().count("<script")
    assert hostile.RUN not in re.sub(
        r'id="sitmap-data">.*?</script>|<title>.*?</title>', "", page, flags=re.DOTALL
    )


def test_payload_tells_the_time_by_its_clock():
    """As of 22:05 in Kyiv is said so; a day without the moment says none."""
    kyiv = day(as_of=day().as_of.replace(tzinfo=ZoneInfo("Europe/Kyiv")))
    made = payload(kyiv, front=None, title=None, theme="light", has_tiles=False)
    assert made["as_of"] == {"moment": "2025-06-02T22:05:00+03:00", "zone": "Kyiv time"}
    bare = payload(day(as_of=None), front=None, title=None, theme="light", has_tiles=False)
    assert bare["as_of"] is None


def test_words_cover_the_vocabulary():
    """Every kind of word that a card shows has its labels."""
    made = words()
    assert made["status"]["claimed"]["label"] == "Claimed"
    assert made["claim"]["area_km2"]["unit"] == "km²"
    assert set(made) == {
        "category",
        "attacker",
        "status",
        "precision",
        "claim",
        "record_type",
        "date_precision",
    }


def test_places_mentioned_are_no_governments():
    """Towns that the report names stand on the map; "Moscow said" and countries do not."""
    text = (
        "Moscow said that talks would go on. In Poltava people queued for bread, and in Poltava nothing fell."
    )
    made = data_of(maps.build(day(report=Report(text))))["mentioned"]
    assert (made["name"], made["count"]) == (["Poltava"], [2])
    assert data_of(maps.build(day()))["mentioned"]["name"] == []


def test_places_of_events_are_not_mentioned_again():
    """The Belaya of the report is the air base of an event, not a village of that name."""
    made = data_of(maps.build(day(report=Report("Smoke stood over Belaya, and over Poltava."))))["mentioned"]
    assert made["name"] == ["Poltava"]


def test_credits_name_exactly_the_layers_in_use():
    """Without a front nobody is credited for one; without shaded oblasts nobody for oblasts."""

    def lines(made):
        return [credit["words"] for credit in data_of(made)["credits"]]

    with_all = lines(maps.build(day(KHARKIV, SUMY), front=contact_line()))
    without = lines(maps.build(day(KHARKIV, BELAYA)))
    assert with_all[0] == "Events: Gazette"
    assert any("Line of contact" in word for word in with_all)
    assert not any("Line of contact" in word for word in without)
    assert any(word.startswith("Boundaries") for word in with_all)
    assert not any(word.startswith("Boundaries") for word in without)
    assert any("Natural Earth" in word for word in without)
    assert any("GeoNames" in word for word in without)
    assert len(set(with_all)) == len(with_all)


def test_credits_name_the_sources_most_used_first():
    """Five outlets are named, the rest counted."""
    events = [at(str(n), 30, 50, "Kyiv", sources=(Source(f"Outlet {min(n, 6)}"),)) for n in range(9)]
    first = data_of(maps.build(day(*events)))["credits"][0]["words"]
    assert first.startswith("Events: Outlet 6, Outlet 0")
    assert first.endswith("and 2 more")


def test_a_large_day_is_packed():
    """Ten thousand events travel deflated, once, in less than three megabytes."""
    page = export.html(maps.build(day(*many(10_000))))
    assert 'data-packed="deflate-raw"' in page
    assert len(page.encode("utf-8")) < 3_000_000
    assert "Report 1:" not in page


def test_columns_want_a_map():
    """The layer alone cannot be drawn."""
    with pytest.raises(InputError, match="add it to a map first"):
        element.Columns("{}", "A day").render()


def test_every_asset_says_what_it_is():
    """Each script begins with its job, is short, and writes text, never markup."""
    for name in element.SCRIPTS:
        assert asset_path(name).read_text(encoding="utf-8").startswith("// ")
        assert "innerHTML" not in asset_path(name).read_text(encoding="utf-8")
        assert len(asset_path(name).read_text(encoding="utf-8").splitlines()) <= 300

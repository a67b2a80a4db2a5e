"""Tests of geo.boundaries."""

import json

import pytest
import shapely

from geo import boundaries
from geo.errors import NotFoundError
from geo.frontline import contact_line
from geo.model import LonLat
from geo.paths import data_path


def test_ukraine_has_27_regions():
    """Ukraine has its 27 regions, Crimea and Sevastopol among them."""
    regions = boundaries.admin1()
    ukraine = regions[regions.country == "UA"]
    assert len(ukraine) == 27
    assert {"UA-43", "UA-40"} <= set(ukraine.code)
    assert regions.code.is_unique
    assert regions.geometry.is_valid.all()


def test_admin1_is_a_fresh_copy():
    """Changing the table of regions changes nobody else's."""
    boundaries.admin1()["name"] = "x"
    assert "x" not in set(boundaries.admin1().name)


def test_regions_touch_without_overlap():
    """The 27 regions add up to the country."""
    regions = boundaries.admin1()
    parts = shapely.area(regions[regions.country == "UA"].geometry.values).sum()
    whole = shapely.union_all(regions[regions.country == "UA"].geometry.values).area
    assert whole == pytest.approx(parts, rel=1e-6)
    assert parts == pytest.approx(boundaries.country("UA").area, rel=1e-4)


def test_countries_are_valid_and_named():
    """Every country is drawable and has a name."""
    table = boundaries.countries()
    assert table.code.is_unique
    assert table.geometry.is_valid.all()
    assert table.name.str.len().min() > 3
    assert {"UA", "RU", "BY", "MD", "TR", "PL"} <= set(table.code)


def test_region_unknown():
    """An unknown code says what a code looks like."""
    with pytest.raises(NotFoundError, match="UA-14"):
        boundaries.region("Donetsk")
    with pytest.raises(NotFoundError, match="ISO 3166-1"):
        boundaries.country("Ukraine")
    with pytest.raises(NotFoundError, match="ISO 3166-2"):
        boundaries.safe_point("nowhere")


def test_safe_points_lie_in_their_region_off_the_held_area():
    """Every safe point lies in its region; in Ukraine outside the held area wherever some of it is free."""
    held = contact_line().held
    regions = boundaries.admin1()
    for code, geometry in zip(regions.code, regions.geometry, strict=True):
        point = shapely.Point(boundaries.safe_point(code))
        assert geometry.contains(point), code
        if code.startswith("UA") and code not in {"UA-43", "UA-40"}:
            assert not held.intersects(point), code


@pytest.mark.parametrize("code", ["UA-14", "UA-23", "UA-65", "UA-63", "UA-59"])
def test_safe_points_keep_clear_of_the_line(code):
    """In a divided oblast the safe point keeps 25 km off the line."""
    assert contact_line().line.distance(shapely.Point(boundaries.safe_point(code))) > 0.2


@pytest.mark.parametrize(
    ("lon", "lat", "region", "country"),
    [
        (34.1, 44.95, "UA-43", "UA"),
        (33.52, 44.6, "UA-40", "UA"),
        (37.8, 48.0, "UA-14", "UA"),
        (37.62, 55.75, "RU-MOW", "RU"),
        (38.3, 55.3, "RU-MOS", "RU"),
        (36.6, 50.6, "RU-BEL", "RU"),
        (30.74, 46.49, "UA-51", "UA"),
        (27.56, 53.9, "BY-HM", "BY"),
        (33.0, 43.0, None, None),
        (28.98, 41.04, "TR-34", "TR"),
    ],
)
def test_admin1_at(lon, lat, region, country):
    """A point is in the region and country where it belongs; the open sea is in none."""
    assert boundaries.admin1_at(LonLat(lon, lat)) == region
    assert boundaries.country_at(LonLat(lon, lat)) == country


def test_basemap_is_small_and_whole():
    """The drawn layers are there, valid, and small enough to embed."""
    layers = boundaries.basemap()
    assert set(layers) == {*boundaries.LAYERS, "labels"}
    assert len(json.dumps(layers, separators=(",", ":"))) < 350_000
    for name in boundaries.LAYERS:
        for feature in layers[name]["features"]:
            assert shapely.is_valid(shapely.from_geojson(json.dumps(feature["geometry"]))), (name, feature)


def test_basemap_draws_crimea_in_ukraine():
    """The land of Ukraine holds Simferopol and no state border runs across the isthmus."""
    layers = boundaries.basemap()
    (ukraine,) = [f for f in layers["land"]["features"] if f["properties"]["code"] == "UA"]
    assert shapely.from_geojson(json.dumps(ukraine["geometry"])).contains(shapely.Point(34.1, 44.95))
    borders = shapely.from_geojson(json.dumps(layers["borders"]["features"][0]["geometry"]))
    assert not borders.intersects(shapely.box(32.4, 44.3, 36.3, 46.3))


def test_labels_are_in_ukrainian_spelling():
    """Ukrainian cities are labelled from the Ukrainian, and each kind of label is there."""
    rows = boundaries.basemap()["labels"]
    names = {row["name"] for row in rows}
    assert {"Kyiv", "Odesa", "Dnipro", "Zaporizhzhia", "Sloviansk", "Huliaipole"} <= names
    assert not {"Kiev", "Odessa", "Zaporizhzhya"} & names
    assert {row["kind"] for row in rows} == {"country", "oblast", "city", "sea", "river"}
    assert all(-180 <= row["lon"] <= 180 and -90 <= row["lat"] <= 90 and 0 < row["rank"] < 12 for row in rows)


def test_files_are_rfc7946():
    """The shipped layers carry no coordinate system member and right-hand outer rings."""
    for path in [*data_path("boundaries").glob("*.geojson"), *data_path("basemap").glob("*.geojson")]:
        collection = json.loads(path.read_bytes())
        assert "crs" not in collection
        for feature in collection["features"]:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            for part in shapely.get_parts(shape):
                if part.geom_type == "Polygon":
                    assert shapely.is_ccw(shapely.get_exterior_ring(part)), path

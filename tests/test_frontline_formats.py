"""Tests of geo.frontline.formats: every kind of control file, its quirks, and what is wrong with bad ones."""

import csv
import datetime as dt
import json
import zipfile

import fronts
import geopandas as gpd
import pytest
import shapely

from geo import frontline
from geo.errors import InputError, NotFoundError
from geo.frontline import areas, dates, plane, rules
from geo.frontline.formats import package

DAY = dt.date(2025, 6, 2)


def feature(box, **properties):
    """Make a feature out of a box."""
    shape = {"type": "Polygon", "coordinates": [fronts.ring(box)]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(*features, **more):
    """Make a collection."""
    return {"type": "FeatureCollection", "features": list(features), **more}


# DeepStateMap


def test_deepstate_is_told_by_its_keys(tmp_path):
    """Keys with any spaces, line ends and dates behind them find their class; the rest is left out."""
    day = frontline.load(fronts.write_deepstate(tmp_path, 1))
    assert day.source == "DeepStateMap"
    assert day.date == day.published == fronts.DAYS[1]
    assert set(day.classes) == {"held", "grey", "liberated"}
    assert not day.held.intersects(shapely.box(28, 46, 30, 48))
    assert not any(shape.has_z for shape in day.classes.values())
    assert any("crossed itself" in note for note in day.notes)
    assert any("arrow" in note for note in day.notes)


@pytest.mark.parametrize(
    ("name", "key", "found"),
    [
        ("Окуповано /// Occupied /// geoJSON.status.occupied {{at:01.01}}", "status.occupied", "held"),
        (
            "ОРДЛО\u00a0///\u00a0CADR and CALR\u00a0///\u00a0geoJSON.territories.ordlo\n",
            "territories.ordlo",
            "held",
        ),
        ("x /// y /// geoJSON.territories.crimea", "territories.crimea", "held"),
        ("x /// y /// geoJSON.territories.tuzla", "territories.tuzla", "held"),
        ("x /// y /// geoJSON.status.unknown", "status.unknown", "grey"),
        ("x /// y /// geoJSON.status.dismissed_at", "status.dismissed_at", "liberated"),
        ("x /// y /// geoJSON.territories.dnr", "territories.dnr", "leave"),
        ("x /// y /// geoJSON.territories.abkhazia", "territories.abkhazia", "leave"),
        ("x /// y /// geoJSON.status.brandnew", "status.brandnew", None),
    ],
)
def test_deepstate_keys(name, key, found):
    """Each key has the class of the table."""
    assert rules.deepstate_key(name) == key
    assert rules.deepstate_class(key) == found


def test_deepstate_unknown_class_is_reported(tmp_path):
    """A polygon of a class that is new is left out and said so."""
    raw = fronts.deepstate()
    raw["features"].append(feature(fronts.FREED, name="x /// y /// geoJSON.status.brandnew"))
    day = frontline.load(fronts.write(tmp_path / "deepstate_20250602.geojson", raw))
    assert any("brandnew" in note for note in day.notes)
    assert areas.measure(day).held_km2 == pytest.approx(fronts.HELD_KM2, rel=1e-6)


def test_deepstate_answer_is_unwrapped(tmp_path):
    """The map as the source's own address gives it: inside "map", dated by its "id"."""
    path = fronts.write(
        tmp_path / "last.json", {"id": 1748880000, "map": fronts.deepstate(), "datetime": "x"}
    )
    day = frontline.load(path)
    assert day.date == DAY
    assert areas.measure(day).held_km2 == pytest.approx(fronts.HELD_KM2, rel=1e-6)
    assert not any("without a shape" in note for note in day.notes)


# plain polygons


def test_plain_file_shows_the_day_before(tmp_path):
    """A nameless MultiPolygon dated D shows the map of D-1, and says so."""
    day = frontline.load(fronts.write_plain(tmp_path, 0))
    assert day.date == fronts.DAYS[0]
    assert day.published == fronts.DAYS[1]
    assert areas.measure(day).held_km2 == pytest.approx(fronts.HELD_KM2, rel=1e-6)
    assert any("shows the map of 2025-05-31" in note for note in day.notes)


def test_bare_geometry_is_a_plain_polygon(tmp_path):
    """A geometry without a feature around it is taken too."""
    shape = {"type": "Polygon", "coordinates": [fronts.ring(fronts.WEST)]}
    day = frontline.load(fronts.write(tmp_path / "20250602.geojson", shape))
    assert areas.measure(day).held_km2 == pytest.approx(fronts.box_km2(fronts.WEST), rel=1e-6)


# layers


def test_layers_in_files_of_their_own(tmp_path):
    """Control, advances and claims come as separate files; what overlaps goes to the stronger class."""
    day = frontline.load(fronts.write_layers(tmp_path))
    assert day.date == DAY
    found = areas.measure(day).by_class
    assert found["held"] == pytest.approx(
        sum(map(fronts.box_km2, (fronts.WEST, fronts.EAST, fronts.ORDLO))), rel=1e-4
    )
    assert found["advance"] == pytest.approx(fronts.box_km2(fronts.GREY), rel=1e-4)
    assert found["claimed"] == pytest.approx(fronts.box_km2((36.8, 47.6, 36.9, 48.4)), rel=1e-4)
    assert plane.area_km2(day.forward) == pytest.approx(sum(found.values()), rel=1e-6)


def test_layers_as_features_of_one_file(tmp_path):
    """Layers may be features that a property tells apart."""
    raw = collection(
        feature(fronts.WEST, layer="Assessed Russian Control"),
        feature(fronts.GREY, layer="Assessed Russian Advance"),
        feature(fronts.FREED, layer="Claimed Ukrainian Counteroffensives"),
    )
    day = frontline.load(fronts.write(tmp_path / "isw_2025-06-02.geojson", raw))
    assert set(day.classes) == {"held", "advance"}


# a status column


def test_status_column_is_found(tmp_path):
    """A column whose values are known words is taken by itself."""
    raw = collection(
        feature(fronts.WEST, status="RU"),
        feature(fronts.GREY, status="CONTESTED"),
        feature(fronts.FREED, status="UA"),
    )
    day = frontline.load(fronts.write(tmp_path / "x_20250602.geojson", raw))
    assert set(day.classes) == {"held", "grey"}


def test_status_column_is_mapped_by_the_user(tmp_path):
    """The user names a column and says what its values mean, its source and its day."""
    raw = collection(feature(fronts.WEST, zone="red"), feature(fronts.GREY, zone="amber"))
    path = fronts.write(tmp_path / "mine.geojson", raw)
    mapping = {"red": "held", "amber": "grey"}
    day = frontline.load(path, column="zone", mapping=mapping, date=DAY, source="My map")
    assert (day.date, day.source) == (DAY, "My map")
    assert set(day.classes) == {"held", "grey"}
    with pytest.raises(InputError, match="'amber', which is no known class"):
        frontline.load(path, column="zone", mapping={"red": "held"}, date=DAY)
    with pytest.raises(InputError, match="no column 'colour'"):
        frontline.load(path, column="colour", date=DAY)


def test_date_inside_a_feature(tmp_path):
    """A date in the features stands for one in the name."""
    raw = collection(feature(fronts.WEST, status="RU", date="2025-06-02"))
    assert frontline.load(fronts.write(tmp_path / "mine.geojson", raw)).date == DAY


# GeoPackage


def test_geopackage_is_read_in_its_own_process(tmp_path):
    """A GeoPackage with a status column is read like a GeoJSON."""
    path = tmp_path / "control_20250602.gpkg"
    shapes = [shapely.Polygon(fronts.ring(fronts.WEST)), shapely.Polygon(fronts.ring(fronts.GREY))]
    gpd.GeoDataFrame({"status": ["RU", "CONTESTED"]}, geometry=shapes, crs="EPSG:4326").to_file(path)
    day = frontline.load(path)
    assert areas.measure(day).held_km2 == pytest.approx(fronts.box_km2(fronts.WEST), rel=1e-6)
    assert areas.measure(day).grey_km2 == pytest.approx(fronts.box_km2(fronts.GREY), rel=1e-6)


def test_geopackage_in_another_projection_is_refused(tmp_path):
    """Metres are not degrees."""
    path = tmp_path / "control_20250602.gpkg"
    gpd.GeoDataFrame(
        {"status": ["RU"]}, geometry=[shapely.box(4e6, 5e6, 4.1e6, 5.1e6)], crs="EPSG:3857"
    ).to_file(path)
    with pytest.raises(InputError, match="EPSG:3857"):
        frontline.load(path)


@pytest.mark.parametrize(
    "text",
    [
        '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
        "http://127.0.0.1:1/secret",
        "SQLite format 3 but not quite",
    ],
)
def test_false_geopackage_is_never_opened(tmp_path, text):
    """A file that only calls itself a GeoPackage is turned away by its first bytes."""
    path = tmp_path / "control_20250602.gpkg"
    path.write_text(text)
    with pytest.raises(InputError, match="is no GeoPackage"):
        package.is_package(path)


def test_broken_geopackage_says_so(tmp_path):
    """A file with the right first bytes and nothing behind them gives one sentence."""
    path = tmp_path / "control_20250602.gpkg"
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 200)
    with pytest.raises(InputError, match="cannot be read as a GeoPackage"):
        frontline.load(path)


@pytest.mark.parametrize("name", ["a_20250602.geojson", "a_20250602.json"])
def test_vrt_called_geojson_is_never_opened(tmp_path, name):
    """A GeoJSON is read as JSON and by no driver, so a file that points elsewhere is only bad JSON."""
    path = tmp_path / name
    path.write_text('<OGRVRTDataSource><OGRVRTLayer name="x"></OGRVRTLayer></OGRVRTDataSource>')
    with pytest.raises(InputError, match="is no GeoJSON"):
        frontline.load(path)


# VIINA


def write_viina(path, points, days=("20250601", "20250602"), **columns):
    """Write a control table: settlements on a grid, held east of 37 degrees."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["geonameid", *(["longitude", "latitude"] if points else []), "date", "status_isw", "status"]
        )
        for day in days:
            for i in range(20):
                for j in range(10):
                    lon, lat = 36 + i / 10, 47.7 + j / 10
                    status = "RU" if lon >= 37 else ("CONTESTED" if lon >= 36.9 else "UA")
                    writer.writerow([i * 10 + j, *([lon, lat] if points else []), day, status, status])
    return path


def test_viina_becomes_cells(tmp_path):
    """Each settlement's status fills the cell around it, clipped to Ukraine, and is called approximate."""
    day = frontline.load(write_viina(tmp_path / "control_latest_2025.csv", points=True))
    assert day.date == DAY
    assert day.approximate
    assert set(day.classes) == {"held", "grey"}
    assert day.held.contains(shapely.Point(37.1, 48.2))
    assert not day.held.intersects(shapely.Point(36.8, 48.2))
    assert day.grey.contains(shapely.Point(36.9, 48.2))
    assert not day.held.intersects(shapely.Point(39.0, 51.0)), "beyond the border"
    assert "VIINA" in day.credit


def test_viina_of_a_chosen_day_and_packed(tmp_path):
    """A day may be chosen, and the table may be in a zip."""
    path = write_viina(tmp_path / "control.csv", points=True)
    with zipfile.ZipFile(tmp_path / "control.zip", "w") as archive:
        archive.write(path, "control.csv")
    assert frontline.load(tmp_path / "control.zip", date=dt.date(2025, 6, 1)).date == dt.date(2025, 6, 1)
    with pytest.raises(InputError, match="no row for 2024-01-01"):
        frontline.load(path, date=dt.date(2024, 1, 1))


def test_viina_without_coordinates_takes_a_table_of_places(tmp_path):
    """A table without coordinates is joined to one that has them."""
    with_points = write_viina(tmp_path / "places.csv", points=True, days=("20250602",))
    bare = write_viina(tmp_path / "control.csv", points=False)
    assert frontline.load(bare, places=with_points).held.contains(shapely.Point(37.1, 48.2))


def test_viina_without_coordinates_asks_the_gazetteer(tmp_path):
    """Settlements are found by their GeoNames number."""
    path = tmp_path / "control_20250602.csv"
    rows = [
        "geonameid,date,status",
        "709717,20250602,RU",
        "706483,20250602,UA",
        "703448,20250602,UA",
        "1,20250602,UA",
    ]
    path.write_text("\n".join(rows))
    day = frontline.load(path)
    assert day.held.contains(shapely.Point(37.8, 48.02))
    assert any("1 settlements without coordinates" in note for note in day.notes)


def test_viina_faults(tmp_path):
    """A missing column, no rows, an odd status or too few places give one sentence each."""
    path = tmp_path / "control_20250602.csv"
    for text, fault in (
        ("geonameid,date\n1,20250602\n", "no column 'status'"),
        ("geonameid,status\n", "has no rows"),
        (
            "geonameid,longitude,latitude,date,status\n"
            + "".join(f"{i},3{i},48,20250602,PURPLE\n" for i in range(5)),
            "'PURPLE'",
        ),
        ("geonameid,longitude,latitude,date,status\n1,37,48,20250602,RU\n", "too few"),
    ):
        path.write_text(text)
        with pytest.raises(InputError, match=fault):
            frontline.load(path)


# what is wrong with a file


def swapped():
    """Make a collection whose axes are swapped."""
    raw = collection(feature(fronts.WEST))
    ring = raw["features"][0]["geometry"]["coordinates"][0]
    raw["features"][0]["geometry"]["coordinates"][0] = [[y, x] for x, y in ring]
    return raw


def metres():
    """Make a collection in metres."""
    raw = collection(feature(fronts.WEST))
    ring = raw["features"][0]["geometry"]["coordinates"][0]
    raw["features"][0]["geometry"]["coordinates"][0] = [[x * 111_000, y * 160_000] for x, y in ring]
    return raw


def crossed(value):
    """Make a collection with a coordinate that is no number."""
    raw = collection(feature(fronts.WEST))
    raw["features"][0]["geometry"]["coordinates"][0][1] = value
    return raw


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (collection(), "no polygon"),
        (collection({"type": "Feature", "properties": {}, "geometry": None}), "no polygon"),
        (collection(fronts.arrow(37, 48)), "no polygon"),
        (metres(), "no degrees"),
        (
            collection(
                feature(fronts.WEST),
                crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
            ),
            "EPSG::3857",
        ),
        (collection(feature((2.0, 48.0, 3.0, 49.0))), "not Ukraine"),
        (swapped(), "latitude before longitude"),
        (crossed(["a", "b"]), "cannot be read"),
        (crossed([1e12, 48]), "no number"),
        ({"type": "Topology", "objects": {}}, "'Topology'"),
        ([1, 2], "no GeoJSON object"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path, raw, fault):
    """Each bad file gives one sentence that says what is wrong."""
    path = tmp_path / "x_20250602.geojson"
    path.write_text(json.dumps(raw))
    with pytest.raises(InputError, match=fault) as told:
        frontline.load(path)
    assert str(told.value).count("\n") == 0


def test_known_crs_is_fine(tmp_path):
    """CRS84 named in full is no fault."""
    raw = collection(
        feature(fronts.WEST), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    )
    assert frontline.load(fronts.write(tmp_path / "x_20250602.geojson", raw)).date == dt.date(2025, 6, 1)


def test_missing_empty_and_undated_files(tmp_path):
    """No file, an empty file, a folder and a name without a date are told apart."""
    with pytest.raises(NotFoundError, match="does not exist"):
        frontline.load(tmp_path / "nothing.geojson")
    (tmp_path / "empty_20250602.geojson").touch()
    with pytest.raises(InputError, match="is empty"):
        frontline.load(tmp_path / "empty_20250602.geojson")
    with pytest.raises(InputError, match="is a folder"):
        frontline.load(tmp_path)
    fronts.write(tmp_path / "undated.geojson", collection(feature(fronts.WEST)))
    with pytest.raises(InputError, match="tells no date"):
        frontline.load(tmp_path / "undated.geojson")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("deepstatemap_data_20250602.geojson", DAY),
        ("control-2025-06-02T0300.json", DAY),
        ("02.06.2025.geojson", DAY),
        ("UkraineControlMapAO02JUN2025.geojson", DAY),
        ("1748880000.geojson", DAY),
        ("v20259999.geojson", None),
        ("map.geojson", None),
    ],
)
def test_dates_in_names(tmp_path, name, day):
    """Dates are read as sources write them."""
    assert dates.in_name(tmp_path / name) == day

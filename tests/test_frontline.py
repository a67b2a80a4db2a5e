"""Tests of geo.frontline: the line that ships, areas, change, line of contact, sectors, events beside the line."""

import datetime as dt
import json

import fronts
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import archive, frontline
from geo.frontline import areas, change, claims, files, line, near, plane, rules, sectors
from geo.frontline.control import Control, repair, settle
from geo.model import LonLat

DAY = dt.date(2025, 6, 2)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """Three days with known areas."""
    folder = tmp_path_factory.mktemp("days")
    return [frontline.load(fronts.write_deepstate(folder, day)) for day in range(3)]


def made(held, day=DAY, **classes):
    """Make a control value out of plain shapes."""
    parts, _ = settle({"held": [held], **{name: [shape] for name, shape in classes.items()}}, "a test")
    return Control(day, parts, "Test", "Test credit")


def events(*rows):
    """Make a small event table; what a row does not tell is blank."""
    base = {"record_type": "incident", "category": "shelling", "precision": "settlement", "radius_km": 3.0,
            "background": False, "place_name": "X", "country": "UA", "admin1_code": None, "claims": ()}  # fmt: skip
    return pd.DataFrame([{**base, "event_id": f"e{i}", **row} for i, row in enumerate(rows)])


# the line that ships


def test_contact_line_is_marked_approximate():
    """The line says what it is, of which day, and whose."""
    shown = frontline.contact_line()
    assert shown.approximate
    assert shown.date == shown.as_of == DAY
    assert "approximate" in shown.title.lower()
    assert "approximate" in shown.credit.lower()
    assert "orientation" in shown.note


def test_contact_line_closes_to_a_fifth_of_ukraine():
    """The held area closed from the line, the borders and the coast is 18 to 20 % of 603,550 km2."""
    share = plane.area_km2(frontline.contact_line().held) / frontline.PRE_WAR_KM2
    assert 0.18 < share < 0.20


@pytest.mark.parametrize(
    ("name", "lon", "lat", "held"),
    [
        ("Donetsk", 37.80, 48.00, True),
        ("Luhansk", 39.30, 48.57, True),
        ("Mariupol", 37.54, 47.10, True),
        ("Melitopol", 35.37, 46.85, True),
        ("Simferopol", 34.10, 44.95, True),
        ("Sevastopol", 33.53, 44.60, True),
        ("Bakhmut", 38.00, 48.59, True),
        ("Kramatorsk", 37.56, 48.73, False),
        ("Pokrovsk", 37.17, 48.28, False),
        ("Kherson", 32.62, 46.64, False),
        ("Zaporizhzhia", 35.14, 47.84, False),
        ("Kharkiv", 36.23, 49.99, False),
        ("Sumy", 34.80, 50.91, False),
        ("Kupiansk", 37.61, 49.71, False),
    ],
)
def test_contact_line_puts_cities_on_their_side(name, lon, lat, held):
    """Cities lie on the side where they were at the start of June 2025."""
    assert frontline.contact_line().held.contains(shapely.Point(lon, lat)) is held, name


def test_band_holds_the_line_and_is_wider_at_sumy():
    """The band holds the line, about 5.5 km to either side, and more on the Sumy strip."""
    shown = frontline.contact_line()
    assert shown.band.contains(shown.line)
    metres = plane.to_metres(shown.line)
    for lon, lat, km in ((36.38, 47.6, 5.5), (35.06, 51.09, 15)):
        at = plane.to_metres(shapely.Point(lon, lat))
        assert at.distance(metres) < 2000
        assert plane.to_metres(shown.band).contains(at.buffer(km * 900))


def test_drawn_line_and_derived_line_agree():
    """The rules for any polygons find the line that the held area was closed with, within 4 %."""
    shown = frontline.contact_line()
    derived = line.contact(frontline.as_control(shown))
    assert plane.length_km(derived) == pytest.approx(plane.length_km(shown.line), rel=0.04)


# areas


@pytest.mark.parametrize("day", [0, 1, 2])
def test_held_area_is_what_the_formula_says(days, day):
    """The held area of a fixture agrees with the closed formula to 0.01 %."""
    assert areas.measure(days[day]).held_km2 == pytest.approx(fronts.HELD_BY_DAY[day], rel=1e-4)


def test_grey_and_liberated_are_apart(days):
    """Grey and liberated ground are measured by themselves."""
    found = areas.measure(days[0])
    assert found.grey_km2 == pytest.approx(fronts.box_km2(fronts.GREY), rel=1e-4)
    assert found.by_class["liberated"] == pytest.approx(fronts.box_km2(fronts.FREED), rel=1e-4)
    shapes = list(days[0].classes.values())
    assert all(a.intersection(b).area < 1e-9 for i, a in enumerate(shapes) for b in shapes[:i])


def test_oblasts_add_up(days):
    """The areas by oblast add up to the whole."""
    for day in days:
        found = areas.measure(day)
        for name in day.classes:
            parts = sum(row.get(name, 0.0) for row in found.by_oblast.values())
            assert parts == pytest.approx(found.by_class[name], abs=0.05)


def test_share_is_of_the_pre_war_area(days):
    """The share is taken of 603,550 km2, Crimea included."""
    found = areas.measure(days[0])
    assert found.share == pytest.approx(found.held_km2 / 603_550)


def test_ground_beyond_the_border_counts_to_the_nearest_oblast():
    """A source's border never is ours: what it draws a little beyond goes to the oblast beside it."""
    beyond = shapely.box(36.5, 50.2, 36.6, 50.45)  # across the border of Kharkiv Oblast
    parts = areas.by_region(beyond)
    assert parts.keys() == {"UA-63"}
    assert parts["UA-63"] == pytest.approx(plane.area_km2(beyond))


# change


def test_change_is_what_was_built_in(days):
    """Gains, losses and grey that became held are the boxes that the fixture moved."""
    moved = change.between(days[0], days[1])
    assert moved.gained_km2 == pytest.approx(fronts.box_km2(fronts.GAINED), rel=1e-4)
    assert moved.lost_km2 == pytest.approx(fronts.box_km2(fronts.LOST), rel=1e-4)
    assert moved.grey_to_held_km2 == pytest.approx(fronts.box_km2(fronts.GAINED), rel=1e-4)
    closed = change.between(days[1], days[2])
    assert closed.gained_km2 == pytest.approx(fronts.box_km2(fronts.POCKET), rel=1e-4)
    assert closed.lost_km2 == 0


def test_change_adds_up_to_the_difference(days):
    """Net change is the difference of the held areas to 0.1 km2, in all and summed by oblast."""
    for before, after in ((days[0], days[1]), (days[1], days[2]), (days[0], days[2])):
        moved = change.between(before, after)
        difference = areas.measure(after).held_km2 - areas.measure(before).held_km2
        assert moved.net_km2 == pytest.approx(difference, abs=0.1)
        assert sum(row["net_km2"] for row in moved.by_oblast.values()) == pytest.approx(difference, abs=0.1)


def test_change_back_is_minus_the_change(days):
    """From B to A is what was lost gained and what was gained lost."""
    there, back = change.between(days[0], days[1]), change.between(days[1], days[0])
    assert (back.gained_km2, back.lost_km2) == pytest.approx((there.lost_km2, there.gained_km2))
    assert back.net_km2 == pytest.approx(-there.net_km2)


boxes = st.tuples(st.integers(0, 30), st.integers(0, 12), st.integers(1, 12), st.integers(1, 6)).map(
    lambda n: shapely.box(33 + n[0] / 10, 47 + n[1] / 10, 33 + (n[0] + n[2]) / 10, 47 + (n[1] + n[3]) / 10)
)
fields = st.lists(boxes, min_size=1, max_size=6).map(shapely.union_all)


@QUICK
@given(fields, fields)
def test_change_and_areas_agree_for_any_shapes(one, two):
    """Whatever the shapes: net change is the difference, and oblasts add up."""
    before, after = made(one), made(two)
    moved = change.between(before, after)
    difference = areas.measure(after).held_km2 - areas.measure(before).held_km2
    assert moved.net_km2 == pytest.approx(difference, abs=0.1)
    assert sum(areas.by_region(after.held).values()) == pytest.approx(plane.area_km2(after.held), abs=0.1)


@QUICK
@given(st.lists(boxes, min_size=2, max_size=6), st.randoms())
def test_feature_order_and_ring_order_do_not_matter(shapes, random):
    """The same polygons in another order, their rings turned and started elsewhere, measure the same."""
    shuffled = list(shapes)
    random.shuffle(shuffled)
    turned = [shapely.Polygon(shape.exterior.coords[1:][::-1]) for shape in shuffled]
    one, two = (
        settle({"held": some, "grey": [shapely.box(36, 47, 36.5, 47.5)]}, "x")[0] for some in (shapes, turned)
    )
    assert {name: plane.area_km2(s) for name, s in one.items()} == pytest.approx(
        {name: plane.area_km2(s) for name, s in two.items()}
    )


@QUICK
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=4, max_size=9, unique=True))
def test_repairing_twice_is_repairing_once(points):
    """Any ring, crossed or not, is whole after one repair, and a second one finds nothing to do."""
    ring = shapely.Polygon([(34 + x / 20, 47 + y / 20) for x, y in points])
    first = repair(ring, [])
    notes = []
    second = repair(first, notes)
    assert first.is_valid
    assert second.equals(first)
    assert notes == []


# the line of contact


def test_line_faces_free_ground_only():
    """The line is the side towards Ukraine; the state border and the coast are no line."""
    ukraine = frontline.contact_line().held
    east = made(ukraine.intersection(shapely.box(36, 44, 42, 52)))
    found = line.contact(east)
    border = shapely.LineString([(39.2, 47.9), (40.2, 49.6)]).buffer(0.05)
    assert not found.intersects(border)
    coast = shapely.Point(37.5, 47.07).buffer(0.05)
    assert not found.intersects(coast)


def test_hairline_gap_makes_no_line(days):
    """A gap of a metre and a half between two polygons is closed, not drawn."""
    found = line.contact(days[0])
    gap = shapely.LineString([(38.00001, 47.7), (38.00001, 48.3)])
    assert found.distance(gap) > 0.05


def test_grey_is_no_second_line(days):
    """The line runs between held and grey, and not again between grey and free."""
    found = line.contact(days[0])
    assert found.intersects(shapely.Point(37.0, 48.2).buffer(0.001))
    assert not found.intersects(shapely.Point(36.9, 48.2).buffer(0.02))


def test_pocket_has_a_line_and_a_small_hole_has_none():
    """A pocket of 160 km2 is fought over; a hole of 1 km2 is a drawing's fault."""
    block = shapely.box(*fronts.WEST)
    pocket, hole = shapely.box(*fronts.POCKET), shapely.box(37.1, 47.8, 37.11, 47.81)
    found = line.contact(made(block.difference(shapely.union(pocket, hole))))
    assert found.intersects(pocket.boundary)
    assert not found.intersects(hole)


def test_box_inside_ukraine_has_its_outline_as_line():
    """Far from every border the line is the whole outline, its length within 1 %."""
    box = (36.0, 48.0, 37.0, 48.5)
    ring = shapely.Polygon(fronts.ring(box))
    assert plane.length_km(line.contact(made(ring))) == pytest.approx(
        plane.length_km(ring.exterior), rel=0.01
    )


@QUICK
@given(st.floats(-40, 40))
def test_line_moves_continuously(metres):
    """A held area a few metres larger or smaller has a line of about the same length."""
    held = plane.to_metres(frontline.contact_line().held)
    one, two = (plane.to_degrees(held.buffer(by)) for by in (0, metres))
    lengths = [plane.length_km(line.contact(made(shape))) for shape in (one, two)]
    assert lengths[1] == pytest.approx(lengths[0], rel=0.03)


def test_nothing_held_has_no_line():
    """Without held ground there is no line, and nothing breaks."""
    free = Control(DAY, {}, "x", "y")
    assert line.contact(free).is_empty
    assert frontline.figures(free)["line_km"] == 0


# sectors


def test_sectors_of_a_day():
    """The names of June 2025 are known, and those of other years are not used."""
    names = {sector.name for sector in sectors.sectors(DAY)}
    assert {"Pokrovsk", "Kupiansk", "Lyman", "Toretsk", "Novopavlivka", "Kursk"} <= names
    assert not {"Avdiivka", "Bakhmut", "Dobropillia"} & names


def test_sector_lengths_add_up():
    """The lengths by sector add up to the line's."""
    shown = frontline.contact_line().line
    assert sum(sectors.lengths(shown, DAY).values()) == pytest.approx(plane.length_km(shown))


# events beside the line


def test_place_tells_distance_and_side():
    """Distance, side, band and sector of a town near the line, one behind it, one in Russia, one at sea."""
    table = events(
        {"lon": 37.17, "lat": 48.28},
        {"lon": 37.80, "lat": 48.00},
        {"lon": 36.60, "lat": 50.60, "country": "RU"},
        {"lon": 33.00, "lat": 43.50},
    )
    found = near.place(table, frontline.contact_line())
    assert found["side"].tolist() == ["Ukraine", "held", "Russia", None]
    assert found["band"].tolist()[0] in {"0-5 km", "5-20 km"}
    assert found["sector"].tolist()[0] == "Pokrovsk"
    assert found["distance_km"].iloc[0] == pytest.approx(8, abs=4)
    assert list(found.columns) == list(near.COLUMNS)


def test_place_gives_no_distance_to_an_oblast():
    """An event known to the oblast has a side but no distance."""
    lon, lat = 37.3, 48.7
    found = near.place(events({"lon": lon, "lat": lat, "precision": "region"}), frontline.contact_line())
    assert pd.isna(found["distance_km"].iloc[0])
    assert found["side"].iloc[0] == "Ukraine"
    assert near.side(LonLat(lon, lat), frontline.contact_line()) == "Ukraine"


def test_place_takes_rows_without_a_point():
    """A row without coordinates stays in the table with nulls."""
    found = near.place(
        events({"lon": None, "lat": None}, {"lon": 37.17, "lat": 48.28}), frontline.contact_line()
    )
    assert pd.isna(found["distance_km"].iloc[0])
    assert found["side"].iloc[0] is None


def test_by_band_counts():
    """Bands count what lies in Ukraine and Russia."""
    table = events({"lon": 37.17, "lat": 48.28}, {"lon": 103.5, "lat": 52.9}, {"lon": 29.0, "lat": 41.0})
    assert near.by_band(near.place(table, frontline.contact_line()))["deeper"] == 1


def test_activity_counts_by_sector():
    """Ground actions and fire within 20 km are counted by sector; far strikes and background are not."""
    table = events(
        {"lon": 37.17, "lat": 48.28, "category": "ground_clash", "place_name": "Pokrovsk"},
        {"lon": 37.20, "lat": 48.25, "place_name": "Myrnohrad"},
        {"lon": 37.17, "lat": 48.28, "background": True},
        {"lon": 30.50, "lat": 50.40},
    )
    shown = frontline.contact_line()
    found = near.activity(table, near.place(table, shown), DAY).set_index("sector")
    assert (found.loc["Pokrovsk", "ground"], found.loc["Pokrovsk", "fire"]) == (1, 1)
    assert found.loc["Pokrovsk", "places"] == "Myrnohrad, Pokrovsk"
    assert found["ground"].sum() + found["fire"].sum() == 2
    assert {"Lyman", "Kupiansk"} <= set(found.index)


def test_activity_of_a_quiet_day_is_all_zero():
    """A day without incidents near the line shows every sector with zero."""
    table = events({"lon": 30.5, "lat": 50.4})
    found = near.activity(table, near.place(table, frontline.contact_line()), DAY)
    assert found["ground"].sum() == found["fire"].sum() == 0


def test_compared_with_the_days_before():
    """The day before and the mean of the days before stand beside the day; what is not there is null."""
    today = events({"lon": 37.17, "lat": 48.28})
    two = events({"lon": 37.17, "lat": 48.28}, {"lon": 37.18, "lat": 48.28})
    shown = frontline.contact_line()
    found = near.compared(today, {DAY - dt.timedelta(days=1): two}, shown, DAY).set_index("sector")
    assert found.loc["Pokrovsk", "day_before"] == 2
    assert found.loc["Pokrovsk", "week_before"] == 2.0
    assert near.compared(today, {}, shown, DAY)["day_before"].isna().all()


def test_heat_lies_where_incidents_are():
    """Stretches beside incidents count them; far ones and quiet days have none."""
    shown = frontline.contact_line()
    found = near.heat(
        events({"lon": 37.17, "lat": 48.28}, {"lon": 37.2, "lat": 48.25}, {"lon": 30.5, "lat": 50.4}), shown
    )
    assert max(count for _, count in found) == 2
    assert all(stretch.distance(shapely.Point(37.17, 48.28)) < 0.3 for stretch, _ in found)
    assert near.heat(events({"lon": 30.5, "lat": 50.4}), shown) == []


# claims


def fact(value, start, end, what="area_km2", **more):
    """Make an area fact."""
    claim = {"who": "a newspaper", "what": what, "value": value, "qualifier": None}
    return {"record_type": "area", "category": "territorial_change", "attacker": "Russia", "precision": "country",
            "date_start": start, "date_end": end, "attributed_to": None, "claims": [claim], "lon": None, "lat": None, **more}  # fmt: skip


def test_claims_show_both_figures(days):
    """Claimed and measured stand side by side with method and difference, and no one is called wrong."""
    table = events(fact(507, "2025-06-01", "2025-06-01"))
    found = claims.check(table, days)
    control = next(row for row in found if row.method == claims.CONTROL_ONLY)
    assert control.measured == pytest.approx(fronts.box_km2(fronts.GAINED), rel=1e-4)
    assert control.difference == pytest.approx(control.measured - 507)
    assert "Both can be right" in control.note
    net = next(row for row in found if "net" in row.method)
    assert net.measured == pytest.approx(
        fronts.box_km2(fronts.GAINED) - fronts.box_km2(fronts.LOST), rel=1e-4
    )


def test_claims_of_an_oblast_are_measured_there(days):
    """A claim about one oblast is measured inside it, and one by Ukraine from what was lost."""
    in_donetsk = fact(400, "2025-06-01", "2025-06-01", admin1_code="UA-14")
    by_ukraine = fact(85, "2025-06-01", "2025-06-01", attacker="Ukraine")
    found = claims.check(events(in_donetsk, by_ukraine), days)
    assert found[0].region == "Donetsk"
    assert found[0].measured == pytest.approx(fronts.box_km2(fronts.GAINED), rel=1e-3)
    assert found[-1].measured == pytest.approx(fronts.box_km2(fronts.LOST), rel=1e-3)


def test_claims_of_a_share(days):
    """A share claimed for a day is measured on that day."""
    found = claims.check(events(fact(19, "2025-06-02", "2025-06-02", what="area_share_percent")), days)
    assert found[0].measured == pytest.approx(fronts.HELD_BY_DAY[2] / 603_550 * 100, rel=1e-4)


def test_claims_without_polygons_say_so(days):
    """A period that no polygons cover has no measurement and says why."""
    (row,) = claims.check(events(fact(240, "2025-03-01", "2025-03-31")), days)
    assert row.measured is None
    assert row.difference is None
    assert row.note == claims.NOTHING


def test_claims_count_advances_where_the_source_has_them():
    """A source with advances and claims gives the wider figure too."""
    held, more = shapely.box(37, 47.6, 38, 48.4), shapely.box(36.9, 47.6, 37, 48.4)
    before = made(held, DAY - dt.timedelta(days=1), advance=shapely.box(36.99, 47.6, 37, 48.4))
    after = made(held, DAY, advance=more)
    found = claims.check(events(fact(500, "2025-06-02", "2025-06-02")), [before, after])
    wide = next(row for row in found if row.method == claims.WIDEST)
    assert wide.measured == pytest.approx(plane.area_km2(shapely.box(36.9, 47.6, 36.99, 48.4)), rel=1e-6)
    assert next(row for row in found if row.method == claims.CONTROL_ONLY).measured == 0


def test_claims_of_the_sample_day():
    """Every area figure of the shipped day becomes a row, with or without polygons."""
    table = claims.table(claims.check(archive.load("2025-06-02").events, []))
    assert {507, 379, 240, 400, 5107, 85, 19} <= set(table["claimed"])
    assert table["measured"].isna().all()
    assert list(table.columns) == list(claims.COLUMNS)


# files


def test_files_are_rfc7946(days):
    """Line, areas and change are written with a bbox, right-hand rings, six decimals and no crs."""
    moved = change.between(days[0], days[1])
    shown = frontline.front(days[1])
    for text in (
        files.line(shown),
        files.control(days[1]),
        files.change(moved, "x", "y"),
        files.whole(shown, days[1], moved),
    ):
        found = json.loads(text)
        assert "crs" not in found
        assert len(found["bbox"]) == 4
        for feature in found["features"]:
            assert feature["properties"]["credit"]
            for part in shapely.get_parts(shapely.from_geojson(json.dumps(feature["geometry"]))):
                assert part.geom_type != "Polygon" or shapely.is_ccw(part.exterior)
                assert (shapely.get_coordinates(part).round(6) == shapely.get_coordinates(part)).all()
        assert files.collection([]) == '{"type":"FeatureCollection","features":[]}\n'


def test_front_of_polygons_gives_way_to_nothing_approximate(days):
    """A loaded file's front has its own source, date and grey band, and is not called approximate."""
    shown = frontline.front(days[1])
    assert not shown.approximate
    assert shown.source == "DeepStateMap"
    assert shown.band.equals(days[1].grey)
    assert "deepstatemap" in shown.credit.lower()


def test_figures_have_the_promised_keys(days):
    """The JSON of a day and of a change has the keys that the command promises."""
    found = frontline.figures(days[1], change.between(days[0], days[1]))
    assert {"date", "source", "held_km2", "grey_km2", "share_of_ukraine", "line_km", "by_oblast"} <= set(
        found
    )
    assert {"from", "to", "gained_km2", "lost_km2", "net_km2", "by_oblast"} <= set(found["change"])
    json.dumps(found)


def test_classes_have_labels():
    """Every class of the table has a label, and every format maps onto classes of the table."""
    known = {*rules.classes(), rules.LEAVE}
    assert all(rules.label(name) for name in rules.classes())
    assert set(rules.table()["deepstate"].values()) <= known
    assert {value for _, value in rules.table()["layers"]["patterns"]} <= known
    assert set(rules.table()["status"]) <= known


def test_area_facts_are_worded_for_a_map():
    """Each place of the day's area facts tells its figures, their periods and who says so; a null figure is left out."""
    plates = frontline.claims_plates(archive.load("2025-06-02").events)
    by_name = {lines[0]: lines[1:] for _, _, lines in plates}
    assert by_name["Donetsk Oblast"] == ["nearly 400 km², May 2025, AFP, from ISW data"]
    assert "507 km², May 2025, AFP, from ISW data" in by_name["Ukraine"]

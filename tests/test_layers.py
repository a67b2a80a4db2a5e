"""Layers: the event table as columns, the switches it is put under, and what stands around it."""

from __future__ import annotations

import json
from dataclasses import replace

import hostile
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from made import BELAYA, EVENTS, KHARKIV, KURSK, SUMY, TALKS, at
from shapely import MultiLineString, Polygon

from geo import frame, layers
from geo.errors import InputError
from geo.frontline import contact_line
from geo.layers import areas, columns, wire
from geo.layers.ground import lines

TABLE = frame.from_events(EVENTS)


def cell(encoded, name, row):
    """Read a cell back as the browser does."""
    column = encoded["columns"].get(name)
    if column is None:
        return None
    if isinstance(column, list):
        return column[row]
    return column["const"] if "const" in column else encoded["strings"][column["text"][row]]


def test_build_keeps_every_row_in_order():
    """Columns hold the frame's rows one to one."""
    made = layers.build(TABLE).wire()
    assert made["count"] == len(EVENTS)
    assert [cell(made, "event_id", row) for row in range(len(EVENTS))] == [event.event_id for event in EVENTS]
    assert [cell(made, "place_name", row) for row in range(len(EVENTS))] == [
        event.place_name for event in EVENTS
    ]
    assert made["columns"]["lon"][0] == 362304
    assert sum(layer["count"] for layer in made["layers"]) == len(EVENTS)


def test_null_stays_null_and_is_not_nought():
    """A figure that nobody told is null in its column, 0 stays 0."""
    table = frame.from_events([replace(KHARKIV, killed_min=0), replace(TALKS, killed_min=None)])
    made = layers.build(table).wire()
    assert made["columns"]["killed_min"] == [0, None]


def test_an_event_without_a_point_has_null_coordinates():
    """What is not placed stays in the table and off the map."""
    nowhere = replace(KHARKIV, event_id="x", lon=None, lat=None, precision=None)
    made = layers.build(frame.from_events([KHARKIV, nowhere])).wire()
    assert made["columns"]["lon"] == [362304, None]


def test_strings_are_kept_once():
    """Texts that repeat share one entry of the table."""
    strings = columns.Strings()
    assert strings.column(["a", None, "a", "b"]) == {"text": [1, 0, 1, 2]}
    assert strings.table() == [None, "a", "b"]


def test_encode_leaves_out_columns_of_nulls_and_shortens_constant_ones():
    """A column without a cell costs nothing, a constant one a word."""
    made = columns.encode(frame.from_events([KHARKIV, KHARKIV]), columns.Strings())
    assert "time_text" not in made["columns"]
    assert made["columns"]["category"] == {"const": "missile_strike"}


def test_encode_nests_claims_with_their_counts():
    """Claims are a table of their own; each event knows how many are its."""
    table = frame.from_events([KHARKIV, TALKS])
    made = columns.encode(table, columns.Strings())
    assert made["nested"]["claims"]["count"] == [2, 0]
    assert made["nested"]["claims"]["value"] == [3, 0]


def test_encode_an_empty_table():
    """A day without events is a map all the same."""
    made = layers.build(frame.from_events([])).wire()
    assert (made["count"], made["layers"], made["columns"]["lon"]) == (0, [], [])


def test_assign_puts_each_event_under_its_switch():
    """Strikes are told apart by where they fell, and by means in Ukraine."""
    held = at("held", 34.1, 44.9, "Simferopol", attacker="Ukraine", category="explosion")
    past = replace(TALKS, event_id="past", background=True)
    events = (*EVENTS, held, past)
    found, codes = layers.assign(frame.from_events(events), layers.style()["layer"])
    ids = {event.event_id: found[code].id for event, code in zip(events, codes, strict=True)}
    assert ids == {
        "kharkiv": "strikes_ua.missile_strike",
        "second": "strikes_ua.shelling",
        "sumy": "strikes_ua.drone_strike",
        "belaya": "strikes_ru",
        "talks": "diplomacy",
        "kursk": "air_defence",
        "held": "strikes_held",
        "past": "background",
    }
    assert found[-1].id == "background"


def test_every_rule_of_the_style_table_has_its_words():
    """The last rule takes what no other took; ids are unique."""
    rules = layers.style()["layer"]
    assert all({"id", "label"} <= set(rule) for rule in rules)
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert "is" not in rules[-1]
    assert "not" not in rules[-1]


def test_style_covers_the_vocabulary():
    """Every category, attacker and status is drawn in its own way, in both themes."""
    from geo import vocab

    table = layers.style()
    assert set(table["category"]) == set(vocab.categories())
    assert set(table["attacker"]) == set(vocab.attackers())
    assert set(table["status"]) == set(vocab.statuses())
    assert set(table["theme"]["light"]) == set(table["theme"]["dark"])
    shapes = [row["shape"] for row in table["category"].values()]
    assert len(set(shapes)) == len(shapes)
    assert len({row["outline"] for row in table["status"].values()}) == len(table["status"])


def contrast(first, second):
    """Contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour):
        parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_and_words_stand_out(theme):
    """Marks have 3:1 to the land under them, words 4.5:1 to their paper."""
    table = layers.style()
    colours = table["theme"][theme]
    marks = [*table["attacker"].values(), *(row for row in table["category"].values() if theme in row)]
    for mark in marks:
        assert min(contrast(mark[theme], colours[land]) for land in ("land", "focus", "paper")) >= 3
    for words in ("ink", "muted", "accent"):
        assert contrast(colours[words], colours["paper"]) >= 4.5
    assert contrast(colours["label"], colours["focus"]) >= 4.5


def test_check_theme_names_the_choices():
    """An unknown theme is refused with the known ones."""
    assert layers.check_theme("auto") == "auto"
    with pytest.raises(InputError, match="'sepia' is not known; choose one of light, dark, auto"):
        layers.check_theme("sepia")


@pytest.mark.parametrize("text", hostile.STRINGS)
def test_script_json_round_trips_and_holds_no_markup(text):
    """Hostile text comes back word for word, and neither HTML nor a template finds an opening in it."""
    made = layers.script_json({text: [text, {"a": {"b": text}}]})
    assert json.loads(made) == {text: [text, {"a": {"b": text}}]}
    assert not any(sign in made for sign in ("<", ">", "&", "{{", "{%", "{#", "\u2028", "\u2029"))


@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_script_json_is_json_without_openings(value):
    """For any value, reading gives back what was written."""
    made = layers.script_json(value)
    assert json.loads(made) == value
    assert not any(sign in made for sign in ("<", "{{", "{%", "{#"))
    made.encode("utf-8")


def test_script_json_writes_half_a_surrogate_pair():
    """A lone surrogate, which UTF-8 cannot hold, travels as an escape."""
    made = layers.script_json(["\ud800"])
    made.encode("utf-8")
    assert json.loads(made) == ["\ud800"]


def test_script_json_refuses_what_json_has_no_word_for():
    """NaN would break the page: it is an error here."""
    with pytest.raises(ValueError, match="Out of range"):
        layers.script_json([float("nan")])


@given(
    st.lists(st.tuples(st.integers(-180_000, 180_000), st.integers(-85_000, 85_000)), min_size=1, max_size=30)
)
def test_flat_is_a_walk_of_steps(points):
    """Adding the steps up gives the positions, those that repeat left out."""
    numbers = np.array(wire.flat(np.array(points) / 1000)).reshape(-1, 2)
    walked = np.cumsum(numbers, axis=0).tolist()
    assert walked == [list(point) for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


def test_flats_leave_out_what_shrinks_to_a_point():
    """A ring smaller than the grid is not drawn."""
    assert wire.flats([[(0, 0), (0.0001, 0)], [(0, 0), (1, 0)]]) == [[0, 0, 1000, 0]]


def test_base_draws_each_row_of_the_style_table():
    """The base map keeps the table's order, and no row is empty."""
    made = layers.base(layers.style()["base"])
    assert len(made["layers"]) == len(layers.style()["base"])
    assert all(layer["parts"] for layer in made["layers"])
    assert len(made["names"]["name"]) == len(made["names"]["lon"])
    assert made["names"]["rank"] == sorted(made["names"]["rank"])


def test_base_lines_walks_every_geometry():
    """Rings of polygons and lines come one by one, points not at all."""
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    assert list(lines({"type": "MultiPolygon", "coordinates": [[ring, ring], [ring]]})) == [ring] * 3
    assert list(lines({"type": "Point", "coordinates": [0, 0]})) == []


def test_regions_are_those_known_no_finer():
    """Only oblasts of events with region precision are shaded; a code without a boundary is left out."""
    odd = replace(SUMY, event_id="odd", admin1_code=None)
    made = layers.regions(frame.from_events([KHARKIV, SUMY, KURSK, BELAYA, odd]))
    assert [item["code"] for item in made["items"]] == ["RU-KRS", "UA-59"]
    assert all(item["parts"] for item in made["items"])


def test_rings_and_paths_take_their_own_kind():
    """Polygons give rings, lines give paths."""
    square = Polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [[(1, 1), (2, 1), (2, 2)]])
    assert len(areas.rings(square)) == 2
    assert areas.paths(MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]])) == [
        [0, 0, 1000, 1000],
        [2000, 2000, 1000, 1000],
    ]


def test_front_says_that_it_is_approximate():
    """The embedded line carries its note and its band."""
    made = layers.front(contact_line(), layers.style()["text"])
    assert "approximate" in made["label"]
    assert made["line"]
    assert made["band"]
    assert made["held"]
    assert made["note"]


def test_places_are_drawn_once():
    """A place that is named twice is one place with two mentions."""
    made = layers.places([("Kyiv", 30.5234, 50.4501), ("Kiev", 30.5234, 50.4501)])
    assert (made["name"], made["count"], made["lon"]) == (["Kyiv"], [2], [305234])


def test_layers_do_not_change_the_frame():
    """Encoding leaves the table as it was."""
    before = frame.to_geojson(TABLE)
    layers.build(TABLE)
    assert frame.to_geojson(TABLE) == before
    assert shapely.get_x(TABLE.geometry.iloc[0]) == pytest.approx(36.2304)

"""The event table in the columns of other data sets, and as a GeoPackage."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import geopandas as gpd
import pytest

from geo import archive, frame, vocab
from geo.errors import NotFoundError
from geo.frame.crosswalk import recast
from geo.model import Source
from tests.test_frame import BARE, EVENT, TOTAL

TAKEN = replace(
    EVENT, event_id="a2", category="territorial_change", attacker="Ukraine", place_id="geonames:706483"
)


def row_of(layout, *events):
    """Give the first row in the columns of another data set."""
    cells = recast(frame.from_events(events), layout)
    return {column: values[0] for column, values in cells.items()}


@pytest.mark.parametrize(("layout", "columns"), [("acled", 31), ("ucdp", 49), ("viina", 44)])
def test_recast_has_all_columns_of_the_data_set(layout, columns):
    """Every column of the other data set is there, for every incident of the sample day."""
    day = archive.load("2025-06-02")
    cells = recast(day.events, layout)
    assert len(cells) == columns
    assert {len(values) for values in cells.values()} == {len(next(iter(cells.values())))}


@pytest.mark.parametrize("layout", vocab.layouts())
def test_layouts_name_values_that_exist(layout):
    """What a layout puts into a column is told of an event that tells everything."""
    full = dict.fromkeys(("place_text", "admin1", "attributed_to", "parent_id"), "x") | {
        "place_id": "geonames:1"
    }
    source = Source("Gazette", published="2025-06-02")
    row = row_of(layout, replace(EVENT, **full, sources=(source,)))
    told = {column for column, value in row.items() if value is not None}
    assert told == {column for column, ours in vocab.layouts()[layout].columns.items() if ours}


def test_recast_leaves_out_what_is_no_incident():
    """Totals, statements, background, and what was planned or denied are no rows of an incident list."""
    others = [replace(EVENT, event_id=status, status=status) for status in ("planned", "denied")]
    rows = [EVENT, BARE, TOTAL, replace(EVENT, event_id="b", background=True), *others]
    assert recast(frame.from_events(rows), "acled")["event_id_cnty"] == ["a1"]


def test_recast_to_acled():
    """ACLED's codes: type and sub-type, actor, precision of place and time; untold deaths stay empty."""
    row = row_of("acled", EVENT)
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["actor1"], row["inter1"]) == ("Military Forces of Russia (2000-)", "External/Other forces")
    assert (row["geo_precision"], row["time_precision"], row["fatalities"]) == (1, 1, 3)
    assert row_of("acled", replace(EVENT, killed_min=None))["fatalities"] is None
    assert row_of("acled", TAKEN)["sub_event_type"] == "Government regains territory"


def test_recast_to_ucdp():
    """UCDP's codes: the two sides, best and high, the place as text."""
    row = row_of("ucdp", replace(EVENT, killed_max=4))
    assert (row["side_b"], row["low"], row["best"], row["high"]) == ("Government of Ukraine", 3, 3, 4)
    assert (row["where_prec"], row["geom_wkt"], row["date_end"]) == (
        1,
        "POINT (36.2304 49.9935)",
        "2025-06-02",
    )
    assert row_of("ucdp", replace(EVENT, attacker="unknown"))["side_b"] is None


def test_recast_to_viina():
    """VIINA's flags are 0 or 1 where we know, empty where we do not code them."""
    row = row_of("viina", EVENT)
    assert (row["t_uav_b"], row["t_artillery_b"], row["t_cyber_b"]) == (1, 0, None)
    assert (row["a_rus_init_b"], row["t_civcas_b"], row["GEO_PRECISION"]) == (1, 1, "ADM3")
    assert row_of("viina", TAKEN)["geonameid"] == "706483"


def test_recast_to_nothing_known():
    """A layout that does not exist is told with those that do."""
    with pytest.raises(NotFoundError, match="use one of acled, ucdp, viina"):
        recast(frame.from_events([]), "osm")


def test_to_csv_in_another_layout_runs_no_formula():
    """The spreadsheet rule holds in every layout."""
    written = frame.to_csv(frame.from_events([replace(EVENT, summary="=1+1")]), "acled")
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert row["notes"] == "'=1+1"


def test_to_geopackage(tmp_path):
    """A GeoPackage opens with all rows, null kept apart from 0, claims as JSON."""
    path = tmp_path / "day.gpkg"
    frame.to_geopackage(frame.from_events([EVENT, BARE]), path)
    read = gpd.read_file(path, layer="events", engine="pyogrio")
    assert read["event_id"].tolist() == ["a1", "b1"]
    assert read["killed_min"].isna().tolist() == [False, True]
    assert json.loads(read["claims"][0])[0]["what"] == "killed"
    assert read.crs.to_epsg() == 4326

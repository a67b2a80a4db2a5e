"""The command ``sitmap front``: figures, change, series, files, and fetching after the terms."""

from __future__ import annotations

import csv
import io
import json

import fronts
import pytest
from typer.testing import CliRunner

from geo.cli import app
from geo.frontline import series, web

GAINED, LOST = fronts.box_km2(fronts.GAINED), fronts.box_km2(fronts.LOST)


def run(*words, typed=None):
    """Run the command."""
    return CliRunner().invoke(app, ["front", *map(str, words)], input=typed)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Keep the user's own cache out of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_without_a_file_measures_the_line_that_ships():
    """The default says that it is approximate."""
    done = run("--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["approximate"] is True
    assert 0.18 < found["share_of_ukraine"] < 0.20


def test_json_has_the_promised_keys(tmp_path):
    """The JSON of a day has the keys that were promised, and the areas that are known."""
    done = run(fronts.write_deepstate(tmp_path, 0), "--json")
    found = json.loads(done.stdout)
    assert list(found)[:7] == [
        "date",
        "source",
        "held_km2",
        "grey_km2",
        "share_of_ukraine",
        "line_km",
        "by_oblast",
    ]
    assert found["date"] == "2025-05-31"
    assert found["held_km2"] == pytest.approx(fronts.HELD_KM2, rel=1e-4)
    assert "change" not in found


def test_compare_runs_from_the_earlier_to_the_later_day(tmp_path):
    """Whichever file comes first, the change runs forward in time."""
    one, two = fronts.write_deepstate(tmp_path, 0), fronts.write_deepstate(tmp_path, 1)
    for words in ((one, "--compare", two), (two, "--compare", one)):
        found = json.loads(run(*words, "--json").stdout)["change"]
        assert (found["from"], found["to"]) == ("2025-05-31", "2025-06-01")
        assert found["gained_km2"] == pytest.approx(GAINED, abs=0.05)
        assert found["lost_km2"] == pytest.approx(LOST, abs=0.05)
        assert found["net_km2"] == pytest.approx(GAINED - LOST, abs=0.05)
        assert found["by_oblast"]["UA-14"]["gained_km2"] == pytest.approx(GAINED, abs=0.05)


def test_table_by_oblast_and_sector(tmp_path):
    """The table has a row an oblast, or a sector; notes go to stderr."""
    path = fronts.write_deepstate(tmp_path, 1)
    assert "Donetsk" in run(path, "--by", "oblast").stdout
    shown = run(path, "--by", "sector")
    assert "Pokrovsk" in shown.stdout
    assert "crossed itself" in shown.stderr
    assert "crossed itself" not in shown.stdout


def test_events_beside_the_line():
    """Every event of a day gets its distance and side, nulls where it is only known to an oblast."""
    found = json.loads(run("--events", "2025-06-02", "--json").stdout)["events"]
    town = next(row for row in found if row["place_name"] == "Kharkiv")
    assert town["side"] == "Ukraine"
    assert 15 < town["distance_km"] < 40
    assert any(row["distance_km"] is None for row in found)
    assert "Kharkiv" in run("--events", "2025-06-02").stdout


def test_folder_gives_the_series(tmp_path):
    """A folder prints CSV, or writes it, or JSON."""
    folder = tmp_path / "days"
    folder.mkdir()
    for day in range(3):
        fronts.write_deepstate(folder, day)
    rows = list(csv.DictReader(io.StringIO(run(folder, "--workers", "1").stdout)))
    assert [row["date"] for row in rows] == ["2025-05-31", "2025-06-01", "2025-06-02"]
    assert list(rows[0]) == list(series.COLUMNS)
    out = tmp_path / "out.csv"
    assert run(folder, "-o", out, "--workers", "1").exit_code == 0
    assert len(out.read_text().splitlines()) == 4
    assert len(json.loads(run(folder, "--json").stdout)) == 3


def test_output_is_geojson(tmp_path):
    """Line, areas and change are written as one GeoJSON."""
    out = tmp_path / "out.geojson"
    one, two = fronts.write_deepstate(tmp_path, 0), fronts.write_deepstate(tmp_path, 1)
    assert run(two, "--compare", one, "-o", out).exit_code == 0
    kinds = {
        f["properties"].get("kind") or f["properties"]["class"]
        for f in json.loads(out.read_text())["features"]
    }
    assert {"line of contact", "held", "gained", "lost"} <= kinds


def test_user_mapping(tmp_path):
    """A column and its values are mapped on the command line."""
    shape = {"type": "Polygon", "coordinates": [fronts.ring(fronts.WEST)]}
    raw = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"zone": "red"}, "geometry": shape}],
    }
    path = fronts.write(tmp_path / "mine.geojson", raw)
    done = run(
        path, "--column", "zone", "--class", "red=held", "--date", "2025-06-02", "--source", "Mine", "--json"
    )
    found = json.loads(done.stdout)
    assert found["source"] == "Mine"
    assert found["held_km2"] == pytest.approx(fronts.box_km2(fronts.WEST), rel=1e-4)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing.geojson",), "does not exist"),
        (("--date", "yesterday", "nothing.geojson"), "is no date"),
        (("--class", "red", "nothing.geojson"), "VALUE=CLASS"),
        (("fetch", "soon"), "is no date"),
    ],
)
def test_faults_are_one_sentence(words, told):
    """A fault is one sentence on stderr and exit code 1."""
    done = run(*words)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stdout == ""


def test_fetch_shows_the_terms_first(monkeypatch, tmp_path):
    """The terms are shown, and nothing is asked of the source after a no."""
    asked = []
    monkeypatch.setattr(
        web, "_download", lambda address, day: asked.append(address) or b'{"type": "FeatureCollection"}'
    )
    no = run("fetch", "2025-06-02", typed="n\n")
    assert no.exit_code == 1
    assert "DeepStateMap" in no.stderr
    assert asked == []
    yes = run("fetch", "2025-06-02", "--folder", tmp_path, typed="y\n")
    assert yes.exit_code == 0, yes.output
    assert len(asked) == 1
    assert (tmp_path / "deepstatemap_data_20250602.geojson").exists()
    again = run("fetch", "2025-06-02", "--folder", tmp_path)
    assert again.exit_code == 0
    assert len(asked) == 1

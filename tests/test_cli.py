"""The command: what it writes, what it says, and the code it ends with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fronts import write_deepstate
from typer.testing import CliRunner

from geo.archive.shelf import home
from geo.cli import app, console, web
from geo.errors import InputError, ServiceError
from geo.paths import app_path, data_path

DAY = "2025-06-02"
COMMANDS = ["map", "export", "geocode", "gazetteer", "validate", "days", "app", "events", "save", "front"]
REPORT = """Kharkiv was hit by two missiles on Monday morning and three people were killed, the mayor said.
"""


def run(*words: str):
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize(
    "words",
    [(), *((word,) for word in COMMANDS), ("gazetteer", "update")],
)
def test_help(words):
    """Every command explains itself, with an example, and tells its exit codes at the top."""
    shown = run(*words, "--help")
    assert shown.exit_code == 0
    assert "Usage" in shown.output
    if words not in {(), ("gazetteer",), ("front",)}:
        assert f"sitmap {' '.join(words)}" in shown.output
        assert "Example" in shown.output
    if not words:
        assert "Exit codes" in shown.output


def test_version():
    """The version is that of the installed distribution."""
    shown = run("--version")
    assert shown.exit_code == 0
    assert shown.output.startswith("sitmap ")


@pytest.mark.parametrize(
    "given", [DAY, str(data_path("days", DAY)), str(data_path("days", DAY, "events.geojson"))]
)
def test_map(tmp_path, given):
    """A date, a folder and a table give one HTML file, and its size is said on stderr."""
    out = tmp_path / "new" / "map.html"
    done = run("map", given, "-o", str(out))
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "MB" in done.stderr
    assert done.stdout == ""


def test_map_of_a_report(tmp_path):
    """The text of a report is read, its events found and drawn."""
    report, out = tmp_path / "blog.txt", tmp_path / "map.html"
    report.write_text(REPORT, encoding="utf-8")
    done = run("map", str(report), "-o", str(out), "--published", DAY, "--title", "Monday", "--theme", "dark")
    assert done.exit_code == 0, done.output
    assert "Monday" in out.read_text(encoding="utf-8")


def test_map_with_a_line_of_the_users_own(tmp_path):
    """The shipped line gives way to the one of a control file, and its source is credited."""
    out = tmp_path / "map.html"
    done = run("map", DAY, "-o", str(out), "--front", str(write_deepstate(tmp_path)))
    assert done.exit_code == 0, done.output
    page = out.read_text(encoding="utf-8")
    assert "DeepState" in page
    assert "hand-placed from public reporting" not in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("map", "nowhere"), "'nowhere' does not exist"),
        (("map", "1999-01-01"), "1999-01-01"),
        (("export", "nowhere"), "'nowhere' does not exist"),
        (("validate", "nowhere.geojson"), "nowhere.geojson"),
        (("gazetteer", "update", "--from", "nowhere.zip"), "nowhere.zip"),
        (("events", "nowhere.txt"), "nowhere.txt"),
    ],
)
def test_what_does_not_exist(words, said):
    """A missing input ends with code 1 and one sentence on stderr, without a traceback."""
    done = run(*words)
    assert done.exit_code == 1, done.output
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("map",), ("nothing",), ("map", DAY, "--theme", "pink"), ("geocode",)])
def test_wrong_usage(words):
    """A command that is not written rightly ends with code 2."""
    assert run(*words).exit_code == 2


def test_export_by_ending(tmp_path):
    """The file's ending tells the form."""
    for ending, begin in (("geojson", "{"), ("csv", "event_id,"), ("html", "<!DOCTYPE html>")):
        out = tmp_path / f"events.{ending}"
        assert run("export", DAY, "-o", str(out)).exit_code == 0
        assert out.read_text(encoding="utf-8-sig").startswith(begin)


def test_export_to_standard_output():
    """Without a file, GeoJSON goes to standard output, the same bytes every time."""
    done = run("export", DAY)
    assert json.loads(done.stdout)["type"] == "FeatureCollection"
    assert run("export", DAY, "--format", "geojson").stdout == done.stdout


@pytest.mark.parametrize("words", [("-o", "events.xlsx"), ("--format", "html")])
def test_export_without_a_form(words):
    """An ending that tells no form, and an HTML map without a file, are wrong usage."""
    assert run("export", DAY, *words).exit_code == 2


def test_geocode_as_json():
    """One array, an item a query in their order, candidates best first, empty where nothing was found."""
    done = run("geocode", "Andriivka, Kharkiv region", "Qwxzzyq", "Kyiv", "--json")
    assert done.exit_code == 0, done.output
    items = json.loads(done.stdout)
    assert [item["query"] for item in items] == ["Andriivka, Kharkiv region", "Qwxzzyq", "Kyiv"]
    assert items[1]["candidates"] == []
    first = items[2]["candidates"][0]
    assert list(first) == (
        [
            "place_name",
            "lat",
            "lon",
            "precision",
            "radius_km",
            "admin1",
            "country",
            "place_id",
            "source",
            "why",
        ]
    )
    assert (round(first["lat"], 1), round(first["lon"], 1), first["country"]) == (50.5, 30.5, "UA")


def test_geocode_as_a_table():
    """For people there is a table with the reason; what was not found is said on stderr."""
    done = run("geocode", "Pokrovsk", "Qwxzzyq", "--most", "2")
    assert len(done.stdout.strip().splitlines()) == 3
    assert "official name" in done.stdout
    assert "'Qwxzzyq'" in done.stderr


def test_validate(tmp_path):
    """A sound table passes; of a bad one every fault is listed and the code is 1."""
    assert run("validate", str(data_path("days", DAY, "events.geojson"))).exit_code == 0
    bad = tmp_path / "bad.geojson"
    feature = {"type": "Feature", "geometry": None, "properties": {"category": "magic", "status": "sure"}}
    bad.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    done = run("validate", str(bad))
    assert done.exit_code == 1
    assert "magic" in done.stderr
    assert "sure" in done.stderr


def test_days():
    """The shipped day is listed with its folder."""
    done = run("days")
    assert f"{DAY}\tshipped\t{data_path('days', DAY)}" in done.stdout


def test_events(tmp_path):
    """A report gives its events as GeoJSON, to a file or to standard output, and its rejects on request."""
    report, out, rejects = tmp_path / "blog.txt", tmp_path / "e.geojson", tmp_path / "r.json"
    report.write_text(REPORT, encoding="utf-8")
    done = run("events", str(report), "--published", DAY, "-o", str(out), "--rejects", str(rejects))
    assert done.exit_code == 0, done.output
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert features[0]["properties"]["place_name"] == "Kharkiv"
    assert isinstance(json.loads(rejects.read_text(encoding="utf-8")), list)
    assert json.loads(run("events", str(report), "--published", DAY).stdout)["features"] == features


def test_events_of_many_reports(tmp_path):
    """Many reports go into a folder, one table each."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    words = ("events", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--published", DAY)
    assert run(*words).exit_code == 2
    assert run(*words, "-o", str(tmp_path / "out")).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.geojson", "b.geojson"]


def test_events_of_many_reports_with_a_bad_one(tmp_path):
    """One report that cannot be read stops none of the others; it is named, and the code is 1."""
    for name, raw in (("a.txt", REPORT.encode()), ("bad.zip", b"PK\x03\x04\x00"), ("c.txt", REPORT.encode())):
        (tmp_path / name).write_bytes(raw)
    reports = [str(tmp_path / name) for name in ("a.txt", "bad.zip", "no.txt", "c.txt")]
    out, left = tmp_path / "out", tmp_path / "left"
    done = run("events", *reports, "--published", DAY, "-o", str(out), "--rejects", str(left))
    assert done.exit_code == 1
    assert "bad.zip" in done.stderr
    assert "no.txt" in done.stderr
    assert "2 of 4 reports" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["a.geojson", "c.geojson"]
    assert sorted(path.name for path in left.iterdir()) == ["a.json", "c.json"]


def test_events_of_reports_with_one_name(tmp_path):
    """Two reports of one name would overwrite each other and are wrong usage."""
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(REPORT, encoding="utf-8")
    reports = [str(tmp_path / folder / "a.txt") for folder in ("x", "y")]
    assert run("events", *reports, "--published", DAY, "-o", str(tmp_path / "out")).exit_code == 2


def test_events_into_a_folder(tmp_path):
    """A folder takes the table of a single report under the report's name."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "out").mkdir()
    assert (
        run("events", str(tmp_path / "a.txt"), "--published", DAY, "-o", str(tmp_path / "out")).exit_code == 0
    )
    assert (tmp_path / "out" / "a.geojson").is_file()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--opinion-url", "http://127.0.0.1:9/v1"), 2, "--opinion-model"),
        (("--opinion-model", "no_such_model"), 1, "no_such_model"),
        (("--opinion-model", "m", "--opinion-url", "ftp://x"), 1, "'ftp://x'"),
        (("--opinion-model", "m", "--opinion-url", "http://127.0.0.1:9/v1"), 3, "did not answer"),
        (("--opinion-model", "m", "--opinion-url", "http://x/v1", "--opinion-key", "NO_KEY"), 1, "'NO_KEY'"),
    ],
)
@pytest.mark.parametrize("command", ["events", "save"])
def test_a_second_opinion_that_fails(tmp_path, command, words, code, said):
    """What is missing is said, a service that fails has its own code, and nothing is written."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    out = tmp_path / "e.geojson"
    where = ("--published", DAY, "-o", str(out)) if command == "events" else ("--day", "2024-02-29")
    done = run(command, str(tmp_path / "a.txt"), *where, *words)
    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert not out.exists()
    assert "2024-02-29" not in run("days").output


def test_save_keeps_what_a_person_edited(tmp_path):
    """A new run over the same report leaves an edited row as the person left it."""
    report = tmp_path / "blog.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert run("save", str(report), "--day", "2025-06-03").exit_code == 0
    kept = home() / "2025-06-03" / "events.geojson"
    table = json.loads(kept.read_text(encoding="utf-8"))
    table["features"][0]["properties"] |= {"killed_min": 4, "killed_max": 4, "review": ["edited"]}
    kept.write_text(json.dumps(table), encoding="utf-8")
    assert run("save", str(report), "--day", "2025-06-03").exit_code == 0
    rows = [feature["properties"] for feature in json.loads(kept.read_text(encoding="utf-8"))["features"]]
    assert [(row["killed_min"], row["review"]) for row in rows] == [(4, ["edited"])]


def test_save(tmp_path):
    """A report saved as a day is listed as own and can be drawn; saving twice changes nothing."""
    report = tmp_path / "blog.txt"
    report.write_text(REPORT, encoding="utf-8")
    done = run("save", str(report), "--day", "2025-06-03")
    assert done.exit_code == 0, done.output
    assert "2025-06-03\town\t" in run("days").stdout
    folder = next(line for line in run("days").stdout.splitlines() if "2025-06-03" in line).split("\t")[2]
    before = {path.name: path.stat().st_mtime_ns for path in Path(folder).iterdir()}
    assert run("save", str(report), "--day", "2025-06-03").exit_code == 0
    after = {path.name: path.stat().st_mtime_ns for path in Path(folder).iterdir()}
    assert before == after
    assert run("map", "2025-06-03", "-o", str(tmp_path / "m.html")).exit_code == 0


def test_complain_lists_the_faults(capsys):
    """The sentence comes first, then the faults, at most twenty of them."""
    console.complain(InputError("the table has faults", tuple(f"row {number}" for number in range(25))))
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["sitmap: the table has faults", "  row 0"]
    assert lines[-1] == "  ... and 5 more"


def test_an_outage_has_its_own_code(monkeypatch):
    """A service that failed ends with code 3."""

    def fail(_service, query, *_context):
        raise ServiceError(f"the service did not answer for {query!r}; try again later")

    monkeypatch.setattr("geo.geocode.Nominatim.__call__", fail)
    assert run("geocode", "Qwxzzyq", "--online", "--service", "geocoder.example").exit_code == 3
    assert run("geocode", "Qwxzzyq").exit_code == 0


def test_app_command():
    """The app listens on this machine only, asks nothing from elsewhere, and sends no statistics."""
    words = web.command(8600, "127.0.0.1", browser=False)
    assert str(app_path()) in words
    assert words[words.index("--server.address") + 1] == "127.0.0.1"
    assert words[words.index("--browser.gatherUsageStats") + 1] == "false"
    assert words[words.index("--server.headless") + 1] == "true"


def test_the_installed_command(tmp_path):
    """The command runs as a program of its own, and leaves the slow libraries alone until it needs them."""
    code = "import sys; from geo.cli import app; print([n for n in ('pandas', 'folium', 'streamlit') if n in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", "from geo.cli import main; main()", "map", "nowhere"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("sitmap: 'nowhere' does not exist")

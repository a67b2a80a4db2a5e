"""Tests of geo.frontline.series and geo.frontline.web: many days, resumed; one day fetched on request."""

import csv
import datetime as dt
import http.server
import io
import threading

import fronts
import pytest

from geo.errors import InputError, NotFoundError, ServiceError
from geo.frontline import series, web

DAY = dt.date(2025, 6, 2)


@pytest.fixture
def folder(tmp_path):
    """Make a folder of three days, a bad file and something else."""
    home = tmp_path / "days"
    home.mkdir()
    for day in range(3):
        fronts.write_deepstate(home, day)
    (home / "README.txt").write_text("not a day")
    return home


def test_files_come_by_date(folder):
    """Files are ordered by the date in their names; others are passed over."""
    assert [path.name[10:18] for path in series.files(folder)] == ["20250531", "20250601", "20250602"]


def test_files_of_nothing(tmp_path):
    """No folder, and a folder without dated files, are told apart."""
    with pytest.raises(NotFoundError, match="is no folder"):
        series.files(tmp_path / "none")
    with pytest.raises(InputError, match="no dated control file"):
        series.files(tmp_path)


def test_run_measures_every_day(folder):
    """Each day has its areas, its line and its change against the day before; changes add up."""
    rows = series.run(folder, workers=1)
    assert [row["held_km2"] for row in rows] == pytest.approx(fronts.HELD_BY_DAY, rel=1e-4)
    assert rows[0]["gained_km2"] is None
    assert rows[1]["gained_km2"] == pytest.approx(fronts.box_km2(fronts.GAINED), rel=1e-4)
    assert rows[1]["lost_km2"] == pytest.approx(fronts.box_km2(fronts.LOST), rel=1e-4)
    assert sum(row["net_km2"] for row in rows[1:]) == pytest.approx(
        rows[-1]["held_km2"] - rows[0]["held_km2"], abs=0.1
    )


def test_run_in_two_processes_is_the_same(folder, monkeypatch):
    """Two processes give the rows of one."""
    monkeypatch.setattr(series, "CHUNK", 1)
    monkeypatch.setattr(series, "ROUND", 1)  # more than one round of processes
    assert series.run(folder, workers=2) == series.run(folder, workers=1)


def test_run_keeps_going_over_a_bad_file(folder):
    """A bad file has its reason in the row, and the days around it are measured."""
    (folder / "deepstate_20250603.geojson").write_text("{")
    rows = series.run(folder, workers=1)
    assert "is no GeoJSON" in rows[-1]["fault"]
    assert rows[-1]["held_km2"] is None
    assert rows[-1]["date"] == "2025-06-03"


def test_run_goes_on_where_it_was(folder, tmp_path):
    """Kept rows are not measured again; a half-written line and changed files are."""
    keep = tmp_path / "kept" / "rows.jsonl"
    steps = []
    rows = series.run(folder, keep=keep, workers=1)
    with keep.open("a") as file:
        file.write('{"print": "half')
    assert series.run(folder, keep=keep, workers=1, progress=lambda done, _: steps.append(done)) == rows
    assert steps == [3]
    (folder / "deepstate_20250602.geojson").write_text((folder / "deepstate_20250601.geojson").read_text())
    again = series.run(folder, keep=keep, workers=1)
    assert again[2]["net_km2"] == 0
    assert again[:2] == rows[:2]


def test_write_csv(folder, tmp_path):
    """The CSV has every column and the same bytes every time."""
    rows = series.run(folder, workers=1)
    text = series.write_csv(rows, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == text == series.write_csv(rows)
    assert next(csv.reader(io.StringIO(text))) == list(series.COLUMNS)


def test_write_csv_is_safe_in_a_spreadsheet():
    """A name that begins like a formula is no formula; a negative number stays one."""
    row = dict.fromkeys(series.COLUMNS) | {"source": "=1+1", "net_km2": -3.5}
    text = series.write_csv([row])
    assert "'=1+1" in text
    assert ",-3.5," in text


class Source(http.server.BaseHTTPRequestHandler):
    """A source with one good day, one that is no map, and trouble otherwise."""

    asked: list[str] = []  # noqa: RUF012 - shared by the tests on purpose
    agents: list[str] = []  # noqa: RUF012

    def do_GET(self):
        """Answer."""
        self.asked.append(self.path)
        self.agents.append(self.headers["User-Agent"])
        status = {"/20250602.geojson": 200, "/20250603.geojson": 200, "/20250604.geojson": 500}.get(
            self.path, 404
        )
        self.send_response(status)
        self.end_headers()
        self.wfile.write(
            b'{"type": "FeatureCollection", "features": []}' if "0602" in self.path else b"<html>"
        )

    def log_message(self, *_args):
        """Stay quiet."""


@pytest.fixture
def address():
    """Serve the source on this computer."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Source)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Source.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}/{{date:%Y%m%d}}.geojson"
    server.shutdown()
    server.server_close()
    thread.join()


def test_fetch_needs_a_yes(tmp_path, address):
    """Without the user's yes nothing is asked of the source, and the terms are told."""
    with pytest.raises(InputError, match="terms"):
        web.fetch(DAY, agreed=False, url=address, folder=tmp_path)
    assert Source.asked == []


def test_fetch_keeps_the_file(tmp_path, address):
    """A file is fetched once, under an honest name, and kept."""
    path = web.fetch(DAY, agreed=True, url=address, folder=tmp_path)
    assert path == web.stored(DAY, tmp_path)
    assert web.fetch(DAY, agreed=True, url=address, folder=tmp_path) == path
    assert Source.asked == ["/20250602.geojson"]
    assert Source.agents[-1].startswith("sitmap/")


def test_fetch_tells_missing_from_broken(tmp_path, address):
    """No file for the day, no map in it, and a source in trouble are three different sentences."""
    with pytest.raises(NotFoundError, match="no file for 2025-06-05"):
        web.fetch(dt.date(2025, 6, 5), agreed=True, url=address, folder=tmp_path)
    with pytest.raises(InputError, match="is no GeoJSON"):
        web.fetch(dt.date(2025, 6, 3), agreed=True, url=address, folder=tmp_path)
    with pytest.raises(ServiceError, match="could not be fetched"):
        web.fetch(dt.date(2025, 6, 4), agreed=True, url=address, folder=tmp_path)
    with pytest.raises(ServiceError, match="could not be fetched"):
        web.fetch(DAY, agreed=True, url="http://127.0.0.1:1/{date:%Y%m%d}", folder=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "pattern", ["https://host/fixed.geojson", "ftp://host/{date:%Y%m%d}", "{date:%Q}{nope}", "/etc/{date}"]
)
def test_address_pattern_is_checked(pattern):
    """A pattern without the day, or that is no web address, is refused."""
    with pytest.raises(InputError, match=r"pattern|web address"):
        web.address(DAY, pattern)


def test_terms_name_the_source_and_forbid_republishing():
    """The terms say whose data it is and what must not be done with it."""
    assert "DeepStateMap" in web.terms()
    assert "republish" in web.terms()
    assert web.address(DAY).endswith("20250602.geojson")

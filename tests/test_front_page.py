"""The page "Front" without a browser: what it shows of the line that ships, and how it takes files in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import fronts
import pytest
from streamlit.testing.v1 import AppTest

from geo import frontline
from geo.frontline import near
from geo.views import front_take
from geo.views import fronts as sources


def _app():
    from geo.views import front

    front.page()


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Run the page with the user's folders elsewhere."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return AppTest.from_function(_app, default_timeout=60).run()


def test_page_shows_the_line_that_ships(page):
    """Figures, map, tables and the approximate mark are there."""
    assert not page.exception
    assert {"Held by Russia", "Share of Ukraine", "Line of contact"} <= {
        metric.label for metric in page.metric
    }
    assert any("approximate" in caption.value for caption in page.caption)
    assert any("Front-line activity" in heading.value for heading in page.markdown)
    assert any("against geometry" in heading.value for heading in page.markdown)


def test_page_without_files_asks_for_some(page):
    """The reader's own source begins empty and says what to add."""
    page.radio(key="front-source").set_value(sources.OWN).run()
    assert not page.exception
    assert any("Add control files" in info.value for info in page.info)


def test_fetching_shows_the_terms_and_waits_for_a_yes(page):
    """The terms stand beside the button, which is off until the reader agrees."""
    page.radio(key="front-source").set_value(sources.FETCHED).run()
    assert any("DeepStateMap" in caption.value for caption in page.caption)
    assert page.button[0].disabled
    page.checkbox(key="front-agreed").check().run()
    assert not page.button[0].disabled


def test_fetched_days_are_compared(tmp_path, monkeypatch, page):
    """Three fetched days give a pair to compare, a series and claims."""
    home = tmp_path / "sitmap" / "front"
    home.mkdir(parents=True)
    for day in range(3):
        fronts.write_plain(home, day)
    page.radio(key="front-source").set_value(sources.FETCHED).run()
    assert not page.exception
    assert any(metric.label.startswith("Gained since") for metric in page.metric)
    assert any("Over time" in heading.value for heading in page.markdown)


class Upload:
    """What Streamlit hands over for a file."""

    def __init__(self, path):
        self.name, self._data = path.name, path.read_bytes()

    def getvalue(self):
        """Give the bytes."""
        return self._data


def test_own_files_by_date(tmp_path):
    """Layers of one date become one day; a bad file is named and the others stay."""
    uploads = [Upload(path) for path in fronts.write_layers(tmp_path)]
    (tmp_path / "bad_20250601.geojson").write_text("{")
    uploads.append(Upload(tmp_path / "bad_20250601.geojson"))
    loaded = sources.own(uploads, None)
    assert [day.date for day in loaded.days] == [dt.date(2025, 6, 2)]
    assert set(loaded.days[0].classes) == {"held", "advance", "claimed"}
    assert len(loaded.faults) == 1
    assert "bad_20250601.geojson" in loaded.faults[0]
    assert "sitmap-" not in loaded.faults[0]


def test_own_files_with_a_status_column(tmp_path):
    """The reader may say which column tells the status, and what its values mean."""
    shape = {"type": "Polygon", "coordinates": [fronts.ring(fronts.WEST)]}
    feature = {"type": "Feature", "properties": {"zone": "red"}, "geometry": shape}
    path = fronts.write(tmp_path / "x_20250602.geojson", {"type": "FeatureCollection", "features": [feature]})
    assert set(sources.own([Upload(path)], None, "zone", "red = held, amber=grey").days[0].classes) == {
        "held"
    }
    assert "no known class" in sources.own([Upload(path)], None, "zone", "amber=grey").faults[0]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "/abs/x.geojson", ".hidden", "a\x00b.geojson", ""]
)
def test_plain_name_stays_in_its_folder(tmp_path, name):
    """An upload's name cannot lead out of the folder it is written to."""
    plain = sources.plain_name(name)
    assert (tmp_path / plain).resolve().parent == tmp_path.resolve()
    assert plain


def test_archived_day_beside_the_line():
    """The sample day's activity is found from a date near it, and nothing from one far away."""
    day, table, bands, missing = front_take.archived(
        replace(frontline.contact_line(), as_of=dt.date(2025, 6, 1))
    )
    assert day == dt.date(2025, 6, 2)
    assert {"day_before", "week_before"} <= set(table.columns)
    assert list(bands) == [name for _, name in near.BANDS]
    assert "0 of the 7 days" in missing
    assert front_take.archived(replace(frontline.contact_line(), as_of=dt.date(2020, 1, 1))) is None


def test_claims_of_the_archive():
    """The claims of every archived day stand in one table."""
    table = front_take.claims([frontline.as_control(frontline.contact_line())])
    share = table[(table["claimed"] == 19)].iloc[0]
    assert share["measured"] == pytest.approx(18.8, abs=0.3)

"""How fast a map is built, how large its page is and when it answers, beside folium's own ways and pydeck.

``python tests/bench/bench_map.py [events ...]``; "usable" is the time from opening the file in Chromium until the
map is drawn. Ways that cannot be opened without their CDN have no such time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import folium
from folium.plugins import FastMarkerCluster

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
from ensure import find
from made import many

from geo import export, frame, maps
from geo.model import Day

SIZES = (10_000, 100_000)
PEER_LIMIT = 10_000  # events beyond which folium's own ways take minutes


def ours(table):
    """Draw with our layer of columns."""
    return export.html(maps.build(Day(date(2025, 6, 2), "Bench", table)))


def markers(table):
    """Draw one folium Marker with a popup for each event."""
    made = maps.Shell(location=[49, 32], zoom_start=6, tiles=None)
    for row in table.itertuples():
        folium.Marker([row.geometry.y, row.geometry.x], popup=row.summary).add_to(made)
    return export.html(made)


def geojson(table):
    """Draw folium's GeoJson with a popup of the summary."""
    made = maps.Shell(location=[49, 32], zoom_start=6, tiles=None)
    popup = folium.GeoJsonPopup(fields=["summary"])
    folium.GeoJson(table[["summary", "geometry"]], marker=folium.CircleMarker(radius=4), popup=popup).add_to(
        made
    )
    return export.html(made)


def cluster(table):
    """Draw folium's FastMarkerCluster with the summaries."""
    made = folium.Map(location=[49, 32], zoom_start=6, tiles=None)
    rows = [[point.y, point.x, words] for point, words in zip(table.geometry, table["summary"], strict=True)]
    FastMarkerCluster(rows).add_to(made)
    return made.get_root().render()


def deck(table):
    """Draw pydeck's ScatterplotLayer with a tooltip of the summary."""
    import pydeck

    rows = table[["summary"]].assign(lon=table.geometry.x, lat=table.geometry.y)
    layer = pydeck.Layer(
        "ScatterplotLayer", rows, get_position=["lon", "lat"], get_radius=4000, pickable=True
    )
    made = pydeck.Deck([layer], map_provider=None, tooltip={"text": "{summary}"})
    return made.to_html(as_string=True, notebook_display=False)


PEERS = {
    "folium Marker per event": markers,
    "folium GeoJson": geojson,
    "folium FastMarkerCluster": cluster,
    "pydeck Scatterplot": deck,
}
READY = {
    ours: "() => document.documentElement.dataset.sitmap === 'ready'",
    markers: "() => document.querySelectorAll('.leaflet-marker-icon').length > 0",
    geojson: "() => document.querySelectorAll('.leaflet-overlay-pane path').length > 0",
}


def measure(way, table, browser):
    """Seconds to build, size of the page, seconds until it is drawn, milliseconds of a filter (null where there is none)."""
    start = time.perf_counter()
    text = way(table)
    built = time.perf_counter() - start
    usable = filtered = None
    if browser is not None and way in READY:
        usable, filtered = _open(text, READY[way], browser, len(table) if way is ours else None)
    return built, len(text.encode("utf-8")), usable, filtered


def _open(text, ready, browser, count):
    page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page.set_default_timeout(120_000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "map.html")
        file.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_function(ready)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        usable = time.perf_counter() - start
        filtered = page.evaluate(FILTER, count) if count else None
    page.close()
    return usable, filtered


FILTER = """(count) => {
  const mask = Array.from({ length: count }, (_, row) => row % 3 > 0);
  const start = performance.now();
  sitmap.app.bridge.show({ mask });
  return performance.now() - start;
}"""


def _print(name, count, built, size, usable, filtered):
    drawn = f"{usable:6.2f} s" if usable is not None else "       -"
    mask = f"{filtered:4.0f} ms" if filtered is not None else "      -"
    print(
        f"{name:26}{count:>9,} events  build {built:6.2f} s  page {size / 1e6:6.2f} MB  usable {drawn}  filter {mask}"
    )


def run(browser, sizes):
    """Measure ours at every size and the peers up to their limit."""
    for count in sizes:
        table = frame.from_events(many(count))
        if count == sizes[0]:
            ours(table.head(10))  # scripts and base map are read once
        _print("sitmap columns", count, *measure(ours, table, browser))
        for name, way in PEERS.items() if count <= PEER_LIMIT else ():
            _print(name, count, *measure(way, table, browser))


def main(arguments=()):
    """Print a line a way."""
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    if find() is None:
        run(None, sizes)
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        run(browser, sizes)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])

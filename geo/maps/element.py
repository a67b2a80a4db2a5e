"""What the map adds to folium: text that is never compiled as a template, and our layer of columns.

branca compiles every rendered element once more as a template, so data inside one is run as code. ``Raw``
hands its text over as it is.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

import folium
from branca.element import Element, Figure, MacroElement

from geo.errors import InputError
from geo.layers import deflate
from geo.paths import asset_path

# In the order they depend on each other; every file adds one noun to `window.sitmap`.
SCRIPTS = (
    "core.js",
    "words.js",
    "data.js",
    "geometry.js",
    "canvas.js",
    "base.js",
    "areas.js",
    "shapes.js",
    "spread.js",
    "marks.js",
    "mentioned.js",
    "labels.js",
    "card.js",
    "key.js",
    "elsewhere.js",
    "search.js",
    "page.js",
    "pick.js",
    "bridge.js",
    "main.js",
)
STYLES = ("page.css", "panel.css", "card.css", "pick.css", "narrow.css", "print.css")
PLAIN_LIMIT = 2_000_000  # characters of JSON above which the page carries it deflated
DATA_ID = "sitmap-data"
NOSCRIPT = "This map is drawn by its own scripts, inside this page; allow them to see it."
LEAFLET = "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet"


class Raw(Element):
    """Text that goes into the page unchanged."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Raw"
        self.text = text

    def render(self, **_kwargs: object) -> str:
        """Return the text."""
        return self.text


class Shell(folium.Map):
    """A folium map that asks for Leaflet and nothing else."""

    default_js = [("leaflet", f"{LEAFLET}.js")]  # noqa: RUF012 - folium reads lists
    default_css = [("leaflet_css", f"{LEAFLET}.css")]  # noqa: RUF012


class Columns(MacroElement):
    """The events and everything drawn around them: one block of JSON, drawn in the browser.

    Parameters
    ----------
    json : str
        What ``geo.layers.wire.script_json`` wrote; it stands in the page once.
    title : str
        Title of the page.
    """

    def __init__(self, json: str, title: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Columns"
        self.title = title
        is_large = len(json) > PLAIN_LIMIT
        self._data = deflate(json) if is_large else json
        self._packing = ' data-packed="deflate-raw"' if is_large else ""

    def render(self, **_kwargs: object) -> str:
        """Put style, scripts, data and the call that starts them into the page."""
        figure, map_ = self.get_root(), self._parent
        if not isinstance(figure, Figure) or map_ is None:
            raise InputError("the layer of columns stands alone; add it to a map first")
        figure.header.add_child(Raw(f"<title>{escape(self.title)}</title>"), name="sitmap_title")
        figure.header.add_child(Raw(f"<style>{styles()}</style>"), name="sitmap_style")
        data = f'<script type="application/json" id="{DATA_ID}"{self._packing}>{self._data}</script>'
        figure.html.add_child(Raw(f"<noscript>{NOSCRIPT}</noscript>{data}"), name="sitmap_data")
        figure.html.add_child(Raw(f"<script>{scripts()}</script>"), name="sitmap_script")
        start = f'sitmap.start({map_.get_name()}, document.getElementById("{DATA_ID}"));'
        figure.script.add_child(Raw(start), name=self.get_name())
        return ""


@lru_cache(maxsize=1)
def scripts() -> str:
    """All scripts of the map, one after the other."""
    return "\n".join(_asset(name) for name in SCRIPTS)


@lru_cache(maxsize=1)
def styles() -> str:
    """All style sheets of the map."""
    return "\n".join(_asset(name) for name in STYLES)


def _asset(name: str) -> str:
    return asset_path(name).read_text(encoding="utf-8")

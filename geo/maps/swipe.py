"""Two days of control on one map with a divider between them, and a series that plays on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from branca.element import Figure, MacroElement

from geo import frontline
from geo.errors import InputError
from geo.frontline import rules
from geo.layers import base, check_theme, script_json, style
from geo.layers.areas import paths, rings
from geo.layers.wire import SHAPE_SCALE
from geo.maps.element import Raw, Shell
from geo.paths import asset_path, data_path

if TYPE_CHECKING:
    import folium
    from shapely.geometry.base import BaseGeometry

    from geo.frontline import Change, Control, Front

DATA_ID = "sitmap-swipe-data"
MOST_FRAMES = 45
VIEW = [[44.2, 31.0], [51.6, 40.4]]


class _Swipe(MacroElement):
    def __init__(self, json: str, title: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Swipe"
        self._json, self._title = json, title

    def render(self, **_kwargs: object) -> str:
        """Put style, script, data and the call that starts it into the page."""
        figure, map_ = self.get_root(), self._parent
        if not isinstance(figure, Figure) or map_ is None:
            raise InputError("the divider stands alone; add it to a map first")
        figure.header.add_child(Raw(f"<title>{escape(self._title)}</title>"), name="title")
        figure.header.add_child(Raw(f"<style>{_asset('swipe.css')}</style>"), name="style")
        data = f'<script type="application/json" id="{DATA_ID}">{self._json}</script>'
        figure.html.add_child(Raw(data), name="data")
        figure.html.add_child(Raw(f"<script>{_asset('swipe.js')}</script>"), name="code")
        start = f'sitmapSwipe({map_.get_name()}, document.getElementById("{DATA_ID}"));'
        figure.script.add_child(Raw(start), name=self.get_name())
        return ""


def build(
    after: Front,
    before: Front | None = None,
    change: Change | None = None,
    series: Sequence[Control] = (),
    *,
    heat: Sequence[tuple[BaseGeometry, int]] = (),
    facts: Sequence[tuple[float, float, Sequence[str]]] = (),
    title: str = "The front",
    theme: str = "light",
) -> folium.Map:
    """Draw one day of the front, or two with a divider to swipe.

    Parameters
    ----------
    after, before : Front
        The later day (right of the divider) and the earlier one (left).
    change : Change, optional
        Ground gained and lost between them.
    series : sequence of Control, optional
        Days to play through; more than 45 are thinned evenly.
    heat : sequence of (line, int)
        Stretches of the line and how many incidents lie beside each, from ``geo.frontline.near.heat``.
    facts : sequence of (lon, lat, lines)
        Area facts of a report at their oblast, from ``geo.frontline.claims_plates``.
    title : str
        Heading of the page.
    theme : {"light", "dark", "auto"}
        "auto" is drawn light.

    Returns
    -------
    folium.Map
        Ready for :func:`geo.export.html`.
    """
    table = style()
    wire: dict[str, Any] = {
        "title": title,
        "colours": table["theme"]["dark" if check_theme(theme) == "dark" else "light"],
        "change": {"gained": _attacker("Russia", theme), "lost": _attacker("Ukraine", theme)},
        "scale": SHAPE_SCALE,
        "base": base(table["base"]),
        "view": VIEW,
        "after": _side(after),
        "before": _side(before) if before else None,
        "gained": rings(change.gained) if change else [],
        "lost": rings(change.lost) if change else [],
        "span": [change.start.isoformat(), change.end.isoformat()] if change else None,
        "heat": [[paths(stretch), count] for stretch, count in heat],
        "facts": [[lon, lat, list(lines)] for lon, lat, lines in facts],
        "frames": [_frame(day) for day in _thinned(series)],
        "words": {"held": rules.label(rules.HELD), "grey": rules.label(rules.GREY), **_words(table)},
        "credits": _credits(after, before),
    }
    map_ = Shell(location=[48.2, 35.8], zoom_start=6, tiles=None, zoom_snap=0.25, attribution_control=False)
    map_.options["minZoom"], map_.options["maxZoom"] = 4, 13
    map_.add_child(_Swipe(script_json(wire), title))
    return map_


def _side(shown: Front) -> dict[str, Any]:
    mark = " (approximate)" if shown.approximate else ""
    return {
        "date": shown.as_of.isoformat(),
        "label": f"{shown.as_of:%-d %B %Y}{mark}",
        "source": f"{shown.source}, as of {shown.as_of}{_lag(shown)}",
        "held": rings(shown.held),
        "grey": rings(shown.band),
        "band": shown.approximate,
        "line": paths(shown.line),
        "km": round(frontline.length_km(shown.line)),
    }


def _lag(shown: Front) -> str:
    return f" (file of {shown.date})" if shown.date != shown.as_of else ""


def _frame(day: Control) -> dict[str, Any]:
    label = f"{day.date:%-d %B %Y}" + (" (approximate)" if day.approximate else "")
    return {"label": label, "held": rings(day.held), "grey": rings(day.grey), "line": [], "band": False}


def _thinned(series: Sequence[Control]) -> list[Control]:
    days = sorted(series, key=lambda day: day.date)
    if len(days) <= MOST_FRAMES:
        return days
    step = (len(days) - 1) / (MOST_FRAMES - 1)
    return [days[round(i * step)] for i in range(MOST_FRAMES)]


def _credits(after: Front, before: Front | None) -> list[str]:
    fronts = [after, before] if before else [after]
    own = [shown.credit for shown in fronts] + [shown.note for shown in fronts if shown.approximate]
    return list(dict.fromkeys([*own, *_base_credits()]))


def _base_credits() -> list[str]:
    rows = json.loads(data_path("sources.json").read_text(encoding="utf-8"))["files"]
    return [row["credit"] for row in rows if row["file"].startswith("basemap/")]


def _words(table: dict[str, Any]) -> dict[str, str]:
    text = table["text"]
    return {"band": text["band"], "disclaimer": text["disclaimer"]}


def _attacker(name: str, theme: str) -> str:
    return str(style()["attacker"][name]["dark" if theme == "dark" else "light"])


def _asset(name: str) -> str:
    return asset_path(name).read_text(encoding="utf-8")

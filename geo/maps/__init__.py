"""One folium map of a day: folium gives the shell, our own layer of columns draws everything on it.

Nothing is fetched unless ``tiles`` asks for it; the same page serves the app and the export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.layers import check_theme, script_json, style
from geo.maps.contents import payload
from geo.maps.element import LEAFLET, Columns, Raw, Shell

if TYPE_CHECKING:
    import folium

    from geo.frontline import Front
    from geo.model import Day

__all__ = ["LEAFLET", "Columns", "Raw", "Shell", "build", "payload"]


def build(
    day: Day,
    *,
    front: Front | None = None,
    title: str | None = None,
    theme: str = "light",
    tiles: str | None = None,
) -> folium.Map:
    """Draw a day.

    Parameters
    ----------
    day : Day
        The day with its validated event table.
    front : Front, optional
        Line of contact to draw; without one, none is drawn.
    title : str, optional
        Heading; the day's own title otherwise.
    theme : {"light", "dark", "auto"}
        "auto" follows the reader's device.
    tiles : str, optional
        Name or address of online tiles to draw on, as folium takes them. The map then needs the network.

    Returns
    -------
    folium.Map
        Ready to save, to embed or for :func:`geo.export.html`.

    Raises
    ------
    InputError
        If the theme is not known.
    """
    wire = payload(day, front=front, title=title, theme=check_theme(theme), has_tiles=tiles is not None)
    view = style()["view"]
    west, south, east, north = view["wide"]
    map_ = Shell(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=6,
        tiles=tiles,
        min_zoom=view["min_zoom"],
        max_zoom=view["max_zoom"],
        zoom_control=False,
        attribution_control=tiles is not None,
        zoom_snap=0.25,
        zoom_delta=0.5,
        world_copy_jump=False,
    )
    map_.options["minZoom"], map_.options["maxZoom"] = view["min_zoom"], view["max_zoom"]
    map_.add_child(Columns(script_json(wire), wire["title"]))
    return map_

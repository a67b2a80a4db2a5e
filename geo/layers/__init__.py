"""What is drawn, and in which switchable layer: from the event table to plain columns.

Nothing here knows folium; :mod:`geo.maps` puts the result into a page.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from geo.layers.areas import front, regions
from geo.layers.columns import COORDINATE_SCALE, Strings, encode
from geo.layers.ground import base
from geo.layers.groups import Layer, assign
from geo.layers.looks import check_theme, style
from geo.layers.named import places
from geo.layers.wire import deflate, script_json

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = [
    "Layer",
    "Layers",
    "assign",
    "base",
    "build",
    "check_theme",
    "deflate",
    "front",
    "places",
    "regions",
    "script_json",
    "style",
]


@dataclass(frozen=True, slots=True)
class Layers:
    """The events of a map, encoded, and the layers that they are switched by."""

    layers: tuple[Layer, ...]
    events: dict[str, Any]
    count: int

    def wire(self) -> dict[str, Any]:
        """Return everything as plain JSON values."""
        return {"count": self.count, "layers": [asdict(layer) for layer in self.layers], **self.events}


def build(frame: GeoDataFrame) -> Layers:
    """Encode an event table and put every event into a layer.

    Parameters
    ----------
    frame : GeoDataFrame
        Event table in EPSG:4326; rows without a point are kept and not drawn.

    Returns
    -------
    Layers
        Columns of JSON with one shared table of strings, in the order of the frame's rows.
    """
    strings = Strings()
    events = encode(frame, strings)
    layers, codes = assign(frame, style()["layer"])
    events["columns"]["layer"] = codes.tolist()
    events["strings"] = strings.table()
    events["scale"] = COORDINATE_SCALE
    return Layers(tuple(layers), events, len(frame))

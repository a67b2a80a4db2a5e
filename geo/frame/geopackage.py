"""The event table as a GeoPackage layer for QGIS and other desktop programs."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd

from geo.frame.columns import CELLS
from geo.frame.table import plain

_NESTED = frozenset({"line", "figures", "claims", "sources", "flags"})


def to_geopackage(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write a validated event table as the layer ``events`` of a new GeoPackage.

    Parameters
    ----------
    frame : GeoDataFrame
        The event table; lists and figures become JSON text, which is empty where they are.
    path : Path
        The file, overwritten if it is there.
    """
    flat = frame.copy()
    for column in CELLS:
        if column.dtype in _NESTED:
            flat[column.id] = [
                json.dumps(cell, ensure_ascii=False) if cell else None for cell in plain(frame[column.id])
            ]
    flat.to_file(path, layer="events", driver="GPKG", engine="pyogrio")

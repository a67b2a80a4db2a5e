"""The event table as CSV (RFC 4180) that no spreadsheet runs as a formula.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import json

import geopandas as gpd

from geo.frame.crosswalk import recast
from geo.frame.table import columns

_RISKY = tuple("=+-@\t\r\n＝＋－＠")


def to_csv(frame: gpd.GeoDataFrame, layout: str | None = None) -> str:
    """Write an event table as CSV: columns in order, lon and lat for the geometry, null as an empty cell.

    Parameters
    ----------
    frame : GeoDataFrame
        The event table.
    layout : str, optional
        ``"acled"``, ``"ucdp"`` or ``"viina"``: the incidents in the columns of that data set.

    Returns
    -------
    str
        Lists and figures stand as JSON in their cell; a text that a spreadsheet would run gets an apostrophe
        in front. For Excel, encode it as ``utf-8-sig``.
    """
    cells = columns(frame) if layout is None else recast(frame, layout)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(cells)
    writer.writerows(zip(*([_written(cell) for cell in column] for column in cells.values()), strict=True))
    return out.getvalue()


def _written(cell: object) -> object:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_RISKY) else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False) if cell else ""
    return cell

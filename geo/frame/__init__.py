"""The event table: its columns, its one validating door, and its GeoJSON and CSV.

Everything outside works on a table that `validate` or `read_geojson` let through.
"""

from geo.frame.columns import CELLS, COLUMNS, Column, columns_table
from geo.frame.door import validate
from geo.frame.geojson import to_geojson
from geo.frame.geopackage import to_geopackage
from geo.frame.reading import read_geojson
from geo.frame.sheet import to_csv
from geo.frame.table import from_events, records, to_events

__all__ = [
    "CELLS",
    "COLUMNS",
    "Column",
    "columns_table",
    "from_events",
    "read_geojson",
    "records",
    "to_csv",
    "to_events",
    "to_geojson",
    "to_geopackage",
    "validate",
]

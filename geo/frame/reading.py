"""GeoJSON, our own or a stranger's, into the event table: a usable table, or every fault row by row.

It goes through JSON alone and never a GDAL driver, which would open files and addresses that a file names.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

import geopandas as gpd
import shapely
import shapely.geometry
from pydantic import BaseModel, TypeAdapter, ValidationError

from geo import vocab
from geo.errors import InputError
from geo.frame.cells import Fault, brief, pydantic_fault
from geo.frame.columns import CELLS
from geo.frame.door import admit, complaint, numbers
from geo.frame.hints import column_meant, dialect
from geo.frame.strict import MAX_BYTES, TOO_DEEP, read_json
from geo.model import Report

_NAMES = tuple(column.id for column in CELLS)
_DEFAULTS = {column.id: column.default for column in CELLS if column.default is not None}
_ORIENTATION = "district"  # a point that says nothing of its precision is good for orientation only
_NAMED = 100  # properties left out that are named: a hostile file may have any number
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


class _Feature(BaseModel):
    """What a GeoJSON feature is made of (RFC 7946, section 3.2); foreign members are passed over."""

    type: Literal["Feature"]
    geometry: dict[str, Any] | None = None
    properties: dict[str, Any] | None = None
    id: str | int | float | None = None


class _Shape(NamedTuple):
    """What a geometry tells: a position, and the line that it stands for."""

    lon: Any = None
    lat: Any = None
    line: list[list[float]] | None = None


def read_geojson(
    source: str | bytes | Path, *, max_bytes: int = MAX_BYTES, report: Report | None = None
) -> gpd.GeoDataFrame:
    """Read events from GeoJSON.

    Parameters
    ----------
    source : str, bytes or Path
        A path, or the GeoJSON itself.
    max_bytes : int
        Largest size that is read.
    report : Report, optional
        The report that the quotes are from.

    Returns
    -------
    GeoDataFrame
        The validated event table. Where a foreign feature leaves out a column that may not be null, its
        default stands there and ``review`` says so (``default_category``, ...). Properties that the table
        does not have are left out; ``attrs["left_out"]`` names them. A collection marked ``"partial"`` is a
        filtered table, whose parts may lack their total.

    Raises
    ------
    InputError
        If it is no GeoJSON, or with every fault of every feature in ``faults``.
    NotFoundError
        If there is no such file.
    """
    with _at_ease():
        document = read_json(source, max_bytes)
        features = _features(document)
        left_out = sorted({name for feature in features for name in feature.properties or ()} - set(_NAMES))
        foreign = [Fault(-1, f"property {words}, rename it") for words in dialect(left_out)]
        lon, lat, lines, strange = _shapes(features)
        rows = [_told(*row) for row in zip(features, lon, lines, strict=True)]
        cells = {name: [row.get(name) for row in rows] for name in _NAMES}
        whole = document.get("partial") is not True
        frame = admit(cells, lon, lat, foreign + strange, report, whole=whole)
    frame.attrs["left_out"] = tuple(column_meant(name) or brief(name) for name in left_out[:_NAMED])
    return frame


@contextmanager
def _at_ease() -> Iterator[None]:
    """Pause the search for cyclic garbage, and tell a document that is too deep for any later step.

    The search costs a third of the time among millions of plain values.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    except RecursionError as fault:
        raise InputError(TOO_DEEP) from fault
    finally:
        if was_on:
            gc.enable()


def _features(document: Any) -> list[_Feature]:  # noqa: ANN401 - any JSON value
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Feature":
        document = {"features": [document]}
    elif kind != "FeatureCollection" or not isinstance(document.get("features"), list):
        raise InputError(
            f"the input is no GeoJSON FeatureCollection (its type is {brief(kind)}); export it as one"
        )
    crs = json.dumps(document.get("crs"))
    if document.get("crs") is not None and not any(name in crs for name in _WGS84):
        raise InputError(
            f"the GeoJSON is in another projection (crs {brief(crs)}); export it in WGS84, lon before lat"
        )
    try:
        return TypeAdapter(list[_Feature]).validate_python(document["features"])
    except ValidationError as failed:
        raise complaint(pydantic_fault("feature", error) for error in failed.errors()) from failed


def _shapes(features: list[_Feature]) -> tuple[list[Any], list[Any], list[Any], list[Fault]]:
    """Position and line of every feature, with the faults of their geometries."""
    shapes, faults = [], []
    for row, feature in enumerate(features):
        try:
            shapes.append(_shape(feature.geometry))
        except (ValueError, TypeError, LookupError, AttributeError, shapely.errors.ShapelyError) as fault:
            faults.append(
                Fault(row, f"geometry {brief(feature.geometry)} cannot be used ({brief(str(fault))})")
            )
            shapes.append(_Shape())
    lon, lat, wrong = numbers([shape.lon for shape in shapes], [shape.lat for shape in shapes])
    return lon, lat, [shape.line for shape in shapes], faults + wrong


def _shape(geometry: dict[str, Any] | None) -> _Shape:
    if geometry is None:
        return _Shape()
    if geometry.get("type") == "Point":
        lon, lat, *_ = geometry["coordinates"] or (None, None)
        return _Shape(lon, lat)
    shape = shapely.force_2d(shapely.geometry.shape(geometry))
    if isinstance(shape, shapely.LineString) and not shape.is_empty:
        middle = shape.interpolate(0.5, normalized=True)
        return _Shape(middle.x, middle.y, [list(position) for position in shape.coords])
    point = shape.point_on_surface()
    return _Shape(point.x, point.y)


def _told(feature: _Feature, lon: float | None, line: list[list[float]] | None) -> dict[str, Any]:
    """Give the properties of a feature with defaults for what it leaves out, named in its review."""
    told = dict(feature.properties or {})
    defaults = {name: default for name, default in _DEFAULTS.items() if name not in told}
    if lon is not None and "precision" not in told:
        defaults["precision"] = _ORIENTATION
    told |= defaults
    told.setdefault("line", line)
    if "event_id" not in told:
        told["event_id"] = _hash(feature) if feature.id is None else str(feature.id)
    if "radius_km" not in told and (term := vocab.precisions().get(str(told.get("precision")))):
        told["radius_km"] = term.radius_km
    if isinstance(told.setdefault("review", []), list):
        told["review"] = [*told["review"], *(f"default_{name}" for name in defaults if name != "background")]
    return told


def _hash(feature: _Feature) -> str:
    content = json.dumps([feature.geometry, feature.properties], sort_keys=True)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]

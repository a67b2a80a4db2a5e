"""Control of terrain on one day: repaired, classified, and with classes that do not overlap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError
from geo.frontline import plane, rules

EMPTY = MultiPolygon()
UKRAINE = (21.0, 43.0, 42.0, 54.0)  # west, south, east, north: wide around the country


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds what, in degrees.

    ``date`` is the day whose situation is shown, ``published`` the day of the file (later where the
    source lags). ``notes`` say what was repaired and what was left out.
    """

    date: dt.date
    classes: Mapping[str, MultiPolygon]
    source: str
    credit: str
    published: dt.date | None = None
    approximate: bool = False
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=())

    @property
    def held(self) -> MultiPolygon:
        """Held by Russia."""
        return self.classes.get(rules.HELD, EMPTY)

    @property
    def grey(self) -> MultiPolygon:
        """Contested or unknown."""
        return self.classes.get(rules.GREY, EMPTY)

    @property
    def forward(self) -> MultiPolygon:
        """Held, advanced into and claimed, together: the widest reading."""
        shapes = [self.classes.get(name, EMPTY) for name in (rules.HELD, *rules.ADVANCED)]
        return plane.polygons(shapely.union_all(shapes))


def settle(
    parts: Mapping[str, Iterable[BaseGeometry]], what: str
) -> tuple[Mapping[str, MultiPolygon], list[str]]:
    """Repair polygons and part the classes: where two overlap, the stronger keeps the ground.

    Parameters
    ----------
    parts : mapping of str to geometries
        Class id to geometries in degrees, as they were read.
    what : str
        The file, for messages.

    Returns
    -------
    mapping of str to MultiPolygon, list of str
        Disjoint classes in the table's order, and what was done in words.
    """
    notes: list[str] = []
    out: dict[str, MultiPolygon] = {}
    taken: BaseGeometry = EMPTY
    for name in rules.classes():
        whole = _union([repair(shape, notes) for shape in parts.get(name, ())])
        if whole.is_empty:
            continue
        if not taken.is_empty and whole.intersects(taken):
            whole = _apart(whole, taken, name, notes)
        taken = whole if taken.is_empty else shapely.union_all([taken, whole])
        out[name] = plane.polygons(whole)
    check_place(list(out.values()), what)
    return MappingProxyType(out), _counted(notes)


def repair(geometry: BaseGeometry, notes: list[str]) -> BaseGeometry:
    """Drop heights and mend rings that cross themselves; repairing twice changes nothing more."""
    flat = shapely.force_2d(geometry)
    if flat.is_valid:
        return flat
    notes.append("a ring that crossed itself was mended")
    return plane.polygons(shapely.make_valid(flat, method="structure", keep_collapsed=False))


def check_place(shapes: list[MultiPolygon], what: str) -> None:
    """Raise unless the polygons lie around Ukraine, in degrees, longitude first."""
    if not shapes or all(shape.is_empty for shape in shapes):
        raise InputError(f"{what} holds no polygon of a known class: give a file with control polygons")
    west, south, east, north = shapely.total_bounds(shapes)
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        raise InputError(
            f"{what} has coordinates up to {max(abs(east), abs(north)):.0f}, which are no degrees: "
            "save it in WGS84 (EPSG:4326)"
        )
    if not _around(west, south, east, north):
        if _around(south, west, north, east):
            raise InputError(
                f"{what} has latitude before longitude: swap the axes, GeoJSON has longitude first"
            )
        raise InputError(
            f"{what} lies at longitudes {west:.1f} to {east:.1f} and latitudes {south:.1f} to {north:.1f}, "
            "which is not Ukraine: give control polygons of Ukraine"
        )


def _around(west: float, south: float, east: float, north: float) -> bool:
    return UKRAINE[0] <= west <= east <= UKRAINE[2] and UKRAINE[1] <= south <= north <= UKRAINE[3]


def _union(shapes: list[BaseGeometry]) -> BaseGeometry:
    if len(shapes) < 2:
        return shapes[0] if shapes else EMPTY
    try:
        return shapely.union_all(shapes)
    except shapely.errors.GEOSException:  # edges that almost meet: snap them to a ten-thousandth of a metre
        return shapely.union_all(shapes, grid_size=1e-9)


def _apart(whole: BaseGeometry, taken: BaseGeometry, name: str, notes: list[str]) -> BaseGeometry:
    rest = whole.difference(taken)
    overlap = plane.area_km2(whole) - plane.area_km2(rest)
    if overlap > 0.01:
        notes.append(
            f"{overlap:.2f} km2 of {rules.label(name).lower()} lay under a stronger class and went to it"
        )
    return rest


def _counted(notes: list[str]) -> list[str]:
    seen = {note: notes.count(note) for note in notes}
    return [note if count == 1 else f"{note} ({count} times)" for note, count in seen.items()]

"""What changed hands between two days, as polygons and as figures that add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.frontline import areas, plane
from geo.frontline.control import Control


@dataclass(frozen=True, slots=True)
class Change:
    """Change from one day to another, from Russia's side: gained, lost, and grey that became held."""

    start: dt.date
    end: dt.date
    gained: MultiPolygon
    lost: MultiPolygon
    grey_to_held: MultiPolygon
    gained_km2: float
    lost_km2: float
    grey_to_held_km2: float
    by_oblast: Mapping[str, Mapping[str, float]]

    @property
    def net_km2(self) -> float:
        """Gained less lost: the difference of the held areas."""
        return self.gained_km2 - self.lost_km2


def between(before: Control, after: Control, by_oblast: bool = True) -> Change:
    """Compare two days; the order of the arguments decides what counts as gained.

    ``grey_to_held`` is the part of ``gained`` that was grey before.
    """
    gained = plane.polygons(shapely.difference(after.held, before.held))
    lost = plane.polygons(shapely.difference(before.held, after.held))
    from_grey = plane.polygons(shapely.intersection(gained, before.grey))
    return Change(
        start=before.date,
        end=after.date,
        gained=gained,
        lost=lost,
        grey_to_held=from_grey,
        gained_km2=plane.area_km2(gained),
        lost_km2=plane.area_km2(lost),
        grey_to_held_km2=plane.area_km2(from_grey),
        by_oblast=_table(gained, lost, from_grey) if by_oblast else {},
    )


def advanced(before: Control, after: Control, within: BaseGeometry | None = None) -> tuple[float, float]:
    """Ground in the widest reading (held, advances, claimed) that came in and went out, km2."""
    one, two = before.forward, after.forward
    came, went = shapely.difference(two, one), shapely.difference(one, two)
    return _inside(came, within), _inside(went, within)


def moved(before: Control, after: Control, within: BaseGeometry | None = None) -> tuple[float, float]:
    """Held ground that came in and went out, km2, in all or inside one area."""
    came, went = shapely.difference(after.held, before.held), shapely.difference(before.held, after.held)
    return _inside(came, within), _inside(went, within)


def _inside(shape: BaseGeometry, within: BaseGeometry | None) -> float:
    return plane.area_km2(shape if within is None else shape.intersection(within))


def _table(gained: BaseGeometry, lost: BaseGeometry, grey: BaseGeometry) -> dict[str, dict[str, float]]:
    came, went, from_grey = areas.by_region(gained), areas.by_region(lost), areas.by_region(grey)
    return {
        code: {
            "gained_km2": came.get(code, 0.0),
            "lost_km2": went.get(code, 0.0),
            "net_km2": came.get(code, 0.0) - went.get(code, 0.0),
            "grey_to_held_km2": from_grey.get(code, 0.0),
        }
        for code in sorted({*came, *went})
    }

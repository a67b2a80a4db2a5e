"""The front: who holds what, where the line of contact runs, and how it moved.

``contact_line()`` is the approximate default; ``load(file)`` reads a day of control polygons; of these
``front`` draws the line, ``figures`` measures, and ``between`` tells what changed hands.
"""

from geo.frontline.areas import Areas, measure
from geo.frontline.change import Change, between
from geo.frontline.claims import check as check_claims
from geo.frontline.claims import plates as claims_plates
from geo.frontline.claims import table as claims_table
from geo.frontline.control import Control
from geo.frontline.embedded import Front, contact_line
from geo.frontline.formats import load
from geo.frontline.near import activity, by_band, place
from geo.frontline.outline import as_control, figures, front
from geo.frontline.plane import PRE_WAR_KM2, area_km2, length_km
from geo.frontline.sectors import Sector

__all__ = [
    "PRE_WAR_KM2",
    "Areas",
    "Change",
    "Control",
    "Front",
    "Sector",
    "activity",
    "area_km2",
    "as_control",
    "between",
    "by_band",
    "check_claims",
    "claims_plates",
    "claims_table",
    "contact_line",
    "figures",
    "front",
    "length_km",
    "load",
    "measure",
    "place",
]

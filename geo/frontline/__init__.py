"""The front: who holds what, where the line of contact runs, and how it moved."""

from geo.frontline.embedded import Front, contact_line
from geo.frontline.plane import PRE_WAR_KM2, area_km2, length_km

__all__ = ["PRE_WAR_KM2", "Front", "area_km2", "contact_line", "length_km"]

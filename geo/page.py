"""The map page of a day in one call: its events, and the shipped line of contact where it fits the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.frontline import Front
    from geo.model import Day

NEAR_DAYS = 7  # in a week the line moves less than the shipped one may be off


def page(
    day: Day,
    *,
    title: str | None = None,
    theme: str = "light",
    line: bool = True,
    front: Front | None = None,
) -> str:
    """Write a day's map as one self-contained page.

    Parameters
    ----------
    day : Day
        The day with its validated table.
    title : str, optional
        Heading; the day's own title otherwise.
    theme : {"light", "dark", "auto"}
        How the page is drawn.
    line : bool
        Draw the shipped line of contact, if it is of about this day.
    front : Front, optional
        A line of the user's own; the shipped one gives way to it.
    """
    from geo import export, maps

    drawn = front or (line_near(day.date) if line else None)
    return export.html(maps.build(day, front=drawn, title=title, theme=theme))


def line_near(day: date) -> Front | None:
    """Give the shipped line of contact, if its date is within a week of the day."""
    from geo.frontline.embedded import DEFAULT_DAY, contact_line

    apart = abs((date.fromisoformat(DEFAULT_DAY) - day).days)
    return contact_line() if apart <= NEAR_DAYS else None

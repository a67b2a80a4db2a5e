"""A day's front out of its control polygons, and the figures of a day in one plain value."""

from __future__ import annotations

from typing import Any

from geo.frontline import areas, line, plane, rules, sectors
from geo.frontline.change import Change
from geo.frontline.control import Control
from geo.frontline.embedded import Front


def front(control: Control) -> Front:
    """Front of a day as the map draws it; the grey zone is its band."""
    lag = f"shows {control.date}" if control.published in {None, control.date} else (
        f"file of {control.published}, shows {control.date}"
    )  # fmt: skip
    return Front(
        date=control.published or control.date,
        line=line.contact(control),
        band=control.grey,
        held=control.held,
        source=control.source,
        credit=control.credit,
        approximate=control.approximate,
        as_of=control.date,
        title="Line of contact (approximate)" if control.approximate else "Line of contact",
        note=f"{control.source}: {lag}.",
    )


def as_control(shown: Front) -> Control:
    """Take a front, such as the embedded one, as control polygons for measuring."""
    return Control(
        date=shown.as_of,
        classes={rules.HELD: shown.held},
        source=shown.source,
        credit=shown.credit,
        published=shown.date,
        approximate=shown.approximate,
        notes=(shown.note,) if shown.note else (),
    )


def figures(day: Control, change: Change | None = None, *, drawn: Front | None = None) -> dict[str, Any]:
    """Give the figures of a day: areas in km2, the held share of Ukraine (0 to 1), the line's length in km.

    ``by_oblast`` is keyed by ISO 3166-2 code. With a change, ``change`` holds what was gained and lost from
    Russia's side.
    """
    measured = areas.measure(day)
    contact = drawn.line if drawn else line.contact(day)
    found: dict[str, Any] = {
        "date": day.date.isoformat(),
        "source": day.source,
        "held_km2": round(measured.held_km2, 2),
        "grey_km2": round(measured.grey_km2, 2),
        "share_of_ukraine": round(measured.share, 6),
        "line_km": round(plane.length_km(contact), 1),
        "by_oblast": {
            code: {"name": areas.region_name(code)}
            | {f"{name}_km2": round(value, 2) for name, value in row.items()}
            for code, row in measured.by_oblast.items()
        },
        "by_class": {name: round(value, 2) for name, value in measured.by_class.items()},
        "line_by_sector": {k: round(v, 1) for k, v in sorted(sectors.lengths(contact, day.date).items())},
        "published": day.published.isoformat() if day.published else None,
        "credit": day.credit,
        "approximate": day.approximate,
        "notes": list(day.notes),
    }
    return found | ({"change": changed(change)} if change else {})


def changed(change: Change) -> dict[str, Any]:
    """Give a change as plain figures."""
    return {
        "from": change.start.isoformat(),
        "to": change.end.isoformat(),
        "gained_km2": round(change.gained_km2, 2),
        "lost_km2": round(change.lost_km2, 2),
        "net_km2": round(change.net_km2, 2),
        "grey_to_held_km2": round(change.grey_to_held_km2, 2),
        "by_oblast": {
            code: {"name": areas.region_name(code)} | {name: round(value, 2) for name, value in row.items()}
            for code, row in change.by_oblast.items()
        },
    }

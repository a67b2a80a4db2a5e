"""A report's area figures beside what the polygons of the same time give.

Both are shown and neither is judged: a source that counts advances and claimed ground, and one that counts
control alone, rightly come to different figures for the same month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.frontline import areas, change, plane
from geo.frontline.control import Control

if TYPE_CHECKING:
    from pandas import DataFrame

SLACK_DAYS = 2
CONTROL_ONLY = "control only"
WIDEST = "advances and claimed areas counted"
FIGURES = {"area_km2": "km2", "area_share_percent": "% of Ukraine"}
NOTHING = "no polygons for this period are loaded"
WHY = (
    "Both can be right: {claimed} and {source} need not count the same ground. Some count control alone, "
    "some add advances and claimed areas; lost ground may be taken off or not; a map may lag by a day."
)
COLUMNS = (
    "event_id", "what", "who", "region", "start", "end", "claimed", "qualifier", "measured", "difference",
    "method", "source", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of a report beside one measurement; ``measured`` is null without polygons."""

    event_id: str
    what: str
    who: str | None
    region: str
    start: dt.date | None
    end: dt.date | None
    claimed: float
    qualifier: str | None
    measured: float | None
    method: str | None
    source: str | None
    note: str

    @property
    def difference(self) -> float | None:
        """Measured less claimed."""
        return None if self.measured is None else self.measured - self.claimed


def check(events: DataFrame, controls: Sequence[Control]) -> list[Check]:
    """Compare every area fact of an event table with the loaded polygons.

    Parameters
    ----------
    events : DataFrame
        Event table; only rows with ``record_type`` "area" and area claims count.
    controls : sequence of Control
        Loaded days, in any order. A period from 1 to 31 May is measured from the map of 30 April to that
        of 31 May, each at most two days off.
    """
    facts = events[events["record_type"] == "area"]
    return [
        row
        for _, fact in facts.iterrows()
        for claim in fact["claims"]
        for row in _checked(fact, claim, controls)
    ]


def table(checks: Iterable[Check]) -> DataFrame:
    """Put checks in a table with the columns ``COLUMNS``."""
    import pandas as pd

    rows = [[getattr(row, column) for column in COLUMNS] for row in checks]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def plates(events: DataFrame) -> list[tuple[float, float, list[str]]]:
    """Word the area facts of an event table for a map: lon, lat, and the lines that stand at that place.

    The first line names the place; each further one tells a figure, its period and who says so.
    """
    facts = events[(events["record_type"] == "area") & events.geometry.notna()]
    found: dict[tuple[float, float], list[str]] = {}
    for _, fact in facts.iterrows():
        lines = found.setdefault((fact.geometry.x, fact.geometry.y), [str(fact["place_name"])])
        lines += [
            _worded(fact, claim)
            for claim in fact["claims"]
            if claim.get("what") in FIGURES and claim.get("value")
        ]
    return [(lon, lat, lines) for (lon, lat), lines in found.items() if len(lines) > 1]


def _worded(fact: Any, claim: dict[str, Any]) -> str:  # noqa: ANN401 - a row
    unit = "km²" if claim["what"] == "area_km2" else "%"
    figure = " ".join(filter(None, [claim.get("qualifier"), f"{claim['value']:,g}", unit]))
    start, end = _day(fact["date_start"]), _day(fact["date_end"])
    same_month = start and end and (start.year, start.month) == (end.year, end.month)
    period = f"{end:%B %Y}" if same_month else f"{start:%B %Y} to {end:%B %Y}" if start and end else ""
    return ", ".join(filter(None, [figure, period, claim.get("who")]))


def _checked(fact: Any, claim: dict[str, Any], controls: Sequence[Control]) -> list[Check]:  # noqa: ANN401 - a row
    if claim.get("what") not in FIGURES or claim.get("value") is None:
        return []
    start, end = _day(fact["date_start"]), _day(fact["date_end"])
    code = _text(fact["admin1_code"])
    base = (
        str(fact["event_id"]), FIGURES[claim["what"]], claim.get("who") or _text(fact["attributed_to"]),
        areas.region_name(code) if code else "Ukraine", start, end, float(claim["value"]),
        claim.get("qualifier"),
    )  # fmt: skip
    found = _measure(claim["what"], start, end, code, _text(fact["attacker"]) == "Ukraine", controls)
    if not found:
        return [Check(*base, None, None, None, NOTHING)]
    who = base[2] or "the claimant"
    return [
        Check(*base, value, method, source, note or WHY.format(claimed=who, source=source))
        for value, method, source, note in found
    ]


def _measure(
    what: str,
    start: dt.date | None,
    end: dt.date | None,
    code: str | None,
    by_ukraine: bool,
    controls: Sequence[Control],
) -> list[tuple[float, str, str, str]]:
    if end is None:
        return []
    after = _nearest(controls, end)
    if what == "area_share_percent" and (start is None or start == end):
        return _shares(after, end) if after else []
    before = _nearest(controls, start - dt.timedelta(days=1)) if start else None
    if not after or not before or before.date >= after.date:
        return []
    within = areas.outline(code) if code else None
    scale = 100 / plane.PRE_WAR_KM2 if what == "area_share_percent" else 1.0
    pick = 1 if by_ukraine else 0
    span = "" if (before.date, after.date) == (start - dt.timedelta(days=1) if start else None, end) else (
        f"measured from {before.date} to {after.date}, the nearest days loaded"
    )  # fmt: skip
    held = change.moved(before, after, within)
    rows = [(held[pick] * scale, CONTROL_ONLY, after.source, span)]
    if not by_ukraine:
        rows.append(((held[0] - held[1]) * scale, f"{CONTROL_ONLY}, net of ground lost", after.source, span))
    if _wider(before) and _wider(after):
        wide = change.advanced(before, after, within)
        rows.append((wide[pick] * scale, WIDEST, after.source, span))
    return rows


def _shares(control: Control, end: dt.date) -> list[tuple[float, str, str, str]]:
    note = "" if control.date == end else f"measured on {control.date}, the nearest day loaded"
    held = plane.area_km2(control.held) / plane.PRE_WAR_KM2 * 100
    rows = [(held, CONTROL_ONLY, control.source, note)]
    if _wider(control):
        rows.append((plane.area_km2(control.forward) / plane.PRE_WAR_KM2 * 100, WIDEST, control.source, note))
    if not control.grey.is_empty:
        with_grey = held + plane.area_km2(control.grey) / plane.PRE_WAR_KM2 * 100
        rows.append((with_grey, "control and grey together", control.source, note))
    return rows


def _wider(control: Control) -> bool:
    return any(name in control.classes for name in ("advance", "claimed"))


def _nearest(controls: Sequence[Control], day: dt.date) -> Control | None:
    close = [c for c in controls if abs((c.date - day).days) <= SLACK_DAYS]
    return min(close, key=lambda c: (abs((c.date - day).days), c.date), default=None)


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None

"""Events beside the front: how far from the line, on whose side, in which sector."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geo import boundaries
from geo.frontline import plane, sectors
from geo.frontline.embedded import Front
from geo.model import LonLat

if TYPE_CHECKING:
    from pandas import DataFrame

BANDS = ((5, "0-5 km"), (20, "5-20 km"), (100, "20-100 km"), (float("inf"), "deeper"))
NO_POINT = frozenset({"region", "country"})
ACTIVITY = ("ground_clash", "territorial_change", "shelling", "air_strike", "drone_strike", "explosion")
GROUND = ("ground_clash", "territorial_change")
COLUMNS = ("event_id", "distance_km", "uncertain_km", "side", "band", "sector")


def place(events: DataFrame, front: Front) -> DataFrame:
    """Tell distance, side, distance band and sector of every event.

    Parameters
    ----------
    events : DataFrame
        Event table with ``event_id``, ``lon`` and ``lat`` (or a geometry), ``precision``, ``radius_km``,
        ``country``.
    front : Front
        The front of the day.

    Returns
    -------
    DataFrame
        The columns ``COLUMNS`` on the same index. ``distance_km`` is null for an event known only to the
        oblast or country; ``uncertain_km`` adds the place's radius and, for an approximate line, its error.
        ``side`` is "held", "Ukraine", "Russia", another country's code, or null at sea.
    """
    import pandas as pd

    lon, lat = _positions(events)
    known = np.isfinite(lon) & np.isfinite(lat)
    pointed = known & ~events["precision"].astype("string").isin(NO_POINT).fillna(value=True).to_numpy(
        dtype=bool
    )
    distance = np.full(len(events), np.nan)
    sector: list[str | None] = [None] * len(events)
    if pointed.any() and not front.line.is_empty:
        xy = shapely.get_coordinates(
            plane.to_metres(shapely.MultiPoint(np.column_stack([lon, lat])[pointed]))
        )
        distance[pointed] = shapely.distance(shapely.points(xy), plane.to_metres(front.line)) / 1000
        for index, name in zip(np.flatnonzero(pointed), sectors.nearest(xy, front.as_of), strict=True):
            sector[index] = name
    words = partial(pd.Series, dtype=object, index=events.index)  # keeps null apart from NaN
    radius = pd.to_numeric(events["radius_km"], errors="coerce").fillna(0).to_numpy(dtype=float)
    return pd.DataFrame(
        {
            "event_id": events["event_id"],
            "distance_km": np.round(distance, 1),
            "uncertain_km": np.where(
                pointed, np.round(radius + (6.0 if front.approximate else 0.0), 1), np.nan
            ),
            "side": words(
                [_side(x, y, front) if ok else None for x, y, ok in zip(lon, lat, known, strict=True)]
            ),
            "band": words([_band(d) for d in distance]),
            "sector": words(sector),
        },
        index=events.index,
    )


def by_band(placed: DataFrame) -> dict[str, int]:
    """Count events in Ukraine and Russia by distance from the line, nearest band first."""
    inside = placed["side"].isin(("held", "Ukraine", "Russia"))
    return {name: int((inside & (placed["band"] == name)).sum()) for _, name in BANDS}


def activity(events: DataFrame, placed: DataFrame, day: dt.date) -> DataFrame:
    """Front-line activity by sector: counts by kind, and the settlements named.

    Only incidents count, background does not, and only within 20 km of the line.
    """
    import pandas as pd

    near = placed["distance_km"] <= 20
    now = (events["record_type"] == "incident") & ~events["background"].fillna(value=False).astype(bool)
    wanted = (near & now & events["category"].isin(ACTIVITY)).to_numpy(dtype=bool)
    chosen = events[["category", "place_name"]][wanted].assign(sector=placed["sector"][wanted])
    rows = [
        {
            "sector": name,
            "ground": int(group["category"].isin(GROUND).sum()),
            "fire": int((~group["category"].isin(GROUND)).sum()),
            "places": ", ".join(sorted(set(group["place_name"].dropna().astype(str)))),
        }
        for name, group in chosen.groupby("sector", sort=True)
    ]
    table = pd.DataFrame(rows, columns=["sector", "ground", "fire", "places"])
    quiet = [s.name for s in sectors.sectors(day) if s.name not in set(table["sector"])]
    empty = pd.DataFrame(
        [{"sector": name, "ground": 0, "fire": 0, "places": ""} for name in quiet], columns=table.columns
    )
    return (
        pd.concat([frame for frame in (table, empty) if len(frame)], ignore_index=True)
        if len(table) + len(empty)
        else table
    )


def heat(
    events: DataFrame, front: Front, reach_km: float = 15, step_km: float = 6
) -> list[tuple[BaseGeometry, int]]:
    """Count a day's incidents along the line: stretches of about ``step_km`` with how many lie within reach.

    Only incidents known to the town or better count; a stretch without any is left out.
    """
    placed = place(events, front)
    lon, lat = _positions(events)
    wanted = (
        (placed["distance_km"] <= reach_km)
        & (events["record_type"] == "incident")
        & events["category"].isin(ACTIVITY)
        & ~events["background"].fillna(value=False).astype(bool)
    ).to_numpy(dtype=bool)
    if not wanted.any():
        return []
    points = shapely.points(
        shapely.get_coordinates(plane.to_metres(shapely.MultiPoint(np.column_stack([lon, lat])[wanted])))
    )
    found = []
    for part in plane.lines(plane.to_metres(front.line)).geoms:
        count = max(1, round(part.length / (step_km * 1000)))
        for index in range(count):
            stretch = substring(part, index / count, (index + 1) / count, normalized=True)
            hits = int((shapely.distance(points, stretch) <= reach_km * 1000).sum())
            if hits:
                found.append((plane.to_degrees(stretch), hits))
    return found


def compared(
    events: DataFrame, earlier: Mapping[dt.date, DataFrame], front: Front, day: dt.date
) -> DataFrame:
    """Give a day's activity beside that of the day before and the mean of the days before that are there.

    ``day_before`` and ``week_before`` count ground actions and fire together; they are null where the
    archive has no such day.
    """
    table = activity(events, place(events, front), day)
    counts = {when: _counts(frame, front, day) for when, frame in earlier.items()}
    yesterday = counts.get(day - dt.timedelta(days=1))
    sectors_ = table["sector"]
    table["day_before"] = [None if yesterday is None else yesterday.get(name, 0) for name in sectors_]
    table["week_before"] = [
        round(sum(c.get(name, 0) for c in counts.values()) / len(counts), 1) if counts else None
        for name in sectors_
    ]
    return table


def _counts(events: DataFrame, front: Front, day: dt.date) -> dict[str, int]:
    table = activity(events, place(events, front), day)
    return dict(zip(table["sector"], (table["ground"] + table["fire"]).astype(int), strict=True))


def side(lonlat: LonLat, front: Front) -> str | None:
    """Whose ground a point is on: "held", "Ukraine", "Russia", another country's code, or null at sea."""
    return _side(lonlat.lon, lonlat.lat, front)


def _side(lon: float, lat: float, front: Front) -> str | None:
    if front.held.intersects(shapely.Point(lon, lat)):
        return "held"
    code = boundaries.country_at(LonLat(lon, lat))
    return {"UA": "Ukraine", "RU": "Russia"}.get(code, code) if code else None


def _band(distance: float) -> str | None:
    return next((name for limit, name in BANDS if distance <= limit), None) if np.isfinite(distance) else None


def _positions(events: DataFrame) -> tuple[np.ndarray, np.ndarray]:
    if "lon" in events and "lat" in events:
        return events["lon"].to_numpy(dtype=float, na_value=np.nan), events["lat"].to_numpy(
            dtype=float, na_value=np.nan
        )
    shapes = events["geometry"].to_numpy()
    return shapely.get_x(shapes), shapely.get_y(shapes)

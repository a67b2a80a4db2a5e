"""The page of the front: control on two days side by side, what changed, and what the report claims of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geo import frontline
from geo.frontline import areas, web
from geo.views import front_charts, front_take, fronts, parts, words

if TYPE_CHECKING:
    from geo.frontline import Change, Control, Front


def page() -> None:
    """Show the page."""
    st.markdown("## Front")
    loaded = _source()
    for fault in loaded.faults:
        st.warning(words.plain(fault))
    if not loaded.days:
        st.info("Add control files to see them here: a day each, with the date in the name.")
        return
    before, after = _pick(loaded.days)
    moved = frontline.between(before, after) if before else None
    shown = fronts.front_of(after, approximate=loaded.approximate)
    _figures(after, shown, moved)
    html = _map(loaded, before, after, shown, moved)
    if loaded.approximate:
        st.caption(words.plain(shown.note))
    _change_table(after, moved)
    front_charts.series(loaded.days)
    _activity(shown)
    _claims(loaded.days)
    _notes(after)
    front_take.show(shown, after, moved, loaded.days, html)


def _source() -> fronts.Loaded:
    with st.sidebar:
        kind = st.radio("Source", [fronts.DEFAULT, fronts.OWN, fronts.FETCHED], key="front-source")
        if kind == fronts.OWN:
            files = st.file_uploader(
                "Control files", fronts.ENDINGS, accept_multiple_files=True, key="front-files"
            )
            date = st.date_input("Date, where a file tells none", value=None, key="front-date")
            with st.expander("A status column of your own"):
                column = st.text_input("Column", key="front-column")
                classes = st.text_input("Its values", placeholder="red=held, amber=grey", key="front-classes")
            return fronts.own(files, date if isinstance(date, dt.date) else None, column, classes)
        if kind == fronts.FETCHED:
            _fetch()
            return fronts.fetched()
    return fronts.default()


def _fetch() -> None:
    day = st.date_input("Day to fetch", value=dt.date(2025, 6, 2), key="front-fetch-day")
    st.caption(words.plain(web.terms()))
    agreed = st.checkbox("I agree and want this file for my own use", key="front-agreed")
    if st.button("Fetch", disabled=not agreed or not isinstance(day, dt.date)) and isinstance(day, dt.date):
        with st.spinner("Fetching"):
            fault = fronts.fetch(day)
        if fault:
            st.error(words.plain(fault))


def _pick(days: tuple[Control, ...]) -> tuple[Control | None, Control]:
    if len(days) == 1:
        return None, days[0]
    labels = {day.date: day for day in days}
    options = list(labels)
    start, end = st.select_slider(
        "Two days",
        options,
        value=(options[0], options[-1]),
        format_func=lambda day: f"{day:%-d %b %Y}",
        key="front-days",
    )
    return (None if start == end else labels[start]), labels[end]


def _figures(day: Control, shown: Front, moved: Change | None) -> None:
    measured = areas.measure(day, by_oblast=False)
    mark = "approximate" if day.approximate else f"as of {day.date}"
    cells: list[tuple[str, str, str | None]] = [
        ("Held by Russia", f"{measured.held_km2:,.0f} km²", None),
        ("Share of Ukraine", f"{measured.share * 100:.2f} %", None),
        ("Line of contact", f"{frontline.length_km(shown.line):,.0f} km", None),
    ]
    if measured.grey_km2:
        cells.append(("Contested or unknown", f"{measured.grey_km2:,.0f} km²", None))
    if moved:
        net = f"{moved.net_km2:+,.1f} km² net"
        cells.append((f"Gained since {moved.start:%-d %b}", f"{moved.gained_km2:,.1f} km²", net))
        cells.append((f"Lost since {moved.start:%-d %b}", f"{moved.lost_km2:,.1f} km²", None))
    for column, (label, value, delta) in zip(st.columns(len(cells)), cells, strict=True):
        column.metric(label, value, delta, delta_color="off")
    st.caption(
        f"{words.plain(day.source)}, {mark}. Areas in EPSG:6933; share of 603,550 km², Crimea included."
    )


def _map(
    loaded: fronts.Loaded, before: Control | None, after: Control, shown: Front, moved: Change | None
) -> str:
    theme = words.theme()
    key = f"front-{loaded.key}-{before.date if before else ''}-{after.date}-{theme}"
    html = _page(key, _Parts(loaded, before, shown, moved), theme)
    parts.map_frame(html, key, "Map of the front", lambda: None)
    return html


class _Parts:
    def __init__(
        self, loaded: fronts.Loaded, before: Control | None, shown: Front, moved: Change | None
    ) -> None:
        self.loaded, self.before, self.shown, self.moved = loaded, before, shown, moved


@st.cache_resource(max_entries=8, show_spinner="Drawing the map")
def _page(key: str, _given: _Parts, theme: str) -> str:
    from geo import export
    from geo.maps import swipe

    earlier = fronts.front_of(_given.before, approximate=False) if _given.before else None
    days = _given.loaded.days if len(_given.loaded.days) > 2 else ()
    heat, facts = front_take.heat(_given.shown), front_take.facts(_given.shown)
    made = swipe.build(
        _given.shown, earlier, _given.moved, days, heat=heat, facts=facts, title="The front", theme=theme
    )
    return export.html(made)


def _change_table(day: Control, moved: Change | None) -> None:
    st.markdown("### By oblast")
    held = areas.measure(day).by_oblast
    codes = sorted(
        {*held, *(moved.by_oblast if moved else {})}, key=lambda code: -held.get(code, {}).get("held", 0)
    )
    rows = []
    for code in codes:
        row: dict[str, Any] = {
            "Oblast": areas.region_name(code),
            "Held, km²": held.get(code, {}).get("held", 0.0),
        }
        if any("grey" in cells for cells in held.values()):
            row["Grey, km²"] = held.get(code, {}).get("grey", 0.0)
        if moved:
            cells = moved.by_oblast.get(code, {})
            row |= {"Gained, km²": cells.get("gained_km2", 0.0), "Lost, km²": cells.get("lost_km2", 0.0)}
            row["Net, km²"] = cells.get("net_km2", 0.0)
        rows.append(row)
    frame = pd.DataFrame(rows)
    if frame.empty:
        return
    frame = frame[frame.drop(columns="Oblast").abs().sum(axis=1) >= 0.05]
    numbers = {name: st.column_config.NumberColumn(format="%.1f") for name in frame.columns[1:]}
    table, chart = st.columns([3, 2], gap="large")
    table.dataframe(frame, hide_index=True, column_config=numbers, width="stretch")
    value = "Net, km²" if moved else "Held, km²"
    chart.vega_lite_chart(frame, front_charts.bars("Oblast", value), width="stretch")


ACTIVITY = {
    "sector": "Sector",
    "ground": "Ground actions",
    "fire": "Strikes and shelling",
    "places": "Places named",
    "day_before": "Day before",
    "week_before": "Mean of the days before",
}
TOLD = {
    "place_name": "Place",
    "category": "Category",
    "attacker": "By",
    "status": "Status",
    "attributed_to": "Who says so",
    "distance_km": "Distance, km",
    "uncertain_km": "± km",
    "side": "Side",
    "sector": "Sector",
}
CLAIMS = {
    "who": "Who says so",
    "region": "Where",
    "what": "Unit",
    "start": "From",
    "end": "To",
    "claimed": "Claimed",
    "qualifier": "Words",
    "measured": "Measured",
    "difference": "Difference",
    "method": "Method",
    "source": "Polygons",
    "note": "Note",
}


def _activity(shown: Front) -> None:
    st.markdown("### Front-line activity")
    opened = front_take.archived(shown)
    if opened is None:
        st.caption("The archive holds no day near this date.")
        return
    day, table, bands, missing = opened
    busy = table[(table["ground"] > 0) | (table["fire"] > 0)]
    left, right = st.columns([3, 2], gap="large")
    left.markdown(f"**Incidents of {day:%-d %B %Y} within 20 km of the line, by sector**")
    left.dataframe(busy.rename(columns=ACTIVITY), hide_index=True, width="stretch")
    quiet = ", ".join(table.loc[~table.index.isin(busy.index), "sector"])
    left.caption(words.plain(f"Nothing placed in: {quiet}. {missing}"))
    right.markdown("**Incidents by distance from the line**")
    counts = pd.DataFrame({"Distance": list(bands), "Incidents": list(bands.values())})
    right.vega_lite_chart(counts, front_charts.bars("Distance", "Incidents"), width="stretch")
    changes, beside = front_take.told(shown)
    if len(changes):
        st.markdown("**Territorial changes as claimed**")
        st.dataframe(changes.rename(columns=TOLD), hide_index=True, width="stretch")
    with st.expander("Every event beside the line"):
        st.dataframe(beside.rename(columns=TOLD), hide_index=True, width="stretch")


def _claims(days: tuple[Control, ...]) -> None:
    table = front_take.claims(days)
    if table is None or table.empty:
        return
    st.markdown("### What the report claims, against geometry")
    text = dict.fromkeys(("qualifier", "method", "source"), "")
    shown = table[list(CLAIMS)].fillna(text).rename(columns=CLAIMS)
    numbers: dict[str, Any] = {
        name: st.column_config.NumberColumn(format="%.1f") for name in ("Measured", "Difference")
    }
    numbers["Note"] = st.column_config.TextColumn(width="large")
    st.dataframe(shown, hide_index=True, width="stretch", column_config=numbers)


def _notes(day: Control) -> None:
    if day.notes:
        with st.expander("What was read and repaired"):
            for note in day.notes:
                st.markdown(f"- {words.plain(note)}")

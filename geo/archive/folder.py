"""A day from its folder and back; the files check each other when they are read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any

import geopandas as gpd
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from geo.archive.disk import locked, write
from geo.archive.shelf import EVENTS, find, home, named
from geo.errors import InputError
from geo.flags import Origin, origin
from geo.frame import from_events, read_geojson, to_events, to_geojson, validate
from geo.frame.strict import read_json
from geo.merge import with_residuals
from geo.model import Day, Reject, Report
from geo.read import read_bytes

REVIEW = "review"
"""The stage of a reject that a person has taken out."""

_REPORT, _REJECTS, _REST = "report.md", "rejects.json", "day.json"


class _Rest(BaseModel):
    """What ``day.json`` may hold: what the other files do not tell by themselves."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = None
    as_of: datetime | None = None
    report: dict[str, Any] | None = None


def load(day: date | str | PathLike[str], archive: Path | None = None) -> Day:
    """Load a day.

    Parameters
    ----------
    day : date, str or path
        A date (or its ISO form) of the archive, a day folder, or a GeoJSON file of events alone.
    archive : Path, optional
        Folder of the user's own days; `geo.archive.home` if left out.

    Raises
    ------
    NotFoundError
        If there is no such day.
    InputError
        If its files do not fit the event table or each other.
    """
    path = find(day, archive)
    if path.is_file():
        return _plain_day(read_geojson(path), None, None)
    rest: _Rest = _checked(_kind(_Rest), _json(path / _REST, {}), _REST)
    report = _report(path / _REPORT, rest.report)
    events = read_geojson(path / EVENTS, report=report)
    plain = _plain_day(events, report, named(path))
    rejects = _checked(_kind(tuple[Reject, ...]), _json(path / _REJECTS, []), _REJECTS)
    as_of = rest.as_of if "as_of" in rest.model_fields_set else plain.as_of
    return replace(plain, rejects=rejects, title=rest.title or plain.title, as_of=as_of)


def save(day: Day, folder: Path | None = None, *, by_hand: bool = False) -> Path:
    """Write a day into its folder; files that would not change are left alone.

    Parameters
    ----------
    day : Day
        Its events pass the door again, together with the edited rows that the folder holds.
    folder : Path, optional
        The day's own folder; by default the one in `geo.archive.home` that has the day's date.
    by_hand : bool
        The day is as a person left it: nothing that the folder holds is put back. Otherwise what a person
        took out (a reject of the stage "review") stays out.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If the events have faults or the folder cannot be written; nothing is written then.
    """
    folder = folder or home() / day.date.isoformat()
    with locked(folder):
        if not by_hand:
            day = _without_dropped(day, folder / _REJECTS)
        events = validate(day.events, day.report)
        if not by_hand:
            events = validate(_keep_edited(events, folder / EVENTS), day.report)
        for name, text in _files(replace(day, events=events), folder).items():
            write(folder / name, text)
    return folder


def _plain_day(events: gpd.GeoDataFrame, report: Report | None, name: date | None) -> Day:
    """Make a day of what its events, its report and its folder's name tell."""
    told = [day for day in events["date_start"] if day]
    day = name or (report and report.published) or (date.fromisoformat(max(told)) if told else None)
    if day is None:
        raise InputError("the events tell no date; give date_start in a row, or name the folder by its date")
    title = (report and report.title) or f"Situation map, {day.isoformat()}"
    times = [post.time for post in report.posts if post.time] if report else []
    return Day(day, title, events, report, as_of=max(times, key=datetime.timestamp, default=None))


def _without_dropped(day: Day, path: Path) -> Day:
    """Leave out the events whose words a person has taken out of the saved day."""
    saved: tuple[Reject, ...] = _checked(_kind(tuple[Reject, ...]), _json(path, []), _REJECTS)
    gone = {(old.start, old.end, old.text): old for old in saved if old.stage == REVIEW}
    if not gone:
        return day
    rows = to_events(day.events)
    left = [row for row in rows if (row.start, row.end, row.quote) not in gone]
    ids = {row.event_id for row in left}
    kept = [row if row.parent_id in ids else replace(row, parent_id=None) for row in left]
    rejects = tuple(dict.fromkeys((*day.rejects, *gone.values())))
    return replace(day, events=from_events(with_residuals(kept)), rejects=rejects)


def _keep_edited(events: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    """Put the file's rows of a person over the new ones; a row that is a person's anew wins over both."""
    if not path.is_file():
        return events
    rows = {event.event_id: event for event in to_events(events)}
    old = [event for event in to_events(read_geojson(path)) if origin(event) is not Origin.MACHINE]
    anew = {name for name, event in rows.items() if origin(event) is not Origin.MACHINE}
    rows |= {event.event_id: event for event in old if event.event_id not in anew}
    return from_events(rows.values())


def _files(day: Day, folder: Path) -> dict[str, str | None]:
    """Give the text of every file of the folder, the events last; None for a file that is not needed."""
    rejects = _kind(tuple[Reject, ...]).dump_python(day.rejects, mode="json")
    rest = _rest(day, folder)
    return {
        _REPORT: day.report.text if day.report else None,
        _REST: _dump(rest) if rest else None,
        _REJECTS: _dump(rejects) if rejects else None,
        EVENTS: to_geojson(day.events),
    }


def _rest(day: Day, folder: Path) -> dict[str, Any]:
    """Give what the other files do not tell by themselves."""
    rest: dict[str, Any] = {}
    if day.report:
        again = read_bytes(day.report.text.encode("utf-8"), _REPORT, plain=True)
        if again.text != day.report.text:
            raise InputError("the report's text changes when it is read again; read it with geo.read first")
        if again != day.report:
            rest["report"] = _kind(Report).dump_python(day.report, mode="json", exclude={"text"})
    plain = _plain_day(day.events, day.report, named(folder))
    if plain.date != day.date:
        raise InputError(f"{folder.name!r} is no name for {day.date}; name the folder by the date")
    if plain.title != day.title:
        rest["title"] = day.title
    if plain.as_of != day.as_of:
        rest["as_of"] = day.as_of.isoformat() if day.as_of else None
    return rest


def _report(path: Path, facts: dict[str, Any] | None) -> Report | None:
    if not path.is_file():
        return None
    report = read_bytes(path.read_bytes(), str(path), plain=True)
    if not facts:
        return report
    whole: Report = _checked(_kind(Report), {**facts, "text": report.text}, _REST)
    return whole


def _json(path: Path, nothing: Any) -> Any:  # noqa: ANN401 - any JSON value
    return read_json(path) if path.is_file() else nothing


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _checked(kind: TypeAdapter[Any], value: Any, name: str) -> Any:  # noqa: ANN401 - what the kind makes of it
    try:
        return kind.validate_python(value)
    except ValidationError as failed:
        error = failed.errors(include_url=False)[0]
        where = ".".join(map(str, error["loc"])) or "its content"
        raise InputError(f"{name}: {where}: {error['msg']}; mend it or remove the file") from failed


@lru_cache(maxsize=4)
def _kind(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any type
    return TypeAdapter(kind)

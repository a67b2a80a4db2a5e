"""``sitmap events`` and ``sitmap save``: from a report to its events, and into the archive of days."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli import console
from geo.cli.inputs import read_day
from geo.cli.maps import Published, write
from geo.cli.opinion import OpinionKey, OpinionModel, OpinionUrl, second_opinion
from geo.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from geo.model import Day


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("events", help=_EVENTS)(events)
    app.command("save", help=_SAVE)(save)


_EVENTS = """Find the events in the text of a report and write them as GeoJSON.

A report is plain text, Markdown, a saved live blog, or what `geo.read` knows else. Many reports need a folder
as -o, and give one file each. A second opinion is asked only if a model is named; its rows are for review.

Examples:

    sitmap events blog.txt -o events.geojson

    sitmap events monday.md tuesday.md -o events/

    sitmap events blog.txt --published 2025-06-02 --rejects rejects.json

    sitmap events blog.txt --opinion-url http://localhost:11434/v1 --opinion-model NAME
"""

_SAVE = """Find the events in the text of a report and keep them as a day of your own.

Saving twice changes nothing, and rows that a person has edited are never overwritten.

Example:

    sitmap save blog.txt --day 2025-06-02
"""


def events(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT...", help="Text of a day's report.")],
    published: Published = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file or folder to write.", show_default=False)
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(help="File or folder for what gave no event, and why.", show_default=False),
    ] = None,
    opinion_model: OpinionModel = None,
    opinion_url: OpinionUrl = None,
    opinion_key: OpinionKey = None,
) -> None:
    """Read every report, find its events, and write one table a report."""
    _check_targets(reports, output, rejects)
    from geo.extract import Extractor

    asked = second_opinion(opinion_model, opinion_url, opinion_key)
    extractor, failed = Extractor(), 0
    for number, path in enumerate(reports, start=1):
        doing = f"{number} of {len(reports)}:" if len(reports) > 1 else "Reading"
        try:
            day = read_day(path, published, extractor=extractor, opinion=asked, doing=doing)
        except (InputError, NotFoundError) as fault:
            if len(reports) == 1:
                raise
            console.complain(fault)
            failed += 1
            continue
        _write_events(day, _target(output, path, "geojson", len(reports)))
        _write_rejects(day, _target(rejects, path, "json", len(reports)))
    if failed:
        console.say(f"{failed} of {len(reports)} reports could not be read")
        raise typer.Exit(1)


def _check_targets(reports: list[Path], output: Path | None, rejects: Path | None) -> None:
    """Refuse what would write two tables into one file."""
    if len(reports) == 1:
        return
    if output is None or output.is_file() or (output.suffix and not output.is_dir()):
        raise typer.BadParameter("many reports need a folder: add -o FOLDER", param_hint="-o")
    if rejects and (rejects.is_file() or (rejects.suffix and not rejects.is_dir())):
        raise typer.BadParameter("the rejects of many reports need a folder", param_hint="--rejects")
    names = [path.stem for path in reports]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise typer.BadParameter(f"two reports are called {twice!r}: rename one", param_hint="REPORT...")


def _target(given: Path | None, report: Path, ending: str, count: int) -> Path | None:
    """Give the file to write: the one that was named, or one in the folder that was named."""
    if given is None or (count == 1 and not given.is_dir()):
        return given
    return given / f"{report.stem}.{ending}"


def _write_rejects(day: Day, output: Path | None) -> None:
    if output is not None:
        found = [asdict(reject) for reject in day.rejects]
        write(output, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        console.written(output)


def _write_events(day: Day, output: Path | None) -> None:
    from geo import frame

    text = frame.to_geojson(day.events)
    if output is None:
        typer.echo(text, nl=False)
        return
    write(output, text)
    console.written(output)


def save(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="Text of a day's report.")],
    day: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day that it tells of.")],
    opinion_model: OpinionModel = None,
    opinion_url: OpinionUrl = None,
    opinion_key: OpinionKey = None,
) -> None:
    """Read the report, find its events, and save the day."""
    from geo import archive

    asked = second_opinion(opinion_model, opinion_url, opinion_key)
    found = read_day(report, day, opinion=asked)
    folder = archive.save(replace(found, date=day.date()))
    console.say(f"{len(found.events)} rows are saved in {folder}")

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

if TYPE_CHECKING:
    from geo.model import Day


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("events", help=_EVENTS)(events)
    app.command("save", help=_SAVE)(save)


_EVENTS = """Find the events in the text of a report and write them as GeoJSON.

A report is plain text, Markdown, a saved live blog, or what `geo.read` knows else. Many reports need a folder
as -o, and give one file each.

Examples:

    sitmap events blog.txt -o events.geojson

    sitmap events monday.md tuesday.md -o events/

    sitmap events blog.txt --published 2025-06-02 --rejects rejects.json
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
        Path | None, typer.Option("-o", "--output", help="The file to write.", show_default=False)
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Where to write what gave no event, and why.", show_default=False)
    ] = None,
) -> None:
    """Read every report, find its events, and write one table a report."""
    if len(reports) > 1 and (output is None or output.suffix):
        raise typer.BadParameter("many reports need a folder: add -o FOLDER", param_hint="-o")
    if len(reports) > 1 and rejects:
        raise typer.BadParameter("the rejects of many reports need a file each", param_hint="--rejects")
    for path in reports:
        day = read_day(path, published)
        _write_events(day, output / f"{path.stem}.geojson" if output and len(reports) > 1 else output)
        if rejects:
            found = [asdict(reject) for reject in day.rejects]
            write(rejects, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
            console.written(rejects)


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
) -> None:
    """Read the report, find its events, and save the day."""
    from geo import archive

    found = read_day(report, day)
    folder = archive.save(replace(found, date=day.date()))
    console.say(f"{len(found.events)} rows are saved in {folder}")

"""``sitmap days`` and ``sitmap validate``: what the archive holds, and whether a table may enter it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.cli import console


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("days", help=_DAYS)(days)
    app.command("validate", help=_VALIDATE)(validate)


_DAYS = """List the days that can be opened, newest first: your own and those shipped with sitmap.

Example:

    sitmap days
"""

_VALIDATE = """Check a table of events against every rule, and list all faults at once.

Exit code 0 means that the file may be used; 1 that it has faults.

Example:

    sitmap validate events.geojson
"""


def days() -> None:
    """Print date, kind and folder of every day."""
    from geo import archive

    rows = [[str(day.date), "own" if day.own else "shipped", str(day.path)] for day in archive.days()]
    console.table(None, ["date", "kind", "folder"], rows)


def validate(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An events GeoJSON.", show_default=False)],
) -> None:
    """Read the table through its one door."""
    from geo import frame

    with console.working("Checking the rows"):
        events = frame.read_geojson(path)
    console.say(f"{path} holds {len(events)} rows and no fault")

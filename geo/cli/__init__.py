"""The command ``sitmap``: one module a group of commands; slow libraries are imported when a command runs.

Exit codes: 0 done; 1 the input cannot be used or a named thing does not exist; 2 the command was not written
rightly; 3 an online service failed; 130 stopped by the user.
"""

from __future__ import annotations

import importlib.util
import logging
from typing import Annotated

import typer

from geo.cli import days, maps, places, reports, web
from geo.cli.console import Commands

__all__ = ["app", "main"]

EPILOG = (
    "Exit codes: 0 done; 1 the input cannot be used or a named thing does not exist; 2 wrong usage; "
    "3 an online service failed; 130 stopped."
)

app = typer.Typer(
    name="sitmap",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    epilog=EPILOG,
)


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"sitmap {version('sitmap')}")
        raise typer.Exit


@app.callback()
def _sitmap(
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Log what is done, on stderr.")] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """From the report of a day to its situation map, offline."""
    level = logging.DEBUG if verbose else logging.ERROR
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", force=True)


maps.add_to(app)
reports.add_to(app)
days.add_to(app)
places.add_to(app)
web.add_to(app)
if importlib.util.find_spec("geo.cli.front"):
    front = importlib.import_module("geo.cli.front")
    app.add_typer(front.app, name="front")


def main() -> None:
    """Run the command; the entry point of the distribution."""
    app()

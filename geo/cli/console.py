"""What every command shares: results on stdout, everything else on stderr, faults in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from geo.errors import GeoError, InputError, ServiceError

MOST_FAULTS = 20


class Commands(TyperGroup):
    """A group of commands that ends in a sentence and an exit code where a command meets a fault."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as typer has it
        """Run the command; a fault of the input becomes one sentence on stderr, never a traceback."""
        try:
            return super().invoke(ctx)
        except GeoError as fault:
            complain(fault)
            raise typer.Exit(3 if isinstance(fault, ServiceError) else 1) from None
        except OSError as fault:
            typer.echo(f"sitmap: {_os_sentence(fault)}", err=True)
            raise typer.Exit(1) from None


def complain(fault: GeoError) -> None:
    """Write a fault to stderr: its sentence, then every single fault that it holds."""
    typer.echo(f"sitmap: {fault}", err=True)
    faults = fault.faults if isinstance(fault, InputError) else ()
    for line in faults[:MOST_FAULTS]:
        typer.echo(f"  {line}", err=True)
    if len(faults) > MOST_FAULTS:
        typer.echo(f"  ... and {len(faults) - MOST_FAULTS} more", err=True)


def _os_sentence(fault: OSError) -> str:
    reason = (fault.strerror or str(fault)).lower()
    return f"{fault.filename!r} cannot be used: {reason}" if fault.filename else reason


def say(text: str) -> None:
    """Tell the person at the terminal what was done, on stderr."""
    typer.echo(text, err=True)


def written(path: Path) -> None:
    """Say which file was written and how large it is."""
    say(f"{path} ({path.stat().st_size / 1e6:.2f} MB)")


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Show a spinner on stderr while something slow runs; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(doing):
        yield


STAGES = {
    "extract": "finding places and events",
    "merge": "joining what is told twice",
    "opinion": "asking for a second opinion",
    "frame": "checking",
}


@contextmanager
def stages(doing: str) -> Iterator[Callable[[str, float], None] | None]:
    """Show a bar on stderr that a stage's progress moves; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=1.0)
        yield lambda stage, share: bar.update(
            task, completed=share, description=f"{doing}: {STAGES.get(stage, stage)}"
        )


def table(title: str | None, columns: list[str], rows: list[list[str]]) -> None:
    """Print a table: drawn for a person at a terminal, tab separated when piped into another command."""
    if not sys.stdout.isatty():
        for row in [columns, *rows]:
            typer.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))  # Text: a name is never read as markup
    Console().print(drawn)

"""``sitmap map`` and ``sitmap export``: what people take away from a day."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli import console
from geo.cli.inputs import day_of
from geo.page import page

if TYPE_CHECKING:
    from geo.frontline import Front
    from geo.model import Day


class Theme(StrEnum):
    """How the map is drawn."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


class Format(StrEnum):
    """What ``export`` can write."""

    GEOJSON = "geojson"
    CSV = "csv"
    HTML = "html"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("map", help=_MAP)(draw)
    app.command("export", help=_EXPORT)(export)


_MAP = """Write the map of a day as one HTML file that works without a network.

INPUT is a day's folder, the date of an archived day, an events GeoJSON, or the text of a report.

Examples:

    sitmap map 2025-06-02 -o map.html

    sitmap map data/days/2025-06-02 -o map.html --theme dark

    sitmap map events.geojson -o map.html --title "A week in Sumy"

    sitmap map blog.txt -o map.html --published 2025-06-02

    sitmap map 2025-06-02 -o map.html --front control_20250602.geojson
"""

_EXPORT = """Write the events of a day as GeoJSON, as CSV, or as the HTML map.

INPUT is what `sitmap map` takes. Without -o, GeoJSON and CSV go to standard output.

Examples:

    sitmap export 2025-06-02 -o events.csv

    sitmap export 2025-06-02 --format geojson | jq .features[0]
"""

Input = Annotated[
    str, typer.Argument(metavar="INPUT", help="Folder, date or file of the day.", show_default=False)
]


Published = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Day of a report that does not tell it.", show_default=False),
]


def draw(
    given: Input,
    output: Annotated[Path, typer.Option("-o", "--output", help="The HTML file to write.")] = Path(
        "map.html"
    ),
    published: Published = None,
    title: Annotated[str | None, typer.Option(help="Title on the map.", show_default=False)] = None,
    theme: Annotated[Theme, typer.Option(help="Light, dark, or as the reader's device is.")] = Theme.LIGHT,
    line: Annotated[
        bool,
        typer.Option("--line/--no-line", help="Draw the shipped line of contact if it fits the day."),
    ] = True,
    control: Annotated[
        Path | None,
        typer.Option("--front", help="Draw the line of this control file instead.", show_default=False),
    ] = None,
) -> None:
    """Load the day, build its map and write it."""
    day = day_of(given, published)
    with console.working("Drawing the map"):
        front = _front_of(control) if control else None
        write(output, page(day, title=title, theme=theme.value, line=line, front=front))
    console.written(output)


def _front_of(control: Path) -> Front:
    from geo import frontline

    return frontline.front(frontline.load(control))


def export(
    given: Input,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write.", show_default=False)
    ] = None,
    published: Published = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Told by the file's ending if left out.", show_default=False),
    ] = None,
) -> None:
    """Load the day and write its events in the asked form."""
    chosen = form or _form_of(output)
    if chosen is Format.HTML and output is None:
        raise typer.BadParameter("an HTML map needs a file: add -o map.html", param_hint="-o")
    day = day_of(given, published)
    text = _text_of(day, chosen)
    if output is None:
        typer.echo(text, nl=False)
        return
    write(output, text)
    console.written(output)


def _form_of(output: Path | None) -> Format:
    if output is None:
        return Format.GEOJSON
    ending = output.suffix.lower().lstrip(".")
    aliases = {"json": Format.GEOJSON, "htm": Format.HTML} | {form.value: form for form in Format}
    if ending not in aliases:
        raise typer.BadParameter(
            f"{output.name!r} tells no format: end it in .geojson, .csv or .html", param_hint="-o"
        )
    return aliases[ending]


def _text_of(day: Day, form: Format) -> str:
    if form is Format.HTML:
        return page(day)
    from geo import frame

    return frame.to_csv(day.events) if form is Format.CSV else frame.to_geojson(day.events)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    from geo.archive.disk import write as write_aside

    path.parent.mkdir(parents=True, exist_ok=True)
    write_aside(path, text)

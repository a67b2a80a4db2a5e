"""``sitmap front``: areas, change and line of contact out of control files; fetching one on a yes."""

from __future__ import annotations

import datetime as dt
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli.console import Commands, say, table, written
from geo.errors import InputError

if TYPE_CHECKING:
    from geo.frontline import Change, Control, Front

MEASURE = "measure"


class Measuring(Commands):
    """A group in which a file may follow at once: ``sitmap front FILE`` measures it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as typer has it
        """Put the name of the command in where the user began with a file or an option."""
        known = {*self.commands, "--help"}
        return super().parse_args(ctx, args if args and args[0] in known else [MEASURE, *args])


class By(StrEnum):
    """What the table is parted by."""

    OBLAST = "oblast"
    SECTOR = "sector"


app = typer.Typer(
    cls=Measuring,
    help="Measure who holds what: areas, change, line of contact.",
    epilog="`sitmap front FILE` measures a file at once; without a file, the approximate line that ships.",
    rich_markup_mode="markdown",
)


@app.command(
    MEASURE,
    epilog="Examples: `sitmap front may.geojson --compare april.geojson --by oblast`, "
    "`sitmap front FOLDER -o series.csv`",
)
def measure(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Control file of a day (its layers may be files of their own), or a folder of days."
        ),
    ] = None,
    compare: Annotated[Path | None, typer.Option(help="Another day, to tell what changed hands.")] = None,
    by: Annotated[By | None, typer.Option(help="Part the table by oblast or by sector of the front.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Write here: a series as CSV; a day's line, areas and change as GeoJSON."
        ),
    ] = None,
    date: Annotated[str | None, typer.Option(help="Day shown, where the file does not tell it.")] = None,
    source: Annotated[str | None, typer.Option(help="Name of the source.")] = None,
    column: Annotated[str | None, typer.Option(help="Status column.")] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--class", help="VALUE=CLASS, e.g. `--class red=held`; again for more."),
    ] = None,
    places: Annotated[
        Path | None, typer.Option(help="Coordinates for a table without them (geonameid, ...).")
    ] = None,
    events: Annotated[
        str | None, typer.Option(help="A day's folder, date or events: tell each one's distance and side.")
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes for a series.", min=1, max=32)] = 2,
) -> None:
    """Print area, change and line length of a day, or a folder of days as a series in CSV."""
    from geo import frontline

    if files and len(files) == 1 and files[0].is_dir():
        _series(files[0], output, workers, as_json=as_json)
        return
    options: dict[str, Any] = {
        "date": _date(date), "source": source, "column": column,
        "mapping": _mapping(mapping), "places": places,
    }  # fmt: skip
    drawn = None if files else frontline.contact_line()
    day = frontline.as_control(drawn) if drawn else frontline.load(files or [], **options)
    moved = _change(day, frontline.load(compare, **options | {"date": None})) if compare else None
    if output:
        _write(day, moved, output)
    found = frontline.figures(day, moved, drawn=drawn)
    if events:
        found["events"] = _beside(events, drawn or frontline.front(day))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _print(found, by)


@app.command(epilog="Example: `sitmap front fetch 2025-06-02`")
def fetch(
    date: Annotated[str, typer.Argument(help="Day of the file, such as 2025-06-02.")],
    url: Annotated[
        str | None,
        typer.Option(help="Pattern of the address, with `{date:%Y%m%d}` in it.", envvar="SITMAP_FRONT_URL"),
    ] = None,
    folder: Annotated[Path | None, typer.Option(help="Where to keep the file.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to the source's terms.")] = False,
) -> None:
    """Download one day's control file, after the source's terms were shown and agreed to."""
    from geo.frontline import web as fetching

    day = _date(date)
    if day is None:
        raise InputError(f"{date!r} is no date: write it as 2025-06-02")
    if not (path := fetching.stored(day, folder)).exists():
        say(f"From {fetching.address(day, url)}\n\n{fetching.terms()}\n")
        agreed = yes or typer.confirm("Fetch the file for your own use?", default=False, err=True)
        path = fetching.fetch(day, agreed=agreed, url=url, folder=folder)
    written(path)
    typer.echo(str(path))


def _series(folder: Path, output: Path | None, workers: int, *, as_json: bool) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from geo.frontline import series

    console = Console(stderr=True)
    columns = ("Measuring", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("days", total=None)
        rows = series.run(
            folder,
            keep=series.keeping(folder),
            workers=workers,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    if output:
        series.write_csv(rows, output)
        written(output)
    elif as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        typer.echo(series.write_csv(rows), nl=False)
    if faulty := [row for row in rows if row["fault"]]:
        say(f"{len(faulty)} of {len(rows)} files could not be used; the column 'fault' says why")


def _change(one: Control, other: Control) -> Change:
    from geo import frontline

    before, after = (one, other) if one.date < other.date else (other, one)
    return frontline.between(before, after)


def _write(day: Control, moved: Change | None, output: Path) -> None:
    from geo import frontline
    from geo.frontline import files

    output.write_text(files.whole(frontline.front(day), day, moved), encoding="utf-8", newline="\n")
    written(output)


def _print(found: dict[str, Any], by: By | None) -> None:
    mark = " (approximate)" if found["approximate"] else ""
    rows = [
        ["Held by Russia", f"{found['held_km2']:,.1f} km2"],
        ["Share of Ukraine", f"{found['share_of_ukraine'] * 100:.2f} % of 603,550 km2"],
        ["Contested or unknown", f"{found['grey_km2']:,.1f} km2"],
        ["Line of contact", f"{found['line_km']:,.1f} km"],
    ]
    if moved := found.get("change"):
        span = f"{moved['from']} to {moved['to']}"
        rows += [
            [f"Gained, {span}", f"{moved['gained_km2']:,.1f} km2"],
            ["Lost", f"{moved['lost_km2']:,.1f} km2"],
        ]
        rows += [["Net", f"{moved['net_km2']:+,.1f} km2"]]
    table(f"{found['source']}, {found['date']}{mark}", ["", "Value"], rows)
    if by is By.OBLAST:
        _by_oblast(found)
    if by is By.SECTOR:
        lengths = found["line_by_sector"].items()
        table("Line by sector", ["Sector", "km"], [[name, f"{value:,.1f}"] for name, value in lengths])
    if "events" in found:
        _by_event(found["events"])
    for note in found["notes"]:
        say(note)


def _beside(given: str, shown: Front) -> list[dict[str, Any]]:
    from geo import frontline
    from geo.cli.inputs import day_of

    table_ = day_of(given).events
    rows = frontline.place(table_, shown).assign(place_name=table_["place_name"], category=table_["category"])
    return [
        {str(key): None if value != value else value for key, value in row.items()}  # noqa: PLR0124 - only NaN is not itself
        for row in rows.to_dict("records")
    ]


def _by_event(rows: list[dict[str, Any]]) -> None:
    def cell(value: object) -> str:
        return "" if value is None else str(value)

    keys = ("place_name", "category", "side", "distance_km", "uncertain_km", "sector")
    title = "Events beside the line"
    table(
        title,
        ["Place", "Category", "Side", "km", "+/- km", "Sector"],
        [[cell(row[k]) for k in keys] for row in rows],
    )


def _by_oblast(found: dict[str, Any]) -> None:
    moved = found.get("change", {}).get("by_oblast", {})
    codes = sorted({*found["by_oblast"], *moved})
    rows = []
    for code in codes:
        row, change = found["by_oblast"].get(code, {}), moved.get(code, {})
        cells = [
            change.get("name") or row.get("name", code),
            *(f"{row.get(k, 0):,.1f}" for k in ("held_km2", "grey_km2")),
        ]
        rows.append([*cells, *(f"{change.get(k, 0):,.1f}" for k in ("gained_km2", "lost_km2", "net_km2"))])
    rows = [row for row in rows if any(cell.strip("0.-") for cell in row[1:])]
    keep = 6 if moved else 3
    table(
        "By oblast, km2",
        ["Oblast", "Held", "Grey", "Gained", "Lost", "Net"][:keep],
        [row[:keep] for row in rows],
    )


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no date: write it as 2025-06-02") from None


def _mapping(pairs: list[str] | None) -> dict[str, str] | None:
    if not pairs:
        return None
    parted = [pair.rpartition("=") for pair in pairs]
    if wrong := [pair for pair, (_, mid, _) in zip(pairs, parted, strict=True) if not mid]:
        raise InputError(f"{wrong[0]!r} is no VALUE=CLASS: write it such as red=held")
    return {value: name for value, _, name in parted}

"""``sitmap geocode`` and ``sitmap gazetteer``: which places a name may mean, and a newer gazetteer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli import console

if TYPE_CHECKING:
    from geo.geocode import Geocoder
    from geo.model import Candidate


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("geocode", help=_GEOCODE)(geocode)
    gazetteer = typer.Typer(no_args_is_help=True, help="The list of places.")
    gazetteer.callback()(lambda: None)  # keeps "update" a word of its own while it is the only command
    gazetteer.command("update", help=_UPDATE)(update)
    app.add_typer(gazetteer, name="gazetteer")


_GEOCODE = """Print the places that a name may mean, best first, with the reason.

Examples:

    sitmap geocode "Andriivka, Kharkiv region"

    sitmap geocode Pokrovsk "Красний Лиман" --json

    sitmap geocode "Jagdschloss Hubertusstock" --online
"""

_UPDATE = """Swap in a full country dump of GeoNames for the places shipped with sitmap.

Examples:

    sitmap gazetteer update --from UA.zip

    sitmap gazetteer update --from UA.txt
"""

FIELDS = (
    "place_name",
    "lat",
    "lon",
    "precision",
    "radius_km",
    "admin1",
    "country",
    "place_id",
    "source",
    "why",
)


def geocode(
    query: Annotated[list[str], typer.Argument(help="A place as it is written, with or without its region.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array, an item a query.")] = False,
    most: Annotated[int, typer.Option("--most", help="Candidates a query at most.", min=1)] = 10,
    online: Annotated[
        bool, typer.Option("--online", help="Ask a Nominatim service for what the gazetteer does not know.")
    ] = False,
    service: Annotated[
        str, typer.Option(help="Domain of that service.", envvar="SITMAP_NOMINATIM")
    ] = "nominatim.openstreetmap.org",
) -> None:
    """Look every query up and print its candidates."""
    look_up = _geocoder(service if online else None).candidates
    found = [(text, tuple(look_up(text))[:most]) for text in query]
    if as_json:
        items = [{"query": text, "candidates": [as_dict(c) for c in some]} for text, some in found]
        typer.echo(json.dumps(items, ensure_ascii=False, indent=2))
        return
    for text, some in found:
        _print(text, some)


def _geocoder(service: str | None) -> Geocoder:
    from importlib.metadata import version

    from geo.geocode import Geocoder, Nominatim

    agent = f"sitmap/{version('sitmap')} (a person at a command line)"
    return Geocoder(online=Nominatim(agent, service) if service else None)


def as_dict(candidate: Candidate) -> dict[str, Any]:
    """Give a candidate as the plain values of the command's JSON."""
    values = (
        candidate.name,
        candidate.lat,
        candidate.lon,
        str(candidate.precision),
        candidate.radius_km,
        candidate.admin1,
        candidate.country or None,
        candidate.place_id,
        candidate.source,
        candidate.why,
    )
    return dict(zip(FIELDS, values, strict=True))


def _print(query: str, found: tuple[Candidate, ...]) -> None:
    if not found:
        console.say(f"{query!r}: no place of this name; try its region as well, or another spelling")
        return
    rows = [
        [
            candidate.name,
            candidate.admin1 or "",
            candidate.country,
            f"{candidate.lat:.4f}, {candidate.lon:.4f}",
            str(candidate.precision),
            f"{candidate.radius_km:g} km",
            candidate.why,
        ]
        for candidate in found
    ]
    console.table(query, ["place", "region", "country", "lat, lon", "precision", "within", "why"], rows)


def update(
    source: Annotated[
        str, typer.Option("--from", help="Country dump of GeoNames: a .txt or .zip file, or its address.")
    ],
) -> None:
    """Build the gazetteer of this machine from the dump."""
    from geo import gazetteer

    with console.working("Reading the places"):
        kept = gazetteer.update(source)
    console.say(f"{kept} places are in use from now on")

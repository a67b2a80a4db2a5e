"""One place of the gazetteer, as a value and as a line of ``places.tsv``."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from geo.errors import InputError
from geo.model import Precision

# fmt: off
HEADER = ("place_id", "name", "kind", "country", "admin1_code", "admin2", "lon", "lat", "population",
          "error_km", "precision", "source")
KINDS = frozenset({
    "country", "adm1", "adm2", "hromada", "city", "town", "village", "locality", "facility", "airfield",
    "port", "plant", "bridge", "ground", "natural", "water", "region", "direction", "sea",
})
# fmt: on
NAME_TYPES = {
    "o": "official name",
    "t": "transliteration",
    "u": "Ukrainian name",
    "r": "Russian name",
    "a": "other name",
    "s": "short form",
    "f": "former name",
}
_BREAKS = re.compile(r"\s+")


class PlaceRow(NamedTuple):
    """One place, as build scripts hand it to :func:`geo.gazetteer.write`.

    ``names`` holds every other name with its type letter (a key of ``NAME_TYPES``); ``name`` itself is
    always found. ``error_km`` is how far the point may lie from the true one, ``precision`` the finest
    that may honestly be said of it.
    """

    place_id: str
    name: str
    kind: str
    country: str
    admin1_code: str
    admin2: str
    lon: float
    lat: float
    population: int
    error_km: float
    precision: str
    source: str
    names: tuple[tuple[str, str], ...] = ()


def to_line(row: PlaceRow) -> str:
    """Write the place as a line of ``places.tsv``, without its line break."""
    point = (_number(row.lon, 5), _number(row.lat, 5), str(row.population), _number(row.error_km, 1))
    cells = (*row[:6], *point, row.precision, row.source)
    return "\t".join(_BREAKS.sub(" ", cell).strip() for cell in cells)


def from_line(line: str) -> PlaceRow:
    """Read the place of a line of ``places.tsv``; its other names stay in ``names.tsv``."""
    place_id, name, kind, country, admin1, admin2, lon, lat, people, error, precision, source = line.split(
        "\t"
    )
    return PlaceRow(
        place_id,
        name,
        kind,
        country,
        admin1,
        admin2,
        float(lon),
        float(lat),
        int(people),
        float(error),
        precision,
        source,
    )


def check(row: PlaceRow) -> list[str]:
    """List every fault of a place in words; an empty list means that it may be written."""
    faults = []
    if not row.place_id.strip() or not row.name.strip():
        faults.append("place_id and name must not be blank")
    if row.kind not in KINDS:
        faults.append(f"kind {row.kind!r} is none of {', '.join(sorted(KINDS))}")
    if row.precision not in tuple(Precision):
        faults.append(f"precision {row.precision!r} is none of {', '.join(Precision)}")
    if not (abs(row.lon) <= 180 and abs(row.lat) <= 90 and math.isfinite(row.error_km) and row.error_km >= 0):
        faults.append(f"lon {row.lon}, lat {row.lat}, error_km {row.error_km} must be degrees and kilometres")
    faults += [
        f"name type {kind!r} of {name!r} is unknown" for name, kind in row.names if kind not in NAME_TYPES
    ]
    return faults


def checked(row: PlaceRow) -> PlaceRow:
    """Return the place itself, if it has no fault.

    Raises
    ------
    InputError
        With every fault of the row.
    """
    faults = check(row)
    if faults:
        raise InputError(f"The place {row.place_id!r} cannot be written: {'; '.join(faults)}.", tuple(faults))
    return row


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text

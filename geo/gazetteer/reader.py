"""The gazetteer as it is asked: by name, by the start of a name, by a misspelt name, by a position."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer import regions
from geo.gazetteer.index import first_line_from, mapped, value_at
from geo.gazetteer.rows import NAME_TYPES, PlaceRow, from_line
from geo.gazetteer.writer import NAMES, PLACES
from geo.model import Candidate, Precision
from geo.paths import data_path
from geo.text import fold


class Match(NamedTuple):
    """A place, and how the name that was asked for belongs to it (a key of ``NAME_TYPES``)."""

    row: PlaceRow
    type: str
    likeness: float = 100.0


class Gazetteer:
    """Places and their names; use :meth:`open`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places = mapped(folder / PLACES)
        self._names = mapped(folder / NAMES)
        self.regions = regions.read(folder)
        self._row = lru_cache(maxsize=20_000)(self._read_row)

    @classmethod
    def open(cls, folder: Path | None = None) -> Gazetteer:
        """Open a gazetteer's folder; the one that ships with sitmap by default."""
        return cls(folder or data_path("gazetteer"))

    def matches(self, name: str) -> tuple[Match, ...]:
        """Find the places that bear a name, with the type of the name."""
        return self._decode(value_at(self._names, fold(name).encode()))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Find the places that bear a name, as candidates in the order of the file."""
        return tuple(self.candidate(match) for match in self.matches(name))

    def starts(self, prefix: str) -> bool:
        """Tell whether any name begins with these words (or this beginning of a word)."""
        key = fold(prefix).encode()
        at = first_line_from(self._names, key)
        return self._names[at : at + len(key)] == key and bool(key)

    def candidate(self, match: Match, why: str | None = None, score: float = 0.0) -> Candidate:
        """Turn a matched place into a candidate; ``why`` is the type of its name unless it is given."""
        row = match.row
        region = self.regions.get(row.admin1_code)
        return Candidate(
            name=row.name,
            lon=row.lon,
            lat=row.lat,
            precision=Precision(row.precision),
            radius_km=row.error_km,
            kind=row.kind,
            country=row.country,
            place_id=row.place_id,
            admin1=region.name if region else None,
            admin1_code=row.admin1_code or None,
            admin2=row.admin2 or None,
            population=row.population,
            source=row.source,
            why=why if why is not None else NAME_TYPES[match.type],
            score=score,
        )

    def _decode(self, owners: bytes) -> tuple[Match, ...]:
        if not owners:
            return ()
        return tuple(self._match(owner) for owner in owners.decode().split("|"))

    def _match(self, owner: str) -> Match:
        offset, _, kind = owner.partition(":")
        return Match(self._row(int(offset)), kind)

    def _read_row(self, offset: int) -> PlaceRow:
        return from_line(self._places[offset : self._places.find(b"\n", offset)].decode())

    def rows(self) -> Iterator[PlaceRow]:
        """Read every place, in the order of the file."""
        start = self._places.find(b"\n") + 1
        return (from_line(line.decode()) for line in self._places[start:].splitlines())

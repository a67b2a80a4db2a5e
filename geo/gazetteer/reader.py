"""The gazetteer as it is asked: by name, by the start of a name, by a misspelt name, by a position."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer import regions
from geo.gazetteer.index import Span, first_line_from, mapped, narrowed, value_of_line
from geo.gazetteer.near import Positions
from geo.gazetteer.rows import NAME_TYPES, PlaceRow, from_line
from geo.gazetteer.typos import alike
from geo.gazetteer.writer import NAMES, PLACES
from geo.model import Candidate, Precision
from geo.paths import data_path
from geo.text import fold

_SPAN_LETTERS = 3  # spans of names by their first letters are kept, which halves a search
_PRECISIONS = {str(precision): precision for precision in Precision}


class Match(NamedTuple):
    """A place, and how the name that was asked for belongs to it (a key of ``NAME_TYPES``)."""

    row: PlaceRow
    type: str
    likeness: float = 100.0


def user_folder() -> Path:
    """Return where an update puts the user's own gazetteer."""
    from platformdirs import user_data_path

    return user_data_path("sitmap") / "gazetteer"


def default_folder() -> Path:
    """Return the folder of the gazetteer in use: the user's own after an update, else the one that ships."""
    own = user_folder()
    return own if (own / PLACES).exists() else data_path("gazetteer")


class Gazetteer:
    """Places and their names; use :meth:`open`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places = mapped(folder / PLACES)
        self._names = mapped(folder / NAMES)
        self.regions = regions.read(folder)
        self._row = lru_cache(maxsize=20_000)(self._read_row)
        self._span = lru_cache(maxsize=20_000)(self.narrow)
        self._plain = lru_cache(maxsize=20_000)(self._read_plain)
        self._keys = lru_cache(maxsize=128)(self._read_keys)
        self._positions: Positions | None = None

    @classmethod
    def open(cls, folder: Path | None = None) -> Gazetteer:
        """Open a gazetteer's folder; by default the user's own, if there is one, or the one that ships."""
        return cls(folder or default_folder())

    @property
    def stamp(self) -> str:
        """Changes whenever the gazetteer's files do; part of the key under which answers are cached."""
        return f"{len(self._places)}-{len(self._names)}"

    def matches(self, name: str) -> tuple[Match, ...]:
        """Find the places that bear a name, with the type of the name."""
        return self._decode(self._owners(fold(name)))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Find the places that bear a name, as candidates in the order of the file."""
        owners = self._owners(fold(name))
        return tuple(map(self._plain, owners.split(b"|"))) if owners else ()

    def starts(self, prefix: str) -> bool:
        """Tell whether any name begins with these words (or this beginning of a word)."""
        key = fold(prefix).encode()
        at = first_line_from(self._names, key)
        return self._names[at : at + len(key)] == key and bool(key)

    def starting(self, prefix: str, limit: int = 50) -> tuple[Match, ...]:
        """Find the places with a name that begins with these words, in the order of the names."""
        found: list[Match] = []
        start, stop = self.narrow(fold(prefix))
        while start < stop and len(found) < limit:
            end = self._names.find(b"\n", start)
            found += self._decode(self._names[start:end].partition(b"\t")[2])
            start = end + 1
        return tuple(found[:limit])

    def narrow(self, prefix: str, within: Span | None = None) -> Span:
        """Find where the names with a folded prefix stand; a longer prefix may be sought within."""
        return narrowed(self._names, prefix.encode(), within)

    def at(self, key: str, span: Span) -> tuple[Match, ...]:
        """Find the places of a folded name that is the first of a span."""
        return self._decode(value_of_line(self._names, span[0], key.encode()))

    def fuzzy(self, name: str, likeness: float = 80.0, limit: int = 8) -> tuple[Match, ...]:
        """Find places whose name is nearly the one given, the likest first.

        The first letter must be right, or the first two be swapped.

        Parameters
        ----------
        likeness : float
            Least likeness in per cent (normalised distance of Damerau and Levenshtein).
        limit : int
            How many names are looked up at most.
        """
        key = fold(name)
        hits = alike(key, self._keys, likeness, limit)
        return tuple(match._replace(likeness=score) for found, score in hits for match in self.matches(found))

    def nearest(
        self, lon: float, lat: float, n: int = 1, kinds: frozenset[str] | None = None
    ) -> list[Candidate]:
        """Find the ``n`` places nearest to a position, of some kinds only if ``kinds`` says so."""
        if self._positions is None:
            self._positions = Positions(self.rows())
        rows = self._positions.nearest(lon, lat, n, kinds)
        return [self.candidate(Match(row, "o"), why=f"{km:.1f} km away") for km, row in rows]

    def candidate(self, match: Match, why: str | None = None, score: float = 0.0) -> Candidate:
        """Turn a matched place into a candidate; ``why`` is the type of its name unless it is given."""
        row = match.row
        region = self.regions.get(row.admin1_code)
        known = NAME_TYPES[match.type] if why is None else why
        where = region.name if region else None, row.admin1_code or None, row.admin2 or None
        point = row.lon, row.lat, _PRECISIONS[row.precision], row.error_km
        what = row.kind, row.country, row.place_id
        return Candidate(row.name, *point, *what, *where, row.population, row.source, known, score)

    def rows(self) -> Iterator[PlaceRow]:
        """Read every place, in the order of the file."""
        return (row for _, row in self.rows_by_offset())

    def rows_by_offset(self) -> Iterator[tuple[int, PlaceRow]]:
        """Read every place with the offset under which ``names.tsv`` refers to it."""
        start = self._places.find(b"\n") + 1
        while start < len(self._places):
            yield start, self._row(start)
            start = self._places.find(b"\n", start) + 1

    def with_id(self, prefix: str) -> Iterator[PlaceRow]:
        """Read the places whose id begins so; they stand together in the file."""
        first = self._places.find(b"\n") + 1
        start, stop = narrowed(self._places, prefix.encode(), (first, len(self._places)))
        while start < stop:
            yield self._row(start)
            start = self._places.find(b"\n", start) + 1

    def of_source(self, source: str) -> Iterator[PlaceRow]:
        """Read the places of one source."""
        end = f"\t{source}\n".encode()
        at = self._places.find(end)
        while at >= 0:
            yield self._row(self._places.rfind(b"\n", 0, at) + 1)
            at = self._places.find(end, at + 1)

    def names(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """Read every folded name with the offsets and types of the places that bear it."""
        for line in self._names[:].decode().splitlines():
            key, _, owners = line.partition("\t")
            pairs = (owner.partition(":") for owner in owners.split("|"))
            yield key, [(int(offset), kind) for offset, _, kind in pairs]

    def _owners(self, key: str) -> bytes:
        coded = key.encode()
        start = first_line_from(self._names, coded, self._span(key[:_SPAN_LETTERS]))
        return value_of_line(self._names, start, coded)

    def _decode(self, owners: bytes) -> tuple[Match, ...]:
        if not owners:
            return ()
        return tuple(self._match(owner) for owner in owners.decode().split("|"))

    def _match(self, owner: str) -> Match:
        offset, _, kind = owner.partition(":")
        return Match(self._row(int(offset)), kind)

    def _read_plain(self, owner: bytes) -> Candidate:
        return self.candidate(self._match(owner.decode()))

    def _read_row(self, offset: int) -> PlaceRow:
        return from_line(self._places[offset : self._places.find(b"\n", offset)].decode())

    def _read_keys(self, prefix: str) -> dict[int, list[str]]:
        """Read the names that begin so, by their length."""
        start, stop = self.narrow(prefix)
        by_length: dict[int, list[str]] = {}
        for line in self._names[start:stop].decode().splitlines():
            key = line.partition("\t")[0]
            by_length.setdefault(len(key), []).append(key)
        return by_length

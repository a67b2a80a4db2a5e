"""The words of the event table, each kind a table in data/vocab: categories, statuses, precisions, ...

Every loader gives a read-only mapping from id to term, in the order of its file; a new term is a new table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from geo.errors import InputError
from geo.paths import data_path


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary: its id in files and its label for people."""

    id: str
    label: str


_T = TypeVar("_T", bound=Term)


@dataclass(frozen=True, slots=True)
class Layer(Term):
    """A group of layers on the map."""


@dataclass(frozen=True, slots=True)
class Category(Term):
    """What happened; ``group`` is the layer group it is drawn in.

    ``acled`` holds ACLED's event type and sub-event type, ``acled_by`` the sub-event type where it depends on
    the attacker, ``viina`` the flags of VIINA 2.0.
    """

    group: str
    acled: tuple[str, str]
    viina: tuple[str, ...] = ()
    acled_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attacker(Term):
    """Who attacked: the ISO country code, and the names ACLED, UCDP and VIINA use."""

    country: str | None = None
    actor: str | None = None
    ucdp: str | None = None
    viina: str | None = None


@dataclass(frozen=True, slots=True)
class Status(Term):
    """How sure it is, in plain words; what was only planned, or is denied, has not ``happened``."""

    meaning: str
    happened: bool = True


@dataclass(frozen=True, slots=True)
class PrecisionTerm(Term):
    """How finely a place is known, with UCDP's ``where_prec``, ACLED's ``geo_precision`` and VIINA's word."""

    meaning: str
    radius_km: float
    max_radius_km: float
    where_prec: int
    geo_precision: int
    viina: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimKey(Term):
    """What a claim is about; ``column`` is the figure of the event table that it fills, if any."""

    unit: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class RecordType(Term):
    """What a row of the table is; only ``counted`` ones are incidents."""

    meaning: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class DatePrecision(Term):
    """How finely a date is known; ``max_days`` is the longest span that fits the word."""

    date_prec: int
    time_precision: int
    max_days: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt(Term):
    """A flag that a person should look at, and what to do about it."""

    advice: str


@dataclass(frozen=True, slots=True)
class Country(Term):
    """A country by its ISO 3166-1 code; ``box`` is (west, south, east, north) in degrees, rounded outward."""

    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Layout(Term):
    """Columns of another data set in their order, each with what of ours stands there; "" for nothing."""

    columns: Mapping[str, str]


@lru_cache(maxsize=1)
def layers() -> Mapping[str, Layer]:
    """Load the groups of layers, in the map's order."""
    return read_terms(data_path("vocab", "layers.toml"), Layer)


@lru_cache(maxsize=1)
def categories() -> Mapping[str, Category]:
    """Load the categories of events."""
    return read_terms(data_path("vocab", "categories.toml"), Category)


@lru_cache(maxsize=1)
def attackers() -> Mapping[str, Attacker]:
    """Load the attackers."""
    return read_terms(data_path("vocab", "attackers.toml"), Attacker)


@lru_cache(maxsize=1)
def statuses() -> Mapping[str, Status]:
    """Load the statuses of an event."""
    return read_terms(data_path("vocab", "statuses.toml"), Status)


@lru_cache(maxsize=1)
def precisions() -> Mapping[str, PrecisionTerm]:
    """Load the precisions of a place, finest first."""
    return read_terms(data_path("vocab", "precisions.toml"), PrecisionTerm)


@lru_cache(maxsize=1)
def claims() -> Mapping[str, ClaimKey]:
    """Load the keys that ``Claim.what`` may have."""
    return read_terms(data_path("vocab", "claims.toml"), ClaimKey)


@lru_cache(maxsize=1)
def record_types() -> Mapping[str, RecordType]:
    """Load the kinds of rows."""
    return read_terms(data_path("vocab", "record_types.toml"), RecordType)


@lru_cache(maxsize=1)
def date_precisions() -> Mapping[str, DatePrecision]:
    """Load the precisions of a date, finest first."""
    return read_terms(data_path("vocab", "date_precisions.toml"), DatePrecision)


@lru_cache(maxsize=1)
def doubts() -> Mapping[str, Doubt]:
    """Load the flags of a row that are doubts."""
    return read_terms(data_path("vocab", "doubts.toml"), Doubt)


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """Load the countries by ISO 3166-1 alpha-2 code."""
    return read_terms(data_path("vocab", "countries.toml"), Country)


@lru_cache(maxsize=1)
def layouts() -> Mapping[str, Layout]:
    """Load the layouts of other data sets."""
    return read_terms(data_path("vocab", "layouts.toml"), Layout)


def read_terms(path: Path, kind: type[_T]) -> Mapping[str, _T]:
    """Read a vocabulary file into terms of the given dataclass.

    Parameters
    ----------
    path : Path
        TOML file with one table a term; the table's name is the term's id.
    kind : type
        Frozen dataclass whose fields are the keys a table may have.

    Returns
    -------
    mapping of str to term
        Read-only, in the order of the file.

    Raises
    ------
    InputError
        If the file is no TOML, or a table misses a key or has one that the dataclass does not know.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"{path.name} is no valid TOML ({fault}); mend the line it names") from fault
    return MappingProxyType({name: _term(path.name, name, table, kind) for name, table in tables.items()})


def _term(file: str, name: str, table: object, kind: type[_T]) -> _T:
    if not isinstance(table, dict):
        raise InputError(f"{file}: {name!r} is no table; write it as [{name}]")
    unknown = sorted(set(table) - {spec.name for spec in fields(kind)})
    if unknown:
        raise InputError(
            f"{file}: [{name}] has the unknown key {unknown[0]!r}; remove it or mend its spelling"
        )
    make: Callable[..., _T] = kind  # its own fields are only known at run time
    try:
        return make(id=name, **{key: _frozen(value) for key, value in table.items()})
    except TypeError as fault:
        raise InputError(f"{file}: [{name}] misses a key ({fault}); add it") from fault


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(value) if isinstance(value, dict) else value

"""The rules that a row of the event table keeps, each a function of the plain columns that yields faults."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import compress
from typing import Any, TypeAlias

import shapely

from geo import boundaries, vocab
from geo.errors import NotFoundError
from geo.frame.cells import Fault, brief
from geo.frame.columns import CELLS
from geo.frame.hints import nearest
from geo.gazetteer import regions
from geo.paths import data_path

Cells: TypeAlias = dict[str, list[Any]]
"""Plain cells by column, with lon and lat."""

_ADMIN1 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def words_known(cells: Cells) -> Iterator[Fault]:
    """Keep words to the terms of their vocabulary."""
    for column in CELLS:
        if column.vocab:
            given = ((row, column.id, word) for row, word in enumerate(cells[column.id]) if word is not None)
            yield from _strangers(given, getattr(vocab, column.vocab)())


def ids_unique(cells: Cells) -> Iterator[Fault]:
    """Keep every event_id to one row."""
    first: dict[str, int] = {}
    for row, event_id in enumerate(cells["event_id"]):
        if event_id is not None and first.setdefault(event_id, row) != row:
            yield Fault(row, f"event_id {brief(event_id)} already stands in row {first[event_id] + 1}")


def dates_ordered(cells: Cells) -> Iterator[Fault]:
    """Keep dates to ISO days in order, as far apart as their precision says."""
    spans = zip(cells["date_start"], cells["date_end"], cells["date_precision"], strict=True)
    for row, (start, end, precision) in enumerate(spans):
        if start is None and end is None:
            continue
        wrong = [
            f"{name} {brief(day)}" for name, day in (("date_start", start), ("date_end", end)) if _no_day(day)
        ]
        yield from (Fault(row, f"{given} is no day as YYYY-MM-DD") for given in wrong)
        if not wrong:
            yield from (Fault(row, words) for words in _span(start, end, precision))


def points_on_earth(cells: Cells) -> Iterator[Fault]:
    """Keep positions to degrees, lon before lat."""
    for row, (lon, lat) in enumerate(zip(cells["lon"], cells["lat"], strict=True)):
        if lon is not None and lat is not None and (words := _off_earth(lon, lat)):
            yield Fault(row, words)
    for row, line in enumerate(cells["line"]):
        if len(line) == 1:
            yield Fault(row, "line has one position; a line needs two or more")
        yield from (Fault(row, f"line: {words}") for lon, lat in line if (words := _off_earth(lon, lat)))


def points_in_country(cells: Cells) -> Iterator[Fault]:
    """Keep points within the box of their country."""
    for row, (lon, lat, country) in enumerate(zip(cells["lon"], cells["lat"], cells["country"], strict=True)):
        term = vocab.countries().get(country) if country else None
        if lon is None or term is None or term.box is None or _off_earth(lon, lat):
            continue
        if not _inside(term.box, lon, lat):
            swapped = "; lon and lat are probably swapped" if _inside(term.box, lat, lon) else ""
            yield Fault(row, f"the point lon {lon}, lat {lat} lies outside {term.label}{swapped}")


def ukraine_whole(cells: Cells) -> Iterator[Fault]:
    """Keep what lies in Ukraine, Crimea and every occupied area too, in Ukraine."""
    abroad: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for row, (lon, lat, country) in enumerate(zip(cells["lon"], cells["lat"], cells["country"], strict=True)):
        if lon is not None and country != "UA" and country in vocab.countries():
            abroad[country].append((row, lon, lat))
    for country, points in abroad.items():
        rows, lon, lat = zip(*points, strict=True)
        for row in compress(rows, shapely.contains_xy(_ukraine_without(country), lon, lat)):
            yield Fault(row, f"country {country!r}: the point lies in Ukraine, write 'UA'")


def admin1_of_country(cells: Cells) -> Iterator[Fault]:
    """Keep admin1_code to ISO 3166-2 codes of the row's country."""
    for row, (code, country) in enumerate(zip(cells["admin1_code"], cells["country"], strict=True)):
        if code is None:
            continue
        if not _ADMIN1.fullmatch(code) or _unlisted(code):
            yield Fault(row, f"admin1_code {brief(code)} is no ISO 3166-2 code such as 'UA-63'")
        elif country != code[:2]:
            yield Fault(row, f"admin1_code {code!r} is in {code[:2]!r}, but country is {brief(country)}")


def precision_fits(cells: Cells) -> Iterator[Fault]:
    """Give every point a precision, an exact one a point, and a radius that fits the word."""
    rows = zip(cells["precision"], cells["radius_km"], cells["lon"], strict=True)
    for row, (precision, radius, lon) in enumerate(rows):
        term = vocab.precisions().get(precision) if precision else None
        if precision is None and lon is not None:
            yield Fault(row, "there is a point but no precision; say how finely the place is known")
        if lon is None and precision in {"exact", "settlement"}:
            yield Fault(row, f"precision {precision!r} needs a point")
        if radius is not None and radius < 0:
            yield Fault(row, f"radius_km {radius} is below 0")
        if radius is not None and term and radius > term.max_radius_km:
            limit = f"{term.max_radius_km:g}"
            yield Fault(
                row, f"radius_km {radius:g} is too wide for precision {precision!r} (at most {limit})"
            )


def figures_ordered(cells: Cells) -> Iterator[Fault]:
    """Keep the least figure below the greatest; "at least 0" is not told at all."""
    for what in ("killed", "injured"):
        low, high = f"{what}_min", f"{what}_max"
        for row, (least, most) in enumerate(zip(cells[low], cells[high], strict=True)):
            if least is not None and most is not None and least > most:
                yield Fault(row, f"{low} {least} is above {high} {most}")
            if least == 0 and most is None:
                yield Fault(row, f"{low} is 0 with an open {high}; write null where nothing was told")
    for row, (launched, downed) in enumerate(zip(cells["munitions"], cells["intercepted"], strict=True)):
        if launched is not None and downed is not None and downed > launched:
            yield Fault(row, f"intercepted {downed} is above munitions {launched}")


def claims_known(cells: Cells) -> Iterator[Fault]:
    """Keep claims to the things of the vocabulary; an area figure holds an area."""
    subjects = [[claim["what"] for claim in claims] for claims in cells["claims"]]
    told = ((row, number, what) for row, whats in enumerate(subjects) for number, what in enumerate(whats, 1))
    yield from _strangers(
        ((row, f"claims[{number}].what", what) for row, number, what in told), vocab.claims()
    )
    for row, (kind, whats) in enumerate(zip(cells["record_type"], subjects, strict=True)):
        if kind == "area" and not any(what.startswith("area_") for what in whats):
            yield Fault(row, "an area figure needs a claim about area_km2 or area_share_percent")


RULES: tuple[Callable[[Cells], Iterable[Fault]], ...] = (
    words_known,
    ids_unique,
    dates_ordered,
    points_on_earth,
    points_in_country,
    ukraine_whole,
    admin1_of_country,
    precision_fits,
    figures_ordered,
    claims_known,
)
"""Every rule that needs nothing but the table's rows one by one."""


def _strangers(given: Iterable[tuple[int, str, str]], terms: Mapping[str, vocab.Term]) -> Iterator[Fault]:
    """Name the words that are no terms; only the first hundred get a hint, which takes its time."""
    unknown = ((row, where, word) for row, where, word in given if word not in terms)
    for count, (row, where, word) in enumerate(unknown):
        yield Fault(row, f"{where} {brief(word)} is not known{nearest(word, terms) if count < 100 else ''}")


def _no_day(value: str | None) -> bool:
    return value is not None and _day(value) is None


@lru_cache(maxsize=4096)
def _day(value: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, flags=re.ASCII):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _span(start: str | None, end: str | None, precision: str | None) -> Iterator[str]:
    if start is None:
        yield "date_end is given without date_start"
        return
    first, last = _day(start), _day(end or start)
    term = vocab.date_precisions().get(precision or "")
    if first is None or last is None:
        return
    if last < first:
        yield f"date_end {end} is before date_start {start}"
    elif term and term.max_days and (last - first).days >= term.max_days:
        yield f"{start} to {end} is too long for date_precision {precision!r}"


def _off_earth(lon: float, lat: float) -> str | None:
    if abs(lon) <= 180 and abs(lat) <= 90:
        return None
    if abs(lon) <= 90 and abs(lat) <= 180:
        return f"lat {lat} is beyond 90 degrees; lon and lat are probably swapped"
    if abs(lon) > 360 or abs(lat) > 360:
        return f"lon {lon}, lat {lat} are no degrees; they look like metres, project them to WGS84"
    return f"lon {lon}, lat {lat} are beyond 180 and 90 degrees"


def _inside(box: tuple[float, ...], lon: float, lat: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north


@lru_cache(maxsize=256)
def _ukraine_without(country: str) -> shapely.Geometry:
    """Ukraine without a rim of some 5 km along a neighbour, whose villages there are no fault."""
    whole = boundaries.country("UA")
    try:
        near = shapely.clip_by_rect(boundaries.country(country), *whole.bounds)
    except NotFoundError:
        return whole
    core = shapely.difference(whole, shapely.buffer(near, 0.05))
    shapely.prepare(core)
    return core


def _unlisted(code: str) -> bool:
    """Whether a code is missing where the list is complete, which is in the countries of the theatre."""
    country = vocab.countries().get(code[:2])
    return country is not None and country.box is not None and code not in _regions()


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(regions.read(data_path("gazetteer")))

"""The incidents of an event table in the columns of ACLED, UCDP GED or VIINA.

What we do not tell stays empty: fatalities that nobody told are null here, where ACLED itself would write 0.
The layouts are in data/vocab/layouts.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geo import vocab
from geo.errors import NotFoundError
from geo.frame.table import records

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


def recast(frame: GeoDataFrame, layout: str) -> dict[str, list[Any]]:
    """Give the incidents that happened in the columns of another data set, background left out.

    Parameters
    ----------
    frame : GeoDataFrame
        The validated event table.
    layout : str
        A key of ``geo.vocab.layouts()``: ``"acled"``, ``"ucdp"``, ``"viina"``.

    Returns
    -------
    dict of str to list
        Plain cells by column, None for what is not told.

    Raises
    ------
    NotFoundError
        If there is no such layout.
    """
    if layout not in vocab.layouts():
        raise NotFoundError(f"there is no layout {layout!r}; use one of {', '.join(vocab.layouts())}")
    rows = [_facts(row) for row in records(frame) if _happened(row)]
    wanted = vocab.layouts()[layout].columns
    return {column: [row.get(ours) for row in rows] for column, ours in wanted.items()}


def _happened(row: dict[str, Any]) -> bool:
    counted = vocab.record_types()[row["record_type"]].counted
    return counted and vocab.statuses()[row["status"]].happened and not row["background"]


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row together with everything that the layouts derive from it."""
    return row | dict(_times(row)) | dict(_places(row)) | dict(_acts(row)) | dict(_words(row))


def _times(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    start, term = row["date_start"], vocab.date_precisions().get(row["date_precision"])
    yield "year", int(start[:4]) if start else None
    yield "compact_date", start.replace("-", "") if start else None
    yield "last_day", row["date_end"] or start
    yield "time_precision", term.time_precision if term else None
    yield "date_prec", term.date_prec if term else None


def _places(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    term = vocab.precisions().get(row["precision"])
    scheme, _, number = (row["place_id"] or "").partition(":")
    yield "country_name", vocab.countries()[row["country"]].label if row["country"] else None
    yield "geonameid", number if scheme == "geonames" else None
    yield "wkt", None if row["lon"] is None else f"POINT ({row['lon']} {row['lat']})"
    yield "geo_precision", term.geo_precision if term else None
    yield "where_prec", term.where_prec if term else None
    yield "viina_precision", term.viina if term else None


def _acts(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    category, attacker = vocab.categories()[row["category"]], vocab.attackers()[row["attacker"]]
    event_type, sub_event_type = category.acled
    is_strategic = event_type == "Strategic developments"
    at_home = attacker.country == row["country"]
    killed = row["killed_max"] if row["killed_max"] is not None else row["killed_min"]
    yield "disorder_type", event_type if is_strategic else "Political violence"
    yield "event_type", event_type
    yield "sub_event_type", category.acled_by.get(attacker.id, sub_event_type)
    yield "actor", attacker.actor
    yield "inter", ("State forces" if at_home else "External/Other forces") if attacker.country else None
    yield "civilians", "Civilian targeting" if row["civilian_targeting"] else None
    yield "side_a", attacker.ucdp
    yield "side_b", _other_side(attacker)
    yield "type_of_violence", 1 if attacker.ucdp and not is_strategic else None
    yield "killed_high", killed
    yield "t_civcas", int(bool(row["civilian_targeting"] and (killed or row["injured_min"])))
    yield from ((flag, int(flag in category.viina)) for flag in _flags())
    yield from ((side.viina, int(side is attacker)) for side in vocab.attackers().values() if side.viina)


def _other_side(attacker: vocab.Attacker) -> str | None:
    others = (side.ucdp for side in vocab.attackers().values() if side.ucdp and side is not attacker)
    return next(others, None) if attacker.ucdp else None


def _words(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    outlets = [source["outlet"] for source in row["sources"] if source["outlet"]]
    yield "outlets", "; ".join(dict.fromkeys(outlets)) or None
    yield "n_sources", len(row["sources"]) or None
    yield "published", next((source["published"] for source in row["sources"] if source["published"]), None)
    yield "notes", row["summary"] or row["quote"]
    yield "event_clarity", 1


def _flags() -> set[str]:
    return {flag for category in vocab.categories().values() for flag in category.viina}

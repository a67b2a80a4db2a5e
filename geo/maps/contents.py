"""Everything that the browser gets for one map, as plain JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import vocab
from geo.layers import base, places, regions, style
from geo.layers import build as build_layers
from geo.layers import front as encode_front
from geo.maps.credits import credits_of
from geo.maps.mentions import named_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from geo.frontline import Front
    from geo.model import Day

STYLES = ("theme", "attacker", "category", "status")


def payload(
    day: Day, *, front: Front | None, title: str | None, theme: str, has_tiles: bool
) -> dict[str, Any]:
    """Collect a day's events, the layers around them, their style and their words.

    Returns
    -------
    dict
        Plain JSON values; every string in it is text and never markup.
    """
    text = style()["text"]
    areas = regions(day.events)
    used = {"software": True, "places": True, "regions": bool(areas["items"]), "base": not has_tiles}
    return {
        "title": title or day.title,
        "date": day.date.isoformat(),
        "as_of": _as_of(day.as_of),
        "theme": theme,
        "tiles": has_tiles,
        "events": build_layers(day.events).wire(),
        "style": {key: style()[key] for key in STYLES},
        "view": {key: style()["view"][key] for key in ("wide", "narrow")},
        "base": base(style()["base"]),
        "regions": areas,
        "front": encode_front(front, text) if front else None,
        "mentioned": {"label": text["mentioned"], **places(named_in(day))},
        "region_suffixes": text["region_suffixes"],
        "disclaimer": text["disclaimer"],
        "credits": credits_of(day.events, [name for name, is_used in used.items() if is_used], front),
        "words": words() | {"country": countries(day.events["country"].dropna().unique())},
    }


def words() -> dict[str, Any]:
    """Collect the labels of the vocabulary, by kind and id."""
    kinds = {
        "category": vocab.categories(),
        "attacker": vocab.attackers(),
        "status": vocab.statuses(),
        "precision": vocab.precisions(),
        "claim": vocab.claims(),
        "record_type": vocab.record_types(),
        "date_precision": vocab.date_precisions(),
    }
    return {kind: {term.id: _term(term) for term in terms.values()} for kind, terms in kinds.items()}


def countries(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Collect the names of the countries in use."""
    known = vocab.countries()
    return {code: _term(known[code]) for code in sorted(codes) if code in known}


def _term(term: vocab.Term) -> dict[str, str]:
    found = {name: getattr(term, name, None) for name in ("label", "meaning", "unit")}
    return {name: value for name, value in found.items() if value}


def _as_of(moment: datetime | None) -> dict[str, str] | None:
    """Tell the moment as its clock shows it, and whose clock it is."""
    if moment is None:
        return None
    zone = getattr(moment.tzinfo, "key", None) or (moment.tzname() or "")
    return {"moment": moment.isoformat(), "zone": f"{zone.rsplit('/', 1)[-1]} time" if "/" in zone else zone}

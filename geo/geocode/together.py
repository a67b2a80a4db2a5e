"""The places of one text resolved together: the sure ones first, the others by nearness to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geo.geocode.words import flags
from geo.model import Context, Place, Precision

Resolve = Callable[[str, Context, frozenset[str]], Place | None]
_UNSURE = frozenset(
    {"ambiguous_place", "fuzzy_match", "other_spelling", "far_from_context", "outside_region"}
)
_POINTS = frozenset({Precision.EXACT, Precision.SETTLEMENT, Precision.DISTRICT})


def resolve_together(
    names: Sequence[tuple[str, Context]], resolve: Resolve, rounds: int = 4
) -> list[Place | None]:
    """Resolve the names of one text, in the order of the text.

    In each round the names that are sure lend their positions to all others, those that stand nearest in
    the text first; a name that stays unsure keeps its flags. A name that population alone made sure may so
    become unsure again.
    """
    places = [resolve(name, context, frozenset()) for name, context in names]
    for _ in range(rounds):
        settled = [_is_sure(place) for place in places]
        regions = _regions(places, settled)
        again = [
            resolve(name, _with_near(at, context, places, settled), regions)
            for at, (name, context) in enumerate(names)
        ]
        if again == places:
            break
        places = again
    return places


def _is_sure(place: Place | None) -> bool:
    return place is not None and not _UNSURE.intersection(place.review)


def _with_near(at: int, context: Context, places: list[Place | None], settled: list[bool]) -> Context:
    order = sorted((i for i, sure in enumerate(settled) if sure and i != at), key=lambda i: (abs(i - at), i))
    found = (places[i] for i in order)
    near = dict.fromkeys(place.best.lonlat for place in found if place and place.best.precision in _POINTS)
    return replace(context, near=(*context.near, *list(near)[: flags().neighbours]))


def _regions(places: list[Place | None], settled: list[bool]) -> frozenset[str]:
    known = (place.best.admin1_code for place, sure in zip(places, settled, strict=True) if place and sure)
    return frozenset(code for code in known if code)

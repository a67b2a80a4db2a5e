"""The places that a report names, each once, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from geo.layers.columns import COORDINATE_SCALE

if TYPE_CHECKING:
    from geo.model import Candidate, Place


def places(named: Iterable[Place]) -> dict[str, Any]:
    """Encode places; each is drawn once, however often it is named.

    Returns
    -------
    dict
        Columns ``name``, ``lon``, ``lat`` (whole ten-thousandths of a degree), ``precision`` and ``count``
        (how often it is named); ``scale`` in units a degree.
    """
    counts: dict[Candidate, int] = {}
    for place in named:
        counts[place.best] = counts.get(place.best, 0) + 1
    return {
        "name": [best.name for best in counts],
        "lon": [round(best.lon * COORDINATE_SCALE) for best in counts],
        "lat": [round(best.lat * COORDINATE_SCALE) for best in counts],
        "precision": [str(best.precision) for best in counts],
        "count": list(counts.values()),
        "scale": COORDINATE_SCALE,
    }

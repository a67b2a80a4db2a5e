"""The places that a report names, each once, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo.layers.columns import COORDINATE_SCALE

Named = tuple[str, float, float]


def places(named: Iterable[Named]) -> dict[str, Any]:
    """Encode places; each is drawn once, however often it is named.

    Parameters
    ----------
    named : iterable of (str, float, float)
        Name, longitude and latitude in degrees, once for each mention.

    Returns
    -------
    dict
        Columns ``name`` (as first written), ``lon``, ``lat`` (whole ten-thousandths of a degree) and
        ``count`` (how often the place is named); ``scale`` in units a degree.
    """
    counts: dict[tuple[int, int], int] = {}
    names: dict[tuple[int, int], str] = {}
    for name, lon, lat in named:
        spot = (round(lon * COORDINATE_SCALE), round(lat * COORDINATE_SCALE))
        names.setdefault(spot, name)
        counts[spot] = counts.get(spot, 0) + 1
    return {
        "name": list(names.values()),
        "lon": [lon for lon, _ in counts],
        "lat": [lat for _, lat in counts],
        "count": list(counts.values()),
        "scale": COORDINATE_SCALE,
    }

"""Give what a headline tells the day that the text below it tells of the same place.

Assumes that a headline without a day announces the first such incident of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.extract.frame import Draft
from geo.extract.times.when import When
from geo.model import Place


def with_days(settled: Sequence[tuple[Draft, Place]]) -> list[tuple[Draft, Place]]:
    """Date the headlines among drafts that are in the order of the text.

    Parameters
    ----------
    settled : sequence of (Draft, Place)
        In the order of the text.

    Returns
    -------
    list of (Draft, Place)
        The same ones; a headline without a day has that of the next telling of its place in its post.
    """
    told: dict[tuple[int, str], When] = {}
    out = []
    for draft, place in reversed(settled):
        key = (draft.sentence.post, place.best.place_id)
        if draft.headline and draft.when is None:
            draft = replace(draft, when=told.get(key))  # noqa: PLW2901 - the same draft, with its day
        elif draft.when is not None:
            told[key] = draft.when
        out.append((draft, place))
    return out[::-1]

"""Part what belongs to the war from what a report tells of the rest of the world.

Assumes that a report on the war speaks of one of its sides, its weapons or its forces.
"""

from __future__ import annotations

from geo.extract.acts.sides import belongs
from geo.extract.frame import Draft
from geo.extract.words.tables import words
from geo.model import Place

Settled = list[tuple[Draft, Place]]


def parted(settled: Settled, text: str) -> tuple[Settled, Settled]:
    """Part drafts into those of the war and those that are not.

    Parameters
    ----------
    settled : list of (Draft, Place)
        What was told, with its place.
    text : str
        The whole report: "Fire in Odessa, Texas; Moscow, Idaho mourns" names places of the war by chance.
    """
    own = [(d, p) for d, p in settled if belongs(d, p) and _in_reach(d, p)]
    if len(own) < len(settled) and not _speaks_of_war(text):
        return [], settled
    kept = {id(d) for d, _ in own}
    return own, [(d, p) for d, p in settled if id(d) not in kept]


def _in_reach(draft: Draft, place: Place) -> bool:
    """Tell whether weapons reach that country: London gives missiles, and is hit by none."""
    near = place.best.country == "" or place.best.country in words("theatre", "neighbours")
    return near or draft.finding.category not in words("theatre", "weapons")


def _speaks_of_war(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in words("theatre", "war"))

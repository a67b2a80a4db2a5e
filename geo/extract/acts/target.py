"""What was hit, and whether it was civilians' own: a block of flats, a substation, an airfield, a train.

Assumes the table ``targets``; of several things named, the one that stands nearest to the blow was hit.
"""

from __future__ import annotations

from functools import cache

from geo.extract.frame import Draft
from geo.extract.words.tables import Phrases, any_of, raw

_STRUCK = frozenset(
    ("missile_strike", "drone_strike", "shelling", "air_strike", "explosion", "sabotage", "naval", "other")
)


@cache
def _targets() -> Phrases:
    rows = raw("targets")["target"]
    listed = ((row.get("civilian"), row["words"].replace("\n", " ").split(",")) for row in rows)
    return Phrases({phrase.strip(): kind for kind, words in listed for phrase in words if phrase.strip()})


def target_of(draft: Draft) -> tuple[str | None, bool | None]:
    """Return what was hit, in the words of the report, and whether it is civilian; None where not told."""
    s, unit = draft.sentence, draft.finding.unit
    category = draft.finding.category
    if category not in _STRUCK and category != "air_defence":
        return None, None
    acts = [h for h in unit.hits if h.trigger.role in ("act", "damage") and unit.first <= h.first < unit.stop]
    at = acts[0].last if acts else unit.first
    found = [
        (abs(i - at) + 3 * (i < at), i, size, kind)
        for i, size, kind in _targets().find(s.low, unit.first, unit.stop)
    ]
    if not found:
        people = any_of(s.low[unit.first : unit.stop], "targets", "civilians") and category in _STRUCK
        return None, True if people else None
    _, i, size, kind = min(found)
    return " ".join(s.text[i : i + size]), kind if category in _STRUCK else None

"""One incident once: tellings of the same thing become one, every claim kept; totals keep their residual.

Assumes that the same place, the same day and a kind that fits are the same incident within one report.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date

from geo.model import Claim, Event, Precision
from geo.text import fold

_VAGUE = frozenset(("other", "explosion"))
_FROM_THE_AIR = frozenset(("drone_strike", "missile_strike", "air_defence"))
_NEAR = 700
_FOLLOW_UP = 3
_FIGURES = {
    "killed": "killed_min",
    "injured": "injured_min",
    "munitions": "munitions",
    "intercepted": "intercepted",
}
_SHARED = frozenset(("killed", "injured", "munitions", "intercepted"))


class _Said:
    """What is claimed of one incident, gathered: a city may be told of a thousand times."""

    __slots__ = ("claims", "known", "sides")

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = list(claims)
        self.known = set(self.claims)
        self.sides = _sides(self.claims)

    def add(self, claims: Iterable[Claim]) -> None:
        """Gather the claims of one telling that no other made."""
        new = [claim for claim in claims if claim not in self.known]
        self.claims += new
        self.known.update(new)
        self.sides |= _sides(new)


def merge(events: Iterable[Event], *, newest_first: bool = False) -> list[Event]:
    """Merge the tellings of each incident, and settle what totals leave over.

    Parameters
    ----------
    events : iterable of Event
        In the order of the text; totals may stand anywhere.
    newest_first : bool
        Whether the report tells the newest first: then the first figure told is the latest.

    Returns
    -------
    list of Event
        In the order of their first telling.
    """
    out: list[Event] = []
    said: dict[int, _Said] = {}
    by_place: dict[object, list[int]] = {}
    by_town: dict[object, list[int]] = {}
    for event in events:
        key = (event.record_type, event.place_id, str(event.precision))
        known = by_place.setdefault(key, [])
        town = by_town.setdefault(_town(event), [])
        for k in (*known, *(k for k in town if k not in known and of_one_site(out[k], event))):
            if event.record_type == "incident" and same(out[k], event, newest_first=newest_first):
                if k not in said:
                    said[k] = _Said(out[k].claims)
                said[k].add(event.claims)
                out[k] = joined(out[k], event, said[k].sides, newest_first=newest_first)
                break
        else:
            known.append(len(out))
            town.append(len(out))
            out.append(event)
    for k, told in said.items():
        out[k] = replace(out[k], claims=tuple(told.claims))
    return with_residuals(_unique(out))


def _town(event: Event) -> tuple[str | None, str]:
    """Name what a site and its town have in common: the region and the first word as written."""
    return event.admin1_code, fold((event.place_text or "").split(" ")[0])


def of_one_site(a: Event, b: Event) -> bool:
    """Tell whether one event is at a site and the other in its town, told in one paragraph or the next."""
    kinds = {a.precision, b.precision}
    near = abs((b.start or 0) - (a.end or 0)) <= _NEAR
    return kinds == {Precision.EXACT, Precision.SETTLEMENT} and near and a.record_type == b.record_type


def same(a: Event, b: Event, *, newest_first: bool = False) -> bool:
    """Tell whether two events at one place tell the same incident."""
    vague = not _VAGUE.isdisjoint((a.category, b.category))
    if not _days_fit(a, b) or not (newest_first or vague or _toll_holds(a, b)):
        return False
    if a.category == b.category or a.category in _VAGUE or b.category in _VAGUE:
        return True
    near = abs((b.start or 0) - (a.end or 0)) <= _NEAR
    return near and {a.category, b.category} <= _FROM_THE_AIR


def _days_fit(a: Event, b: Event) -> bool:
    if a.date_start is None or b.date_start is None:
        return True
    if a.date_start <= (b.date_end or b.date_start) and b.date_start <= (a.date_end or a.date_start):
        return True
    days = (date.fromisoformat(b.date_start) - date.fromisoformat(a.date_start)).days
    if b.category == "other" and b.time_text is None and 0 < days <= _FOLLOW_UP:
        return True
    if a.time_text is None and b.time_text is not None and 0 < -days <= _FOLLOW_UP and _beside(a, b):
        return True
    apart = abs((date.fromisoformat(a.date_start) - date.fromisoformat(b.date_start)).days)
    kinds = a.category == b.category or not _VAGUE.isdisjoint((a.category, b.category))
    return apart == 1 and kinds and (_at_night(a) or _at_night(b))


def _surer_day(a: Event, b: Event) -> bool:
    """Tell whether the second telling names its day where the first has none, or only says "overnight"."""
    if a.date_start is None or b.date_start is None:
        return b.date_start is not None
    if a.time_text is None and b.time_text is not None and _beside(a, b):
        return True
    return (a.time_text or "").lower() == "overnight" and (b.time_text or "overnight").lower() != "overnight"


def _beside(a: Event, b: Event) -> bool:
    """Tell whether a telling without a time stands right before one that names the day."""
    vague = not _VAGUE.isdisjoint((a.category, b.category))
    return vague and 0 <= (b.start or 0) - (a.end or 0) <= _NEAR


def _at_night(event: Event) -> bool:
    """Tell whether an event's words leave open which of two days the night belongs to."""
    return any(word in (event.time_text or "").lower() for word in ("night", "late"))


def _toll_holds(a: Event, b: Event) -> bool:
    """Tell whether the later figure is no smaller: a toll rises, and a smaller one is another incident."""
    for x, y in ((a.killed_min, b.killed_min), (a.injured_min, b.injured_min)):
        if x is not None and y is not None and x != y:
            return y == 0 or y > x
    return True


def _by_age(a: Event, b: Event, *, newest_first: bool) -> tuple[Event, Event]:
    """Sort two tellings, the later first: a toll rises, whatever the order of the report."""
    for what in ("killed_min", "injured_min"):
        x, y = getattr(a, what), getattr(b, what)
        if x is not None and y is not None and x != y:
            return (a, b) if x > y else (b, a)
    return (a, b) if newest_first else (b, a)


def _latest(told: tuple[Event, Event], what: str) -> tuple[int | None, int | None]:
    later, before = ((getattr(event, f"{what}_min"), getattr(event, f"{what}_max")) for event in told)
    return before if later == (None, None) else later


def joined(a: Event, b: Event, sides: Set[str], *, newest_first: bool = False) -> Event:
    """Join two tellings: the latest figures, the more telling kind, and how sure it is with these sides."""
    finer = a.category == "other" or (a.category == "explosion" and b.category != "other")
    told = _by_age(a, b, newest_first=newest_first)
    killed, injured = _latest(told, "killed"), _latest(told, "injured")
    dated = b if _surer_day(a, b) else a
    return replace(
        a,
        date_start=dated.date_start,
        date_end=dated.date_end,
        date_precision=dated.date_precision,
        time_text=dated.time_text,
        category=b.category if finer else a.category,
        attacker=a.attacker if a.attacker != "unknown" else b.attacker,
        killed_min=killed[0],
        killed_max=killed[1],
        injured_min=injured[0],
        injured_max=injured[1],
        munitions=a.munitions if a.munitions is not None else b.munitions,
        intercepted=a.intercepted if a.intercepted is not None else b.intercepted,
        weapon=a.weapon or b.weapon,
        target=a.target or b.target,
        civilian_targeting=b.civilian_targeting if a.civilian_targeting is None else a.civilian_targeting,
        attributed_to=a.attributed_to or b.attributed_to,
        parent_id=a.parent_id or b.parent_id,
        status=_status(sides, a.status, b.status),
    )


def status_of(claims: Iterable[Claim], *told: str) -> str:
    """How sure an incident is by who tells it: two sides confirm, a denial disputes."""
    return _status(_sides(claims), *told)


def _sides(claims: Iterable[Claim]) -> set[str]:
    return {claim.side for claim in claims if claim.side and claim.what != "other"}


def _status(sides: Set[str], *told: str) -> str:
    if {"denied", "disputed"} & {*told}:
        return "disputed"
    if len(sides) > 1:
        return "confirmed"
    return next((status for status in told if status != "reported"), "reported")


def _unique(events: list[Event]) -> list[Event]:
    """Give every event an id of its own, and totals the ids that their parts name."""
    seen: dict[str, int] = {}
    out = []
    for event in events:
        count = seen[event.event_id] = seen.get(event.event_id, -1) + 1
        out.append(replace(event, event_id=f"{event.event_id[:-1]}{count:x}") if count else event)
    return out


def with_residuals(events: list[Event]) -> list[Event]:
    """Settle every total's residual; a total whose parts tell more than it does loses them."""
    ids = {event.event_id for event in events if event.record_type == "total"}
    parts: dict[str, list[Event]] = {}
    for event in events:
        if event.parent_id in ids:
            parts.setdefault(str(event.parent_id), []).append(event)
    broken = {key for key in ids if not parts.get(key)}
    left: dict[str, dict[str, float]] = {}
    for event in events:
        if event.event_id in parts:
            left[event.event_id] = _residual(event, parts[event.event_id])
            if min(left[event.event_id].values(), default=0) < 0:
                broken.add(event.event_id)
    return [_settled(event, left, broken) for event in events if event.event_id not in broken]


def _settled(event: Event, left: dict[str, dict[str, float]], broken: set[str]) -> Event:
    if event.event_id in left:
        return replace(event, residual=left[event.event_id])
    known = event.parent_id in left and event.parent_id not in broken
    return event if known or event.parent_id is None else replace(event, parent_id=None)


def _residual(total: Event, parts: list[Event]) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, column in _FIGURES.items():
        whole = getattr(total, column)
        if whole is not None:
            out[name] = whole - sum(getattr(part, column) or 0 for part in parts)
    return {name: value for name, value in out.items() if value}

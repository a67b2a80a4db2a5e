"""Which of the times of a sentence are those of what happened, and which one an incident has.

Assumes that a time belongs to the clause in which it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from geo.extract.places.anchors import Anchor
from geo.extract.speech.who import said_at, verbs
from geo.extract.times.when import When, is_owner, times
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_OPENING = 6  # words before the day of a dateline
_ABOUT = 6  # words between a name and the clause about it
_HEAD = 4  # words of a place that opens a sentence
_REACH = 5  # words between "rose" and its day
_OLD = 3  # days before the report: a day so old holds for no other sentence


def own_times(s: Sentence, base: date | None, told: date | None) -> list[When]:
    """Find the times of what happened: without datelines, and without the day on which a toll rose.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    base : date, optional
        The day that relative words count from.
    told : date, optional
        The day told last, which "that night" and "two days earlier" count from.
    """
    key = ("own times", base, told)
    found: list[When] | None = s.memo.get(key)
    if found is None:
        every = times(s, base, told)
        found = [t for t in every if not (_is_dateline(s, t, base) or _is_of_a_toll(s, t))]
        s.memo[key] = found
    return found


def _is_dateline(s: Sentence, t: When, base: date | None) -> bool:
    """Tell the day of "KYIV, May 5 (Reuters) -" and of "Moscow. 5 May. TASS -": that of the report."""
    if t.first > _OPENING or t.start != base or t.end != base or t.text:
        return False
    before = s.text[: t.first]
    capitals = all(w[0].isupper() or not w[0].isalpha() for w in before)
    after = s.low[t.last + 1 : t.last + 2]
    marks = words("times", "after_dateline")
    return capitals and (any(w in marks for w in after) or (bool(before) and t.last + 2 >= len(s)))


def _is_of_a_toll(s: Sentence, t: When) -> bool:
    """Tell "the toll rose to 30 on Sunday": the strike itself was earlier; not "after Sunday's strike"."""
    if is_owner(s, t):
        return False
    near = s.low[max(0, t.first - _REACH) : t.first]
    rose = max((k for k, w in enumerate(near) if w in words("times", "rising")), default=-1)
    if rose < 0 or any_of(near[rose:], "times", "breaks"):
        return False
    return any_of(s.low, "times", "tolls")


def asides(s: Sentence) -> list[tuple[int, int]]:
    """Find the clauses about a name, ", where on Sunday a truck blew up,": from their comma to the next."""
    found: list[tuple[int, int]] | None = s.memo.get("relative clauses")
    if found is None:
        starts = [
            k for k in range(len(s) - 1) if s.low[k] == "," and s.low[k + 1] in words("times", "relatives")
        ]
        ends = [k for k, word in enumerate(s.low) if word in words("times", "clause_ends")]
        found = [(k, next((e for e in ends if e > k + 1), len(s))) for k in starts]
        s.memo["relative clauses"] = found
    return found


def aside(s: Sentence, t: When) -> tuple[int, int] | None:
    """Return the clause about a name in which a time stands, if it does."""
    return next(((a, b) for a, b in asides(s) if a < t.first < b), None)


def leads(s: Sentence, t: When) -> bool:
    """Tell a time that may hold on: none about a name, but for "In Dnipro, where on Saturday ..."."""
    clause = aside(s, t)
    return clause is None or (clause[0] <= _HEAD and s.low[0] in ("in", "at", "near"))


def of_place(s: Sentence, unit: Unit, anchor: Anchor, found: Sequence[When]) -> When | None:
    """Choose the time of one of the places of a stretch: one right after it, else that of the stretch."""
    found = [t for t in found if _reaches(s, aside(s, t), anchor)]
    later = [a.mention.first for a in unit.anchors if a.mention.first > anchor.mention.first]
    if len(unit.anchors) == 1 or anchor.mention.first < 0:
        return of_unit(s, unit, found)
    stop = min(later, default=unit.stop)
    own = [t for t in found if anchor.mention.last < t.first < stop and _at_once(s, anchor.mention.last, t)]
    start = max((a.mention.last for a in unit.anchors if a.mention.first < anchor.mention.first), default=-1)
    led = [t for t in found if start < t.first < anchor.mention.first and not _at_once(s, start, t)]
    if own or (led and start >= 0):
        return (own or led)[0]
    act = any(h.trigger.role != "means" and anchor.mention.last < h.first < stop for h in unit.hits)
    if act and any_of(s.low[unit.first : anchor.mention.first], "discourse", "ongoing"):
        return None
    before = [t for t in found if t.first < anchor.mention.first]
    return of_unit(s, unit, before or found)


@cache
def _earlier() -> Phrases:
    return Phrases(dict.fromkeys(words("times", "earlier"), True))


def _at_once(s: Sentence, last: int, t: When) -> bool:
    """Tell a time in the clause of the name before it: "in Odesa on Sunday", not ", and on Sunday"."""
    return (
        words("times", "clause_ends").isdisjoint(s.low[last + 1 : t.first])
        and "and" not in s.low[last + 1 : t.first]
    )


def _reaches(s: Sentence, clause: tuple[int, int] | None, anchor: Anchor) -> bool:
    """Tell whether a time in such a clause is that of a place: in it, or the one that it is about."""
    if clause is None:
        return True
    a, b = clause
    about = 0 <= a - anchor.mention.last <= _ABOUT and next(_earlier().find(s.low, a, b), None) is None
    return a < anchor.mention.first < b or about


def of_unit(s: Sentence, unit: Unit, found: Sequence[When]) -> When | None:
    """Choose the time of a stretch: one inside it, else one before it; one after it only for the first."""
    inside = [t for t in found if unit.first <= t.first < unit.stop]
    if not inside and goes_on(s, unit):
        return None
    split = unit.stop < len(s) and s.low[unit.stop] == "where"
    told = inside or [t for t in found if t.first < unit.first or (unit.first == 0 and not split)]
    told = [t for t in told if not said_at(s, t.first, t.last)] or told
    if len(told) < 2:
        return told[0] if told else None
    at = _act(unit)
    return min(told, key=lambda t: abs(t.first - at))


def _act(unit: Unit) -> int:
    """Return where the act of a stretch stands: the last one before another place is told."""
    acts = [h.first for h in unit.hits if h.trigger.role != "means" and unit.first <= h.first < unit.stop]
    return acts[-1] if acts else unit.first


def goes_on(s: Sentence, unit: Unit) -> bool:
    """Tell what still goes on: it is of the day of the report."""
    return any_of(s.low[unit.first : unit.stop], "discourse", "ongoing")


def holds(s: Sentence, when: When | None, base: date | None) -> When | None:
    """Return a day told before, where it holds for a sentence: an old day only for what "had" been."""
    if when is None or base is None or when.end is None or (base - when.end).days < _OLD:
        return when
    return when if any_of(s.low, "times", "then") and not any(w in verbs() for w in s.low) else None


def starts_anew(s: Sentence) -> bool:
    """Tell "since then": what follows is no longer of the day told before."""
    return "since then" in " ".join(s.low) if "since" in s.low else False


def last_day(found: Sequence[When]) -> date | None:
    """Return the last day that is told by its name."""
    return next((t.start for t in reversed(found) if t.explicit and t.precision == "day"), None)


def through_the_night(s: Sentence, when: When, base: date | None) -> When:
    """Let what began "late on Saturday" last into the next day, for all that is told of it."""
    late = any_of(s.low[max(0, when.first - 3) : when.last + 3], "times", "late")
    if not late or when.end is None or base is None or when.end >= base:
        return when
    return replace(when, end=when.end + timedelta(days=1), precision="days")


def recent(day: date | None, base: date | None) -> date | None:
    """Return a day that "that night" may still mean in a new paragraph: an old one is forgotten."""
    return None if day and base and (base - day).days >= _OLD else day


def by_day(found: list[When], standing: date | None) -> list[When]:
    """Read "during the day" in a report on the day before as that day."""
    own = words("times", "by_day")
    return [replace(t, start=standing, end=standing) if t.text in own else t for t in found]


def named(when: When) -> When:
    """Take "that night" for the day that it means."""
    return replace(when, text="") if when.text in raw("times")["again"] else when


def after_day(night: When, day: When | None) -> When:
    """Read "overnight" below a day that was named: the night to it, or the one that follows it."""
    if day is None or day.end is None or night.end is None:
        return night
    end = min(day.end + timedelta(days=1), night.end) if day.end < night.end else day.end
    return replace(night, start=day.start, end=end, precision="day" if day.start == end else "days")

"""Casualties of a stretch of words: who many were killed and hurt there.

Assumes that a figure stands right after an active word ("killing two") or before a passive one
("two people were killed").
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from geo.extract.figures import Figure, Number
from geo.extract.sentences import Sentence
from geo.extract.tables import any_of, words

_AFTER = 3
_BEFORE = 22
_LONG_TOLL = 1000
_STOPS = frozenset((";", "while", "—", "–", "but", "although"))


@dataclass(frozen=True, slots=True)
class Harm:
    """Killed and injured as told; None where not told."""

    killed: Figure | None = None
    injured: Figure | None = None

    def __bool__(self) -> bool:
        return self.killed is not None or self.injured is not None


def _figure(number: Number) -> Figure | None:
    value = number.value
    if value is None:
        return None
    if number.bound == "least":
        return Figure(value, None, number.first, number.last)
    if number.bound == "most":
        return Figure(None, value, number.first, number.last)
    return Figure(value, value, number.first, number.last)


def _following(s: Sentence, i: int, stop: int, by_word: dict[int, Number]) -> Number | None:
    """Return the number right after a harm word, past small words."""
    small = words("harm", "between")
    k = i + 1
    while k < stop and k - i <= 8:
        if k in by_word:
            return by_word[k]
        if s.low[k] not in small:
            return None
        k += 1
    return None


def _toll(s: Sentence, i: int, stop: int, by_word: dict[int, Number]) -> Number | None:
    """Return the number that a toll reaches: "the number of dead in the block has risen to 19"."""
    tolls = words("harm", "toll")
    if not any(w in tolls for w in s.low[max(0, i - 3) : i + 2]):
        return None
    for k in range(i + 1, min(stop, i + 28)):
        if k in by_word and any_of(s.low[k - 4 : k], "harm", "reaches"):
            return by_word[k]
    return None


def _preceding(s: Sentence, i: int, start: int, by_last: dict[int, Number], harms: set[int]) -> Number | None:
    """Return the number of people before a passive harm word."""
    part: Number | None = None
    for k in range(i - 1, max(start, i - _BEFORE) - 1, -1):
        number = by_last.get(k)
        if number is not None and (number.people or _bare(s, number)):
            if not number.part:
                return number
            part = part or number
        if s.low[k] in _STOPS or k in harms:
            break
    return part


def _bare(s: Sentence, number: Number) -> bool:
    """Tell whether a number stands alone for people: "three were wounded", "five died", "four dead"."""
    if number.first and s.low[number.first - 1] in ("other", "further", "remaining"):
        return not number.noun or number.noun in words("numbers", "people", "words")
    nxt = s.low[number.last + 1] if number.last + 1 < len(s) else ""
    return nxt in words("harm", "alone") or nxt in words("harm", "killed") or nxt in words("harm", "injured")


def _none(s: Sentence, i: int, start: int) -> bool:
    window = s.low[max(start, i - 5) : i]
    nobody = words("harm", "nobody")
    return any(w in nobody for w in window) or ("no" in window[-3:] and "longer" not in window)


def harm(s: Sentence, start: int, stop: int, found: list[Number]) -> Harm:
    """Read the casualties between two words of a sentence.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    start, stop : int
        The stretch, ``stop`` exclusive.
    found : list of Number
        The sentence's counts.

    Returns
    -------
    Harm
        The first figure for the killed and for the injured; 0 where it is said that nobody was.
    """
    start = _after_first(s, start, stop)
    inside = [n for n in found if start <= n.first and n.last < stop]
    by_word = {n.first: n for n in inside}
    by_last = {n.last: n for n in inside}
    killed_words, injured_words = words("harm", "killed"), words("harm", "injured")
    positions = [i for i in range(start, stop) if s.low[i] in killed_words or s.low[i] in injured_words]
    harms = set(positions)
    out: dict[str, Figure] = {}
    used: set[int] = set()
    for i in positions:
        fatal = s.low[i] in killed_words or (i > 0 and s.low[i - 1] in ("fatally", "mortally"))
        key = "killed" if fatal else "injured"
        if _none(s, i, start):
            _nobody(s, i, out)
            continue
        number, whole = _pick(s, i, start, stop, (by_word, by_last, harms))
        if number is None or number.first in used:
            continue
        figure = _figure(number)
        if figure is not None and (whole or key not in out or (number.part is False and out[key].low == 0)):
            used.add(number.first)
            out[key] = figure
    _corrected(s, stop, inside, positions, out)
    return Harm(out.get("killed"), out.get("injured"))


def _after_first(s: Sentence, start: int, stop: int) -> int:
    """Skip what was only reported "at first"."""
    for k in range(start, stop - 1):
        if s.low[k] == "initially" or (s.low[k] == "at" and s.low[k + 1] == "first"):
            return k
    return start


def _corrected(
    s: Sentence, stop: int, found: list[Number], positions: list[int], out: dict[str, Figure]
) -> None:
    """Take the later figure: "of five hurt, later of 14", "37 injured; he put the figure at 46"."""
    for number in found:
        before = s.low[max(0, number.first - 3) : number.first]
        later = "later" in before or ("figure" in before and "at" in before)
        told = [i for i in positions if i < number.first]
        figure = _figure(number)
        if later and told and figure is not None and number.last < stop:
            key = "killed" if s.low[told[-1]] in words("harm", "killed") else "injured"
            out[key] = figure


def _nobody(s: Sentence, i: int, out: dict[str, Figure]) -> None:
    zero = Figure(0, 0, i, i)
    word = s.low[i]
    if word in words("harm", "any") or word in words("harm", "injured"):
        out.setdefault("injured", zero)
    if (
        word in words("harm", "any")
        or word in words("harm", "killed")
        or word in ("hurt", "injured", "wounded")
    ):
        out.setdefault("killed", zero)


def _pick(
    s: Sentence, i: int, start: int, stop: int, tables: tuple[dict[int, Number], dict[int, Number], set[int]]
) -> tuple[Number | None, bool]:
    """Choose the number of a harm word, and tell whether it is a toll: the sum of all that came before."""
    by_word, by_last, harms = tables
    toll = _toll(s, i, stop, by_word)
    if toll is not None:
        return toll, True
    after = _following(s, i, stop, by_word)
    before = _preceding(s, i, start, by_last, harms)
    if after is None or after.part:
        return before, False
    if before is None:
        return after, False
    parted = "," in s.low[i : after.first]
    return (before if parted or s.low[i] not in words("harm", "active") else after), False


def rest_from(s: Sentence, found: list[Number]) -> int | None:
    """Where a clause on the rest of a region begins: "and five others were injured across the region"."""
    for number in found:
        after = s.low[number.last + 1 : number.last + 2]
        if after and after[0] in words("harm", "others"):
            tail = s.low[number.last + 1 : number.last + 14]
            if any(a == "the" and b in words("harm", "regions") for a, b in pairwise(tail)):
                return number.first
    return None


def counted(s: Sentence, start: int, place: int, found: list[Number]) -> tuple[str, Figure] | None:
    """Read a bare count before a place, of what the sentence counted before: "..., one in X and two in Y"."""
    for number in found:
        gap = s.low[number.last + 1 : place]
        near = start <= number.first < place and 1 <= len(gap) <= 5 and gap[0] in ("in", "at", "near", "from")
        if not near or number.people:
            continue
        for k in range(number.first - 1, -1, -1):
            figure = _figure(number)
            if s.low[k] in words("harm", "killed") and figure:
                return "killed", figure
            if s.low[k] in words("harm", "injured") and figure:
                return "injured", figure
    return None


def is_long_toll(told: Harm) -> bool:
    """Tell the toll of a war from that of an incident."""
    return any(
        figure is not None and (figure.low or 0) >= _LONG_TOLL for figure in (told.killed, told.injured)
    )

"""Who speaks without a verb: in "Kiper: 14 dead", "Local authorities - two hurt", "Three dead, Filashkin".

Assumes that a body's name holds a word for such bodies, and that surnames of those in office are listed.
"""

from __future__ import annotations

from functools import cache

from geo.extract.sentences import Sentence
from geo.extract.tables import raw, words

_HEAD = 12  # words before the mark that parts a speaker from what he says
_TAIL = 7  # words of a name after such a mark
_MARKS = frozenset((":", "-", "–", "—"))
_QUOTES = "“”\"'"


@cache
def surnames() -> frozenset[str]:
    """Surnames of those who speak for a place or a power."""
    table = raw("governors")
    people = (name for kind in ("regions", "cities") for names in table[kind].values() for name in names)
    return words("claimants", "surnames", "words") | {name.lower().split()[-1] for name in people}


def byline(s: Sentence, source: str) -> tuple[int, str] | None:
    """Return who speaks by standing at the head or the end of an entry, and at which word; None: nobody."""
    return _head(s, source) or _tail(s, source)


def _head(s: Sentence, source: str) -> tuple[int, str] | None:
    mark = next((k for k in range(1, min(_HEAD, len(s) - 1)) if s.low[k] in _MARKS), 0)
    if not mark:
        return None
    stop = next((k for k in range(1, mark) if s.low[k] == "on" and _person(s, k - 1)), mark)
    first = 1 if s.low[0] in ("the", "“", '"') else 0
    if not _is_name(s, first, stop, colon=s.low[mark] == ":"):
        return None
    return 0, source[s.starts[first] : s.ends[stop - 1]].strip(_QUOTES)


def _tail(s: Sentence, source: str) -> tuple[int, str] | None:
    last = len(s) - 1
    while last > 0 and not s.low[last][0].isalnum():
        last -= 1
    mark = next((k for k in range(last - 1, max(0, last - _TAIL), -1) if s.low[k] in (*_MARKS, ",")), 0)
    if not mark or mark == last:
        return None
    comma = s.low[mark] == ","
    first = mark + 1 + (s.low[mark + 1] == "the")
    known = _person(s, last) and last - first <= 2 if comma else _is_name(s, first, last + 1, colon=False)
    return (first, source[s.starts[first] : s.ends[last]]) if known and first <= last else None


def _person(s: Sentence, k: int) -> bool:
    return s.low[k] in surnames() and s.text[k][0].isupper()


def _is_name(s: Sentence, a: int, b: int, *, colon: bool) -> bool:
    """Tell whether all the words from ``a`` to ``b`` name one speaker: a person of office, or a body."""
    if not all(s.text[k][0].isupper() or s.low[k] in _inside() or s.low[k] == "," for k in range(a, b)):
        return False
    if any(_person(s, k) for k in range(a, b)) and (b - a <= 3 or colon):
        return True
    return any(s.low[k] in words("claimants", "groups", "words") for k in range(a, b))


@cache
def _inside() -> frozenset[str]:
    return words("who", "inside") | words("claimants", "groups", "words") | words("names", "titles")

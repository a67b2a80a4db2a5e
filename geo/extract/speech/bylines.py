"""Who speaks without a verb: in "Kiper: 14 dead", "Local authorities - two hurt", "Three dead, Filashkin".

Assumes that a body's name holds a word for such bodies, and that surnames of those in office are listed.
"""

from __future__ import annotations

from functools import cache

from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, raw, words

_HEAD = 12  # words before the mark that parts a speaker from what he says
_SIGNED = 16  # words of a line that signs what follows
_NAME = 3  # words of a person's name
_ALONE = 4  # words of a name with its title and stop
_TAIL = 7  # words of a name after such a mark
_MARKS = frozenset((":", "-", "–", "—"))
_OPENS = _MARKS | {",", "("}
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


def signature(s: Sentence, source: str) -> str | None:
    """Return whose words follow below a line of its own: "Oleksandr Prokudin, Telegram, 8:04"."""
    if not s.first or len(s) > _SIGNED or not any_of(s.low, "who", "signing"):
        return None
    end = next((k for k in range(len(s)) if s.low[k] in (",", ":", "(", ".", "-", "–", "—")), len(s))
    first = 2 if s.low[:2] == ["posted", "by"] else 0
    named = (
        _person(s, end - 1)
        and end - first <= _NAME
        and all(s.text[k][0].isupper() for k in range(first, end))
    )
    return source[s.starts[first] : s.ends[end - 1]] if named else None


def holds_office(name: str) -> bool:
    """Tell the name of a governor or a body, as a channel bears it, from that of a journalist."""
    low = name.lower().split()
    return bool(low) and (low[-1] in surnames() or any_of(low, "claimants", "groups", "words"))


def _head(s: Sentence, source: str) -> tuple[int, str] | None:
    if len(s) <= _ALONE and _person(s, len(s) - 1 - (s.low[-1] == ".")):
        return 0, source[s.start : s.ends[len(s) - 1 - (s.low[-1] == ".")]]
    mark = next((k for k in range(1, min(_HEAD, len(s) - 1)) if s.low[k] in _MARKS), 0)
    if not mark:
        return None
    if s.low[mark - 1] in ("source", "sources"):
        return _sourced(s, mark + 1, source)
    stop = next((k for k in range(1, mark) if s.low[k] == "on" and _person(s, k - 1)), mark)
    first = 1 if s.low[0] in ("the", "“", '"') else 0
    if not _is_name(s, first, stop, colon=s.low[mark] == ":"):
        return None
    return 0, source[s.starts[first] : s.ends[stop - 1]].strip(_QUOTES)


def _sourced(s: Sentence, first: int, source: str) -> tuple[int, str] | None:
    """Return the first source of "Source: Governor Oleh Syniehubov on Telegram; police"."""
    ends = (k for k in range(first, len(s)) if s.low[k] in ("on", ";", ",", ".", "in", "with"))
    stop = next(ends, len(s))
    return (first, source[s.starts[first] : s.ends[stop - 1]]) if stop > first else None


def _tail(s: Sentence, source: str) -> tuple[int, str] | None:
    last = len(s) - 1
    while last > 0 and not s.low[last][0].isalnum():
        last -= 1
    mark = next((k for k in range(last - 1, max(0, last - _TAIL), -1) if s.low[k] in _OPENS), 0)
    if not mark or mark == last:
        return None
    comma = s.low[mark] == ","
    if s.low[mark] == "(" and not s.text[mark + 1][0].isupper():
        return None
    first = mark + 1 + (s.low[mark + 1] == "the")
    known = _person(s, last) and last - first <= 2 if comma else _is_name(s, first, last + 1, colon=False)
    return (first, source[s.starts[first] : s.ends[last]]) if known and first <= last else None


def _person(s: Sentence, k: int) -> bool:
    return s.low[k] in surnames() and s.text[k][0].isupper()


def _is_name(s: Sentence, a: int, b: int, *, colon: bool) -> bool:
    """Tell whether all the words from ``a`` to ``b`` name one speaker: a person of office, or a body."""
    if not all(s.text[k][0].isupper() or s.low[k] in _inside() or s.low[k] == "," for k in range(a, b)):
        return False
    if any(_person(s, k) for k in range(a, b)) and (b - a <= _NAME or colon):
        return True
    noun = next((k for k in range(a + 1, b) if s.low[k] in ("of", "in", ",")), b) - 1
    return s.low[noun] in words("claimants", "groups", "words")


@cache
def _inside() -> frozenset[str]:
    return words("who", "inside") | words("claimants", "groups", "words") | words("names", "titles")

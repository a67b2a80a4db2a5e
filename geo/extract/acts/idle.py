"""Clauses that tell of nothing: "no active actions in X, the enemy limited itself to shelling".

Assumes that such a clause ends where the next has its own subject; what the next tells stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geo.extract.acts.armies import side_at
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words
from geo.extract.words.triggers import Hit

_TELLING = frozenset(("act", "fight", "gain", "means"))
_SUBJECT = 4  # words after a comma, up to the army that the next clause is about


@cache
def _idle() -> Phrases:
    return Phrases(dict.fromkeys(raw("denials")["idle"], True))


def busy(s: Sentence, hits: list[Hit]) -> list[Hit]:
    """Leave out the triggers of the clauses that tell of nothing, where another clause tells something.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    hits : list of Hit
        Its triggers.

    Returns
    -------
    list of Hit
        All of them, where nothing else would be left. ``s.memo["idle"]`` notes where the clauses begin
        that are told to be idle beside others.
    """
    spans = [_clause(s, i, i + size) for i, size, _ in _idle().find(s.low)]
    if not spans:
        return hits
    kept = [h for h in hits if not any(a <= h.first < b for a, b in spans)]
    if not any(h.trigger.role in _TELLING for h in kept):
        return hits
    s.memo["idle"] = spans
    return kept


def is_idle(s: Sentence, i: int) -> bool:
    """Tell whether the word at ``i`` stands in a clause that only says what was not done."""
    return any(a <= i < b for a, b in s.memo.get("idle", ()))


def _clause(s: Sentence, i: int, stop: int) -> tuple[int, int]:
    """Return the words from the clause's begin to its end."""
    first = next((k + 1 for k in range(i - 1, -1, -1) if _parts(s, k) or _begins(s, k, i)), 0)
    return first, next(_ends(s, stop), len(s))


def _begins(s: Sentence, k: int, i: int) -> bool:
    """Tell the comma before "and at X it was quiet" from those of a list: "in the A, B and C directions"."""
    return s.low[k] == "," and (k + 2 >= i or s.low[k + 1] == "and" or _has_subject(s, k + 1))


def _ends(s: Sentence, stop: int) -> Iterator[int]:
    """Words after ``stop`` that begin another clause."""
    for k in range(stop, len(s)):
        if _parts(s, k) or (s.low[k] in (",", "and") and _has_subject(s, k + 1)):
            yield k


def _parts(s: Sentence, k: int) -> bool:
    return s.low[k] in words("denials", "parts")


def _has_subject(s: Sentence, k: int) -> bool:
    """Tell ", the enemy ..." and ", only shelling ..." from ", X and Y" of a list."""
    after = s.low[k : k + 1]
    opens = bool(after) and after[0] in words("denials", "restarts")
    return opens or any(side_at(s, j) for j in range(k, min(k + _SUBJECT, len(s))) if s.low[j] != ",")

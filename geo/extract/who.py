"""Who says it: the claimants of a sentence, the side that each speaks for, and how firmly it is said.

Assumes that a claimant stands next to a verb of saying, after "according to", or before a colon.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from geo.extract.sentences import Sentence
from geo.extract.tables import Phrases, any_of, raw, words

_LONGEST = 120
_REACH = 22
_AFTER = 16
_COLON = 9
_PASSIVE = frozenset(("was", "were", "been", "be", "being"))


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says it, for which side, whether it is said, claimed or denied, and the word that says so."""

    who: str
    side: str | None
    firmness: str
    at: int = -1


@cache
def verbs() -> dict[str, str]:
    """Verbs of saying, with how firm they make what is said."""
    return {w: firm for firm, text in raw("claimants")["verbs"].items() for w in text.split()}


@cache
def _according() -> Phrases:
    return Phrases(dict.fromkeys(raw("claimants")["phrases"]["according"], True))


@cache
def _lower() -> frozenset[str]:
    """Words in lower case that a speaker's name may hold."""
    return words("who", "inside") | words("claimants", "groups", "words") | words("names", "titles")


def _noun_phrase(s: Sentence, a: int, b: int, source: str) -> str:
    """Return the name of who speaks between two words: names, titles and bodies, nothing else."""
    start = b
    while start > a and _may_name(s, start - 1):
        start -= 1
    while start < b and s.low[start] in words("who", "leading"):
        start += 1
    phrase = source[s.starts[start] : s.ends[b - 1]].strip(" ,“”\"'’") if start < b else ""
    return phrase.removesuffix(" for its part").removesuffix(" for their part")


def _may_name(s: Sentence, k: int) -> bool:
    seat = s.low[k] in ("in", "on", "at") and k and s.low[k - 1] in words("claimants", "groups", "words")
    return s.text[k][0].isupper() or s.low[k] in _lower() or s.low[k] == "," or bool(seat)


def _before(s: Sentence, v: int, source: str) -> str:
    """Return the subject before the verb at ``v``, with an apposition between commas."""
    stops = words("who", "stops")
    end = v
    while end > 0 and s.low[end - 1] in words("who", "auxiliaries"):
        end -= 1
    end = _past_relative(s, _past_bracket(s, end))
    a = end
    commas = 1 if end and s.low[end - 1] == "," else 0
    if commas:
        a -= 1
    while a > 0 and end - a < _REACH:
        word = s.low[a - 1]
        if word == "," and commas == 1:
            commas = 2
        elif word in ("in", "on", "at") and a > 1 and s.low[a - 2] in words("claimants", "groups", "words"):
            commas = commas or 2
        elif word in stops or word == ",":
            break
        a -= 1
    return _noun_phrase(s, a, end, source)


def _past_bracket(s: Sentence, end: int) -> int:
    """Step back over "(HUR)" to the name that it abbreviates, and its comma."""
    comma = end and s.low[end - 1] == ","
    close = end - 1 - comma
    opened = next((k for k in range(close - 1, max(-1, close - 5), -1) if s.low[k] == "("), None)
    return opened if opened and s.low[close] == ")" else end


def _past_relative(s: Sentence, end: int) -> int:
    """Step back over ", who heads the region," to the name before it."""
    if not end or s.low[end - 1] != ",":
        return end
    for k in range(end - 2, max(0, end - _REACH), -1):
        if s.low[k] == ",":
            relative = s.low[k + 1] in words("who", "relatives")
            return k if relative else end
    return end


def _after(s: Sentence, v: int, source: str) -> str:
    """Return the subject after an inverted verb: "said the interior minister, Ihor Klymenko"."""
    b = v + 1
    while b < len(s) and b - v < _AFTER:
        comma = s.low[b] == "," and b + 1 < len(s) and (s.text[b + 1][0].isupper() or s.low[b + 1] == "the")
        if not ((comma and b > v + 1) or (s.low[b] != "," and _may_name(s, b))):
            break
        b += 1
    while b > v + 1 and s.low[b - 1] in ("the", ",", "of", "and", "in"):
        b -= 1
    return _noun_phrase(s, v + 1, b, source)


def _names_somebody(phrase: str) -> bool:
    if not phrase or len(phrase) > _LONGEST:
        return False
    low = [w.strip(",.’'\"") for w in phrase.lower().split()]
    groups = words("claimants", "groups", "words")
    if all(w in words("names", "plain") and w not in groups for w in low):
        return False
    if low[-1] in words("who", "pronouns"):
        return False
    if low[-1] in words("who", "grounds"):
        return any(w in groups for w in low)
    return any(w[0].isupper() for w in phrase.split()) or any(w in groups for w in low)


def _side_of(phrase: str) -> str | None:
    low = phrase.lower().replace(",", " ").split()
    for side in ("Russia", "Ukraine"):
        if any_of(low, "claimants", "sides", side):
            return side
    return None


def claimants(s: Sentence, source: str) -> tuple[Claimant, ...]:
    """Find who says what in a sentence, in the order of the text."""
    found: tuple[Claimant, ...] | None = s.memo.get("claimants")
    if found is None:
        found = s.memo["claimants"] = tuple(_claimants(s, source))
    return found


def _claimants(s: Sentence, source: str) -> list[Claimant]:
    table = verbs()
    out = [_named(phrase, "said", i + size - 1) for i, size, phrase in _accorded(s, source)]
    for i, word in enumerate(s.low):
        if word not in table or (i and s.low[i - 1] in words("who", "nouns_after")):
            continue
        phrase = _speaker(s, i, source)
        if phrase is not None:
            out.append(_named(phrase, table[word], i))
    if not out and (phrase := _headed(s, source)):
        out.append(_named(phrase, "said", 0))
    return sorted(out, key=lambda c: c.at)


def _named(phrase: str, firmness: str, at: int) -> Claimant:
    return Claimant(phrase, _side_of(phrase), firmness, at)


def _accorded(s: Sentence, source: str) -> list[tuple[int, int, str]]:
    found = ((i, size, _after(s, i + size - 1, source)) for i, size, _ in _according().find(s.low))
    return [(i, size, phrase) for i, size, phrase in found if _names_somebody(phrase)]


def _speaker(s: Sentence, i: int, source: str) -> str | None:
    """Find the subject of the verb at ``i``: before it, after it, or the agent of a passive."""
    if i and s.low[i - 1] in _PASSIVE:
        by = next((k for k in range(i + 1, min(i + 4, len(s))) if s.low[k] == "by"), None)
        tries = (_after(s, by, source),) if by is not None else ()
    elif s.low[i] in words("who", "transitive"):
        tries = (_before(s, i, source),)
    elif i and s.low[i - 1] in (",", "”", '"') and i + 1 < len(s) and _may_name(s, i + 1):
        tries = (_after(s, i, source), _before(s, i, source))
    else:
        tries = (_before(s, i, source), _after(s, i, source))
    return next((phrase for phrase in tries if _names_somebody(phrase)), None)


def _headed(s: Sentence, source: str) -> str:
    """Return who stands before a colon: "Mayor: two homes were hit"."""
    colon = next((k for k in range(1, min(_COLON, len(s) - 1)) if s.low[k] == ":"), 0)
    groups = words("claimants", "groups", "words")
    if not colon or not any(w in groups for w in s.low[:colon]):
        return ""
    phrase = _noun_phrase(s, 0, colon, source)
    whole = source[s.starts[0] : s.ends[colon - 1]]
    return phrase if phrase == whole.removeprefix("The ") and _names_somebody(phrase) else ""


def claimant(s: Sentence, source: str, first: int = 0, stop: int | None = None) -> Claimant | None:
    """Find who says what a stretch tells: the first in it or else in the sentence; None: the writer."""
    found = claimants(s, source)
    inside = (c for c in found if first <= c.at and (stop is None or c.at < stop))
    return next(inside, next(iter(found), None))


class Speakers:
    """Who has spoken in a report, so that "the ministry" and a bare surname find their full name."""

    def __init__(self) -> None:
        self._known: dict[str, Claimant] = {}

    def full(self, said: Claimant) -> Claimant:
        """Return a claimant under the fullest name that the report has given, and remember it."""
        parts = [w.strip(",.’'") for w in said.who.lower().split()]
        known = self._known.get(parts[-1])
        if known is not None and len(parts) == 1 and known.firmness != "denied":
            return replace(said, who=known.who, side=said.side or known.side)
        if len(parts) > 1:
            self._known.update((w, said) for w in parts if len(w) > 3)
        return said


def said_at(s: Sentence, first: int, last: int) -> bool:
    """Tell whether a time is that of the saying: "investigators on Sunday said", "said on Monday"."""
    near = s.low[max(0, first - 2) : first] + s.low[last + 1 : last + 2]
    return any(w in verbs() for w in near)

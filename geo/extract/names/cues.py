"""Words around a name that tell what kind of place it is: "the X region", "the village of X", "X air base".

Assumes the tables ``placewords`` and ``names``.
"""

from __future__ import annotations

from functools import cache

from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words

_PLURAL_HEADS = {
    "villages": "village",
    "settlements": "village",
    "towns": "city",
    "cities": "city",
    "regions": "region",
    "islands": "natural",
}


def cap(word: str) -> bool:
    """Tell whether a word begins with a capital."""
    return word[0].isupper()


@cache
def after_words() -> dict[str, str]:
    """Words after a name, with the kind of place that they tell."""
    return {word: kind for kind, text in raw("placewords")["after"].items() for word in text.split()}


@cache
def sites() -> Phrases:
    """Phrases after a name that make it a site."""
    return Phrases(dict.fromkeys(raw("placewords")["sites"]["phrases"], True))


def cue_after(s: Sentence, j: int) -> tuple[str | None, int]:
    """Kind of place that the word at ``j`` names, and the index after the cue."""
    if j >= len(s):
        return None, j
    hit = sites().at(s.low, j)
    if hit:
        return "facility", j + hit[0]
    kind = after_words().get(s.low[j])
    if kind is None and s.low[j] in words("placewords", "before_district") and j + 1 < len(s):
        kind = after_words().get(s.low[j + 1])
        return (kind, j + 2) if kind == "district" else (None, j)
    return (kind, j + 1) if kind else (None, j)


def head_cue(s: Sentence, i: int) -> str | None:
    """Kind told before the name: "the village of X", "town X", "settlements of X, Y"."""
    k = i - 1
    if k >= 1 and s.low[k] == "of":
        k -= 1
        if k >= 1 and s.low[k - 1] in ("a", "an", "another"):
            return None
    if k < 0 or s.text[k] != s.low[k]:
        return None
    kind = after_words().get(s.low[k]) or _PLURAL_HEADS.get(s.low[k])
    if kind == "region" and k == i - 1:
        return None
    if k < i - 1 and s.low[k] in words("placewords", "of_themselves"):
        return "village"  # "the community of X" is X itself; "the X community" is the land around it
    if kind == "district" and (s.low[k].endswith("s") or (k and cap(s.text[k - 1]))):
        return None
    return kind if kind in ("village", "city", "region", "district", "natural") else None


def site_name(s: Sentence, i: int, j: int) -> int | None:
    """Where the capitalised words of a site's name end: "Slovyansk EKO [refinery]"."""
    k = j
    while k < len(s) and k - j < 3 and cap(s.text[k]) and s.starts[k] - s.ends[k - 1] == 1:
        if s.low[k] in words("names", "plain"):
            return None
        if sites().at(s.low, k):
            return None
        k += 1
    return k if k > j and k < len(s) and s.text[k].islower() and sites().at(s.low, k) else None

"""Figures of ground in a sentence: square kilometres and shares of a country, in whatever order of words.

Assumes that an area is ground of the war beside a word of gaining, losing or holding, or after such a figure.
"""

from __future__ import annotations

import re
from functools import cache

from geo.extract.acts.armies import side_at
from geo.extract.figures.amounts import Amount
from geo.extract.words.counting import value_of
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_DECIMAL = re.compile(r"\d+[.,]\d+|\d+")
_SCALES = {"thousand": 1000.0, "million": 1e6}
_SIDES = {"Russia": "Ukraine", "Ukraine": "Russia"}


@cache
def _table(name: str) -> Phrases:
    table = raw("areas")
    if name == "units":
        return Phrases({p: float(km2) for km2, phrases in table["units"].items() for p in phrases})
    if name == "bounds":
        return Phrases({p: bound for bound, phrases in table["bounds"].items() for p in phrases})
    if name == "nothing":
        return Phrases(dict.fromkeys(table["verbs"]["nothing"], 0.0))
    if name == "sizes":
        return Phrases({f"{p}": True for p in table["sizes"]["phrases"]})
    if name == "places":
        return Phrases(table["sizes"]["places"])
    return Phrases(dict.fromkeys(table["shares"]["percent"], "") | table["shares"]["fractions"])


def grounds(s: Sentence, *, after: bool) -> list[Amount]:
    """Find the figures of ground of a sentence.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    after : bool
        Whether such a figure was told just before: then "nothing" is a figure of ground too.

    Returns
    -------
    list of Amount
        Of ``area_km2`` and ``area_share_percent``, in the order of the text.
    """
    out = [*_areas(s), *_likened(s)]
    out = out if after or any_of(s.low, "areas", "verbs", "words") else []
    out += _shares(s, beside=bool(out))
    if after and not out:
        out = [Amount("area_km2", 0.0, "", i, i + n - 1) for i, n, _ in _table("nothing").find(s.low)]
    return sorted([*out, *_bare(s, out)], key=lambda a: a.first)


def _figure(s: Sentence, end: int) -> tuple[float, str, int] | None:
    """Read the figure that ends before ``end``: its value, its bound, its first word."""
    k, scale = end - 1, 1.0
    if k > 0 and s.low[k] in _SCALES:
        k, scale = k - 1, _SCALES[s.low[k]]
    if k < 0:
        return None
    whole = value_of(s.low[k])
    value = float(whole) if whole is not None else _decimal(s.low[k])
    if value is None:
        return None
    bound, first = _bound(s, k)
    return value * scale, bound, first


def _decimal(word: str) -> float | None:
    return float(word.replace(",", ".")) if _DECIMAL.fullmatch(word) else None


def _bound(s: Sentence, k: int) -> tuple[str, int]:
    for back in (4, 3, 2, 1):
        hit = _table("bounds").at(s.low, k - back) if k >= back else None
        if hit and hit[0] == back:
            return str(hit[1]), k - back
    return "", k


def _areas(s: Sentence) -> list[Amount]:
    out = []
    for i, size, km2 in _table("units").find(s.low):
        told = _figure(s, i)
        if told is not None:
            out.append(Amount("area_km2", round(told[0] * km2, 1), told[1], told[2], i + size - 1))
    return out


def _likened(s: Sentence) -> list[Amount]:
    """Read "an area the size of Luxembourg"."""
    out = []
    for i, size, _ in _table("sizes").find(s.low):
        k = i + size
        hit = _table("places").at(s.low, k) if k < len(s) else None
        if hit:
            out.append(Amount("area_km2", float(hit[1]), "about", i, k + hit[0] - 1))
    return out


def _shares(s: Sentence, *, beside: bool) -> list[Amount]:
    """Read "nearly 19 percent of Ukraine", "about a fifth of the country", ", under one percent"."""
    out = []
    for i, size, fraction in _table("shares").find(s.low):
        last = i + size - 1
        if not (_of_whole(s, last + 1) or (beside and last + 1 < len(s) and s.low[last + 1] == "of")):
            continue
        if fraction:
            bound, first = _bound(s, i)
            out.append(Amount("area_share_percent", float(fraction), bound, first, last))
            continue
        told = _figure(s, i)
        if told is not None:
            out.append(Amount("area_share_percent", told[0], told[1], told[2], last))
    return out


def _of_whole(s: Sentence, k: int) -> bool:
    """Tell "of the country", "of Ukraine's internationally recognised territory"."""
    if s.low[k : k + 1] != ["of"]:
        return False
    for j in range(k + 1, min(len(s), k + 1 + raw("areas")["wholes"]["reach"])):
        if s.low[j] in words("areas", "wholes", "words"):
            return True
        if s.low[j] not in words("areas", "wholes", "before"):
            return False
    return False


def _bare(s: Sentence, found: list[Amount]) -> list[Amount]:
    """Read the figures of a list whose unit stands once: "379 sq km in April, 240 in March"."""
    out: list[Amount] = []
    for amount in found[:1]:
        if amount.what != "area_km2":
            continue
        for k in range(amount.last + 1, len(s) - 1):
            listed = s.low[k - 1] in (",", "and", "with") and s.low[k + 1] in ("in", "for")
            value = value_of(s.low[k]) if listed else None
            if value is not None:
                out.append(Amount("area_km2", float(value), "", k, k))
    return out


def winner(s: Sentence, at: int, known: str | None) -> str | None:
    """Tell who won or holds the ground: "Moscow's troops added", "in Russian hands", "Ukraine lost".

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    at : int
        Where the figure stands.
    known : str, optional
        Whose ground the figure before was.
    """
    named = [(k, side) for k in range(len(s)) if (side := _side(s, k))]
    if not named:
        return known
    before = [row for row in named if row[0] < at]
    k, side = before[-1] if before else named[0]
    held = next((row for row in named if s.low[row[0] + 1 : row[0] + 2] and _holds(s, row[0])), None)
    if held is not None:
        return held[1]
    lost = any_of(s.low[k:at], "areas", "verbs", "losing")
    return _SIDES[side] if lost else side


def _holds(s: Sentence, k: int) -> bool:
    return s.low[k + 1] in words("areas", "verbs", "side_words")


def _side(s: Sentence, k: int) -> str | None:
    """Tell an army, and the country that acts: "Ukraine won back", "Kyiv's army"; not "of Ukraine"."""
    word = s.low[k]
    russia = word in words("areas", "verbs", "of_russia")
    if not russia and word not in words("areas", "verbs", "of_ukraine"):
        return side_at(s, k)
    own = s.low[k + 1 : k + 2] in (["’s"], ["'s"])
    near = s.low[k + 1 + own : k + 3 + own]
    acts = any(w in words("areas", "verbs", "forces") or w in words("areas", "verbs", "words") for w in near)
    if k and s.low[k - 1] in ("of", "in", "the") and not acts:
        return None
    return ("Russia" if russia else "Ukraine") if acts or word.endswith(("an", "ans", "ian")) else None

"""Words of a sentence that tell of people killed and hurt, and on which side of them the people stand.

Assumes the table ``harm``: phrases by where their people stand, and pairs of a verb and its object.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw

_KINDS = ("killed", "injured", "both")
_FORMS = ("after", "before", "either", "noun")


@dataclass(frozen=True, slots=True)
class Fate:
    """Words ``first`` to ``last`` that tell of ``key`` (killed or injured), in one of the four forms."""

    first: int
    last: int
    key: str
    form: str
    weak: bool = False


@cache
def _phrases() -> Phrases:
    out = {}
    for key in _KINDS:
        rows = raw("harm")[key]
        for form in _FORMS:
            out.update(dict.fromkeys(rows[form], (key, form, False)))
        out.update(dict.fromkeys(rows.get("weak", ()), (key, "after", True)))
    return Phrases(out)


@cache
def _pairs() -> dict[str, list[tuple[str, frozenset[str], int]]]:
    out: dict[str, list[tuple[str, frozenset[str], int]]] = {}
    for row in raw("harm")["pair"]:
        for verb in row["verbs"].split():
            out.setdefault(verb, []).append((row["key"], frozenset(row["objects"].split()), row["within"]))
    return out


@cache
def _openers() -> frozenset[str]:
    """Every word that harm can begin with."""
    return frozenset((*_phrases().by_first, *_pairs()))


def fates(s: Sentence) -> list[Fate]:
    """Find the words of harm, in the order of the text."""
    found: list[Fate] | None = s.memo.get("fates")
    if found is None:
        found = s.memo["fates"] = _fates(s)
    return found


def _fates(s: Sentence) -> list[Fate]:
    out: list[Fate] = []
    phrases, pairs, last = _phrases(), _pairs(), -1
    openers = _openers()
    for i, word in enumerate(s.low):
        if word not in openers or i <= last:
            continue
        hit = phrases.at(s.low, i)
        fate = Fate(i, i + hit[0] - 1, *hit[1]) if hit else None
        if word in pairs and (fate is None or fate.first == fate.last):
            fate = _pair(s, i) or fate
        if fate is not None and not _otherwise(s, fate):
            out.append(fate)
            last = fate.last
    return out


def _pair(s: Sentence, i: int) -> Fate | None:
    """Read "was taken to the regional hospital", "suffered burns", "broke his legs"."""
    phrases = _phrases()
    for key, objects, within in _pairs()[s.low[i]]:
        for k in range(i + 1, min(i + 1 + within, len(s))):
            if s.low[k] in objects:
                deadly = s.low[k + 1 : k + 4] == ["incompatible", "with", "life"]
                return Fate(i, k + 3 * deadly, "killed" if deadly else key, "after")
            if not s.low[k][0].isalnum() and s.low[k] not in (",", "-"):
                break
            hit = phrases.at(s.low, k) if s.low[k] in phrases.by_first else None
            if hit and hit[1][1] != "noun":
                break
    return None


def _otherwise(s: Sentence, fate: Fate) -> bool:
    """Tell words that only look like harm: "burnt down", "claimed that", "took part"."""
    after = s.low[fate.last + 1] if fate.last + 1 < len(s) else ""
    word = s.low[fate.last]
    if word in ("burnt", "burned") and after in ("down", "out", "to"):
        return True
    if word in ("claimed", "claims", "claiming", "took"):
        return not any(w in ("lives", "life", "victims") for w in s.low[fate.last + 1 : fate.last + 7])
    if word in ("body", "bodies", "remains") and any_of(s.low, "harm", "deals", "words"):
        return True
    if fate.form == "noun" and word in ("life", "lives", "remains", "body", "injury"):
        return not _counted_noun(s, fate)
    return False


def _counted_noun(s: Sentence, fate: Fate) -> bool:
    """Tell "the body of a man", "a body was found" and "four lives" from "daily life" and "a city's body"."""
    before = s.low[fate.first - 1] if fate.first else ""
    after = s.low[fate.last + 1 : fate.last + 2]
    if s.low[fate.last] in ("life", "remains"):
        return before[:1].isdigit()
    return after == ["of"] or before in ("a", "one", "another", "no") or s.low[fate.last] == "lives"

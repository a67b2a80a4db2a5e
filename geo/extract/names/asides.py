"""Names told beside what happened: a dateline, an origin, a hospital, an old name, a namesake.

Assumes the table ``asides``; its phrases stand right before the name, or before the list that the name ends.
"""

from __future__ import annotations

from functools import cache

from geo.extract.names.mention import Mention
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_FAMILIES = ("origins", "care", "renamed", "namesakes", "traffic", "likened", "spoken", "gathered")
_AWAY = frozenset(("from", "offset", "links"))
_REACH = 9  # words from "from" to the name
_OPENING = 3  # paragraphs: a title, a byline, and the text
_ONLY_BESIDE = frozenset(("care", "traffic", "likened", "gathered"))


@cache
def _phrases() -> Phrases:
    return Phrases({phrase: family for family in _FAMILIES for phrase in raw("asides")[family]})


def _ends(s: Sentence) -> dict[int, str]:
    """Where the phrases of a sentence end (the word after them), with their family."""
    found: dict[int, str] | None = s.memo.get("asides")
    if found is None:
        found = s.memo["asides"] = {i + size: family for i, size, family in _phrases().find(s.low)}
    return found


def beside(s: Sentence, m: Mention, *, alone: bool = False) -> bool:
    """Tell whether a name is only told beside what happened.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    m : Mention
        One of its names.
    alone : bool
        Whether it is the only place of its sentence: then words that may also tell of it do not put it aside.
    """
    if m.last < dateline(s):
        return True
    if _from_carriers(s, m):
        return True
    ends = _ends(s)
    if not alone and s.low[m.last + 1 : m.last + 2] and s.low[m.last + 1] in words("asides", "sides"):
        return True
    if not ends:
        return False
    k = m.first
    while k > 0 and k not in ends and s.low[k - 1] in words("placewords", "skipped"):
        k -= 1
    family = ends.get(k)
    return family is not None and not (alone and family in _ONLY_BESIDE)


def _from_carriers(s: Sentence, m: Mention) -> bool:
    """Tell "launched from ships in the Black Sea", "from the airspace of the Kursk region"."""
    near = s.low[max(0, m.first - _REACH) : m.first]
    if "from" not in near:
        return False
    between = near[len(near) - near[::-1].index("from") :]
    clause = not any(w in (",", ";", "hit", "struck", "at", "on", "against", "towards") for w in between)
    return clause and any_of(between, "asides", "carriers")


def dateline(s: Sentence) -> int:
    """Return where the text begins after a dateline such as "KYIV, Nov 23 (Reuters) -"; 0 without one."""
    found: int | None = s.memo.get("dateline")
    if found is None:
        found = s.memo["dateline"] = _dateline(s) if s.first and s.text[0][0].isupper() else 0
    return found


def _dateline(s: Sentence) -> int:
    table = raw("asides")["dateline"]
    stop = min(len(s), table["longest"])
    agency = False
    for k in range(1, stop):
        word = s.low[k]
        agency = agency or (s.low[k - 1] in ("(", "/") and word in words("asides", "dateline", "agencies"))
        if word in words("asides", "dateline", "ends"):
            return k + 1 if agency or _written_so(s, k) else 0
        if agency and word in (")", "/") and s.low[k + 1 : k + 2] != ["-"] and k + 1 < stop:
            nxt = s.low[k + 1]
            return k + 2 if nxt in (".", ":", *words("asides", "dateline", "ends")) else k + 1
        if not (s.text[k][0].isupper() or word[0].isdigit() or word in words("asides", "dateline", "small")):
            return 0
    return 0


def _written_so(s: Sentence, k: int) -> bool:
    """Tell "KYIV -", "KYIV, May 3 –" and "Odesa, Ukraine –" from the heading "Kharkiv region –"."""
    if not all(w.isupper() or not w[0].isalpha() for w in s.text[0].split("/")):
        return s.low[1] == "," and s.low[k - 1] in words("asides", "dateline", "countries")
    dated = any(w in words("asides", "dateline", "months") or w == "ukraine" for w in s.low[1:k])
    return dated or (s.paragraph <= _OPENING and all(w.isupper() for w in s.text[:k] if w[0].isalpha()))


def area_told(s: Sentence, names: list[Mention]) -> Mention | None:
    """Find the region that a sentence speaks of: none that something only came from, or that lies far off."""
    regions = (m for m in names if m.cue == "region" and m.role != "other")
    return next((m for m in regions if m.relation not in _AWAY and not beside(s, m)), None)

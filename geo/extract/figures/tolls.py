"""What is told of casualties beside a count: that there were none, that a toll rose, that nothing is known.

Assumes the table ``harm``.
"""

from __future__ import annotations

from functools import cache

from geo.extract.figures.fates import Fate
from geo.extract.words.counting import Number
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words

_LONG = 30
_WINDOW = 6


@cache
def _listed(*path: str) -> Phrases:
    value = raw("harm")
    for key in path:
        value = value[key]
    return Phrases(dict.fromkeys(value, True))


def earlier(s: Sentence, first: int) -> bool:
    """Tell whether a figure is one that was put right since: "earlier reports spoke of three"."""
    if any(w in ("first", "initially") for w in s.low[first + 1 : first + 6]):
        return True
    start = max(0, first - 12)
    return any(not _passed(s, i, first) for i, _, _ in _listed("earlier", "words").find(s.low, start, first))


def _passed(s: Sentence, i: int, first: int) -> bool:
    between = s.low[i:first]
    return ";" in between or "but" in between or "later" in between


def unsure(s: Sentence, fate: Fate) -> bool:
    """Tell "whether anybody was hurt", "how many were killed", "may have died"."""
    start = max(0, fate.first - 8)
    return any(
        "," not in s.low[i : fate.first]
        for i, _, _ in _listed("none", "unsure").find(s.low, start, fate.first)
    )


def long_ago(s: Sentence, fate: Fate) -> bool:
    """Tell "a year after a strike that killed 22": an outcome of another time."""
    start = max((k for k in range(fate.first) if s.low[k] in (";", "but", "and")), default=0)
    clause = s.low[start : fate.first]
    that = any(w in ("which", "that", "when", "where") for w in clause[-6:])
    units = [k for k, w in enumerate(clause) if w in words("harm", "none", "past_units")]
    return that and any(
        w in words("harm", "none", "past_words") for k in units for w in clause[k + 1 : k + 2]
    )


def denied(s: Sentence, fate: Fate, start: int) -> bool | None:
    """Tell whether it is said that nobody was hurt; None where the "no" tells nothing: "no word on"."""
    nobody, nots = words("harm", "none", "nobody"), words("harm", "none", "not")
    untold = words("harm", "none", "untold")
    if fate.form in ("before", "either") and s.low[fate.last + 1 : fate.last + 2] in (["nobody"], ["no"]):
        return True
    for k in range(fate.first - 1, max(start, fate.first - _WINDOW) - 1, -1):
        word = s.low[k]
        if word in (";", ":", "but"):
            break
        if word == "no" or word in nobody:
            after = s.low[k + 1 : k + 4]
            if after[1:2] == ["than"]:
                return False
            return None if any(w in untold for w in after[: 1 if word != "no" else 3]) else True
        if word in nots:
            return None if _unsaid(s, k) else True
    return False


def _unsaid(s: Sentence, k: int) -> bool:
    """Tell "did not say how many"."""
    return any(
        w in ("say", "specify", "disclose", "clear", "known", "only", "mention", "rule", "exclude")
        for w in s.low[k + 1 : k + 4]
    )


def unhurt(s: Sentence, start: int, stop: int) -> tuple[int, tuple[str, ...]] | None:
    """Return where it is told that people came away unhurt, and of whom: "casualties were avoided" of all."""
    found = s.memo.get("unhurt")
    if found is None:
        found = s.memo["unhurt"] = [
            (i, size, keys)
            for name, keys in (("avoided", ("killed", "injured")), ("unhurt", ("injured",)))
            for i, size, _ in _listed("none", name).find(s.low)
        ]
    return next(((i, keys) for i, _, keys in found if start <= i < stop), None)


def toll(
    s: Sentence, start: int, stop: int, found: list[Number], told: list[Fate]
) -> list[tuple[str, Number]]:
    """Read tolls: "the number of dead has risen from four to six", "37 hurt; he put the figure at 46"."""
    nouns = words("harm", "toll", "nouns")
    if nouns.isdisjoint(s.low) and "later" not in s.low:
        return []
    out = []
    for i in range(start, stop):
        if s.low[i] in nouns:
            key = _of_what(s, i) or _as_before(s, i, told)
            number = _reached(s, i, stop, found) if key else None
            if key and number is not None:
                out.append((key, number))
    later = [n for n in found if n.noun != "he" and "later" in s.low[max(start, n.first - 5) : n.first]]
    corrected = ((_counted_before(n.first, told), n) for n in later)
    return out + [(key, n) for key, n in corrected if key and not n.more]


def _counted_before(i: int, told: list[Fate]) -> str | None:
    return next((f.key for f in reversed(told) if f.last < i and f.key != "both"), None)


def _of_what(s: Sentence, i: int) -> str | None:
    """Tell of what a toll is: the dead, or the injured."""
    if s.low[i] == "toll":
        return "killed"
    if (
        s.low[i + 1 : i + 2] != ["of"]
        and s.low[i + 1 : i + 2] != ["wounded"]
        and s.low[i + 1 : i + 2] != ["killed"]
    ):
        return None
    around = s.low[i + 1 : i + 8]
    if any(w in words("harm", "toll", "injured") for w in around):
        return "injured"
    return "killed" if any(w in words("harm", "toll", "killed") for w in around) else None


def _as_before(s: Sentence, i: int, told: list[Fate]) -> str | None:
    """Tell of what a bare "figure" is: of what the sentence counted before."""
    if s.low[i] not in words("harm", "toll", "bare") or s.low[i + 1 : i + 2] == ["of"]:
        return None
    return _counted_before(i, told)


def _reached(s: Sentence, i: int, stop: int, found: list[Number]) -> Number | None:
    """Return the number that a toll reaches; "from four" is where it came from."""
    reaches, rises = words("harm", "toll", "reaches"), words("harm", "toll", "rises")
    reached: Number | None = None
    for number in found:
        if not i < number.first < min(stop, i + _LONG) or number.value is None:
            continue
        if number.noun and not number.people:
            continue
        before = s.low[max(i, number.first - 3) : number.first]
        if ";" in s.low[i : number.first]:
            break
        if before[-1:] == ["from"]:
            continue
        if "to" in before and any(w in rises for w in before):
            return number
        if reached is None and any(w in reaches for w in before):
            reached = number
    return reached

"""Who says it: the claimants of a sentence, the side that each speaks for, and how firmly it is said.

Assumes that a claimant stands next to a verb of saying, after "according to", or before a colon.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.extract.speech.bylines import byline
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_ISSUED = 3  # words of "issued a statement"
_LONGEST = 120
_REACH = 22
_AFTER = 16
_BRACKET = 9
_PASSIVE = frozenset(("was", "were", "been", "be", "being"))


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says it, for which side, whether it is said, claimed or denied, and the word that says so.

    Of one whose firmness is "silent" it is only told that he has said nothing of it.
    """

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
    if start and start == b - 1 and s.low[start - 1] in ("its", "their"):
        phrase = f"its {phrase}"
    return phrase.removesuffix("'s").removesuffix("’s")


def _may_name(s: Sentence, k: int) -> bool:
    seat = s.low[k] in ("in", "on", "at") and k and s.low[k - 1] in words("claimants", "groups", "words")
    ordinal = s.low[k][0].isdigit() and s.low[k][-2:] in ("st", "nd", "rd", "th")
    named = s.text[k][0].isupper() or ordinal or s.low[k] in _lower()
    return named or s.low[k] == "," or bool(seat) or _shortened(s, k)


def _shortened(s: Sentence, k: int) -> bool:
    """Tell the stop of "Gov." before a name."""
    title = s.low[k] == "." and 0 < k < len(s) - 1 and s.low[k - 1] in words("lexer", "abbreviations")
    return title and s.text[k - 1][0].isupper() and s.text[k + 1][0].isupper()


def _before(s: Sentence, v: int, source: str) -> str:
    """Return the subject before the verb at ``v``, with an apposition between commas."""
    stops = words("who", "stops")
    end = v
    while end > 0 and s.low[end - 1] in words("who", "auxiliaries"):
        end -= 1
    end = _past_relative(s, _past_bracket(s, _past_aside(s, _past_document(s, end))))
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
        elif (word in stops and not _shortened(s, a - 1)) or word == ",":
            break
        a -= 1
    return _noun_phrase(s, a, end, source)


def _past_aside(s: Sentence, end: int) -> int:
    """Step back over "for its part" and ", on the other hand," to the name before it."""
    comma = bool(end) and s.low[end - 1] == ","
    stop = end - comma
    for size in range(5, 1, -1):
        if stop > size and " ".join(s.low[stop - size : stop]) in words("who", "asides"):
            return stop - size - (s.low[stop - size - 1] == ",")
    return end


def _past_bracket(s: Sentence, end: int) -> int:
    """Step back over "(HUR)" to the name that it abbreviates, and its comma."""
    comma = end and s.low[end - 1] == ","
    close = end - 1 - comma
    opened = next((k for k in range(close - 1, max(-1, close - _BRACKET), -1) if s.low[k] == "("), None)
    return opened if opened and s.low[close] == ")" else end


def _past_document(s: Sentence, end: int) -> int:
    """Step back over "issued a statement" to the one who did: "the army issued a statement saying"."""
    if end < _ISSUED or s.low[end - 1] not in words("who", "documents") or s.low[end - 2] not in ("a", "an"):
        return end
    return end - _ISSUED if s.low[end - _ISSUED] in words("who", "issuing") else end


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
    while b > v + 1 and s.low[b - 1] in words("who", "trailing"):
        b -= 1
    return _noun_phrase(s, v + 1, b, source)


def _names_somebody(phrase: str) -> bool:
    if not phrase or len(phrase) > _LONGEST or phrase.lower() == "social media":
        return False
    low = [w.strip(",.’'\"") for w in phrase.lower().split()]
    groups = words("claimants", "groups", "words")
    if all(w in words("names", "plain") and w not in groups for w in low):
        return False
    if low[-1] in words("who", "pronouns") or low[-1] in words("who", "things"):
        return False
    if low[-1] in words("who", "grounds"):
        return any(w in groups for w in low)
    return any(w[0].isupper() for w in phrase.split()) or any(w in groups for w in low)


def _side_of(phrase: str) -> str | None:
    low = phrase.lower().replace(",", " ").split()
    for side in ("Russia", "Ukraine"):
        if any_of(low, "claimants", "sides", side):
            return side
    ours = any(body in phrase.lower() for body in raw("claimants")["sides"]["bodies_ukraine"])
    return "Ukraine" if ours else None


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
        if word not in table or _is_noun(s, i) or _no_saying(s, i):
            continue
        phrase = _speaker(s, i, source) or (_army(s, i, source) if table[word] == "claimed" else None)
        firm = _silence(s, i) or table[word]
        if phrase is not None and (firm != "perceived" or _is_group(phrase)):
            out.append(_named(phrase, "said" if firm == "perceived" else firm, i))
    if all(c.firmness == "silent" for c in out) and (head := byline(s, source)):
        out.append(_named(head[1], "said", head[0]))
    return sorted(out, key=lambda c: c.at)


def _army(s: Sentence, i: int, source: str) -> str | None:
    """Return an army that claims: "Russian forces claimed control of X"."""
    phrase = _before(s, i, source)
    return phrase if phrase[:1].isupper() and any_of(phrase.lower().split()[-1:], "who", "armies") else None


def _is_noun(s: Sentence, i: int) -> bool:
    """Tell "a report" and "media reports" from "media reported"."""
    before = s.low[i - 1] if i else ""
    return before in words("who", "nouns_after") and not (before == "media" and s.low[i].endswith("ed"))


def _no_saying(s: Sentence, i: int) -> bool:
    """Tell "the fire was put out" from "police put the toll at four"."""
    told = any_of(s.low[i + 1 : i + 2], "who", "put") or s.low[i + 1 : i + 2] == ["by"]
    return s.low[i] in ("put", "puts") and not told


def _silence(s: Sentence, i: int) -> str | None:
    """Tell "did not comment" and "has not mentioned": nothing is said."""
    none = s.low[i] in words("who", "withheld") and any_of(s.low[max(0, i - 3) : i], "who", "not")
    return "silent" if none else None


def _is_group(phrase: str) -> bool:
    """Tell residents, monitors and the like, whose ears are a source."""
    return any_of(phrase.lower().split(), "claimants", "groups", "words")


def _named(phrase: str, firmness: str, at: int) -> Claimant:
    return Claimant(phrase, _side_of(phrase), firmness, at)


def _accorded(s: Sentence, source: str) -> list[tuple[int, int, str]]:
    found = ((i, size, _after(s, i + size - 1, source)) for i, size, _ in _according().find(s.low))
    return [(i, size, phrase) for i, size, phrase in found if _names_somebody(phrase)]


def _speaker(s: Sentence, i: int, source: str) -> str | None:
    """Find the subject of the verb at ``i``: before it, after it, or the agent of a passive."""
    if s.low[max(0, i - 2) : i] == ["to", "be"]:
        return next(
            (p for p in (_before(s, i - 2, source),) if s.low[i] == "believed" and _names_somebody(p)), None
        )
    if i and s.low[i - 1] in _PASSIVE and s.low[i + 1 : i + 2] != ["as"]:
        by = next((k for k in range(i + 1, min(i + 4, len(s))) if s.low[k] == "by"), None)
        tries: tuple[str, ...] = (_after(s, by, source),) if by is not None else ()
    elif s.low[i] in words("who", "transitive") or s.low[i + 1 : i + 2] == ["as"]:
        tries = (_before(s, i, source),)
    elif s.low[i] in words("who", "calling"):
        tries = (_before(s, i, source),) if _calls(s, i) else ()
    elif i and s.low[i - 1] in (",", "”", '"') and i + 1 < len(s) and _may_name(s, i + 1):
        tries = (_after(s, i, source), _before(s, i, source))
    elif i and s.low[i - 1] in words("who", "speaking"):
        return None
    else:
        tries = (_before(s, i, source), _after(s, i, source))
    return next((phrase for phrase in tries if _names_somebody(phrase)), None)


def _calls(s: Sentence, i: int) -> bool:
    """Tell "in what he called an attack" from "he called on residents"."""
    return "what" in s.low[max(0, i - _REACH) : i] and s.low[i + 1 : i + 2] not in (["on"], ["for"], ["up"])


def claimant(s: Sentence, source: str, first: int = 0, stop: int | None = None) -> Claimant | None:
    """Find who says what a stretch tells: the first in it or else in the sentence; None: the writer."""
    every = claimants(s, source)
    if not every:
        return None
    found = [c for c in every if c.firmness != "silent"]
    inside = (c for c in found if first <= c.at and (stop is None or c.at < stop))
    return next(inside, next(iter(found), None))


def said_at(s: Sentence, first: int, last: int) -> bool:
    """Tell whether a time is that of the saying: "investigators on Sunday said", "said on Monday"."""
    near = s.low[max(0, first - 2) : first] + s.low[last + 1 : last + 2]
    return any(w in verbs() for w in near)


def covers(s: Sentence, said: Claimant, stop: int) -> bool:
    """Tell whether who speaks in a sentence says a stretch: inside it, before it, or at the end of all."""
    at = said.at
    if at < stop:
        return True
    verb = s.low[at] in verbs()
    ends = at + 1 >= len(s) or not s.low[at + 1][0].isalnum() or s.low[at + 1] in words("who", "ending")
    return ";" not in s.low[stop:at] and (ends or not verb)

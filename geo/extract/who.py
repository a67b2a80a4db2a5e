"""Who did it and who says so: the side of a subject, the claimant of a sentence and how firmly it is said.

Assumes that a claimant stands next to a verb of saying.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.extract.sentences import Sentence
from geo.extract.tables import Phrases, any_of, raw, words

_WINDOW = 6
_HEAD_LINES = 3
_PASSIVE = frozenset(("was", "were", "been", "be"))


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says it, for which side, and whether it is said, claimed or denied."""

    who: str
    side: str | None
    firmness: str


@cache
def _verbs() -> dict[str, str]:
    return {w: firm for firm, text in raw("claimants")["verbs"].items() for w in text.split()}


@cache
def forces() -> dict[str, str]:
    """Words that name an army, with its side."""
    rows = raw("claimants")["forces"]
    return {w: side for side in ("Russia", "Ukraine") for w in rows[side].split()}


@cache
def _foes() -> frozenset[str]:
    """Words for the other side, whoever speaks."""
    return words("claimants", "forces", "foes")


@cache
def _our() -> Phrases:
    return Phrases(dict.fromkeys(raw("claimants")["forces"]["phrases_ukraine"], "Ukraine"))


def side_at(s: Sentence, k: int) -> str | None:
    """Which army the word at ``k`` names, if any."""
    found = forces().get(s.low[k])
    if found:
        return str(s.memo["enemy"]) if "enemy" in s.memo and s.low[k] in _foes() else found
    hit = _our().at(s.low, k)
    return str(hit[1]) if hit else None


def subject_side(s: Sentence, i: int, start: int = 0, reach: int = 14) -> str | None:
    """Side of the last army named before the word at ``i``, in the same stretch."""
    for k in range(i - 1, max(start, i - reach) - 1, -1):
        if s.low[k] == ";":
            return None
        side = side_at(s, k)
        if side and (not _only_says(s, k) or any(w in ("it", "its", "they") for w in s.low[k + 1 : i])):
            return side
    return None


def _only_says(s: Sentence, k: int) -> bool:
    """Tell whether the army at ``k`` only speaks: "Russia's defence ministry says", "Ukraine said"."""
    for j in range(k + 1, min(k + 6, len(s))):
        if s.low[j] in _verbs():
            return True
        if s.low[j] in (",", ";", ".", "and"):
            return False
    return False


def striker(s: Sentence, i: int, start: int) -> str | None:
    """Side whose weapon or act the word at ``i`` is: "a Ukrainian drone", "Russian troops attacked"."""
    blocked = words("who", "blocks")
    for k in range(i - 1, max(start, i - _WINDOW) - 1, -1):
        side = side_at(s, k)
        if side and k and s.low[k] in words("who", "lands") and s.low[k - 1] in words("who", "ways"):
            return None
        if side:
            return None if k + 1 < len(s) and s.low[k + 1] in ("’s", "'s") and _only_says(s, k) else side
        if s.low[k] in blocked or s.low[k] in _verbs() or not s.low[k][0].isalnum():
            return None
    return None


def owner(s: Sentence, i: int) -> str | None:
    """Side whose the weapon at ``i`` is: "Ukrainian fixed-wing drones", not "Russia said 57 drones"."""
    near = (k for k in range(i - 1, max(-1, i - 4), -1) if s.low[k] not in words("who", "lands"))
    return next((side for k in near if (side := forces().get(s.low[k]))), None)


def _noun_phrase(s: Sentence, a: int, b: int, source: str) -> str:
    """Return the name of who speaks between two words: names, titles and bodies, nothing else."""
    small = words("who", "inside") | words("claimants", "groups", "words") | words("names", "titles")
    start = b
    while start > a and (
        s.text[start - 1][0].isupper() or s.low[start - 1] in small or s.low[start - 1] == ","
    ):
        start -= 1
    while start < b and s.low[start] in words("who", "leading"):
        start += 1
    phrase = source[s.starts[start] : s.ends[b - 1]].strip(" ,“”\"'’") if start < b else ""
    return phrase.removesuffix(" for its part").removesuffix(" for their part")


def _before(s: Sentence, v: int, source: str) -> str:
    """Return the subject before the verb at ``v``, with an apposition between commas."""
    stops = words("who", "stops")
    end = v
    while end > 0 and s.low[end - 1] in words("who", "auxiliaries"):
        end -= 1
    a = end
    commas = 1 if end and s.low[end - 1] == "," else 0
    if commas:
        a -= 1
    while a > 0 and end - a < 18:
        word = s.low[a - 1]
        if word == "," and commas == 1:
            commas = 2
        elif word == "in" and a > 1 and s.low[a - 2] in words("claimants", "groups", "words"):
            commas = commas or 2
        elif word in stops or word == ",":
            break
        a -= 1
    return _noun_phrase(s, a, end, source)


def _after(s: Sentence, v: int, source: str) -> str:
    """Return the subject after an inverted verb: "said the interior minister, Ihor Klymenko"."""
    small = words("who", "inside") | words("claimants", "groups", "words") | words("names", "titles")
    b = v + 1
    while b < len(s) and b - v < 14:
        comma = s.low[b] == "," and b + 1 < len(s) and s.text[b + 1][0].isupper()
        if not (s.text[b][0].isupper() or s.low[b] in small or comma):
            break
        b += 1
    return _noun_phrase(s, v + 1, b, source)


def _names_somebody(phrase: str) -> bool:
    if not phrase or len(phrase) > 120:
        return False
    low = phrase.lower().split()
    if all(
        w.strip(",.") in words("names", "plain") and w not in words("claimants", "groups", "words")
        for w in low
    ):
        return False
    if low[-1] in ("he", "she", "they", "it", "who", "which"):
        return False
    return any(w[0].isupper() for w in phrase.split()) or any(
        w.strip(",.’'") in words("claimants", "groups", "words") for w in low
    )


def _side_of(phrase: str) -> str | None:
    low = phrase.lower().replace(",", " ").split()
    for side in ("Russia", "Ukraine"):
        if any_of(low, "claimants", "sides", side):
            return side
    return None


@cache
def _according() -> Phrases:
    return Phrases(dict.fromkeys(raw("claimants")["phrases"]["according"], True))


def claimant(s: Sentence, source: str) -> Claimant | None:
    """Find who says what the sentence tells; None where the writer does."""
    for i, size, _ in _according().find(s.low):
        phrase = _after(s, i + size - 1, source)
        if _names_somebody(phrase):
            return Claimant(phrase, _side_of(phrase), "said")
    verbs = _verbs()
    for i, word in enumerate(s.low):
        if word not in verbs or (i and s.low[i - 1] in _PASSIVE):
            continue
        inverted = i > 0 and s.low[i - 1] == "," and i + 1 < len(s) and s.text[i + 1][0].isupper()
        tries = (_after, _before) if inverted else (_before, _after)
        for look in tries:
            phrase = look(s, i, source)
            if _names_somebody(phrase):
                return Claimant(phrase, _side_of(phrase), verbs[word])
    return None


def author_of(head: str) -> Claimant | None:
    """Find the body whose report it is, by its first words or lines in lower case."""
    for row in raw("claimants")["author"]:
        if any(phrase in head[: row["within"]] for phrase in row["phrases"]):
            return Claimant(row["who"], row.get("side"), "said")
    lines = [line for line in head.split("\n") if line.strip()][:_HEAD_LINES]
    for row in raw("claimants")["signed"]:
        if any(phrase in line and _signs(line) for line in lines for phrase in row["phrases"]):
            return Claimant(row["who"], row.get("side"), "said")
    return None


def _signs(line: str) -> bool:
    """Tell a heading or a signature, "X Regional Administration, 9 April", from a sentence."""
    return line.rstrip()[-1] not in '.!?”"' and not any(w in _verbs() for w in line.split())


def said_at(s: Sentence, first: int, last: int) -> bool:
    """Tell whether a time is that of the saying: "investigators on Sunday said", "said on Monday"."""
    near = s.low[max(0, first - 2) : first] + s.low[last + 1 : last + 2]
    return any(w in _verbs() for w in near)

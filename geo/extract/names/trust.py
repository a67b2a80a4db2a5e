"""Whether a name that the gazetteer knows is the place here, and no word, person or body.

Assumes English spelling: names have capitals, and what stands beside a name tells what it is.
"""

from __future__ import annotations

from functools import cache

from geo.extract.names.cues import after_words, cap, sites
from geo.extract.names.lexicon import NATURE, SITES, Known
from geo.extract.names.mention import Memory
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words


@cache
def _no_places() -> Phrases:
    return Phrases(dict.fromkeys(raw("names")["no_places"], True))


def trusted(s: Sentence, i: int, j: int, known: Known, memory: Memory) -> bool:
    """Tell whether a known name is likely to be the place here, and no word, person or body."""
    if i and cap(s.text[i - 1]) and s.starts[i] - s.ends[i - 1] == 1 and _leads(s.low[i - 1]):
        return False
    if j - i == 1 and not _trusted_word(s, i, known, memory):
        return False
    site = j - i > 1 and not known.kinds.isdisjoint(SITES | NATURE)
    return known.theatre or known.big or site or locative(s, i)


def _trusted_word(s: Sentence, i: int, known: Known, memory: Memory) -> bool:
    """Tell whether a single word is a place: no plain word, no surname, no first name, nobody who speaks."""
    low = s.low[i]
    if low in words("names", "plain") and not (s.text[i].isupper() and len(low) == 2):
        return False
    if len(low) < 3 and not s.text[i].isupper():
        return False
    weapon = low in words("names", "weapons")
    if locative(s, i) and not (weapon and s.low[i - 1] not in words("placewords", "inside")):
        return True
    if weapon:
        return False
    if low in memory.common and not _initials(s, i, known):
        return False
    person = low in words("names", "first_names") or _speaks(s, i)
    return low not in memory.persons and (known.big or not person)


def _speaks(s: Sentence, i: int) -> bool:
    """Tell "Kovalenko said" and "wrote Kovalenko": a village does not speak."""
    speech = words("names", "speech")
    if s.low[i + 1 : i + 2] == ["to"] and s.low[i - 1] in ("added", "adds"):
        return False
    return (i + 1 < len(s) and s.low[i + 1] in speech) or (i > 0 and s.low[i - 1] in speech)


def _leads(word: str) -> bool:
    """Tell whether a capital before a name makes both another name: "South Carolina", "Radio Mayak"."""
    if word in words("names", "name_heads"):
        return True
    return (
        word not in words("names", "plain")
        and word not in words("placewords", "locative")
        and word not in after_words()
        and word not in words("names", "titles")
    )


def _initials(s: Sentence, i: int, known: Known) -> bool:
    """Tell "US", "UK" from "us"."""
    return s.text[i].isupper() and "country" in known.kinds


def locative(s: Sentence, i: int) -> bool:
    """Tell whether a name stands after "in", "near" and the like."""
    before = words("placewords", "locative")
    k = i - 1
    if k >= 0 and s.low[k] == "the":
        k -= 1
    return k >= 0 and s.low[k] in before


def _body(s: Sentence, j: int) -> bool:
    """Tell whether the capitalised words from ``j`` on name a body: "City Military Administration"."""
    bodies = words("names", "bodies")
    k = j
    while k < len(s) and k - j < 4 and cap(s.text[k]) and s.starts[k] - s.ends[k - 1] == 1:
        if s.low[k] in bodies:
            return True
        k += 1
    return False


def follows(s: Sentence, i: int, j: int) -> str:
    """Judge a name by the capitalised word that follows it: place, or another thing named after it."""
    if j >= len(s) or s.starts[j] - s.ends[j - 1] != 1:
        return "place"
    low = s.low[j]
    if low in words("names", "streets") or _body(s, j):
        return "other"
    if (
        cap(s.text[j])
        and low not in words("names", "plain")
        and low not in after_words()
        and not sites().at(s.low, j)
    ):
        return "place" if locative(s, i) else "other"
    return "place"


def is_of_unit(s: Sentence, i: int) -> bool:
    """Tell a ship or a unit: "the frigate X", each of "the ships X and Y" and "ships, the X and the Y"."""
    heads, between = words("names", "unit_heads"), words("names", "unit_joins")
    k = i - 1
    while k > 0 and s.low[k] not in heads and (s.low[k] in between or cap(s.text[k])):
        k -= 1
    if k == i - 1 or s.low[k] not in heads:
        return s.low[k] in heads
    named = s.low[k].endswith("s") if "the" not in s.low[k:i] else s.low[k + 1] != "and" and _ends_name(s, i)
    return named or (s.low[k + 1] in words("names", "called") and _ends_name(s, i))


def _ends_name(s: Sentence, i: int) -> bool:
    """Tell "the Azov and" from "the Azov port", "the Sea of Azov"."""
    j = i + 1
    while j < len(s) and cap(s.text[j]):
        j += 1
    return j >= len(s) or not (s.low[j] in after_words() or s.low[j] == "of" or sites().at(s.low, j))


def is_no_place(s: Sentence, i: int) -> bool:
    """Tell a phrase that only looks like a place: "White House"."""
    return _no_places().at(s.low, i) is not None


def person_end(s: Sentence, i: int, memory: Memory) -> int:
    """Return the index after a person's name that begins at ``i``; ``i`` itself where none does."""
    first_names = words("names", "first_names")
    plain = words("names", "plain")
    titled = i > 0 and s.low[i - 1] in words("names", "titles") and s.low[i] not in plain
    if titled and i + 1 < len(s) and s.low[i + 1] in words("placewords", "office"):
        return i
    if not titled and not (s.low[i] in first_names and i + 1 < len(s) and cap(s.text[i + 1])):
        return i
    j = i + 1
    while j < len(s) and cap(s.text[j]) and s.low[j] not in plain and s.starts[j] - s.ends[j - 1] == 1:
        j += 1
    if not titled and j == i + 1:
        return i
    memory.persons.add(s.low[j - 1])
    return j

"""A name in a sentence, and what a reader keeps in mind while names are found.

Assumes nothing: these are plain values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from geo.extract.names.lexicon import Known
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: its words ``first`` to ``last`` (with the cue), and what it is.

    ``cue`` is what the words call it (region, district, direction, facility, natural, village, city);
    ``role`` is place, actor or other; ``name`` is the name without the cue; ``relation`` is how the sentence
    stands to it (at, near, over, from, to, of, between).
    """

    start: int
    end: int
    first: int
    last: int
    name: str
    text: str
    cue: str | None = None
    role: str = "place"
    relation: str = ""
    known: Known | None = None


@dataclass(slots=True)
class Memory:
    """What a reader keeps in mind of the text so far: surnames, and the words it writes in lower case."""

    persons: set[str] = field(default_factory=set)
    common: frozenset[str] = frozenset()


def common_words(sentences: list[Sentence]) -> frozenset[str]:
    """Words that the text writes in lower case: at the start of a sentence they are no names."""
    written = set[str]().union(*(s.text for s in sentences))
    return frozenset(word for word in written if word.islower() and word.isalpha())


def surnames(sentences: list[Sentence]) -> set[str]:
    """Surnames that the text gives anywhere, for a headline may name somebody before the text does."""
    first = words("names", "first_names")
    plain = words("names", "plain") | words("names", "bodies")
    found = set(words("names", "surnames"))
    for s in sentences:
        if first.isdisjoint(s.low):
            continue
        for k, (name, after) in enumerate(pairwise(s.low)):
            if name in first and s.text[k][0].isupper() and s.text[k + 1][0].isupper() and after not in plain:
                found.add(after)
    return found

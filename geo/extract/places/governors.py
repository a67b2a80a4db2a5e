"""Who governs where: the region of a governor, the city of a mayor, by the name that speaks.

Assumes the table ``governors``; a surname that many bear counts only with its first name.
"""

from __future__ import annotations

from functools import cache

from geo.extract.names.mention import Mention
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, raw, words


@cache
def _phrases() -> Phrases:
    table: dict[str, tuple[str, str]] = {}
    for cue in ("region", "city"):
        kind = "regions" if cue == "region" else "cities"
        for place, people in raw("governors")[kind].items():
            for name in people:
                table[name.lower()] = (cue, place)
                surname = name.lower().split()[-1]
                if surname not in words("governors", "common"):
                    table[surname] = (cue, place)
    return Phrases(table)


def governed(s: Sentence, cue: str) -> Mention | None:
    """Find the region, or the city, that somebody named in a sentence governs.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    cue : str
        ``region`` or ``city``.

    Returns
    -------
    Mention or None
        A name that stands in no word of the sentence.
    """
    for i, size, (kind, place) in _phrases().find(s.low):
        if kind == cue and s.text[i + size - 1][0].isupper():
            bare = place.removesuffix(" region")
            return Mention(-1, -1, -1, -1, bare, place, cue=cue)
    return None

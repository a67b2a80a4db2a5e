"""Place names in a sentence: the longest name that the gazetteer knows, and patterns for those it does not.

Assumes that a name is written with a capital; persons, units, papers and streets are told apart by the
words around them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo.extract.lexicon import NATURE, SITES, Known, Lexicon
from geo.extract.sentences import Sentence
from geo.extract.tables import Phrases, raw, words

_LONGEST = 5


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
    return frozenset(word for s in sentences for word in s.text if word.islower() and word.isalpha())


def _cap(word: str) -> bool:
    return word[0].isupper()


def _reach(s: Sentence, i: int) -> int:
    """Where the run of capitalised words (with small joiners inside) that begins at ``i`` ends, exclusive."""
    joiners = words("names", "joiners")
    j = i + 1
    n = len(s)
    while j < n and j - i < _LONGEST and s.starts[j] - s.ends[j - 1] <= 1:
        if _cap(s.text[j]):
            j += 1
        elif s.low[j] in joiners and j + 1 < n and _cap(s.text[j + 1]) and s.starts[j + 1] - s.ends[j] == 1:
            j += 2
        else:
            break
    return min(j, i + _LONGEST, n)


def _person(s: Sentence, i: int, memory: Memory) -> int:
    """Return the index after a person's name that begins at ``i``; ``i`` itself where none does."""
    first_names = words("names", "first_names")
    plain = words("names", "plain")
    titled = i > 0 and s.low[i - 1] in words("names", "titles") and s.low[i] not in plain
    if titled and i + 1 < len(s) and s.low[i + 1] in words("placewords", "office"):
        return i
    if not titled and not (s.low[i] in first_names and i + 1 < len(s) and _cap(s.text[i + 1])):
        return i
    j = i + 1
    while j < len(s) and _cap(s.text[j]) and s.low[j] not in plain and s.starts[j] - s.ends[j - 1] == 1:
        j += 1
    if not titled and j == i + 1:
        return i
    memory.persons.add(s.low[j - 1])
    return j


def _cue_after(s: Sentence, j: int) -> tuple[str | None, int]:
    """Kind of place that the word at ``j`` names, and the index after the cue."""
    if j >= len(s):
        return None, j
    hit = _sites().at(s.low, j)
    if hit:
        return "facility", j + hit[0]
    kind = _after().get(s.low[j])
    return (kind, j + 1) if kind else (None, j)


_TABLES: dict[str, object] = {}


def _after() -> dict[str, str]:
    if "after" not in _TABLES:
        rows = raw("placewords")["after"]
        _TABLES["after"] = {w: kind for kind, text in rows.items() for w in text.split()}
    return _TABLES["after"]  # type: ignore[return-value]


def _sites() -> Phrases:
    if "sites" not in _TABLES:
        _TABLES["sites"] = Phrases(dict.fromkeys(raw("placewords")["sites"]["phrases"], True))
    return _TABLES["sites"]  # type: ignore[return-value]


def _longest(s: Sentence, i: int, reach: int, lexicon: Lexicon, source: str) -> tuple[int, Known] | None:
    joiners = words("names", "joiners")
    for j in range(reach, i, -1):
        if s.low[j - 1] in joiners:
            continue
        known = lexicon.known(source[s.starts[i] : s.ends[j - 1]])
        if known:
            return j, known
    return None


def _trusted(s: Sentence, i: int, j: int, known: Known, memory: Memory) -> bool:
    """Tell whether a known name is likely to be the place here, and no word, person or body."""
    low = s.low[i]
    if i and _cap(s.text[i - 1]) and s.starts[i] - s.ends[i - 1] == 1 and _leads(s.low[i - 1]):
        return False
    if j - i == 1:
        if low in words("names", "plain") and not (s.text[i].isupper() and len(low) == 2):
            return False
        if low in memory.common and (i == 0 or not _locative(s, i)) and not _initials(s, i, known):
            return False
        if low in memory.persons and not _locative(s, i):
            return False
        if len(low) < 3 and not s.text[i].isupper():
            return False
    site = j - i > 1 and not known.kinds.isdisjoint(SITES | NATURE)
    return known.theatre or known.big or site or _locative(s, i)


def _leads(word: str) -> bool:
    """Tell whether a capitalised word before a name makes both another name: "South Carolina", "Radio Mayak"."""
    if word in words("names", "name_heads"):
        return True
    return (
        word not in words("names", "plain") and word not in _after() and word not in words("names", "titles")
    )


def _initials(s: Sentence, i: int, known: Known) -> bool:
    """Tell "US", "UK" from "us"."""
    return s.text[i].isupper() and "country" in known.kinds


def _locative(s: Sentence, i: int) -> bool:
    before = words("placewords", "locative")
    k = i - 1
    if k >= 0 and s.low[k] == "the":
        k -= 1
    return k >= 0 and s.low[k] in before


def _body(s: Sentence, j: int) -> bool:
    """Tell whether the capitalised words from ``j`` on name a body: "City Military Administration"."""
    bodies = words("names", "bodies")
    k = j
    while k < len(s) and k - j < 4 and _cap(s.text[k]) and s.starts[k] - s.ends[k - 1] == 1:
        if s.low[k] in bodies:
            return True
        k += 1
    return False


def _follows(s: Sentence, i: int, j: int) -> str:
    """Judge a name by the capitalised word that follows it: place, or another thing named after it."""
    if j >= len(s) or s.starts[j] - s.ends[j - 1] != 1:
        return "place"
    low = s.low[j]
    if low in words("names", "streets") or _body(s, j):
        return "other"
    if (
        _cap(s.text[j])
        and low not in words("names", "plain")
        and low not in _after()
        and not _sites().at(s.low, j)
    ):
        return "place" if _locative(s, i) else "other"
    return "place"


def mentions(s: Sentence, lexicon: Lexicon, memory: Memory, source: str) -> list[Mention]:
    """Find the names of places in a sentence.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    lexicon : Lexicon
        What the gazetteer knows.
    memory : Memory
        Surnames met so far; new ones are added.
    source : str
        The report's text.

    Returns
    -------
    list of Mention
        In the order of the text, without overlap; ``relation`` and actors are not yet judged.
    """
    out: list[Mention] = []
    i, n = 0, len(s)
    while i < n:
        if not _cap(s.text[i]):
            i += 1
            continue
        after = _person(s, i, memory)
        if after > i:
            i = after
            continue
        found = _name(s, i, lexicon, memory, source)
        if found is None:
            i += 1
            continue
        out.append(found)
        i = found.last + 1
    return out


def _name(s: Sentence, i: int, lexicon: Lexicon, memory: Memory, source: str) -> Mention | None:
    reach = _reach(s, i)
    if (i and s.low[i - 1] in words("names", "unit_heads")) or _no_place(s, i):
        return None
    hit = _longest(s, i, reach, lexicon, source) or _peninsula(s, i, lexicon, source)
    if hit and _trusted(s, i, hit[0], hit[1], memory):
        j, known = hit
        site = _site_name(s, i, j)
        if site:
            return _mention(s, i, site, None, "place", source)
        role = "place" if "country" in known.kinds and s.text[i].isupper() else _follows(s, i, j)
        if role == "place" or s.low[i] not in words("names", "plain"):
            return _mention(s, i, j, known, role, source)
        return None
    return (
        _line(s, i, lexicon, source)
        or _direction(s, i, reach, lexicon, source)
        or _pattern(s, i, reach, source)
        or _variant(s, i, lexicon, memory, source)
    )


def _peninsula(s: Sentence, i: int, lexicon: Lexicon, source: str) -> tuple[int, Known] | None:
    """Find a name that ends with a small word: "the Crimean peninsula"."""
    if i + 1 >= len(s) or _after().get(s.low[i + 1]) != "natural":
        return None
    known = lexicon.known(source[s.starts[i] : s.ends[i + 1]])
    return (i + 2, known) if known else None


def _no_place(s: Sentence, i: int) -> bool:
    """Tell a phrase that only looks like a place: "White House"."""
    phrases = words("names", "no_places")
    return any(" ".join(s.low[i : i + size]) in phrases for size in (2, 3))


def _site_name(s: Sentence, i: int, j: int) -> int | None:
    """Where the capitalised words of a site's name end: "Slovyansk EKO [refinery]"."""
    k = j
    while k < len(s) and k - j < 3 and _cap(s.text[k]) and s.starts[k] - s.ends[k - 1] == 1:
        if s.low[k] in words("names", "plain"):
            return None
        if _sites().at(s.low, k):
            return None
        k += 1
    return k if k > j and k < len(s) and s.text[k].islower() and _sites().at(s.low, k) else None


def _mention(s: Sentence, i: int, j: int, known: Known | None, role: str, source: str) -> Mention:
    cue, stop = _cue_after(s, j)
    if cue is None and i > 1 and any(w in words("placewords", "banks") for w in s.low[max(0, i - 3) : i]):
        cue = "natural"
    if cue in ("village", "city") and not (stop < len(s) and s.starts[j] - s.ends[j - 1] == 1):
        cue, stop = None, j
    head = _head(s, i)
    if cue is None and head and not (known and "country" in known.kinds):
        cue = head
    own = _after().get(s.low[j - 1]) if cue is None and j - i > 1 else None
    if own in ("region", "district", "direction", "natural", "facility"):
        cue, named = own, j - 1
    else:
        named = j
    last = stop - 1
    return Mention(
        start=s.starts[i],
        end=s.ends[last],
        first=i,
        last=last,
        name=source[s.starts[i] : s.ends[named - 1]],
        text=source[s.starts[i] : s.ends[last]],
        cue=cue,
        role=role,
        known=known,
    )


def _head(s: Sentence, i: int) -> str | None:
    """Kind told before the name: "the village of X", "town X", "settlements of X, Y"."""
    k = i - 1
    if k >= 1 and s.low[k] == "of":
        k -= 1
        if k >= 1 and s.low[k - 1] in ("a", "an", "another"):
            return None
    elif k < 0:
        return None
    kind = _after().get(s.low[k]) or _plural_heads().get(s.low[k])
    if kind == "region" and k == i - 1:
        return None
    return kind if kind in ("village", "city", "region", "district", "natural") else None


def _plural_heads() -> dict[str, str]:
    return {
        "villages": "village",
        "settlements": "village",
        "towns": "city",
        "cities": "city",
        "regions": "region",
    }


def _direction(s: Sentence, i: int, reach: int, lexicon: Lexicon, source: str) -> Mention | None:
    """Find a name that only a direction bears: "the North Slobozhanskyi and Kursk directions"."""
    if not any(w in ("direction", "directions", "sector", "sectors") for w in s.low[i + 1 : i + 12]):
        return None
    for j in range(reach, i, -1):
        known = (
            lexicon.known(source[s.starts[i] : s.ends[j - 1]] + " direction") if _cap(s.text[j - 1]) else None
        )
        if known is not None:
            found = _mention(s, i, j, known, "place", source)
            return found if found.cue else replace(found, cue="direction")
    return None


def _line(s: Sentence, i: int, lexicon: Lexicon, source: str) -> Mention | None:
    """Find a line between two places: "the Unecha-Zhecha section"."""
    ends = s.text[i].replace("–", "-").split("-")
    nxt = s.low[i + 1] if i + 1 < len(s) else ""
    if len(ends) != 2 or not all(e[:1].isupper() for e in ends) or nxt not in words("placewords", "lines"):
        return None
    known = lexicon.known(ends[0]) or lexicon.known(ends[1])
    if known is None:
        return None
    name = ends[0] if lexicon.known(ends[0]) else ends[1]
    text = source[s.starts[i] : s.ends[i]]
    return Mention(s.starts[i], s.ends[i], i, i, name, text, "line", known=known)


def _pattern(s: Sentence, i: int, reach: int, source: str) -> Mention | None:
    """Find a name that the gazetteer does not know but that the words around it call a place."""
    plain = words("names", "plain")
    j = i
    while j < reach and _cap(s.text[j]) and s.low[j] not in plain:
        j += 1
    if j == i:
        return None
    cue, _ = _cue_after(s, j)
    if cue in ("region", "district", "direction") or _head(s, i) in ("village", "city"):
        return _mention(s, i, j, None, "place", source)
    return None


def _variant(s: Sentence, i: int, lexicon: Lexicon, memory: Memory, source: str) -> Mention | None:
    """Find a name after "in" or "near" that the gazetteer has in another spelling."""
    word = s.low[i]
    if len(word) < 5 or word in words("names", "plain") or word in memory.persons or word in memory.common:
        return None
    k = i - 1
    while k >= 0 and s.low[k] in words("placewords", "skipped"):
        k -= 1
    if k < 0 or s.low[k] not in words("placewords", "inside") or _follows(s, i, i + 1) != "place":
        return None
    known = lexicon.spelt(source[s.starts[i] : s.ends[i]])
    return _mention(s, i, i + 1, known, "place", source) if known else None

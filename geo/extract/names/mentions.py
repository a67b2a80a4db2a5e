"""Place names in a sentence: the longest name that the gazetteer knows, and patterns for those it does not.

Assumes that a name is written with a capital; :mod:`geo.extract.names.trust` tells places from persons.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from geo.extract.names.cues import after_words, cap, cue_after, head_cue, site_name
from geo.extract.names.lexicon import Known, Lexicon
from geo.extract.names.mention import Memory, Mention
from geo.extract.names.trust import follows, is_no_place, is_of_unit, locative, person_end, trusted
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_LONGEST = 5
_SECTORS = frozenset(("direction", "directions", "sector", "sectors"))


def _reach(s: Sentence, i: int) -> int:
    """Where the run of capitalised words (with small joiners inside) that begins at ``i`` ends, exclusive."""
    joiners = words("names", "joiners")
    j = i + 1
    n = len(s)
    while j < n and j - i < _LONGEST and s.starts[j] - s.ends[j - 1] <= 1:
        if cap(s.text[j]):
            j += 1
        elif s.low[j] in joiners and j + 1 < n and cap(s.text[j + 1]) and s.starts[j + 1] - s.ends[j] == 1:
            j += 2
        else:
            break
    return min(j, i + _LONGEST, n)


def _longest(s: Sentence, i: int, reach: int, lexicon: Lexicon, source: str) -> tuple[int, Known] | None:
    joiners = words("names", "joiners")
    for j in range(reach, i, -1):
        if s.low[j - 1] in joiners:
            continue
        known = lexicon.known(source[s.starts[i] : s.ends[j - 1]])
        if known:
            return j, known
    return None


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
    text = s.text
    i, n = 0, len(text)
    while i < n:
        if not text[i][0].isupper():
            i += 1
            continue
        after = person_end(s, i, memory)
        if after > i:
            i = after
            continue
        found = _name(s, i, lexicon, memory, source)
        if found is None:
            i += 1
            continue
        out.append(_as_quarter(found, lexicon) if found.cue == "district" else found)
        i = found.last + 1
        while found.role == "other" and i < n and cap(text[i]) and s.starts[i] - s.ends[i - 1] == 1:
            i += 1
    return _quarters(s, out, lexicon) if out and out[-1].cue == "quarter" else out


def _quarters(s: Sentence, out: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """Read the first of "the Osnovianskyi and Kyivskyi districts" as a quarter too."""
    for k in range(len(out) - 1, 0, -1):
        left, between = out[k - 1], s.low[out[k - 1].last + 1 : out[k].first]
        if out[k].cue != "quarter" or left.cue is not None or between not in (["and"], [","], [",", "and"]):
            break
        known = lexicon.known(f"{left.name} district")
        if known is None or "locality" not in known.kinds:
            break
        out[k - 1] = replace(left, cue="quarter", known=known, role="place")
    return out


def _as_quarter(found: Mention, lexicon: Lexicon) -> Mention:
    """Tell the quarter of a city ("the Saltivskyi district") from a district of the land."""
    known = lexicon.known(found.text) or lexicon.known(f"{found.name} district")
    quarter = known is not None and "locality" in known.kinds
    return replace(found, cue="quarter", known=known) if quarter else found


def _name(s: Sentence, i: int, lexicon: Lexicon, memory: Memory, source: str) -> Mention | None:
    reach = _reach(s, i)
    if (i and is_of_unit(s, i)) or is_no_place(s, i):
        return None
    proclaimed = _proclaimed().at(s.low, i)
    if proclaimed:
        return _republic(s, i, *proclaimed, lexicon)
    hit = _longest(s, i, reach, lexicon, source) or _peninsula(s, i, lexicon, source)
    if hit and trusted(s, i, hit[0], hit[1], memory):
        j, known = hit
        site = site_name(s, i, j)
        if site:
            return _mention(s, i, site, None, "place", source)
        role = "place" if "country" in known.kinds and s.text[i].isupper() else follows(s, i, j)
        if role == "place" or s.low[i] not in words("names", "plain"):
            return _mention(s, i, j, known, role, source)
        return None
    return (
        _line(s, i, lexicon, source)
        or _direction(s, i, reach, lexicon, source)
        or _pattern(s, i, reach, source)
        or _variant(s, i, lexicon, memory, source)
    )


@cache
def _proclaimed() -> Phrases:
    table = raw("names")["proclaimed"]
    return Phrases({phrase: region for region, phrases in table.items() for phrase in phrases})


def _republic(s: Sentence, i: int, size: int, region: str, lexicon: Lexicon) -> Mention:
    """Read the name that occupiers gave to a region as the region's."""
    last = i + size - 1
    text = f"{region} region"
    return Mention(s.starts[i], s.ends[last], i, last, region, text, "region", known=lexicon.known(region))


def _peninsula(s: Sentence, i: int, lexicon: Lexicon, source: str) -> tuple[int, Known] | None:
    """Find a name that ends with a small word: "the Crimean peninsula"."""
    if i + 1 >= len(s) or after_words().get(s.low[i + 1]) != "natural":
        return None
    known = lexicon.known(source[s.starts[i] : s.ends[i + 1]])
    return (i + 2, known) if known else None


def _mention(s: Sentence, i: int, j: int, known: Known | None, role: str, source: str) -> Mention:
    cue, stop = cue_after(s, j)
    if cue is None and i and _is_river(s, i, j):
        cue = "natural"
    if cue in ("village", "city") and not (stop < len(s) and s.starts[j] - s.ends[j - 1] == 1):
        cue, stop = None, j
    head = head_cue(s, i)
    if cue is None and head and not (known and "country" in known.kinds):
        cue = head
    own = after_words().get(s.low[j - 1]) if cue is None and j - i > 1 else None
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


def _is_river(s: Sentence, i: int, j: int) -> bool:
    """Tell "the bank of X", "across the Dnipro" and "on the Dnipro side" from the city of that name."""
    if any_of(s.low[max(0, i - 3) : i], "placewords", "banks"):
        return True
    if j - i > 1 or s.low[i] not in words("placewords", "rivers"):
        return False
    before = s.low[i - 1] if s.low[i - 1] != "the" else s.low[i - 2] if i > 1 else ""
    after = s.low[j] if j < len(s) else ""
    alone = s.low[i - 1] == "the" and not (j < len(s) and (cap(s.text[j]) or after in after_words()))
    return before in words("placewords", "crossing") or alone or after in words("asides", "sides")


def _direction(s: Sentence, i: int, reach: int, lexicon: Lexicon, source: str) -> Mention | None:
    """Find a name that only a direction bears: "the North Slobozhanskyi and Kursk directions"."""
    if _SECTORS.isdisjoint(s.low[i + 1 : i + 12]):
        return None
    for j in range(reach, i, -1):
        known = (
            lexicon.known(source[s.starts[i] : s.ends[j - 1]] + " direction") if cap(s.text[j - 1]) else None
        )
        if known is not None:
            found = _mention(s, i, j, known, "place", source)
            return found if found.cue else replace(found, cue="direction")
    return None


def _line(s: Sentence, i: int, lexicon: Lexicon, source: str) -> Mention | None:
    """Find a line between two places: "the Unecha-Zhecha section"."""
    if "-" not in s.text[i] and "–" not in s.text[i]:
        return None
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
    while j < reach and cap(s.text[j]) and s.low[j] not in plain:
        j += 1
    if j == i:
        return None
    cue, _ = cue_after(s, j)
    site = cue in ("natural", "facility") and locative(s, i)
    if site or cue in ("region", "district", "direction") or head_cue(s, i) in ("village", "city", "natural"):
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
    if (
        k < 0
        or s.low[k] not in words("placewords", "inside") | words("placewords", "taking")
        or follows(s, i, i + 1) != "place"
    ):
        return None
    known = lexicon.spelt(source[s.starts[i] : s.ends[i]])
    return _mention(s, i, i + 1, known, "place", source) if known else None

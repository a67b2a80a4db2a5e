"""People of a sentence who are told without a number, or in a list: "a man, his wife and their two children".

Assumes that a speaker ("a doctor said") is no victim, and that "the driver" counts beside a word of harm.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from geo.extract.figures.fates import fates
from geo.extract.words.counting import Number, ages, value_of
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, raw, words

_AGED = re.compile(r"\d{1,3}[-–‑]?(?:year|month|week|day)s?[-–‑]olds?")
_ENDS = frozenset(("of", "in", "and", "to", ",", ".", "for", "with", "from", "(", ";", ":", "a", "an", "the"))
_OWN = frozenset(("his", "her", "their", "its", "’s", "'s"))
_PASSED = _OWN | frozenset(("of", "aged", "(", ")", "police", "other", "the", "both"))
_COUNTED = frozenset(
    ("deaths", "fatalities", "injuries", "casualties", "lives", "bodies", "victims", "he", "another")
)
_LINKS = frozenset((",", "and", "plus"))
_PART = frozenset(("including", "among", "them", "whom", "included", "notably", "namely"))


@cache
def _of_people() -> frozenset[str]:
    return words("numbers", "people", "words") | words("numbers", "single", "persons")


def is_noun_of_people(word: str) -> bool:
    """Tell whether a word names people."""
    return word in _of_people()


def single(s: Sentence, i: int) -> Number | None:
    """Read one person, or two in a word, at ``i``: "a 45-year-old man", "his parents", "a third", "she"."""
    word = s.low[i]
    if word in words("numbers", "pronouns", "one"):
        return (
            Number(i, i, 1, people=True, noun="he") if any(i < f.first <= i + 5 for f in fates(s)) else None
        )
    if word in words("numbers", "single", "persons"):
        return _headline(s, i)
    if word == "the" and not (_persons_told(s) and _beside_harm(s, i)):
        return None
    if word == "a" and s.low[i + 1 : i + 2] and s.low[i + 1] in words("numbers", "ordinals", "words"):
        return _ordinal(s, i)
    last = _noun(s, i) if _persons_told(s) else None
    if last is None or _speaks(s, last):
        return None
    value = raw("numbers")["pairs"].get(s.low[last], 1)
    part = i > 0 and s.low[i - 1] in _PART
    return Number(i, last, value, part=part, people=True, noun=s.low[last], more=word == "another")


def _persons_told(s: Sentence) -> bool:
    """Tell whether a sentence has any word for one person, or for two."""
    found: bool | None = s.memo.get("persons told")
    if found is None:
        persons, two = words("numbers", "single", "persons"), raw("numbers")["pairs"]
        told = not persons.isdisjoint(s.low) or not two.keys().isdisjoint(s.low)
        found = s.memo["persons told"] = told or any(_AGED.fullmatch(word) for word in s.low if "old" in word)
    return found


def _headline(s: Sentence, i: int) -> Number | None:
    """Read a bare noun: "Woman, 62, hurt", "[a man and his] wife", "one dead, driver wounded"."""
    k = i
    while k and (s.low[k - 1] in words("numbers", "single", "kinds") or _AGED.fullmatch(s.low[k - 1])):
        k -= 1
    before = s.low[k - 1] if k else ":"
    owned = before == "and" and i > 2 and (s.low[i - 3] in _OWN or is_noun_of_people(s.low[i - 2]))
    opens = before in words("numbers", "single", "bare_after") and _fate_ahead(s, i, 6)
    if not (owned or (opens and before != "and")) or _is_adjective(s, i):
        return None
    return Number(i, i, 1, people=True, noun=s.low[i])


def _ordinal(s: Sentence, i: int) -> Number | None:
    """Read "a third" and "a second person", not "a second drone" and "a third of"."""
    after = s.low[i + 2] if i + 2 < len(s) else "."
    if is_noun_of_people(after):
        return Number(i, i + 2, 1, people=True, noun=after, more=True)
    nothing = not after[0].isalnum() or after in words("numbers", "people", "breaks") - {"of"}
    return Number(i, i + 1, 1, people=True, noun="third", more=True) if nothing else None


def _noun(s: Sentence, i: int) -> int | None:
    """Return the word of the person that an article at ``i`` begins."""
    persons, two = words("numbers", "single", "persons"), raw("numbers")["pairs"]
    for k in range(i + 1, min(i + 7, len(s))):
        word = s.low[k]
        if _AGED.fullmatch(s.low[k - 1]) and word.isalpha() and s.text[k].islower():
            longer = k + 1 < len(s) and s.low[k + 1] in persons
            return k + 1 if longer else k
        if word in two or word in persons:
            if k + 1 < len(s) and s.low[k + 1] in persons:
                continue
            if _is_adjective(s, k):
                return None
            return k if not trailing_part(s, k) else None
        if word in _ENDS and not (word == "," and k == i + 2):
            return None
    return None


def _is_adjective(s: Sentence, k: int) -> bool:
    """Tell "a passenger train" and "a civilian car": the noun is of the next."""
    if s.low[k] not in words("numbers", "single", "adjectives") or k + 1 >= len(s):
        return False
    after = s.low[k + 1]
    free = (
        after.endswith("ed")
        or after in words("numbers", "people", "breaks")
        or after in words("harm", "fates", "words")
    )
    return after.isalpha() and s.text[k + 1].islower() and not free


def _speaks(s: Sentence, last: int) -> bool:
    return last + 1 < len(s) and s.low[last + 1] in words("numbers", "pronouns", "speaks")


def _fate_ahead(s: Sentence, i: int, within: int) -> bool:
    return any_of(s.low[i + 1 : i + 1 + within], "harm", "fates", "words")


def _beside_harm(s: Sentence, i: int) -> bool:
    """Tell "killing the driver", "the driver was killed", "the driver and three passengers"."""
    before = s.low[i - 1] if i else ""
    harm = before in words("harm", "fates", "words") or before.endswith(("killing", "injuring", "wounding"))
    more = s.low[i + 2 : i + 3] == ["and"] and i + 3 < len(s)
    ahead = more and (value_of(s.low[i + 3]) is not None or s.low[i + 3] in _OWN or s.low[i + 3] == "a")
    return harm or ahead or _fate_ahead(s, i + 1, 5)


def trailing_part(s: Sentence, end: int) -> bool:
    """Tell "six children among them", "a child among the latter"."""
    for k in range(end + 1, min(end + 4, len(s) - 1)):
        if s.low[k] == "among" and s.low[k + 1] in ("them", "whom", "the"):
            return not (s.low[k + 2 : k + 3] and s.low[k + 2][0].isalnum() and s.low[k + 1] != "the")
    return False


def aged(s: Sentence, i: int) -> Number | None:
    """Count "men of 52 and 60" and "women aged 35, 40 and 71"."""
    if s.low[i] not in words("numbers", "people", "plural") or i + 2 >= len(s):
        return None
    if s.low[i + 1] not in ("of", "aged", ",", "("):
        return None
    known, k, count = ages(s), i + 2, 0
    while k < len(s) and (k in known or s.low[k] in (",", "and", "aged")):
        count += k in known
        k += 1
    return Number(i, i + 1, count, people=True, noun=s.low[i]) if count > 1 else None


def summed(s: Sentence, found: list[Number]) -> list[Number]:
    """Add up lists of people: "a young woman and a three-year-old child"."""
    out: list[Number] = []
    run: list[Number] = []
    for number in _parted(s, found):
        if run and not (_countable(number) and _linked(s, run[-1], number)):
            out += _closed(s, run)
            run = []
        if _countable(number):
            run.append(number)
        else:
            out.append(number)
    return out + _closed(s, run)


def _parted(s: Sentence, found: list[Number]) -> list[Number]:
    """Read a whole list as a part: "among them [a mother and her three daughters]"."""
    out: list[Number] = []
    for number in found:
        left = out[-1] if out else None
        goes_on = left is not None and left.part and number.people and _linked(s, left, number)
        out.append(replace(number, part=True) if goes_on else number)
    return out


def _countable(number: Number) -> bool:
    return number.people and bool(number.value) and not number.part and number.noun not in _COUNTED


def _linked(s: Sentence, left: Number, right: Number) -> bool:
    """Tell whether only commas, "and" and ages stand between two of a list."""
    between = s.low[left.last + 1 : right.first]
    known = ages(s)
    rest = [w for k, w in enumerate(between, left.last + 1) if k not in known and w not in _PASSED]
    if rest[-3:] == ["as", "well", "as"]:
        return len(rest) == 3
    modified = [w for w in rest if w not in _of_people()]
    return bool(modified) and len(modified) <= 3 and all(w in _LINKS for w in modified)


def _closed(s: Sentence, run: list[Number]) -> list[Number]:
    """Add up a run where it is a list: with an "and" in it, or behind a colon."""
    if len(run) < 2:
        return run
    joins = ["and" in s.low[a.last + 1 : b.first] for a, b in pairwise(run)]
    headed = any(w == ":" for w in s.low[max(0, run[0].first - 2) : run[0].first])
    if not (any(joins) or headed):
        return run
    stop = len(run) if headed else len(run) - joins[::-1].index(True)
    own_fate = _acted_on(s, run[0]) and _is_subject(s, run[stop - 1])
    if own_fate or any(b.more and not joins[k] for k, b in enumerate(run[1:stop])):
        return run
    total = sum(number.value or 0 for number in run[:stop])
    if total == 2 * (run[0].value or 0) and total > 2 and "and" not in s.low[run[0].last + 1 : run[1].first]:
        return [run[0], *_closed(s, run[stop:])]
    first, last = run[0], run[stop - 1]
    whole = Number(first.first, last.last, total, first.bound, people=True, noun=last.noun, more=first.more)
    return [whole, *_closed(s, run[stop:])]


def _acted_on(s: Sentence, number: Number) -> bool:
    before = s.low[number.first - 1] if number.first else ""
    return before in ("killing", "wounding", "injuring", "killed", "wounded", "injured", "hurting")


def _is_subject(s: Sentence, number: Number) -> bool:
    """Tell "and [a woman] was hurt": a subject of its own; "and two others" after one victim as well."""
    return s.low[number.last + 1 : number.last + 2] in (["was"], ["were"], ["is"], ["are"])

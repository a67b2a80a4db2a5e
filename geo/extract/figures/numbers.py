"""Numbers of a sentence: how many were killed and hurt, and how many weapons came and fell.

Assumes that the people of a list are counted together.
"""

from __future__ import annotations

from functools import cache

from geo.extract.figures.people import aged, is_noun_of_people, single, summed, trailing_part
from geo.extract.words.counting import Figure, Number, bound_of, exact, is_date, value_of
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words

__all__ = ["Figure", "Number", "numbers", "value_of"]

_SCALES = ("dozen", "hundred", "thousand")
_MORE = ("another", "further", "additional")
_NOT_ALONE = frozenset(("was", "is", "in", "at", "are", "were", "has"))


def numbers(s: Sentence) -> list[Number]:
    """Find the counts of a sentence; dates, clock times and ages are none."""
    found: list[Number] | None = s.memo.get("numbers")
    if found is None:
        found = s.memo["numbers"] = _numbers(s)
    return found


def _numbers(s: Sentence) -> list[Number]:
    out: list[Number] = []
    openers, last = _openers(), -1
    for i, word in enumerate(s.low):
        if i > last and (word in openers or word[0].isdigit() or "-" in word):
            number = _at(s, i, word)
            if number is not None:
                out.append(number)
                last = number.last
    return _with_rest(s, summed(s, out))


def _with_rest(s: Sentence, found: list[Number]) -> list[Number]:
    """Count "the rest" of a list: "11 wounded: five in X, the rest in Y" leaves six."""
    if not any_of(s.low, "numbers", "rest", "words"):
        return found
    for i in range(1, len(s) - 2):
        if s.low[i] not in words("numbers", "rest", "words") or s.low[i - 1] != "the":
            continue
        if s.low[i + 1] not in words("numbers", "rest", "before"):
            continue
        value = _left_over(s, [n for n in found if n.last < i])
        rest = Number(i - 1, i, value)
        return sorted([*(n for n in found if n.first != i - 1), rest], key=lambda n: n.first)
    return found


def _left_over(s: Sentence, before: list[Number]) -> int | None:
    """Take the shares of a list off the count that stands before it."""
    shares = 0
    for number in reversed(before):
        if (
            s.low[number.last + 1] in words("numbers", "rest", "before")
            and not number.people
            and number.value
        ):
            shares += number.value
        else:
            left = (number.value or 0) - shares
            return left if shares and left > 0 else None
    return None


def _at(s: Sentence, i: int, word: str) -> Number | None:
    """Read the count that begins at ``i``."""
    number = _plain(s, i) if word in exact() or word[0].isdigit() or "-" in word else None
    if number is None and word in words("numbers", "people", "plural"):
        number = aged(s, i)
    if number is None and word in words("numbers", "vague", "words"):
        number = _number(s, i, i, None)
    if number is None and word in _starts():
        number = single(s, i) or _another(s, i)
    return number


@cache
def _starts() -> frozenset[str]:
    one = words("numbers", "single", "articles") | words("numbers", "pronouns", "one") | {"the"}
    return one | words("numbers", "single", "persons")


@cache
def _openers() -> frozenset[str]:
    """Every word but digits that a count can begin with."""
    plain = frozenset(exact()) | words("numbers", "people", "plural") | words("numbers", "vague", "words")
    return plain | _starts()


def _another(s: Sentence, i: int) -> Number | None:
    """Read "another was hurt": one more."""
    after = s.low[i + 1] if i + 1 < len(s) else "."
    free = not after[0].isalnum() or after in _NOT_ALONE or after in words("harm", "fates", "words")
    alone = s.low[i] == "another" and free
    return Number(i, i, 1, people=True, noun="another", more=True) if alone else None


def _plain(s: Sentence, i: int) -> Number | None:
    """Read digits and number words at ``i``: "12", "two dozen", "a family of five"."""
    value = value_of(s.low[i])
    if value is None or is_date(s, i) or _of_those(s, i) or _doubtful(s, i):
        return None
    end = i
    if i + 1 < len(s) and s.low[i + 1] in _SCALES and s.low[i] not in _SCALES:
        value, end = value * exact()[s.low[i + 1]], i + 1
    if i > 1 and s.low[i - 2 : i] == ["half", "a"] and s.low[i] == "dozen":
        value = 6
    return _number(s, i, end, value)


def _of_those(s: Sentence, i: int) -> bool:
    """Tell the "two" of "one of the two wounded": no count of its own."""
    return i > 2 and s.low[i - 2] == "of" and s.low[i - 1] == "the" and value_of(s.low[i - 3]) is not None


def _doubtful(s: Sentence, i: int) -> bool:
    """Tell "two or three": nobody knows which."""
    left, right = s.low[max(0, i - 2) : i], s.low[i + 1 : i + 3]
    pairs = [pair for pair in (left, right[::-1]) if len(pair) == 2 and pair[1] == "or"]
    return any(value_of(pair[0]) is not None for pair in pairs)


def _people(s: Sentence, j: int) -> tuple[bool, str]:
    """Tell whether a count of people ends at ``j``: "three elderly people", "four more residents"."""
    first = ""
    for k in range(j + 1, min(j + 4, len(s))):
        word = s.low[k]
        if is_noun_of_people(word):
            return True, word
        if not word[0].isalpha() or (word in words("numbers", "people", "breaks") and word not in _OTHERS):
            break
        first = first or ("" if word in _OTHERS else word)
    return _of_some(s, j), first


_OTHERS = frozenset(("more", "others", "other"))


def _of_some(s: Sentence, j: int) -> bool:
    """Tell "three of the workers"."""
    after = s.low[j + 1 : j + 4]
    return len(after) == 3 and after[:2] == ["of", "the"] and is_noun_of_people(after[2])


def _opens_part(s: Sentence, first: int) -> bool:
    """Tell "including two", "among them two", "of whom two", not "in which two died"."""
    before = s.low[first - 1] if first else ""
    if before in ("which", "whom"):
        return first > 1 and s.low[first - 2] in ("of", "among")
    return before in ("including", "among", "them", "include", "includes")


def _number(s: Sentence, i: int, end: int, value: int | None) -> Number:
    bound, first = bound_of(s, i, end)
    people, noun = _people(s, end)
    before = s.low[first - 1] if first else ""
    family = before == "of" and first > 1 and s.low[first - 2] in words("numbers", "people", "collective")
    n = len(s)
    part = end + 2 < n and s.low[end + 1] == "of" and s.low[end + 2] in ("them", "whom", "these", "those")
    part = part or _opens_part(s, first)
    more = before in _MORE or any(w in _OTHERS for w in s.low[end + 1 : end + 3])
    if family:
        first -= 3 if first > 2 and s.low[first - 3] in ("a", "the") else 2
    people = people or family or s.low[i] == "couple"
    return Number(first, end, value, bound, part or trailing_part(s, end), people, noun, more)

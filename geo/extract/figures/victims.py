"""Whose fate a word of harm tells: the people before it, behind it, or the subject that it shares.

Assumes that the nearest people on the right side are meant, and that verbs agree with them in number.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo.extract.figures.fates import Fate
from geo.extract.words.counting import Number
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words

_BEFORE = 28
_NEAR = 9
_AHEAD = 10
_DASHES = ("–", "—", "-")
_DEFINITE = ("the", "those", "these", "all")


@dataclass(slots=True)
class Scene:
    """The people and the words of harm of a stretch; ``used`` keeps whose fate has been told.

    ``void`` marks a stretch that counts the enemy's losses, or cattle.
    """

    s: Sentence
    start: int
    found: list[Number]
    fates: list[Fate]
    used: dict[int, Fate] = field(default_factory=dict)
    void: bool = False
    by_first: dict[int, Number] = field(init=False)
    by_last: dict[int, Number] = field(init=False)
    by_fate: dict[int, Fate] = field(init=False)

    def __post_init__(self) -> None:
        self.by_first = {n.first: n for n in self.found}
        self.by_last = {n.last: n for n in self.found}
        self.by_fate = {f.last: f for f in self.fates if f.key != "both"}

    def fate_of(self, number: Number) -> Fate | None:
        """Return what befell people already."""
        return self.used.get(number.first)

    def inside(self, fate: Fate) -> Number | None:
        """Return the people that a word of harm only describes: "a wounded man"."""
        return next((n for n in self.found if n.first < fate.first and fate.last < n.last), None)

    def people_of(self, fate: Fate) -> Number | None:
        """Return the people whose fate it is."""
        described = self.inside(fate)
        if described is not None or self._mixed(fate):
            return described
        if self._labels(fate):
            return self._behind(fate, labelled=True)
        if self._is_definite(fate):
            return self._numbered(fate) or self.some_of(fate)
        if fate.form == "before":
            return self._behind(fate)
        if fate.form == "noun":
            return self._of_noun(fate)
        return self._before(fate, _BEFORE) if fate.form == "after" else self._either(fate)

    def _word(self, k: int) -> str:
        return self.s.low[k] if 0 <= k < len(self.s) else ""

    def _labels(self, fate: Fate) -> bool:
        """Tell "killed - 1", "the wounded: a man of 34"."""
        k = fate.first - 1
        k -= self._word(k) in _DEFINITE
        opens = k < self.start or not self._word(k)[:1].isalnum() or self._word(k) in ("and", "people")
        return opens and self._word(fate.last + 1) in words("harm", "between", "label")

    def _mixed(self, fate: Fate) -> bool:
        """Tell "120 killed and wounded": nobody can say how many of each."""
        pairs = zip(self.fates, self.fates[1:], strict=False)
        near = next(((a, b) for a, b in pairs if fate in (a, b) and b.first - a.last == 2), None)
        return (
            near is not None
            and near[0].key != near[1].key
            and near[0].form == near[1].form == "either"
            and self._word(near[0].last + 1) in ("and", "or", "/")
            and self._before(near[0], 4) is not None
        )

    def _is_definite(self, fate: Fate) -> bool:
        """Tell "the wounded" and "the number of dead": people already counted elsewhere."""
        before = self._word(fate.first - 1)
        one = fate.first == fate.last and fate.form in ("after", "either")
        return one and (before in _DEFINITE or (before == "of" and self.s.low[fate.first] == "dead"))

    def _numbered(self, fate: Fate) -> Number | None:
        """Read "the dead number at least 12 and the injured 43"."""
        k = fate.last + 1
        while self._word(k) in words("harm", "toll", "numbering") and k not in self.by_first:
            k += 1
        number = self.by_first.get(k)
        return number if number and self._bare(number) and not number.part else None

    def some_of(self, fate: Fate) -> Number | None:
        """Read "seven of the dead were patients": as many at least, unless another fate follows."""
        number = self.by_last.get(fate.first - 3) if self._word(fate.first - 2) == "of" else None
        later = any(f.first > fate.last and f.key == "killed" for f in self.fates)
        return replace(number, part=True, people=True) if number is not None and not later else None

    def _either(self, fate: Fate) -> Number | None:
        """Choose the side of "killed": a passive has its people before it, an active verb behind it."""
        being = words("harm", "being", "words")
        if self._is_passive(fate):
            return self._before(fate, _BEFORE)
        if self._word(fate.last + 1) in being:
            return self._behind(fate, labelled=True)
        return self._behind(fate) or self._before(fate, _NEAR)

    def _is_passive(self, fate: Fate) -> bool:
        """Tell "was [also slightly] wounded"."""
        k = fate.first - 1
        while k > self.start and self.s.low[k] in words("harm", "being", "between"):
            k -= 1
        return k >= self.start and self.s.low[k] in words("harm", "being", "words")

    def _of_noun(self, fate: Fate) -> Number | None:
        """Read "two deaths", "the death of two people", "the body of a woman"."""
        if self._word(fate.last + 1) in ("of", "to", "for", "among"):
            number = self._behind(fate)
            if number is not None:
                return number
        before = self.by_last.get(fate.first - 1) or self._before(fate, 3)
        if before is not None:
            return before
        one = self.s.low[fate.last] in ("body", "death", "corpse", "fatality", "injury", "life")
        told = self._word(fate.first - 1) in ("a", "one", "the", "another") and self._word(
            fate.last + 1
        ) in words("harm", "someone", "occurs")
        found = self.s.low[fate.last] in ("body", "corpse") and self._word(fate.first - 1) in (
            "a",
            "one",
            "another",
        )
        return Number(fate.first, fate.last, 1, people=True, noun="body") if one and (told or found) else None

    def _behind(self, fate: Fate, *, labelled: bool = False) -> Number | None:
        """Return the people right behind a word of harm, past small words."""
        small = words("harm", "between", "words")
        extra = words("harm", "between", "label") | words("harm", "being", "words") if labelled else ()
        for k in range(fate.last + 1, min(fate.last + 1 + _AHEAD, len(self.s))):
            number = self.by_first.get(k)
            if number is not None:
                return number if not number.part and self._may_be(number, fate) else None
            if self.s.low[k] in ("him", "her") and not self._word(k + 1)[:1].isalpha():
                return Number(k, k, 1, people=True, noun="he")
            if self.s.low[k] not in small and self.s.low[k] not in extra:
                return None
        return None

    def _may_be(self, number: Number, fate: Fate) -> bool:
        around = self.s.low[number.last + 1 : number.last + 4]
        veto = any(w in words("numbers", "people", "others") for w in (number.noun, *around[:2]))
        counted = any(w in words("numbers", "people", "void") for w in (number.noun, *around))
        self.void = self.void or (counted and number.first < fate.first)
        veto = veto or any(w in words("numbers", "people", "cattle") for w in (number.noun, *around))
        return not (self.void or veto) and (number.people or not fate.weak)

    def _before(self, fate: Fate, within: int) -> Number | None:
        """Return the people before a word of harm, in its clause and of its number."""
        s, k = self.s, fate.first - 1
        verb = self._verb(fate)
        part: Number | None = None
        few: list[Number] = []
        stops = words("harm", "stops", "words")
        while k >= max(self.start, fate.first - within):
            number = self.by_last.get(k)
            fits = number is not None and (number.people or self._bare(number) or self._subject(number, fate))
            if number is not None and fits and self._may_be(number, fate):
                if number.part:
                    part = part or number
                elif verb == "plural" and number.value == 1:
                    few.append(number)
                elif not (verb == "single" and self._many(number)):
                    return number
                k = number.first - 1
                continue
            other = self.by_fate.get(k)
            if other is not None and number is None:
                return part or self._shared(other, fate)
            skip = self._bracket(k)
            if s.low[k] in stops and skip == k and not self._same_subject(k, fate):
                break
            k = skip - 1
        return part or self._together(few) or (None if few else self._someone(fate, verb))

    def _same_subject(self, k: int, fate: Fate) -> bool:
        """Tell "was pulled out alive but [later] died": no other subject follows."""
        return self.s.low[k] == "but" and all(
            w in words("harm", "being", "between") or w in ("then", "soon", "has", "have", "had")
            for w in self.s.low[k + 1 : fate.first]
        )

    def _shared(self, other: Fate, fate: Fate) -> Number | None:
        """Return the subject of the word of harm before: "a man who was wounded on Monday died"."""
        if self._word(other.first - 1) in _DEFINITE and self._word(other.first - 2) == "of":
            return self.by_last.get(other.first - 3)
        between = self.s.low[other.last + 1 : fate.first]
        if other.form == "before" or any(w in (";", ":") for w in between) or fate.key != "killed":
            return None
        return next((n for n in self.found if self.used.get(n.first) == other), None)

    def _verb(self, fate: Fate) -> str:
        """Tell whether the verb is of one or of many: "was wounded", "were wounded"."""
        for k in range(fate.first, max(self.start, fate.first - 5) - 1, -1):
            if k in self.by_last:
                break
            for kind in ("single", "plural"):
                if self.s.low[k] in words("harm", "being", kind) and self._word(k - 1) != "to":
                    return kind
        return ""

    def _many(self, number: Number) -> bool:
        before = self._word(number.first - 2), self._word(number.first - 1)
        family = before[1] == "of" and before[0] in words("numbers", "people", "collective")
        return (number.value or 2) > 1 and number.noun not in ("couple", "family") and not family

    def _bare(self, number: Number) -> bool:
        """Tell whether a number stands alone for people: "three were wounded", "five died", "four dead"."""
        after = self._word(number.last + 1)
        return not number.noun and (after in words("harm", "alone", "words") or not after)

    def _bracket(self, k: int) -> int:
        """Return where a bracket or a pair of dashes that closes at ``k`` opens; ``k`` where none does."""
        word = self.s.low[k]
        opens = ("(",) if word == ")" else _DASHES if word in _DASHES else ()
        return next((j for j in range(k - 1, self.start - 1, -1) if self.s.low[j] in opens), k)

    def _subject(self, number: Number, fate: Fate) -> bool:
        """Tell "two gardeners were wounded": whoever is wounded is a person, whatever the noun."""
        between = self.s.low[number.last + 1 : fate.first]
        verbs = [k for k, w in enumerate(between) if w in words("harm", "being", "words")]
        noun = between[: verbs[0]] if verbs else between if fate.form == "after" else []
        breaks = words("numbers", "people", "breaks") - {"more", "other", "others"}
        if self._word(number.first - 1) == "of":
            return False
        return 0 < len(noun) <= 4 and all(w[0].isalpha() and w not in breaks for w in noun)

    def _someone(self, fate: Fate, verb: str) -> Number | None:
        """Read one person of any kind: "a film-maker was killed", "Ihor P. got a contusion"."""
        low = self.s.low
        if fate.weak or (fate.form == "either" and verb != "single") or verb == "plural":
            return None
        verb_at = next(
            (k for k in range(fate.first - 1, fate.first - 4, -1) if self._word(k) == "was"), fate.first
        )
        for k in range(fate.first - 1, max(self.start, fate.first - _NEAR) - 1, -1):
            if k == verb_at - 1 and low[k] == ",":
                continue
            if low[k] in words("harm", "someone", "stops") or k in self.by_last:
                return None
            if low[k] in words("harm", "someone", "articles"):
                return Number(k, fate.first - 1, 1, people=True, noun="one")
        return None

    def _together(self, few: list[Number]) -> Number | None:
        """Add up single people of a plural verb: "a man from the village and his neighbour were hurt"."""
        if len(few) < 2 or "and" not in self.s.low[few[1].last + 1 : few[0].first]:
            return None
        return Number(few[-1].first, few[0].last, len(few), people=True, noun=few[0].noun)

"""Words that tell of an event, found in a sentence.

Assumes the table ``triggers``; a trigger inside a place's name is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_FEAR = 6  # words between a fear and what is feared
_OBJECT = 7  # words between "destroyed" and the drones


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the table: the category that it gives and the part it plays."""

    id: str
    category: str
    role: str
    attacker: str = ""
    needs: frozenset[str] = frozenset()
    soft: bool = False
    forces: bool = False
    flying: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a sentence: its words ``first`` to ``last``."""

    first: int
    last: int
    trigger: Trigger
    words: str


def _listed(text: str) -> list[str]:
    return [phrase for phrase in (" ".join(part.split()) for part in text.split(",")) if phrase]


@cache
def table() -> Phrases:
    """Every trigger phrase, with its rows: the last of the table first, for it has the narrower needs."""
    phrases: dict[str, tuple[Trigger, ...]] = {}
    for row in raw("triggers")["trigger"]:
        needs = frozenset(_listed(row.get("needs", "")))
        trigger = Trigger(
            row["id"],
            row["category"],
            row["role"],
            row.get("attacker", ""),
            needs,
            row.get("soft", False),
            row.get("forces", False),
            row.get("flying", False),
        )
        for phrase in _listed(row["words"]):
            phrases[phrase] = (trigger, *phrases.get(phrase, ()))
    return Phrases(_attempts() | phrases)


def _attempts() -> dict[str, tuple[Trigger, ...]]:
    """Make the phrases of trying: every head before every verb."""
    row = raw("triggers")["attempts"]
    trigger = Trigger("attempts", row["category"], row["role"], row["attacker"])
    return {f"{head} {verb}": (trigger,) for head in _listed(row["heads"]) for verb in _listed(row["verbs"])}


@cache
def sides() -> dict[str, str]:
    """Weapons that only one side uses."""
    return {word: side for side, text in raw("triggers")["sides"].items() for word in _listed(text)}


def triggers(s: Sentence, taken: frozenset[int]) -> list[Hit]:
    """Find the triggers of a sentence, longest first, outside the words that ``taken`` names."""
    phrases, after = table(), 0
    openers = phrases.by_first
    out: list[Hit] = []
    for i, word in enumerate(s.low):
        if word not in openers or i < after or i in taken:
            continue
        found = phrases.at(s.low, i)
        trigger = next((t for t in found[1] if _fits(s, t, i + found[0])), None) if found else None
        if found is None or trigger is None or _adjective(s, i, found[0], trigger):
            continue
        after = i + found[0]
        if trigger.role != "none" and not _of_a_unit(s, after) and not _alluded(s, i, trigger):
            out.append(Hit(i, after - 1, trigger, " ".join(s.low[i:after])))
    return out


def _alluded(s: Sentence, i: int, trigger: Trigger) -> bool:
    """Tell what is only feared or spoken of: "the risk of an attack", "at the moment of the blast"."""
    if trigger.role != "act":
        return False
    for k in range(i - 1, max(0, i - _FEAR), -1):
        if s.low[k] == "of" or s.low[k] == "that":
            return s.low[k - 1] in words("denials", "fears")
        if s.low[k] in words("denials", "reactions"):
            return True
        if not s.low[k][0].isalnum():
            return False
    return False


def _of_a_unit(s: Sentence, j: int) -> bool:
    """Tell "the assault regiment" and "a strike group" from assaults and strikes."""
    kinds = words("names", "unit_adjectives")
    return s.low[j - 1] in kinds and any_of(s.low[j : j + 1], "names", "unit_nouns")


def _adjective(s: Sentence, i: int, size: int, trigger: Trigger) -> bool:
    """Tell "the liberated part of X" and "soldiers captured near X" from "liberated X"."""
    captive = size == 1 and trigger.role == "gain" and s.low[i] in words("incidents", "captive")
    if captive and s.low[i - 1] in words("numbers", "people", "words"):
        return i + 1 < len(s) and s.low[i + 1] in ("at", "in", "near", "by", "during")
    if size > 1 or trigger.role != "gain" or not s.low[i].endswith("ed") or i == 0:
        return False
    nxt = s.low[i + 1] if i + 1 < len(s) else ""
    k = i - 2 if s.low[i - 1] in ("recently", "newly", "fully") else i - 1
    return k >= 0 and s.low[k] in ("the", "a") and nxt not in ("by", "in", "the")


def _fits(s: Sentence, trigger: Trigger, stop: int) -> bool:
    if trigger.flying:
        return _is_in_flight(s, stop)
    if not trigger.needs:
        return True
    if not trigger.needs.isdisjoint(s.low):
        return True
    return not trigger.needs.isdisjoint(map(" ".join, pairwise(s.low)))


def _is_in_flight(s: Sentence, j: int) -> bool:
    """Tell whether the object that begins at ``j`` flies: "216 drones", not "two drone workshops"."""
    k = j
    while k < min(len(s), j + _OBJECT) and (
        s.low[k][0].isdigit() or s.low[k] in words("incidents", "before_flying")
    ):
        k += 1
    flies = j < k < len(s) and s.low[k] in words("incidents", "flying")
    return flies and not any_of(s.low[k + 1 : k + 2], "incidents", "grounded")


def as_act(weapon: Hit) -> Hit:
    """Read a weapon that stands alone as what it did."""
    return Hit(weapon.first, weapon.last, Trigger("alone", weapon.trigger.category, "act"), weapon.words)

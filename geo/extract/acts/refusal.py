"""What takes an event back: a denial, a plan, history, the sum of a long time, an accident.

Assumes the table ``denials``: phrases with the reason that the list of rejects gives.
"""

from __future__ import annotations

from functools import cache

from geo.extract.acts.foiled import not_done
from geo.extract.acts.idle import is_idle
from geo.extract.speech.who import verbs
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_DENIAL = 14  # words between a verb of denial and what it denies
_TALKED_OF = frozenset(("an exchange, a deal or a sanction",))
_MODALS = frozenset(("may", "might", "could", "would"))


@cache
def _denials() -> tuple[Phrases, Phrases]:
    phrases: dict[str, object] = {}
    modals: dict[str, object] = {}
    for row in raw("denials")["denial"]:
        for phrase in row["phrases"]:
            table = modals if row.get("near") else phrases
            if not row.get("meeting"):
                table[phrase] = (row["reason"], row.get("weak", False))
    return Phrases(phrases), Phrases(modals)


@cache
def _meetings_to_come() -> Phrases:
    rows = (row for row in raw("denials")["denial"] if row.get("meeting"))
    return Phrases({phrase: True for row in rows for phrase in row["phrases"]})


def _would_be(s: Sentence, unit: Unit) -> bool:
    """Tell "strikes on X and Y would breach the deal"."""
    last = unit.anchors[-1].mention.last if unit.anchors else -2
    return last >= 0 and any(w in _MODALS for w in s.text[last + 1 : min(last + 3, unit.stop)])


def refused(s: Sentence, unit: Unit) -> str | None:
    """Return the reason why a unit is no incident: denied, planned, history; None where it is one."""
    phrases, _ = _denials()
    first = min((h.first for h in unit.hits if h.trigger.role != "means"), default=unit.first)
    if unit.elliptic and unit.anchors:
        first = unit.anchors[0].mention.first
    talks = all(h.trigger.role in ("meeting", "means") for h in unit.hits)
    if talks:
        later = _meetings_to_come()
        if any(True for _ in later.find(s.low, unit.first, _until_said(s, unit))):
            return "a meeting to come"
    if _denied(s, first) or _did_not(s, unit):
        return "said not to have happened"
    if s.text[-1] == "?" or _would_be(s, unit):
        return "may happen, is planned or demanded, or did not come to pass"
    weak = not talks and not any(h.trigger.role in ("act", "fight", "gain") for h in unit.hits)
    place = unit.anchors[0].mention.first if unit.anchors else first
    for i, _, (reason, only_weak) in phrases.find(s.low, unit.first, unit.stop):
        apart = ";" in s.low[min(i, first) : max(i, first)]
        past = (reason.startswith("history") and _beside(s, i, first)) or (talks and reason in _TALKED_OF)
        if (not only_weak or (weak and unit.anchors)) and not (apart or past or is_idle(s, i)):
            return str(reason)
    return _may_be(s, unit, first, place)


def _until_said(s: Sentence, unit: Unit) -> int:
    """Return where what was said at a meeting begins: "told him at a meeting in X that ..."."""
    last = max((h.last for h in unit.hits), default=unit.first)
    return next((k for k in range(last, unit.stop) if s.low[k] == "that"), unit.stop)


def _did_not(s: Sentence, unit: Unit) -> bool:
    """Tell "no confirmed gains were made in X", where nothing else is told."""
    moves = [h for h in unit.hits if h.trigger.role in ("act", "fight", "gain", "damage", "harm")]
    return bool(moves) and not unit.elliptic and all(not_done(s, h, near=True) for h in moves)


def _may_be(s: Sentence, unit: Unit, first: int, place: int) -> str | None:
    """Tell what may, might or did not come to pass: a modal right before the act or the place."""
    _, modals = _denials()
    for i, size, (reason, _) in modals.find(s.low, unit.first, unit.stop):
        if s.low[i + size : i + size + 1] and s.low[i + size] in words("denials", "goes_on"):
            continue
        close = first - 5 <= i < first or (place - 4 <= i < place and s.low[i] in _MODALS)
        if close and not _asks(s, i):
            return str(reason)
    return None


def _denied(s: Sentence, first: int) -> bool:
    """Tell "Moscow denied having hit a hospital": a verb of denial before the act, in the same statement."""
    firm = verbs()
    for k in range(first - 1, max(-1, first - _DENIAL), -1):
        if firm.get(s.low[k]) == "denied":
            return True
        spoken = firm.get(s.low[k]) and firm.get(s.low[k - 1]) != "denied"
        if s.low[k] in words("denials", "statement_ends") or spoken:
            return False
    return False


def _beside(s: Sentence, i: int, first: int) -> bool:
    """Tell a phrase of another statement, or one that compares: "it was the worst since the invasion"."""
    between = s.low[min(i, first) : max(i, first)]
    compares = any_of(s.low[max(0, i - 10) : i], "incidents", "superlatives")
    return ";" in between or compares


def _asks(s: Sentence, i: int) -> bool:
    return s.low[i] in ("may", "might") and s.text[i][0].isupper() and i > 0

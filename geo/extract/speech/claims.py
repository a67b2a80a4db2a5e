"""Who says what of an incident: its claims, whom it is attributed to, and how sure it is.

Assumes that a claimant's side is told by his name, or by the place whose official he is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo.extract.acts.sides import held_by_russia
from geo.extract.figures.amounts import Amount
from geo.extract.figures.numbers import Figure, numbers
from geo.extract.figures.shares import children
from geo.extract.frame import Draft
from geo.extract.speech.who import Claimant
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of
from geo.model import Claim, Place, Report


def attributed(draft: Draft) -> str | None:
    """Name the one who says that it happened, or else who adds its figures."""
    said = (draft.claimant, *(who for _, _, who in draft.extra))
    return next((who.who for who in said if who is not None and who.firmness != "denied"), None)


def status(draft: Draft, told: Iterable[Claim]) -> str:
    """How sure it is: disputed if it is denied, confirmed by both sides, claimed by one, else reported.

    A side that counts the victims says that it happened, too.
    """
    told = list(told)
    if any(claim.what == "occurrence" and claim.qualifier == "denied" for claim in told):
        return "disputed"
    if len({claim.side for claim in told if claim.side and claim.what != "other"}) > 1:
        return "confirmed"
    return "reported" if draft.claimant is None else "claimed"


def claims(draft: Draft, place: Place, report: Report) -> tuple[Claim, ...]:
    """Who says what: the occurrence, who confirms or denies it, and each figure with its words."""
    s = draft.sentence
    said = draft.claimant
    out = [_claim(said, "occurrence", None, "", report, (s.start, s.end))]
    for sentence, other in _others(draft):
        heard = _claim(other, "occurrence", None, "", report, (sentence.start, sentence.end))
        out.append(replace(heard, qualifier="denied") if other.firmness == "denied" else heard)
    told = [(s, draft.finding.harm, said), *draft.extra]
    for sentence, harm, who in told:
        young = children(sentence, harm.killed, numbers(sentence)) if harm.killed else None
        for what, figure in (("killed", harm.killed), ("injured", harm.injured), ("children_killed", young)):
            if figure is not None:
                span = (sentence.starts[figure.first], sentence.ends[figure.last])
                out.append(_claim(who, what, figure, "", report, span))
    if draft.finding.intercepted is not None:
        out.append(_claim(said, "shot_down", _count(draft.finding.intercepted), "", report, (s.start, s.end)))
    if draft.finding.munitions is not None:
        out.append(_claim(said, "launched", _count(draft.finding.munitions), "", report, (s.start, s.end)))
    out += [_of_amount(told, report) for told in draft.amounts]
    homes = {who: _home_side(who, draft, place) for who in {claim.who for claim in out if not claim.side}}
    return tuple(replace(c, side=homes[c.who]) if not c.side and homes[c.who] else c for c in out)


def _others(draft: Draft) -> list[tuple[Sentence, Claimant]]:
    """List who else speaks of it: in its own words, or to deny it in a sentence after it."""
    s, unit = draft.sentence, draft.finding.unit
    own = draft.claimant.at if draft.claimant else -1
    inside = (c for c in s.memo.get("claimants", ()) if unit.first <= c.at < unit.stop and c.at != own)
    out = [(s, c) for c in inside if c.firmness in ("said", "claimed", "denied")]
    return out if draft.denial is None else [*out, draft.denial]


def _home_side(who: str | None, draft: Draft, place: Place) -> str | None:
    """Side of a governor, a mayor, rescuers: the side that runs the place of which they tell."""
    low = [w.strip(".’'") for w in (who or "").lower().replace(",", " ").split()]
    if not any_of(low, "claimants", "local") or held_by_russia(draft, place):
        return None
    return {"RU": "Russia", "UA": "Ukraine"}.get(place.best.country)


def _of_amount(told: tuple[Sentence, Amount, Claimant | None], report: Report) -> Claim:
    s, amount, said = told
    start, end = s.starts[amount.first], s.ends[amount.last]
    bound = {"least": "at least", "most": "up to", "about": "about"}.get(amount.bound)
    who, side = (said.who, said.side) if said else (None, None)
    return Claim(who, side, amount.what, amount.value, None, bound, report.text[start:end], start, end)


def _count(value: int) -> Figure:
    return Figure(value, value, 0, 0)


def _claim(
    said: Claimant | None, what: str, figure: Figure | None, unit: str, report: Report, span: tuple[int, int]
) -> Claim:
    qualifier = None
    value: float | None = None
    if figure is not None:
        value = figure.low if figure.low is not None else figure.high
        qualifier = "at least" if figure.high is None else "up to" if figure.low is None else None
    return Claim(
        who=said.who if said else None,
        side=said.side if said else None,
        what=what,
        value=value,
        unit=unit or None,
        qualifier=qualifier,
        quote=report.text[span[0] : span[1]],
        start=span[0],
        end=span[1],
    )

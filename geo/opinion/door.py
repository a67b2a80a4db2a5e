"""What a second opinion has to pass to become a row: its words stand in the report, the rest as ever.

Assumes that the extractor's own events are settled: nothing here changes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo import frame, vocab
from geo.errors import InputError
from geo.extract import Extractor
from geo.extract.acts.incidents import Finding, attacker, choices, chosen, figures
from geo.extract.acts.refusal import refused
from geo.extract.acts.sides import attacker_at, belongs
from geo.extract.events import event
from geo.extract.figures.numbers import numbers
from geo.extract.frame import Draft, base_day, standing_day
from geo.extract.names.mention import Memory, Mention, common_words
from geo.extract.names.mentions import mentions
from geo.extract.names.roles import judge
from geo.extract.places.anchors import Anchor
from geo.extract.places.settle import Settler
from geo.extract.speech.who import claimant
from geo.extract.times.when import When, times
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence, sentences
from geo.extract.words.triggers import triggers
from geo.merge import same
from geo.model import Event, Precision, Reject, Report
from geo.opinion.suggestion import SecondOpinion, Suggestion

FLAG = "second_opinion"
_SIDES = ("Russia", "Ukraine")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second opinion adds: rows for a person to judge, and what did not pass the door."""

    events: tuple[Event, ...] = ()
    rejects: tuple[Reject, ...] = ()


def opinion_on(
    report: Report, opinion: SecondOpinion, extractor: Extractor, known: Iterable[Event] = ()
) -> Opinion:
    """Ask a second opinion and let through what can be trusted.

    Parameters
    ----------
    report : Report
        As read.
    opinion : SecondOpinion
        Who is asked.
    extractor : Extractor
        Whose gazetteer and rules are the door.
    known : iterable of Event
        The day's events; a suggestion that one of them tells already is passed over.

    Returns
    -------
    Opinion
        Every event has the review flag ``second_opinion`` and is claimed (or denied), never surer.

    Raises
    ------
    ServiceError
        If the opinion comes from a service that failed.
    """
    judge_of = _Judge(report, extractor)
    events, rejects, told = [], [], list(known)
    for suggestion in opinion.suggestions(report):
        answer = judge_of(suggestion)
        if isinstance(answer, Reject):
            rejects.append(answer)
        elif not any(_same(answer, other) for other in told):
            events.append(answer)
            told.append(answer)
    return Opinion(tuple(events), tuple(dict.fromkeys(rejects)))


class _Judge:
    def __init__(self, report: Report, extractor: Extractor) -> None:
        self.report, self.extractor = report, extractor
        self.sentences = sentences(report)
        self.memory = Memory(common=common_words(self.sentences))

    def __call__(self, told: Suggestion) -> Event | Reject:
        text, start = self.report.text, _cited(told, self.report.text)
        if start is None:
            return _reject(told, "the second opinion cites words that the report does not have")
        at = text.find(told.place, start, start + len(told.quote)) if told.place else -1
        s = next((s for s in self.sentences if s.start <= at < s.end), None)
        first = _word_at(s, at) if s else None
        if s is None or first is None:
            return _reject(told, "the second opinion names a place that its words do not have", start)
        mention = self._mention(s, told, at, first)
        if mention is None:
            reason = f"{told.place!r} is no place here: a government, a person or a thing, or no known name"
            return _reject(told, reason, start)
        draft = self._draft(s, told, mention)
        return _reject(told, draft, start) if isinstance(draft, str) else self._settled(told, draft, start)

    def _mention(self, s: Sentence, told: Suggestion, at: int, first: int) -> Mention | None:
        end = at + len(told.place)
        found = judge(s, mentions(s, self.extractor.lexicon, self.memory, self.report.text))
        known = next((m for m in found if m.start < end and at < m.end), None)
        if known is not None:
            return known if known.role == "place" else None
        if not self.extractor.geocoder.gazetteer.lookup(told.place):
            return None
        last = max(k for k in range(first, len(s)) if s.starts[k] < end)
        return Mention(at, end, first, last, told.place, told.place, relation="at")

    def _draft(self, s: Sentence, told: Suggestion, mention: Mention) -> Draft | str:
        """Make a draft of the sentence that is cited, or say why it tells no incident."""
        anchor = Anchor(mention, within=(told.region,) if told.region else ())
        hits = tuple(triggers(s, frozenset(range(mention.first, mention.last + 1))))
        unit = Unit(0, len(s), (anchor,), hits)
        found = _finding(s, unit, told)
        reason = found if isinstance(found, str) else refused(s, unit)
        if isinstance(found, str) or reason:
            return str(reason)
        when = next(iter(times(s, base_day(self.report, s.post))), None)
        return Draft(found, anchor, s, told.region, when, claimant(s, self.report.text))

    def _settled(self, told: Suggestion, draft: Draft, start: int) -> Event | Reject:
        (place,) = Settler(self.extractor.atlas, [(draft.sentence, draft.anchor.mention)]).settle([draft])
        if place is None:
            return _reject(told, f"no place called {told.place!r} is known", start)
        if place.best.precision == Precision.COUNTRY:
            return _reject(told, "a country is no place for an incident: nothing finer is named", start)
        if not belongs(draft, place):
            return _reject(told, "not of this war: the place is in another country", start)
        day = draft.when or _day_of(self.report, draft.sentence.post)
        made = event(draft, place, self.report, attacker_at(draft, place), day)
        status = "denied" if made.status == "denied" else "claimed"
        made = replace(made, status=status, review=(*made.review, FLAG))
        fault = _fault(made, self.report)
        return _reject(told, f"the event table refuses it: {fault}", start) if fault else made


def _finding(s: Sentence, unit: Unit, told: Suggestion) -> Finding | str:
    """Read the figures of the words; the kind is the suggestion's, or that of the words' own trigger."""
    picked = chosen(s, unit, choices(s, unit, fighting=False)) if unit.hits else None
    category = told.category or (picked and picked.category)
    if not category:
        return "the words tell of no event"
    if category not in vocab.categories():
        return f"the second opinion gives a category that is not in the table: {category!r}"
    side = told.attacker if told.attacker in _SIDES else None
    if picked is not None:
        side = attacker(s, unit, picked, side)
    return Finding(unit, category, "", side, *figures(s, unit, category, numbers(s)))


def _fault(made: Event, report: Report) -> str | None:
    """Tell what the event table holds against a row."""
    try:
        frame.validate(frame.from_events([made]), report)
    except InputError as fault:
        return fault.faults[0] if fault.faults else str(fault)
    return None


def _cited(told: Suggestion, text: str) -> int | None:
    """Tell where the quote begins; None where the report does not have these very words."""
    if not told.quote:
        return None
    if told.start is not None:
        return told.start if text.startswith(told.quote, max(0, told.start)) else None
    at = text.find(told.quote)
    return at if at >= 0 else None


def _word_at(s: Sentence, at: int) -> int | None:
    return next(
        (k for k, (start, end) in enumerate(zip(s.starts, s.ends, strict=True)) if start <= at < end), None
    )


def _day_of(report: Report, post: int) -> When | None:
    day = base_day(report, post) or standing_day(report)
    return None if day is None else When(day, day, "day", "", 0, 0, explicit=False)


def _same(a: Event, b: Event) -> bool:
    """Tell whether the day has it: at the same place, in the same words or of the same kind and day."""
    if a.place_id != b.place_id:
        return False
    overlap = (a.start or 0) < (b.end or 0) and (b.start or 0) < (a.end or 0)
    return overlap or same(a, b, newest_first=True)


def _reject(told: Suggestion, reason: str, start: int | None = None) -> Reject:
    """Keep what did not pass; words that the report does not have stand nowhere in it."""
    first, stop = (0, 0) if start is None else (start, start + len(told.quote))
    return Reject(first, stop, told.quote[:_SHOWN], reason, "opinion")

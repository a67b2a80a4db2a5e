"""Draft what one stretch of a sentence tells, with the region, the day and the speaker that are kept in mind.

Assumes that places and triggers of the stretch are found; :mod:`geo.extract.discourse` finds them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.extract.acts.incidents import (
    Choice,
    Finding,
    at_place,
    choices,
    chosen,
    finding,
    inherited,
    other_kinds,
)
from geo.extract.acts.waves import by_wave
from geo.extract.figures.amounts import amounts, of_aircraft
from geo.extract.figures.harm import Harm, is_long_toll
from geo.extract.figures.numbers import Number
from geo.extract.figures.ticker import Ticker
from geo.extract.frame import Draft, Frame, Reading, base_day, standing_day
from geo.extract.names.lexicon import Lexicon
from geo.extract.places.anchors import Anchor, rank
from geo.extract.places.finest import finest, in_region
from geo.extract.places.implied import Memo
from geo.extract.speech.author import author_of
from geo.extract.speech.speakers import Speakers, speaks_on
from geo.extract.speech.who import Claimant, claimant, covers
from geo.extract.times.binding import after_day, by_day, goes_on, holds, of_place, of_unit, own_times
from geo.extract.times.when import When, is_night
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words
from geo.model import Reject, Report

_LAST = 12
_NEXT = 2  # an empty line counts as well


class Teller:
    """Keeps what a report has told so far; the base of :class:`geo.extract.discourse.Reader`."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self.report = report
        self.text = report.text
        self.lexicon = lexicon
        self.out = Reading()
        self.frame = Frame()
        self.memo = Memo()
        head = report.text[:3000].lower()
        self.front = any(phrase in head for phrase in words("discourse", "front_reports"))
        self.lead: When | None = None
        self.told_day: date | None = None
        self.whole = len(report.posts) <= 1
        self.first = -1
        self.author = author_of(head)
        self.speakers = Speakers()
        self.ticker = Ticker(report.text if self.whole else "")
        self.standing_day = standing_day(report)
        self.standing = self.standing_day != report.published

    def _said(self, s: Sentence, first: int = 0, stop: int | None = None) -> Claimant | None:
        """Find who says what a stretch tells, under the fullest name that the report has given."""
        found = claimant(s, self.text, first, stop)
        if found is not None:
            return self.speakers.full(found)
        on = self.speakers.on(s) if speaks_on(s) else None
        return replace(on, at=first) if on else None

    def _times(self, s: Sentence) -> list[When]:
        told = self.told_day or (self.standing_day if self.standing else None)
        found = own_times(s, base_day(self.report, s.post), told)
        return by_day(found, self.standing_day) if self.standing else found

    def _when(self, s: Sentence, unit: Unit, anchor: Anchor | None = None) -> When | None:
        """Find when a stretch happened: by its own words, else by those of the paragraph or the opening."""
        found = self._times(s)
        told = of_place(s, unit, anchor, found) if anchor else of_unit(s, unit, found)
        if told is not None:
            return self._that_night(told, found) if is_night(told) else told
        if goes_on(s, unit):
            return None
        base = base_day(self.report, s.post)
        when, lead = holds(s, self.frame.when, base), holds(s, self.lead, base)
        split = unit.stop < len(s) and s.low[unit.stop] == "where"
        return lead if split and when in found else when or lead

    def _that_night(self, night: When, found: list[When]) -> When:
        """Read "overnight" against the day that the sentence, or its paragraph, names."""
        named = next((t for t in found if t.explicit and not t.text and t.precision == "day"), None)
        if named is not None:
            return replace(night, start=named.start, end=named.end)
        return after_day(night, self.frame.named_day)

    def _note_amounts(self, s: Sentence, told: list[int]) -> None:
        """Keep aircraft and money with the story that they belong to, wherever it is told again."""
        found = [amount for amount in amounts(s) if amount.what != "area_km2"]
        if told and (found or of_aircraft(s)):
            self.memo.story = told[-1]
        if not found:
            return
        story = told[-1] if told else self.memo.story
        if story is not None:
            draft = self.out.drafts[story]
            who = self.frame.claimant if self.frame.said_in == s.paragraph else None
            more = tuple((s, amount, who) for amount in found)
            self.out.drafts[story] = replace(draft, amounts=(*draft.amounts, *more))

    def _add_pending(self, s: Sentence, told: list[int]) -> None:
        """Give figures that were told before their place to the first place told."""
        pending, self.frame.pending = self.frame.pending, []
        pending = pending or [p for p in self.frame.before if _of_soldiers(p[0]) and _of_soldiers(s)]
        self.frame.before = []
        names = {self.out.drafts[k].anchor.mention.name for k in told}
        first = self.out.drafts[told[0]]
        fits = len(names) == 1 and not first.finding.harm and first.finding.weight == "act"
        none = all(not (f and f.low) for _, h, _ in pending for f in (h.killed, h.injured))
        if pending and none and not first.anchor.area:
            fits = not first.finding.harm
        some = any((h.killed and h.killed.low) or (h.injured and h.injured.low) for _, h, _ in pending)
        if pending and fits and (some or not first.anchor.area):
            self.out.drafts[told[0]] = replace(
                first, extra=(*first.extra, *pending), when=first.when or self._day_of(pending)
            )

    def _day_of(self, pending: list[tuple[Sentence, Harm, Claimant | None]]) -> When | None:
        s = pending[0][0]
        return next(iter(self._times(s)), None)

    def _unit(self, s: Sentence, unit: Unit, counts: list[Number], headline: bool) -> list[int]:
        found = choices(s, unit, self.frame.fighting or self.front)
        picked = chosen(s, unit, found)
        if picked is None:
            return []
        means = next((h.trigger.category for h in unit.hits if h.trigger.role == "means"), None)
        self.frame.means = means or self.frame.means
        picked = self._in_keeping(s, self._as_there(s, unit, picked))
        kept = [a for a in finest(s, unit.anchors) if _can_be(a, picked)]
        if not kept:
            return []
        wanted = [picked]
        if all(a.area for a in kept):
            wanted += other_kinds(s, unit, found, picked)
        told = []
        for choice in wanted:
            narrowed = replace(unit, anchors=tuple(kept))
            what = finding(s, narrowed, choice, counts, self.frame.side)
            if what.weight == "harm" and is_long_toll(what.harm):
                self._reject(s, narrowed, "the toll of a long time")
                continue
            told += [
                self._draft(s, narrowed, anchor, at_place(what, k), headline) for k, anchor in enumerate(kept)
            ]
        return told

    def _same_story(self, topic: Draft, s: Sentence) -> bool:
        """Tell whether a sentence goes on with a story: in its paragraph, or in the next of the same post."""
        apart = s.paragraph - topic.sentence.paragraph
        return apart == 0 or (not self.whole and apart <= _NEXT and topic.sentence.post == s.post)

    def _as_there(self, s: Sentence, unit: Unit, picked: Choice) -> Choice:
        """Let harm have the cause told of its place: "X and Y were shelled; in X a man died"."""
        names = {a.mention.name for a in unit.anchors}
        last = self.out.drafts[-_LAST:] if picked.role == "harm" else []
        told = next((d for d in reversed(last) if d.sentence is s and d.anchor.mention.name in names), None)
        return picked if told is None else inherited(picked, told.finding)

    def _in_keeping(self, s: Sentence, picked: Choice) -> Choice:
        """Let harm without a cause have the cause that the paragraph told."""
        means = self.frame.means
        if (
            picked.category == "other"
            and picked.role == "act"
            and means
            and picked.hit.words in words("incidents", "blows")
        ):
            return replace(picked, category=means)
        topic = self.out.drafts[self.frame.topic[0]] if self.frame.topic else None
        if topic is not None and not topic.headline and self._same_story(topic, s):
            picked = inherited(picked, topic.finding)
        return by_wave(s, picked, self.frame.wave, near=self.frame.wave_at == s.paragraph)

    def _draft(self, s: Sentence, unit: Unit, anchor: Anchor, what: Finding, headline: bool) -> int:
        frame = self.frame
        region = None
        in_a_list = any(rank(a.mention) >= 4 for a in unit.anchors)
        if in_a_list:
            pass
        elif frame.region is not None and frame.region.start != anchor.mention.start:
            if not in_region(s, frame.region, frame.named, anchor):
                pass
            elif frame.region.cue == "direction":
                anchor = replace(anchor, near=(*anchor.near, frame.region.text))
            else:
                region = frame.region.text
        elif frame.office is not None and frame.region is None:
            region = frame.office.text
        here = self._said(s, unit.first, unit.stop)
        within = here is not None and unit.first <= here.at < unit.stop
        others, former = self._may_say(here if here and covers(s, here, unit.stop) else None)
        area = frame.region or frame.office
        beside = (a for a in unit.anchors if a.mention.start != anchor.mention.start)
        taken = area is not None and any(area.text in a.within for a in beside) and not anchor.within
        firm = (frame.header or self._said_here(s)) and not taken
        draft = Draft(
            what,
            anchor,
            s,
            region,
            self._when(s, unit, anchor),
            next(iter((*others, *former)), None),
            headline=headline,
            listed=len(unit.anchors) > 2,
            firm=firm,
            carried=here is None and self._author() is None and frame.said_in != s.paragraph,
            others=others,
            former=former,
            spoken=within or self._author() is not None,
        )
        self.out.drafts.append(draft)
        return len(self.out.drafts) - 1

    def _author(self) -> Claimant | None:
        """Return who speaks in all these words: the report's author, or whoever signs them."""
        return self.author or self.speakers.signed

    def _may_say(self, here: Claimant | None) -> tuple[tuple[Claimant, ...], tuple[Claimant, ...]]:
        """Return who may say what a stretch tells: of the paragraph, and of what stands before it."""
        author = self._author()
        named = () if here is None else (here,)
        if author is not None:
            return named, (author,)
        return (*named, *self.speakers.here()), self.speakers.former()

    def _said_here(self, s: Sentence) -> bool:
        """Tell whether the region in mind is the one that this very sentence names."""
        area = self.frame.region or self.frame.office
        alone = len({m.name for m in self.frame.named if m.cue == "region"}) <= 1
        return alone and area is not None and s.start <= area.start < s.end

    def _topic(self, s: Sentence) -> Draft | None:
        """Return the draft that the paragraph last told."""
        if not self.frame.topic:
            return None
        topic = self.out.drafts[self.frame.topic[-1]]
        return topic if topic.sentence.paragraph == s.paragraph else None

    def _last(self, s: Sentence) -> Draft | None:
        """Return the draft that was told last, in this paragraph or in the one before it."""
        if not self.frame.topic:
            return None
        topic = self.out.drafts[self.frame.topic[-1]]
        near = topic.sentence.post == s.post and s.paragraph - topic.sentence.paragraph <= _NEXT
        return topic if near else None

    def _extend(self, k: int, s: Sentence, told: Harm, said: Claimant | None) -> None:
        draft = self.out.drafts[k]
        self.out.drafts[k] = replace(draft, extra=(*draft.extra, (s, told, said)))

    def _reject(self, s: Sentence, unit: Unit, reason: str) -> None:
        start, end = s.starts[unit.first], s.ends[unit.stop - 1]
        self.out.rejects.append(Reject(start, end, self.text[start:end], reason))


def _of_soldiers(s: Sentence) -> bool:
    return any_of(s.low, "discourse", "soldiers")


def _can_be(anchor: Anchor, picked: Choice) -> bool:
    """Tell whether such a thing happens at such a place: no talks at sea, no assault on the Donbas."""
    kinds = anchor.mention.known.kinds if anchor.mention.known else frozenset()
    m = anchor.mention
    if picked.role == "meeting" and m.relation not in ("at", "near") and m.first > 2:
        return False
    if anchor.mention.cue in (None, "natural") and kinds and kinds <= {"region", "water", "sea", "natural"}:
        return picked.role == "act" and picked.category not in ("diplomacy", "sabotage")
    return True

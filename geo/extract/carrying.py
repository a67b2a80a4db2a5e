"""Sentences that name no place: what they add to what was told, and the place that they imply.

Assumes that such a sentence goes on with the paragraph, or with the heading above it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geo.extract.acts.anew import STRUCK, told_anew
from geo.extract.acts.entries import Before, alone, unsaid
from geo.extract.acts.incidents import choices
from geo.extract.acts.refusal import refused
from geo.extract.acts.waves import wave_of
from geo.extract.figures.harm import harm, is_long_toll
from geo.extract.figures.numbers import Number, numbers
from geo.extract.figures.shares import rest_from
from geo.extract.figures.tying import by_mayor, in_list, targets, told_elsewhen, told_places
from geo.extract.frame import Draft, base_day
from geo.extract.labels import is_label
from geo.extract.names.mention import Mention
from geo.extract.places.anchors import Anchor, rank
from geo.extract.places.implied import elsewhere, implied, recategorised
from geo.extract.telling import Teller
from geo.extract.times.when import times
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words
from geo.extract.words.triggers import Hit

_ACTS = ("act", "fight", "gain")
_BLOWS = ("act", "damage")
NEXT = 2  # an empty line counts as well
_MANY = 40  # more drafts than tell of one place


class Carrier(Teller):
    """Reads what names no place; the base of :class:`geo.extract.discourse.Reader`."""

    def _unsaid(self, s: Sentence, places: list[Anchor], hits: list[Hit], head: Mention | None) -> list[Hit]:
        """Find the triggers that a sentence without a verb leaves unsaid."""
        if not places:
            return alone(s, hits)
        headed = head is not None and head.cue == "direction"
        opened = len(places) > 1 and places[0].mention.cue == "direction"
        counts = self.out.counts
        counted = bool(counts) and s.paragraph - counts[-1].sentence.paragraph <= NEXT
        front = self.front and (headed or opened)
        before = Before(self._last(s), front, counted, self.front, self._heading(s) if front else "")
        return unsaid(s, places, hits, before)

    def _heading(self, s: Sentence) -> str:
        """Return the kind of attack that a line above a list of directions tells: "The enemy shelled:"."""
        frame = self.frame
        if not frame.heading or s.paragraph - frame.heading_at > 1:
            return ""
        frame.heading_at = s.paragraph
        return frame.heading

    def _note_label(self, s: Sentence, places: list[Anchor], hits: list[Hit]) -> None:
        """Keep the place that a line of its own heads its paragraph, or its list, with."""
        frame = self.frame
        if is_label(s, places, hits):
            frame.label, frame.label_at = places[0], s.paragraph
            if places[0].area:
                frame.region, frame.header = places[0].mention, True

    def _note_wave(self, s: Sentence, places: list[Anchor], hits: list[Hit]) -> None:
        """Note what a side has launched: what is told of a region holds for its paragraph."""
        frame = self.frame
        if hits and all(h.trigger.role == "means" for h in hits):
            frame.means = hits[0].trigger.category
        if not places and s.low[-1] == ":":
            frame.heading = next((h.trigger.category for h in hits if h.trigger.role == "act"), "")
            frame.heading_at = s.paragraph
        if places or not (frame.here or frame.topic):
            kinds = wave_of(s, places, hits)
            if kinds:
                frame.wave, frame.wave_at = kinds[0], s.paragraph
                frame.wide = not places and frame.label is None and len(kinds) == 1

    def _rest(self, s: Sentence, first: int, hits: list[Hit], counts: list[Number]) -> bool:
        """Draft what is told of the rest of a region: "five others were injured across the region"."""
        region = self.frame.region or self.memo.office_in(s) or self.frame.office
        topic = self._topic(s)
        if region is None and topic is None:
            return False
        own = tuple(h for h in hits if h.first >= first)
        if region is not None:
            anchor = Anchor(replace(region, first=-1, last=-1, cue="region", role="place", relation=""))
        elif topic is not None:
            m = topic.anchor.mention
            anchor = replace(topic.anchor, mention=replace(m, first=-1, last=-1, relation=""))
        told = self._unit(s, Unit(first, len(s), (anchor,), own), counts, headline=False)
        for k in told:
            self.out.drafts[k] = replace(self.out.drafts[k], rest=True, wide=region is None)
        return bool(told)

    def _placeless(self, s: Sentence, names: list[Mention], hits: list[Hit]) -> None:
        """Let a sentence without a place add to what was just told, or find the place that it implies."""
        frame = self.frame
        unit = Unit(0, len(s), (), tuple(hits))
        story = self.memo.story
        if any(h.trigger.role in (*_ACTS, "damage") for h in hits):
            self._note_amounts(s, [])
        reason = refused(s, unit)
        topic = self._topic(s)
        acts = self._acts(hits, topic)
        if reason is None and _nearby(s) and self._rest(s, 0, hits, numbers(s)):
            return
        self._weapon_told(s, hits if reason is None and not acts else [])
        if acts and reason is None:
            told = self._meant(s, unit, acts, names)
            if told is not None:
                if story is None:
                    self._note_amounts(s, told)
                self._add_pending(s, told)
                frame.topic = told or frame.topic
                return
            if topic is not None:
                self._recategorise(s, unit)
        counts = numbers(s)
        rest = rest_from(s, counts)
        if reason is None and rest is not None and self._rest(s, rest, hits, counts):
            return
        if reason is None and (self._on_another_day(s, unit) or self._adds(s)):
            return
        if any(h.trigger.role not in ("means", "meeting") for h in hits):
            self._reject(s, unit, reason or "no place is named")

    def _acts(self, hits: list[Hit], topic: Draft | None) -> list[Hit]:
        """Return what may tell an incident: harm only right below the place that opens an entry."""
        acts = [h for h in hits if h.trigger.role in (*_ACTS, "damage")]
        below = not acts and topic is None and self.frame.entry
        return [h for h in hits if h.trigger.role == "harm"] if below else acts

    def _weapon_told(self, s: Sentence, hits: list[Hit]) -> None:
        """Let a blow without a weapon have the one told after it: "That was a drone, he specifies."."""
        kinds = {h.trigger.category for h in hits if h.trigger.role == "means"}
        last = self._last(s)
        if len(kinds) != 1 or last is None or last.finding.weight == "fight":
            return
        for k in self.frame.topic:
            draft = self.out.drafts[k]
            if draft.finding.category == "other":
                self.out.drafts[k] = replace(draft, finding=replace(draft.finding, category=min(kinds)))

    def _titled(self, s: Sentence, acts: list[Hit], topic: Draft | None) -> Anchor | None:
        """Take the town of a ticker's title for an entry that names no place of its own, nor another day."""
        if self.ticker.place is None or topic is not None or not any(h.trigger.role in _BLOWS for h in acts):
            return None
        days = [t.start for t in times(s, base_day(self.report, s.post)) if t.precision == "day"]
        if any(day != self.standing_day for day in days):
            return None
        named = [m for t, m in self.out.names if t.paragraph == s.paragraph and m.role == "place"]
        title = next((m for _, m in self.out.names if m.name == self.ticker.place), None)
        return None if title is None or any(m.relation != "from" for m in named) else elsewhere(Anchor(title))

    def _recategorise(self, s: Sentence, unit: Unit) -> None:
        """Let what was told without a kind have the one that a later sentence names."""
        found = choices(s, unit, self.frame.fighting or self.front)
        for k in self.frame.topic:
            self.out.drafts[k] = recategorised(s, self.out.drafts[k], found)

    def _meant(self, s: Sentence, unit: Unit, acts: list[Hit], names: list[Mention]) -> list[int] | None:
        """Draft what is told of the place, or the list, that a sentence leaves unsaid, if any."""
        if _of_a_country(s, names):
            return None
        topic = self._topic(s)
        anew = topic is not None and self._anew(s, acts, topic)
        anchor = implied(s, acts, topic, self.frame, self.memo, names, anew=anew)
        anchor = anchor or self._titled(s, acts, topic)
        meant = (anchor,) if anchor is not None else self._listed(s, acts)
        if not meant:
            return None
        told = self._unit(s, replace(unit, anchors=meant), numbers(s), headline=False)
        if anew and topic is not None:
            self._as_topic(told, topic)
        return told

    def _as_topic(self, told: list[int], topic: Draft) -> None:
        """Let another incident of no kind be of the topic's: "a second volley"."""
        for k in told:
            what = self.out.drafts[k].finding
            if what.category == "other":
                what = replace(what, category=topic.finding.category)
                self.out.drafts[k] = replace(self.out.drafts[k], finding=what)

    def _listed(self, s: Sentence, acts: list[Hit]) -> tuple[Anchor, ...]:
        """Take the list of the sentence before for the blow told after it: "A and B. They used drones."."""
        struck = any(h.trigger.role == "act" and h.trigger.category in ("", *STRUCK) for h in acts)
        fine = all(not a.area for a in self.frame.listed)
        return tuple(elsewhere(a) for a in self.frame.listed) if struck and fine else ()

    def _anew(self, s: Sentence, acts: list[Hit], topic: Draft) -> bool:
        """Tell whether a sentence tells another incident at the topic's one place."""
        if len(told_places(self.out.drafts, self.frame.topic)) != 1:
            return False
        base = base_day(self.report, s.post)
        dated = any(t.precision == "day" for t in times(topic.sentence, base))
        return told_anew(s, acts, topic, times(s, base) if dated else ())

    def _adds(self, s: Sentence) -> bool:
        """Add the casualties of a sentence to the one place that was just told; keep them where none was."""
        frame = self.frame
        told = harm(s, 0, len(s), numbers(s))
        if not told or is_long_toll(told):
            return False
        said = self._said(s) or frame.claimant
        topic = self.out.drafts[frame.topic[-1]] if frame.topic else None
        base = base_day(self.report, s.post)
        today = all(when.start == base for when in times(s, base) if when.precision == "day")
        if today and self.ticker.holds(s, topic, self.out.names[-_MANY:]):
            self.ticker.tolls.append((s, told, said))
            return True
        goes_on = bool(frame.topic) and self._goes_on(s)
        own = targets(self.out.drafts, frame.topic, told, s, frame.named) if goes_on else self._named_here()
        own = by_mayor(self.out.drafts, s, frame.named) or own
        for k in own:
            self._extend(k, s, told, said)
        if not own:
            frame.pending.append((s, told, said))
        return bool(own)

    def _on_another_day(self, s: Sentence, unit: Unit) -> bool:
        """Draft what befell the same place on a day of its own: "The day before, eight people were hurt"."""
        topic = self._topic(s)
        if topic is None or not told_elsewhen(s, topic, times(s, base_day(self.report, s.post))):
            return False
        if len(told_places(self.out.drafts, self.frame.topic)) != 1:
            return False
        there = replace(unit, anchors=(elsewhere(topic.anchor),))
        return bool(self._unit(s, there, numbers(s), headline=False))

    def _named_here(self) -> list[int]:
        """Find what was told of the one place that the paragraph has named."""
        here = self.frame.here
        if here is None or here.area:
            return []
        last = range(max(0, len(self.out.drafts) - _MANY), len(self.out.drafts))
        return [k for k in last if self.out.drafts[k].anchor.mention.name == here.mention.name][-1:]

    def _follows(self, s: Sentence, topic: Draft) -> bool:
        """Tell whether a paragraph of prose goes on with the one before it."""
        apart = s.paragraph - topic.sentence.paragraph
        here = (m for t, m in self.out.names[-_MANY:] if t.paragraph == s.paragraph)
        prose = not (topic.headline or in_list(s, self.text) or any(m.role == "place" for m in here))
        return prose and apart <= NEXT and topic.sentence.post == s.post

    def _goes_on(self, s: Sentence) -> bool:
        topic = self.out.drafts[self.frame.topic[0]]
        if topic.sentence.paragraph == s.paragraph:
            return True
        if self._follows(s, topic):
            return True
        last = range(max(0, len(self.out.drafts) - _MANY), len(self.out.drafts))
        post = [k for k in last if self.out.drafts[k].sentence.post == s.post]
        told = [k for k in post if not self.out.drafts[k].headline]
        opening = self.whole and topic.headline and s.paragraph == self.first
        return len(told_places(self.out.drafts, told)) == 1 or opening


def _of_a_country(s: Sentence, names: list[Mention]) -> bool:
    """Tell "83 missiles were launched at Ukraine": it is told of the whole country."""
    return any(rank(m) == 5 and s.low[m.first - 1] in words("carry", "countrywide") for m in names if m.first)


def _nearby(s: Sentence) -> bool:
    """Tell "in a nearby district" and "in a village south of the city": a place that has no name here."""
    kinds, before = words("discourse", "unnamed"), words("discourse", "unnamed_before")
    return any(
        (a in before or (a in ("a", "another") and k and s.low[k - 1] in ("in", "at", "near"))) and b in kinds
        for k, (a, b) in enumerate(pairwise(s.low))
    )

"""Read the sentences one after another, and draft what they tell.

Assumes that what a sentence leaves out is what the sentences before it told.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geo.extract.amounts import amounts, of_aircraft
from geo.extract.anchors import Anchor, anchors, rank, spread
from geo.extract.figures import Number, numbers
from geo.extract.frame import Count, Draft, Frame, Reading, base_day, standing_day
from geo.extract.harm import Harm, harm, is_long_toll, rest_from
from geo.extract.implied import Memo, implied, office_of, recategorised
from geo.extract.incidents import (
    Choice,
    Finding,
    choices,
    chosen,
    finding,
    inherited,
    other_kinds,
    refused,
    total_of,
)
from geo.extract.lexicon import Lexicon
from geo.extract.mentions import Memory, Mention, common_words, mentions
from geo.extract.roles import judge
from geo.extract.sentences import Sentence, sentences
from geo.extract.tables import words
from geo.extract.triggers import Hit, triggers
from geo.extract.units import Unit, units
from geo.extract.when import When, is_night, times
from geo.extract.who import Claimant, author_of, claimant, said_at, subject_side
from geo.model import Reject, Report

_ACTS = ("act", "fight", "gain")


class Reader:
    """Reads one report; :meth:`read` gives what it tells."""

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
        self.whole = len(report.posts) <= 1
        self.first = -1
        self.author = author_of(head)
        self.standing = standing_day(report) != report.published

    def read(self) -> Reading:
        """Read every sentence in turn."""
        found = sentences(self.report)
        memory = Memory(common=common_words(found))
        for s, following in zip(found, (*found[1:], None), strict=False):
            self._turn(s)
            names = spread(s, judge(s, mentions(s, self.lexicon, memory, self.text)))
            names = self._as_before(s, names)
            self.memo.note_offices(s, names, memory.persons)
            self.out.names += [(s, name) for name in names]
            alone = s.first and (following is None or following.first) and len(found) > 2
            self._sentence(s, names, alone and self._is_headline(s))
        return self.out

    def _is_headline(self, s: Sentence) -> bool:
        """Tell a line without a full stop, and without a bullet."""
        line = self.text[self.text.rfind("\n", 0, s.start) + 1 : s.start].strip()
        ends = s.text[-1] in (".", "!", "?", "”", '"', ";", ":")
        return not ends and (not line or line[0] == "#")

    def _as_before(self, s: Sentence, names: list[Mention]) -> list[Mention]:
        """Read "neighbouring X" and "X, which borders Y" as the region that the paragraph has called it."""
        regions = self.frame.regions
        regions.update(m.name for m in names if m.cue == "region" and m.role == "place")
        bare = (m.cue is None and m.name in regions and m.role == "place" and _borders(s, m) for m in names)
        return [replace(m, cue="region") if b else m for m, b in zip(names, bare, strict=True)]

    def _turn(self, s: Sentence) -> None:
        frame = self.frame
        if s.post != frame.post:
            self.frame = Frame(s.paragraph, s.post, before=[*frame.before, *frame.pending])
            self.memo.town = None
        elif s.paragraph != frame.paragraph:
            frame.next_paragraph(s.paragraph)

    def _sentence(self, s: Sentence, names: list[Mention], headline: bool) -> None:
        taken = frozenset(k for m in names if m.role == "place" for k in range(m.first, m.last + 1))
        hits = triggers(s, taken)
        moves = {k for h in hits if h.trigger.role in ("fight", "gain") for k in range(h.first, h.last + 1)}
        moves.update(k for k, w in enumerate(s.low) if w in words("discourse", "moves"))
        places, _ = anchors(s, names, frozenset(moves))
        hits = [h for h in hits if not h.trigger.forces or _by_an_army(s, h, hits, places)]
        self.frame.named = names
        head = self._settle_frame(s, names, places, headline)
        if head is not None and len(places) > 1:
            places = places[1:]
        self.memo.note_places(places)
        self.out.told.update(
            {a.mention.name: a.within for a in places if a.within and a.mention.name not in self.out.told}
        )
        self._note_count(s, places, hits)
        if hits:
            self._note_fighting(s, places, hits)
            if places:
                self._told(s, places, hits, headline)
            else:
                self._placeless(s, names, hits)
        self.frame.here = places[-1] if len({a.mention.name for a in places}) == 1 else None

    def _note_count(self, s: Sentence, places: list[Anchor], hits: list[Hit]) -> None:
        """Note how many drones were shot down in all, before the list of regions."""
        if not any(h.trigger.category == "air_defence" for h in hits):
            return
        limit = places[0].mention.first if places else len(s)
        value = total_of(numbers(s), limit, listed=len(places) > 1)
        if value is not None:
            self.out.counts.append(Count(s, value, self.frame.claimant or self.author))

    def _note_fighting(self, s: Sentence, places: list[Anchor], hits: list[Hit]) -> None:
        frame = self.frame
        moves = [h for h in hits if h.trigger.role in ("fight", "gain")]
        frame.fighting = frame.fighting or bool(moves) or any(a.mention.cue == "direction" for a in places)
        frame.side = (subject_side(s, moves[0].first) if moves else None) or frame.side

    def _settle_frame(
        self, s: Sentence, names: list[Mention], places: list[Anchor], headline: bool
    ) -> Mention | None:
        """Note region, speaker and time; return the mention that heads the paragraph, if one does."""
        frame = self.frame
        head = places[0].mention if places and _is_header(s, places[0].mention) else None
        if head is not None:
            frame.region, frame.header = head, True
        elif not frame.header:
            area = next((m for m in names if m.cue == "region" and m.role != "other"), None)
            frame.region = area or frame.region
        frame.office = office_of(names) or self.memo.office_in(s) or frame.office
        said = claimant(s, self.text)
        if said is not None:
            frame.claimant = said
            if not places:
                self._credit(s, said)
        self._note_time(s, headline)
        return head

    def _credit(self, s: Sentence, said: Claimant) -> None:
        """Name the one who says what the sentence before told: "..., the governors have acknowledged"."""
        for k in self.frame.topic:
            draft = self.out.drafts[k]
            if draft.claimant is None and draft.sentence.paragraph == s.paragraph:
                self.out.drafts[k] = replace(draft, claimant=said)

    def _note_time(self, s: Sentence, headline: bool) -> None:
        frame = self.frame
        found = times(s, base_day(self.report, s.post))
        frame.named_day = frame.named_day or next(
            (t for t in found if not t.text and t.precision == "day"), None
        )
        if self.whole and not headline and self.first < 0:
            self.first = s.paragraph
        if found and not (frame.when and frame.when.explicit and not found[0].explicit):
            frame.when = found[0] if not is_night(found[0]) else self._that_night(found[0], found)
            opening = s.paragraph == self.first and self.lead is None and not self.standing
            if opening and found[0].explicit and found[0].precision == "day":
                self.lead = found[0]

    def _when(self, s: Sentence, unit: Unit) -> When | None:
        found = times(s, base_day(self.report, s.post))
        inside = [t for t in found if unit.first <= t.first < unit.stop]
        split = unit.stop < len(s) and s.low[unit.stop] == "where"
        told = inside or [t for t in found if t.first < unit.first or (unit.first == 0 and not split)]
        told = [t for t in told if not said_at(s, t.first, t.last)] or told
        if not told:
            return self.frame.when or self.lead
        acts = [h.first for h in unit.hits if h.trigger.role != "means" and unit.first <= h.first < unit.stop]
        at = acts[-1] if acts else unit.first
        chosen_time = min(told, key=lambda t: abs(t.first - at)) if len(told) > 1 else told[0]
        return self._that_night(chosen_time, found) if is_night(chosen_time) else chosen_time

    def _that_night(self, night: When, found: list[When]) -> When:
        """Read "overnight" against the day that the sentence, or its paragraph, names."""
        named = next((t for t in found if t.explicit and not t.text and t.precision == "day"), None)
        day = named or self.frame.named_day
        return night if day is None else replace(night, start=day.start, end=day.end)

    def _told(self, s: Sentence, places: list[Anchor], hits: list[Hit], headline: bool) -> None:
        counts = numbers(s)
        told: list[int] = []
        rest = rest_from(s, counts)
        if rest is not None and not all(a.area for a in places) and rest > places[0].mention.first:
            self._rest(s, rest, hits, counts)
            hits = [h for h in hits if h.first < rest]
            counts = [n for n in counts if n.first < rest]
        for unit in units(s, places, hits, counts):
            if all(h.trigger.role == "means" for h in unit.hits):
                continue
            reason = refused(s, unit)
            if reason:
                self._reject(s, unit, reason)
                continue
            told += self._unit(s, unit, counts, headline)
        if told:
            self._add_pending(s, told)
            self.frame.topic = told
        self._note_amounts(s, told)

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
            more = tuple((s, amount, self.frame.claimant) for amount in found)
            self.out.drafts[story] = replace(draft, amounts=(*draft.amounts, *more))

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
        return next(iter(times(s, base_day(self.report, s.post))), None)

    def _unit(self, s: Sentence, unit: Unit, counts: list[Number], headline: bool) -> list[int]:
        found = choices(s, unit, self.frame.fighting or self.front)
        picked = chosen(s, unit, found)
        if picked is None:
            return []
        picked = self._in_keeping(s, picked)
        means = next((h.trigger.category for h in unit.hits if h.trigger.role == "means"), None)
        self.frame.means = means or self.frame.means
        kept = [a for a in _finest(unit.anchors) if _can_be(a, picked)]
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
            told += [self._draft(s, narrowed, anchor, what, headline) for anchor in kept]
        return told

    def _in_keeping(self, s: Sentence, picked: Choice) -> Choice:
        """Let harm without a cause have the cause that the paragraph told."""
        topic = self.out.drafts[self.frame.topic[0]] if self.frame.topic else None
        if topic is None or topic.sentence.paragraph != s.paragraph or topic.headline:
            return picked
        return inherited(picked, topic.finding)

    def _draft(self, s: Sentence, unit: Unit, anchor: Anchor, what: Finding, headline: bool) -> int:
        frame = self.frame
        region = None
        if rank(anchor.mention) >= 4:
            pass
        elif frame.region is not None and frame.region.start != anchor.mention.start:
            if frame.region.cue == "direction":
                anchor = replace(anchor, near=(*anchor.near, frame.region.text))
            else:
                region = frame.region.text
        elif frame.office is not None and frame.region is None:
            region = frame.office.text
        said = frame.claimant or self.author
        firm = frame.header or self._said_here(s)
        draft = Draft(
            what,
            anchor,
            s,
            region,
            self._when(s, unit),
            said,
            headline=headline,
            listed=len(unit.anchors) > 2,
            firm=firm,
        )
        self.out.drafts.append(draft)
        return len(self.out.drafts) - 1

    def _said_here(self, s: Sentence) -> bool:
        """Tell whether the region in mind is the one that this very sentence names."""
        area = self.frame.region or self.frame.office
        alone = len({m.name for m in self.frame.named if m.cue == "region"}) <= 1
        return alone and area is not None and s.start <= area.start < s.end

    def _placeless(self, s: Sentence, names: list[Mention], hits: list[Hit]) -> None:
        """Let a sentence without a place add to what was just told, or find the place that it implies."""
        frame = self.frame
        unit = Unit(0, len(s), (), tuple(hits))
        if any(h.trigger.role in _ACTS for h in hits):
            self._note_amounts(s, [])
        reason = refused(s, unit)
        acts = [h for h in hits if h.trigger.role in (*_ACTS, "damage")]
        topic = self._topic(s)
        if reason is None and _nearby(s) and self._rest(s, 0, hits, numbers(s)):
            return
        if acts and reason is None:
            anchor = implied(s, acts, topic, frame, self.memo, names)
            if anchor is not None:
                told = self._unit(s, replace(unit, anchors=(anchor,)), numbers(s), headline=False)
                self._add_pending(s, told)
                frame.topic = told or frame.topic
                return
            if topic is not None:
                k = frame.topic[-1]
                self.out.drafts[k] = recategorised(s, topic, choices(s, unit, frame.fighting or self.front))
        counts = numbers(s)
        rest = rest_from(s, counts)
        if reason is None and rest is not None and self._rest(s, rest, hits, counts):
            return
        if reason is None and self._adds(s):
            return
        if any(h.trigger.role not in ("means", "meeting") for h in hits):
            self._reject(s, unit, reason or "no place is named")

    def _topic(self, s: Sentence) -> Draft | None:
        """Return the draft that the paragraph last told."""
        if not self.frame.topic:
            return None
        topic = self.out.drafts[self.frame.topic[-1]]
        return topic if topic.sentence.paragraph == s.paragraph else None

    def _adds(self, s: Sentence) -> bool:
        """Add the casualties of a sentence to the one place that was just told; keep them where none was."""
        frame = self.frame
        told = harm(s, 0, len(s), numbers(s))
        if not told:
            return False
        said = claimant(s, self.text) or frame.claimant
        names = {self.out.drafts[k].anchor.mention.name for k in frame.topic}
        if len(names) != 1 or not self._goes_on(s):
            frame.pending.append((s, told, said))
            return False
        self._extend(frame.topic[0], s, told, said)
        return True

    def _goes_on(self, s: Sentence) -> bool:
        topic = self.out.drafts[self.frame.topic[0]]
        if topic.sentence.paragraph == s.paragraph:
            return True
        if not self.whole:
            return False
        places = {d.anchor.mention.name for d in self.out.drafts if not d.headline}
        return len(places) == 1 or (topic.headline and s.paragraph == self.first)

    def _extend(self, k: int, s: Sentence, told: Harm, said: Claimant | None) -> None:
        draft = self.out.drafts[k]
        self.out.drafts[k] = replace(draft, extra=(*draft.extra, (s, told, said)))

    def _reject(self, s: Sentence, unit: Unit, reason: str) -> None:
        start, end = s.starts[unit.first], s.ends[unit.stop - 1]
        self.out.rejects.append(Reject(start, end, self.text[start:end], reason))


def _borders(s: Sentence, m: Mention) -> bool:
    """Tell what only a region does: border a country, be a neighbour of a region."""
    after = s.low[m.last + 1 : m.last + 5]
    return s.low[m.first - 1] in ("neighbouring", "neighboring") or any(
        w in ("borders", "border") for w in after
    )


def _nearby(s: Sentence) -> bool:
    """Tell "in a nearby district": somewhere in the region just told of."""
    kinds = words("discourse", "unnamed")
    return any(a in ("nearby", "neighbouring", "neighboring") and b in kinds for a, b in pairwise(s.low))


def _of_soldiers(s: Sentence) -> bool:
    return any(w in words("discourse", "soldiers") for w in s.low)


def _by_an_army(s: Sentence, hit: Hit, hits: list[Hit], places: list[Anchor]) -> bool:
    """Tell whether an army took ground: not "a drone reached the base"."""
    if any(h.trigger.role == "means" and 0 <= hit.first - h.last <= 3 for h in hits):
        return False
    if subject_side(s, hit.first, 0, 8) is not None or side_after(s, hit):
        return True
    return any(hit.last < a.mention.first <= hit.last + 6 for a in places)


def side_after(s: Sentence, hit: Hit) -> bool:
    """Tell "footage shows Ukrainian vehicles"."""
    return subject_side(s, min(len(s), hit.last + 4), hit.last, 4) is not None


def _is_header(s: Sentence, m: Mention) -> bool:
    """Tell whether a name heads what follows: "Kharkiv region: ...", "Lyman direction - ..."."""
    nxt = s.low[m.last + 1] if m.last + 1 < len(s) else ""
    return m.first <= 2 and (rank(m) >= 3 or m.cue is not None) and nxt in (":", "–", "—", "-")


def _can_be(anchor: Anchor, picked: Choice) -> bool:
    """Tell whether such a thing happens at such a place: no talks at sea, no assault on the Donbas."""
    kinds = anchor.mention.known.kinds if anchor.mention.known else frozenset()
    if anchor.mention.cue in (None, "natural") and kinds and kinds <= {"region", "water", "sea", "natural"}:
        return picked.role == "act" and picked.category not in ("diplomacy", "sabotage")
    return True


def _finest(found: tuple[Anchor, ...]) -> list[Anchor]:
    """Leave out the regions and directions of a unit that names finer places."""
    fine = [a for a in found if not a.area]
    districts = [a for a in found if a.mention.cue == "district"]
    wide = tuple(a.mention.text for a in found if a.area)
    if not fine:
        return districts or list(found)
    site = next((a for a in fine if rank(a.mention) == 0), None)
    if site is not None and len(fine) == 2:
        town = next(a for a in fine if a is not site)
        if town.mention.first < site.mention.first:
            return [replace(site, within=(*site.within, town.mention.text))]
    kept = [a for a in found if not a.area or (a in districts and a.mention.first > fine[0].mention.first)]
    return [replace(a, within=wide) if len(wide) == 1 and not a.within and not a.area else a for a in kept]

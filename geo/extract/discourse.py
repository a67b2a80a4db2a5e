"""Read the sentences one after another, and draft what they tell.

Assumes that what a sentence leaves out is what the sentences before it told.
"""

from __future__ import annotations

from dataclasses import replace

from geo.extract.acts.armies import speaks_for_russia
from geo.extract.acts.attackers import attacking
from geo.extract.acts.entries import heads
from geo.extract.acts.foiled import by_an_army
from geo.extract.acts.idle import busy, is_idle
from geo.extract.acts.incidents import listed
from geo.extract.acts.refusal import refused
from geo.extract.carrying import Carrier
from geo.extract.figures.areas import areas_told
from geo.extract.figures.numbers import numbers
from geo.extract.figures.shares import rest_from, total_shot
from geo.extract.figures.tying import with_harm
from geo.extract.frame import Count, Frame, Reading, base_day
from geo.extract.labels import as_direction, in_its_town, opens, points
from geo.extract.names.asides import area_told
from geo.extract.names.lists import spread
from geo.extract.names.mention import Memory, Mention, common_words, surnames
from geo.extract.names.mentions import mentions
from geo.extract.names.roles import judge
from geo.extract.places.anchors import Anchor, anchors, is_district, rank
from geo.extract.places.implied import office_of
from geo.extract.speech.bylines import holds_office, signature
from geo.extract.speech.who import Claimant, claimants, said_at
from geo.extract.times.binding import last_day, leads, named, recent, starts_anew, through_the_night
from geo.extract.times.when import When, is_night, is_owner
from geo.extract.units import Unit, units
from geo.extract.words.sentences import Sentence, sentences
from geo.extract.words.tables import any_of, words
from geo.extract.words.triggers import Hit, triggers


class Reader(Carrier):
    """Reads one report; :meth:`read` gives what it tells."""

    def read(self) -> Reading:
        """Read every sentence in turn."""
        found = sentences(self.report)
        memory = Memory(surnames(found), common_words(found))
        for s, following in zip(found, (*found[1:], None), strict=False):
            speaks_for_russia(s, self.author)
            self._turn(s)
            names = spread(s, judge(s, mentions(s, self.lexicon, memory, self.text)))
            names = self._as_before(s, as_direction(s, names) if self.front else names)
            self.memo.note_offices(s, names, memory.persons)
            self.out.names += [(s, name) for name in names]
            self.ticker.note(s, names)
            alone = s.first and (following is None or following.first) and len(found) > 2
            self._sentence(s, names, alone and self._is_headline(s))
            self.told_day = last_day(self._times(s)) or self.told_day
        self.ticker.settle(self.out)
        return self.out

    def _bullet(self, s: Sentence) -> bool:
        return bool(self.text[self.text.rfind("\n", 0, s.start) + 1 : s.start].strip(" \t“\"‘'("))

    def _is_headline(self, s: Sentence) -> bool:
        """Tell a line without a full stop, and without a bullet."""
        line = self.text[self.text.rfind("\n", 0, s.start) + 1 : s.start].strip()
        ends = s.text[-1] in (".", "!", "?", "”", '"', ";", ":")
        return not ends and (not line or line[0] == "#")

    def _as_before(self, s: Sentence, names: list[Mention]) -> list[Mention]:
        """Read "neighbouring X" and "X, which borders Y" as the region that the paragraph has called it."""
        if not names:
            return names
        regions = self.frame.regions
        regions.update(m.name for m in names if m.cue == "region" and m.role == "place")
        bare = (m.cue is None and m.name in regions and m.role == "place" and _borders(s, m) for m in names)
        return [replace(m, cue="region") if b else m for m, b in zip(names, bare, strict=True)]

    def _turn(self, s: Sentence) -> None:
        frame = self.frame
        if s.post != frame.post:
            self.speakers.turn(post=True, bullet=self._bullet(s))
            self.speakers.sign(self._poster(s.post))
            self.frame = Frame(s.paragraph, s.post, before=[*frame.before, *frame.pending])
            self.memo.town = self.told_day = None
        elif s.paragraph != frame.paragraph:
            self.speakers.turn(bullet=self._bullet(s))
            self.told_day = recent(self.told_day, base_day(self.report, s.post))
            frame.next_paragraph(s.paragraph, goes_on=not self.whole and not self._bullet(s))
            frame.keep_label(s.paragraph, in_list=self._bullet(s))

    def _poster(self, post: int) -> str | None:
        """Return whose channel a post is from, where that is an office and no journalist."""
        name = self.report.posts[post].author if post < len(self.report.posts) else None
        return name if name and holds_office(name) else None

    def _note_signature(self, s: Sentence, hits: list[Hit]) -> None:
        """Note whose words follow below a line that signs them."""
        name = None if hits else signature(s, self.text)
        if name:
            self.speakers.sign(name)

    def _sentence(self, s: Sentence, names: list[Mention], headline: bool) -> None:
        taken = frozenset(k for m in names if m.role == "place" for k in range(m.first, m.last + 1))
        hits = triggers(s, taken)
        moves = {k for h in hits if h.trigger.role in ("fight", "gain") for k in range(h.first, h.last + 1)}
        if any_of(s.low, "discourse", "moves"):
            moves.update(k for k, w in enumerate(s.low) if w in words("discourse", "moves"))
        places, _ = anchors(s, names, frozenset(moves))
        hits = [h for h in hits if not h.trigger.forces or by_an_army(s, h, hits, places)]
        hits = busy(s, with_harm(s, hits, taken))
        self.frame.named = names
        self._note_signature(s, hits)
        head = self._settle_frame(s, names, places, headline)
        if (head is not None and len(places) > 1) or (self.front and heads(s, places, hits)):
            places = places[1:]
        elif head is not None and head.cue == "direction":
            places = [in_its_town(s, a) for a in places]
        places = [a for a in places if not is_idle(s, a.mention.first)] or places
        places = [] if len(places) == 1 and points(s, places[0].mention) else places
        self._note_label(s, places, hits)
        self.memo.note_places(places)
        self.memo.note_dateline(s, names)
        for anchor in places:
            if anchor.within and not is_district(anchor.within[0]):
                self.out.told.setdefault(anchor.mention.name.lower(), anchor.within)
        hits = sorted([*hits, *self._unsaid(s, places, hits, head)], key=lambda h: h.first)
        self._note_wave(s, places, hits)
        self._note_count(s, places, hits)
        ground = self._note_area(s, names)
        if hits and not (ground and all(h.trigger.role in ("fight", "gain") for h in hits)):
            self._note_fighting(s, places, hits)
            if places:
                self._told(s, places, hits, headline)
            else:
                self._placeless(s, names, hits)
        if places:
            fine = [a for a in places if not a.area] or places
            self.frame.here = fine[-1] if len({a.mention.name for a in fine}) == 1 else None
            self.frame.entry = opens(s, places)
            self.frame.listed = places if len(places) > 1 and not hits else []

    def _note_count(self, s: Sentence, places: list[Anchor], hits: list[Hit]) -> None:
        """Note how many drones were shot down in all, before the list of regions."""
        if not any(h.trigger.category == "air_defence" for h in hits):
            return
        value = total_shot(s, [a.mention.first for a in places], numbers(s))
        if value is not None:
            self.out.counts.append(Count(s, value, self.frame.claimant or self.author))

    def _note_area(self, s: Sentence, names: list[Mention]) -> bool:
        """Note ground won over a period, or held: a figure of an area, and no incident."""
        last = self.out.areas[-1] if self.out.areas else None
        region = next((m.text for m in names if m.cue == "region" and m.role == "place"), None)
        said = self.frame.claimant or self.author
        told = areas_told(s, self.report, region, self.frame.side, said, last)
        self.out.areas += told
        return bool(told)

    def _note_fighting(self, s: Sentence, places: list[Anchor], hits: list[Hit]) -> None:
        frame = self.frame
        moves = [h for h in hits if h.trigger.role in ("fight", "gain")]
        headed = frame.region is not None and frame.region.cue == "direction"
        front = headed or any(a.mention.cue in ("direction", "line") for a in places)
        frame.fighting = frame.fighting or bool(moves) or front
        frame.side = (attacking(s, hits, moves[0]) if moves else None) or frame.side

    def _settle_frame(
        self, s: Sentence, names: list[Mention], places: list[Anchor], headline: bool
    ) -> Mention | None:
        """Note region, speaker and time; return the mention that heads the paragraph, if one does."""
        frame = self.frame
        head = places[0].mention if places and _is_header(s, places[0].mention) else None
        if head is not None:
            frame.region, frame.header = head, True
        elif not frame.header:
            frame.region = area_told(s, names) or frame.region
        frame.office = office_of(names) or self.memo.office_in(s) or frame.office
        said = self._said(s)
        self._note_speaker(s, said, headline)
        speaks_for_russia(s, said or (frame.claimant if frame.said_in == s.paragraph else None))
        if said is not None and said.firmness == "denied":
            self._dispute(s, said)
        elif said is not None:
            frame.claimant = said
            frame.said_in = s.paragraph
            frame.land = said.who.lower() in {m.name.lower() for m in names}
            if not places:
                self._credit(s, said)
        self._note_time(s, headline)
        return head

    def _note_speaker(self, s: Sentence, said: Claimant | None, headline: bool) -> None:
        """Keep who speaks, or who has said nothing."""
        if said is not None and said.firmness != "denied":
            self.speakers.note(said, headline=headline)
        elif said is None:
            silent = next((c for c in claimants(s, self.text) if c.firmness == "silent"), None)
            if silent is not None:
                self.speakers.note_silent(silent)

    def _credit(self, s: Sentence, said: Claimant) -> None:
        """Name the one who says what the sentence before told: "..., the governors have acknowledged"."""
        for k in self.frame.topic:
            draft = self.out.drafts[k]
            unsaid = draft.claimant is None or draft.carried
            if unsaid and draft.sentence.paragraph == s.paragraph:
                self.out.drafts[k] = replace(draft, claimant=said, carried=False, spoken=True)

    def _dispute(self, s: Sentence, said: Claimant) -> None:
        """Note who denies what was just told: "Kyiv denied the claim"."""
        for k in self.frame.topic:
            draft = self.out.drafts[k]
            if draft.sentence.post == s.post and s.paragraph - draft.sentence.paragraph <= 2:
                self.out.drafts[k] = replace(draft, denial=(s, said))

    def _note_time(self, s: Sentence, headline: bool) -> None:
        frame = self.frame
        found = self._times(s)
        if starts_anew(s):
            frame.when = frame.named_day = self.lead = None
        self._date_topic(found, s)
        found = [named(t) for t in found if leads(s, t)]
        if self.standing:
            found = [t for t in found if not said_at(s, t.first, t.last)]
        frame.named_day = frame.named_day or next(
            (t for t in found if not t.text and t.precision == "day"), None
        )
        if self.whole and not headline and self.first < 0:
            self.first = s.paragraph
        if found and not (frame.when and frame.when.explicit and not found[0].explicit):
            frame.when = found[0] if not is_night(found[0]) else self._that_night(found[0], found)
            opening = s.paragraph == self.first and self.lead is None and not self.standing
            if opening and found[0].explicit and found[0].precision in ("day", "days"):
                self.lead = through_the_night(s, found[0], base_day(self.report, s.post))

    def _date_topic(self, found: list[When], s: Sentence) -> None:
        """Give a toll without a day that of "Saturday's strike" in the words below it."""
        day = next((t for t in found if is_owner(s, t)), None)
        for k in self.frame.topic if day else ():
            draft = self.out.drafts[k]
            goes_on = draft.sentence.paragraph == s.paragraph or not self._bullet(s)
            if draft.when is None and draft.sentence.post == s.post and goes_on:
                self.out.drafts[k] = replace(draft, when=day)

    def _told(self, s: Sentence, places: list[Anchor], hits: list[Hit], headline: bool) -> None:
        counts = numbers(s)
        told: list[int] = []
        rest = rest_from(s, counts)
        if rest is not None and not all(a.area for a in places) and rest > places[0].mention.first:
            self._rest(s, rest, hits, counts)
            hits = [h for h in hits if h.first < rest]
            counts = [n for n in counts if n.first < rest]
        for unit in units(s, places, hits, counts):
            if all(h.trigger.role == "means" for h in unit.hits) and not listed(s, unit):
                continue
            reason = refused(s, unit) or self._history(s, unit)
            if reason:
                self._reject(s, unit, reason)
                continue
            told += self._unit(s, unit, counts, headline)
        if told:
            self._add_pending(s, told)
            self.frame.topic = told
        self._note_amounts(s, told)

    def _history(self, s: Sentence, unit: Unit) -> str | None:
        """Refuse what is told of a year, without a day."""
        when = self._when(s, unit)
        return "history without a day" if when is not None and when.precision == "longer" else None


def _borders(s: Sentence, m: Mention) -> bool:
    """Tell what only a region does: border a country, be a neighbour of a region."""
    after = s.low[m.last + 1 : m.last + 5]
    return s.low[m.first - 1] in ("neighbouring", "neighboring") or any(
        w in ("borders", "border") for w in after
    )


def _is_header(s: Sentence, m: Mention) -> bool:
    """Tell whether a name heads what follows: "Kharkiv region: ...", "Lyman direction - ..."."""
    nxt = s.low[m.last + 1] if m.last + 1 < len(s) else ""
    return m.first <= 2 and (rank(m) >= 3 or m.cue is not None) and nxt in (":", "–", "—", "-")

"""What a reader keeps in mind from one sentence to the next.

Assumes that a paragraph keeps to its region, its day and its speaker until other words change them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from geo.extract.acts.incidents import Finding
from geo.extract.figures.amounts import Amount
from geo.extract.figures.harm import Harm
from geo.extract.names.mention import Mention
from geo.extract.places.anchors import Anchor
from geo.extract.speech.who import Claimant
from geo.extract.times.when import When
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import raw
from geo.model import Reject, Report

_HEADING = 200  # letters at the head in which the hour of a report stands


@dataclass(frozen=True, slots=True)
class Count:
    """How many were shot down in all: told in a sentence that names no place, or before a list of places."""

    sentence: Sentence
    value: int
    claimant: Claimant | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An incident told in a sentence, before its place is settled.

    ``spoken`` tells that the words themselves name the speaker; else ``others`` have spoken in the paragraph,
    and ``former`` before it.
    ``extra`` holds figures that later sentences add, with who says them; ``headline`` marks a telling that
    only announces the text below it; ``denial`` is who denies it, and in which sentence.
    """

    finding: Finding
    anchor: Anchor
    sentence: Sentence
    region: str | None
    when: When | None
    claimant: Claimant | None
    extra: tuple[tuple[Sentence, Harm, Claimant | None], ...] = ()
    headline: bool = False
    rest: bool = False
    listed: bool = False
    firm: bool = True
    wide: bool = False
    carried: bool = False
    amounts: tuple[tuple[Sentence, Amount, Claimant | None], ...] = ()
    denial: tuple[Sentence, Claimant] | None = None
    others: tuple[Claimant, ...] = ()
    former: tuple[Claimant, ...] = ()
    spoken: bool = True


@dataclass(slots=True)
class Frame:
    """Of the post: speaker and office. Of the paragraph: region, day, side, and what was told."""

    paragraph: int = -1
    post: int = -1
    region: Mention | None = None
    header: bool = False
    when: When | None = None
    named_day: When | None = None
    claimant: Claimant | None = None
    land: bool = False
    said_in: int = -1
    office: Mention | None = None
    side: str | None = None
    topic: list[int] = field(default_factory=list)
    here: Anchor | None = None
    entry: bool = False
    listed: list[Anchor] = field(default_factory=list)
    label: Anchor | None = None
    label_at: int = -1
    wave: str | None = None
    wave_at: int = -1
    wide: bool = False
    means: str | None = None
    heading: str = ""
    heading_at: int = -1
    regions: set[str] = field(default_factory=set)
    named: list[Mention] = field(default_factory=list)
    pending: list[tuple[Sentence, Harm, Claimant | None]] = field(default_factory=list)
    before: list[tuple[Sentence, Harm, Claimant | None]] = field(default_factory=list)
    fighting: bool = False

    def next_paragraph(self, paragraph: int, *, goes_on: bool = False) -> None:
        """Forget what only the last paragraph told; its day holds where one post goes on."""
        self.paragraph = paragraph
        if not goes_on or self.when is None or self.when.text:
            self.when = self.named_day = None
        self.side = None
        if self.land:
            self.claimant = None
        self.fighting = False
        self.here = self.means = self.office = None
        self.wave = self.wave if self.wide else None
        self.listed = []
        self.entry = False
        self.before = self.pending or ([] if self.topic else self.before)
        self.pending = []
        self.regions = set()
        if not (self.header and not self.topic):
            self.region, self.header = None, False

    def keep_label(self, paragraph: int, *, in_list: bool) -> None:
        """Keep what a line of its own heads: the paragraph below it, and all of a list."""
        if self.label is None:
            return
        if not (in_list or paragraph == self.label_at + 1):
            self.label = None
        elif self.label.area:
            self.region, self.header = self.label.mention, True


@dataclass(frozen=True, slots=True)
class Area:
    """Ground won or held: its figures, the side that won it, the time and the region."""

    sentence: Sentence
    figures: tuple[Amount, ...]
    side: str | None
    when: When
    region: str | None
    claimant: Claimant | None


@dataclass(slots=True)
class Reading:
    """All that was read: drafts, rejects, and every name with its role."""

    drafts: list[Draft] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    names: list[tuple[Sentence, Mention]] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)


def base_day(report: Report, post: int) -> date | None:
    """Return the day that relative words of a post count from."""
    time = report.posts[post].time if post < len(report.posts) else None
    return time.date() if time else report.published


def standing_days(report: Report) -> tuple[date, date] | None:
    """Return the days of what is told without a time: of "24 hours" the day before and the report's."""
    start = standing_day(report)
    if start is None or report.published is None or start == report.published:
        return (start, start) if start else None
    head = report.text[:1500].lower()
    both = any(phrase in head for phrase in raw("times")["standing"]["both_days"])
    return (start, report.published) if both else (start, start)


def standing_day(report: Report) -> date | None:
    """Return the day of what is told without a time: the report's own, or the day before it.

    Reports on "the past day" and assessments of the front tell of the day before.
    """
    if report.published is None:
        return None
    head = report.text[:1500].lower()
    table = raw("times")["standing"]
    yesterday = report.published - timedelta(days=1)
    hour_on = re.search(table["hour_on"], head)
    if hour_on and int(next(filter(None, hour_on.groups()))) == yesterday.day:
        return yesterday
    if any(phrase in head for phrase in table["same_day"]) or re.search(table["evening"], head[:_HEADING]):
        return report.published
    past_day = any(phrase in head[:700] for phrase in table["day_before"])
    by_day = any(phrase in head for phrase in table["by_day"])
    if past_day or (not by_day and any(phrase in head for phrase in table["assessments"])):
        return yesterday
    return report.published

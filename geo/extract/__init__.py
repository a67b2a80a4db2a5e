"""From a report to the incidents that it tells, each tied to its words.

Assumes an English report; places are found offline in the gazetteer.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.extract.covered import covered
from geo.extract.discourse import Reader
from geo.extract.events import event
from geo.extract.frame import Draft, standing_day
from geo.extract.lexicon import Lexicon
from geo.extract.places import Atlas, Settler
from geo.extract.sides import attacker_at
from geo.extract.when import When
from geo.geocode import Geocoder
from geo.model import Event, Reject, Report

__all__ = ["Extraction", "Extractor", "extract"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a report tells: one event for each telling (not yet merged), and what was left out and why."""

    events: tuple[Event, ...]
    rejects: tuple[Reject, ...]


class Extractor:
    """Extracts reports with one gazetteer; keep it to read many."""

    def __init__(self, geocoder: Geocoder | None = None) -> None:
        self.geocoder = geocoder or Geocoder()
        self.lexicon = Lexicon(self.geocoder)
        self.atlas = Atlas(self.geocoder)

    def __call__(self, report: Report) -> Extraction:
        """Read a report and place what it tells."""
        reading = Reader(report, self.lexicon).read()
        places = Settler(self.atlas, reading.names).settle(reading.drafts)
        settled = [(d, p) for d, p in zip(reading.drafts, places, strict=True) if p is not None]
        dropped = frozenset(covered(settled))
        kept = [pair for k, pair in enumerate(settled) if k not in dropped]
        events = tuple(event(d, p, report, attacker_at(d, p), _day(d, report)) for d, p in kept)
        unplaced = [_unplaced(d, report) for d, p in zip(reading.drafts, places, strict=True) if p is None]
        rejects = [
            *reading.rejects,
            *unplaced,
            *(_told_again(settled[k][0], report) for k in sorted(dropped)),
        ]
        return Extraction(events, tuple(sorted(rejects, key=lambda r: (r.start, r.end))))


def _day(draft: Draft, report: Report) -> When | None:
    if draft.when is not None:
        return draft.when
    day = standing_day(report)
    return None if day is None else When(day, day, "day", "", 0, 0, explicit=False)


def _unplaced(draft: Draft, report: Report) -> Reject:
    m = draft.anchor.mention
    reason = f"no place called {m.text!r} is known"
    s = draft.sentence
    return Reject(s.start, s.end, report.text[s.start : s.end], reason, "geocode")


def _told_again(draft: Draft, report: Report) -> Reject:
    s = draft.sentence
    reason = (
        "a headline: the text below tells it" if draft.headline else "finer places of the same kind are named"
    )
    return Reject(s.start, s.end, report.text[s.start : s.end], reason)


def extract(report: Report, extractor: Extractor | None = None) -> Extraction:
    """Read one report; see :class:`Extractor` for many."""
    return (extractor or Extractor())(report)

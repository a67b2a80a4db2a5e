"""From a report to the incidents that it tells, each tied to its words.

Assumes an English report; places are found offline in the gazetteer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.extract.acts.sides import attacker_at
from geo.extract.acts.theatre import parted
from geo.extract.discourse import Reader
from geo.extract.events import event
from geo.extract.figures.areas import area_event
from geo.extract.figures.totals import defence_parts, has_figure, is_same, night, tied, with_figures
from geo.extract.frame import Count, Draft, standing_days
from geo.extract.names.lexicon import Lexicon
from geo.extract.places.atlas import Atlas
from geo.extract.places.covered import covered
from geo.extract.places.settle import Settler
from geo.extract.speech.speaking import with_speakers
from geo.extract.times.headlines import with_days
from geo.extract.times.when import When
from geo.geocode import Geocoder
from geo.model import Context, Event, Place, Reject, Report

_COUNTRIES = {"RU": "Russia", "UA": "Ukraine"}

__all__ = ["Extraction", "Extractor", "extract"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a report tells: one event for each telling (not yet merged), and what was left out and why."""

    events: tuple[Event, ...]
    rejects: tuple[Reject, ...]
    newest_first: bool = False


class Extractor:
    """Extracts reports with one gazetteer; keep it to read many."""

    def __init__(self, geocoder: Geocoder | None = None) -> None:
        self.geocoder = geocoder or Geocoder()
        self.lexicon = Lexicon(self.geocoder)
        self.atlas = Atlas(self.geocoder)

    def __call__(self, report: Report) -> Extraction:
        """Read a report and place what it tells."""
        reading = Reader(report, self.lexicon).read()
        places = Settler(self.atlas, reading.names, reading.told).settle(reading.drafts)
        settled = [(d, p) for d, p in zip(reading.drafts, places, strict=True) if p is not None]
        settled, foreign = parted(settled, report.text)
        settled = with_days(with_speakers(settled, self.atlas, report.published))
        whole = covered(settled)
        standing = _standing(report)
        told = {
            k: event(d, p, report, attacker_at(_on(d, standing), p), d.when or standing)
            for k, (d, p) in enumerate(settled)
        }
        extra = _with_totals(told, whole, settled) + self._nights(reading.counts, settled, told, report)
        extra += [
            e for e in (area_event(area, self.atlas, report) for area in reading.areas) if e is not None
        ]
        kept = tuple(told[k] for k in sorted(told) if k not in whole)
        unplaced = [_unplaced(d, report) for d, p in zip(reading.drafts, places, strict=True) if p is None]
        again = [_told_again(settled[k][0], report) for k in sorted(whole) if not settled[k][0].finding.harm]
        away = [_foreign(d, report) for d, _ in foreign]
        rejects = sorted([*reading.rejects, *unplaced, *away, *again], key=lambda r: (r.start, r.end))
        return Extraction((*kept, *extra), tuple(rejects), newest_first(report))

    def _nights(
        self, counts: list[Count], settled: list[tuple[Draft, Place]], told: dict[int, Event], report: Report
    ) -> list[Event]:
        """Make the totals of air defence, and tie their parts to them."""
        out = []
        for count in counts:
            parts = [part for part in defence_parts(count, settled, told) if told[part[0]].parent_id is None]
            name = _COUNTRIES.get(str(parts[0][2].country)) if parts else None
            country = self.atlas.resolve(name, Context(kind="country"), frozenset()) if name else None
            total = night(count, [(d, e) for _, d, e in parts], country, report) if country else None
            if total is not None:
                out.append(total)
                told.update({k: replace(told[k], parent_id=total.event_id) for k, _, _ in parts})
        return out


def _with_totals(
    told: dict[int, Event], whole: dict[int, list[int]], settled: list[tuple[Draft, Place]]
) -> list[Event]:
    """Turn covered events that tell figures into totals, and tie their parts to them."""
    out = []
    for k, parts in whole.items():
        implied = settled[k][0].anchor.mention.first < 0 and not settled[k][0].rest
        if implied and len(parts) == 1 and is_same(told[k], told[parts[0]]):
            told[parts[0]] = with_figures(told[parts[0]], told[k])
        elif parts and has_figure(told[k]):
            total, tied_parts = tied(told[k], [told[p] for p in parts])
            out.append(total)
            told.update(dict(zip(parts, tied_parts, strict=True)))
    return out


def newest_first(report: Report) -> bool:
    """Tell whether the posts run from the newest to the oldest, as live blogs do."""
    posted = [post.time for post in report.posts if post.time is not None]
    return len(posted) > 1 and posted[0] > posted[-1]


def _standing(report: Report) -> When | None:
    """Return the day of what is told without a time."""
    days = standing_days(report)
    if days is None:
        return None
    start, end = days
    return When(start, end, "day" if start == end else "days", "", 0, 0, explicit=False)


def _on(draft: Draft, standing: When | None) -> Draft:
    """Give a draft without a time the day of what is told without one."""
    return replace(draft, when=standing) if standing and not draft.when else draft


def _unplaced(draft: Draft, report: Report) -> Reject:
    m = draft.anchor.mention
    reason = f"no place called {m.text!r} is known"
    s = draft.sentence
    return Reject(s.start, s.end, report.text[s.start : s.end], reason, "geocode")


def _foreign(draft: Draft, report: Report) -> Reject:
    s = draft.sentence
    return Reject(
        s.start,
        s.end,
        report.text[s.start : s.end],
        "not of this war: the place is in another country",
        "geocode",
    )


def _told_again(draft: Draft, report: Report) -> Reject:
    s = draft.sentence
    reason = (
        "a headline: the text below tells it" if draft.headline else "finer places of the same kind are named"
    )
    return Reject(s.start, s.end, report.text[s.start : s.end], reason)


def extract(report: Report, extractor: Extractor | None = None) -> Extraction:
    """Read one report; see :class:`Extractor` for many."""
    return (extractor or Extractor())(report)

"""From a report to its day in one call: events, totals, rejects, in the table that everything else uses.

Assumes that the report is read; the day is the report's own, or the one that most of its events have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from geo import frame, vocab
from geo.errors import InputError
from geo.extract import Extractor
from geo.merge import merge
from geo.model import Day, Event, Reject, Report
from geo.opinion import Opinion, SecondOpinion, opinion_on

Progress = Callable[[str, float], None]
STAGES = ("extract", "merge", "frame")


def make_day(
    report: Report,
    *,
    extractor: Extractor | None = None,
    progress: Progress | None = None,
    opinion: SecondOpinion | None = None,
) -> Day:
    """Turn a report into a day.

    Parameters
    ----------
    report : Report
        As :func:`geo.read.read` gives it.
    extractor : Extractor, optional
        Keep one to make many days; a new one opens the gazetteer that ships with sitmap.
    progress : callable, optional
        Called with the name of each stage (``STAGES``) and the share done, 0 to 1.
    opinion : SecondOpinion, optional
        Another reader, whose suggestions are added as rows for review; nobody else is asked without it.

    Returns
    -------
    Day
        With its validated table of events, the report, and what was left out and why.

    Raises
    ------
    InputError
        When neither the report nor any of its events tells a day.
    ServiceError
        When the second opinion comes from a service that failed.
    """
    tell = progress or _silent
    reader = extractor or Extractor()
    tell("extract", 0.0)
    found = reader(report)
    tell("merge", 0.7)
    merged = merge(found.events, newest_first=found.newest_first)
    if opinion is not None:
        tell("opinion", 0.75)
    more = opinion_on(report, opinion, reader, merged) if opinion is not None else Opinion()
    events = [summed_up(event) for event in (*merged, *more.events)]
    tell("frame", 0.8)
    table = frame.from_events(events)
    day = report.published or _commonest_day(events)
    tell("frame", 1.0)
    return Day(day, report.title or f"Day of {day.isoformat()}", table, report, _left(found.rejects, more))


def _left(rejects: tuple[Reject, ...], more: Opinion) -> tuple[Reject, ...]:
    """Keep the rejects whose words gave no event after all, and those of the second opinion."""
    spans = [(event.start or 0, event.end or 0) for event in more.events]
    kept = [r for r in rejects if not any(r.start <= start and end <= r.end for start, end in spans)]
    return tuple(sorted((*kept, *more.rejects), key=lambda r: (r.start, r.end)))


def summed_up(event: Event) -> Event:
    """Give an event its short summary, in the program's own words.

    Examples
    --------
    "Drone strike, Kupiansk: 2 killed, at least 5 injured."
    """
    if event.record_type == "area":
        told = [f"{claim.value:g} km²" for claim in event.claims if claim.what == "area_km2"]
    else:
        bounds = (
            ("killed", event.killed_min, event.killed_max),
            ("injured", event.injured_min, event.injured_max),
        )
        told = [words for words in (_bounded(*bound) for bound in bounds) if words]
        told += [f"{event.intercepted} shot down"] if event.intercepted is not None else []
    label = vocab.categories()[event.category].label
    head = f"{label}{' (total)' if event.record_type == 'total' else ''}, {event.place_name}"
    return replace(event, summary=f"{head}: {', '.join(told)}." if told else f"{head}.")


def _bounded(what: str, low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low} {what}" if low else f"nobody {what}"
    if high is None:
        return f"at least {low} {what}"
    return f"up to {high} {what}" if low is None else f"{low} to {high} {what}"


def _commonest_day(events: list[Event]) -> date:
    days = Counter(event.date_start for event in events if event.date_start)
    if not days:
        raise InputError("the report tells no date: give the day it was published, as YYYY-MM-DD")
    return date.fromisoformat(min(days, key=lambda day: (-days[day], day)))


def _silent(stage: str, share: float) -> None:
    """Tell nobody."""

"""Headline figures of an event table or a part of it: how many, where, how sure, how many killed and injured.

A total that is in view speaks for its parts, so that nobody is counted twice; what no part explains is its
residual. What is background, planned or denied adds nothing to the casualties.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from geo import vocab
from geo.frame.table import plain
from geo.frame.totals import figure_columns

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.model import Post, Report

_PLACES = frozenset({"exact", "settlement", "district"})
_COLUMNS = (
    *("event_id", "record_type", "category", "attacker", "status", "precision", "background", "parent_id"),
    *("place_name", "place_id", "admin1", "admin1_code", "residual", "munitions", "intercepted"),
    *("killed_min", "killed_max", "injured_min", "injured_max"),
)
_Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Range:
    """A figure as told: ``low`` null means nothing was told, ``high`` null that no upper bound was."""

    low: int | None = None
    high: int | None = None

    def __str__(self) -> str:
        """Write the range in words: "not told", "5", "5–7", "at least 5"."""
        if self.low is None:
            return "not told"
        if self.high is None:
            return f"at least {self.low}"
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many incidents fall under a word or a place."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total; ``value`` is null where the part does not tell the figure."""

    event_id: str
    name: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Total:
    """One figure of a total, with the parts in view and the residual that no part explains."""

    event_id: str
    name: str
    what: str
    label: str
    value: Range
    parts: tuple[Part, ...]
    residual: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The headline figures; every count is of incidents, background apart."""

    incidents: int
    background: int
    planned: int
    killed: Range
    injured: Range
    places: int
    oblasts: int
    by_status: tuple[Count, ...]
    by_category: tuple[Count, ...]
    by_attacker: tuple[Count, ...]
    by_oblast: tuple[Count, ...]
    totals: tuple[Total, ...]


def summarise(frame: GeoDataFrame) -> Summary:
    """Compute the headline figures of a validated event table.

    Parameters
    ----------
    frame : GeoDataFrame
        The whole table or any rows of it; the figures are those of the rows in view.

    Returns
    -------
    Summary
        Figures of one moment; the table is not kept.
    """
    rows = _rows(frame)
    counted = [row for row in rows if vocab.record_types()[row["record_type"]].counted]
    incidents = [row for row in counted if not row["background"]]
    return Summary(
        incidents=len(incidents),
        background=len(counted) - len(incidents),
        planned=sum(row["status"] == "planned" for row in incidents),
        killed=_casualties(rows, "killed"),
        injured=_casualties(rows, "injured"),
        places=len(
            {row["place_id"] or row["place_name"] for row in incidents if row["precision"] in _PLACES}
        ),
        oblasts=len({_oblast(row) for row in incidents} - {None}),
        by_status=_by_word(incidents, "status", vocab.statuses()),
        by_category=_by_word(incidents, "category", vocab.categories()),
        by_attacker=_by_word(incidents, "attacker", vocab.attackers()),
        by_oblast=_by_oblast(incidents),
        totals=tuple(_totals(rows)),
    )


def casualties(frame: GeoDataFrame, what: str) -> Range:
    """Add up the killed or the injured: totals in place of their parts, an open figure keeps the sum open.

    Parameters
    ----------
    frame : GeoDataFrame
        A validated event table, or rows of it.
    what : str
        ``"killed"`` or ``"injured"``.

    Returns
    -------
    Range
        Null where no row in view tells the figure.

    Examples
    --------
    Zaporizhzhia told five killed: three in one village, one in a district, one with no place. The sum is 5,
    not 9.
    """
    return _casualties(_rows(frame), what)


def by_hour(frame: GeoDataFrame, report: Report | None) -> tuple[int, ...]:
    """Count the incidents by the hour of the post that tells them.

    Parameters
    ----------
    frame : GeoDataFrame
        A validated event table, or rows of it.
    report : Report or None
        The report whose posts have times.

    Returns
    -------
    tuple of 24 int
        Index 0 is the hour from 00:00, in the report's own time zone; empty where no post has a time.
    """
    posts = [post for post in report.posts if post.time] if report else []
    if not posts:
        return ()
    starts = zip(plain(frame["start"]), plain(frame["record_type"]), plain(frame["background"]), strict=True)
    places = [start for start, kind, past in starts if start is not None and kind == "incident" and not past]
    hours = Counter(hour for start in places if (hour := _hour(posts, start)) is not None)
    return tuple(hours[hour] for hour in range(24))


def _rows(frame: GeoDataFrame) -> list[_Row]:
    cells = [plain(frame[name]) for name in _COLUMNS]
    return [dict(zip(_COLUMNS, row, strict=True)) for row in zip(*cells, strict=True)]


def _casualties(rows: list[_Row], what: str) -> Range:
    told = [(row[f"{what}_min"], row[f"{what}_max"]) for row in _speaking(rows, what)]
    if not told:
        return Range()
    open_end = any(high is None for _, high in told)
    return Range(sum(low or 0 for low, _ in told), None if open_end else sum(high for _, high in told))


def _speaking(rows: list[_Row], what: str) -> list[_Row]:
    """Rows that tell the figure and are not spoken for by a total above them that tells it too."""
    telling = {row["event_id"]: row for row in rows if _adds(row) and _tells(row, what)}
    above = {row["event_id"]: row["parent_id"] for row in rows}
    spoken_for: dict[str | None, bool] = {None: False, **dict.fromkeys(telling, True)}

    def is_spoken_for(parent: str | None) -> bool:
        path: list[str | None] = []
        while parent not in spoken_for:
            path.append(parent)
            parent = above.get(parent)
        spoken_for.update(dict.fromkeys(path, spoken_for[parent]))
        return spoken_for[parent]

    return [row for row in telling.values() if not is_spoken_for(row["parent_id"])]


def _adds(row: _Row) -> bool:
    kind = row["record_type"]
    counts = kind == "total" or vocab.record_types()[kind].counted
    return counts and not row["background"] and vocab.statuses()[row["status"]].happened


def _tells(row: _Row, what: str) -> bool:
    return row[f"{what}_min"] is not None or row[f"{what}_max"] is not None


def _totals(rows: list[_Row]) -> Iterator[Total]:
    parts: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        parts[row["parent_id"]].append(row)
    for row in rows:
        if row["record_type"] == "total":
            for what, column in figure_columns().items():
                if row[column] is not None:
                    yield _total(row, what, column, parts[row["event_id"]])


def _total(row: _Row, what: str, column: str, members: list[_Row]) -> Total:
    label = next(term.label for term in vocab.claims().values() if term.column == what)
    high = row.get(f"{what}_max", row[column])
    parts = tuple(Part(part["event_id"], _name(part), part[column]) for part in members)
    return Total(
        event_id=row["event_id"],
        name=_name(row),
        what=what,
        label=label,
        value=Range(row[column], high),
        parts=parts,
        residual=row["residual"].get(what, 0),
    )


def _name(row: _Row) -> str:
    return row["place_name"] or row["admin1"] or vocab.categories()[row["category"]].label


def _by_word(rows: list[_Row], column: str, terms: Mapping[str, vocab.Term]) -> tuple[Count, ...]:
    counts = Counter(row[column] for row in rows)
    return tuple(Count(name, term.label, counts[name]) for name, term in terms.items() if counts[name])


def _by_oblast(rows: list[_Row]) -> tuple[Count, ...]:
    labels = {_oblast(row): row["admin1"] or row["admin1_code"] for row in rows if _oblast(row)}
    counts = Counter(_oblast(row) for row in rows)
    ordered = sorted(labels, key=lambda code: (-counts[code], labels[code], code))
    return tuple(Count(code, labels[code], counts[code]) for code in ordered)


def _oblast(row: _Row) -> Any:  # noqa: ANN401 - a text or None
    return row["admin1_code"] or row["admin1"]


def _hour(posts: list[Post], start: int) -> int | None:
    """Give the hour of the post that holds a position; posts are in the order of the text."""
    found = posts[max(bisect_right(posts, start, key=lambda post: post.start) - 1, 0)]
    return found.time.hour if found.time and found.start <= start < found.end else None

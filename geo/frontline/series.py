"""A folder of dated files as a series: one row of figures a day, in parallel, resumable, in steady memory."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from geo.errors import GeoError, InputError, NotFoundError
from geo.frontline import areas, change, dates, formats, line, plane
from geo.frontline.control import Control

COLUMNS = (
    "date", "published", "source", "held_km2", "grey_km2", "share_of_ukraine", "line_km",
    "gained_km2", "lost_km2", "net_km2", "approximate", "file", "fault",
)  # fmt: skip
ENDINGS = {".geojson", ".json", ".gpkg"}
CHUNK = 12
ROUND = 8  # chunks a process measures before it ends
Row = dict[str, Any]
Progress = Callable[[int, int], None]
T = TypeVar("T")


def files(folder: str | Path) -> list[Path]:
    """List the control files of a folder by the date in their names; other files are passed over."""
    home = Path(folder)
    if not home.is_dir():
        raise NotFoundError(f"{str(folder)!r} is no folder: give a folder of dated control files")
    dated = [
        (day, path)
        for path in home.iterdir()
        if path.suffix.lower() in ENDINGS and (day := dates.in_name(path))
    ]
    if not dated:
        raise InputError(
            f"{str(folder)!r} holds no dated control file, such as deepstatemap_data_20250602.geojson"
        )
    return [path for _, path in sorted(dated)]


def run(
    folder: str | Path, *, keep: Path | None = None, workers: int = 2, progress: Progress | None = None
) -> list[Row]:
    """Measure every day of a folder; ``gained`` and ``lost`` are against the day before in the folder.

    Parameters
    ----------
    folder : path
        Files whose names tell their dates.
    keep : Path, optional
        Where finished rows are kept, so that a stopped run goes on where it was; rows of files that changed
        since are measured again.
    workers : int
        Processes; memory grows with them, not with the number of files.
    progress : callable, optional
        Called with the files done and the files in all.

    Returns
    -------
    list of dict
        A row a file with the keys ``COLUMNS``, oldest first; a file that cannot be used has its reason in
        ``fault`` and nulls.
    """
    todo = files(folder)
    prints = _prints(todo)
    done = _kept(keep, prints)
    tell = progress or (lambda _done, _all: None)
    tell(len(done), len(todo))
    for rows in _measured(list(_chunks(todo, prints, done)), workers):
        done |= {row["print"]: row for row in rows}
        _append(keep, rows)
        tell(len(done), len(todo))
    return [{key: done[prints[path]][key] for key in COLUMNS} for path in todo]


def keeping(folder: Path) -> Path:
    """Give the place in the user's cache where a folder's finished rows are kept."""
    from platformdirs import user_cache_path

    mark = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return Path(user_cache_path("sitmap")) / "front" / f"series-{mark}.jsonl"


def write_csv(rows: Sequence[Row], path: Path | None = None) -> str:
    """Write rows as CSV; with a path the file is replaced in one step."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in row_.items()} for row_ in rows)
    if path:
        aside = path.with_name(path.name + ".tmp")
        aside.write_text(buffer.getvalue(), encoding="utf-8", newline="\n")
        aside.replace(path)
    return buffer.getvalue()


def _safe(value: object) -> object:
    # A spreadsheet would run a text that begins like a formula.
    return (
        f"'{value}"
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
        else value
    )


def row(day: Control, before: Control | None, name: str) -> Row:
    """Measure one day of a series."""
    moved = change.between(before, day, by_oblast=False) if before else None
    measured = areas.measure(day, by_oblast=False)
    return {
        "date": day.date.isoformat(),
        "published": day.published.isoformat() if day.published else "",
        "source": day.source,
        "held_km2": round(measured.held_km2, 2),
        "grey_km2": round(measured.grey_km2, 2),
        "share_of_ukraine": round(measured.share, 6),
        "line_km": round(plane.length_km(line.contact(day)), 1),
        "gained_km2": round(moved.gained_km2, 2) if moved else None,
        "lost_km2": round(moved.lost_km2, 2) if moved else None,
        "net_km2": round(moved.net_km2, 2) if moved else None,
        "approximate": day.approximate,
        "file": name,
        "fault": "",
    }


def _measured(chunks: list[tuple[list[tuple[str, str]], str | None]], workers: int) -> Iterator[list[Row]]:
    if workers <= 1 or len(chunks) <= 1:
        yield from (_chunk(*chunk) for chunk in chunks)
        return
    # Fresh interpreters after some chunks: what the geometry library does not give back ends with them. The
    # pool's own max_tasks_per_child can hang (CPython issue 115634).
    for batch in batched(chunks, workers * ROUND):
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for future in as_completed([pool.submit(_chunk, *chunk) for chunk in batch]):
                yield future.result()


def batched(items: list[T], size: int) -> Iterator[list[T]]:
    """Cut a list into lists of ``size``."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _chunk(items: list[tuple[str, str]], first: str | None) -> list[Row]:
    before = _try(Path(first))[0] if first else None
    rows = []
    for name, mark in items:
        path = Path(name)
        day, fault = _try(path)
        found = row(day, before, path.name) if day else _faulty(path, fault)
        rows.append(found | {"print": mark})
        before = day
    return rows


def _try(path: Path) -> tuple[Control | None, str]:
    try:
        return formats.load(path), ""
    except GeoError as fault:
        return None, str(fault)


def _faulty(path: Path, fault: str) -> Row:
    day = dates.in_name(path) or dt.date.min
    return dict.fromkeys(COLUMNS) | {"date": day.isoformat(), "file": path.name, "fault": fault}


def _chunks(
    todo: list[Path], prints: Mapping[Path, str], done: Mapping[str, Row]
) -> Iterator[tuple[list[tuple[str, str]], str | None]]:
    chunk: list[tuple[str, str]] = []
    first: str | None = None
    for index, path in enumerate(todo):
        if prints[path] in done:
            if chunk:
                yield chunk, first
            chunk = []
            continue
        if not chunk:
            first = str(todo[index - 1]) if index else None
        chunk.append((str(path), prints[path]))
        if len(chunk) == CHUNK:
            yield chunk, first
            chunk = []
    if chunk:
        yield chunk, first


def _prints(todo: list[Path]) -> dict[Path, str]:
    # A row depends on its file and on the one before it.
    own = [hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in todo]
    return {path: f"{path.name}:{own[i]}:{own[i - 1] if i else ''}" for i, path in enumerate(todo)}


def _kept(keep: Path | None, prints: Mapping[Path, str]) -> dict[str, Row]:
    if keep is None or not keep.exists():
        return {}
    wanted = set(prints.values())
    found: dict[str, Row] = {}
    for text in keep.read_text(encoding="utf-8").splitlines():
        try:
            row_ = json.loads(text)
        except ValueError:  # the last line of a run that was killed
            continue
        if isinstance(row_, dict) and row_.get("print") in wanted:
            found[row_["print"]] = row_
    return found


def _append(keep: Path | None, rows: list[Row]) -> None:
    if keep is None:
        return
    keep.parent.mkdir(parents=True, exist_ok=True)
    with keep.open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row_, ensure_ascii=False) + "\n" for row_ in rows)
        file.flush()
        os.fsync(file.fileno())

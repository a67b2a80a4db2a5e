"""Answers of an online service kept in a file, so that no place is asked for twice.

Only answers are kept: "no such place" is one, a failure is not.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from geo.errors import ServiceError
from geo.model import Candidate, Precision

_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    service TEXT NOT NULL, query TEXT NOT NULL, candidates TEXT NOT NULL, asked REAL NOT NULL,
    PRIMARY KEY (service, query)
) WITHOUT ROWID"""
_DAYS = 180
_BUSY_SECONDS = 10


class Cache:
    """Answers by service and query in an SQLite file that many processes may share.

    Parameters
    ----------
    path : Path
        Made with its folder if it does not exist.
    days : float
        How long an answer counts.
    clock : callable
        Gives the time in seconds since 1970.
    """

    def __init__(self, path: Path, days: float = _DAYS, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._seconds = days * 86_400
        self._clock = clock

    def get(self, service: str, query: str) -> tuple[Candidate, ...] | None:
        """Look an answer up: its candidates, none if there is no such place; None if it was never asked."""
        with closing(self._open()) as db:
            row = db.execute(
                "SELECT candidates FROM answers WHERE service = ? AND query = ? AND asked > ?",
                (service, query, self._clock() - self._seconds),
            ).fetchone()
        return None if row is None else tuple(_candidate(entry) for entry in json.loads(row[0]))

    def put(self, service: str, query: str, found: Sequence[Candidate]) -> None:
        """Keep an answer."""
        text = json.dumps([asdict(candidate) for candidate in found], ensure_ascii=False)
        with closing(self._open()) as db, db:
            db.execute("REPLACE INTO answers VALUES (?, ?, ?, ?)", (service, query, text, self._clock()))

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self.path, timeout=_BUSY_SECONDS)
            db.execute(_TABLE)
        except (OSError, sqlite3.Error) as fault:
            raise ServiceError(
                f"The cache of online answers {str(self.path)!r} cannot be opened ({fault}); "
                "delete it or give another path."
            ) from fault
        return db


def _candidate(entry: dict[str, object]) -> Candidate:
    return Candidate(**{**entry, "precision": Precision(str(entry["precision"]))})  # type: ignore[arg-type]

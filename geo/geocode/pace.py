"""Two brakes for an online service: one request a second over all processes, and a rest after failures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import ServiceError

_WAIT_SECONDS = 120


class Pace:
    """Spaces requests over all processes that share a file.

    Parameters
    ----------
    path : Path
        The file that holds the time of the last request; its lock stands beside it.
    seconds : float
        The least time between the starts of two requests.
    """

    def __init__(
        self,
        path: Path,
        seconds: float = 1.0,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path, self._seconds, self._clock, self._sleep = path, seconds, clock, sleep

    def wait(self) -> None:
        """Return when a request may start; the turn is then taken.

        Raises
        ------
        ServiceError
            If other processes hold the line for two minutes.
        """
        from filelock import FileLock, Timeout

        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(f"{self._path}.lock", timeout=_WAIT_SECONDS):
                pause = self._last() + self._seconds - self._clock()
                if pause > 0:
                    self._sleep(min(pause, self._seconds))
                self._path.write_text(repr(self._clock()), encoding="ascii")
        except Timeout:
            raise ServiceError(
                f"Other processes have been waiting for their turn for {_WAIT_SECONDS} s; try again later."
            ) from None

    def _last(self) -> float:
        try:
            return float(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0.0


class Breaker:
    """Stops asking for a while after some failures in a row.

    Parameters
    ----------
    failures : int
        How many failures in a row open the circuit.
    rest_seconds : float
        How long it stays open; then one request is tried.
    """

    def __init__(
        self, failures: int = 3, rest_seconds: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._rest, self._clock = failures, rest_seconds, clock
        self._failed = 0
        self._until = float("-inf")

    @contextmanager
    def guard(self, service: str) -> Iterator[None]:
        """Run one request; a ServiceError inside counts as a failure.

        Raises
        ------
        ServiceError
            At once, without a request, while the circuit is open.
        """
        if self._clock() < self._until:
            raise ServiceError(f"{service} failed {self._failed} times in a row and rests; try again later.")
        try:
            yield
        except ServiceError:
            self._failed += 1
            if self._failed >= self._most:
                self._until = self._clock() + self._rest
            raise
        self._failed = 0

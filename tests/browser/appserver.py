"""The app as a program of its own, for tests and measurements that drive it in a browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from geo.cli.web import command

PATIENCE_S = 60


@contextmanager
def running(home: Path) -> Iterator[str]:
    """Run the app with the archive below ``home/sitmap/days`` and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"XDG_DATA_HOME": str(home), "HOME": str(home)}
    with (home / "app.log").open("wb") as log:
        program = subprocess.Popen(
            command(port, "127.0.0.1", browser=False), env=environment, cwd=home, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, program)
            yield address
        finally:
            program.send_signal(signal.SIGINT)
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def _wait(address: str, program: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and program.poll() is None:
        try:
            httpx.get(f"{address}/_stcore/health", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the app did not start")

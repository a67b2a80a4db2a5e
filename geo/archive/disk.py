"""Files that are never torn: written aside, flushed, moved into place, one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock, Timeout

from geo.errors import InputError

PATIENCE_S = 10.0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make the folder and hold it for one writer; the lock lies beside it.

    Raises
    ------
    InputError
        If the folder cannot be written, or another program holds it for more than ten seconds.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{folder.name}.lock", timeout=PATIENCE_S):
            yield
    except Timeout as fault:
        raise InputError(f"{str(folder)!r} is being written by another program; try again") from fault
    except OSError as fault:
        raise InputError(f"{str(folder)!r} cannot be written ({fault}); choose another folder") from fault


def write(path: Path, text: str | None) -> None:
    """Give a file its text, or remove it for None; a file that has the text already is left alone."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    raw = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == raw:
        return
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as aside:
        try:
            aside.write(raw)
            aside.flush()
            os.fsync(aside.fileno())
            Path(aside.name).chmod(0o644)
            Path(aside.name).replace(path)
        except BaseException:
            Path(aside.name).unlink(missing_ok=True)
            raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Flush the folder's own list of names, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

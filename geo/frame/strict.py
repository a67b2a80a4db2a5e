"""JSON from a stranger: UTF-8, one value a key, no NaN, bounded size and depth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from geo.errors import InputError, NotFoundError

MAX_BYTES = 200_000_000
TOO_DEEP = "the JSON is nested too deep to be a table of events; export it again"
_OPENERS = ("{", "[")


def read_json(source: str | bytes | Path, max_bytes: int = MAX_BYTES) -> Any:  # noqa: ANN401 - any JSON value
    """Parse JSON, refusing what two programs would read in two ways.

    Parameters
    ----------
    source : str, bytes or Path
        The text itself, its bytes, or the path of a file; a str is text if it begins with ``{`` or ``[``.
    max_bytes : int
        Largest size that is read.

    Raises
    ------
    InputError
        If the input is too large or too deep, no UTF-8, no JSON, repeats a key or holds NaN or Infinity.
    NotFoundError
        If there is no such file.
    """
    text = _text(source, max_bytes)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except InputError:
        raise
    except RecursionError as fault:
        raise InputError(TOO_DEEP) from fault
    except ValueError as fault:
        raise InputError(f"the input is no valid JSON ({fault}); export it again") from fault


def _text(source: str | bytes | Path, max_bytes: int) -> str:
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith(_OPENERS):
        if len(source) > max_bytes:
            raise _too_large(len(source), max_bytes)
        return source.removeprefix("\ufeff")
    raw = source if isinstance(source, bytes) else _file(Path(source), max_bytes)
    if len(raw) > max_bytes:
        raise _too_large(len(raw), max_bytes)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(f"the input is no UTF-8 (byte {fault.start}); save it as UTF-8") from fault


def _file(path: Path, max_bytes: int) -> bytes:
    try:
        if not path.is_file():
            raise NotFoundError(f"there is no file {str(path)[:200]!r}; give the path of a GeoJSON file")
        if path.stat().st_size > max_bytes:
            raise _too_large(path.stat().st_size, max_bytes)
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        raise InputError(f"the file {str(path)[:200]!r} cannot be read ({fault})") from fault


def _too_large(size: int, max_bytes: int) -> InputError:
    return InputError(f"the input has {size:,} bytes, more than the limit of {max_bytes:,}; split it")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"the key {twice[:60]!r} stands twice in one object; keep one of the two values")
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"{name} is no JSON number; write null where nothing was told")

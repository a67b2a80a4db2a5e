"""Turn bytes into text: the encoding that they tell, UTF-8 otherwise, and a refusal that says what it was.

Assumes that a declared encoding is one of a short list; nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from functools import cache

from geo.errors import InputError
from geo.paths import data_path

MAX_BYTES = 10_000_000
ENCODINGS = frozenset(
    ("utf-8", "ascii", "cp1250", "cp1251", "cp1252", "cp866", "koi8-r", "koi8-u", "iso8859-1", "iso8859-5")
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})|<meta[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_CONTROLS = bytes(range(9)) + bytes(range(14, 32))


@cache
def _kinds() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads(data_path("vocab", "magic.toml").read_text(encoding="utf-8"))[
        "kind"
    ]
    return rows


def decode(raw: bytes, name: str = "the text", *, charset: str | None = None, accepted: str = "text") -> str:
    """Decode the bytes of a report, every newline as a line feed.

    Parameters
    ----------
    raw : bytes
        At most 10 MB.
    name : str
        For messages.
    charset : str, optional
        As told from outside, such as by the server.
    accepted : str
        For messages: what is read.

    Returns
    -------
    str
        Without a byte order mark; NUL is replaced by U+FFFD.

    Raises
    ------
    InputError
        When it is empty, too large, no text, or in an encoding that is not told.
    """
    check_size(len(raw), name)
    text = _by_mark(raw, name)
    if text is None:
        _refuse_binary(raw, name, accepted)
        text = _by_name(raw, charset or _declared(raw), name)
    if not text.strip().strip("\0\ufeff \n"):
        raise InputError(f"{name}: is empty; accepted: {accepted}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def check_size(size: int, name: str) -> None:
    """Refuse what is larger than a report can be.

    Raises
    ------
    InputError
        When it is larger than 10 MB.
    """
    if size > MAX_BYTES:
        raise InputError(
            f"{name}: is {size / 1e6:.1f} MB; a report may have {MAX_BYTES // 1_000_000} MB, cut it down"
        )


def _by_mark(raw: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{name}: is marked as {encoding.upper()} but byte {error.start + len(mark)} is none; "
                    "save it as UTF-8"
                ) from None
    return None


def _refuse_binary(raw: bytes, name: str, accepted: str) -> None:
    for kind in _kinds():
        if raw.startswith(bytes.fromhex(kind["starts"])) and kind.get("holds", "").encode() in raw:
            raise InputError(f"{name}: looks like {kind['name']}; {kind['advice']}; accepted: {accepted}")
    head = raw[:4096]
    odd = len(head) - len(head.translate(None, _CONTROLS))
    if odd * 5 > len(head) and odd > 2:
        raise InputError(f"{name}: {raw[:8]!r}... is not text; accepted: {accepted}")


def _declared(raw: bytes) -> str | None:
    hit = _DECLARED.search(raw, 0, 4096) if raw.lstrip()[:1] == b"<" else None
    return (hit[1] or hit[2]).decode("ascii", "replace") if hit else None


def _codec(charset: str | None) -> str:
    try:
        found = codecs.lookup(charset or "utf-8").name
    except LookupError:
        return "utf-8"
    return found if found in ENCODINGS else "utf-8"


def _by_name(raw: bytes, charset: str | None, name: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        encoding = _codec(charset)
        if encoding == "utf-8":
            at = raw[error.start : error.start + 1]
            raise InputError(
                f"{name}: byte {error.start} ({at!r}) is not UTF-8, and no other encoding is told; "
                "save it as UTF-8"
            ) from None
    return raw.decode(encoding, "replace")

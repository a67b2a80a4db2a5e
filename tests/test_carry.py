"""Sentences that lean on those before them: their place, their kind, their list, and entries without a verb."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geo.extract import Extractor
from geo.extract.places.governors import governed
from geo.extract.words.sentences import sentences
from geo.merge import merge
from geo.model import Report
from geo.read import read

TABLE = Path(__file__).parent / "tables" / "carry.tsv"
DAY = date(2025, 6, 2)  # a Monday


def rows():
    """Read the table: what is told, and the text, a line break written as a backslash and an n."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize(("wanted", "text"), rows())
def test_what_is_left_unsaid(wanted, text, extractor):
    """A sentence takes from those before it what it leaves unsaid, and nothing else."""
    found = extractor(read(text.replace("\\n", "\n"), published=DAY))
    told = merge(found.events, newest_first=found.newest_first)
    have = Counter(f"{e.category} {e.place_name}" for e in told if e.record_type == "incident")
    assert have == Counter(part.strip() for part in wanted.split(";") if part.strip())


@pytest.mark.parametrize(
    ("text", "cue", "place"),
    [
        ("Governor Alexander Bogomaz said so.", "region", "Bryansk region"),
        ("Gladkov said so.", "region", "Belgorod region"),
        ("Alexei Smirnov said so.", "region", "Kursk region"),
        ("Smirnov said so.", "region", None),
        ("Klitschko said so.", "city", "Kyiv"),
        ("Klitschko said so.", "region", None),
        ("The filatov was said so.", "city", None),
    ],
)
def test_who_governs(text, cue, place):
    """A name tells the region or the city, a surname that many bear does not."""
    found = governed(sentences(Report(text))[0], cue)
    assert (found.text if found else None) == place

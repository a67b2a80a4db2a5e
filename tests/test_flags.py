"""What the flags of a row tell of who made it, what is in doubt, and what it had before."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace

import pytest
from made import KHARKIV

from geo import flags, vocab
from geo.flags import BY_HAND, EDITED, Origin
from geo.geocode import explain
from geo.opinion.door import FLAG


@pytest.mark.parametrize(
    ("review", "origin"),
    [
        ((), Origin.MACHINE),
        (("ambiguous_place",), Origin.MACHINE),
        (("ambiguous_place", EDITED), Origin.CONFIRMED),
        (("was:killed_min=3", EDITED), Origin.MENDED),
        ((BY_HAND, "a note"), Origin.MADE),
        ((BY_HAND, "was:killed_min=3", EDITED), Origin.MADE),
    ],
)
def test_origin(review, origin):
    """The machine's rows, and those that a person confirmed, mended or made, are told apart."""
    assert flags.origin(replace(KHARKIV, review=review)) is origin


@pytest.mark.parametrize(
    ("review", "doubts", "notes"),
    [
        (("ambiguous_place", "no_date"), ("ambiguous_place", "no_date"), ()),
        (("fuzzy_match: read as Kherson",), ("fuzzy_match",), ("fuzzy_match: read as Kherson",)),
        (
            ("told_often: in many posts", "site_not_named"),
            (),
            ("told_often: in many posts", "site_not_named"),
        ),
        (("ambiguous_place", "was:target=null", EDITED), (), ("ambiguous_place",)),
        ((BY_HAND, "no_date: the weekend"), (), ("no_date: the weekend",)),
        (("<script>", "__class__", ""), (), ("<script>", "__class__", "")),
    ],
)
def test_doubts_and_notes(review, doubts, notes):
    """Only the vocabulary's flags are doubts, and none once a person has seen the row; the rest are notes."""
    event = replace(KHARKIV, review=review)
    assert tuple(doubt.id for doubt in flags.doubts(event)) == doubts
    assert flags.notes(event) == notes


def test_before():
    """What a changed field had is read back; a foreign file's nonsense does no harm."""
    review = ("was:killed_min=3", "was:target=null", 'was:summary="a=b"', "was:weapon={", "was:", EDITED)
    assert flags.before(replace(KHARKIV, review=review)) == {
        "killed_min": 3,
        "target": None,
        "summary": "a=b",
        "weapon": "{",
        "": "",
    }


def test_mended_and_back():
    """The flags of a mended row give those it had before."""
    mended = flags.mended(("no_date", "was:killed_min=2", EDITED), {"killed_min": 3})
    assert mended == ("no_date", "was:killed_min=3", EDITED)
    assert flags.unmended(mended) == ("no_date",)


def test_every_flag_of_the_program_is_a_known_doubt():
    """No flag that the program sets is passed over in the list of doubts."""
    told = set(re.findall(r'^\s+"(\w+)": ', inspect.getsource(explain.review), re.MULTILINE))
    assert len(told) > 8
    assert told | {FLAG, "no_date", "service_failed", "online_service"} <= set(vocab.doubts())

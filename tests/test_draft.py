"""A report as it was handed over: its day told, guessed, or given anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo import draft
from geo.errors import InputError
from geo.read import read

TODAY = date(2025, 8, 20)
TEXT = b"## 10:00 A bridge fell\n\nA bridge near Kupiansk was hit on Monday, June 2.\n"


def test_a_day_that_is_told_is_no_guess():
    """A report that tells its day, or whose day a person gives, has no guess."""
    told = draft.of_bytes(b"---\npublished: 2025-06-02\n---\n\nA bridge fell.\n", "blog.md", TODAY)
    assert (told.day, told.guess) == (date(2025, 6, 2), None)
    given = draft.of_bytes(TEXT, "blog.md", TODAY, date(2025, 6, 3))
    assert (given.day, given.guess, given.report.published) == (date(2025, 6, 3), None, date(2025, 6, 3))


def test_a_guessed_day_dates_the_posts():
    """The report is read on the day that is guessed, so that its posts have their times."""
    found = draft.of_bytes(TEXT, "the text", TODAY)
    assert found.day == found.report.published == date(2025, 6, 2)
    assert found.guess
    assert found.report.posts[0].time.date() == date(2025, 6, 2)


def test_another_day_reads_it_anew():
    """Another day moves the times of the posts and is no guess."""
    found = draft.on(draft.of_bytes(TEXT, "the text", TODAY), date(2024, 6, 3))
    assert (found.day, found.guess) == (date(2024, 6, 3), None)
    assert found.report.posts[0].time.date() == date(2024, 6, 3)


def test_a_page_that_was_fetched():
    """A page that is read already is dated too, by its address if it must be, and can be given another day."""
    page = replace(read("A bridge near Kupiansk fell."), url="https://x.example/2025/06/02/live")
    found = draft.of_report(page, TODAY)
    assert (found.day, bool(found.guess)) == (date(2025, 6, 2), True)
    assert draft.on(found, date(2025, 6, 1)).report.published == date(2025, 6, 1)


def test_what_cannot_be_read_is_said():
    """A picture is refused with its name."""
    with pytest.raises(InputError, match=r"x\.png"):
        draft.of_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "x.png", TODAY)

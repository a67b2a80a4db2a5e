"""The day that a report is probably of, and the words that speak for it."""

from __future__ import annotations

from datetime import date

import pytest
from hostile import STRINGS
from hypothesis import given
from hypothesis import strategies as st

from geo.dating import guess

TODAY = date(2025, 8, 20)


@pytest.mark.parametrize(
    ("text", "name", "day", "why"),
    [
        ("Nothing is told.", "blog-2025-06-02.txt", "2025-06-02", "2025-06-02"),
        ("Nothing is told.", "https://x.example/world/live/2025/jun/02/war", "2025-06-02", "2025/jun/02"),
        ("Live: the war\nMon 2 Jun 2025 14.00\n\nOn 24 February 2022 it began.", "", "2025-06-02", "head"),
        ("2025-06-02\nA bridge fell. A truce from 30 June 2025 is planned.", "", "2025-06-02", "head"),
        ("War, day 1,195: June 2, 2025\n\nA bridge fell.", "", "2025-06-02", "head"),
        ("A bridge fell on Monday, June 2, and again on 30 May.", "", "2025-06-02", "Monday, June 2"),
        ("It began on 24 February 2022. The bridge fell on 1 June 2025.", "", "2025-06-01", "latest"),
        ("The bridge fell on 1 June. Talks go on until 30 June.", "", "2025-06-01", "latest"),
        ("Shells fell on 02.06.2025 near the river, officials said in a long update.", "", "2025-06-02", "latest"),
        ("Talks were held on Monday. In May 2025 the front moved, on Monday and Tuesday too.", "", "2025-06-02", "Monday"),
        ("Talks were held.", "", "2025-08-20", "tells no day"),
        ("The plan ends on 31 December 2025.", "", "2025-08-20", "tells no day"),
        ("31 February 2025 is no day, nor is 99/99/2025.", "", "2025-08-20", "tells no day"),
    ],
)  # fmt: skip
def test_guess(text, name, day, why):
    """A name, a line at the head, a day with its weekday, the latest day or month: the first that is told."""
    found = guess(text, TODAY, name)
    assert found.day == date.fromisoformat(day)
    assert why in found.why


@given(st.text(max_size=300) | st.sampled_from(STRINGS), st.text(max_size=40))
def test_any_text_gives_a_day_that_is_over(text, name):
    """Whatever the text, there is a guess, and it is not in the future."""
    assert guess(text, TODAY, name).day <= TODAY

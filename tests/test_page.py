"""A day's page in one call."""

from __future__ import annotations

from datetime import date

import pytest

from geo import archive
from geo.page import line_near, page


@pytest.mark.parametrize(
    ("day", "is_near"), [("2025-06-02", True), ("2025-06-09", True), ("2025-06-10", False)]
)
def test_line_near(day, is_near):
    """The shipped line of contact is drawn in the week of its date, and on no other day."""
    assert (line_near(date.fromisoformat(day)) is not None) == is_near


def test_page():
    """The page of the sample day is whole, has its title, and asks for nothing from elsewhere."""
    html = page(archive.load("2025-06-02"), title="A day in June")
    assert html.startswith("<!DOCTYPE html>")
    assert "A day in June" in html
    assert "<script src" not in html

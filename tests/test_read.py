"""Reading reports of every accepted shape."""

from __future__ import annotations

from datetime import date

import pytest

from geo.errors import InputError, NotFoundError
from geo.read import read

BLOG = """---
title: A day
outlet: Sample
published: 2025-06-02
timezone: Europe/Kyiv
---

## 22:05 Talks end
Nothing was agreed.

## 21:40
A drone hit a house in Sumy.

Updated at 21:50
"""


def test_markdown_blog_has_posts_and_times():
    """A Markdown live blog gives one post a heading, with its time in the zone told."""
    report = read(BLOG)
    assert report.text == BLOG
    assert (report.title, report.outlet, report.published) == ("A day", "Sample", date(2025, 6, 2))
    first, second = report.posts
    assert first.title == "Talks end"
    assert first.time is not None
    assert first.time.isoformat() == "2025-06-02T22:05:00+03:00"
    assert BLOG[second.start : second.end].startswith("## 21:40")
    assert second.end == len(BLOG)


def test_boilerplate_is_marked():
    """Front matter and "Updated at" lines are marked and not cut."""
    report = read(BLOG)
    assert [BLOG[a:b].split("\n", maxsplit=1)[0] for a, b in report.boilerplate] == [
        "---",
        "Updated at 21:50",
    ]


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("8.05am BST", "2023-05-01T08:05:00+01:00"),
        ("01.12 EDT", "2023-05-01T01:12:00-04:00"),
        ("UPDATE 0721 GMT:", "2023-05-01T07:21:00+00:00"),
        ("12.22pm BST", "2023-05-01T12:22:00+01:00"),
    ],
)
def test_pasted_blog_times(line, iso):
    """Time lines as newsrooms write them start a post."""
    report = read(f"Headline\n\n{line}\nShelling went on.\n", published=date(2023, 5, 1))
    assert report.posts[1].time is not None
    assert report.posts[1].time.isoformat() == iso


def test_plain_text_is_one_post():
    """A text without times is one post, whatever numbers it holds."""
    assert len(read("At 10.30 a drone fell.\n\n12 people were hurt.").posts) == 1


def test_newlines_are_normalised():
    """Windows line ends become one character."""
    assert read("a\r\nb").text == "a\nb"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_text_is_refused(text):
    """An empty report is an error that says what is accepted."""
    with pytest.raises(InputError, match="accepted"):
        read(text)


def test_missing_file(tmp_path):
    """A path that names no file is said to name none."""
    with pytest.raises(NotFoundError, match="no report"):
        read(tmp_path / "none.md")


def test_binary_file(tmp_path):
    """A picture is refused with its first bytes."""
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(InputError, match="not text"):
        read(path)


def test_bad_front_matter():
    """A date that is none is named with its rule."""
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read("---\npublished: soon\n---\ntext")

"""Reading reports of every accepted shape."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import InputError, NotFoundError
from geo.read import read, read_bytes

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


LIVE = """<!DOCTYPE html><html><head><title>Day</title><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "LiveBlogPosting", "headline": "Live: a day",
 "publisher": {"name": "Paper"}, "url": "https://example.org/live", "liveBlogUpdate": [
 {"@type": "BlogPosting", "headline": "Second", "articleBody": "<p>A drone hit Sumy.</p><p>Two died.</p>",
  "datePublished": "2025-06-02T10:00:00Z"},
 {"@type": "BlogPosting", "articleBody": "Nothing &amp; more.", "datePublished": "2025-06-02T08:00:00+01:00"}]}]}
</script></head><body><nav>Menu</nav><p>Ignored</p></body></html>"""


def test_live_blog_json_ld_comes_first():
    """The posts of a LiveBlogPosting are read with their times, in Kyiv time."""
    report = read(LIVE)
    assert (report.title, report.outlet, report.url) == ("Live: a day", "Paper", "https://example.org/live")
    assert [post.time.isoformat() for post in report.posts if post.time] == [
        "2025-06-02T13:00:00+03:00",
        "2025-06-02T10:00:00+03:00",
    ]
    first = report.posts[0]
    assert report.text[first.start : first.end] == "Second\n\nA drone hit Sumy.\n\nTwo died.\n\n"
    assert "Nothing & more." in report.text
    assert "Menu" not in report.text


def test_time_stamped_blocks():
    """Without JSON-LD every time stamp begins a post."""
    page = (
        "<html><body><div><time datetime='2025-06-02T09:00:00Z'>10.00</time><p>One.</p></div>"
        "<div><time datetime='2025-06-02T08:00:00Z'>9.00</time><p>Two.</p></div><script>x=1</script></body></html>"
    )
    report = read(page)
    assert [report.text[p.start : p.end].strip() for p in report.posts] == ["One.", "Two."]
    assert report.published == date(2025, 6, 2)


def test_guardian_blocks():
    """An answer of the Open Platform gives its blocks as posts."""
    text = """{"response": {"content": {"webTitle": "T", "webPublicationDate": "2025-06-02T05:00:00Z",
      "webUrl": "https://example.org/x", "blocks": {"body": [
      {"title": "Head", "bodyHtml": "<p>Shelling in Sumy.</p>", "publishedDate": "2025-06-02T06:00:00Z"}]}}}}"""
    report = read(text)
    assert report.text == "T\n\nHead\n\nShelling in Sumy.\n\n"
    assert report.posts[0].time is not None


def test_telegram_export():
    """A channel's export gives its messages; service lines are left out."""
    text = """{"name": "Channel", "messages": [{"type": "service", "text": "x"},
      {"type": "message", "date": "2025-06-02T08:00:00", "date_unixtime": "1748840400",
       "text": ["Drone ", {"type": "bold", "text": "hit"}, " Sumy."]}]}"""
    report = read(text)
    assert report.text == "Channel\n\nDrone hit Sumy.\n\n"
    assert report.posts[0].time is not None
    assert report.posts[0].time.isoformat() == "2025-06-02T08:00:00+03:00"


@pytest.mark.parametrize(
    "feed",
    [
        "<?xml version='1.0'?><rss><channel><title>F</title><item><title>A</title><description>&lt;p&gt;B.&lt;/p&gt;"
        "</description><pubDate>Mon, 02 Jun 2025 08:00:00 GMT</pubDate></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>A</title><content>B.</content>"
        "<updated>2025-06-02T08:00:00Z</updated></entry></feed>",
    ],
)
def test_feeds(feed):
    """RSS items and Atom entries become posts."""
    report = read(feed)
    assert report.text == "F\n\nA\n\nB.\n\n"
    assert report.published == date(2025, 6, 2)


def test_feed_with_entities_is_refused():
    """A document type in a feed is refused before it is parsed."""
    bomb = "<!DOCTYPE rss [<!ENTITY a 'aa'>]><rss><channel><item><title>&a;</title></item></channel></rss>"
    with pytest.raises(InputError, match="DOCTYPE"):
        read("<?xml version='1.0'?>" + bomb)


@pytest.mark.parametrize(
    "text", ['{"a": 1}', "[{}]", '{"response": {"content": 5}}', '{"messages": [1, null]}']
)
def test_other_json_is_said_to_be_none(text):
    """JSON of another shape names its keys and what is accepted."""
    with pytest.raises(InputError, match="accepted JSON"):
        read(text)


def test_a_url_is_not_fetched():
    """A URL is refused by the reader."""
    with pytest.raises(InputError, match="only on demand"):
        read("https://example.org/live")


@given(
    st.text(max_size=400)
    | st.sampled_from(["<html><p>", "{", "[{", "<rss>", "---\n", "## 99:99"]).flatmap(
        lambda head: st.text(max_size=200).map(lambda tail: head + tail)
    )
)
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_or_refused(text):
    """Whatever the text, it is read or refused in words; offsets stay inside."""
    try:
        report = read_bytes(text.encode("utf-8", "replace"))
    except InputError:
        return
    assert all(0 <= post.start <= post.end <= len(report.text) for post in report.posts)

"""The one door for reports: what is a path, what a text is, what is refused and how it is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hostile import STRINGS as HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import InputError, NotFoundError
from geo.read import ACCEPTED, read, read_bytes
from geo.read.registry import SOURCES

SAMPLES = Path(__file__).parent / "reports"
BLOG = (SAMPLES / "blog.md").read_text(encoding="utf-8")


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


def test_markdown_text_is_kept():
    """The text of a Markdown blog is the file's own."""
    report = read(BLOG)
    assert report.text == BLOG
    assert [post.title for post in report.posts] == ["Talks end", None]


def test_newlines_are_normalised():
    """Windows line ends become one character."""
    assert read("a\r\nb").text == "a\nb"


def test_bytes_text_and_path_are_the_same():
    """Bytes, text and a file of the same content give the same report."""
    assert read(BLOG) == read(BLOG.encode()) == read(SAMPLES / "blog.md")


def test_the_name_of_a_file_is_not_asked(tmp_path):
    """A page that is named .txt is read as a page."""
    path = tmp_path / "saved.txt"
    path.write_bytes((SAMPLES / "live_jsonld.html").read_bytes())
    assert len(read(path).posts) == 2


def test_plain_is_never_sniffed():
    """A text that only looks like a page stays text on demand."""
    raw = b"<html> is how the file began.\n\nA drone hit Sumy."
    assert read_bytes(raw, plain=True).text == raw.decode()


@pytest.mark.parametrize("text", ["", "  \n ", "\0\0", "\ufeff"])
def test_empty_text_is_refused(text):
    """An empty report is an error that says what is accepted."""
    with pytest.raises(InputError, match="accepted"):
        read_bytes(text.encode())


def test_missing_file(tmp_path):
    """A path that names no file is said to name none."""
    for name in ("none.md", "none"):
        with pytest.raises(NotFoundError, match="no report"):
            read(tmp_path / name)
    with pytest.raises(NotFoundError, match="no report"):
        read("none.md")


def test_a_long_line_is_a_text():
    """A line too long for a file's name is a text and not an error of the system."""
    assert read("Sumy " * 150).posts


def test_bad_front_matter():
    """A date that is none is named with its rule."""
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read("---\npublished: soon\n---\ntext")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\3\4\x14\0\6\0word/document.xml", "Word document"),
        (b"PK\3\4\x14\0\6\0xl/workbook.xml", "Excel"),
        (b"PK\3\4something", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"From: <Saved by Blink>\n", "MHTML"),
        (b"\1\2\3\4\5\6", "not text"),
    ],
)
def test_files_that_hold_no_text(tmp_path, raw, kind):
    """A refusal names the file, what it looked like, and what is accepted."""
    path = tmp_path / "day.txt"
    path.write_bytes(raw)
    with pytest.raises(InputError) as caught:
        read(path)
    assert "day.txt" in str(caught.value)
    assert kind in str(caught.value)
    assert ACCEPTED in str(caught.value)


def test_a_file_that_is_too_large(tmp_path):
    """More than 10 MB is refused before it is read."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(InputError, match=r"10 MB"):
        read(path)
    with pytest.raises(InputError, match=r"10 MB"):
        read(b"a" * 10_000_001)


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8-sig", b""), ("utf-16", b""), ("utf-16-be", b"\xfe\xff"), ("utf-32", b"")]
)
def test_byte_order_marks(encoding, mark):
    """A byte order mark tells the encoding and is no part of the text."""
    assert read(mark + "Обстріл Сум".encode(encoding)).text == "Обстріл Сум"


@pytest.mark.parametrize(
    ("charset", "word"),
    [
        ("windows-1251", "Херсон"),
        ("windows-1252", "Chișinău".replace("ș", "s").replace("ă", "a")),
        ("KOI8-U", "Суми"),
    ],
)
def test_declared_encodings(charset, word):
    """A page's own encoding counts where it is not UTF-8."""
    page = f"<!doctype html><meta charset={charset}><p>An alert in {word} was lifted.</p>"
    assert word in read(page.encode(charset)).text
    assert word in read_bytes(f"<p>{word} is calm.</p>".encode(charset), charset=charset).text


def test_an_encoding_that_is_not_told():
    """Bytes that are no UTF-8 are refused with their place, not guessed at."""
    with pytest.raises(InputError, match=r"byte 0 .* is not UTF-8"):
        read("Херсон".encode("cp1251"))
    with pytest.raises(InputError, match="marked as UTF-16-LE"):
        read(b"\xff\xfea")


def test_a_nul_is_shown():
    """A NUL in a text becomes the mark of a broken character, in its place."""
    assert read_bytes(b"A drone hit Sumy.\0 Nobody was hurt there.").text[17] == "\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        {"a": 1},
        [{}],
        [],
        {},
        {"response": {"content": 5}},
        {"messages": [1, None]},
        {"type": "FeatureCollection"},
    ],
)
def test_other_json(data):
    """JSON of another shape is told by its keys."""
    with pytest.raises(InputError, match=r"JSON with .* holds no report; accepted: "):
        read(json.dumps(data))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"response": {', "begins like JSON but is none"),
        ('{"a":' + "[" * 200_000, "JSON"),
        ("<rss><channel></channel></rss>", "XML that begins with '<rss>"),
        ("<?xml version='1.0'?><kml><Placemark/></kml>", "holds no report"),
        ("<rss><item>", "not well-formed"),
        ("<html><body><script>x</script></body></html>", "HTML that begins with"),
    ],
)
def test_broken_files(text, told):
    """A broken or empty file of a known shape is told as that."""
    with pytest.raises(InputError, match=told):
        read(text)


@pytest.mark.parametrize(
    "text", ["{{7*7}} killed in Sumy", "[Kyiv] calm", "<3 Odesa", "< 5 drones", '{"', "<x"]
)
def test_what_only_looks_like_markup_is_text(text):
    """A text that begins with a bracket is a text."""
    assert read(text).text == text


@pytest.mark.parametrize("url", ["https://example.org/live", "HTTP://example.org"])
def test_a_url_is_not_fetched(url):
    """A URL is refused by the reader."""
    with pytest.raises(InputError, match="only when asked for"):
        read(url)


def test_the_origin_that_is_told():
    """A URL told by the caller goes into the report."""
    assert read("A drone hit Sumy.", url="https://example.org/a").url == "https://example.org/a"


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_text_is_normal_text(text):
    """Hostile strings pass as they are: nothing is run, resolved or lost."""
    raw = text.encode("utf-8", "replace")
    assert read_bytes(b"Sumy: " + raw).text.startswith("Sumy: ")
    page = json.dumps({"messages": [{"date": "2025-03-04T08:00:00", "text": f"Sumy {text}"}]})
    assert read(page).text.startswith("Sumy")
    read(page).text.encode()


HEADS = st.sampled_from(
    [
        "<html><p>",
        "<!doctype html>",
        "{",
        '{"messages":[',
        "[{",
        "<rss><item>",
        "<?xml ",
        "<feed><entry>",
        "---\n",
        "## 99:99",
        "<!--",
        "<p ",
        "<script>",
    ]
)
BITS = st.sampled_from(
    ["<p>", "</p>", "<time datetime='2025-03-04T10:00Z'>", "<time>", "<li>", "</div>", "<div id=post-1>", "<div class='share'>", "<script type='application/ld+json'>", '{"@type":"LiveBlogPosting","liveBlogUpdate":[{}]}', "</script>", "&amp;", "&#0;", "&#xd800;", "<![CDATA[", "]]>", "<!", "\0", "\u202e", "Sumy", "\n\n", "'", '"', ">", "<", "<item>", "</item>", "<pubDate>9</pubDate>"]
)  # fmt: skip


@given(
    st.tuples(HEADS | st.just(""), st.lists(BITS | st.text(max_size=20), max_size=30)).map(
        lambda row: row[0] + "".join(row[1])
    )
)
@settings(max_examples=1000)
def test_any_text_is_read_or_refused(text):
    """Whatever the text, it is read or refused in words; offsets stay inside, times know their zone."""
    try:
        report = read_bytes(text.encode("utf-8", "replace"))
    except InputError:
        return
    report.text.encode()
    assert all(0 <= a.end <= b.start for a, b in zip(report.posts, report.posts[1:], strict=False))
    assert all(0 <= post.start <= post.end <= len(report.text) for post in report.posts)
    assert all(post.time.tzinfo for post in report.posts if post.time)
    assert all(0 <= a <= b <= len(report.text) for a, b in report.boilerplate)


@given(
    st.binary(max_size=300)
    | st.tuples(
        st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"<meta charset=koi8-u>", b"{"]), st.binary(max_size=100)
    ).map(b"".join)
)
@settings(max_examples=1000)
def test_any_bytes_are_read_or_refused(raw):
    """Whatever the bytes, they are read or refused in words."""
    try:
        report = read(raw)
    except InputError:
        return
    assert report.text


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["2025-03-04T10:00:00Z", "1741069800", "<p>Sumy</p>"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["response", "content", "results", "blocks", "body", "bodyHtml", "elements", "messages", "chats", "list", "text", "date", "date_unixtime", "type", "fields", "requestedBlocks", "publishedDate", "contributors"]),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(_VALUES)
@settings(max_examples=1000)
def test_any_json_is_read_or_refused(value):
    """Whatever the JSON, it is read or refused in words."""
    try:
        report = read(json.dumps(value))
    except InputError:
        return
    report.text.encode()


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_reading_again_gives_the_text(name):
    """The text of a report read as plain text is the same text: offsets stay right in an archive."""
    text = read(SAMPLES / name).text
    assert read_bytes(text.encode(), plain=True).text == text


def test_every_source_has_a_name_and_is_accepted():
    """The message of what is accepted is made of the sources themselves."""
    assert all(source.name in ACCEPTED for source in SOURCES)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Sign up\nThe Ledger\nWorld\nBy Ana Kovar\n\nTalks end with no truce; ports hit at dawn\n\nText.", "Talks end with no truce; ports hit at dawn"),
        ("Key points, August 9\n\nA bridge was hit.", "Key points, August 9"),
        ("Shells fell on two villages near the river.\nThree people were hurt.", "Shells fell on two villages near the river."),
        ("By Ana Kovar\nFighting went on near the river on Tuesday.", "Fighting went on near the river on Tuesday."),
        ("# The day in short\n\nText of the report", "The day in short"),
        ("## 10:00 Strikes on two cities\n\nText.", "Strikes on two cities"),
    ],
)  # fmt: skip
def test_title_is_the_headline(text, title):
    """A pasted page's own lines before the headline are not taken for it."""
    assert read(text).title == title

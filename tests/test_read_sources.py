"""Every source of reports, on a sample of its own in tests/reports."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.read import read
from geo.read.moments import day_of, moment

SAMPLES = Path(__file__).parent / "reports"

# file, title, outlet, URL, first lines and Kyiv times of the posts
ROWS = [
    (
        "live_jsonld.html", "Drones over the north – live", "The Harbour Post", "https://harbour.example/live/1",
        [("Two hurt in Sumy", "11:10"), ("Air defence worked over Chernihiv & its suburbs.", "08:05")],
    ),
    (
        "live_blocks.html", "Front live", "Valley Courier", "https://valley.example/front",
        [("Power lost in Poltava", "12:30"), ("Shells landed near Nikopol, and a man of sixty was wounded in his garden.", "10:15")],
    ),
    (
        "live_plain_blocks.html", "Day in brief", None, None,
        [
            ("Explosions were heard in Zaporizhzhia for an hour this morning.", "12:00"),
            ("A bridge near Kupiansk was hit by a guided bomb, soldiers say.", "11:00"),
            ("Trains to Kramatorsk run late because of the alert.", "10:00"),
        ],
    ),
    (
        "live_flat.html", "Evening notes", None, None,
        [("Rockets fell on Kharkiv.", "18:40"), ("Drones flew toward Mykolaiv.", "17:05")],
    ),
    ("article.html", "Ніч у Херсоні", None, None, [("Уночі обстріляли Херсон, поранено двох людей.", "05:30")]),
    (
        "guardian.json", "Grid hit again – as it happened", "The Guardian", "https://guardian.example/x",
        [("Closing summary", "00:40"), ("A drone struck a depot in Rivne.", "10:00")],
    ),
    (
        "telegram.json", "Oblast channel", "Oblast channel", None,
        [("Two drones shot down over Dnipro.", "08:30"), ("Shelling of Marhanets: a house burnt.", "09:45")],
    ),
    (
        "feed.rss", "Steppe Wire", "Steppe Wire", "https://steppe.example/",
        [("Fire in Izmail port", "06:20"), ("Alert lifted", "05:00")],
    ),
    ("feed.atom", "Ridge notes", "Ridge notes", "https://ridge.example/", [("Shots & smoke", "10:00")]),
    ("blog.md", "A quiet day", "Lake Herald", None, [("## 22:05 Talks end", "22:05"), ("## 21:40", "21:40")]),
    ("wire.txt", "Soldiers held the line near Pokrovsk on Tuesday.", None, None, [("By Ana Kovar in Lviv", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "title", "outlet", "url", "posts"), ROWS, ids=[row[0] for row in ROWS])
def test_sample(name, title, outlet, url, posts):
    """A sample gives its title, its origin, and its posts with their Kyiv times."""
    report = read(SAMPLES / name)
    assert (report.title, report.outlet, report.url) == (title, outlet, url)
    assert report.published == (None if name == "wire.txt" else date(2025, 3, 4))
    found = [
        (report.text[post.start : post.end].split("\n")[0], post.time and f"{post.time:%H:%M}")
        for post in report.posts
    ]
    assert found == posts


def test_every_sample_has_a_row():
    """No sample lies about without a test."""
    assert {path.name for path in SAMPLES.iterdir()} == {row[0] for row in ROWS}


MARKED = {
    "live_blocks.html": ["By Oleh Hrim in Lviv", "Photograph: Someone/Agency", "Sign up to the morning letter from Kharkiv", "Copy link Updated at"],
    "article.html": ["Підписуйтесь на наш канал"],
    "telegram.json": ["Підписатися"],
    "wire.txt": ["By Ana Kovar in Lviv", "Related stories", "What the winter did to Bakhmut", "How Kyiv keeps the lights on"],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MARKED))
def test_boilerplate_is_marked(name):
    """What belongs to the page is marked, whole lines, and stays in the text."""
    report = read(SAMPLES / name)
    assert [report.text[a:b] for a, b in report.boilerplate] == MARKED[name]


@pytest.mark.parametrize("name", ["live_jsonld.html", "live_blocks.html", "guardian.json", "article.html"])
def test_what_is_no_report(name):
    """Menus, scripts, key events, drafts and boxes beside the posts are not in the text."""
    text = read(SAMPLES / name).text
    for word in ("Menu", "never text", "Odesa", "Istanbul", "draft", "older story", "Спорт", "only the page"):
        assert word not in text


def _page(*posts: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><main>{''.join(posts)}</main></body></html>"


def _post(time: str, text: str) -> str:
    return f"<div class=p><time datetime='{time}'>x</time><p>{text}</p></div>"


FIRST = _post("2025-03-04T10:00Z", "A depot near Rivne burnt for most of the night.")
SECOND = _post("2025-03-04T09:00Z", "Two people were hurt in Sumy by falling glass.")


def test_a_pinned_copy_is_read_once():
    """A post that is pinned above the others is read where it belongs."""
    report = read(_page(SECOND, FIRST, SECOND))
    assert [post.time and post.time.hour for post in report.posts] == [12, 11]


def test_two_days_on_one_page():
    """Posts in a section for each day are all read, in the order of the page."""
    older = _post("2025-03-03T09:00Z", "Mines were cleared from a field near Izium.")
    old = _post("2025-03-03T08:00Z", "Frost broke a water main in the middle of Lutsk.")
    sections = (f"<section class=day>{''.join(posts)}</section>" for posts in ((FIRST, SECOND), (older, old)))
    assert [post.time and post.time.day for post in read(_page(*sections)).posts] == [4, 4, 3, 3]


def test_headlines_alone_give_way_to_blocks():
    """A JSON-LD live blog without bodies is not preferred to the posts of the page."""
    told = '{"@type": "LiveBlogPosting", "headline": "H", "liveBlogUpdate": [{"headline": "A"}, {"headline": "B"}]}'
    report = read(_page(FIRST, SECOND, head=f"<script type='application/ld+json'>{told}</script>"))
    assert report.title == "H"
    assert "Rivne" in report.text


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "LiveBlogPosting"',
        "[" * 100_000,
        "null",
        '{"@type": ["LiveBlogPosting", 5], "liveBlogUpdate": 7}',
    ],
)
def test_broken_json_ld_is_passed_over(script):
    """JSON-LD that is none, or too deep, leaves the posts of the page."""
    report = read(_page(FIRST, SECOND, head=f"<script type='application/ld+json'>{script}</script>"))
    assert len(report.posts) == 2


def test_json_ld_article_body():
    """An article whose markup is empty is read from its JSON-LD."""
    told = '{"@type": "NewsArticle", "headline": "H", "articleBody": "A drone hit Sumy.", "datePublished": "2025-03-04"}'
    report = read(_page("<p>x</p>", head=f"<script type='application/ld+json'>{told}</script>"))
    assert report.text == "H\n\nA drone hit Sumy.\n\n"
    assert report.published == date(2025, 3, 4)


def test_what_cannot_be_seen_is_taken_out():
    """Marks of direction and width do not split a name; half a character does not reach a file."""
    text = '{"messages": [{"date": "2025-03-04T08:00:00", "text": "Su\\u200bmy \\u202eand \\ud800 Kha\\u00adrkiv"}]}'
    assert read(text).text == "Sumy and \ufffd Kharkiv\n\n"


def test_a_list_of_messages():
    """A bare list of messages with times is read, and all chats of an export."""
    row = '{"time": "2025-03-04T08:00:00+00:00", "message": "Calm in Lutsk.", "author": "x"}'
    one = read(f"[{row}]")
    assert (one.text, one.posts[0].author) == ("Calm in Lutsk.\n\n", "x")
    many = read(
        f'{{"chats": {{"list": [{{"name": "a", "messages": [{row}]}}, {{"messages": [{row}, 3]}}, 1]}}}}'
    )
    assert len(many.posts) == 1


def test_guardian_results():
    """A list of items is read with a post for each."""
    item = (
        '{"webTitle": "T%d", "webPublicationDate": "2025-03-04T0%d:00:00Z", "fields": {"bodyText": "Calm."}}'
    )
    report = read(f'{{"response": {{"results": [{item % (1, 1)}, {item % (2, 2)}]}}}}')
    assert [post.title for post in report.posts] == ["T1", "T2"]


BOMB = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><rss><item><title>&b;</title></item></rss>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<?xml version='1.0'?>" + BOMB, "declares entities"),
        ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item>&x;</item></rss>', "declares entities"),
        ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY % x SYSTEM "https://x.example/e"> %x;]><rss/>', "declares entities"),
        ("<rss>" + "<a>" * 5000, "nested deeper"),
        ("<rss><item>&nothing;</item></rss>", "not well-formed"),
    ],
)  # fmt: skip
def test_hostile_xml(text, told):
    """Entities, outside files and endless depth are refused before they cost anything."""
    with pytest.raises(InputError, match=told):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["<div>" * 200_000, "<!--" * 500_000, "<p " * 500_000, "<a x='" * 300_000, "<script>" * 300_000, "<p>" + "&" * 1_000_000],
    ids=["deep", "comments", "tags", "quotes", "scripts", "entities"],
)  # fmt: skip
def test_hostile_pages_end(text):
    """Pages made to be slow are read or refused in one pass."""
    with suppress(InputError):
        assert read("<html>" + text).posts


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2025-03-04T10:00:00Z", "2025-03-04T12:00:00+02:00"),
        ("2025-07-04T10:00:00.123Z", "2025-07-04T13:00:00.123000+03:00"),
        ("2025-03-04T10:00:00", "2025-03-04T10:00:00+02:00"),
        ("2025-03-04", "2025-03-04T00:00:00+02:00"),
        ("Tue, 04 Mar 2025 10:00:00 EST", "2025-03-04T17:00:00+02:00"),
        ("Tue, 04 Mar 2025 10:00:00 MSK", "2025-03-04T09:00:00+02:00"),
        ("Tue, 04 Mar 2025 10:00:00 +0100", "2025-03-04T11:00:00+02:00"),
        ("1741082400", "2025-03-04T12:00:00+02:00"),
        (1741082400000, "2025-03-04T12:00:00+02:00"),
    ],
)
def test_moments(value, iso):
    """Every usual writing of a moment is read, in Kyiv time."""
    found = moment(value)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "value",
    [None, True, "", "soon", "10:00", "2025-13-40T00:00:00Z", "0001-01-01T00:00:00+14:00", 10**30, -(10**20), float("nan"), float("inf"), "9" * 13, [], "Tue, 99 Foo 2025 10:00:00"],
)  # fmt: skip
def test_what_is_no_moment(value):
    """Anything else is no moment, and no error."""
    assert moment(value) is None


def test_the_day_of_most_posts():
    """A live blog that ends after midnight in Kyiv belongs to the day of most of its posts."""
    times = [moment(f"2025-03-0{day}T{hour}:00:00") for day, hour in ((4, 22), (4, 23), (5, "00"))]
    assert day_of([*times, None]) == date(2025, 3, 4)
    assert day_of([]) is None

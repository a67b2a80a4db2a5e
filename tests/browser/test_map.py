"""The exported map in a real browser, from a file, with the network refused."""

from __future__ import annotations

import os
import re
from dataclasses import replace

import hostile
import pytest
from made import BELAYA, EVENTS, KHARKIV, SECOND, at, day, many

from geo import export, maps
from geo.frontline import contact_line
from geo.model import Claim, Source

FRONT = contact_line()


@pytest.fixture
def show(page, tmp_path, offline):
    """Open a day's page from a file; any fault, dialog or outside request ends the test."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.emulate_media(reduced_motion="reduce")
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))

    def open_(made, change=lambda text: text, **how):
        file = tmp_path / "map.html"
        text = change(export.html(maps.build(made, front=FRONT, **how)))
        file.write_text(text, encoding="utf-8", newline="")
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-sitmap=ready]", state="attached")
        return page

    yield open_
    assert faults == []
    assert offline == []


def shown(page):
    """Ids of the events that have a mark now."""
    return page.evaluate(
        "() => sitmap.app.marks.rows.map((row) => sitmap.app.state.data.get('event_id', row))"
    )


def mark(page, event_id):
    """Where an event's mark stands in the window."""
    return page.evaluate(
        """(id) => {
          const app = sitmap.app, row = app.state.data.rowOf(id), view = app.view();
          const item = app.marks.items.find((item) => item.rows.includes(row));
          const box = app.map.getContainer().getBoundingClientRect();
          return [box.x + item.x + item.dx - view.left, box.y + item.y + item.dy - view.top];
        }""",
        event_id,
    )


def ink(page, x, y):
    """How much is drawn on the sheet of areas at a place, from 0 to 255."""
    return page.evaluate(
        """([lon, lat]) => {
          const canvas = document.querySelectorAll('.sm-sheet')[1];
          const point = sitmap.app.map.latLngToContainerPoint([lat, lon]);
          const [box, frame] = [canvas.getBoundingClientRect(), sitmap.app.map.getContainer().getBoundingClientRect()];
          const ratio = canvas.width / box.width;
          const [x, y] = [(point.x + frame.x - box.x) * ratio, (point.y + frame.y - box.y) * ratio];
          return canvas.getContext('2d').getImageData(x, y, 1, 1).data[3];
        }""",
        [x, y],
    )


def test_map_shows_the_day(show):
    """Heading, moment, key, credits and disclaimer stand on the page, and every event has its mark."""
    page = show(day(title="Monday on the map"))
    assert page.title() == "Monday on the map"
    assert page.locator("h1").inner_text() == "Monday on the map"
    assert page.locator(".sm-asof").inner_text() == "As of 22:05 UTC, 2 June 2025 · 6 entries"
    assert sorted(shown(page)) == sorted(event.event_id for event in EVENTS)
    assert "Crimea" in page.locator(".sm-foot").inner_text()
    assert "Natural Earth" in page.locator(".sm-foot").inner_text()
    assert "Line of contact, approximate" in page.locator(".sm-key").inner_text()
    assert page.locator(".leaflet-control-scale").is_visible()
    assert re.fullmatch(r"\d+\.\d{3}° N, \d+\.\d{3}° E", page.locator(".sm-readout").inner_text())
    assert page.locator(".leaflet-control-attribution").count() == 0


def test_opening_view_is_the_theatre_and_far_places_have_their_way(show):
    """A strike in Siberia does not shrink the front; its button flies there."""
    page = show(day())
    before = page.evaluate("() => sitmap.app.map.getZoom()")
    assert before >= 5.5
    page.get_by_role("button", name="Belaya").click()
    page.wait_for_function("() => sitmap.app.map.getCenter().lng > 95")
    assert page.locator(".sm-card-title").inner_text() == "Something happens in Belaya air base"
    page.get_by_role("button", name="Back to the opening view").click()
    page.wait_for_function("(zoom) => Math.abs(sitmap.app.map.getZoom() - zoom) < 0.01", arg=before)


def test_layers_switch(show):
    """Each switch hides its events and brings them back; a heading switches all under it."""
    page = show(day())
    page.get_by_label("Air defence").uncheck()
    assert "kursk" not in shown(page)
    page.get_by_label("Strikes on Ukraine").uncheck()
    assert sorted(shown(page)) == ["belaya", "talks"]
    page.get_by_label("Shelling").check()
    assert sorted(shown(page)) == ["belaya", "second", "talks"]
    page.get_by_label("Air defence").check()
    assert "kursk" in shown(page)


def test_front_switches(show):
    """The line of contact and the held area go with their switch."""
    page = show(day(BELAYA))
    place = page.evaluate(
        """() => {
          const { line } = sitmap.app.areas.front.line.find(({ line }) => line.length > 60);
          return [line[40] * 360 - 180, sitmap.latitude(line[41])];
        }"""
    )
    assert ink(page, *place) > 200
    page.get_by_label("Line of contact").uncheck()
    assert ink(page, *place) == 0


def test_card_tells_everything(show):
    """A click on a mark opens a card with what, when, where, who, how sure, every claim, and the source."""
    page = show(day())
    page.mouse.click(*mark(page, "kharkiv"))
    words = page.locator(".sm-card").inner_text()
    for expected in (
        "Missile strike by Russia",
        "Claimed",
        "A missile falls in Kharkiv",
        "2 June 2025",
        "town or village",
        "Kharkiv Oblast, Ukraine",
        "within about 10 km",
        "the mayor",
        "at least 3",
        "5 to 7",
        "Who says what: 2 claims",
        "at least 3 people killed",
        "at least three dead",
        "0 people killed",
        "nobody was hurt",
        "A missile fell in Kharkiv.",
        "Gazette",
        "published 2 June 2025",
        "1 of 2 here",
    ):
        assert expected in words, expected
    assert page.locator(".sm-sources a").get_attribute("href") == "https://example.org/a"
    page.keyboard.press("Escape")


def test_null_is_not_nought_on_a_card(show):
    """Where nobody told a figure, the card has no line for it."""
    page = show(day(replace(KHARKIV, killed_min=None, injured_min=None, injured_max=None, claims=())))
    page.mouse.click(*mark(page, "kharkiv"))
    words = page.locator(".sm-facts").inner_text()
    assert "Killed" not in words
    assert "0" not in re.sub(r"2025|10 km", "", words)


def test_several_at_one_place_stay_apart(show):
    """Eight events at one point have eight marks that do not touch, each opening its own card."""
    events = [at(f"e{n}", 36.2304, 49.9935, "Kharkiv", summary=f"Event {n}") for n in range(8)]
    page = show(day(*events))
    places = [mark(page, f"e{n}") for n in range(8)]
    for n, (x, y) in enumerate(places):
        assert all((x - a) ** 2 + (y - b) ** 2 > 15**2 for a, b in places[:n])
        page.mouse.click(*mark(page, f"e{n}"))
        assert page.locator(".sm-card-title").inner_text() == f"Event {n}"
    page.get_by_role("button", name="Next event here").click()
    assert page.locator(".sm-card-title").inner_text() == "Event 0"


def test_region_is_shaded_and_answers(show):
    """An oblast known only as such is shaded, and a click anywhere in it opens the event."""
    page = show(day())
    assert ink(page, 34.5, 50.6) > 0
    assert ink(page, 31.5, 51.6) == 0
    point = page.evaluate(
        "() => { const p = sitmap.app.map.latLngToContainerPoint([50.45, 34.9]); const b = sitmap.app.map.getContainer().getBoundingClientRect(); return [p.x + b.x, p.y + b.y]; }"
    )
    page.mouse.click(*point)
    assert page.locator(".sm-card-title").inner_text() == "Something happens in Sumy Oblast"
    page.get_by_label("Drone strike").uncheck()
    page.get_by_role("button", name="Close").click()
    assert ink(page, 34.5, 50.6) == 0


def test_line_is_drawn_and_answers(show):
    """An event along a line is that line, and a click on it opens the event."""
    rail = at("rail", 32.7, 52.8, "Railway", line=((32.0, 52.8), (33.4, 52.8)), category="sabotage")
    page = show(day(rail))
    assert ink(page, 33.2, 52.8) > 200
    point = page.evaluate(
        "() => { const p = sitmap.app.map.latLngToContainerPoint([52.8, 33.2]); const b = sitmap.app.map.getContainer().getBoundingClientRect(); return [p.x + b.x, p.y + b.y]; }"
    )
    page.mouse.click(*point)
    assert page.locator(".sm-card-title").inner_text() == "Something happens in Railway"


def test_search_finds_events_and_towns(show):
    """Names of events come first, names of the base map after them; accents and apostrophes do not matter."""
    page = show(day(at("slov", 37.6, 48.85, "Slov'yansk")))
    box = page.get_by_role("combobox", name="Find a place")
    box.fill("slovyan")
    assert page.get_by_role("option").first.inner_text().startswith("Slov'yansk")
    box.press("Enter")
    assert page.locator(".sm-card-title").inner_text() == "Something happens in Slov'yansk"
    box.fill("lviv")
    page.get_by_role("option").first.dispatch_event("mousedown")
    page.wait_for_function("() => sitmap.app.map.getCenter().lng < 26")
    box.fill("nowhere at all")
    assert page.locator(".sm-none").inner_text() == "No place of that name on this map"


def test_address_opens_an_event(show, page):
    """A link to a map may name the event whose card it opens."""
    show(day())
    page.goto(page.url + "#event=belaya")
    page.reload()
    page.wait_for_selector(".sm-card-title")
    assert page.locator(".sm-card-title").inner_text() == "Something happens in Belaya air base"


def test_keyboard_reaches_every_event(show):
    """The list of events opens cards without a mouse, and closing gives the focus back."""
    page = show(day())
    page.locator(".sm-events summary").press("Enter")
    entry = page.locator(".sm-events .sm-event").first
    entry.press("Enter")
    assert page.locator(".sm-card").is_visible()
    assert page.evaluate("() => document.activeElement.className") == "sm-card"
    page.keyboard.press("Escape")
    assert page.locator(".sm-card").is_hidden()
    assert page.evaluate("() => document.activeElement.className") == "sm-event"


@pytest.mark.parametrize("size", [(390, 844), (320, 600)])
def test_phone(show, page, size):
    """On a phone the key is folded away, nothing runs over the edge, and the card leaves the map in sight."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    show(day())
    assert page.locator(".sm-key").is_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("button", name="Key and layers").click()
    assert page.locator(".sm-key").is_visible()
    page.get_by_role("button", name="Back to the map").click()
    page.mouse.click(*mark(page, "kharkiv"))
    card = page.locator(".sm-card").bounding_box()
    assert card["height"] <= size[1] * 0.6
    assert card["width"] == size[0]
    _, y = mark(page, "kharkiv")
    assert y < card["y"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme(show, page, theme):
    """The map follows its argument, and the device where it is told to."""
    page.emulate_media(color_scheme=theme)
    assert show(day(), theme="auto").locator(".sm-page").get_attribute("data-theme") == theme
    assert show(day(), theme="dark").locator(".sm-page").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Light or dark").click()
    assert page.locator(".sm-page").get_attribute("data-theme") == "light"


def test_print_leaves_the_controls_out(show, page):
    """On paper stand heading, map, key and credits."""
    show(day(), theme="dark")
    page.emulate_media(media="print")
    assert page.locator(".sm-tools").is_hidden()
    assert page.locator(".sm-search").is_hidden()
    assert page.locator("h1").is_visible()
    assert page.locator(".sm-key").is_visible()


EMBED = """
<!DOCTYPE html><iframe id="map" style="width:1200px;height:800px" srcdoc></iframe>
<script>
  window.heard = [];
  addEventListener("message", (event) => heard.push(event.data));
</script>
"""


@pytest.fixture
def embedded(page, offline):
    """Put a map into a page as the app does."""

    def embed(made):
        page.set_content(EMBED)
        page.evaluate(
            "(text) => { document.getElementById('map').srcdoc = text; }", export.html(maps.build(made))
        )
        page.wait_for_function("() => heard.some((message) => message.sitmap === 'ready')")
        return page.frames[1]

    yield embed
    assert offline == []


def send(page, message):
    """Send a message to the embedded map and let it answer."""
    page.evaluate(
        "(message) => document.getElementById('map').contentWindow.postMessage(message, '*')", message
    )
    page.wait_for_timeout(80)


def test_embedding_page_filters_and_chooses(page, embedded):
    """Ids or a mask show a part, a choice opens its card, and what a reader chooses is told back."""
    frame = embedded(day(KHARKIV, SECOND, BELAYA))
    send(page, {"sitmap": "show", "ids": ["second", "no such"]})
    assert shown(frame) == ["second"]
    send(page, {"sitmap": "show", "mask": [1, 0, 1]})
    assert sorted(shown(frame)) == ["belaya", "kharkiv"]
    send(page, {"sitmap": "show", "mask": [1]})
    assert len(shown(frame)) == 3
    send(page, {"sitmap": "select", "id": "belaya"})
    assert frame.locator(".sm-card-title").inner_text() == "Something happens in Belaya air base"
    assert page.evaluate("() => heard.filter((message) => message.sitmap === 'selected')") == []
    frame.get_by_role("button", name="Close").click()
    page.wait_for_function(
        "() => heard.some((message) => message.sitmap === 'selected' && message.id === null)"
    )


def test_embedded_map_hears_only_its_page(page, embedded):
    """Messages of other windows and messages that make no sense change nothing."""
    frame = embedded(day(KHARKIV, SECOND))
    frame.evaluate("() => window.postMessage({sitmap: 'show', ids: []}, '*')")
    for nonsense in (
        None,
        1,
        "show",
        {"sitmap": "run"},
        {"sitmap": "theme", "theme": "<b>"},
        {"sitmap": "select", "id": {}},
    ):
        send(page, nonsense)
    assert len(shown(frame)) == 2


SINKS = (
    "place_text",
    "place_id",
    "admin1",
    "time_text",
    "weapon",
    "target",
    "attributed_to",
    "quote",
    "summary",
)


def hostile_day():
    """One event for each hostile string, with the string in every field that holds text."""
    events = []
    for number, text in enumerate(hostile.STRINGS):
        claims = (Claim(text, text, "other", 1, unit=text, qualifier=text, quote=text),) * 2
        sources = (Source(text, text, None, None), Source(None, text, text, text))
        fields = dict.fromkeys(SINKS, text) | {
            "claims": claims,
            "sources": sources,
            "review": (text,),
            "place_name": text + " ",
        }
        lon, lat = 24 + number % 12, 46 + number // 12 * 0.5
        events.append(replace(KHARKIV, event_id=f"h{number}", lon=lon, lat=lat, **fields))
    return events


NO_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.mark.parametrize("has_policy", [True, False])
def test_hostile_strings_are_words(show, page, has_policy):
    """Every hostile string in every field: nothing runs, nothing breaks, each is shown word for word, with or without the policy."""
    made = day(*hostile_day(), title=hostile.STRINGS[2])
    show(made, (lambda text: text) if has_policy else (lambda text: NO_POLICY.sub("", text)))
    counts = page.evaluate(
        """(strings) => {
          const app = sitmap.app;
          return strings.map((text, row) => {
            app.choose({ row });
            const count = app.card.node.textContent.split(text).length - 1;
            app.hover(app.map.latLngToContainerPoint([app.state.data.lat(row), app.state.data.lon(row)]));
            return count;
          });
        }""",
        list(hostile.STRINGS),
    )
    assert all(count >= 15 for count in counts), [
        text for text, n in zip(hostile.STRINGS, counts, strict=True) if n < 15
    ]
    assert page.locator("h1").text_content() == hostile.STRINGS[2]
    page.locator(".sm-events summary").click()
    page.wait_for_selector(".sm-events .sm-event")
    listed = page.locator(".sm-events .sm-event span").all_text_contents()
    assert listed == list(hostile.STRINGS)
    found = page.evaluate(
        """(strings) => strings.map((text) => {
          const input = document.querySelector('.sm-search-input');
          input.value = text.trim().split('\\n')[0].slice(0, 60);
          input.dispatchEvent(new Event('input'));
          return [...document.querySelectorAll('.sm-found li span')].some((node) => node.textContent === text || node.textContent === text + ' ');
        })""",
        [text for text in hostile.STRINGS if text.strip().split("\n")[0] and "\r" not in text],
    )
    assert sum(found) > len(found) * 0.6
    assert page.evaluate("() => window.pwned") is None
    assert os.environ.get("SITMAP_PWNED") is None
    assert (
        page.evaluate(
            "() => document.querySelectorAll('.sm-page :is(img, iframe, script, form, style, link, meta, base)').length"
        )
        == 0
    )
    assert page.evaluate(
        "() => [...document.querySelectorAll('.sm-page a')].every((link) => /^https?:/.test(link.protocol))"
    )


def test_hostile_words_in_the_vocabulary_fields(show, page):
    """A frame that never passed the door, with hostile codes in place of categories, is drawn all the same."""
    made = day(*[at(f"h{n}", 24 + n % 12, 46 + n // 12 * 0.5, "Place") for n in range(len(hostile.STRINGS))])
    for name in (
        "category",
        "attacker",
        "status",
        "precision",
        "record_type",
        "country",
        "admin1_code",
        "date_start",
    ):
        made.events[name] = list(hostile.STRINGS)
    show(made)
    page.evaluate(
        "(count) => { for (let row = 0; row < count; row += 1) sitmap.app.choose({ row }); }",
        len(hostile.STRINGS),
    )
    page.locator(".sm-events summary").click()
    assert page.evaluate("() => window.pwned") is None


def test_ten_thousand_events(show, page):
    """A large day opens, filters by a mask, and lists what lies under a click."""
    show(day(*many(10_000)))
    assert len(shown(page)) == 10_000
    took = page.evaluate(
        "() => { const start = performance.now(); sitmap.app.bridge.show({mask: Array.from({length: 10000}, (_, i) => i % 2)}); return performance.now() - start; }"
    )
    assert len(shown(page)) == 5_000
    print(f"a mask over 10,000 events took {took:.0f} ms")
    page.get_by_role("button", name="Back to the opening view").click()
    box = page.locator(".folium-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.locator(".sm-card").is_visible()

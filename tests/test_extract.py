"""From text to events: names, triggers, figures, claimants, times, places, and the whole way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.extract import Extractor, extract
from geo.extract.figures.numbers import value_of
from geo.extract.names.mention import Memory
from geo.extract.names.mentions import mentions
from geo.extract.names.roles import judge
from geo.extract.speech.who import claimant
from geo.extract.times.when import times
from geo.extract.words.sentences import sentences
from geo.extract.words.tables import raw
from geo.extract.words.triggers import table, triggers
from geo.merge import merge
from geo.model import Report
from geo.read import read

DAY = date(2025, 6, 2)  # a Monday


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def sentence(text):
    return sentences(Report(text))[0]


def names(text, extractor):
    s = sentence(text)
    return judge(s, mentions(s, extractor.lexicon, Memory(), text))


def events(text, extractor, day=DAY):
    found = extractor(read(text, published=day))
    return merge(found.events, newest_first=found.newest_first)


def told(text, extractor, day=DAY):
    return [(e.category, e.place_name, str(e.precision), e.attacker) for e in events(text, extractor, day)]


# ---- sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Syrskyi spoke at 10 a.m. on Monday. He left.", 2),
        ("On Feb. 24 it began. No. 5 was hit.", 2),
        ("One\nTwo", 2),
        ("“Stop!” he said. Then?", 2),
    ],
)
def test_sentences(text, count):
    """Abbreviations end no sentence, a line break does."""
    assert len(sentences(Report(text))) == count


def test_words_keep_their_offsets():
    """Every word slices back from the text."""
    text = "Ukraine’s Shahed-131/136 drones — 1,000 of them — hit Slovyansk-on-Kuban."
    s = sentence(text)
    assert [text[a:b] for a, b in zip(s.starts, s.ends, strict=True)] == s.text
    assert {"’s", "Shahed-131", "1,000", "Slovyansk-on-Kuban"} <= set(s.text)


# ---- names


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A drone fell in the Kharkiv region.", [("Kharkiv region", "region", "place")]),
        ("Shelling hit the village of Ternuvate.", [("Ternuvate", "village", "place")]),
        (
            "Fighting near Chasiv Yar and Toretsk.",
            [("Chasiv Yar", None, "place"), ("Toretsk", None, "place")],
        ),
        ("The enemy attacked in the Pokrovsk direction.", [("Pokrovsk direction", "direction", "place")]),
        ("Moscow said it would wait.", [("Moscow", None, "actor")]),
        ("Kyiv's proposal was rejected.", [("Kyiv", None, "actor")]),
        ("Explosions were heard in Kyiv.", [("Kyiv", None, "place")]),
        ("Vladimir Putin met Lindsey Graham.", []),
        ("The governor of Kherson region spoke.", [("Kherson region", "region", "actor")]),
        ("It was 10:17 Moscow time.", [("Moscow", None, "actor")]),
        ("He lives on Lisova Street.", []),
    ],
)
def test_names(text, wanted, extractor):
    """Places, governments and persons are told apart by the words around them."""
    found = [(m.text, m.cue, m.role) for m in names(text, extractor) if m.role != "other"]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("A shop in Kharkiv burnt.", "at"),
        ("A drone fell near Kharkiv.", "near"),
        ("It fell 30 km south of Kharkiv.", "offset"),
        ("It fell north-east of Kharkiv.", "compass"),
        ("Drones were downed over Kharkiv.", "over"),
    ],
)
def test_relations(text, relation, extractor):
    """The words before a name say how the sentence stands to it."""
    assert names(text, extractor)[0].relation == relation


# ---- vocabulary, row by row


@pytest.mark.parametrize("row", raw("triggers")["trigger"], ids=lambda row: row["id"])
def test_every_trigger_is_found(row):
    """Every phrase of the table is found as a trigger, by itself or by a longer phrase."""
    known = table()
    for phrase in row["words"].split(","):
        low = phrase.split()
        if low:
            assert known.at(low, 0) is not None, phrase


@pytest.mark.parametrize("row", raw("triggers")["trigger"], ids=lambda row: row["id"])
def test_triggers_name_known_kinds(row):
    """Every trigger's category is one of the vocabulary, every role one that the extractor knows."""
    categories = raw("categories")
    assert not row["category"] or row["category"] in categories
    assert row["role"] in {"act", "means", "damage", "harm", "fight", "gain", "meeting", "none"}


@pytest.mark.parametrize("row", raw("denials")["denial"], ids=lambda row: row["reason"][:30])
def test_denials_have_reasons(row):
    """Every denial has a reason and phrases in lower case."""
    assert row["reason"]
    assert all(phrase == phrase.lower() for phrase in row["phrases"])


@pytest.mark.parametrize(
    "name", ["names", "placewords", "numbers", "harm", "who", "anchors", "discourse", "claimants"]
)
def test_word_lists_are_lower_case(name):
    """Word lists hold lower-case words only."""

    def strings(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)

    for text in strings({k: v for k, v in raw(name).items() if k not in ("author", "signed")}):
        assert text == text.lower()


def test_triggers_stand_outside_names():
    """A trigger inside a place's name is none."""
    s = sentence("Battle was heard.")
    assert triggers(s, frozenset({0})) == []


# ---- figures


@pytest.mark.parametrize(
    ("word", "value"),
    [("6,000", 6000), ("twelve", 12), ("twenty-three", 23), ("12th", None), ("1.5", None), ("word", None)],
)
def test_values(word, value):
    """Digits and number words have values, ordinals and decimals have none."""
    assert value_of(word) == value


# ---- who and when


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Governor Oleh Kiper said a port was hit.", "Governor Oleh Kiper"),
        ("A port was hit, according to the regional governor, Oleh Kiper.", "regional governor, Oleh Kiper"),
        ("A port was hit, said the interior minister, Ihor Klymenko.", "interior minister, Ihor Klymenko"),
        ("A port was hit, local officials say.", "local officials"),
        ("A port was hit.", None),
    ],
)
def test_claimants(text, who):
    """The one who says so stands next to the verb of saying."""
    found = claimant(sentence(text), text)
    assert (found.who if found else None) == who


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It happened on Monday.", "2025-06-02", "2025-06-02"),
        ("It happened late on Saturday.", "2025-05-31", "2025-05-31"),
        ("It happened yesterday evening.", "2025-06-01", "2025-06-01"),
        ("It happened overnight.", "2025-06-02", "2025-06-02"),
        ("It happened on December 26.", "2024-12-26", "2024-12-26"),
        ("It happened on 30 May 2024.", "2024-05-30", "2024-05-30"),
        ("It happened in April last year.", "2024-04-01", "2024-04-30"),
        ("It happened last October.", "2024-10-01", "2024-10-31"),
        ("It happened on the night of May 30 to 31.", "2025-05-31", "2025-05-31"),
        ("It has gone on since Friday.", None, None),
    ],
)
def test_times(text, start, end):
    """Days count from the report's own, in the past."""
    found = times(sentence(text), DAY)
    assert (found[0].start.isoformat() if found else None) == start
    assert (found[0].end.isoformat() if found else None) == end


def test_no_day_without_a_base():
    """A weekday without the report's day stays untold."""
    assert times(sentence("It happened on Monday."), None) == []


# ---- the whole way


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A Russian drone hit a house in Kupiansk.", [("drone_strike", "Kupiansk", "settlement", "Russia")]),
        (
            "Two missiles struck Kharkiv this morning.",
            [("missile_strike", "Kharkiv", "settlement", "Russia")],
        ),
        (
            "Russia said 57 drones were shot down over the Kursk region and 31 over the Belgorod region.",
            [
                ("air_defence", "Kursk Oblast", "region", "Ukraine"),
                ("air_defence", "Belgorod Oblast", "region", "Ukraine"),
            ],
        ),
        (
            "Ukrainian forces repelled four attacks near Toretsk.",
            [("ground_clash", "Toretsk", "settlement", "Russia")],
        ),
        ("Russian troops captured Toretsk.", [("territorial_change", "Toretsk", "settlement", "Russia")]),
        ("Delegations met in Istanbul on Monday.", [("diplomacy", "Istanbul", "settlement", "unknown")]),
        ("No offensive actions were carried out near Toretsk.", []),
        ("Russia could strike Kharkiv again.", []),
        ("Moscow said it had struck reserves.", []),
        ("It lies 30 km south of Kharkiv.", []),
    ],
)
def test_whole_way(text, wanted, extractor):
    """One sentence gives the events it tells, and no other."""
    assert told(text, extractor) == wanted


def test_totals_keep_their_parts(extractor):
    """A night's total names its parts and the residual."""
    text = (
        "Air defences shot down 162 drones overnight, the Russian defence ministry said. Most fell near the border, "
        "including 57 downed over the Kursk region and 31 over the Belgorod region."
    )
    found = events(text, extractor)
    total = next(e for e in found if e.record_type == "total")
    assert (total.intercepted, total.residual) == (162, {"intercepted": 74})
    assert {e.intercepted for e in found if e.parent_id == total.event_id} == {57, 31}


LIVE = """Five people were killed in Russian attacks on the Zaporizhzhia region on Sunday, regional officials said. It was the worst day of the month there, with houses, a clinic and two shops in ruins, and the fires burnt until the evening before the crews could put them out and look for those who were still missing.

Three of them died when shells hit the village of Ternuvate, said the governor of Zaporizhzhia, Ivan Fedorov. A man was killed by a guided bomb in a nearby district, he added.

Russia's defence ministry said its crews had shot down 162 Ukrainian drones overnight.

Of these 57 were downed over the Kursk region and 31 over the Belgorod region, the ministry said.

Ukraine's security service sent drones against bombers at four airbases, as far away as Siberia, on Sunday. The service said that 41 aircraft were hit.

Kyiv claimed it had damaged $7bn worth of bombers. A spokesman later spoke of 40 aircraft hit, or £5.2bn. More than 40 aircraft were hit, officials said.

Washington said that Kyiv and Moscow should talk; Ursula von der Leyen met Lindsey Graham on Monday.
"""


def test_a_toll_is_a_total_of_its_parts(extractor):
    """Five dead are three in a village, one in a district without a name, and one elsewhere."""
    found = events(LIVE, extractor)
    total = next(e for e in found if e.record_type == "total" and e.killed_min)
    parts = [e for e in found if e.parent_id == total.event_id]
    assert sum(e.killed_min for e in parts) + total.residual["killed"] == total.killed_min == 5
    assert {e.place_name for e in parts} == {"Ternuvate", "Zaporizhzhia Oblast"}


def test_shares_may_stand_in_the_next_paragraph(extractor):
    """A night's drones are a total of the regions told in the paragraph after it."""
    found = events(LIVE, extractor)
    total = next(e for e in found if e.record_type == "total" and e.intercepted)
    assert (total.intercepted, total.residual) == (162, {"intercepted": 74})
    assert {e.place_name for e in found if e.parent_id == total.event_id} == {
        "Kursk Oblast",
        "Belgorod Oblast",
    }


def test_one_operation_keeps_every_claim(extractor):
    """Aircraft and money told again and again are claims of one event."""
    found = [e for e in events(LIVE, extractor) if e.place_name == "Siberia"]
    assert len(found) == 1
    told_of = {(c.what, c.value, c.qualifier) for c in found[0].claims}
    assert told_of >= {
        ("aircraft_hit", 41, None),
        ("aircraft_hit", 40, None),
        ("aircraft_hit", 40, "at least"),
        ("damage_usd", 7e9, None),
        ("damage_gbp", 5.2e9, None),
    }


def test_governments_and_people_are_no_places(extractor):
    """Capitals that act and meetings without a place give no event."""
    places = {e.place_name for e in events(LIVE, extractor)}
    assert places.isdisjoint({"Kyiv", "Moscow", "Washington", "Graham"})


TWICE = """## 12:00 Seven dead under a bridge

At least seven people were killed when a bridge came down on a train in Russia's Bryansk region. Dozens were injured.

## 10:00 Bridge in Bryansk

A bridge collapsed onto a train in the Bryansk region overnight, killing at least seven people.

## 09:00 Camp

At least 12 soldiers were killed in a missile strike on a training ground in the Dnipropetrovsk region on Sunday, the army said.

Over Sumy, Kherson and Kursk regions the night was loud.
"""


def test_an_incident_told_twice_is_one(extractor):
    """Two posts on one bridge give one event; a minimum stays one, and dozens are no number."""
    found = events(TWICE, extractor)
    (bridge,) = [e for e in found if e.place_name == "Bryansk Oblast"]
    assert (bridge.killed_min, bridge.killed_max, bridge.injured_min) == (7, None, None)
    (camp,) = [e for e in found if e.place_name == "Dnipropetrovsk Oblast"]
    assert (camp.killed_min, camp.killed_max) == (12, None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "09:02 Ternopil, Zhytomyr: air defence at work.",
            {("air_defence", "Ternopil"), ("air_defence", "Zhytomyr")},
        ),
        (
            "A drone hit a bus in the Dniprovskyi district of Kherson.",
            {("drone_strike", "Dniprovskyi district")},
        ),
        (
            "Voronezh was hit by four missiles, the defence ministry in Moscow claimed.",
            {("missile_strike", "Voronezh")},
        ),
        ("The dead do not include those of Mariupol and Volnovakha.", set()),
        (
            "Russia's ministry said it had downed 30 drones overnight: 10 over the Kursk region and 20 over the Black Sea.",
            {("air_defence", "Kursk Oblast"), ("air_defence", "Black Sea")},
        ),
        (
            "In the Lyman direction the enemy tried to break through near Terny.",
            {("ground_clash", "Terny")},
        ),
        (
            "The enemy does not stop assault operations in Huliaipole.",
            {("ground_clash", "Huliaipole")},
        ),
    ],
)
def test_language_of_reports(text, wanted, extractor):
    """Short lines, quarters, seats of power, exclusions, seas and directions are read as they are meant."""
    assert {
        (e.category, e.place_name) for e in events(text, extractor) if e.record_type == "incident"
    } == wanted


def test_the_direction_chooses_among_namesakes(extractor):
    """Of many villages of a name the one near the direction's town is meant."""
    (clash,) = events("In the Lyman direction the enemy tried to break through near Terny.", extractor)
    assert clash.admin1_code == "UA-14"


def test_the_author_says_who_the_enemy_is(extractor):
    """In a Russian ministry's report the enemy is Ukraine, and attacks thwarted are Ukraine's."""
    text = "Russian Defence Ministry, 19 June\n\nThree attacks of the enemy were thwarted near Novodonetske."
    assert [e.attacker for e in events(text, extractor)] == ["Ukraine"]


def test_a_heading_signs_a_report(extractor):
    """Who heads or signs a report says what nobody else in it says."""
    text = "Sumy Regional Military Administration, 2 June\n\nA drone hit a house in Konotop."
    assert [e.attributed_to for e in events(text, extractor)] == ["regional administration"]


def test_rejects_have_reasons(extractor):
    """A sentence with a trigger that gives no event is listed with the reason."""
    found = extractor(read("Russia could strike again.\n\nA shell hit a house.", published=DAY))
    assert found.events == ()
    assert all(r.reason and r.text for r in found.rejects)
    assert len(found.rejects) == 2


REPORT = """# A day

Shelling killed two people in Kupiansk on Sunday, governor Oleh Syniehubov said. Five others were wounded.

A drone hit a refinery in Ryazan overnight. Nobody was hurt.

In the Kherson region three people were injured by artillery fire.
"""


def test_offsets_slice_back(extractor):
    """The quote of an event and of a claim is the text at its offsets."""
    report = read(REPORT, published=DAY)
    for event in extractor(report).events:
        assert report.text[event.start : event.end] == event.quote
        for claim in event.claims:
            assert report.text[claim.start : claim.end] == claim.quote


def test_the_same_text_gives_the_same_events(extractor):
    """Twice the same text gives twice the same events, ids and all."""
    assert events(REPORT, extractor) == events(REPORT, extractor)


def test_another_paragraph_moves_no_other_event(extractor):
    """A paragraph added at the end leaves the events before it as they were."""
    before = events(REPORT, extractor)
    after = events(REPORT + "\nA missile struck Kharkiv this morning.\n", extractor)
    assert [replace(e, event_id="") for e in after[: len(before)]] == [
        replace(e, event_id="") for e in before
    ]


@given(st.permutations([part for part in REPORT.split("\n\n")[1:] if part.strip()]))
@settings(max_examples=6, deadline=None)
def test_shuffled_paragraphs_keep_the_events(parts):
    """The order of independent paragraphs changes no event."""
    shared = _shared()
    wanted = sorted(told(REPORT, shared))
    assert sorted(told("# A day\n\n" + "\n\n".join(parts), shared)) == wanted


_KEPT: list[Extractor] = []


def _shared():
    if not _KEPT:
        _KEPT.append(Extractor())
    return _KEPT[0]


WORDS = st.sampled_from(
    [
        "Kharkiv", "Kyiv", "Moscow", "the", "region", "killed", "wounded", "two", "12", "at least", "drone", "missile", "shelled", "near", "in", "of",
        "Kursk", "direction", ",", ".", ":", ";", "and", "said", "overnight", "on Monday", "\n\n", "- ", "“", "governor", "Ivanivka", "village", "{{ 7*7 }}",
        "<script>", "May", "2024", "’s", "Donetsk", "Luhansk", "regions", "over", "each", "north", "km", "Unecha-Zhecha", "section", "there", "the bridge",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_extracted(text):
    """Whatever the text, there is no error, offsets stay inside, and places have their country."""
    report = Report(text, published=DAY)
    found = extract(report, _shared())
    for event in merge(found.events):
        assert 0 <= event.start <= event.end <= len(text)
        assert text[event.start : event.end] == event.quote
        assert event.lon is not None
        assert event.country


def test_occupied_places_are_in_ukraine(extractor):
    """Crimea and Donetsk are in Ukraine."""
    found = events("Explosions were heard in Sevastopol and Donetsk.", extractor)
    assert {e.country for e in found} == {"UA"}

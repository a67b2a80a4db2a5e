"""When it happened: the times of a sentence, the one that an incident has, and days that hold on."""

from datetime import date

import pytest

from geo.extract import Extractor
from geo.extract.times.binding import own_times
from geo.extract.times.when import times
from geo.extract.words.sentences import sentences
from geo.model import Report

MONDAY = date(2025, 6, 2)


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def sentence(text):
    return sentences(Report(text, published=MONDAY))[0]


def days(text, extractor, published=MONDAY):
    found = extractor(Report(text, published=published)).events
    return {
        e.place_name: e.date_start if e.date_end == e.date_start else f"{e.date_start}/{e.date_end}"
        for e in found
        if e.record_type == "incident"
    }


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It happened that night.", "2025-05-30", "2025-05-30"),
        ("It burned in the same hours.", "2025-05-30", "2025-05-30"),
        ("It happened the next day.", "2025-05-31", "2025-05-31"),
        ("It happened three days later.", "2025-06-02", "2025-06-02"),
        ("It happened two days before that.", "2025-05-28", "2025-05-28"),
        ("It happened two days ago.", "2025-05-31", "2025-05-31"),
        ("It happened on Sunday evening and overnight.", "2025-06-01", "2025-06-02"),
        ("It happened on Sunday evening and during the night.", "2025-06-01", "2025-06-02"),
        ("It happened on the night of Saturday to Sunday.", "2025-06-01", "2025-06-01"),
        ("It happened on Saturday, 31 May.", "2025-05-31", "2025-05-31"),
        ("It happened on the 1st.", "2025-06-01", "2025-06-01"),
        ("It happened on two nights, 30 and 31 May.", "2025-05-30", "2025-05-31"),
        ("It happened in late May.", "2025-05-21", "2025-05-31"),
        ("It happened seven months ago.", "2024-11-01", "2024-11-30"),
    ],
)
def test_times_after_friday(text, start, end):
    """Times count from the report's day, and from the day told last, here Friday."""
    found = times(sentence(text), MONDAY, date(2025, 5, 30))
    assert (found[0].start.isoformat(), found[0].end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("KYIV, June 2 (Reuters) - Drones hit a house.", 0),
        ("MOSCOW, June 2. /TASS/. Drones hit a house.", 0),
        ("DNIPRO, June 2 - Drones hit a house.", 0),
        ("On June 2, a drone hit a house.", 1),
        ("The death toll rose to 30 on Sunday.", 0),
        ("The number of dead has climbed on Monday to four.", 0),
        ("The toll rose to 30 after Sunday's strike.", 1),
        ("The dead of the strike on Sunday number four.", 1),
    ],
)
def test_times_of_what_happened(text, count):
    """The day of a dateline, or of a toll, is not the day of what happened."""
    assert len(own_times(sentence(text), MONDAY, None)) == count


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Drones struck Odesa on Saturday and Kharkiv on Sunday.",
            {"Odesa": "2025-05-31", "Kharkiv": "2025-06-01"},
        ),
        ("Drones struck Odesa and Kharkiv on Sunday.", {"Odesa": "2025-06-01", "Kharkiv": "2025-06-01"}),
        ("On Sunday drones struck Odesa and Kharkiv.", {"Odesa": "2025-06-01", "Kharkiv": "2025-06-01"}),
        (
            "On Saturday drones struck Odesa, and on Sunday a missile hit Kharkiv.",
            {"Odesa": "2025-05-31", "Kharkiv": "2025-06-01"},
        ),
        (
            "Artillery continues to shell Nikopol, and destroyed a bridge near Vovchansk on 28 May.",
            {"Nikopol": "2025-06-02", "Vovchansk": "2025-05-28"},
        ),
        (
            "A drone hit a plant in Syzran on Friday. Two days earlier, a missile struck a depot in Feodosia.",
            {"Syzran": "2025-05-30", "Feodosiia": "2025-05-28"},
        ),
        (
            "On Friday a drone hit Odesa. That night a missile struck Izmail. The next day shells fell on Nikopol.",
            {"Odesa": "2025-05-30", "Izmail": "2025-05-30", "Nikopol": "2025-05-31"},
        ),
        (
            "A week ago a missile hit a school in Sumy. A drone struck a shop in Kharkiv.",
            {"Sumy": "2025-05-26", "Kharkiv": "2025-06-02"},
        ),
        (
            "A tank was lost near Orikhiv on Thursday. Since then Russia shelled Robotyne.",
            {"Robotyne": "2025-06-02"},
        ),
        (
            "The toll from a strike on a house in Dnipro rose to 30 on Sunday.\n\n"
            "Rescuers searched the ruins after Saturday's strike.",
            {"Dnipro": "2025-05-31"},
        ),
        (
            "Drones attacked an airfield in Pskov late on Sunday.\n\nA depot was also hit in Bryansk.",
            {"Pskov": "2025-06-01", "Bryansk": "2025-06-01/2025-06-02"},
        ),
        (
            "KHERSON, June 2 - On Sunday evening and overnight Russia shelled Kherson.\n\nA drone hit Beryslav.",
            {"Kherson": "2025-06-01/2025-06-02", "Beryslav": "2025-06-01/2025-06-02"},
        ),
        (
            "On Saturday a drone hit Odesa. Overnight a missile struck Izmail.",
            {"Odesa": "2025-05-31", "Izmail": "2025-05-31/2025-06-01"},
        ),
        (
            "In February drones sank a ship off Alupka, and on 28 May another ship was hit near Kerch.",
            {"Alupka": "2025-02-01/2025-02-28", "Kerch": "2025-05-28"},
        ),
        (
            "On 20 May Russia opened a new axis and shelled Lyptsi.\n\nA drone hit a house in Vovchansk.",
            {"Lyptsi": "2025-05-20", "Vovchansk": "2025-06-02"},
        ),
    ],
)
def test_days_of_places(text, wanted, extractor):
    """A day belongs to its clause; a day told before holds on for a while, an old one does not."""
    found = days(text, extractor)
    assert {place: found.get(place, "no such event") for place in wanted} == wanted


def test_a_headline_has_the_day_of_the_text_below(extractor):
    """What a headline announces without a day is dated by the text."""
    text = "Drones strike oil depot in Feodosia\n\nUkrainian drones hit a depot in Feodosia on Saturday, officials said. It burned for hours."
    found = extractor(Report(text, published=MONDAY)).events
    assert {e.date_start for e in found} == {"2025-05-31"}


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Morning round-up of the regions as of 09:00.", "2025-06-01"),
        ("The situation as of 9 a.m. on 2 June.", "2025-06-01"),
        ("Four people were killed over the past day, officials said.", "2025-06-01"),
        ("Evening report of the regional administration: 40 attacks in a day.", "2025-06-02"),
        ("Regional administration, 2 June, 21:30. 212 explosions in a day.", "2025-06-02"),
        ("As of 22:00 on 1 June, 145 clashes were counted since the beginning of the day.", "2025-06-01"),
        ("As of 22:00 on June 2, 145 clashes were counted since the beginning of the day.", "2025-06-02"),
    ],
)
def test_during_the_day_is_the_day_that_the_report_is_about(head, day, extractor):
    text = f"{head}\n\nDuring the day, Orikhiv was shelled with artillery."
    assert days(text, extractor) == {"Orikhiv": day}

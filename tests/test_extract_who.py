"""Who says it: names with a verb, without one, pronouns, and how far a speaker carries."""

from datetime import date
from pathlib import Path

import pytest

from geo.extract import Extractor
from geo.extract.speech.speakers import speaks_on
from geo.extract.speech.who import claimants
from geo.extract.words.sentences import sentences
from geo.model import Report

SAID = [
    line.split("\t")
    for line in Path(__file__).with_name("tables").joinpath("who.tsv").read_text("utf-8").splitlines()[1:]
]
DAY = date(2025, 6, 2)


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def sentence(text):
    return sentences(Report(text, published=DAY))[0]


def speakers(text, extractor, published=DAY):
    found = extractor(Report(text, published=published))
    return {e.place_name: e.attributed_to for e in found.events if e.record_type == "incident"}


@pytest.mark.parametrize(("text", "who"), SAID, ids=[text[:40] for text, _ in SAID])
def test_claimants(text, who):
    """Every sentence of the table names its speaker, or none."""
    found = [c.who for c in claimants(sentence(text), text) if c.firmness != "silent"]
    assert (found[0] if found else "") == who


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Two people were killed, he said.", True),
        ("She also wrote that a school had burned.", True),
        ("Its troops had thrown back every attack, it insisted.", True),
        ("According to her, the line was cut.", True),
        ("There were no victims, by his account.", True),
        ("It is reported that two people died.", False),
        ("They were told to leave the village.", False),
        ("He called on residents to leave.", False),
        ("It was hit by two missiles.", False),
    ],
)
def test_pronouns_speak_on(text, on):
    """A pronoun with a verb of saying speaks on; one of which something is said does not."""
    assert speaks_on(sentence(text)) is on


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Governor Oleh Kiper said a drone hit a port in Odesa.\n\nA missile struck a warehouse in Izmail.",
            {"Odesa": "Governor Oleh Kiper", "Izmail": "Governor Oleh Kiper"},
        ),
        (
            "Governor Oleh Kiper said a drone hit a port in Odesa.\n\nA missile struck a warehouse in Kharkiv.",
            {"Odesa": "Governor Oleh Kiper", "Kharkiv": None},
        ),
        (
            "Two drones hit a depot in Shebekino, Vyacheslav Gladkov said. A bomb killed two people in Sumy.",
            {"Shebekino": "Vyacheslav Gladkov", "Sumy": None},
        ),
        (
            "A drone hit a house in Kherson, Oleksandr Prokudin said. On 3 April a missile struck a bank in Beryslav.",
            {"Kherson": "Oleksandr Prokudin", "Beryslav": None},
        ),
        (
            "- A missile hit a plant in Dnipro, the air force said.\n- A drone struck a house in Sumy.",
            {"Dnipro": "air force", "Sumy": None},
        ),
        (
            "The ministry did not mention any loss. Its troops repelled attacks near Levadne, it insisted.",
            {"Levadne": "ministry"},
        ),
        (
            "In Kharkiv two missiles struck a plant, while debris set a house ablaze in Bucha, "
            "according to the regional governor, Oleksiy Kuleba.",
            {"Kharkiv": None, "Bucha": "regional governor, Oleksiy Kuleba"},
        ),
        (
            "Ivan Fedorov, head of the region, said two people were killed.\n\nA bomb fell on Huliaipole, reports "
            "the head of the community.\n\nA drone hit a shop in Orikhiv.",
            {"Huliaipole": "head of the community", "Orikhiv": "Ivan Fedorov, head of the region"},
        ),
    ],
)
def test_how_far_a_speaker_carries(text, wanted, extractor):
    """Whoever opens a report speaks on, of what he can know; an entry of a list begins anew."""
    found = speakers(text, extractor)
    assert {place: found.get(place, "no such event") for place in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Oleksandr Prokudin, Telegram, 8:04\n\nYesterday drones hit houses in Beryslav.\n\n* * *\n\n"
            "Ivan Fedorov, Telegram, 7:30\n\n- A bomb fell on Huliaipole.\n- Shells hit a shop in Orikhiv.",
            {"Beryslav": "Oleksandr Prokudin", "Huliaipole": "Ivan Fedorov", "Orikhiv": "Ivan Fedorov"},
        ),
        (
            "Serhii Lysak, head of Dnipropetrovsk OVA. Summary of the day\n\nNikopol. Shells hit a church in Nikopol."
            "\n\nI remind: on Saturday a rocket killed two people in Dnipro.",
            {"Nikopol": "Serhii Lysak", "Dnipro": "Serhii Lysak"},
        ),
        (
            "A power plant burns near the border\n\nBy John Smith\n\nA drone hit a shop in Kharkiv.",
            {"Kharkiv": None},
        ),
        (
            "Morning of governors: Kherson and Zaporizhzhia\n\nA drone hit a shop in Beryslav.",
            {"Beryslav": None},
        ),
        (
            "In Shebekino a substation was shelled from across the border. Governor Gladkov.",
            {"Shebekino": "Governor Gladkov"},
        ),
        (
            "Five missiles were fired at Karachev, if the Defence Ministry in Moscow is to be believed.",
            {"Karachev": "Defence Ministry in Moscow"},
        ),
    ],
)
def test_who_signs(text, wanted, extractor):
    """A line that bears a name of office signs what stands below it, until another does."""
    found = speakers(text, extractor)
    assert {place: found.get(place, "no such event") for place in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "In the south, shelling killed two people in the Kherson region on Sunday, its governor said.",
            {"Kherson Oblast": "governor of Kherson region"},
        ),
        (
            "Key takeaways, June 1. ISW: geolocated footage.\n\nRussian forces advanced in Stepnohirsk, and the Russian "
            "Defence Ministry claimed the capture of Mali Shcherbaky.",
            {"Stepnohirsk": "Institute for the Study of War", "Mali Shcherbaky": "Russian Defence Ministry"},
        ),
        (
            "Attacks since the beginning of the day\n\nOperational information as of 22:00 on June 1. The invaders "
            "launched one missile.\n\nIn the Kupiansk direction the enemy attacked near Pishchane.",
            {"Pishchane": "General Staff"},
        ),
        (
            "Russia's defence ministry did not mention it. It said its troops had taken the village of Filiia.",
            {"Filiia": "Russia's defence ministry"},
        ),
    ],
)
def test_whose_clause(text, wanted, extractor):
    """A speaker covers his clause, and an author all that nobody else says."""
    found = speakers(text, extractor)
    assert {place: found.get(place, "no such event") for place in wanted} == wanted


def test_it_is_the_body_that_spoke_last(extractor):
    """A ministry speaks on as "it" in the next paragraph, whoever opened the report; plain officials stay plain."""
    text = (
        "Governor Ivan Fedorov said a bomb hit a school in Orikhiv.\n\n"
        "The Russian defence ministry said its units had shot down 40 drones.\n\n"
        "Most were downed near the border, with 12 intercepted over the Bryansk region, it said.\n\n"
        "Ukrainian officials said that a drone hit a bus in Nikopol.\n\n"
        "A depot burnt in the Kursk region after a drone attack, officials said."
    )
    told = speakers(text, extractor)
    assert told["Bryansk Oblast"] == "Russian defence ministry"
    assert told["Kursk Oblast"] == "officials"

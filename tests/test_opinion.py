"""The second opinion: what passes the door, what does not and why, and the readers that can be asked."""

from __future__ import annotations

import json
import sys
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from geo import frame
from geo.day import make_day
from geo.errors import InputError, ServiceError
from geo.extract import Extractor
from geo.opinion import Endpoint, SpacyNames, Suggestion, opinion_on
from geo.read import read
from geo.vocab import categories

TEXT = (
    "A drone hit a house in Sumy overnight. Smoke rose above Lebedyn, in the Sumy region, on Sunday evening, and two "
    "people died, the mayor said. Moscow said that a drone was downed. Okhtyrka may be shelled soon, he warned. "
    "Life went on in Kharkiv. Talks went on in Ukraine. A blast shook Boston in the night."
)
LEBEDYN = Suggestion("Smoke rose above Lebedyn", "Lebedyn", category="drone_strike", attacker="Russia")


class Fake:
    """Says what it was told to say."""

    def __init__(self, *said):
        self.said = said

    def suggestions(self, report):
        """Answer any report alike."""
        return self.said


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.fixture(scope="module")
def report():
    return read(TEXT, published=date(2025, 6, 2))


def ask(report, extractor, *said):
    return opinion_on(report, Fake(*said), extractor)


def test_what_passes_is_a_row_for_review(report, extractor):
    """The words that are cited give figures, day and speaker; the row is flagged and no surer than claimed."""
    (row,) = ask(report, extractor, LEBEDYN).events
    assert (row.place_name, row.admin1_code, row.category, row.attacker) == (
        "Lebedyn", "UA-59", "drone_strike", "Russia",
    )  # fmt: skip
    assert (row.killed_min, row.date_start, row.status) == (2, "2025-06-01", "claimed")
    assert "second_opinion" in row.review
    assert report.text[row.start : row.end] == row.quote


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Suggestion("Smoke rose over Lebedyn", "Lebedyn"), "words that the report does not have"),
        (Suggestion("", "Lebedyn"), "words that the report does not have"),
        (Suggestion("Sumy", "Sumy", start=0), "words that the report does not have"),
        (Suggestion("Sumy", "Sumy", start=10**9), "words that the report does not have"),
        (Suggestion("Smoke rose above Lebedyn", "Okhtyrka"), "its words do not have"),
        (Suggestion("Smoke rose above Lebedyn", ""), "its words do not have"),
        (Suggestion("Smoke rose above Lebedyn", "Lebedyn", category="magic"), "not in the table: 'magic'"),
        (Suggestion("Moscow said that a drone was downed", "Moscow", category="air_defence"), "is no place here"),
        (Suggestion("Okhtyrka may be shelled soon", "Okhtyrka", category="shelling"), "may happen"),
        (Suggestion("Life went on in Kharkiv", "Kharkiv"), "tell of no event"),
        (Suggestion("Life went on in Kharkiv", "Life", category="explosion"), "no known name"),
        (Suggestion("Talks went on in Ukraine", "Ukraine", category="diplomacy"), "nothing finer"),
        (Suggestion("A blast shook Boston", "Boston", category="explosion"), "another country"),
    ],
)  # fmt: skip
def test_what_does_not_pass_says_why(report, extractor, said, reason):
    """Words that are not there, places that are none, and what is no incident are rejects with their reason."""
    found = ask(report, extractor, said)
    assert not found.events
    assert reason in found.rejects[0].reason
    assert found.rejects[0].stage == "opinion"
    assert 0 <= found.rejects[0].start <= found.rejects[0].end <= len(report.text)


def test_what_is_known_is_passed_over(report, extractor):
    """What the day has, and what was suggested before, adds nothing."""
    known = extractor(report).events
    sumy = Suggestion("A drone hit a house in Sumy", "Sumy", category="drone_strike")
    assert opinion_on(report, Fake(sumy), extractor, known).events == ()
    assert len(ask(report, extractor, LEBEDYN, LEBEDYN).events) == 1


def test_a_day_with_a_second_opinion(extractor):
    """Its rows stand beside the program's own, which stay as they were; their words are rejects no more."""
    report = read("A drone hit a house in Sumy overnight. Windows shook in Lebedyn until dawn.", published=date(2025, 6, 2))  # fmt: skip
    opinion = Fake(Suggestion("Windows shook in Lebedyn", "Lebedyn", category="air_defence"))
    alone = make_day(report, extractor=extractor)
    both = make_day(report, extractor=extractor, opinion=opinion)
    rows = frame.records(both.events)
    assert rows[:-1] == frame.records(alone.events)
    assert (rows[-1]["place_name"], rows[-1]["review"][-1]) == ("Lebedyn", "second_opinion")
    assert not any(reject.start <= rows[-1]["start"] < reject.end for reject in both.rejects)


def test_spacy_that_is_not_installed(monkeypatch):
    """A model that is not there is refused with what to install."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match="pip install spacy"):
        SpacyNames("en_core_web_sm")


def test_spacy_model_that_is_not_installed(monkeypatch):
    """The same for a model that spaCy does not have."""

    def load(name):
        raise OSError(name)

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))
    with pytest.raises(InputError, match="spacy download"):
        SpacyNames("en_core_web_sm")


def test_names_that_spacy_sees(monkeypatch, report, extractor):
    """Each place name is a suggestion of its own; persons are none, and the words tell the kind."""
    at = TEXT.index("Lebedyn")
    names = [
        SimpleNamespace(label_="GPE", text="Lebedyn", start_char=at),
        SimpleNamespace(label_="PERSON", text="Life", start_char=0),
    ]
    spacy = SimpleNamespace(load=lambda name: lambda text: SimpleNamespace(ents=names))
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    model = SpacyNames("made")
    assert list(model.suggestions(report)) == [Suggestion("Lebedyn", "Lebedyn", start=at)]
    assert opinion_on(report, model, extractor).events[0].place_name == "Lebedyn"


@pytest.fixture
def service():
    """Serve one chat model on this machine: ``service.answer`` is the body, ``service.asked`` what came in."""
    told = SimpleNamespace(answer="", code=200, asked=[])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.asked.append((self.path, self.headers.get("Authorization"), json.loads(body)))
            raw = told.answer.encode()
            self.send_response(told.code)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def chat(content):
    return json.dumps({"choices": [{"message": {"content": content}}]})


def test_endpoint(service, report, extractor):
    """One request holds the instructions, every category and the report; the answer's rows are suggestions."""
    row = {
        "quote": LEBEDYN.quote,
        "place": "Lebedyn",
        "region": None,
        "category": "drone_strike",
        "killed": 99,
    }
    service.answer = chat(json.dumps({"events": [row]}))
    (found,) = opinion_on(report, Endpoint(service.url + "/", "made", "secret"), extractor).events
    assert (found.place_name, found.killed_min) == ("Lebedyn", 2)
    ((path, key, body),) = service.asked
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer secret", "made")
    assert all(name in body["messages"][0]["content"] for name in categories())
    assert body["messages"][1]["content"] == TEXT


@pytest.mark.parametrize(
    ("code", "answer", "said"),
    [
        (500, "", "answered with 500"),
        (302, "", "answered with 302"),
        (200, "", "no list of events"),
        (200, "{}", "no list of events"),
        (200, chat("no JSON"), "no list of events"),
        (200, chat('{"events": [1]}'), "no list of events"),
        (200, chat(None), "no list of events"),
        (200, chat("[" * 100_000), "no list of events"),
    ],
)
def test_an_endpoint_that_fails(service, report, code, answer, said):
    """A service that fails or answers anything else is an outage, and the message keeps the key."""
    service.code, service.answer = code, answer
    with pytest.raises(ServiceError, match=said) as failed:
        list(Endpoint(service.url, "made", "secret").suggestions(report))
    assert "secret" not in str(failed.value)


def test_an_endpoint_that_is_not_there(report):
    """No connection is an outage."""
    with pytest.raises(ServiceError, match="did not answer"):
        list(Endpoint("http://127.0.0.1:9/v1", "made", timeout_s=5).suggestions(report))


@pytest.mark.parametrize("url", ["", "localhost:11434", "file:///etc/passwd"])
def test_an_address_that_is_none(url):
    """Only a web address is one."""
    with pytest.raises(InputError, match="https://"):
        Endpoint(url, "made")

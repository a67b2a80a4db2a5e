"""The report cut into runs: joined they are the text, and each knows the marks that cover it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.model import Reject
from geo.passages import Mark, layout, of_events, of_places, of_rejects, runs

SPANS = st.tuples(st.integers(-3, 40), st.integers(-3, 45))


@given(st.text(max_size=40), st.lists(SPANS, max_size=8))
def test_runs_join_to_the_text(text, spans):
    """Whatever the marks are, the runs give the text unchanged, and every run is wholly inside its marks."""
    marks = [Mark(start, end, "event", key=str(number)) for number, (start, end) in enumerate(spans)]
    cut = runs(text, marks)
    assert "".join(run.text for run in cut) == text
    at = 0
    for run in cut:
        expected = {
            mark for mark in marks if 0 <= mark.start <= at and at + len(run.text) <= mark.end <= len(text)
        }
        assert set(run.marks) == {mark for mark in expected if mark.start < mark.end}
        at += len(run.text)


def test_runs_of_an_unmarked_text():
    """A text without marks is one run, an empty one none."""
    assert [run.text for run in runs("abc", [])] == ["abc"]
    assert runs("", []) == ()


def test_layout_hides_what_a_reader_need_not_see():
    """The front matter and the signs of headings are syntax, the words of a heading are a heading."""
    text = "---\ntitle: A\n---\n\n## 22:05 Monday in brief\n\nWords # not a heading.\n"
    marks = layout(text)
    assert [text[mark.start : mark.end] for mark in marks if mark.kind == "syntax"] == [
        "---\ntitle: A\n---\n\n",
        "## ",
    ]
    assert [text[mark.start : mark.end] for mark in marks if mark.kind == "heading"] == [
        "22:05 Monday in brief"
    ]


def test_of_events_marks_the_event_and_its_claims():
    """Each stretch is marked once, and a claim without words is not."""
    claims = [{"start": 1, "end": 4}, {"start": 9, "end": 12}, {"start": None, "end": None}]
    rows = [{"event_id": "a", "category": "shelling", "start": 1, "end": 4, "claims": claims}]
    assert [(mark.start, mark.end, mark.key, mark.tone) for mark in of_events(rows)] == [
        (1, 4, "a", "shelling"),
        (9, 12, "a", "shelling"),
    ]


def test_of_rejects_carries_the_reason():
    """The reason is what a reader sees on hovering."""
    assert of_rejects([Reject(2, 5, "abc", "a threat, not an event")]) == (
        Mark(2, 5, "reject", note="a threat, not an event"),
    )


def test_of_places():
    """Names of places are marked as such."""
    assert of_places([(1, 4)]) == (Mark(1, 4, "place"),)

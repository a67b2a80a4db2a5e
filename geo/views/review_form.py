"""The fields of an event as a form; a changed one keeps the value that it had beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo import flags, revise, vocab
from geo.model import Event
from geo.views import words
from geo.views.review_steps import Steps

TERMS = {
    "category": ("What", vocab.categories),
    "attacker": ("Attacker", vocab.attackers),
    "status": ("How sure", vocab.statuses),
}
NUMBERS = {
    "killed_min": "Killed, at least",
    "killed_max": "Killed, at most",
    "munitions": "Launched",
    "injured_min": "Injured, at least",
    "injured_max": "Injured, at most",
    "intercepted": "Shot down",
}
TEXTS = {"target": "Target", "weapon": "Weapon", "attributed_to": "Who says so"}
DAYS = {"date_start": "From (YYYY-MM-DD)", "date_end": "To (YYYY-MM-DD)"}
REST = {
    "date_precision": ("The day is told as", vocab.date_precisions),
    "record_type": ("Record", vocab.record_types),
}


def show(steps: Steps, event: Event) -> None:
    """Show the fields; a button takes their values over."""
    with st.form(f"review-form-{event.event_id}", border=False):
        values = _fields(event, flags.before(event))
        quote = st.text_area(
            "Words of the report", event.quote or "", height=92, key=f"review-quote-{event.event_id}"
        )
        if st.form_submit_button("Take over these values", shortcut="Alt+T", key="review-correct"):
            text = steps.of.day.report.text if steps.of.day.report else ""
            steps.do(_deed(event, values, quote, text))
            st.rerun()


def _deed(
    event: Event, values: dict[str, Any], quote: str, text: str
) -> Callable[[revise.Events], revise.Events]:
    def deed(now: revise.Events) -> revise.Events:
        after = revise.correct(now, event.event_id, **values)
        return after if quote == (event.quote or "") else revise.quote(after, event.event_id, quote, text)

    return deed


def _fields(event: Event, had: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    with _row("what"):
        for name, (title, terms) in TERMS.items():
            values[name] = _choice(event, name, title, list(terms()), had)
    with _row("figures"):
        for name, title in NUMBERS.items():
            values[name] = _number(event, name, title, had)
    with _row("who"):
        for name, title in TEXTS.items():
            values[name] = _text(event, name, title, had)
    with _row("when"):
        for name, title in DAYS.items():
            values[name] = _text(event, name, title, had)
        for name, (title, terms) in REST.items():
            values[name] = _choice(event, name, title, list(terms()), had)
        with st.container():
            key = f"review-background-{event.event_id}"
            values["background"] = st.checkbox("Told as background", event.background, key=key)
            _beside(event, "background", had)
    values["summary"] = _text(event, "summary", "Summary", had)
    return values


def _row(name: str) -> Any:  # noqa: ANN401 - Streamlit's own container
    """Give a row whose fields share its width, fewer in a line where the page is narrow."""
    return st.container(horizontal=True, gap="small", key=f"review-row-{name}")


def _choice(event: Event, name: str, title: str, terms: list[str], had: dict[str, Any]) -> str | None:
    value = getattr(event, name)
    options = terms if value in terms else [value, *terms]
    with st.container():
        picked: str | None = st.selectbox(
            title,
            options,
            index=options.index(value),
            format_func=lambda term: words.label(name)(term) if term else "not told",
            key=f"review-{name}-{event.event_id}",
        )
        _beside(event, name, had)
    return picked


def _number(event: Event, name: str, title: str, had: dict[str, Any]) -> int | None:
    with st.container():
        told = st.number_input(
            title, value=getattr(event, name), min_value=0, step=1, key=f"review-{name}-{event.event_id}"
        )
        _beside(event, name, had)
    return None if told is None else int(told)


def _text(event: Event, name: str, title: str, had: dict[str, Any]) -> str | None:
    with st.container():
        told = st.text_input(title, getattr(event, name) or "", key=f"review-{name}-{event.event_id}")
        _beside(event, name, had)
    return (told or "").strip() or None


def _beside(event: Event, name: str, had: dict[str, Any]) -> None:
    """Show beside a changed field what it had."""
    if name in had:
        st.caption(words.plain(words.had(event, name, had[name])))

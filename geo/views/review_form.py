"""The fields of an event as a form; a changed one keeps the machine's value beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo import revise, vocab
from geo.model import Event
from geo.views import words

TERMS = {
    "category": vocab.categories,
    "attacker": vocab.attackers,
    "status": vocab.statuses,
    "record_type": vocab.record_types,
}
NUMBERS = {
    "killed_min": "Killed, at least",
    "killed_max": "Killed, at most",
    "injured_min": "Injured, at least",
    "injured_max": "Injured, at most",
    "munitions": "Launched",
    "intercepted": "Shot down",
}
TEXTS = {
    "summary": "Summary",
    "target": "Target",
    "weapon": "Weapon",
    "attributed_to": "Who says so",
    "date_start": "From (YYYY-MM-DD)",
    "date_end": "To (YYYY-MM-DD)",
}
LABELS = {"category": "What", "attacker": "Attacker", "status": "How sure", "record_type": "Record"}


def show(event: Event, do: Callable[..., None]) -> None:
    """Show the event's words and its fields; ``do`` takes the values over."""
    badge = ":blue-badge[person]" if revise.is_edited(event) else ":gray-badge[machine]"
    doubts = " ".join(f":orange-badge[{flag.replace('_', ' ')}]" for flag in revise.doubts(event))
    st.markdown(f"**{words.plain(event.place_name or event.place_text or 'Not placed')}** {badge} {doubts}")
    st.markdown(f"> {words.plain(event.quote or 'No words of the report.')}")
    with st.form(f"review-form-{event.event_id}", border=False):
        values = _fields(event, revise.machine_values(event))
        if st.form_submit_button("Take over these values", shortcut="Alt+T"):
            do(event_id=event.event_id, **values)
            st.rerun()


def _fields(event: Event, machine: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    columns = st.columns(2)
    for number, (name, terms) in enumerate(TERMS.items()):
        options = list(terms())
        values[name] = columns[number % 2].selectbox(
            LABELS[name],
            options,
            index=options.index(getattr(event, name)),
            format_func=words.label(name),
            key=f"review-{name}-{event.event_id}",
            help=_was(machine, name),
        )
    thirds = st.columns(3)
    for number, (name, title) in enumerate(NUMBERS.items()):
        told = thirds[number % 3].number_input(
            title,
            value=getattr(event, name),
            min_value=0,
            step=1,
            key=f"review-{name}-{event.event_id}",
            help=_was(machine, name),
        )
        values[name] = None if told is None else int(told)
    columns = st.columns(2)
    for number, (name, title) in enumerate(TEXTS.items()):
        key = f"review-{name}-{event.event_id}"
        told = columns[number % 2].text_input(
            title, getattr(event, name) or "", key=key, help=_was(machine, name)
        )
        values[name] = (told or "").strip() or None
    return values


def _was(machine: dict[str, Any], name: str) -> str | None:
    """Tell the machine's value of a field that a person has changed."""
    if name not in machine:
        return None
    value = machine[name]
    return (
        f"The machine had: {words.plain(str(value))}" if value is not None else "The machine had nothing here"
    )

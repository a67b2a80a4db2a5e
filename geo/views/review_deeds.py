"""The buttons of the review, each with a key of its own on the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo import revise
from geo.flags import Origin, origin
from geo.model import Event
from geo.views import chosen, words
from geo.views.review_steps import Steps


def show(steps: Steps, event: Event, ids: list[str]) -> None:
    """Show what can be done to the chosen event; ``ids`` are the listed events in their order."""
    name = event.event_id
    with st.container(horizontal=True, gap="small", key="review-deeds"):
        _button("Confirm", "Y", _confirm(steps, name, ids), "It is right as it stands", primary=True)
        _button("Back", "B", lambda: _step(ids, name, -1), "The event before in the list")
        _button("Next", "N", lambda: _step(ids, name, 1), "The next event of the list")
        _button("Split", "S", lambda: steps.do(lambda now: revise.split(now, name)), "Make two events of it")
        _button(
            "Drop", "X", _drop(steps, name, ids), "Take it out; its words stay in the list of what is left"
        )
        _button("Add", "A", _add(steps, event), "A new event after this one, with its words and day")
        _button("Undo", "Z", steps.undo, "Take the last deed back", off=len(steps.events) < 2)
        mended = origin(event) is Origin.MENDED
        _button(
            "Old values",
            "O",
            lambda: steps.do(lambda now: revise.restore(now, name)),
            "Give every changed field its former value back",
            off=not mended,
        )
    if steps.fault:
        st.error(words.plain(steps.fault))


def merge(steps: Steps, event: Event) -> None:
    """Show the choice of another event that tells the same."""
    others = {other.event_id: other for other in steps.now if other.event_id != event.event_id}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        other = st.selectbox(
            "Is told again as",
            list(others),
            index=None,
            format_func=lambda name: _brief(others[name]),
            key=f"review-other-{event.event_id}",
            placeholder="Choose an event to merge into this one",
        )
        deed = (lambda: steps.do(lambda now: revise.merge(now, event.event_id, other))) if other else None
        _button("Merge", "M", deed or (lambda: None), "Make one event of the two", off=not other)


def _button(label: str, letter: str, press: Callable[[], Any], tip: str, **how: bool) -> None:
    st.button(
        label,
        key=f"review-{label.split(maxsplit=1)[0].casefold()}",
        on_click=press,
        type="primary" if how.get("primary") else "secondary",
        disabled=how.get("off", False),
        shortcut=f"Alt+{letter}",
        help=tip,
    )


def _brief(event: Event) -> str:
    told = " ".join((event.quote or "no words of the report").split())
    return f"{event.place_name or event.place_text or 'not placed'}: {told[:70]}"


def _step(ids: list[str], name: str, by: int) -> None:
    chosen.choose(ids[(ids.index(name) + by) % len(ids)])


def _confirm(steps: Steps, name: str, ids: list[str]) -> Callable[[], None]:
    def press() -> None:
        if steps.do(lambda now: revise.confirm(now, name)):
            _step(ids, name, 1)

    return press


def _drop(steps: Steps, name: str, ids: list[str]) -> Callable[[], None]:
    def press() -> None:
        if steps.do(lambda now: revise.drop(now, name)):
            _step(ids, name, 1)

    return press


def _add(steps: Steps, event: Event) -> Callable[[], None]:
    def press() -> None:
        before = {one.event_id for one in steps.now}
        if steps.do(lambda now: revise.add(now, event)):
            chosen.choose(next(one.event_id for one in steps.now if one.event_id not in before))

    return press

"""The fields of an event as a form; a changed one keeps the value that it had beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
    """Show the fields; a button, or Enter in a field, takes their values over."""
    fields = Fields(event, f"{event.event_id}-{len(steps.events)}", flags.before(event))
    with st.form(f"review-form-{event.event_id}", border=False):
        values = fields.values()
        quote = fields.quote()
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


@dataclass(frozen=True)
class Fields:
    """The fields of an event; with every deed ``stamp`` changes and they begin anew; ``had`` is what was."""

    event: Event
    stamp: str
    had: dict[str, Any]

    def values(self) -> dict[str, Any]:
        """Show the fields but the quote, and give what they hold."""
        values: dict[str, Any] = {}
        with _row("what"):
            values |= {name: self._choice(name, *term) for name, term in TERMS.items()}
        with _row("figures"):
            values |= {name: self._number(name, title) for name, title in NUMBERS.items()}
        with _row("who"):
            values |= {name: self._text(name, title) for name, title in TEXTS.items()}
        with _row("when"):
            values |= {name: self._text(name, title) for name, title in DAYS.items()}
            values |= {name: self._choice(name, *term) for name, term in REST.items()}
            with st.container():
                key = self._key("background")
                values["background"] = st.checkbox("Told as background", self.event.background, key=key)
                self._beside("background")
        return values | {"summary": self._text("summary", "Summary")}

    def quote(self) -> str:
        """Show the words that the event stands on."""
        quote = st.text_area("Words of the report", self.event.quote or "", height=92, key=self._key("quote"))
        self._beside("quote")
        return quote

    def _choice(self, name: str, title: str, terms: Callable[[], Any]) -> str | None:
        value = getattr(self.event, name)
        options = list(terms()) if value in terms() else [value, *terms()]
        with st.container():
            picked: str | None = st.selectbox(
                title,
                options,
                index=options.index(value),
                format_func=lambda term: words.label(name)(term) if term else "not told",
                key=self._key(name),
            )
            self._beside(name)
        return picked

    def _number(self, name: str, title: str) -> int | None:
        with st.container():
            value = getattr(self.event, name)
            told = st.number_input(title, value=value, min_value=0, step=1, key=self._key(name))
            self._beside(name)
        return None if told is None else int(told)

    def _text(self, name: str, title: str) -> str | None:
        with st.container():
            told = st.text_input(title, getattr(self.event, name) or "", key=self._key(name))
            self._beside(name)
        return (told or "").strip() or None

    def _key(self, name: str) -> str:
        return f"review-{name}-{self.stamp}"

    def _beside(self, name: str) -> None:
        """Show beside a changed field what it had."""
        if name in self.had:
            st.caption(words.plain(words.had(self.event, name, self.had[name])))


def _row(name: str) -> Any:  # noqa: ANN401 - Streamlit's own container
    """Give a row whose fields share its width, fewer in a line where the page is narrow."""
    return st.container(horizontal=True, gap="small", key=f"review-row-{name}")

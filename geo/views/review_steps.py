"""The review under way: the day's events after every deed, so that each can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from geo import archive, frame, revise
from geo.errors import GeoError
from geo.views import store

if TYPE_CHECKING:
    from geo.model import Day

KEY = "review-steps"
Deed = Callable[[revise.Events], revise.Events]


@dataclass
class Steps:
    """The day as opened, its events after each deed, how many deeds are saved, and what was refused."""

    of: store.Opened
    events: list[revise.Events] = field(default_factory=list)
    saved: int = 1
    fault: str = ""
    news: str = ""

    @property
    def now(self) -> revise.Events:
        """The events as they stand."""
        return self.events[-1]

    @property
    def unsaved(self) -> int:
        """How many deeds the saved day does not have."""
        return abs(len(self.events) - self.saved)

    def do(self, deed: Deed) -> bool:
        """Take a deed's outcome over, if the table's rules allow it; tell whether they did."""
        self.fault = self.news = ""
        try:
            new = deed(self.now)
            if new != self.now:
                frame.validate(frame.from_events(new), self.of.day.report)
                self.events.append(new)
        except GeoError as fault:
            self.fault = str(fault)
        return not self.fault

    def undo(self) -> None:
        """Take the last deed back."""
        self.fault = self.news = ""
        if len(self.events) > 1:
            self.events.pop()

    def day(self) -> Day:
        """Give the day as it stands."""
        rejects = revise.rejects(self.of.day.rejects, self.events[0], self.now)
        return replace(self.of.day, events=frame.from_events(self.now), rejects=rejects)

    def save(self) -> None:
        """Save the day as it stands; what was done can still be undone afterwards."""
        self.fault = self.news = ""
        try:
            folder = archive.save(self.day(), by_hand=True)
        except GeoError as fault:
            self.fault = str(fault)
            return
        self.of = store.opened(folder)
        self.saved = len(self.events)
        self.news = f"{self.of.day.date} is saved as it stands here."


def steps(of: store.Opened) -> Steps:
    """Give the review of a day that is under way, or begin one."""
    kept: Steps | None = st.session_state.get(KEY)
    if kept is None or kept.of.key != of.key:
        kept = Steps(of, [frame.to_events(of.day.events)])
        st.session_state[KEY] = kept
    return kept

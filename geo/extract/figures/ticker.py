"""The running story of a ticker: tolls without a place belong to the town that its title names.

Assumes a report of entries that each begin with a time, none of them a post of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.extract.figures.harm import Harm
from geo.extract.frame import Draft, Reading
from geo.extract.names.mention import Mention
from geo.extract.places.anchors import rank
from geo.extract.speech.who import Claimant
from geo.extract.words.sentences import Sentence

_ENTRY = re.compile(r"^[ \t\[(*•–-]*\d{1,2}[:.]\d\d\b", re.MULTILINE)
_ENTRIES = 4
_TITLE = 2


class Ticker:
    """Keeps the tolls of a ticker's story until all of it is read."""

    def __init__(self, text: str) -> None:
        self.runs = len(_ENTRY.findall(text)) >= _ENTRIES
        self.place: str | None = None
        self.tolls: list[tuple[Sentence, Harm, Claimant | None]] = []
        self._titled = False

    def note(self, s: Sentence, names: Iterable[Mention]) -> None:
        """Take the town of the title, where it names one."""
        if not self.runs or self._titled:
            return
        self._titled = True
        towns = {m.name for m in names if m.role == "place" and rank(m) <= 1}
        self.place = towns.pop() if len(towns) == 1 and s.paragraph < _TITLE else None

    def holds(self, s: Sentence, topic: Draft | None, names: Sequence[tuple[Sentence, Mention]]) -> bool:
        """Tell whether an entry tells of the story: it has named no place of its own.

        Parameters
        ----------
        s : Sentence
            A sentence with casualties and without a place.
        topic : Draft, optional
            What was told last.
        names : sequence of (Sentence, Mention)
            The last names of the report.
        """
        if self.place is None or (topic is not None and topic.sentence.paragraph == s.paragraph):
            return False
        return not any(t.paragraph == s.paragraph and m.role == "place" for t, m in names)

    def settle(self, out: Reading) -> None:
        """Give the tolls to the telling of the story that says most."""
        own = [k for k, draft in enumerate(out.drafts) if draft.anchor.mention.name == self.place]
        if not (self.tolls and own):
            return
        best = min(own, key=lambda k: (out.drafts[k].headline, out.drafts[k].finding.category == "other", k))
        draft = out.drafts[best]
        out.drafts[best] = replace(draft, extra=(*draft.extra, *self.tolls))

"""Who has spoken in a report: full names for bare surnames, who "he" is, and who may still be speaking.

Assumes that a pronoun with a verb of saying stands for the one who spoke last, and that after a paragraph
the one who opened the report, or the post, speaks on.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from geo.extract.speech.who import Claimant, verbs
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_LONG = 3
_BEING = frozenset(("is", "was", "are", "were"))


class Speakers:
    """Who has spoken in a report, so that "the ministry" and a bare surname find their full name."""

    def __init__(self) -> None:
        self._known: dict[str, Claimant] = {}
        self._here: list[Claimant] = []
        self._lead: Claimant | None = None
        self._last: Claimant | None = None
        self._silent: Claimant | None = None
        self._local: Claimant | None = None
        self._bullet = self._headed = False
        self.signed: Claimant | None = None

    def full(self, said: Claimant) -> Claimant:
        """Return a claimant under the fullest name that the report has given, and remember it."""
        parts = [w.strip(",.’'") for w in said.who.lower().split()]
        known = self._known.get(parts[-1])
        anyone = parts[-1] in words("claimants", "many", "words")
        if known is not None and len(parts) == 1 and known.firmness != "denied" and not anyone:
            return replace(said, who=known.who, side=said.side or known.side)
        if len(parts) > 1:
            self._known.update((w, said) for w in parts if len(w) > _LONG)
        return said

    def sign(self, name: str | None) -> None:
        """Begin words that one signs: "Ivan Fedorov, Telegram, 7:30"."""
        self.signed = self.full(Claimant(name, None, "said")) if name else None

    def turn(self, *, post: bool = False, bullet: bool = False) -> None:
        """Begin a paragraph, or a post: of those who spoke before, the first and the last are kept."""
        former = self._here[-1:] or ([self._last] if self._last else [])
        self._last = None if post or not former else former[0]
        self._lead = None if post else self._lead
        self._here, self._bullet = [], bullet

    def note(self, said: Claimant, *, headline: bool = False) -> None:
        """Keep who has just spoken; whoever opens the text goes before whoever stands in its headline."""
        if not self._bullet and (self._lead is None or self._headed):
            self._lead, self._headed = said, headline
        self._here.append(said)
        self._silent = None
        self._local = said if is_local(said) else self._local

    def note_silent(self, said: Claimant) -> None:
        """Keep who has said nothing, for "it" may speak next: "The ministry did not mention it. It says"."""
        self._silent = replace(self.full(said), firmness="said")

    def on(self, s: Sentence) -> Claimant | None:
        """Return who "he" or "it" is that speaks on: "it" is the body that spoke last."""
        body = (
            self._last if self._last and not self._bullet and "it" in s.low and _is_body(self._last) else None
        )
        near = self.here() or ((body,) if body else ())
        return self._silent or next(iter((*near, *self.former())), None)

    def here(self) -> tuple[Claimant, ...]:
        """Return who has spoken in the paragraph, the last one first."""
        return tuple(dict.fromkeys(reversed(self._here)))

    def former(self) -> tuple[Claimant, ...]:
        """Return who may speak on from the paragraphs before; an entry of a list begins anew."""
        last = (self._last,) if not self._bullet else ()
        found = (self._lead, *last, self._local)
        return tuple(dict.fromkeys(said for said in found if said is not None))


def _is_body(said: Claimant) -> bool:
    """Tell a ministry or a staff from a person with a name."""
    return said.who.lower().split()[-1] in words("claimants", "groups", "words")


def is_local(said: Claimant) -> bool:
    """Tell who speaks for a place, and not for a country or an army."""
    low = said.who.lower().replace(",", " ").split()
    if any(word in governed_by() for word in low):
        return True
    return any_of(low, "claimants", "local", "words") and not any_of(low, "claimants", "national", "words")


@cache
def governed_by() -> dict[str, str]:
    """Surnames of governors and mayors, with the region or the city that is theirs."""
    table = raw("governors")
    rows = (
        (row, name) for kind in ("regions", "cities") for row, names in table[kind].items() for name in names
    )
    found = {name.lower().split()[-1]: place for place, name in rows}
    return {name: place for name, place in found.items() if name not in words("governors", "common")}


@cache
def _accounts() -> Phrases:
    return Phrases(dict.fromkeys(raw("who")["accounts"], True))


def speaks_on(s: Sentence) -> bool:
    """Tell that a pronoun speaks: "he said", "it also insisted", "wrote she", "according to him"."""
    found: bool | None = s.memo.get("speaks on")
    if found is None:
        found = s.memo["speaks on"] = _speaks_on(s)
    return found


def _speaks_on(s: Sentence) -> bool:
    if next(_accounts().find(s.low), None) is not None:
        return True
    pronouns = words("who", "speaking")
    at = () if pronouns.isdisjoint(s.low) else [k for k, word in enumerate(s.low) if word in pronouns]
    return any(_says(s, k) or _is_said_by(s, k) for k in at)


def _says(s: Sentence, k: int) -> bool:
    """Tell "he has also said"; not "it was reported"."""
    i = k + 1
    while i < len(s) and s.low[i] in words("who", "auxiliaries") and s.low[i] not in _BEING:
        i += 1
    return i < len(s) and s.low[i] in verbs() and s.low[i] not in words("who", "calling")


def _is_said_by(s: Sentence, k: int) -> bool:
    """Tell ", wrote he" at the end of a clause."""
    ends = k + 1 >= len(s) or not s.low[k + 1][0].isalnum()
    return ends and k > 0 and s.low[k - 1] in verbs()

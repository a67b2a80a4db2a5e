"""The two armies in a sentence: which one a word names, whose act and whose weapon it is.

Assumes that an army stands before what it does.
"""

from __future__ import annotations

from functools import cache

from geo.extract.speech.who import Claimant, verbs
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import Phrases, any_of, raw, words

_WINDOW = 6
_OWN = frozenset(("its", "their", "our", "his"))


@cache
def forces() -> dict[str, str]:
    """Words that name an army, with its side."""
    rows = raw("claimants")["forces"]
    return {w: side for side in ("Russia", "Ukraine") for w in rows[side].split()}


@cache
def _foes() -> frozenset[str]:
    """Words for the other side, whoever speaks."""
    return words("claimants", "forces", "foes")


@cache
def _our() -> Phrases:
    return Phrases(dict.fromkeys(raw("claimants")["forces"]["phrases_ukraine"], "Ukraine"))


def side_at(s: Sentence, k: int) -> str | None:
    """Which army the word at ``k`` names, if any."""
    hit = _our().at(s.low, k)
    if hit:
        return str(hit[1])
    found = forces().get(s.low[k])
    if found:
        return str(s.memo["enemy"]) if "enemy" in s.memo and s.low[k] in _foes() else found
    return None


def subject_side(s: Sentence, i: int, start: int = 0, reach: int = 14) -> str | None:
    """Side of the last army named before the word at ``i``, in the same stretch."""
    for k in range(i - 1, max(start, i - reach) - 1, -1):
        if s.low[k] == ";":
            return None
        if (
            s.low[k] in _OWN
            and any_of(s.low[k + 1 : k + 3], "who", "troops")
            and (side := speakers_side(s, k))
        ):
            return side
        side = None if _is_land(s, k) or _is_object(s, k) or _is_beaten(s, k, i) else side_at(s, k)
        if side and (not _only_says(s, k) or any(w in ("it", "its", "they") for w in s.low[k + 1 : i])):
            return side
    return None


def speakers_side(s: Sentence, k: int) -> str | None:
    """Return the side of the one who speaks before the word at ``k``: of "its troops" or "our units"."""
    said = [c.side for c in s.memo.get("claimants", ()) if c.at < k and c.side]
    return said[-1] if said else None


def _is_land(s: Sentence, k: int) -> bool:
    """Tell "into Russia's Kursk region" from "Russia's army": a land that something moved into or lies in."""
    way = k > 0 and s.low[k] in words("who", "lands") and s.low[k - 1] in words("who", "ways")
    owns = s.low[k + 1 : k + 2] in (["’s"], ["'s"]) and k + 2 < len(s) and s.text[k + 2][0].isupper()
    return way and owns


def _is_object(s: Sentence, k: int) -> bool:
    """Tell "into the enemy's defences" from "the enemy's units attacked": it is what the act was done to."""
    before = s.low[k - 1] if k and s.low[k - 1] != "the" else s.low[k - 2] if k > 1 else ""
    return before in words("who", "governs") and s.low[k + 1 : k + 2] in (["’s"], ["'s"])


def _is_beaten(s: Sentence, k: int, i: int) -> bool:
    """Tell "kept routing the Ukrainian army and took X": the army was beaten by the one who took."""
    before = next((w for w in reversed(s.low[max(0, k - 3) : k]) if w not in words("who", "counting")), "")
    joined = "and" in s.low[k:i] and words("who", "relatives").isdisjoint(s.low[k:i])
    return joined and before in words("who", "beating") and any_of(s.low[k + 1 : k + 3], "who", "beaten")


def _only_says(s: Sentence, k: int) -> bool:
    """Tell whether the army at ``k`` only speaks: "Russia's defence ministry says", "Ukraine said"."""
    for j in range(k + 1, min(k + 6, len(s))):
        if s.low[j] in verbs():
            return True
        if s.low[j] == "," and _names_speaker(s, j):
            return True
        if s.low[j] in (",", ";", ".", "and"):
            return False
    return False


def _names_speaker(s: Sentence, j: int) -> bool:
    """Tell the comma of "a spokesman for the army, Ivan Petrov, said": a name and a verb follow it."""
    end = next((k for k in range(j + 1, min(j + 6, len(s))) if s.low[k] == ","), 0)
    named = end > j + 1 and all(s.text[k][0].isupper() for k in range(j + 1, end))
    return named and s.low[end + 1 : end + 2] != [] and s.low[end + 1] in verbs()


def striker(s: Sentence, i: int, start: int) -> str | None:
    """Side whose weapon or act the word at ``i`` is: "a Ukrainian drone", "Russian troops attacked"."""
    blocked = words("who", "blocks")
    for k in range(i - 1, max(start, i - _WINDOW) - 1, -1):
        side = side_at(s, k)
        if side and k and s.low[k] in words("who", "lands") and s.low[k - 1] in words("who", "ways"):
            return None
        if side:
            return None if k + 1 < len(s) and s.low[k + 1] in ("’s", "'s") and _only_says(s, k) else side
        if s.low[k] in blocked or s.low[k] in verbs() or not s.low[k][0].isalnum():
            return None
    return None


def owner(s: Sentence, i: int) -> str | None:
    """Side whose the weapon at ``i`` is: "Ukrainian fixed-wing drones", not "Russia said 57 drones"."""
    near = (k for k in range(i - 1, max(-1, i - 4), -1) if s.low[k] not in words("who", "lands"))
    return next((side for k in near if (side := forces().get(s.low[k]))), None)


def speaks_for_russia(s: Sentence, said: Claimant | None) -> None:
    """Note in a sentence that Russia speaks: its enemy is Ukraine, and what it thwarts is Ukraine's."""
    if said is not None and said.side == "Russia":
        s.memo.update(enemy="Ukraine", own="Russia")

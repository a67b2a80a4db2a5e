"""Who did it, as far as the words tell: who struck, who fought or was fought off, whose weapon it was.

Assumes that a passive tells of the one who was hit: "a Russian ship was hit".
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.extract.acts.armies import owner, side_at, speakers_side, striker, subject_side
from geo.extract.acts.choice import Choice
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words
from geo.extract.words.triggers import Hit, sides

_OTHER = {"Russia": "Ukraine", "Ukraine": "Russia"}
_AGENT = 9  # words from an act to "by", and who did it


def attacker(s: Sentence, unit: Unit, picked: Choice, carried: str | None) -> str | None:
    """Who did it, as far as the words tell: a side, or None where only the place can tell.

    ``carried`` is the army that the paragraph speaks of: "they advanced".
    """
    if picked.role in ("fight", "gain"):
        return _on_the_ground(s, unit, picked) or carried
    if picked.category == "air_defence" and (side := _defender(s, unit)):
        return _OTHER[side]
    for own in unit.hits:
        weapons = None if _destroyed(s, own) else _weapons_side(own)
        if weapons is not None:
            return weapons
        if own.trigger.role not in ("act", "means") or _is_target(own):
            continue
        if picked.category == "air_defence":
            side = owner(s, own.first) if own.trigger.role == "means" else None
        else:
            side = _struck_by(s, own)
        if side:
            return side
    if picked.category == "naval":
        return _of_the_ship(s, unit)
    return _OTHER.get(s.memo.get("own", "")) if picked.category == "air_defence" else None


def _on_the_ground(s: Sentence, unit: Unit, picked: Choice) -> str | None:
    """Side that attacked; one that attacked in vain and "withdrew with losses" is the attacker itself."""
    if picked.role != picked.hit.trigger.role and picked.hit.trigger.attacker == "object":
        return subject_side(s, picked.hit.first)
    return fighter(s, unit.hits, picked.hit)


def _of_the_ship(s: Sentence, unit: Unit) -> str | None:
    """Side that hit "a Ukrainian reconnaissance ship": the other one."""
    ship = next((h for h in unit.hits if _is_target(h)), None)
    side = owner(s, ship.first) if ship is not None else None
    return _OTHER[side] if side else None


def _weapons_side(hit: Hit) -> str | None:
    """Side that alone has a weapon: "Storm Shadow missiles", "Shahed drones"."""
    if hit.words in sides():
        return sides()[hit.words]
    parts = hit.words.split()
    return next((sides()[w] for n in (2, 1) if (w := " ".join(parts[:n])) in sides()), None)


def _struck_by(s: Sentence, hit: Hit) -> str | None:
    """Side that struck: the subject of an act; of "a Russian ship was hit" the other one."""
    agent = _agent(s, hit) if hit.trigger.role == "act" else None
    side = striker(s, hit.first, 0)
    passive = hit.trigger.role == "act" and s.low[hit.first - 1] in ("was", "were", "been")
    weapon = any_of(s.low[max(0, hit.first - 2) : hit.first], "incidents", "munitions")
    if agent is None and side is not None and passive and not weapon:
        return _OTHER[side]
    return (agent or side) if passive else (side or agent or _of_the_beaten(s, hit))


def _of_the_beaten(s: Sentence, hit: Hit) -> str | None:
    """Side that "defeated two Ukrainian brigades": the other one."""
    reach = range(hit.last + 1, min(hit.last + 5, len(s)))
    at = next((k for k in reach if s.low[k] in words("who", "nations")), None)
    if at is None or hit.trigger.role != "act" or not any_of(s.low[at + 1 : at + 3], "who", "beaten"):
        return None
    side = side_at(s, at)
    return _OTHER[side] if side else None


def _destroyed(s: Sentence, hit: Hit) -> bool:
    """Tell the launcher that was hit, and what a plant makes, from the weapon that hit."""
    made = any_of(s.low[max(0, hit.first - 4) : hit.first], "incidents", "makers")
    return made or any_of(s.low[hit.last : hit.last + 2], "incidents", "equipment")


def _defender(s: Sentence, unit: Unit) -> str | None:
    """Side whose air defence worked: "Russian air defences shot down", "Ukraine's air force downed"."""
    act = next((h.first for h in unit.hits if h.trigger.category == "air_defence"), 0)
    for k in range(max(0, act - 9), act + 1):
        side = side_at(s, k)
        if side and any_of(s.low[k + 1 : k + 4], "incidents", "defenders"):
            return side
    return None


def _is_target(hit: Hit) -> bool:
    return hit.trigger.id == "naval" and "drone" not in hit.words


def _agent(s: Sentence, hit: Hit) -> str | None:
    """Side of "captured by Russian forces"."""
    for k in range(hit.last + 1, min(hit.last + _AGENT, len(s))):
        if s.low[k] == "by" or (s.low[k] == "from" and hit.trigger.role == "act"):
            return next((side for j in range(k + 1, min(k + 4, len(s))) if (side := side_at(s, j))), None)
    return None


def attacking(s: Sentence, hits: Sequence[Hit], hit: Hit) -> str | None:
    """Return the army that goes on attacking in what follows: of "defenders halted 63 assaults" the other."""
    fended = hit.trigger.attacker == "object" and hit.trigger.role == "fight"
    return fighter(s, hits, hit) if fended else subject_side(s, hit.first)


def fighter(s: Sentence, hits: Sequence[Hit], hit: Hit) -> str | None:
    """Return the side that attacked on the ground, by the words for who did so or who fought it off."""
    agent = _agent(s, hit)
    if agent is not None:
        own = hit.trigger.attacker != "object" or _assault_by(s, hit)
        return agent if own else _OTHER[agent]
    if hit.words.startswith(("footage", "claim")):
        return _shown(s, hit)
    holder = _holder(hit)
    if holder is not None:
        return holder
    side = subject_side(s, hit.first, 0)
    passive = s.low[hit.first - 1] in ("was", "were", "been") and not hit.words.endswith("ing")
    if side is not None and passive:
        return side
    if hit.trigger.attacker != "object":
        return side or _fended_off(s, hits, hit)
    side = side or speakers_side(s, hit.first) or s.memo.get("own")
    assaults = [
        h
        for h in hits
        if h.first < hit.first and (h.trigger.role == "fight" or h.words in words("incidents", "assaults"))
    ]
    led = any(striker(s, h.first, 0) == side for h in assaults)
    return side if side is None or led else _OTHER[side]


def _holder(hit: Hit) -> str | None:
    """Side that a gain names: "has been Ukrainian since", not "pushed Russian troops back"."""
    if hit.trigger.role != "gain" or not any_of(hit.words.split(), "incidents", "holding"):
        return None
    return next((side for side in _OTHER if side[:-1].lower() in hit.words), None)


def _fended_off(s: Sentence, hits: Sequence[Hit], hit: Hit) -> str | None:
    """Side whose counterattack "was repulsed", told by the army that did so."""
    fended = any(h.trigger.attacker == "object" for h in hits)
    return _OTHER.get(speakers_side(s, hit.first) or s.memo.get("own", "")) if fended else None


def _shown(s: Sentence, hit: Hit) -> str | None:
    """Side of "footage shows Ukrainian soldiers" and of "Moscow claimed the village"."""
    if hit.words.startswith("footage"):
        return subject_side(s, min(len(s), hit.last + 5), hit.last, 5)
    return next((c.side for c in s.memo.get("claimants", ()) if hit.first <= c.at <= hit.last), None)


def _assault_by(s: Sentence, hit: Hit) -> bool:
    """Tell "stopped six attempts by the occupiers" from "repelled by the defenders"."""
    by = s.low.index("by", hit.last + 1)
    return any_of(s.low[hit.last + 1 : by], "incidents", "assaults")

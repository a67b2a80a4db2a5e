"""What a unit of a sentence tells: category, attacker, figures, and whether it happened at all.

Assumes the places and triggers of the unit are found; places are not yet on the map.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo.extract.armies import owner, side_at, striker, subject_side
from geo.extract.figures import Number
from geo.extract.foiled import foiled, not_done, placed_after
from geo.extract.harm import Harm, harm, is_none
from geo.extract.sentences import Sentence
from geo.extract.shares import counted, each, munitions, own_share, splits
from geo.extract.tables import any_of, words
from geo.extract.triggers import Hit, sides
from geo.extract.units import Unit

_ORDER = ("air_defence", "naval", "sabotage")
_OTHER = {"Russia": "Ukraine", "Ukraine": "Russia"}
_DASHES = frozenset((":", "-", "–", "—"))
_AGENT = 9  # words from an act to "by", and who did it
_NOT_PASSED_ON = frozenset(("ground_clash", "territorial_change", "diplomacy", "sabotage", "explosion"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A category that a unit may have, the part its trigger plays, and the trigger."""

    category: str
    role: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Finding:
    """What the words of one unit say, before places and times are settled."""

    unit: Unit
    category: str
    weight: str
    attacker: str | None
    harm: Harm = field(default_factory=Harm)
    munitions: int | None = None
    intercepted: int | None = None
    weapon: str | None = None


def choices(s: Sentence, unit: Unit, fighting: bool) -> list[Choice]:
    """Categories that a unit tells of, the weightiest first, each with the trigger that gave it.

    ``fighting`` says that the text around speaks of fighting on the ground, where "attacks" are assaults.
    """
    by_role: dict[str, list[Hit]] = {}
    for hit in unit.hits:
        by_role.setdefault(hit.trigger.role, []).append(hit)
    acts = [h for h in by_role.get("act", []) if not _launches(s, h)]
    means = by_role.get("means", [])
    out: list[Choice] = []
    for wanted in _ORDER:
        out += [Choice(wanted, "act", h) for h in acts if h.trigger.category == wanted][:1]
    named = [h for h in acts if h.trigger.category and h.trigger.category not in _ORDER]
    named.sort(key=lambda h: h.trigger.soft)
    out += [Choice(_soft(h, means), "act", h) for h in named]
    moved = [*by_role.get("gain", []), *by_role.get("fight", [])]
    moved = [h for h in moved if not not_done(s, h)] or moved
    out += [Choice(h.trigger.category, h.trigger.role, h) for h in moved]
    plain = [h for h in acts if not h.trigger.category]
    out += [Choice(_by_means(h, means, fighting and not _the_one(s, h)), "act", h) for h in plain[:1]]
    rails = any_of(s.low[unit.first : unit.stop], "incidents", "rails")
    if rails and not acts and not means and by_role.get("damage"):
        out.append(Choice("sabotage", "damage", by_role["damage"][0]))
    for role in ("damage", "harm"):
        out += [Choice(_by_means(h, means, fighting=False), role, h) for h in by_role.get(role, [])[:1]]
    out += [Choice("diplomacy", "meeting", h) for h in by_role.get("meeting", [])[:1] if _meets(s, unit, h)]
    if not out and means and listed(s, unit):
        out.append(Choice(means[0].trigger.category, "act", means[0]))
    return out


def listed(s: Sentence, unit: Unit) -> bool:
    """Tell a line of a list, with a weapon and a place and no verb: "X community: mortars, artillery"."""
    places = [a.mention for a in unit.anchors if a.mention.first >= 0]
    means = [h for h in unit.hits if h.trigger.role == "means"]
    if not places or not means or any_of(s.low[unit.first : unit.stop], "incidents", "verbs"):
        return False
    weapon = min(means, key=lambda h: min(abs(h.first - m.first) for m in places))
    near = min(places, key=lambda m: abs(m.first - weapon.first))
    a, b = sorted((near.last, weapon.first))
    return any(w in _DASHES for w in s.low[a : b + 1])


def _launches(s: Sentence, hit: Hit) -> bool:
    """Tell whether a ship is where it was fired from, not what was hit."""
    if hit.trigger.id != "naval" or "drone" in hit.words:
        return False
    before = s.low[max(0, hit.first - 4) : hit.first]
    return any_of(before, "incidents", "launchers") or any_of(before, "incidents", "beside")


def _soft(hit: Hit, means: list[Hit]) -> str:
    return _by_means(hit, means, fighting=False) if hit.trigger.soft and means else hit.trigger.category


def _the_one(s: Sentence, hit: Hit) -> bool:
    """Tell "the attack on X", which was told before, from "attacks on X"."""
    return hit.words in ("attack", "strike", "assault") and hit.first > 0 and s.low[hit.first - 1] == "the"


def _meets(s: Sentence, unit: Unit, hit: Hit) -> bool:
    """Tell whether people met at the place: "talks in Istanbul", not "on the eve of the summit in X"."""
    if any_of(s.low[max(0, hit.first - 5) : hit.first], "incidents", "before_talks"):
        return False
    return any(
        (
            a.mention.relation in ("at", "near", "")
            and a.mention.first > hit.last
            and _close(s, hit.last, a.mention.first)
        )
        or (
            0 < hit.first - a.mention.last <= 4
            and (s.low[a.mention.last + 1] in ("following", "after", "during") or a.mention.relation == "at")
        )
        for a in unit.anchors
    )


def _close(s: Sentence, a: int, b: int) -> bool:
    return b - a <= 14 and not any(w in (";", ":", "but", "while", "because", "after") for w in s.low[a:b])


def _by_means(hit: Hit, means: list[Hit], fighting: bool) -> str:
    if means:
        near = min(means, key=lambda m: ("cluster" in m.words, abs(m.first - hit.first)))
        return near.trigger.category
    return "ground_clash" if fighting and hit.words in words("incidents", "assaults") else "other"


def chosen(s: Sentence, unit: Unit, found: list[Choice]) -> Choice | None:
    """Choose the one category of a unit: an explosion yields to the weapon that caused it."""
    if not found:
        return None
    best = _foiled(s, unit, found)
    if best.category == "explosion":
        for other in found[1:]:
            if other.role == "act" and other.category not in ("explosion", "other", "naval"):
                return other
        cause = next(
            (h for h in unit.hits if h.trigger.role == "means" and 0 < best.hit.first - h.last <= 5), None
        )
        if cause is not None:
            return Choice(cause.trigger.category, "act", best.hit)
    if best is found[0] and best.category == "other" and best.role == "act":
        moved = next((c for c in found if c.role in ("gain", "fight")), None)
        return moved or best
    return best


def _foiled(s: Sentence, unit: Unit, found: list[Choice]) -> Choice:
    """Read an advance without success as fighting, and leave the places to the act that they stand after."""
    best = found[0]
    if best.role != "gain":
        return best
    others = [c.hit for c in found[1:]]
    acts = [c.hit for c in found if c.role in ("act", "fight")]
    instead = placed_after(s, unit, best.hit, acts)
    if instead is not None:
        return next(c for c in found if c.hit is instead)
    if foiled(s, unit, best.hit, others):
        return replace(best, category="ground_clash", role="fight")
    return best


def other_kinds(s: Sentence, unit: Unit, found: list[Choice], picked: Choice) -> list[Choice]:
    """List further kinds of act told of a region: "114 attacks with 500 shells, and 36 guided bombs"."""
    out: list[Choice] = []
    counted = [
        Choice(h.trigger.category, "act", h)
        for h in unit.hits
        if h.trigger.role == "means"
        and h.first
        and (s.low[h.first - 1][0].isdigit() or s.low[h.first - 1] in words("numbers", "exact"))
        and unit.first <= h.first < unit.stop
    ]
    if picked.category in _ORDER[1:]:
        return out
    for choice in (*found, *counted):
        known = {picked.category, *(c.category for c in out)}
        real = choice.role in ("act", "fight", "gain") and choice.category not in ("other", "explosion")
        if (
            real
            and choice.category not in known
            and not (picked.category == "air_defence" and choice in counted)
        ):
            out.append(choice)
    return out


def inherited(picked: Choice, told: Finding) -> Choice:
    """Give harm without a cause the cause that the paragraph told: "three of them died in X"."""
    if picked.category != "other" or picked.role not in ("harm", "damage") or told.category in _NOT_PASSED_ON:
        return picked
    return Choice(told.category, picked.role, picked.hit)


def attacker(s: Sentence, unit: Unit, picked: Choice, carried: str | None) -> str | None:
    """Who did it, as far as the words tell: a side, or None where only the place can tell.

    ``carried`` is the army that the paragraph speaks of: "they advanced".
    """
    if picked.role in ("fight", "gain"):
        return _fighter(s, unit, picked.hit) or carried
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
    return (agent or side) if passive else (side or agent)


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


def _fighter(s: Sentence, unit: Unit, hit: Hit) -> str | None:
    agent = _agent(s, hit)
    if agent is not None:
        own = hit.trigger.attacker != "object" or _assault_by(s, hit)
        return agent if own else _OTHER[agent]
    if hit.words.startswith(("footage", "claim")):
        return _shown(s, hit)
    side = subject_side(s, hit.first, 0)
    passive = s.low[hit.first - 1] in ("was", "were", "been") and not hit.words.endswith("ing")
    if side is not None and passive:
        return side
    if hit.trigger.attacker != "object":
        return side or _fended_off(s, unit)
    side = side or s.memo.get("own")
    assaults = [
        h
        for h in unit.hits
        if h.first < hit.first and (h.trigger.role == "fight" or h.words in words("incidents", "assaults"))
    ]
    led = any(striker(s, h.first, 0) == side for h in assaults)
    return side if side is None or led else _OTHER[side]


def _fended_off(s: Sentence, unit: Unit) -> str | None:
    """Side whose counterattack "was repulsed", told by the army that did so."""
    fended = any(h.trigger.attacker == "object" for h in unit.hits)
    return _OTHER.get(s.memo.get("own", "")) if fended else None


def _shown(s: Sentence, hit: Hit) -> str | None:
    """Side of "footage shows Ukrainian soldiers" and of "Moscow claimed the village"."""
    if hit.words.startswith("footage"):
        return subject_side(s, min(len(s), hit.last + 5), hit.last, 5)
    return next((c.side for c in s.memo.get("claimants", ()) if hit.first <= c.at <= hit.last), None)


def _assault_by(s: Sentence, hit: Hit) -> bool:
    """Tell "stopped six attempts by the occupiers" from "repelled by the defenders"."""
    by = s.low.index("by", hit.last + 1)
    return any_of(s.low[hit.last + 1 : by], "incidents", "assaults")


def figures(
    s: Sentence, unit: Unit, category: str, found: list[Number]
) -> tuple[Harm, int | None, int | None]:
    """Casualties, munitions launched and shot down of a unit with one place."""
    told = own_share(s, unit.stop, harm(s, unit.first, unit.stop, found), found)
    place = unit.anchors[0].mention.first if len(unit.anchors) == 1 else -1
    count = counted(s, unit.first, place, found) if place > 0 else None
    if count is not None and (not told or splits(s, unit.first, count[1], found)):
        told = Harm(**{count[0]: count[1]})
    launched, shot = munitions(s, unit.first, unit.stop, place, found, downed=category == "air_defence")
    return told, launched, shot


def _is_between(unit: Unit) -> bool:
    """Tell "on the road between X and Y": one place, named by two."""
    return unit.anchors[0].mention.relation == "between"


def at_place(what: Finding, k: int) -> Finding:
    """Give the casualties of "between X and Y" to the first alone."""
    second = k > 0 and bool(what.harm) and _is_between(what.unit) and not is_none(what.harm)
    return replace(what, harm=Harm()) if second else what


def finding(s: Sentence, unit: Unit, picked: Choice, found: list[Number], carried: str | None) -> Finding:
    """Put together what one unit says of one category."""
    told, launched, shot = figures(s, unit, picked.category, found)
    several = len(unit.anchors) > 1
    if several and not is_none(told) and not _is_between(unit):
        told = each(s, unit.first, unit.stop, found) or Harm()
    if several and "each" not in s.low[unit.first : unit.stop]:
        launched = shot = None
    weapon = next((h.words for h in unit.hits if h.trigger.role == "means"), None)
    side = attacker(s, unit, picked, carried)
    return Finding(unit, picked.category, picked.role, side, told, launched, shot, weapon)

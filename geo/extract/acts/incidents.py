"""What a unit of a sentence tells: category, attacker, figures, and whether it happened at all.

Assumes the places and triggers of the unit are found; places are not yet on the map.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo.extract.acts.attackers import attacker
from geo.extract.acts.choice import Choice
from geo.extract.acts.foiled import foiled, not_done, placed_after
from geo.extract.figures.harm import Harm, harm, is_none
from geo.extract.figures.numbers import Number
from geo.extract.figures.shares import after_there, counted, each, munitions, own_share, splits
from geo.extract.units import Unit
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words
from geo.extract.words.triggers import Hit

__all__ = [
    "Choice",
    "Finding",
    "at_place",
    "attacker",
    "choices",
    "chosen",
    "figures",
    "finding",
    "inherited",
    "listed",
    "other_kinds",
]

_ORDER = ("air_defence", "naval", "sabotage")
_DASHES = frozenset((":", "-", "–", "—"))
_NOT_PASSED_ON = frozenset(("ground_clash", "territorial_change", "diplomacy", "sabotage", "explosion"))


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


def figures(
    s: Sentence, unit: Unit, category: str, found: list[Number]
) -> tuple[Harm, int | None, int | None]:
    """Casualties, munitions launched and shot down of a unit with one place."""
    place = unit.anchors[0].mention.first if len(unit.anchors) == 1 else -1
    first = after_there(s, unit.first, place)
    told = own_share(s, unit.stop, harm(s, first, unit.stop, found), found)
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

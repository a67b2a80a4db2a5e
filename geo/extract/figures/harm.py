"""Casualties of a stretch of words: how many were killed and hurt there.

Assumes that each word of harm has its people beside it: :mod:`geo.extract.figures.fates` says on which side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from geo.extract.figures.fates import Fate, fates
from geo.extract.figures.tolls import denied, earlier, long_ago, toll, unhurt, unsure
from geo.extract.figures.victims import Scene
from geo.extract.words.counting import Figure, Number
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import words

_LONG_TOLL = 1000


@dataclass(frozen=True, slots=True)
class Harm:
    """Killed and injured as told; None where not told."""

    killed: Figure | None = None
    injured: Figure | None = None

    def __bool__(self) -> bool:
        return self.killed is not None or self.injured is not None


@dataclass(slots=True)
class _Reading:
    """A stretch of a sentence while it is read, and what was found in it."""

    scene: Scene
    out: dict[str, Figure] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)


def figure_of(number: Number, *, more: bool | None = None, old: bool = False) -> Figure | None:
    """Return the figure of a count; None where it has no value."""
    value = number.value
    if value is None:
        return None
    low = None if number.bound == "most" else value
    high = None if number.bound == "least" else value
    return Figure(low, high, number.first, number.last, number.more if more is None else more, old)


def harm(s: Sentence, start: int, stop: int, found: list[Number]) -> Harm:
    """Read the casualties between two words of a sentence.

    Parameters
    ----------
    s : Sentence
        The sentence as words.
    start, stop : int
        The stretch, ``stop`` exclusive.
    found : list of Number
        The sentence's counts.

    Returns
    -------
    Harm
        The figures for the killed and for the injured; 0 where it is said that nobody was.
    """
    inside = [n for n in found if start <= n.first and n.last < stop]
    told = [f for f in fates(s) if start <= f.first and f.last < stop]
    tolls = toll(s, start, stop, inside, told)
    spared = unhurt(s, start, stop)
    if not (told or tolls or spared):
        return Harm()
    reading = _Reading(Scene(s, start, inside, told))
    for key, number in tolls:
        _keep(reading, key, number)
        reading.whole.add(key)
    for fate in sorted(told, key=lambda f: (reading.scene.inside(f) is not None, f.first)):
        _read(reading, fate)
    if spared is not None:
        _nobody(reading, spared[1], spared[0])
    return _settled(reading)


def _read(r: _Reading, fate: Fate) -> None:
    s = r.scene.s
    if fate.key in r.whole or unsure(s, fate) or long_ago(s, fate):
        return
    no = denied(s, fate, r.scene.start)
    if no is None:
        return
    if no:
        _nobody(r, _spared(s, fate), fate.first)
        return
    if fate.key == "both":
        _victims(r, fate)
        return
    number = r.scene.people_of(fate)
    known = r.scene.fate_of(number) if number is not None else None
    if number is None or (known is not None and known.key in (fate.key, "killed")):
        return
    if known is not None and number.first == getattr(r.out.get(known.key), "first", None):
        del r.out[known.key]
    r.scene.used[number.first] = fate
    _keep(r, fate.key, number)
    if fate.key == "killed" and _were_wounded(r.scene, number, fate):
        r.out["killed"] = replace(r.out["killed"], more=True, moved=True)


def _victims(r: _Reading, fate: Fate) -> None:
    """Read "seven of the victims were patients": victims are dead where nothing else is said of them."""
    number = r.scene.some_of(fate) if r.scene.s.low[fate.last] == "victims" else None
    if number is not None:
        _keep(r, "killed", number)


def _were_wounded(scene: Scene, number: Number, fate: Fate) -> bool:
    """Tell "one of the wounded died" and "a wounded woman died": somebody told of as wounded before."""
    low = scene.s.low[number.first : fate.first]
    wounded = any(w in ("wounded", "injured", "hospitalised", "hospitalized") for w in low)
    return wounded and not any(w in words("harm", "being", "words") | {"who"} for w in low)


def _keep(r: _Reading, key: str, number: Number) -> None:
    """Take a figure where none is known, or a better one; add "another two" to what is."""
    s, known = r.scene.s, r.out.get(key)
    told = figure_of(number, old=earlier(s, number.first))
    if told is None:
        return
    if known is None or known.high == 0 or known.earlier or (key in r.parts and not number.part):
        r.out[key] = told
        r.parts.discard(key)
        if number.part:
            r.parts.add(key)
    elif not (told.earlier or number.part) and (number.more or _is_new(s, number)):
        r.out[key] = added(known, told)


def _is_new(s: Sentence, number: Number) -> bool:
    """Tell whether somebody is told of for the first time: "and a woman died in the street"."""
    return number.value == 1 and s.low[number.first] in ("a", "an", "another")


def added(known: Figure, told: Figure) -> Figure:
    """Add a further figure to one that is known."""
    low = known.low + told.low if known.low is not None and told.low is not None else None
    high = known.high + told.high if known.high is not None and told.high is not None else None
    return replace(told, low=low if low is not None else told.low, high=high, more=known.more)


def merged(told: Iterable[Harm]) -> Harm:
    """Bring together what the sentences on one incident tell: a toll rises, some of the wounded die."""
    out = Harm()
    for harm_ in told:
        killed, injured = _next(out.killed, harm_.killed), _next(out.injured, harm_.injured)
        if harm_.killed is not None and harm_.killed.moved:
            injured = _less(injured, harm_.killed.low or 0)
        out = Harm(killed, injured)
    return out


def _next(known: Figure | None, told: Figure | None) -> Figure | None:
    """Choose the higher of two figures, or their sum where one adds to the other."""
    if told is None or known is None:
        return told or known
    if told.earlier or known.earlier:
        return told if known.earlier and not told.earlier else known
    if told.more and known.high != 0:
        return added(known, told)
    return known if (told.low or 0) < (known.low or 0) else told


def _less(known: Figure | None, fewer: int) -> Figure | None:
    """Take those who died off the injured."""
    if known is None or known.low is None or known.low < fewer:
        return known
    high = None if known.high is None else known.high - fewer
    return replace(known, low=known.low - fewer, high=high) if known.low > fewer else None


def _settled(r: _Reading) -> Harm:
    """Count "another two" as more only where they stand alone, not in "one dead and another two hurt"."""
    both = len(r.out) == 2
    killed, injured = (
        replace(figure, more=(figure.more and not both) or figure.moved) if figure else None
        for figure in (r.out.get("killed"), r.out.get("injured"))
    )
    return Harm(killed, injured)


def _nobody(r: _Reading, keys: tuple[str, ...], at: int) -> None:
    for key in keys:
        r.out.setdefault(key, Figure(0, 0, at, at))


def _spared(s: Sentence, fate: Fate) -> tuple[str, ...]:
    """Of what a denial speaks: "no casualties" of both, "nobody died" and "nobody was injured" of one."""
    both = fate.key == "both" or s.low[fate.last] in words("harm", "none", "both")
    return ("killed", "injured") if both else (fate.key,)


def is_none(told: Harm) -> bool:
    """Tell whether all that is told is that nobody was hurt."""
    figures = [figure for figure in (told.killed, told.injured) if figure is not None]
    return bool(figures) and all(figure.high == 0 for figure in figures)


def is_long_toll(told: Harm) -> bool:
    """Tell the toll of a war from that of an incident."""
    return any(
        figure is not None and (figure.low or 0) >= _LONG_TOLL for figure in (told.killed, told.injured)
    )

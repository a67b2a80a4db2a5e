"""The place of a sentence that names none: "there", "the bridge", the heading's region, the governor's.

Assumes that a sentence goes on about the last place that fits its words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from geo.extract.acts.incidents import Choice
from geo.extract.frame import Draft, Frame
from geo.extract.names.asides import dateline
from geo.extract.names.mention import Mention
from geo.extract.names.roles import is_power
from geo.extract.places.anchors import Anchor, rank
from geo.extract.places.governors import governed
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, words
from geo.extract.words.triggers import Hit

_CLOSE = 12
_VAGUE = frozenset(("other", "explosion"))


@dataclass(slots=True)
class Memo:
    """Places of the whole report by what points back at them: sites by their noun, offices by surname."""

    sites: dict[str, Anchor] = field(default_factory=dict)
    offices: dict[str, Mention] = field(default_factory=dict)
    town: Anchor | None = None
    region: Mention | None = None
    story: int | None = None

    def note_places(self, places: list[Anchor]) -> None:
        """Keep the sites and the last town."""
        for anchor in places:
            if anchor.mention.cue == "region":
                self.region = anchor.mention
            if anchor.mention.cue == "facility":
                self.sites[anchor.mention.text.lower().split()[-1]] = anchor
            elif rank(anchor.mention) == 1:
                self.town = anchor

    def note_dateline(self, s: Sentence, names: list[Mention]) -> None:
        """Keep the town that a wire is written from: "the city" is that town until another is named."""
        if self.town is None and dateline(s):
            written = next((m for m in names if m.last < dateline(s) and rank(m) == 1), None)
            self.town = Anchor(replace(written, role="place")) if written else None

    def office_in(self, s: Sentence) -> Mention | None:
        """Find whose region somebody named in the sentence governs."""
        if self.offices.keys().isdisjoint(s.low):
            return None
        return next(self.offices[w] for w in s.low if w in self.offices)

    def note_offices(self, s: Sentence, names: list[Mention], persons: set[str]) -> None:
        """Keep whose governor somebody is."""
        office = office_of(names) or _governed(s, names)
        if office is not None:
            for word in s.low:
                if word in persons:
                    self.offices.setdefault(word, office)


def _governed(s: Sentence, names: list[Mention]) -> Mention | None:
    """Find the region told beside a governor: "in the X region ..., governor So-and-so wrote"."""
    if not any_of(s.low, "discourse", "governors"):
        return None
    return next((m for m in names if m.cue == "region" and m.role == "place"), None)


def office_of(names: list[Mention]) -> Mention | None:
    """Find the region whose governor, mayor or ministry speaks."""
    return next((m for m in names if m.role == "actor" and _is_region(m) and not is_power(m)), None)


def _is_region(m: Mention) -> bool:
    return m.cue == "region" or (m.known is not None and "adm1" in m.known.kinds)


def elsewhere(anchor: Anchor) -> Anchor:
    """Return the anchor as one that stands in no word of this sentence."""
    return replace(anchor, mention=replace(anchor.mention, first=-1, last=-1, relation=""))


def _region(m: Mention) -> Anchor:
    return elsewhere(Anchor(replace(m, cue="region", role="place")))


def _pointed_noun(s: Sentence, acts: list[Hit]) -> str | None:
    """Find the noun that points back, near a trigger: "the bridge was attacked", "in the city centre"."""
    nouns = words("discourse", "the_place") | words("discourse", "the_site") | words("carry", "regions")
    for k in range(len(s) - 1):
        if s.low[k] not in words("carry", "pointers"):
            continue
        noun = next((w for w in s.low[k + 1 : k + 3] if w in nouns), None)
        other = s.low[k + 1] in words("carry", "others") or s.text[k + 1][0].isupper()
        far = noun is None or (s.low[k + 1] != noun and other)
        headed = k > 1 and s.low[k - 2] in words("discourse", "governors")
        away = k > 0 and s.low[k - 1] in words("carry", "towards")
        if not (far or away or headed) and any(abs(h.first - k) <= _CLOSE for h in acts):
            return noun
    return None


def implied(
    s: Sentence,
    acts: list[Hit],
    topic: Draft | None,
    frame: Frame,
    memo: Memo,
    names: list[Mention],
    *,
    anew: bool = False,
) -> Anchor | None:
    """Find the place that a sentence of acts implies; None where it only goes on with what was told.

    Parameters
    ----------
    s : Sentence
        The sentence, without a place of its own.
    acts : list of Hit
        Its triggers of acts.
    topic : Draft, optional
        What the paragraph last told.
    frame : Frame
        What is kept in mind.
    memo : Memo
        What points back at places.
    names : list of Mention
        The names of the sentence, none of them a place.
    anew : bool
        Whether it tells another incident than the topic's.
    """
    noun = _pointed_noun(s, acts)
    site = memo.sites.get(noun) if noun else None
    fresh = topic is None or _is_fresh(acts, topic)
    if site is not None and (fresh or anew):
        return elsewhere(site)
    if noun in words("carry", "regions") and (fresh or anew):
        region = _region_meant(s, topic, frame, memo, names)
        if region is not None:
            return _region(region)
    office = _his_town(s, names) if noun in words("discourse", "the_town") else None
    if office is not None:
        return elsewhere(Anchor(office))
    if topic is None:
        return _opening(s, noun, frame, memo, names)
    points = noun is not None or any_of(s.low, "discourse", "there")
    again = (
        (points or topic.anchor.mention.cue == "direction") and fresh and topic.finding.category not in _VAGUE
    )
    return elsewhere(topic.anchor) if again or anew else None


def _region_meant(
    s: Sentence, topic: Draft | None, frame: Frame, memo: Memo, names: list[Mention]
) -> Mention | None:
    """Find which region "the region" is: the speaker's, the heading's, or the one named last."""
    speaks = memo.office_in(s) or office_of(names) or governed(s, "region")
    if speaks is not None:
        return speaks
    if frame.region is not None and frame.region.cue == "region":
        return frame.region
    if topic is not None and topic.anchor.mention.cue == "region":
        return topic.anchor.mention
    return frame.office or memo.region


def _opening(s: Sentence, noun: str | None, frame: Frame, memo: Memo, names: list[Mention]) -> Anchor | None:
    """Find the place of a sentence before which the paragraph has told nothing."""
    if frame.here is not None and _of_the_war(frame.here):
        return elsewhere(frame.here)
    if frame.label is not None:
        return elsewhere(frame.label)
    region = _his_region(s, memo) or office_of(names)
    if region is not None:
        return _region(region)
    if frame.header and frame.region is not None:
        return elsewhere(Anchor(frame.region))
    if noun not in words("discourse", "the_town"):
        return None
    office = next((m for m in names if m.role == "actor" and not is_power(m)), None)
    mayor = governed(s, "city")
    town = Anchor(replace(office, role="place")) if office else Anchor(mayor) if mayor else memo.town
    return elsewhere(town) if town else None


def _his_town(s: Sentence, names: list[Mention]) -> Mention | None:
    """Find the town whose mayor tells of "the city": "Kherson Gov. Prokudin said they shelled the city"."""
    for m in names:
        kinds = m.known.kinds if m.known else frozenset()
        titled = any_of(s.low[m.last + 1 : m.last + 2], "placewords", "office")
        if m.role != "place" and titled and not is_power(m) and not kinds.isdisjoint(("city", "town")):
            return replace(m, role="place", cue=None)
    return None


def _of_the_war(anchor: Anchor) -> bool:
    """Tell a place where blows may fall: none abroad."""
    known = anchor.mention.known
    return known is None or known.theatre


def _is_fresh(acts: list[Hit], topic: Draft) -> bool:
    kinds = {h.trigger.category for h in acts} - {""}
    return bool(kinds - {topic.finding.category})


def _his_region(s: Sentence, memo: Memo) -> Mention | None:
    """Find whose region "his region" is."""
    said = any(a in ("his", "her", "the") and b in ("region", "oblast") for a, b in pairwise(s.low))
    return next((memo.offices[w] for w in s.low if w in memo.offices), None) if said else None


def recategorised(s: Sentence, topic: Draft, found: list[Choice]) -> Draft:
    """Give a vague incident the kind that a later sentence names: bangs, then "missiles were destroyed"."""
    if topic.finding.category not in _VAGUE:
        return topic
    named = next((c for c in found if c.role == "act" and c.category not in _VAGUE), None)
    if named is None or named.category in ("naval", "sabotage"):
        return topic
    if named.category == "air_defence" and topic.finding.weight == "harm" and topic.finding.harm.killed:
        return topic
    return replace(topic, finding=replace(topic.finding, category=named.category))

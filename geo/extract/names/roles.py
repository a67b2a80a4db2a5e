"""What a name does in its sentence: a place, a government that acts, or only a way to point at a place.

Assumes English word order: a subject stands before its verb.
"""

from __future__ import annotations

from dataclasses import replace

from geo.extract.names.mention import Mention
from geo.extract.words.sentences import Sentence
from geo.extract.words.tables import any_of, raw, words
from geo.text import fold


def is_power(mention: Mention) -> bool:
    """Tell whether the name is a country's or a capital's: it may stand for a government."""
    if mention.cue is not None:
        return False
    if mention.known is not None and "country" in mention.known.kinds:
        return True
    name = fold(mention.name)
    return name in words("placewords", "actor", "capitals") or name in words("placewords", "actor", "seats")


def before(s: Sentence, i: int) -> tuple[str, int]:
    """Find the word that governs the name at ``i``, past articles and adjectives, and its index."""
    k = i - 1
    while k >= 0 and s.low[k] in words("placewords", "skipped"):
        k -= 1
    k -= k > 0 and _border_villages(s, k, i)
    return (s.low[k], k) if k >= 0 else ("", -1)


def _border_villages(s: Sentence, k: int, i: int) -> bool:
    """Tell "the border villages of X" from what borders on X."""
    return s.low[k] == "border" and i - k > 1 and s.low[k - 1] in words("placewords", "articles")


def _relations() -> dict[str, str]:
    table = raw("placewords")["before"]
    return {word: relation for relation, text in reversed(table.items()) for word in text.split()}


_RELATION: dict[str, str] = {}


def relation(s: Sentence, mention: Mention) -> str:
    """How the sentence stands to a name: at, near, over, from, to, between, offset, compass, or nothing."""
    if not _RELATION:
        _RELATION.update(_relations())
    word, k = before(s, mention.first)
    if s.low[max(0, mention.first - 1)] == "of" and mention.first:
        word, k = "of", mention.first - 1
        if s.low[k - 1] in words("placewords", "compass"):
            return _offset(s, k - 1)
        if s.low[k - 1] in words("placewords", "units_of_length"):
            return "offset"
        if k >= 1 and s.low[k - 1] in words("placewords", "skipped"):
            word, k = before(s, k)
    if word in ("from", "off", "away") and s.low[k - 1] in words("placewords", "units_of_length"):
        return "offset"
    if word == "from" and k > 0 and _digits(s, k - 1):
        return "offset"
    return _by_word(s, word, k)


def _by_word(s: Sentence, word: str, k: int) -> str:
    """Read the relation off the governing word: "to X", but "at the entrance to X" is near it."""
    if word == "to" and k > 0 and s.low[k - 1] in words("placewords", "entrances"):
        return "near"
    if word not in _RELATION and word in words("placewords", "actor", "hits"):
        return "at"
    return _RELATION.get(word, "of" if word == "of" else "")


def _digits(s: Sentence, k: int) -> bool:
    word = s.low[k]
    return word[0].isdigit() and not word.isdigit()


def _offset(s: Sentence, k: int) -> str:
    """Tell "30 km south of X" (offset) from "south of X" (compass); ``k`` is the compass word."""
    if k and s.low[k - 1] in words("anchors", "kinds_of_place"):
        return "offset"
    units = words("placewords", "units_of_length")
    window = s.low[max(0, k - 4) : k]
    far = any(w in units or (w[0].isdigit() and w.rstrip("0123456789.,") in units) for w in window)
    return "offset" if far or ")" in window else "compass"


def acts(s: Sentence, mention: Mention, link: str) -> bool:
    """Tell whether a country or capital acts here: it says, demands, owns, is dealt with."""
    nxt = s.low[mention.last + 1] if mention.last + 1 < len(s) else ""
    capital = mention.known is None or "country" not in mention.known.kinds
    if nxt in ("’s", "'s"):
        return not _owns_ground(s, mention.last + 2, capital)
    if capital and (nxt == "time" or _pressed(s, mention)):
        return True
    if link in ("at", "near", "over", "offset", "compass") or _named_capital(s, mention):
        return False
    if _suffers(s, mention):
        return False
    word, k = before(s, mention.first)
    adjective = mention.name.isupper() and nxt != "president"
    office = nxt in words("placewords", "actor", "nouns") and link != "of" and not adjective
    speaks = nxt in words("placewords", "actor", "verbs") and (
        capital or word not in words("placewords", "governing")
    )
    if office or speaks or word in words("placewords", "actor", "object_verbs"):
        return True
    return capital and _capital_acts(s, mention, link, word, k)


def _suffers(s: Sentence, mention: Mention) -> bool:
    """Tell "Kyiv came under attack", "Moscow was hit by drones": it is where it happened."""
    after = s.low[mention.last + 1 : mention.last + 6]
    came = after[:1] and after[0] in ("came", "comes", "come") and "under" in after[:3]
    struck = any_of(after, "placewords", "actor", "struck")
    return bool(came) or (struck and after[0] in ("was", "were", "has", "have", "is"))


def _owns_ground(s: Sentence, k: int, capital: bool) -> bool:
    """Tell "Kyiv's suburbs" and "Kyiv's Obolon district" from "Kyiv's proposal", "Kyiv's navy"."""
    if k < len(s) and s.low[k] in words("names", "first_names"):
        return False
    if any_of(s.low[k : k + 3], "claimants", "groups", "words"):
        return False
    return capital and k < len(s) and (s.text[k][0].isupper() or s.low[k] in words("placewords", "grounds"))


def _pressed(s: Sentence, mention: Mention) -> bool:
    """Tell "sanctions on Moscow"."""
    k = mention.first
    return k > 1 and s.low[k - 1] == "on" and s.low[k - 2] in words("placewords", "actor", "pressure")


def _named_capital(s: Sentence, mention: Mention) -> bool:
    """Tell "the capital of Vilnius", "the city of Kyiv", "the X district of Kyiv"."""
    k = mention.first
    return k > 1 and s.low[k - 1] == "of" and s.low[k - 2] in words("placewords", "parts_of_cities")


def _capital_acts(s: Sentence, mention: Mention, link: str, word: str, k: int) -> bool:
    if k == mention.first - 1 and word in words("placewords", "actor", "hits"):
        return False
    return not (link == "to" and k > 0 and s.low[k - 1] in words("placewords", "actor", "travel"))


def judge(s: Sentence, found: list[Mention]) -> list[Mention]:
    """Give every mention its role and its relation."""
    out: list[Mention] = []
    for mention in found:
        link = relation(s, mention)
        left = out[-1] if out else None
        joined = left is not None and not link and _joined(s, left, mention)
        if left and joined:
            link = left.relation
        role = mention.role
        tied = bool(joined and left and is_power(left) and left.relation)
        power = is_power(mention) and not tied and acts(s, mention, link)
        if role == "place" and (_office_of(s, mention) or power):
            role = "actor"
        changed = role != mention.role or link != mention.relation
        out.append(replace(mention, role=role, relation=link) if changed else mention)
    return [_with_partner(s, out, k) for k in range(len(out))] if len(out) > 1 else out


def _joined(s: Sentence, left: Mention, mention: Mention) -> bool:
    """Tell "in Kyiv and Moscow": the second stands as the first does."""
    between = s.low[left.last + 1 : mention.first]
    small = ("and", "or", "the")
    return (
        left.role == "place"
        and bool(between)
        and between[0] in small[:2]
        and all(w in small for w in between)
    )


def _with_partner(s: Sentence, found: list[Mention], k: int) -> Mention:
    """Make the first of "Kyiv and Moscow agreed" an actor too."""
    mention = found[k]
    if k + 1 == len(found) or mention.role != "place" or not is_power(mention) or mention.relation:
        return mention
    right = found[k + 1]
    listed = k and found[k - 1].relation and s.low[found[k - 1].last + 1 : mention.first] == [","]
    if listed:
        return mention
    both = s.low[mention.last + 1 : right.first] == ["and"] and right.role == "actor" and is_power(right)
    return replace(mention, role="actor") if both else mention


def _office_of(s: Sentence, mention: Mention) -> bool:
    """Tell whether the name only says whose governor, mayor, police or spokesman speaks."""
    if _office_follows(s, mention):
        return not mention.name.isupper()
    if is_power(mention) and mention.known and "country" in mention.known.kinds:
        return False
    k = mention.first - 1
    if k >= 0 and s.low[k] == "the":
        k -= 1
    if k < 1 or s.low[k] not in ("of", "in", "for"):
        return False
    of = s.low[k - 1]
    if s.low[k] == "in" and of in words("placewords", "heads"):
        return True
    if s.low[k] == "in" and not is_power(mention):
        return False
    seated = s.low[k] == "in" and of in words("placewords", "seated")
    held = s.low[k] == "of" and of in words("placewords", "offices_of")
    titled = of in words("names", "titles") and of not in words("placewords", "dwellers")
    return seated or held or titled or of in words("placewords", "office")


def _office_follows(s: Sentence, mention: Mention) -> bool:
    """Tell "X mayor", "X's governor", "X regional prosecutor's office" from "the X police station"."""
    j = mention.last + 1
    if s.low[j : j + 1] and s.low[j] in ("’s", "'s"):
        j += 1
    while j < len(s) and s.low[j] in words("placewords", "office_kinds"):
        j += 1
    if j >= len(s) or s.low[j] not in words("placewords", "office"):
        return False
    after = s.low[j + 1 : j + 4]
    if any(w in words("placewords", "office_houses") for w in after[:1] + after[2:]):
        return False
    inside = mention.first > 0 and s.low[mention.first - 1] in ("in", "near", "at")
    return not (inside and after[:1] and after[0] in words("placewords", "actor", "verbs"))

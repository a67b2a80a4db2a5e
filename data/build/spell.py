"""Spellings of one name: from Ukrainian or Russian Cyrillic to what reports print.

A name's type says whose it is: u Ukrainian, r Russian (both scripts), t another transliteration.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import takewhile

from data.build.fetch import BUILD
from geo.text import fold, is_cyrillic, romanise

Names = tuple[tuple[str, str], ...]

_UKRAINIAN_ONLY = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN_ONLY = re.compile("[ыэъёЫЭЪЁ]")


def of_ukrainian(name: str, *, guess_russian: bool = True) -> Names:
    """Spell a name of Ukraine: Cyrillic, the press's transliteration, and the Russian name by rule."""
    spelt = [(name, "u"), (romanise(name), "o"), (press(name), "t")]
    return (*spelt, *of_russian(russified(name))) if guess_russian else tuple(spelt)


def of_russian(name: str) -> Names:
    """Spell a Russian name: Cyrillic and Latin, with and without the y of "ye"."""
    latin = romanise(name, "ru")
    return (name, "r"), (latin, "r"), (re.sub("(?<=[a-z])yev", "ev", latin), "r")


def press(name: str) -> str:
    """Romanise Ukrainian as BGN and most newspapers did before 2010: Dobropillya, Hulyaipole."""
    fixed = name.replace("зг", "з·г").replace("Зг", "З·г")
    return romanise(_softened(fixed)).replace("·", "")


def _softened(name: str) -> str:
    for letter, latin in (("я", "ya"), ("ю", "yu"), ("є", "ye"), ("ї", "yi"), ("й", "y")):
        name = re.sub(f"(?<=[^\\W·]){letter}", latin, name)
    return name


@cache
def _rules(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = tomllib.loads((BUILD / "russify.toml").read_text(encoding="utf-8"))[table]
    return tuple((re.compile(pattern), new) for pattern, new in rules)


def russified(name: str) -> str:
    """Guess the Russian name of a Ukrainian place by the rules of ``russify.toml``."""
    *before, last = name.split(" ")
    words = [_replaced(_replaced(word, "rules"), "adjectives") for word in before]
    return " ".join((*words, "-".join(_replaced(part, "rules") for part in last.split("-"))))


def _replaced(word: str, table: str) -> str:
    new = word.lower()
    for pattern, replacement in _rules(table):
        new = pattern.sub(replacement, new)
    return new.capitalize() if word[:1].isupper() else new


def language(name: str, official: str) -> str:
    """Tell whether a Cyrillic name is Ukrainian (u) or Russian (r), ``official`` being the place's name."""
    if _UKRAINIAN_ONLY.search(name):
        return "u"
    if _RUSSIAN_ONLY.search(name):
        return "r"
    return "u" if fold(romanise(name)) == fold(official) else "r"


def alternates(names: list[str], official: str) -> Names:
    """Type the untyped alternate names of GeoNames; drops codes, machine spellings and other scripts."""
    kept: list[tuple[str, str]] = []
    for name in names:
        if not usable(name):
            continue
        if is_cyrillic(name):
            kind = language(name, official)
            kept.append((name, kind))
            kept.extend(of_russian(name)[1:] if kind == "r" else ())
        else:
            kept.append((name, "a"))
    return tuple(kept)


def shared_start(one: str, other: str) -> int:
    """Count the letters that two words have in common from their beginning."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)


def usable(name: str) -> bool:
    """Whether a name is one that people write: no code, no machine spelling, one known script."""
    letters = [char for char in name if char.isalpha()]
    if len(letters) < 3 or not name[0].isupper() or name.isupper() or "," in name or "(" in name:
        return False
    scripts = {_script(char) for char in letters}
    return scripts in ({"Latin"}, {"Cyrillic"})


def _script(char: str) -> str:
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        return "Latin"
    return "Cyrillic" if "\u0400" <= char <= "\u045f" or char in "ґҐ" else "other"


def distinct(name: str, names: Names) -> Names:
    """Drop names whose key is already there; the best type of each key stays (official first)."""
    rank = {letter: at for at, letter in enumerate("otuarsf")}
    best: dict[str, tuple[str, str]] = {fold(name): (name, "o")}
    for spelt, kind in names:
        key = fold(spelt)
        if key and (key not in best or rank[kind] < rank[best[key][1]]):
            best.setdefault(key, (spelt, kind))
            best[key] = (best[key][0], min(kind, best[key][1], key=rank.__getitem__))
    del best[fold(name)]
    return tuple(sorted(best.values()))

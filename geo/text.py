"""Names made comparable: the folded key of a name, and Cyrillic written in Latin letters.

A key is what two spellings of one name share: no case, no diacritics, no apostrophes, hyphens as spaces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "'’‘‛ʼʻʽʹʺ`´′″\"ˈ"
_LETTERS = {
    "ґ": "г",
    "ө": "о",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "ə": "e",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_STRIP = str.maketrans(dict.fromkeys(_APOSTROPHES))
_FOLD = str.maketrans({**dict.fromkeys(_APOSTROPHES, None), **_LETTERS})
_ODD = re.compile(r"[\W_]+")

# Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010: (at the start of a word, elsewhere).
# fmt: off
_UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
}
# fmt: on
_UKRAINIAN_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ё": "yo"}
_UKRAINIAN_INSIDE = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia", "ё": "io"}

# BGN/PCGN 1947 without its apostrophes and with -iy, -yy shortened to -y, as newspapers print it.
# fmt: off
_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "y",
    "э": "e", "ю": "yu", "я": "ya",
}
# fmt: on
_RUSSIAN_SOFT = frozenset("аеёиоуыэюяйъь")
_SILENT = "ьъ" + _APOSTROPHES
_CYRILLIC_WORD = re.compile(rf"[\u0400-\u04ff](?:[\u0400-\u04ff{_APOSTROPHES}]*[\u0400-\u04ff])?")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return the key under which a name is stored and looked up.

    Parameters
    ----------
    name : str
        A name in any script, as it was written.

    Returns
    -------
    str
        The name without case, diacritics and apostrophes; every other sign that is no letter and no
        digit is one space. Cyrillic stays Cyrillic. ``fold(fold(x)) == fold(x)``.

    Examples
    --------
    >>> fold("Kam’ianka-Dniprovska"), fold("Çırağan"), fold("Ґоголів")
    ('kamianka dniprovska', 'ciragan', 'гоголів')
    """
    if name.isascii():
        return " ".join(_ODD.sub(" ", name.lower().translate(_STRIP)).split())
    plain = unicodedata.normalize("NFKD", name.translate(_STRIP)).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_FOLD)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_ODD.sub(" ", bare.casefold()).split())


def is_cyrillic(text: str) -> bool:
    """Tell whether the text holds a Cyrillic letter."""
    return any("\u0400" <= char <= "\u04ff" for char in text)


def romanise(cyrillic: str, lang: str = "uk") -> str:
    """Write Cyrillic in Latin letters.

    Parameters
    ----------
    cyrillic : str
        A name; anything that is not Cyrillic stays as it is.
    lang : {"uk", "ru"}
        Ukraine's official table of 2010, or the simplified BGN/PCGN romanisation of Russian.

    Examples
    --------
    >>> romanise("Гуляйполе"), romanise("Згурівка"), romanise("Ёлкино Северный", "ru")
    ('Huliaipole', 'Zghurivka', 'Yolkino Severny')
    """
    letters = _ukrainian if lang == "uk" else _russian
    return _CYRILLIC_WORD.sub(lambda word: letters(word.group()), cyrillic)


def _ukrainian(word: str) -> str:
    low, out = word.lower(), []
    for at, char in enumerate(low):
        if char in _SILENT:
            continue
        latin = _UKRAINIAN.get(char) or (_UKRAINIAN_INSIDE if at else _UKRAINIAN_START).get(char)
        if char == "г" and low[at - 1 : at] == "з":
            latin = "gh"
        out.append(_cased(latin or _RUSSIAN.get(char, char), word, at))
    return "".join(out)


def _russian(word: str) -> str:
    low, out = word.lower(), []
    ending = len(word) - 2 if low.endswith(("ий", "ый")) and len(word) > 3 else len(word)
    for at, char in enumerate(low[:ending]):
        if char in _SILENT:
            continue
        soft = not at or low[at - 1] in _RUSSIAN_SOFT
        latin = _RUSSIAN.get(char) or _UKRAINIAN.get(char) or _UKRAINIAN_START.get(char, char)
        if char in "её":
            latin = ("ye" if char == "е" else "yo") if soft else ("e" if char == "е" else "yo")
        out.append(_cased(latin, word, at))
    return "".join(out) + (_cased("y", word, ending) if ending < len(word) else "")


def _cased(latin: str, word: str, at: int) -> str:
    if not word[at].isupper():
        return latin
    return latin.upper() if len(word) > 1 and word.isupper() else latin.capitalize()

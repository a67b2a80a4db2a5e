"""What a foreign word or column name is probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from geo import vocab
from geo.frame.columns import COLUMNS

_SETS = {"acled": "ACLED", "ucdp": "UCDP GED", "viina": "VIINA"}


def nearest(word: str, terms: Mapping[str, vocab.Term]) -> str:
    """Say which term is probably meant, as the end of a message."""
    if len(terms) <= 16:
        return f"{_meant(word, terms)}; use one of {', '.join(terms)}"
    return _meant(word, terms)


def column_meant(name: str) -> str | None:
    """Say where the value of a foreign column belongs, or None where nothing is near.

    Parameters
    ----------
    name : str
        A property or column that the event table does not have.

    Returns
    -------
    str or None
        ``"'event_date' is ACLED's name for date_start"`` or ``"'catgory' is probably category"``.
    """
    for key, label in _SETS.items():
        if ours := _peers(key).get(name.casefold()):
            return f"{name!r} is {label}'s name for {ours}"
    near = get_close_matches(name.casefold()[:60], [column.id for column in COLUMNS], n=1, cutoff=0.8)
    return f"{name!r} is probably {near[0]}" if near else None


def dialect(names: Iterable[str]) -> list[str]:
    """Say which data set the foreign names are from: one sentence a name, none where fewer than four fit one.

    Names such as ``source`` or ``location`` alone are everybody's and tell nothing.
    """
    known = [name for name in names if name.casefold() not in {column.id for column in COLUMNS}]
    for key, label in _SETS.items():
        peers = {name: _peers(key)[name.casefold()] for name in known if name.casefold() in _peers(key)}
        if len(peers) >= 4:
            return [f"{name!r} is {label}'s name for {ours}" for name, ours in peers.items()]
    return []


def _meant(word: str, terms: Mapping[str, vocab.Term]) -> str:
    for term in terms.values():
        if isinstance(term, vocab.Category) and word in {*term.acled, *term.acled_by.values()}:
            return f"; it is ACLED's word for {term.id!r} and perhaps others"
    names = {term.label.casefold(): term.id for term in terms.values()} | {
        key.casefold(): key for key in terms
    }
    near = get_close_matches(word.casefold()[:60], list(names), n=1, cutoff=0.75)
    return f"; perhaps {names[near[0]]!r}" if near else ""


@lru_cache(maxsize=4)
def _peers(key: str) -> dict[str, str]:
    pairs = [(name, column.id) for column in COLUMNS for name in (getattr(column, key) or "").split(", ")]
    return {name.casefold(): ours for name, ours in reversed(pairs) if name and " " not in name}

"""Names that are nearly the one given: the last resort, for slips of the pen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

KeysByLength = dict[int, list[str]]


def alike(
    key: str, keys_from: Callable[[str], KeysByLength], likeness: float, limit: int
) -> list[tuple[str, float]]:
    """Find the keys most like a folded name, with their likeness in per cent.

    Parameters
    ----------
    key : str
        A folded name.
    keys_from : callable
        Gives all keys that begin with a prefix, by their length.
    likeness : float
        Least likeness in per cent (normalised distance of Damerau and Levenshtein, optimal string
        alignment); ``limit`` names at most are returned, the likest first.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(key) < 2:
        return []
    found = process.extract(
        key,
        list(_near(key, keys_from, likeness)),
        scorer=OSA.normalized_similarity,
        score_cutoff=likeness / 100,
        limit=limit,
    )
    return sorted(
        ((other, round(score * 100, 1)) for other, score, _ in found), key=lambda hit: (-hit[1], hit[0])
    )


def _near(key: str, keys_from: Callable[[str], KeysByLength], likeness: float) -> Iterator[str]:
    slips = max(1, int(len(key) * (100 - likeness) / 100))
    for prefix in (key[0], key[1] + key[0]):
        by_length = keys_from(prefix)
        for length in range(len(key) - slips, len(key) + slips + 1):
            yield from by_length.get(length, ())

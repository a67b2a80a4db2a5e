"""Names that are nearly the one given: the last resort, for slips of the pen."""

from __future__ import annotations

from collections.abc import Callable


def alike(
    key: str, keys_by_letter: Callable[[str], list[str]], likeness: float, limit: int
) -> list[tuple[str, float]]:
    """Find the keys most like a folded name, with their likeness in per cent.

    Parameters
    ----------
    key : str
        A folded name.
    keys_by_letter : callable
        Gives all keys that begin with a letter.
    likeness : float
        Least likeness in per cent; ``limit`` names at most are returned, the likest first.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found: dict[str, float] = {}
    for letter in dict.fromkeys(key[:2].replace(" ", "")):
        near = [
            other for other in keys_by_letter(letter) if abs(len(other) - len(key)) <= _slips(key, likeness)
        ]
        for other, score, _ in process.extract(
            key, near, scorer=OSA.normalized_similarity, score_cutoff=likeness / 100, limit=limit
        ):
            found[other] = round(score * 100, 1)
    return sorted(found.items(), key=lambda hit: (-hit[1], hit[0]))[:limit]


def _slips(key: str, likeness: float) -> int:
    return max(1, int(len(key) * (100 - likeness) / 100))

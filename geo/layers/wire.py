"""Shapes of the base map as short lists of whole numbers, and JSON that may stand inside a page's script."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SHAPE_SCALE = 1000  # whole thousandths of a degree, about 100 m
_LONE = re.compile("[\ud800-\udfff]")  # half a surrogate pair cannot be written as UTF-8
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "{{": "\\u007b\\u007b",
    "{%": "\\u007b%",
    "{#": "\\u007b#",
}


def script_json(value: object) -> str:
    r"""Write JSON that neither a browser's HTML parser nor a template engine can mistake for its own.

    ``<``, ``>``, ``&`` and the line separators U+2028 and U+2029 stand as ``\u`` escapes, and so do the
    openings of templates: outside strings, JSON never has two braces in a row, nor a brace before ``%`` or
    ``#``.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for raw, escape in _ESCAPES.items():
        text = text.replace(raw, escape)
    return _LONE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def deflate(text: str) -> str:
    """Pack text for ``DecompressionStream("deflate-raw")``, in letters that may stand in a page."""
    packer = zlib.compressobj(level=6, wbits=-15)
    return base64.b64encode(packer.compress(text.encode("utf-8")) + packer.flush()).decode("ascii")


def flat(coordinates: NDArray[np.float64], scale: int = SHAPE_SCALE) -> list[int]:
    """Turn an array of positions into a list: the first position, then the steps to each next one.

    Parameters
    ----------
    coordinates : array of shape (n, 2)
        Longitude and latitude in degrees.
    scale : int
        Units a degree.

    Returns
    -------
    list of int
        ``[x0, y0, dx1, dy1, ...]``; positions that fall together are left out.
    """
    whole = np.rint(np.asarray(coordinates, dtype=float)[:, :2] * scale).astype(np.int64)
    steps = np.diff(whole, axis=0)
    moved = steps[np.any(steps != 0, axis=1)]
    return [*whole[0].tolist(), *moved.ravel().tolist()]


def flats(parts: Iterable[Any], scale: int = SHAPE_SCALE) -> list[list[int]]:
    """Turn several rings or lines into lists of whole numbers, leaving out those that shrink to a point."""
    lists = [flat(np.asarray(part, dtype=float), scale) for part in parts if len(part)]
    return [numbers for numbers in lists if len(numbers) > 2]

"""Who is to be named on a map: exactly the layers in use, each with its licence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.layers import style
from geo.paths import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geopandas import GeoDataFrame

    from geo.frontline import Front

MOST_OUTLETS = 5


def credits_of(frame: GeoDataFrame, used: Iterable[str], front: Front | None) -> list[dict[str, str]]:
    """Collect the lines of credit of a map.

    Parameters
    ----------
    frame : GeoDataFrame
        Event table; its sources are named first.
    used : iterable of str
        Layers in use, by the ``layer`` of the style table's ``credit`` rows.
    front : Front, optional
        Line of contact on the map; it brings its own credit.

    Returns
    -------
    list of dict
        ``words`` of each credit, every one once, with ``url`` where it leads somewhere.
    """
    used = set(used)
    papers = {row["file"]: row for row in _papers()}
    lines = [*_outlets(frame)]
    for row in style()["credit"]:
        paper = papers.get(row.get("file"), row)
        if row["layer"] in used and "credit" in paper:
            lines.append({"words": _words(paper), **({"url": row["url"]} if "url" in row else {})})
    if front is not None:
        lines.append({"words": front.credit})
    return list({line["words"]: line for line in lines}.values())


def _papers() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(data_path("sources.json").read_text(encoding="utf-8"))["files"]
    return rows


def _words(paper: dict[str, Any]) -> str:
    credit, licence = paper["credit"], paper.get("licence")
    return f"{credit} ({licence})" if licence and licence not in credit else str(credit)


def _outlets(frame: GeoDataFrame) -> Iterator[dict[str, str]]:
    """Name the sources of the events, the most used first."""
    counts: dict[str, int] = {}
    for cell in frame["sources"].tolist() if "sources" in frame.columns else ():
        for source in cell or ():
            name = source.get("outlet") if isinstance(source, dict) else source.outlet
            if name:
                counts[name] = counts.get(name, 0) + 1
    names = sorted(counts, key=lambda name: -counts[name])
    if names:
        more = f" and {len(names) - MOST_OUTLETS} more" if len(names) > MOST_OUTLETS else ""
        yield {"words": f"Events: {', '.join(names[:MOST_OUTLETS])}{more}"}

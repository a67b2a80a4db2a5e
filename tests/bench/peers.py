"""The other ways to look a place up, each run in a process of its own so that its memory is its own.

``python tests/bench/peers.py NAME < names.json`` prints load time, memory, speed and answers as JSON.
"""

from __future__ import annotations

import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

Find = Callable[[str], tuple[float, float] | None]
LEAST_SECONDS = 1.0
INSTALL = "`.venv/bin/uv pip install --python .venv/bin/python --group bench`"


def sitmap_lookup() -> Find:
    """Open the gazetteer and take the first place of a name."""
    from geo.gazetteer import Gazetteer

    lookup = Gazetteer.open().lookup

    def find(name):
        found = lookup(name)
        return (found[0].lon, found[0].lat) if found else None

    return find


def sitmap_resolve() -> Find:
    """Open the geocoder, which weighs all candidates."""
    from geo.geocode import Geocoder

    resolve = Geocoder().resolve

    def find(name):
        place = resolve(name)
        return (place.best.lon, place.best.lat) if place else None

    return find


def most_populous() -> Find:
    """Take the most populous place of a name in the same gazetteer."""
    from geo.gazetteer import Gazetteer

    lookup = Gazetteer.open().lookup

    def find(name):
        found = max(lookup(name), key=lambda place: place.population, default=None)
        return (found.lon, found.lat) if found else None

    return find


def local_geocode() -> Find:
    """Load local-geocode and take its first answer."""
    from geocode.geocode import Geocode

    logging.disable(logging.INFO)
    geocoder = Geocode()
    geocoder.load()

    def find(name):
        found = geocoder.decode(name)
        return (found[0]["longitude"], found[0]["latitude"]) if found else None

    return find


def flashgeotext() -> Find:
    """Load flashgeotext, which knows cities and countries without positions."""
    from flashgeotext.geotext import GeoText

    logging.disable(logging.CRITICAL)
    extract = GeoText().extract

    def find(name):
        found = extract(name)
        return (0.0, 0.0) if found["cities"] or found["countries"] else None

    return find


def pandas_scan() -> Find:
    """Read the same places as a table and compare the whole column for each name."""
    import pandas as pd

    from geo.paths import data_path

    table = pd.read_csv(data_path("gazetteer", "places.tsv"), sep="\t", keep_default_na=False, quoting=3)

    def find(name):
        found = table[table["name"] == name]
        return (found.iloc[0]["lon"], found.iloc[0]["lat"]) if len(found) else None

    return find


WAYS = {
    way.__name__.replace("_", "-"): way
    for way in (sitmap_lookup, sitmap_resolve, most_populous, local_geocode, flashgeotext, pandas_scan)
}


def run(way: str, names: Sequence[str]) -> dict[str, object] | None:
    """Measure one way in a process of its own; None if it is not installed."""
    command = [sys.executable, __file__, way]
    done = subprocess.run(command, input=json.dumps(names), capture_output=True, text=True, check=False)
    if done.returncode == 3:
        return None
    done.check_returncode()
    return json.loads(done.stdout.splitlines()[-1])


def measure(way: str, names: Sequence[str]) -> dict[str, object]:
    """Load, answer every name once, then repeat until the speed can be told."""
    begun = time.process_time()
    find = WAYS[way]()
    loaded = time.process_time() - begun
    begun = time.process_time()
    answers = [find(name) for name in names]
    first = len(names) / (time.process_time() - begun)
    rounds, begun = 0, time.process_time()
    while time.process_time() - begun < LEAST_SECONDS:
        for name in names[: 50 if way == "pandas-scan" else None]:
            find(name)
            rounds += 1
    spent = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speeds = {"first_per_second": first, "per_second": rounds / spent}
    return {"load_s": loaded, "memory_mb": memory, **speeds, "answers": answers}


if __name__ == "__main__":
    try:
        result = measure(sys.argv[1], json.load(sys.stdin))
    except ModuleNotFoundError:
        sys.exit(3)
    print(json.dumps(result))

"""How fast places are looked up, and in how much memory, beside other ways in one run."""

from __future__ import annotations

import random
import time

import gold
import peers

from geo.gazetteer import Gazetteer

SAMPLE = 1500
SLIPS = 300


def _luck(seed):
    return random.Random(seed)  # noqa: S311 - a sample, not a secret


def names():
    """Take the names of annotated reports and a sample of the gazetteer's own."""
    chosen = _luck(1).sample([row.name for row in Gazetteer.open().rows()], SAMPLE)
    return [row.name for text in gold.texts() for row in text] + chosen


def slip(name, luck):
    """Swap two letters inside a name."""
    at = luck.randrange(1, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def fuzzy():
    """Print how long a misspelt name takes, at the median and at worst, warm."""
    luck = _luck(2)
    gazetteer = Gazetteer.open()
    slips = [slip(name, luck) for name in luck.sample([n for n in names() if len(n) > 5], SLIPS)]
    spent = []
    for _ in range(2):
        spent = []
        for name in slips:
            begun = time.process_time()
            gazetteer.fuzzy(name)
            spent.append((time.process_time() - begun) * 1000)
    spent.sort()
    print(
        f"fuzzy: median {spent[SLIPS // 2]:.1f} ms, 95 % within {spent[SLIPS * 95 // 100]:.1f} ms, worst {spent[-1]:.1f} ms"
    )


def main():
    """Print a table with ratios to the gazetteer's lookup."""
    chosen = names()
    print(f"== {len(chosen)} names, CPU seconds of one core; memory is the whole process")
    print(f"{'':18}{'load':>10}{'memory':>10}{'first time/s':>14}{'again/s':>10}{'found':>8}{'speed':>9}")
    base = None
    for way in ("sitmap-lookup", "sitmap-resolve", "local-geocode", "flashgeotext", "pandas-scan"):
        result = peers.run(way, chosen)
        if result is None:
            print(f"{way:18}not installed: {peers.INSTALL}")
            continue
        base = base or result["per_second"]
        found = sum(answer is not None for answer in result["answers"]) / len(chosen)
        print(
            f"{way:18}{result['load_s'] * 1000:7.0f} ms{result['memory_mb']:7.0f} MB{result['first_per_second']:14,.0f}{result['per_second']:10,.0f}"
            f"{found:8.0%}{result['per_second'] / base:9.4f}"
        )
    fuzzy()


if __name__ == "__main__":
    main()

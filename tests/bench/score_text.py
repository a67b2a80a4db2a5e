"""Print how good the way from text to events is, on annotated reports beside the checkout when they are there."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

from geo.extract import Extractor
from geo.merge import merge
from geo.read import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
HELD_OUT = "03"  # final digits; kept aside until the first full figures were taken, then read too


def features(events):
    """Write events as the scorer reads them."""
    out = []
    for event in events:
        row = asdict(event)
        lon, lat = row.pop("lon"), row.pop("lat")
        row["precision"] = str(row["precision"]) if row["precision"] else None
        geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
        out.append({"type": "Feature", "geometry": geometry, "properties": row})
    return {"type": "FeatureCollection", "features": out}


def predict(folder, target, extractor):
    """Write the events of every report of a gold folder."""
    target.mkdir(parents=True, exist_ok=True)
    ids, size, spent = [], 0, 0.0
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (folder / "texts" / f"{row['id']}.txt").read_text(encoding="utf-8")
            day = date.fromisoformat(row["date"]) if row["date"] else None
            began = time.process_time()
            report = read(text, published=day)
            found = extractor(report)
            events = merge(found.events, newest_first=found.newest_first)
            spent += time.process_time() - began
            size += len(text.encode())
            (target / f"{row['id']}.geojson").write_text(json.dumps(features(events)), encoding="utf-8")
            ids.append(row["id"])
    return ids, size, spent


def score(folder, target, ids, verbose):
    """Run the scorer over some reports."""
    command = [
        sys.executable,
        str(SHARED / "tools/score_events.py"),
        str(folder),
        str(target),
        "--ids",
        ",".join(ids),
    ]
    print(
        subprocess.run(command + ["--verbose"] * verbose, capture_output=True, text=True, check=True).stdout
    )


def main():
    """Score both parts of the development set, and the example day."""
    if not SHARED.is_dir():
        print("no annotated reports beside the checkout: nothing to score")
        return
    verbose = "--verbose" in sys.argv
    only = [a for a in sys.argv[1:] if not a.startswith("-")]
    extractor = Extractor()
    out = Path(tempfile.gettempdir()) / "sitmap-score"
    for name in ("devset", "article"):
        folder = SHARED / name
        ids, _, cold = predict(folder, out / name, extractor)
        ids, size, warm = predict(folder, out / name, extractor)
        print(
            f"== {name}: {size / 1000:.1f} kB, cold {cold:.2f} s, warm {warm:.3f} s of one core, {size / 1000 / warm:.0f} kB/s"
        )
        if name == "article":
            if not only or name in only:
                score(folder, out / name, ids, verbose)
            continue
        held = [i for i in ids if i[-1] in HELD_OUT]
        parts = {"written on": [i for i in ids if i not in held], "held out": held}
        for part, chosen in parts.items():
            if not only or part.split()[0] in only:
                print(f"-- {part}: {len(chosen)} reports")
                score(folder, out / name, chosen, verbose and part == "written on")


if __name__ == "__main__":
    main()

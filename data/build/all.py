"""Rebuild everything in ``data/`` that a script makes, in the order in which the scripts need each other."""

from __future__ import annotations

import importlib
import time

STEPS = ("boundaries", "basemap", "contact_line", "gazetteer", "sample_day", "papers")


def main() -> None:
    """Run every step; each is a module of this folder with a ``main``."""
    for step in STEPS:
        started = time.perf_counter()
        importlib.import_module(f"data.build.{step}").main()
        print(f"{step}: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()

"""Run every bench_*.py beside this file: ``python tests/bench/bench.py``."""

from __future__ import annotations

from score import main

if __name__ == "__main__":
    main("bench_*.py")

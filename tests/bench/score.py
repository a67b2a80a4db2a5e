"""Run every score_*.py beside this file: ``python tests/bench/score.py [--verbose]``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(pattern="score_*.py"):
    """Run the scripts that match, one after the other, and fail if one fails."""
    failed = []
    for script in sorted(HERE.glob(pattern)):
        print(f"\n#### {script.name}", flush=True)
        if subprocess.run([sys.executable, script, *sys.argv[1:]], check=False).returncode:
            failed.append(script.name)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()

"""Find or install a Chromium for the browser tests; say plainly when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    named = os.environ.get("SITMAP_BROWSER")
    if named:
        return named if shutil.which(named) else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Install Debian's Chromium where that is allowed; in CI a missing browser is an error."""
    if path := find():
        print(f"browser tests will use {path}")
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("no Chromium found; installing Debian's package (about a minute)", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
            check=False,
            **quiet,
        )
    if path := find():
        print(f"browser tests will use {path}")
        return 0
    print(
        "No Chromium or Chrome was found and none could be installed: the browser tests will be skipped. "
        "Install one (Debian: apt-get install chromium) or set SITMAP_BROWSER to its path."
    )
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())

"""Take the README's picture: the exported map of the example day (`make picture`)."""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from conftest import FLAGS
from ensure import find
from PIL import Image
from playwright.sync_api import sync_playwright

from geo import archive, export, maps
from geo.frontline import contact_line

TARGET = Path(__file__).with_name("map.png")
SIZE = {"width": 1440, "height": 900}


def main() -> int:
    """Draw the map, open it as a reader would, and save what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page = Path(folder, "map.html")
        day = archive.load("2025-06-02")
        page.write_text(export.html(maps.build(day, front=contact_line())), encoding="utf-8")
        browser = play.chromium.launch(executable_path=find(), args=FLAGS)
        tab = browser.new_page(viewport=SIZE)
        tab.goto(page.as_uri())
        tab.wait_for_timeout(1500)
        picture = Image.open(BytesIO(tab.screenshot()))
        browser.close()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(TARGET, optimize=True)
    print(f"{TARGET} ({TARGET.stat().st_size / 1e3:.0f} kB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A real browser for the tests that look at what a person sees."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from ensure import find

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Mark everything here as a browser test; without a browser, skip (in CI, fail)."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            if find() is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium or Chrome; see `make browser`"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Drive the machine's own Chromium."""
    return {**browser_type_launch_args, "executable_path": find(), "args": FLAGS}


@pytest.fixture(scope="session")
def base_url():
    """No address of its own; stands in for the plugin's fixture, of which pytest 9 warns."""


@pytest.fixture
def offline(context):
    """Refuse the network (loopback excepted) and return the list of requests that were tried."""
    tried: list[str] = []

    def route(handler):
        url = handler.request.url
        if url.startswith(("file:", "data:", "blob:", "http://127.0.0.1", "http://localhost", "about:")):
            handler.continue_()
        else:
            tried.append(url)
            handler.abort()

    context.route("**/*", route)
    return tried

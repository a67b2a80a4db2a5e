"""What every test shares: a bounded Hypothesis profile, and a home of its own for caches and archives."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "sitmap", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("sitmap")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory, monkeypatch):
    """No test reads or writes the caches, settings or archives of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in [key for key in os.environ if key.startswith("SITMAP_") and key != "SITMAP_BROWSER"]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _own_main(monkeypatch):
    """Streamlit's AppTest leaves its script as the main module; processes that a later test spawns would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])

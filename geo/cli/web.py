"""``sitmap app``: the app in the browser, on this machine only and without any outside call."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("app", help=_APP)(open_app)


_APP = """Open the app in the browser.

Examples:

    sitmap app

    sitmap app --port 8600 --no-browser
"""


def open_app(
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on; only this machine by default.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser too.")] = True,
) -> None:
    """Run Streamlit on the shipped script; its usage statistics stay switched off."""
    raise typer.Exit(subprocess.run(command(port, address, browser), check=False).returncode)  # noqa: S603 - own words


def command(port: int, address: str, browser: bool) -> list[str]:
    """Give the command line that runs the app."""
    from geo.paths import app_path

    return [
        *(sys.executable, "-m", "streamlit", "run", str(app_path())),
        *("--server.port", str(port), "--server.address", address),
        *("--server.headless", str(not browser).lower()),
        *("--browser.gatherUsageStats", "false", "--server.showEmailPrompt", "false"),
    ]

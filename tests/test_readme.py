"""The README, as a reader uses it: its commands run, its tables are true, its links hold."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import geo
from geo.cli import app
from geo.frame import COLUMNS, columns_table

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line.split(" #")[0].strip()
    for kind, block in BLOCKS
    if kind == "sh"
    for line in block.splitlines()
    if line.startswith("sitmap ")
]
LINKS = [
    (name, link)
    for name in ("README.md", "CONTRIBUTING.md", "data/README.md")
    for link in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    if not link.startswith("http")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command, tmp_path, monkeypatch):
    """Every command that the README shows ends well, from a folder that holds what it names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "report.txt").write_text(
        "Russian shelling killed two people in Nikopol on Monday, the governor said.", encoding="utf-8"
    )
    done = CliRunner().invoke(app, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    if "-o" in command:
        assert (tmp_path / shlex.split(command)[shlex.split(command).index("-o") + 1]).stat().st_size > 0


def test_notebook_lines_run(tmp_path, monkeypatch):
    """The lines for a notebook make a day and its map."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    (code,) = (block for kind, block in BLOCKS if kind == "python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the README's own lines
    assert "<html" in (tmp_path / "map.html").read_text(encoding="utf-8")
    assert set(geo.__all__) == {"find_places", "make_day", "open_day", "save_map"}


def test_columns_table_is_the_real_one():
    """The table of columns is the one that validation uses."""
    assert columns_table().strip() in README
    assert all(f"`{column.id}`" in README for column in COLUMNS)


def test_every_dependency_has_its_reason():
    """The table of packages names exactly what pyproject.toml asks for."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=~!\[ ]", line)[0] for line in asked}
    section = README.split("Each dependency is here for its own field:")[1].split("\n\n")[1]
    told = {row.split("|")[1].strip() for row in section.splitlines()[2:]}
    assert told == names


def test_every_command_is_told():
    """Every command of sitmap stands in the README."""
    help_text = CliRunner().invoke(app, ["--help"]).output
    names = set(re.findall(r"^[│ ]+([a-z]+)  ", help_text, re.MULTILINE))
    assert names
    assert not [name for name in names if f"sitmap {name}" not in README]


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_links_hold(name, link):
    """A link inside the repository leads to a file."""
    assert (ROOT / Path(name).parent / link).exists()

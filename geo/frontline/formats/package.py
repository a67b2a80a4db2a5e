"""GeoPackages, read in a process of their own in which GDAL knows no other driver.

A file that only calls itself a GeoPackage, or one that points to other files or hosts, is never opened.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import shapely

from geo.errors import InputError

_MAGIC = b"SQLite format 3\x00"
_LIMIT_S = 60
_READER = """
import os, sys
import pyogrio
others = [name for name in pyogrio.list_drivers() if name != "GPKG"]
pyogrio.set_gdal_config_options({"OGR_SKIP": ",".join(others), "GDAL_SKIP": ",".join(others)})
import json, shapely
meta = pyogrio.read_info(sys.argv[1])
info, _, shapes, columns = pyogrio.raw.read(sys.argv[1], force_2d=True)
rows = [[str(value) for value in column] for column in columns]
out = {"crs": info["crs"], "fields": list(info["fields"]), "rows": rows,
       "shapes": [None if s is None else bytes(s).hex() for s in shapes]}
sys.stdout.write(json.dumps(out))
"""


def is_package(path: Path) -> bool:
    """Tell a GeoPackage by its first bytes and its ending."""
    if path.suffix.lower() != ".gpkg":
        return False
    with path.open("rb") as file:
        if file.read(16) != _MAGIC:
            raise InputError(
                f"{path.name!r} is called .gpkg but is no GeoPackage: give a real one, or a GeoJSON"
            )
    return True


def read(path: Path) -> list[dict[str, Any]]:
    """Read the features of the first layer of a GeoPackage."""
    import json

    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and program; the path is an argument
            [sys.executable, "-c", _READER, str(path.resolve())],
            capture_output=True,
            timeout=_LIMIT_S,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"{path.name!r} took longer than {_LIMIT_S} s to read: give a smaller file"
        ) from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
        raise InputError(
            f"{path.name!r} cannot be read as a GeoPackage ({reason[0]}): give a GeoJSON instead"
        )
    found = json.loads(done.stdout)
    _check_crs(found["crs"], path)
    rows = [dict(zip(found["fields"], row, strict=True)) for row in zip(*found["rows"], strict=True)]
    rows = rows or [{} for _ in found["shapes"]]
    return [
        {
            "type": "Feature",
            "properties": row,
            "geometry": shapely.from_wkb(bytes.fromhex(shape)) if shape else None,
        }
        for row, shape in zip(rows, found["shapes"], strict=True)
    ]


def _check_crs(crs: str | None, path: Path) -> None:
    if crs and crs not in {"EPSG:4326", "OGC:CRS84"}:
        raise InputError(
            f"{path.name!r} is in {crs[:60]}, not in WGS84: reproject it to EPSG:4326 and try again"
        )

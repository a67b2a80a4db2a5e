"""The papers of data/: hashes every file and writes ``sources.json`` and the table of ``README.md``.

Rows stand in ``papers.toml`` and ``papers_*.toml`` beside it, one ``[[paper]]`` a file; a pattern
(``days/*/*``) may stand for many files, the first row that fits counts. A file without a row is a fault.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from data.build.fetch import BUILD, DATA, sha256

WRITTEN_HERE = frozenset({"sources.json", "README.md"})
COLUMNS = ("file", "origin", "version", "licence", "credit", "made_by")
START, END = "<!-- files -->", "<!-- end of files -->"


def main() -> None:
    """Write ``data/sources.json`` and the table in ``data/README.md``; raises after that if papers lack."""
    rows, faults = sources()
    text = json.dumps({"files": rows}, ensure_ascii=False, indent=1) + "\n"
    (DATA / "sources.json").write_text(text, encoding="utf-8", newline="\n")
    readme = DATA / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(START)
    page = f"{before}{START}\n{table(rows)}\n{END}{rest.split(END)[1]}"
    readme.write_text(page, encoding="utf-8", newline="\n")
    print(f"data/: {len(rows)} files with papers, {total_size() / 1e6:.1f} MB")
    if faults:
        raise LookupError("\n".join(faults))


def sources() -> tuple[list[dict[str, str]], list[str]]:
    """List one row a file, sorted by file, and the faults: files without a row, rows without a file."""
    papers, used = read(), set()
    rows, faults = [], []
    for path in files():
        name = path.relative_to(DATA).as_posix()
        paper = next((row for row in papers if path.relative_to(DATA).match(row["file"])), None)
        if paper is None:
            faults.append(f"data/{name} has no row in papers.toml: add its origin, licence and credit")
            continue
        used.add(paper["file"])
        rows.append({key: paper[key] for key in COLUMNS} | {"file": name, "sha256": sha256(path)})
    unused = {row["file"] for row in papers} - used
    return rows, faults + [f"papers.toml names {name!r}, which is not there" for name in sorted(unused)]


def read() -> list[dict[str, str]]:
    """Read every ``[[paper]]`` of ``papers.toml`` and ``papers_*.toml``."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(BUILD.glob("papers*.toml")))
    return [row for table in tables for row in table.get("paper", [])]


def files() -> list[Path]:
    """List the files of data/ that need papers: all but hidden ones, code and the two written here."""
    found = (path for path in DATA.rglob("*") if path.is_file())
    return sorted(path for path in found if _needs_papers(path.relative_to(DATA)))


def total_size() -> int:
    """Bytes of everything in data/ that is kept in the repository."""
    return sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file() and _kept(path))


def table(rows: list[dict[str, str]]) -> str:
    """Write the rows as a Markdown table."""
    lines = [f"| {' | '.join(COLUMNS)} |", f"| {' | '.join('---' for _ in COLUMNS)} |"]
    lines += ["| " + " | ".join(row[key].replace("|", "\\|") for key in COLUMNS) + " |" for row in rows]
    return "\n".join(lines)


def _needs_papers(path: Path) -> bool:
    return _kept(path) and path.suffix != ".py" and path.as_posix() not in WRITTEN_HERE


def _kept(path: Path) -> bool:
    return "__pycache__" not in path.parts and not any(part.startswith(".") for part in path.parts)


if __name__ == "__main__":
    main()

"""Keeps the plans of a folder of documents and compares them byte for byte after a change.

    python -m benchmarks.frozen keep KEPT FOLDER ...     before the change
    python -m benchmarks.frozen compare KEPT FOLDER ...  after it; exit status 1 where plans differ

For changes that move code and must not move behaviour. What readers raise is kept as well. Scans
are left out unless ``--scans`` is given: recognising their letters takes most of the time.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from vanban.pipeline.conversion import convert
from vanban.pipeline.errors import PlanError

_READ = frozenset(
    {".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".mhtml", ".txt", ".md"}
)
_SHOWN, _WIDE = 12, 200
"""Lines of a difference, and characters of a line: enough to see what moved."""
_PLACE = re.compile(r"/[\w/]*/vanban-office-\w+/")
"""Where LibreOffice put an old file: some name their own place in their foot."""


def documents(folders: list[Path], scans: bool) -> Iterator[Path]:
    """The documents under ``folders``, in the order of their paths."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in _READ or not path.is_file():
                continue
            if scans or "scan" not in path.stem:
                yield path


def plan(path: Path) -> str:
    """The plan of a document as indented JSON, or the error that it raises."""
    try:
        made = convert(path).model_dump(mode="json")
    except PlanError as error:
        made = {"error": error.code, "message": str(error)}
    written = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return _PLACE.sub("", written)


def _kept(kept: Path, path: Path) -> Path:
    place = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
    return kept / f"{path.stem}.{place}.json"


def _difference(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return [line[:_WIDE] for line in list(lines)[2 : 2 + _SHOWN]]


def main(arguments: list[str] | None = None) -> int:
    """Keep or compare; the number of plans that differ decides the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=("keep", "compare"))
    parser.add_argument("kept", type=Path, help="where the plans are kept")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--scans", action="store_true", help="scans too")
    parser.add_argument("--workers", type=int, default=2)
    said = parser.parse_args(arguments)
    paths = list(documents(said.folders, said.scans))
    said.kept.mkdir(parents=True, exist_ok=True)
    differ = 0
    with ProcessPoolExecutor(said.workers) as pool:
        for path, after in zip(paths, pool.map(plan, paths), strict=True):
            place = _kept(said.kept, path)
            if said.what == "keep":
                place.write_text(after, encoding="utf-8")
                continue
            before = place.read_text(encoding="utf-8") if place.exists() else ""
            if before != after:
                differ += 1
                print(f"{path}:", *_difference(before, after), sep="\n  ")
    print(
        f"{len(paths)} documents, {differ} differ"
        if said.what == "compare"
        else f"{len(paths)} plans kept"
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())

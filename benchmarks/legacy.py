"""Word recall on old Word files: ``python -m benchmarks.legacy [FILE …]`` (without files: the .doc
files of the shared corpus).

What the reader gives is compared with the same files read another way: antiword (Debian) takes the
letters out of the file without LibreOffice, and iconv's table of TCVN 5712 says what they mean,
without ours. antiword knows no fonts, so case is left out of the recall; capitals are counted
apart. Writes the part "Legacy text" of docs/RESULTS.md.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.report import replace_part
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT.parent / "shared" / "corpus" / "plans" / "docs"
_WORD = re.compile(r"\w+")


class Figures(NamedTuple):
    """One file: words by the other way, words of ours, how many of the former are among the
    latter.
    """

    name: str
    reference: int
    ours: int
    found: int
    raw_found: int
    seconds: float
    missed: Counter[str]


def measure(path: Path) -> Figures:
    """Both readings of one file compared."""
    start = perf_counter()
    source = read(path.read_bytes(), Options(filename=path.name))
    seconds = perf_counter() - start
    plain = _antiword(path)
    reference, ours, raw = _words(_by_iconv(plain)), _words(source.text), _words(plain)
    found = sum((reference & ours).values())
    return Figures(
        path.name,
        reference.total(),
        ours.total(),
        found,
        sum((reference & raw).values()),
        seconds,
        reference - ours,
    )


def _words(text: str) -> Counter[str]:
    return Counter(
        w.lower()
        for w in _WORD.findall(unicodedata.normalize("NFC", text))
        if not w.isdigit() and "_" not in w
    )


def _antiword(path: Path) -> str:
    command = ["antiword", "-w", "0", "-m", "UTF-8.txt", str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode(
        "utf-8", "replace"
    )


def _by_iconv(text: str) -> str:
    return "".join(_letter(c) if "\u00a1" <= c <= "\u00fe" else c for c in text)


@cache
def _letter(sign: str) -> str:
    made = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
        input=sign.encode("latin-1"),
        capture_output=True,
        check=False,
    )
    return unicodedata.normalize("NFC", made.stdout.decode()) or sign


def table(found: list[Figures]) -> str:
    """The figures as Markdown."""
    rows = [
        f"| {f.name} | {f.reference} | {f.found / f.reference:.4f} | "
        f"{f.raw_found / f.reference:.4f} | {f.seconds:.1f} |"
        for f in found
    ]
    total, right = sum(f.reference for f in found), sum(f.found for f in found)
    raw = sum(f.raw_found for f in found)
    return "\n".join(
        [
            "## Legacy text",
            "",
            f"`python -m benchmarks.legacy`, {date.today().isoformat()}: old Word files in TCVN3, "
            "words found against antiword and iconv,",
            "case aside; beside them what the letters give when nothing is converted.",
            "",
            "| file | words | word recall | unconverted | seconds |",
            "|---|---|---|---|---|",
            *rows,
            f"| all | {total} | {right / total:.4f} | {raw / total:.4f} | "
            f"{sum(f.seconds for f in found):.1f} |",
        ]
    )


def main(names: list[str]) -> None:
    if shutil.which("antiword") is None:
        sys.exit("antiword is needed to measure (apt-get install antiword)")
    found = [measure(p) for p in (map(Path, names) if names else sorted(DOCUMENTS.glob("*.doc")))]
    text = table(found)
    print(text)
    for f in found:
        print(f.name, "missed:", ", ".join(f"{w} x{n}" for w, n in f.missed.most_common(25)))
    if not names:
        replace_part(ROOT / "docs" / "RESULTS.md", "legacy", text)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Counts which syllables stand beside each other in the laws and decrees of the corpus: ``python -m
benchmarks.syllable_pairs``.

Writes extractors/language/syllable_pairs.tsv, by which misread syllables of scans are told. Then
says how often a clean text would be changed: the hand-checked plans, which are not counted, with
every word taken for doubtful.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from vanban import convert
from vanban.extractors.language.folding import key
from vanban.pipeline.ocr.pairs import mended

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "extractors" / "language" / "syllable_pairs.tsv"
_LEAST = 3
_PHRASE = re.compile(r"[^\W\d_]+(?: +[^\W\d_]+)*")


def texts(shared: Path) -> Iterator[str]:
    """Laws and decrees, and single sentences of such."""
    for path in sorted((shared / "corpus" / "vbpl" / "docs").iterdir()):
        yield convert(path).source.text
    with (shared / "corpus" / "vnlegaltext" / "dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["data"]["value"].replace("_", " ")


def counted(shared: Path) -> dict[tuple[str, str], int]:
    """Pairs of neighbouring syllables that come at least three times."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts(shared):
        for phrase in _PHRASE.findall(text.replace("\t", "\n")):
            counts.update(pairwise(key(phrase).split()))
    return {pair: n for pair, n in counts.items() if n >= _LEAST}


def write(counts: dict[tuple[str, str], int], path: Path) -> None:
    """A line for each first syllable."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for (first, second), n in sorted(counts.items()):
        lines[first].append(f"{second} {n}")
    path.write_text(
        "".join("\t".join([first, *others]) + "\n" for first, others in sorted(lines.items())),
        encoding="utf-8",
    )


def changed(shared: Path) -> tuple[list[tuple[str, str]], int]:
    """Words of clean plans that would be changed, with what they would become, and how many words
    were looked at.
    """
    found, total = [], 0
    for path in sorted((shared / "corpus" / "plans" / "docs").iterdir()):
        if "scan" in path.name:
            continue
        for line in convert(path).source.text.splitlines():
            words: list[str | None] = [None, *line.split(), None]
            for before, word, after in zip(words, words[1:], words[2:], strict=False):
                total += 1
                if word and (meant := mended(before, word, after)) != word:
                    found.append((f"{before} {word} {after}", meant))
    return found, total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with corpus/")
    args = parser.parse_args()
    write(counted(args.shared), TABLE)
    found, total = changed(args.shared)
    for words, meant in found:
        print(f"{words} → {meant}")
    print(f"{len(found)} of {total} clean words would be changed, were all of them doubtful")


if __name__ == "__main__":
    main()

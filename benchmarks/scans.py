"""Made scans against their truth: ``python -m benchmarks.scans [--seeds 4] [--first 500] [--show
[MEASURE]] [--no-write]``.

Makes a decision for every seed, prints it, scans it in five ways and compares the plan with what
was put in. "flagged": number and day that are right, or said to be doubtful or missing.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.made.compose import make
from benchmarks.made.formats import pdfs, printable
from benchmarks.made.scan import WAYS, Way, scanned, sealed_lines
from benchmarks.made.scoring import Tally, score
from benchmarks.report import replace_part
from benchmarks.synthetic import DOCS, show, table

_FIELDS = ("number", "issued_on")
_COVERED = "letters of lines under seals"
_MISSING = {"number": "number-missing", "issued_on": "date-missing"}


def printed(seeds: Sequence[int]) -> dict[int, bytes]:
    """The made documents as PDF files with a text layer, by seed."""
    with tempfile.TemporaryDirectory() as scratch:
        pdfs({str(s): printable(make(s), "pdf") for s in seeds}, Path(scratch))
        return {int(p.stem): p.read_bytes() for p in sorted(Path(scratch).glob("*.pdf"))}


def score_way(documents: Mapping[int, bytes], way: Way) -> Tally:
    """All documents scanned in one way."""
    total = Tally()
    for seed, pdf in documents.items():
        signers = make(seed).truth["header"]["signers"]
        signer = signers[-1] if signers else ""
        covered = sealed_lines(pdf, way, signer)
        total.add(_score(seed, scanned(pdf, way, seed, signer), f"{seed} {way.name}", covered))
    return total


def _score(seed: int, data: bytes, where: str, covered: Sequence[str]) -> Tally:
    from vanban import Options, convert

    truth = make(seed).truth
    plan = json.loads(convert(data, Options(filename="scan.pdf")).model_dump_json())
    return scored(truth, plan, where, covered)


def scored(
    truth: Mapping[str, Any], plan: Mapping[str, Any], where: str, covered: Sequence[str]
) -> Tally:
    """All measures of one plan. ``covered``: printed lines under seals, whose letters count."""
    tally = score(truth, plan, where)
    for line in covered:
        wrong = min(len(line), errors_within(line, plan["source"]["text"]))
        tally.right[_COVERED] += len(line) - wrong
        tally.missed[_COVERED] += wrong
        if wrong:
            tally.notes[_COVERED].append(f"{where}: {wrong} of {line!r}")
    for field in _FIELDS:
        told = "flagged" if _is_told(field, truth["header"], plan) else "unflagged"
        tally.value(f"header.{field} right or flagged", where, "flagged", told)
    return tally


def errors_within(line: str, text: str) -> int:
    """Letters to change, add or leave out so that ``line`` stands somewhere in ``text``
    (Sellers).
    """
    letters = np.array([ord(c) for c in text], np.int64)
    places = np.arange(len(letters) + 1)
    costs = np.zeros(len(letters) + 1, np.int64)
    for i, letter in enumerate(line, start=1):
        changed = costs[:-1] + (letters != ord(letter))
        best = np.append(i, np.minimum(changed, costs[1:] + 1))
        costs = np.minimum.accumulate(best - places) + places
    return int(costs.min())


def _is_told(field: str, truth: Mapping[str, Any], plan: Mapping[str, Any]) -> bool:
    """Whether a field is right, or whoever reads the plan is told that it may not be."""
    codes = {d["code"] for d in plan["diagnostics"]}
    header = plan["document"]
    right = header[field] == truth[field]
    return right or field in header["needs_review"] or _MISSING[field] in codes


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--first", type=int, default=500)
    parser.add_argument("--ways", nargs="*", default=[way.name for way in WAYS])
    parser.add_argument("--show", nargs="?", const="", help="what went wrong, of these measures")
    parser.add_argument("--no-write", action="store_true", help="leave docs/ as it is")
    args = parser.parse_args()
    documents = printed(range(args.first, args.first + args.seeds))
    tallies = {way.name: score_way(documents, way) for way in WAYS if way.name in args.ways}
    if args.show is not None:
        show(tallies, args.show)
    figures = table(tallies)
    seconds = sum(os.times()[:4])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{figures}\n\n{seconds:.0f} s of processor time, at most {memory} MiB")
    if not args.no_write:
        command = f"`python -m benchmarks.scans --first {args.first} --seeds {args.seeds}`"
        about = "documents scanned at 200 dpi in each of these ways; F1 by measure."
        text = f"## Made scans\n\n{command}, {date.today().isoformat()}: {about}\n\n{figures}"
        replace_part(DOCS / "RESULTS.md", "scans", text)


if __name__ == "__main__":
    main()

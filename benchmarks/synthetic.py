"""Documents that nobody has seen: ``python -m benchmarks.synthetic [--seeds 200] [--first 0] [--pdf
12] [--show [MEASURE]] [--no-write]``.

Makes a document for every seed, writes it in every format, converts it and compares the plan with
what was put in.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.made.compose import make
from benchmarks.made.formats import FORMATS, PDF_FORMATS, pdfs, printable, write
from benchmarks.made.scoring import Tally, score
from benchmarks.report import replace_part

DOCS = Path(__file__).resolve().parents[1] / "docs"
Tallies = dict[str, Tally]


def score_seed(seed: int, formats: Sequence[str] = FORMATS) -> Tallies:
    """One document in each format against its truth."""
    made = make(seed)
    found: Tallies = {}
    for kind in formats:
        ending, data = write(made, kind)
        found[kind] = score_file(seed, f"{seed} {kind}", f"made-{seed:05}.{ending}", data)
    return found


def score_file(seed: int, where: str, filename: str, data: bytes) -> Tally:
    """A file that was made from ``seed``. A document that cannot be converted is all missed."""
    from vanban import Options, convert
    from vanban.pipeline.errors import PlanError

    truth = make(seed).truth
    try:
        plan = json.loads(convert(data, Options(filename=filename)).model_dump_json())
    except PlanError as e:
        tally = Tally()
        tally.missed["converted"] += 1
        tally.notes["converted"].append(f"{where}: {e.what} [{e.code}]")
        return tally
    tally = score(truth, plan, where)
    tally.right["converted"] += 1
    return tally


def score_pdfs(seeds: Sequence[int], kind: str) -> Tally:
    """The same through LibreOffice, whose page breaks cut rows and repeat headers."""
    total = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        pdfs({str(s): printable(make(s), kind) for s in seeds}, Path(scratch))
        for path in sorted(Path(scratch).glob("*.pdf")):
            total.add(
                score_file(int(path.stem), f"{path.stem} {kind}", path.name, path.read_bytes())
            )
    return total


def total(parts: Iterable[Tallies]) -> Tallies:
    """Sums by format."""
    sums: Tallies = {}
    for tallies in parts:
        for kind, tally in tallies.items():
            sums.setdefault(kind, Tally()).add(tally)
    return sums


def table(tallies: Tallies) -> str:
    """F1 by measure and format, as a table of Markdown."""
    measures = sorted({m for t in tallies.values() for m in t.measures()})
    rows = [
        f"| {m} | " + " | ".join(f"{t.f1(m):.3f}" for t in tallies.values()) + " |"
        for m in measures
    ]
    return "\n".join(
        [f"| measure | {' | '.join(tallies)} |", "|---|" + "---|" * len(tallies), *rows]
    )


def show(tallies: Tallies, measure: str) -> None:
    """What went wrong, by measure."""
    for kind, tally in tallies.items():
        for name, notes in sorted(tally.notes.items()):
            if name.startswith(measure) and notes:
                print(f"\n== {kind} {name} {tally.f1(name):.3f}")
                print("\n".join(notes))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--pdf", type=int, default=0, help="how many of them as PDF too")
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    parser.add_argument(
        "--show", nargs="?", const="", help="what went wrong, of the measures that begin so"
    )
    parser.add_argument("--no-write", action="store_true", help="leave docs/ as it is")
    args = parser.parse_args()
    start = perf_counter()
    seeds = range(args.first, args.first + args.seeds)
    with ProcessPoolExecutor(2) as pool:
        tallies = total(pool.map(partial(score_seed, formats=args.formats), seeds, chunksize=4))
    for kind in PDF_FORMATS if args.pdf else ():
        tallies[kind] = score_pdfs(seeds[: args.pdf], kind)
    if args.show is not None:
        show(tallies, args.show)
    figures = table(tallies)
    print(f"\n{figures}\n\n{len(seeds)} documents, {perf_counter() - start:.0f} s")
    if not args.no_write:
        command = (
            f"`python -m benchmarks.synthetic --first {args.first} --seeds {args.seeds} "
            f"--pdf {args.pdf}`"
        )
        text = (
            f"## Made documents\n\n{command}, {date.today().isoformat()}: F1 by measure and "
            f"format.\n\n{figures}"
        )
        replace_part(DOCS / "RESULTS.md", "synthetic", text)


if __name__ == "__main__":
    main()

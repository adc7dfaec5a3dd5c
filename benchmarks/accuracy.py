"""Accuracy over the gold corpus: ``python -m benchmarks.accuracy [--corpus DIR] [--show]
[--no-write]``.

Converts the corpus, runs its three scorers, compares every figure with those of the last run that
was kept (docs/results.json), and writes docs/RESULTS.md. Gains and losses are listed by document
and by measure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.report import compare, write_results

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
WORKERS = 2
_OPENING = 600  # characters in which a document states its own number

Figures = dict[str, dict[str, float]]


def convert_into(path: Path, out: Path) -> str | None:
    """Convert one document into ``out``; what went wrong, or None."""
    from vanban import convert
    from vanban.pipeline.errors import PlanError

    try:
        plan = convert(path)
    except PlanError as e:
        return f"{path.name}: {e.what} [{e.code}]"
    (out / f"{path.stem}.json").write_text(plan.model_dump_json(), encoding="utf-8")
    return None


def convert_all(paths: list[Path], out: Path) -> tuple[float, list[str]]:
    """Seconds taken and the failures."""
    start = perf_counter()
    with ProcessPoolExecutor(WORKERS) as pool:
        failures = [f for f in pool.map(convert_into, paths, [out] * len(paths), chunksize=4) if f]
    return perf_counter() - start, failures


def plans(shared: Path, out: Path) -> Figures:
    """F1 by measure over all documents, and the mean of the measures for each document alone."""
    gold = shared / "corpus" / "plans"
    figures = {"plans": _score_plans(shared, gold, out)}
    with tempfile.TemporaryDirectory() as alone:
        for file in sorted(gold.glob("*.gold.json")):
            single = Path(alone) / file.name
            single.symlink_to(file)
            measures = _score_plans(shared, Path(alone), out)
            figures[f"plans/{file.name.removesuffix('.gold.json')}"] = measures
            single.unlink()
    return figures


def _score_plans(shared: Path, gold: Path, out: Path) -> dict[str, float]:
    with tempfile.NamedTemporaryFile(suffix=".json") as figures:
        _run(shared / "eval" / "score.py", gold, out, "--json", figures.name)
        result = json.loads(Path(figures.name).read_text(encoding="utf-8"))
    measures: dict[str, float] = {k: round(v, 4) for k, v in result["f1"].items()}
    for group in ("header", "bases", "table", "text"):
        values = [v for k, v in measures.items() if k.startswith(f"{group}.")]
        if values:
            measures[f"{group}.*"] = round(sum(values) / len(values), 4)
    measures["spans bad"] = result["spans_bad"]
    if result["coverage"]:
        measures["coverage, lowest"] = round(min(result["coverage"]), 4)
    return measures


def structure(shared: Path, out: Path) -> Figures:
    """F1 by unit, number and effective date, and the count of differences in each document."""
    printed = _run(
        shared / "eval" / "score_structure.py",
        shared / "corpus" / "vbpl" / "gold.jsonl",
        out,
        "--show",
        "9999",
    ).splitlines()
    figures: Figures = {"structure": dict(_totals(printed)), "structure, differences": {}}
    figures["structure"]["number, where the opening states the gold's"] = _stated_numbers(
        shared, out
    )
    for line in printed:
        count, _, rest = line.partition(" ")
        if count.isdigit() and not line.startswith(tuple("0")):
            name = rest.split(" ", 1)[0]
            if (out / f"{name}.json").exists():
                figures["structure, differences"][name] = float(count)
    return figures


def _totals(printed: list[str]) -> Iterator[tuple[str, float]]:
    for part in printed[0].split(";")[1:]:
        label, _, share = part.strip().rpartition(" right ")
        right, _, of = share.partition("/")
        yield label, round(int(right) / int(of), 4)
    for line in printed[1:]:
        if " F1 " in line:
            yield line.split()[0], float(line.rsplit(" ", 1)[1])


def _stated_numbers(shared: Path, out: Path) -> float:
    """Share of right numbers among documents whose first words hold the gold's number at all.

    Some gold numbers are missing, cut ("74"), another document's, or written with a Cyrillic С:
    those no reader can give.
    """
    from vanban.extractors.language.cleaning import clean

    right = stated = 0
    for line in (
        (shared / "corpus" / "vbpl" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        gold = json.loads(line)
        number = _compact(clean(gold["number_symbol"] or "")[0])
        plan = json.loads((out / f"{gold['name']}.json").read_text(encoding="utf-8"))
        if "/" in number and number in _compact(plan["source"]["text"][:_OPENING]):
            stated += 1
            right += _compact(plan["document"]["number_symbol"] or "") == number
    return round(right / stated, 4)


def _compact(text: str) -> str:
    return "".join(text.split()).lower()


def citations(shared: Path) -> Figures:
    """Near and exact F1 by type."""
    from vanban.extractors.citations.jsonl import cite_line

    gold = shared / "corpus" / "vnlegaltext" / "dev.jsonl"
    scorer = shared / "eval" / "score_citations.py"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as found:
        for line in _run(scorer, gold, "--text").splitlines():
            found.write(json.dumps(cite_line(json.loads(line)["text"]), ensure_ascii=False) + "\n")
        found.flush()
        printed = _run(scorer, gold, found.name).splitlines()
    rows = [line.split() for line in printed[1:]]
    return {
        "citations": {
            f"{r[0]} {name}": float(v)
            for r in rows
            for name, v in (("near", r[3]), ("exact", r[4]))
        }
    }


def _run(script: Path, *arguments: object) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with corpus/ and eval/")
    parser.add_argument("--keep", type=Path, help="keep the converted plans in this folder")
    parser.add_argument(
        "--no-write", action="store_true", help="compare only; leave docs/ as it is"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = args.keep or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        figures, facts = measure(args.shared, out)
    kept = ROOT / "docs" / "results.json"
    before: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    print(compare(before.get("figures", {}), figures))
    if not args.no_write:
        write_results(ROOT / "docs", figures, facts | {"date": date.today().isoformat()})


def measure(shared: Path, out: Path) -> tuple[Figures, dict[str, Any]]:
    """All figures, and facts of the run (documents a second, failures)."""
    corpus = shared / "corpus"
    documents, laws = (
        sorted((corpus / "plans" / "docs").iterdir()),
        sorted((corpus / "vbpl" / "docs").iterdir()),
    )
    _, failures = convert_all(documents, out)
    seconds, more = convert_all(laws, out)
    for failure in failures + more:
        print(failure, file=sys.stderr)
    figures = plans(shared, out) | structure(shared, out) | citations(shared)
    return figures, {"laws": len(laws), "seconds": round(seconds, 1), "failures": failures + more}


if __name__ == "__main__":
    main()

"""Accuracy on the gold sets, by set, document and measure: ``python -m benchmarks.gold [SET ...]``.

    python -m benchmarks.gold office portal --show text.    # every miss and extra of these measures
    python -m benchmarks.gold --only cv-giao --show         # documents whose name holds the words
    python -m benchmarks.gold --against build/gold.json     # gains and losses against a kept run
    python -m benchmarks.gold --write                   # into docs/RESULTS.md and docs/gold.json

What a reader made of a file is kept (``VANBAN_SOURCES``, else the user's cache folder) under the
bytes of the file and of the reading code, so a change of the extractors reads nothing again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import user_cache_path

from benchmarks.report import keep

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "gold.json"
"""Counts by document of the run that docs/RESULTS.md shows."""
SHARED = ROOT.parent / "shared"
SETS = ("plans", "office", "pages", "portal")
HEADER_SETS = ("dev", "congbao")
READING = ("pipeline", "extractors/language", "schemas")
"""The rooms on which a ``Source`` depends."""
WORKERS = 2


class Count(NamedTuple):
    """What a measure found in one document or in many."""

    right: int
    missed: int
    extra: int

    def __add__(self, other: Count) -> Count:  # type: ignore[override]
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        found = self.right + self.extra
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        all_ = 2 * self.right + self.missed + self.extra
        return 2 * self.right / all_ if all_ else 1.0


Counts = dict[str, dict[str, Count]]
"""Document ("office/vb-tt-btc") to measure to count."""


@cache
def _reading_code() -> bytes:
    """The digest of the code on which reading depends."""
    files = (f for room in READING for f in sorted((ROOT / room).rglob("*")))
    said = sha256()
    for file in files:
        if file.suffix in {".py", ".toml", ".tsv"}:
            said.update(file.read_bytes())
    return said.digest()


def source_of(path: Path) -> Any:
    """The ``Source`` of a file, read once for each state of the reading code."""
    from vanban.pipeline.options import Options
    from vanban.pipeline.reading import read

    data = path.read_bytes()
    key = sha256(_reading_code() + path.name.encode() + data).hexdigest()
    folder = Path(os.environ.get("VANBAN_SOURCES") or user_cache_path("vanban-sources"))
    kept = folder / f"{key}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())
    source = read(data, Options(filename=path.name))
    folder.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(source))
    part.replace(kept)
    return source


def convert_into(path: Path, out: Path) -> str | None:
    """Convert one document into ``out``; what went wrong, or None."""
    from vanban.extractors.plan import plan_of
    from vanban.pipeline.errors import PlanError

    try:
        plan = plan_of(source_of(path))
    except PlanError as e:
        return f"{path.name}: {e.what} [{e.code}]"
    (out / f"{path.stem}.json").write_text(plan.model_dump_json(), encoding="utf-8")
    return None


def convert_all(paths: list[Path], out: Path) -> list[str]:
    """What went wrong."""
    out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(WORKERS) as pool:
        return [f for f in pool.map(convert_into, paths, [out] * len(paths)) if f]


@cache
def scorer() -> Any:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("plan_scorer", SHARED / "eval" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(gold: Path, out: Path) -> tuple[dict[str, Count], dict[str, list[str]]]:
    """Counts by measure and the notes of the scorer, of one document."""
    name = gold.name.removesuffix(".gold.json")
    plan = out / f"{name}.json"
    got = json.loads(plan.read_text("utf-8")) if plan.exists() else {}
    tally = scorer().Tally()
    wanted = json.loads(gold.read_text("utf-8"))
    scorer().score(wanted, got, name, tally)
    bad: list[str] = []
    text = (got.get("source") or {}).get("text") or ""
    spans = scorer().check_spans({k: v for k, v in got.items() if k != "source"}, text, bad)
    measures = {*tally.hit, *tally.miss, *tally.extra}
    counts = {m: Count(tally.hit[m], tally.miss[m], tally.extra[m]) for m in sorted(measures)}
    counts["spans"] = Count(spans - len(bad), len(bad), 0)
    if wanted.get("text_tasks") == [] and not wanted.get("table_tasks"):
        counts["false tasks where none is asked"] = Count(0, 0, len(got.get("tasks") or []))
    return counts, {**tally.notes, "spans": bad}


def documents(name: str, only: str) -> Iterator[tuple[Path, Path]]:
    """(gold, document) of a set."""
    folder = SHARED / "corpus" / name
    files = {f.stem: f for f in (folder / "docs").iterdir()}
    for gold in sorted(folder.glob("*.gold.json")):
        stem = gold.name.removesuffix(".gold.json")
        if only in stem and stem in files:
            yield gold, files[stem]


def measure(sets: Iterable[str], only: str, out: Path) -> tuple[Counts, dict[str, list[str]]]:
    """Counts by document, and notes by measure."""
    counts: Counts = {}
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for name in sets:
        pairs = list(documents(name, only))
        for failure in convert_all([document for _, document in pairs], out / name):
            print(f"not converted: {name}/{failure}", file=sys.stderr)
        for gold, _ in pairs:
            stem = gold.name.removesuffix(".gold.json")
            counts[f"{name}/{stem}"], said = score(gold, out / name)
            for key, lines in said.items():
                notes[key] += lines
    return counts, notes


def headers(only: str, out: Path, show: int) -> dict[str, dict[str, float]]:
    """F1 of the header's fields in portal texts, by form, as the shared scorer prints them."""
    figures: dict[str, dict[str, float]] = {}
    for name in HEADER_SETS:
        folder = SHARED / "corpus" / "portal-headers" / name
        files = [f for f in sorted((folder / "docs").rglob("*")) if f.is_file() and only in f.name]
        for failure in convert_all(files, out / name):
            print(f"not converted: {name}/{failure}", file=sys.stderr)
        script = SHARED / "eval" / "score_header.py"
        command = [sys.executable, str(script), str(folder / "gold.jsonl"), str(out / name)]
        command += ["--show", str(show)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(printed)
        rows = re.findall(r"^(\S*)\s+(\w+)\s+\d+\s+\d+\s+\d+\s+\d+\s+([\d.]+)$", printed, re.M)
        for form, field, f1 in rows:
            figures.setdefault(f"portal-headers/{name} {form}", {})[f"header.{field}"] = float(f1)
    return figures


def totals(counts: Counts) -> dict[str, dict[str, Count]]:
    """Set to measure to count."""
    sums: dict[str, dict[str, Count]] = {}
    for document, measures in counts.items():
        of_set = sums.setdefault(document.partition("/")[0], {})
        for name, count in measures.items():
            of_set[name] = of_set.get(name, Count(0, 0, 0)) + count
    return sums


def table(name: str, measures: dict[str, Count]) -> str:
    """One set as an aligned table."""
    lines = [f"== {name:32} {'right':>6} {'missed':>6} {'extra':>6} {'P':>6} {'R':>6} {'F1':>7}"]
    lines += [
        f"{m:35} {c.right:6} {c.missed:6} {c.extra:6} {c.precision:6.3f} {c.recall:6.3f} "
        f"{c.f1:7.4f}"
        for m, c in sorted(measures.items())
    ]
    return "\n".join(lines)


def changes(before: Counts, after: Counts) -> list[str]:
    """Gains and losses by document, losses first."""
    found: list[tuple[bool, str]] = []
    for document, measures in after.items():
        for name, new in measures.items():
            old = before.get(document, {}).get(name)
            if old is None or tuple(old) == tuple(new):
                continue
            old = Count(*old)
            worse = (new.f1, -new.extra) < (old.f1, -old.extra)
            words = f"{document} {name}: {tuple(old)} -> {tuple(new)}"
            found.append((not worse, f"{'LOSS' if worse else 'gain'} {words}"))
    return [line for _, line in sorted(found)]


def write(counts: Counts, fields: dict[str, dict[str, float]], sureness: str) -> None:
    """What the run found: by set in docs/RESULTS.md, by document in ``KEPT``."""
    parts = [_markdown(name, measures) for name, measures in totals(counts).items()]
    rows = [
        f"| {form} | {field.removeprefix('header.')} | {f1:.3f} |"
        for form, measures in fields.items()
        for field, f1 in measures.items()
    ]
    parts.append("\n".join(["| portal headers | field | F1 |", "|---|---|---|", *rows]))
    keep("gold", "Gold sets", "python -m benchmarks.gold --write", "\n\n".join([*parts, sureness]))
    KEPT.write_text(
        json.dumps(counts, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8"
    )


def _markdown(name: str, measures: dict[str, Count]) -> str:
    head = (
        f"| {name} | right | missed | extra | precision | recall | F1 "
        "|\n|---|---|---|---|---|---|---|"
    )
    rows = [
        f"| {m} | {c.right} | {c.missed} | {c.extra} | {c.precision:.3f} | {c.recall:.3f} | "
        f"{c.f1:.3f} |"
        for m, c in sorted(measures.items())
    ]
    return "\n".join([head, *rows])


def calibration(out: Path, sets: Iterable[str], only: str) -> str:
    """Tasks by confidence: how many, and what share the gold knows (prose tasks)."""
    bins: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for name in sets:
        for gold, _ in documents(name, only):
            plan = out / name / gold.name.replace(".gold.json", ".json")
            wanted = json.loads(gold.read_text("utf-8")).get("text_tasks")
            if wanted is None or not plan.exists():
                continue
            found = json.loads(plan.read_text("utf-8"))["tasks"]
            for confidence, good in _matched(wanted, found):
                place = min(9, int(confidence * 10))
                bins[place] += 1
                right[place] += good
    rows = [f"{b / 10:.1f}: {right[b]} of {bins[b]} right" for b in sorted(bins)]
    return "prose tasks by confidence: " + "; ".join(rows)


def _matched(
    wanted: list[dict[str, Any]], found: list[dict[str, Any]]
) -> Iterator[tuple[float, bool]]:
    left = [g["text"] for g in wanted]
    for task in found:
        if task["origin"] == "table":
            continue
        best = max(left, key=lambda g: scorer().alike(g, task["text"]), default=None)
        good = best is not None and scorer().alike(best, task["text"]) >= 0.8
        if good:
            left.remove(str(best))
        yield task["confidence"], good


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", help=f"of {', '.join((*SETS, 'headers'))}; default all")
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--show", nargs="?", const="", help="list misses and extras of measures")
    parser.add_argument("--by-document", action="store_true", help="a table for each document")
    parser.add_argument("--keep", type=Path, help="keep the converted plans in this folder")
    parser.add_argument("--json", type=Path, help="write the counts here")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/")
    parser.add_argument("--against", type=Path, help="counts of another run: gains and losses")
    args = parser.parse_args()
    sets = [s for s in (args.sets or SETS) if s in SETS]
    if args.write and (args.sets or args.only):
        parser.error("--write keeps the figures of all sets")
    before = json.loads(args.against.read_text("utf-8")) if args.against else None
    with tempfile.TemporaryDirectory() as scratch:
        out = args.keep or Path(scratch)
        counts, notes = measure(sets, args.only, out)
        for name, measures in totals(counts).items():
            print(table(name, measures), end="\n\n")
        if args.by_document:
            print("\n\n".join(table(name, measures) for name, measures in counts.items()))
        sureness = calibration(out, sets, args.only) if sets else ""
        print(sureness)
        if not args.sets or "headers" in args.sets:
            fields = headers(args.only, out, 20 if args.show is not None else 0)
        if args.write:
            write(counts, fields, sureness)
    if args.show is not None:
        for name in sorted(notes):
            if name.startswith(args.show) and notes[name]:
                print(f"-- {name}", *notes[name], sep="\n")
    if before is not None:
        print(*(changes(before, counts) or ["no change"]), sep="\n")
    if args.json:
        args.json.write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()

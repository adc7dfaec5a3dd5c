"""Speed against others, in one run, interleaved: ``python -m benchmarks.speed [--rounds 15]
[--no-write]`` (``make bench``).

Each contender runs in its own environment (build/bench-venvs) and does its work on the same files,
in turn; medians of processor time, and the median of the ratios of each turn (a machine may be
slower for a while, for both), are printed and written into docs/RESULTS.md. Only a cold start and
documents per second are told by the clock.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Self

from benchmarks.report import replace_part
from benchmarks.speed_inputs import write_all

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
VENVS = ROOT / "build" / "bench-venvs"
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPATH": str(ROOT)
}
_SECONDS = 10.0
"""Of turns at least: what takes little time is tried more often, for a shared machine is seldom
even for long.
"""
MATCHES = (  # file, ours, rivals with the ratio that must be kept
    (
        "decision.docx",
        "vanban",
        {"markitdown": 0.25, "viparse": None, "python-docx": None, "kreuzberg": None},
    ),
    ("text.pdf", "vanban, reader alone", {"pypdfium2": 1.6}),
    (
        "text.pdf",
        "vanban",
        {
            "pypdfium2": None,
            "markitdown": None,
            "viparse": None,
            "kreuzberg": None,
            "liteparse": None,
            "pdf-inspector": None,
        },
    ),
    ("table.pdf", "vanban, reader alone", {"pdfplumber": 0.5}),
    ("table.pdf", "vanban", {"pdfplumber": None, "markitdown": None}),
)


class Contender:
    """A warm process that does one contender's work."""

    def __init__(self, name: str) -> None:
        own = VENVS / name / "bin" / "python"
        python = sys.executable if name.startswith("vanban") else str(own)
        pipe = subprocess.PIPE
        command = [python, str(ROOT / "benchmarks" / "contender.py"), name]
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def seconds(self, path: Path) -> float:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


def warm(folder: Path, rounds: int) -> Iterator[tuple[str, str, str]]:
    """Rows of measure, figure and what is wanted."""
    for file, ours, rivals in MATCHES:
        contenders = {name: Contender(name) for name in (ours, *rivals)}
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for contender in (*contenders.values(), *contenders.values()):
            contender.seconds(folder / file)
        end = time.monotonic() + _SECONDS
        while len(times[ours]) < rounds or time.monotonic() < end:
            for name, contender in contenders.items():
                times[name].append(contender.seconds(folder / file))
        for contender in contenders.values():
            contender.__exit__()
        mine = statistics.median(times[ours])
        yield f"{file}: {ours}", f"{mine * 1e3:.1f} ms", ""
        for rival, wanted in rivals.items():
            other = statistics.median(times[rival])
            ratio = _ratio(times[ours], times[rival])
            yield (
                f"{file}: {ours} / {rival}",
                f"{ratio:.2f} ({other * 1e3:.1f} ms)",
                f"≤ {wanted}" if wanted else "",
            )


def _ratio(times: Sequence[float], others: Sequence[float]) -> float:
    """Median of the ratios within each turn."""
    return statistics.median(a / b for a, b in zip(times, others, strict=True))


def cold(folder: Path, rounds: int) -> Iterator[tuple[str, str, str]]:
    """A process for one document, from nothing."""
    ours = [
        str(Path(sys.executable).with_name("vanban")),
        "convert",
        str(folder / "decision.docx"),
        "-o",
        str(folder / "out"),
    ]
    theirs = [str(VENVS / "markitdown" / "bin" / "markitdown"), str(folder / "decision.docx")]
    times: dict[int, list[tuple[float, int]]] = {0: [], 1: []}
    for _ in range(rounds + 1):
        for n, command in enumerate((ours, theirs)):
            times[n].append(_run(command))
    (mine, memory), (other, _) = (
        [statistics.median(x) for x in zip(*times[n][1:], strict=True)] for n in (0, 1)
    )
    ratio = _ratio(*([seconds for seconds, _ in times[n][1:]] for n in (0, 1)))
    yield (
        "cold start: vanban / markitdown",
        f"{ratio:.2f} ({mine * 1e3:.0f} / {other * 1e3:.0f} ms)",
        "≤ 0.6",
    )
    yield "cold start: memory", f"{memory / 1024:.0f} MiB", "≤ 200 MiB"


def _run(command: list[str]) -> tuple[float, int]:
    """Seconds and the most memory, in KiB, of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss


def length(folder: Path, rounds: int) -> Iterator[tuple[str, str, str]]:
    """Time for each character of a long document against that of a short one."""
    each: dict[int, list[float]] = {10: [], 500: []}
    with Contender("vanban") as contender:
        contender.seconds(folder / "pages-10.txt")
        for _ in range(max(3, rounds // 3)):
            for pages, times in each.items():
                path = folder / f"pages-{pages}.txt"
                times.append(contender.seconds(path) / len(path.read_text(encoding="utf-8")))
    short, long = (statistics.median(each[n]) for n in (10, 500))
    yield (
        "a character at 500 pages / at 10 pages",
        f"{_ratio(each[500], each[10]):.2f} ({long * 1e6:.2f} / {short * 1e6:.2f} µs)",
        "≤ 1.3",
    )


def archive(rounds: int) -> Iterator[tuple[str, str, str]]:
    """The laws and decrees of the corpus, on one and two workers."""
    source = SHARED / "corpus" / "vbpl" / "docs"
    if not source.is_dir():
        return
    rates: dict[int, list[float]] = {1: [], 2: []}
    count = sum(1 for _ in source.iterdir())
    for _ in range(max(2, rounds // 5)):
        for jobs, found in rates.items():
            with tempfile.TemporaryDirectory() as out:
                command = [
                    sys.executable,
                    "-m",
                    "cli",
                    "batch",
                    str(source),
                    "-o",
                    out,
                    "--jobs",
                    str(jobs),
                ]
                start = time.perf_counter()
                subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True)
                found.append(count / (time.perf_counter() - start))
    yield (
        f"{count} laws and decrees, 2 workers",
        f"{statistics.median(rates[2]):.1f} documents/s",
        "≥ 45",
    )
    yield "2 workers / 1 worker", f"{_ratio(rates[2], rates[1]):.2f}", "≥ 1.8"


def write(rows: list[tuple[str, str, str]]) -> None:
    """The speed part of docs/RESULTS.md."""
    load = os.getloadavg()[0]
    lines = [
        "## Speed",
        "",
        f"`make bench`, {date.today()}, {os.cpu_count()} processors, load {load:.1f} at the end; "
        "medians of one run; processor time, where it is not said otherwise.",
        "",
    ]
    lines += [
        "| measure | figure | wanted |",
        "|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    replace_part(ROOT / "docs" / "RESULTS.md", "speed", "\n".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--no-write", action="store_true")
    wanted = parser.parse_args()
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(folder)
        for part in (
            warm(folder, wanted.rounds),
            cold(folder, wanted.rounds),
            length(folder, wanted.rounds),
            archive(wanted.rounds),
        ):
            for row in part:
                print(" | ".join(row), flush=True)
                rows.append(row)
    if not wanted.no_write:
        write(rows)


if __name__ == "__main__":
    main()

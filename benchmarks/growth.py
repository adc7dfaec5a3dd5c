"""Do the batch and its workers keep their size? ``python -m benchmarks.growth [--count 5000]``.

Converts made documents of all formats again and again, and compares what the batch and a worker
hold after a tenth of them with what they hold at the end.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.report import keep
from vanban.pipeline.batch.model import Input, Outcome, Settings
from vanban.pipeline.batch.processes import ProcessRunner
from vanban.pipeline.batch.run import run_batch
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.guarded import resident
from vanban.pipeline.options import Options

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
MOST = 20.0
"""MiB that either may grow."""


class Copy:
    """A sample, read in the worker."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, limit: int) -> bytes:
        return self._path.read_bytes()


def inputs(count: int) -> Iterator[Input]:
    """``count`` documents, all samples in turn."""
    sources = sorted(SAMPLES.glob("*/source.*"))
    for number in range(count):
        path = sources[number % len(sources)]
        yield Input(f"{number:06}-{path.parent.name}{path.suffix}", Copy(path))


def held() -> float:
    """MiB of this process that lie in memory."""
    return resident(os.getpid()) / 2**20


def growth(count: int, jobs: int) -> tuple[float, float]:
    """MiB by which the batch and the largest worker have grown between the first tenth of the
    documents and the last.
    """
    batch: list[float] = []
    workers: list[float] = []

    def seen(outcome: Outcome) -> None:
        batch.append(held())
        workers.append(outcome.memory / 2**20)

    with tempfile.TemporaryDirectory() as out:
        run_batch(
            inputs(count), ProcessRunner(jobs), Settings(Options(), FolderStore(out)), seen=seen
        )
    tenth = max(1, count // 10)
    return max(batch[-tenth:]) - max(batch[:tenth]), max(workers[-tenth:]) - max(workers[:tenth])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    batch, worker = growth(wanted.count, wanted.jobs)
    finding = (
        f"{wanted.count} documents on {wanted.jobs} workers: the batch has grown by "
        f"{batch:.1f} MiB, "
        f"a worker by {worker:.1f} (wanted: ≤ {MOST:.0f})."
    )
    print(finding)
    if wanted.write:
        keep(
            "growth",
            "Memory over many documents",
            f"python -m benchmarks.growth --count {wanted.count}",
            finding,
        )
    raise SystemExit(max(batch, worker) > MOST)


if __name__ == "__main__":
    main()

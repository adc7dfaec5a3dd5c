"""Converts damaged samples: ``python -m benchmarks.fuzz [--count 10000] [--seed 1] [--only N --save
FILE]``.

Each has to give a plan or one clear error, in its time and memory. What does not is named by its
number, with which
``--only`` makes it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import keep
from vanban.pipeline.batch.model import MEMORY, Input, Outcome, Settings
from vanban.pipeline.batch.processes import ProcessRunner
from vanban.pipeline.batch.run import Summary, run_batch
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.options import Limits, Options

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SECONDS = 20.0
FAULTS = ("internal", "crashed", "timeout", "out-of-memory")


@dataclass(frozen=True)
class Damaged:
    """The damaged variant ``number`` of a sample, made in the worker."""

    path: str
    seed: int
    number: int

    def __call__(self, limit: int) -> bytes:
        from benchmarks.mutations import mutate

        return mutate(Path(self.path).read_bytes(), random.Random(f"{self.seed}/{self.number}"))


def inputs(count: int, seed: int) -> Iterator[Input]:
    """``count`` damaged documents, all samples in turn."""
    sources = sorted(SAMPLES.glob("*/source.*"))
    for number in range(count):
        path = sources[number % len(sources)]
        yield Input(
            f"{number:06}-{path.parent.name}{path.suffix}", Damaged(str(path), seed, number)
        )


def fuzz(count: int, seed: int, jobs: int = 2) -> tuple[Summary, list[Outcome]]:
    """Convert them all; the summary, and the outcomes that must not be."""
    faults: list[Outcome] = []

    def seen(outcome: Outcome) -> None:
        if outcome.code in FAULTS or outcome.memory > MEMORY:
            faults.append(outcome)

    with tempfile.TemporaryDirectory() as out:
        settings = Settings(Options(limits=Limits(seconds=SECONDS)), FolderStore(out))
        return run_batch(inputs(count, seed), ProcessRunner(jobs), settings, seen=seen), faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--no-write", dest="write", action="store_false")
    parser.add_argument("--only", type=int)
    parser.add_argument("--save", type=Path)
    wanted = parser.parse_args()
    if wanted.only is not None:
        *_, item = inputs(wanted.only + 1, wanted.seed)
        wanted.save.write_bytes(item.open(0))
        return
    start = time.monotonic()
    summary, faults = fuzz(wanted.count, wanted.seed, wanted.jobs)
    for fault in faults:
        print(
            f"{fault.key}: {fault.code} {fault.message} ({fault.seconds:.1f} s, "
            f"{fault.memory / 2**20:.0f} MiB)"
        )
    refusals = ", ".join(f"{code} {count}" for code, count in summary.codes.most_common())
    finding = (
        f"{wanted.count} damaged documents in {time.monotonic() - start:.0f} s: "
        f"{summary.statuses['ok']} plans, refused: {refusals};\n"
        f"{len(faults)} uncaught errors, hangs, lost workers or workers over {MEMORY // 2**20} MiB."
    )
    print(finding)
    if wanted.write:
        keep(
            "damage",
            "Damaged documents",
            f"python -m benchmarks.fuzz --count {wanted.count} --seed {wanted.seed}",
            finding,
        )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

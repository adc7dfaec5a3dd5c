"""A data set in one run: ``python -m benchmarks.rows [--count 10000]``.

Made texts are the rows of a JSON Lines file. The run is killed (-9) when a third of the plans are
there, then started again; what it writes has to be, byte for byte, what the same texts give as
files of their own. Reported: documents a second of the second run, what the batch has grown by, and
how many plans the second run made anew.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.kills import JOBS, command
from benchmarks.report import keep
from vanban.pipeline.guarded import resident

ROOT = Path(__file__).resolve().parents[1]
TEXTS = sorted((ROOT / "samples").glob("*/source.txt"))
_EVERY = 0.5
"""Seconds between two looks at a run."""
_AS_FILES = 200
"""Rows, at most, that are converted once more as files."""
MOST = 40.0
"""MiB that the batch may grow between the first tenth of its time and the last."""


class Run(NamedTuple):
    """What was seen of a run: seconds, MiB of the batch's process at each look."""

    seconds: float
    sizes: list[float]

    @property
    def growth(self) -> float:
        """MiB by which the batch grew."""
        tenth = max(1, len(self.sizes) // 10)
        return max(self.sizes[-tenth:]) - max(self.sizes[:tenth])


def rows(count: int) -> Iterator[tuple[str, str]]:
    """Key and text of each row; each text is a little different."""
    texts = [path.read_text("utf-8") for path in TEXTS]
    for number in range(count):
        text = texts[number % len(texts)]
        yield f"van-ban-{number:06}", f"{text.rstrip()}\n\nBản số {number}.\n"


def make(folder: Path, count: int) -> Path:
    """The data set; beside it some of its rows as files."""
    kho, files = folder / "kho.jsonl", folder / "tep"
    files.mkdir()
    step = max(1, count // _AS_FILES)
    with kho.open("w", encoding="utf-8") as stream:
        for number, (key, text) in enumerate(rows(count)):
            line = {"id": key, "noi_dung": text, "nguon": "mẫu"}
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            if number % step == 0:
                (files / f"{key}.txt").write_text(text, "utf-8")
    return kho


def run(source: Path, out: Path, *more: str, stop: Callable[[], bool] = lambda: False) -> Run:
    """One batch, killed as soon as ``stop`` says so."""
    begin, sizes = time.perf_counter(), [0.0]
    batch = subprocess.Popen(
        command(source, out, *more),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while batch.poll() is None:
        sizes.append(resident(batch.pid) / 2**20 or sizes[-1])
        if stop():
            batch.send_signal(signal.SIGKILL)
            batch.wait()
        time.sleep(_EVERY)
    return Run(time.perf_counter() - begin, sizes[1:] or sizes)


def plans(out: Path) -> dict[str, Path]:
    """Key to plan."""
    return {path.name.split(".", 1)[0]: path for path in (out / "plans").rglob("*.json")}


def measure(folder: Path, count: int) -> tuple[str, bool]:
    """The finding in words, and whether all is as it should be."""
    kho, out, apart = make(folder, count), folder / "out", folder / "out-tep"
    columns = ("--text-column", "noi_dung", "--id-column", "id")
    run(kho, out, *columns, stop=lambda: len(plans(out)) >= count // 3)
    before = {key: path.stat().st_mtime_ns for key, path in plans(out).items()}
    second = run(kho, out, *columns)
    made = plans(out)
    anew = sum(made[key].stat().st_mtime_ns != at for key, at in before.items())
    run(folder / "tep", apart)
    files = plans(apart)
    differing = sum(made[key].read_bytes() != path.read_bytes() for key, path in files.items())
    rate = (len(made) - len(before)) / second.seconds
    finding = (
        f"{len(made)} of {count} rows on {JOBS} workers, killed after {len(before)} plans and run "
        f"again: "
        f"{rate:.1f} documents/s ({os.getloadavg()[0]:.1f} processes wanted the {os.cpu_count()} "
        f"cores), "
        f"the batch grew by {second.growth:.1f} MiB (wanted: ≤ {MOST:.0f}), {anew} plans were "
        f"made twice, "
        f"{differing} of {len(files)} differ from those of the same texts as files."
    )
    return finding, len(made) == count and second.growth <= MOST and not differing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        finding, good = measure(Path(scratch), wanted.count)
    print(finding)
    if wanted.write:
        keep(
            "rows",
            "A data set in one run",
            f"python -m benchmarks.rows --count {wanted.count}",
            finding,
        )
    raise SystemExit(not good)


if __name__ == "__main__":
    main()

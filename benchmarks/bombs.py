"""What do files made to do harm cost ``vanban convert``? ``python -m benchmarks.bombs [NAME ...]``.

Each file is converted by the program as a person would call it, in a process of its own. Its
processor time and that of all it starts, and the memory of the largest of these processes, are what
the system says when it ends. ``--folder`` adds the files of a folder to those made here.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import keep
from tests.hostile.amplifiers import AMPLIFIERS
from tests.hostile.bombs import BOMBS

SECONDS = 30.0
"""Processor time that a file may take."""
MEMORY = 1024.0
"""MiB that the largest process may hold."""
_CODE = re.compile(r"\[([a-z-]+)\]$")
_OURS = frozenset({"internal", "crashed"})
"""Codes that tell of a fault of the program, not of the file."""
_ALL = {**BOMBS, **AMPLIFIERS}


@dataclass(frozen=True, slots=True)
class Cost:
    """How a file ended ("plan", or the code of the refusal), and what it cost."""

    name: str
    outcome: str
    seconds: float
    memory: float

    @property
    def is_fault(self) -> bool:
        """Whether it cost too much or ended without a clear word."""
        unclear = self.outcome in _OURS or not self.outcome
        return unclear or self.seconds > SECONDS or self.memory > MEMORY

    def __str__(self) -> str:
        outcome = self.outcome or "no code"
        return f"{self.name}: {outcome}, {self.seconds:.1f} s, {self.memory:.0f} MiB"


def cost_of(path: Path, out: Path) -> Cost:
    """Convert one file by the command line."""
    command = [sys.executable, "-m", "vanban.cli", "convert", str(path), "-o", str(out)]
    program = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    )
    assert program.stderr is not None
    said = program.stderr.read().splitlines()
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    found = _CODE.search(said[-1]) if len(said) == 1 else None
    outcome = "plan" if program.returncode == 0 and not said else found[1] if found else ""
    return Cost(path.name, outcome, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def costs(names: list[str], folder: Path | None) -> Iterator[Cost]:
    """The made files and those of the folder, one after another."""
    with tempfile.TemporaryDirectory() as work:
        here = Path(work)
        for name in names:
            path = here / name
            path.write_bytes(_ALL[name]())
            yield cost_of(path, here / "out")
            path.unlink()
        for path in sorted(folder.rglob("*.*")) if folder else ():
            if path.is_file() and path.suffix not in (".py", ".md", ".sh"):
                yield cost_of(path, here / "out")


def summary(found: list[Cost]) -> str:
    """How the files ended, the dearest of them, and every fault."""
    ended = Counter(cost.outcome or "no code" for cost in found)
    faults = [cost for cost in found if cost.is_fault]
    slowest = max(found, key=lambda cost: cost.seconds)
    largest = max(found, key=lambda cost: cost.memory)
    words = ", ".join(f"{outcome} {count}" for outcome, count in ended.most_common())
    return "\n".join(
        [
            f"{len(found)} files made to do harm: {words}.",
            f"At most {slowest.seconds:.1f} s of processor time ({slowest.name}; allowed: "
            f"{SECONDS:.0f}) and {largest.memory:.0f} MiB ({largest.name}; allowed: {MEMORY:.0f}).",
            f"{len(faults)} faults.",
            *(f"* {cost}" for cost in faults),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    parser.add_argument("--folder", type=Path, help="files of a folder as well")
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    found: list[Cost] = []
    for cost in costs(wanted.names or list(_ALL), wanted.folder):
        print(cost, flush=True)
        found.append(cost)
    finding = summary(found)
    print(finding)
    if wanted.write and not wanted.names:
        more = " --folder ../shared/cases/hostile" if wanted.folder else ""
        keep("bombs", "Files made to do harm", f"python -m benchmarks.bombs{more}", finding)
    sys.exit(any(cost.is_fault for cost in found))


if __name__ == "__main__":
    main()

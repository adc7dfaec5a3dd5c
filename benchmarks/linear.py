"""Does time grow with the length, whatever the text? ``python -m benchmarks.linear [KIND ...]``.

Converts each kind of text at lengths that double, each kind in a process of its own, and compares
processor times: at most ``MOST`` times as long for twice the text. What a letter costs is printed
beside, for a line costs more than its letters: a document of one-letter lines is dear. A letter's
cost is given as on a usual machine: what it took here, by how much longer a fixed loop takes here.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.report import keep
from vanban.extractors.language.pipeline import opening_actions
from vanban.pipeline.conversion import convert
from vanban.pipeline.errors import PlanError
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.stages import unattended

SIZES = (100_000, 200_000, 400_000)
MOST = 2.3
"""Times the processor time that twice the text may take: 2 is linear, 4 quadratic."""
FAST = 0.5
"""Seconds below which a time is mostly noise and its growth says nothing."""
DEAR = 15.0
"""Microseconds of processor time a letter above which a kind is called dear."""
USUAL = 75.0
"""Nanoseconds of a turn of the fixed loop on a usual machine (CPython 3.11, a core of 3 GHz)."""
_TURNS = 300_000
PATIENCE = 60.0
"""Seconds of processor time after which a text is given up."""
HEAD = """BỘ KHOA HỌC VÀ CÔNG NGHỆ
Số: 12/QĐ-BKHCN
Hà Nội, ngày 2 tháng 3 năm 2024
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch
BỘ TRƯỞNG
Căn cứ Nghị định số 95/2017/NĐ-CP ngày 16/8/2017;
QUYẾT ĐỊNH:
Điều 1. Ban hành kế hoạch.
"""
MARKERS = (
    "1.",
    "1)",
    "1.1.",
    "a)",
    "I.",
    "-",
    "+",
    "•",
    "Điều 1.",
    "Khoản 1.",
    "Mục 1.",
    "Phần I.",
)
ENDS = {"line": "\n", "space": " ", "semicolon": "; ", "tab": "\t"}
Kind = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Growth:
    """Processor times of one kind by length, and how the longest ended."""

    kind: str
    seconds: dict[int, float]
    outcome: str
    slowness: float = 1.0
    """Times as long as on a usual machine that work takes here."""

    @property
    def ratio(self) -> float:
        """The largest growth for twice the text; 1 where all are too fast to tell."""
        times = [self.seconds[n] for n in sorted(self.seconds)]
        return max((b / a for a, b in pairwise(times) if b > FAST), default=1.0)

    @property
    def letter(self) -> float:
        """Microseconds a letter of the longest text, on a usual machine."""
        longest = max(self.seconds)
        return self.seconds[longest] / longest * 1e6 / self.slowness

    @property
    def grows(self) -> bool:
        """Whether the time grows faster than the length may let it."""
        return self.ratio > MOST or self.outcome == "timeout"

    def __str__(self) -> str:
        times = " ".join(f"{seconds:.2f}" for seconds in self.seconds.values())
        return (
            f"{self.kind}: {times} s, x{self.ratio:.2f}, {self.letter:.1f} us a letter, "
            f"{self.outcome}"
        )


def kinds() -> dict[str, Kind]:
    """Every kind by name: those of kinds.toml, list markers with every end of an item, and what
    changes along the text.
    """
    written = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    found: dict[str, Kind] = {name: repeated(unit) for name, unit in written["repeated"].items()}
    for marker, (name, end) in product(MARKERS, ENDS.items()):
        found[f"{marker} {name}"] = repeated(f"{marker} xây dựng kế hoạch{end}")
    return found | _CHANGING


def repeated(unit: str) -> Kind:
    """Texts that repeat ``unit``, cut to the letter."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


_CHANGING: dict[str, Kind] = {
    "parens": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "numUpL": lambda n: "\n".join(f"{i}. việc" for i in range(1, n // 8))[:n],
    "deepL": lambda n: "\n".join("1." * (i % 60 + 1) + " x" for i in range(n // 50))[:n],
    "combone": lambda n: "a" + "\u0301" * (n - 1),
    "combmix": lambda n: "a" + repeated("\u0301\u0323")(n - 1),
    "combmany": repeated("a" + "\u0301" * 39),
    "spline": repeated(" " * 200 + "x\n"),
    "spmid": repeated("x" + " " * 2000),
    "thangnum": lambda n: "tháng " + repeated("1, ")(n),
    "ngaynum": lambda n: "ngày " + repeated("01, ")(n) + " tháng 3",
    "mimecont": lambda n: "a-b: c\n" + repeated(" x\n")(n),
}


def measured(name: str, sizes: tuple[int, ...] = SIZES, head: str = HEAD) -> Growth:
    """Convert a kind at each size; the first that takes longer than ``PATIENCE`` is the last."""
    make, seconds, outcome = kinds()[name], dict[int, float](), ""
    convert(HEAD.encode(), Options(filename="x.txt"))  # what is loaded once is not counted
    list(opening_actions(["mở"]))
    before = slowness()
    for size in sizes:
        data = (head + make(size)).encode("utf-8", "surrogatepass")
        start = process_time()
        outcome = _outcome(data)
        seconds[size] = process_time() - start
        if outcome == "timeout":
            break
    return Growth(name, seconds, outcome, (before + slowness()) / 2)


def slowness() -> float:
    """How many times as long as on a usual machine a fixed loop takes here and now."""
    start, found = process_time(), 0
    for number in range(_TURNS):
        found += number * number % 7
    return (process_time() - start) / _TURNS * 1e9 / USUAL


def _outcome(data: bytes) -> str:
    """The code of the refusal, or "plan"."""
    try:
        with unattended(PATIENCE):
            convert(data, Options(filename="x.txt", limits=Limits(seconds=PATIENCE)))
    except PlanError as error:
        return error.code
    return "plan"


def growths(names: list[str], sizes: tuple[int, ...], head: str) -> Iterator[Growth]:
    """Each kind, measured in a fresh process."""
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        for name in names:
            yield pool.apply(measured, (name, sizes, head))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="default: all")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="letters")
    parser.add_argument("--bare", action="store_true", help="without the head of a decision")
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    sizes = tuple(int(float(size)) for size in wanted.sizes.split(","))
    found: list[Growth] = []
    for growth in growths(wanted.kinds or list(kinds()), sizes, "" if wanted.bare else HEAD):
        print(growth, flush=True)
        found.append(growth)
    finding = summary(found)
    print(finding)
    if wanted.write and not wanted.kinds:
        keep(
            "linear",
            "Time by length",
            f"python -m benchmarks.linear --sizes {wanted.sizes}",
            finding,
        )
    sys.exit(any(growth.grows for growth in found))


def summary(found: list[Growth]) -> str:
    """How many kinds keep to the bounds, and which do not, the worst first."""
    growing = sorted((g for g in found if g.grows), key=lambda g: -g.ratio)
    dear = sorted((g for g in found if g.letter > DEAR), key=lambda g: -g.letter)
    slow = median(growth.slowness for growth in found)
    return "\n".join(
        [
            f"{len(found)} kinds of text: {len(growing)} grow by more than {MOST} a doubling, "
            f"{len(dear)} cost more than {DEAR:g} microseconds a letter on a usual machine (a "
            f"fixed loop takes {slow:.1f} times as long here).",
            *(f"* grows: {growth}" for growth in growing),
            *(f"* dear: {growth}" for growth in dear[:20]),
        ]
    )


if __name__ == "__main__":
    main()

"""No pattern takes more than its share of time, whatever it is matched against: found by doubling
the length.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tests.processor import RanAway, processor_limit

ROOT = Path(__file__).resolve().parents[2]
LENGTH = 500
PUMPS = (
    " ",
    "\n",
    "\t",
    " \n",
    "a",
    "A",
    "Đ",
    "ạ",
    "1",
    "0",
    "(",
    ")",
    '"',
    "'",
    "“",
    ".",
    ",",
    ";",
    ":",
    "-",
    "/",
    "_",
    "…",
    "*",
    "|",
    "a ",
    "A ",
    "1 ",
    "1.",
    "1. ",
    "1,",
    "1/",
    "1-",
    "a)",
    "a) ",
    "a, ",
    "A-",
    "A/",
    "( ",
    "()",
    "- ",
    ", ",
    "1a",
    "Aa",
    "Aa ",
    "aA1 ",
    "I",
    "I.",
    "x1/",
)
CLOCK = 1e-6  # seconds: the least that the clock of processor time can tell from nothing
SUSPECT = 0.002  # seconds for that length: less is nothing to speak of, and cannot be measured
# of the time, when the length is doubled: 2 is linear, 4 quadratic (6 on a busy machine), 8 cubic
GROWTH = 6.5
SLOW = 0.3  # seconds for that length, whatever the growth


@cache
def patterns() -> list[tuple[str, int, str]]:
    made = subprocess.run(
        [sys.executable, "-m", "tests.hostile.patterns"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [tuple(json.loads(line)) for line in made.stdout.splitlines()]


def literals(pattern: str, flags: int) -> Iterator[str]:
    """Words that the pattern looks for: an attack is made of what nearly matches."""
    parser: Any = re._parser  # type: ignore[attr-defined]
    yield from sorted(set(_words(parser.parse(pattern, flags))))[:5]


def _words(tree: Any) -> Iterator[str]:
    word = ""
    for code, value in tree:
        if str(code) == "LITERAL":
            word += chr(value)
            continue
        if word:
            yield word
        word = ""
        for inner in value if isinstance(value, (list, tuple)) else ():
            for part in inner if isinstance(inner, list) else [inner]:
                if hasattr(part, "data"):
                    yield from _words(part)
    if word:
        yield word


def seconds(pattern: re.Pattern[str], text: str) -> float:
    start = process_time()
    pattern.search(text)
    return max(process_time() - start, CLOCK)


def grows(pattern: re.Pattern[str], pump: str) -> str | None:
    """What is wrong with this pattern on this attack."""
    times = []
    for factor in (1, 2, 4):
        attack = (pump * (LENGTH * factor // len(pump)))[: LENGTH * factor] + "\x01"
        times.append(min(seconds(pattern, attack) for _ in range(1 if factor == 1 else 2)))
        if factor == 1 and times[0] < SUSPECT:
            return None
    if times[0] > SLOW or (times[2] / times[1] > GROWTH and times[1] / times[0] > GROWTH):
        return f"{times[0] * 1e3:.0f}, {times[1] * 1e3:.0f}, {times[2] * 1e3:.0f} ms on {pump!r}"
    return None


@pytest.mark.slow
def test_no_pattern_backtracks_without_end() -> None:
    found = patterns()
    assert len(found) > 200
    wrong = []
    for text, flags, place in found:
        pattern = re.compile(text, flags)
        words = list(literals(text, flags))
        for pump in (*PUMPS, *words, *(f"{w} " for w in words)):
            if pump.isspace() and place.startswith("extractors"):
                continue  # extractors see canonical text, in which no two spaces follow each other
            try:
                with processor_limit(10):
                    fault = grows(pattern, pump)
            except RanAway:
                fault = f"more than 10 s on {pump!r}"
            if fault:
                wrong.append(f"{place}: {fault}: {text[:80]}")
                break
    assert wrong == []


@pytest.mark.parametrize("text", [r"(a+)+$", r"(?:\s*x?)*y", r"(?:a|aa)+$"])
def test_the_test_finds_what_it_looks_for(text: str) -> None:
    pattern = re.compile(text)
    with pytest.raises(RanAway), processor_limit(1):
        grows(pattern, "a" if "a" in text else " ")

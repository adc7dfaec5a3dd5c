"""Coverage-guided fuzzing of the outline and the deadline grammar: ``python -m
benchmarks.fuzz_atheris outline|deadlines [-runs=N]``.

Needs atheris (extra ``fuzz``); further arguments go to libFuzzer. Stops at the first exception that
is not ours, or at a promise broken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["extractors", "pipeline"]):
    from vanban.extractors.context import Context
    from vanban.extractors.deadlines import find_deadlines, parse_deadline
    from vanban.extractors.outline.build import build_outline
    from vanban.pipeline.errors import PlanError
    from vanban.pipeline.options import Limits
    from vanban.pipeline.readers.text.reader import read_text

_PIECES = (
    "Điều ",
    "1",
    "2",
    ". ",
    "\n",
    "Khoản ",
    "a) ",
    "PHỤ LỤC ",
    "I",
    "“",
    "”",
    "Căn cứ ",
    "Chương ",
    "QUYẾT ĐỊNH\n",
    "Nơi nhận:\n",
    "- ",
    "\t",
    "ngày ",
    "tháng ",
    "năm 2024",
    "quý ",
    "trước ",
    "sau ",
    "30/11",
    "/2025",
    "hằng ",
    "tuần ",
    "thứ ",
    "đến ",
    "trong ",
    "kể từ ",
    "làm việc",
    ", ",
    " ",
)


def _text(data: bytes) -> str:
    """Bytes as words of the field (even) and letters (odd), so that the fuzzer soon finds its way
    in.
    """
    return "".join(_PIECES[b // 2 % len(_PIECES)] if b % 2 == 0 else chr(32 + b // 2) for b in data)


def outline(data: bytes) -> None:
    """Every node lies inside its parent, and reading the same again gives the same."""
    try:
        source = read_text(_text(data).encode(), filename="a.txt", limits=Limits())
    except PlanError:
        return
    first, second = build_outline(source), build_outline(source)
    assert first.parts == second.parts


def deadlines(data: bytes) -> None:
    """Spans lie in the text and say what the deadline says."""
    text = _text(data)[:400]
    context = Context()
    parse_deadline(text, context)
    for found in find_deadlines(text, context):
        if found.span is not None:
            assert 0 <= found.span.start < found.span.end <= len(text)


TARGETS: dict[str, Callable[[bytes], None]] = {"outline": outline, "deadlines": deadlines}

if __name__ == "__main__":
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()

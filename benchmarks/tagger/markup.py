"""Hand-checked sentences with inline marks (``tests/extractors/tagger/sentences.txt`` says how they
are written).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES = (
    Path(__file__).resolve().parents[2] / "tests" / "extractors" / "tagger" / "sentences.txt"
)
KINDS = {
    "agency": "agency",
    "unit": "unit",
    "holder": "office_holder",
    "class": "class",
    "person": "person",
}
_MARK = re.compile(
    r"\{(?:(?P<role>lead|coop|to|-):(?P<kind>\w+)|(?P<due>due)) (?P<words>[^{}]+)\}|(?P<work>> ?)"
)

Labelled = tuple[int, int, str]  # start, end, label


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what stands in it; ``work`` is where the work begins."""

    text: str
    actors: tuple[Labelled, ...] = ()
    parts: tuple[Labelled, ...] = ()
    work: int | None = None


def read(path: Path = SENTENCES) -> Iterator[Sentence]:
    """All sentences of a file. Raises ``ValueError`` for a mark that cannot be read."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield parse(line)


def parse(line: str) -> Sentence:
    """One sentence from its marked line."""
    text, at = "", 0
    actors: list[Labelled] = []
    parts: list[Labelled] = []
    work: int | None = None
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark["work"]:
            work = len(text)
            continue
        span = (len(text), len(text) + len(mark["words"]))
        text += mark["words"]
        if mark["due"]:
            parts.append((*span, "due"))
        else:
            actors.append((*span, KINDS[mark["kind"]]))
            parts += [(*span, mark["role"])] if mark["role"] != "-" else []
    text += line[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"a mark that cannot be read: {line}")
    return Sentence(text, tuple(actors), tuple(parts), work)

"""Which paragraphs are words that an amendment quotes, by their quotation marks.

Marks may be curly, straight, turned the wrong way, nested or missing. Each sign is read by its place first (at the start
of a paragraph it opens, before the final punctuation it closes) and by its shape second. The result is evidence
between 0 and 1 for each paragraph, not a decision: numbering has its say in ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.outline.lines import Line

CERTAIN = 1.0
UNSURE = 0.4

_SIGNS = re.compile(r"[“”„‟″«»\"]")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_FINAL = " .;,:)"
_END = re.compile(r"[ .;,:)]*")


def quoted(lines: Sequence[Line]) -> list[float]:
    """Evidence that each line is quoted."""
    balance = [_balance(line.text) for line in lines]
    opens = [_opens(line.text) for line in lines]
    closes = [_closes(line.text) for line in lines]
    evidence = [0.0] * len(lines)
    start: int | None = None
    depth = 0
    for i, net in enumerate(balance):
        if start is None:
            if net > 0 and (opens[i] or _introduces(lines[i].folded)):
                start, depth = i, net
            elif opens[i]:
                evidence[i] = CERTAIN
            continue
        if opens[i] and net > 0 and lines[i].markers:  # a new quotation: the one before was never closed
            _mark(evidence, lines, start, i, CERTAIN if depth > 1 else UNSURE, opens)
            start, depth = i, net
            continue
        depth += net
        if depth <= 0 or (closes[i] and net < 0):
            _mark(evidence, lines, start, i + 1, CERTAIN, opens)
            start = None
    if start is not None:
        _mark(evidence, lines, start, len(lines), UNSURE, opens)
    return evidence


def _mark(evidence: list[float], lines: Sequence[Line], start: int, end: int, weight: float, opens: Sequence[bool]) -> None:
    """Lines from ``start`` to ``end`` are quoted; the first one only when the quotation opens it."""
    for i in range(start, end):
        evidence[i] = weight
    evidence[start] = CERTAIN if opens[start] else 0.0


def _balance(text: str) -> int:
    """Opened less closed quotations in a paragraph."""
    return sum(_direction(text, m.start()) for m in _SIGNS.finditer(text))


def _direction(text: str, at: int) -> int:
    sign = text[at]
    if at == 0:
        return 1
    if _END.fullmatch(text, at + 1):
        return -1
    if sign in _OPENING or sign in _CLOSING:
        return 1 if sign in _OPENING else -1
    return 1 if text[at - 1] in " (" and text[at + 1 : at + 2].strip() else -1


def _opens(text: str) -> bool:
    return bool(_SIGNS.match(text))


def _closes(text: str) -> bool:
    return bool(_SIGNS.match(text.rstrip(_FINAL)[-1:]))


_INTRODUCTION = re.compile(r"(?:như sau|sau đây)\s?:\s?\"[^\"]*$", re.IGNORECASE)


def _introduces(folded: str) -> bool:
    """The quotation begins on the line that announces it: 'như sau: “2. …'."""
    return bool(_INTRODUCTION.search(folded[-4000:]))

"""Which paragraphs are words that an amendment quotes, by their quotation marks.

Marks may be curly, straight, turned the wrong way, nested or missing. Each sign is read by its
place first (at the start of a paragraph it opens, before the final punctuation it closes) and by
its shape second. The result is evidence between 0 and 1 for each paragraph, not a decision:
numbering has its say in ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.extractors.outline import amendments
from vanban.extractors.outline.lines import Line

CERTAIN = 1.0
LIKELY = 0.8
UNSURE = 0.4

_SIGNS = re.compile(r"[“”„‟″«»\"]")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_FINAL = " .;,:)"
_END = re.compile(r"[ .;,:)]*")


def quoted(lines: Sequence[Line]) -> list[float]:
    """Evidence that each line is quoted."""
    evidence = [0.0] * len(lines)
    start: int | None = None
    depth = 0
    announced: int | None = None
    for i, line in enumerate(lines):
        net, opens = _balance(line.text), _opens(line.text)
        if start is None:
            if net > 0 and (opens or _introduces(line.folded)):
                start, depth = i, net
            elif opens:
                evidence[i] = CERTAIN
            elif net < 0 and _closes(line.text) and announced is not None:
                _mark(evidence, lines, announced + 1, i + 1, LIKELY)
        elif (
            opens and net >= 0 and line.markers
        ):  # a new quotation: the one before was never closed
            _mark_from(evidence, lines, start, i, CERTAIN if depth > 1 else UNSURE)
            evidence[i] = CERTAIN
            start, depth = (i, net) if net else (None, 0)
        else:
            depth += net
            if depth <= 0 or (net < 0 and _closes(line.text)):
                _mark_from(evidence, lines, start, i + 1, CERTAIN)
                start = None
        announced = i if amendments.announces(line) else None if evidence[i] else announced
    if start is not None:
        _mark_from(evidence, lines, start, len(lines), UNSURE)
    return evidence


def _mark_from(
    evidence: list[float], lines: Sequence[Line], start: int, end: int, weight: float
) -> None:
    """The first line is quoted only when the quotation opens it."""
    _mark(evidence, lines, start + 1, end, weight)
    evidence[start] = CERTAIN if _opens(lines[start].text) else 0.0


def _mark(
    evidence: list[float], lines: Sequence[Line], start: int, end: int, weight: float
) -> None:
    """Lines from ``start`` to ``end`` are quoted; doubtful ones up to the next instruction only."""
    for i in range(start, end):
        if weight < CERTAIN and amendments.instructs(lines[i]):
            return
        evidence[i] = max(evidence[i], weight)


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

"""Tasks that were read from a poor picture: the engine's doubt about their words becomes doubt
about the task.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from vanban.schemas import OcrAnchor, Source, Span, Task

_WEAK = 0.6
"""Mean confidence of a printed line below which what it says must be looked at."""


def with_doubts(tasks: Sequence[Task], source: Source) -> tuple[Task, ...]:
    """The tasks, with ``needs_review`` where a line of their words, leads or deadline was read with
    little confidence, and with
    ``confidence`` no higher than the lowest of these lines."""
    lines = sorted(_read_lines(source))
    if not lines:
        return tuple(tasks)
    return tuple(_doubted(task, lines) for task in tasks)


def _read_lines(source: Source) -> Iterator[tuple[int, int, float]]:
    for block in source.blocks:
        for part in block.lines or (block,):
            if isinstance(part.anchor, OcrAnchor) and part.span.end > part.span.start:
                yield part.span.start, part.span.end, part.anchor.confidence


def _doubted(task: Task, lines: Sequence[tuple[int, int, float]]) -> Task:
    spans = [
        task.span,
        *(a.span for a in (*task.leads, *task.cooperators)),
        *([task.deadline.span] if task.deadline.span else []),
    ]
    lowest = min((c for span in spans for c in _over(span, lines)), default=1.0)
    if lowest >= task.confidence and lowest >= _WEAK:
        return task
    review = task.needs_review or lowest < _WEAK
    return task.model_copy(
        update={"needs_review": review, "confidence": round(min(task.confidence, lowest), 3)}
    )


def _over(span: Span, lines: Sequence[tuple[int, int, float]]) -> Iterator[float]:
    """Confidence of the lines that hold some of ``span``."""
    i = max(0, bisect_left(lines, (span.start, -1, 0.0)) - 1)
    while i < len(lines) and lines[i][0] < span.end:
        if lines[i][1] > span.start:
            yield lines[i][2]
        i += 1

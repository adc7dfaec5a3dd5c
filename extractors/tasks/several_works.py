"""Several works in one item: 'rà soát …, trình trước 20/11; tổ chức …, hoàn thành trước 12/12'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.extractors.actors.tokens import tokenize
from vanban.extractors.assignments.clauses import clauses
from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines
from vanban.extractors.language.folding import fold
from vanban.extractors.language.list_markers import BULLET, LETTER
from vanban.schemas import Span

_ONLY_TIME = re.compile(
    r"\W*(?:(?:phấn đấu )?(?:hoàn thành|hoàn tất|xong)\b|thời (?:gian|hạn)|chậm nhất|trước|hạn"
    r"|tiến độ)",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"\s*(?:\(?(?:\d{{1,2}}|{LETTER})\)|{BULLET})\s+")


@dataclass(frozen=True, slots=True)
class _Work:
    """A work while its clauses are read; ``next`` is where clauses without a deadline begin behind
    the one that has it.
    """

    start: int
    end: int
    dated: bool
    next: int | None = None


def works(text: str, context: Context, *, offset: int = 0) -> Iterator[Span]:
    """The stretches of ``text`` that are works with a deadline of their own, where there are two or
    more; nothing for any other text.

    Parted by '.', ';' and line ends. A clause that only says when ('hoàn thành trước …') belongs to
    the work before it; so does one without a deadline after the last work that has one, and to the
    next work any before it. ``offset`` is added to the spans.
    """
    found = list(_works(text, context))
    if len(found) < 2:
        return
    for start, end in found:
        label = _LABEL.match(text, start, end)
        yield Span(start=offset + (label.end() if label else start), end=offset + end)


def _works(text: str, context: Context) -> Iterator[tuple[int, int]]:
    work, folded = _Work(0, 0, dated=False), fold(text)
    for start, end in _clauses(text):
        dated = _is_dated(text[start:end], context)
        only_time = bool(_ONLY_TIME.match(folded, start))
        parted = work.dated and (dated or only_time)
        if only_time and work.next is None:
            work = replace(work, end=end, dated=work.dated or dated)
        elif parted:
            yield work.start, work.end
            work = _Work(start if work.next is None else work.next, end, dated=True)
        elif work.dated:
            work = replace(work, next=start if work.next is None else work.next)
        else:
            work = replace(work, end=end, dated=dated)
    if work.dated:
        yield work.start, work.end if work.next is None else len(text)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    tokens = tokenize(text)
    return (
        (tokens[first].start, tokens[stop - 1].end)
        for first, stop in clauses(text, tokens)
        if first < stop  # nothing stands between two marks: '; ;'
    )


def _is_dated(clause: str, context: Context) -> bool:
    return any(d.text and (d.due or d.rrule) for d in find_deadlines(clause, context))

"""Tiến trình: tasks as bars over the months, drawn with attributes only (no style, no script)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.states import TimeState

LABEL, MONTH, ROW, HEAD = 240, 64, 26, 34
"""Width of the words, of a month; height of a row, of the heads: in units of the drawing."""
_BEFORE, _MOST_MONTHS = 6, 36
"""Months shown before today, and in all: what was due earlier stands at the edge."""
_DAYS = 30.44
"""Days of a month on average."""
_LEAST = 4.0
"""The shortest bar that can be seen and clicked."""
_DONE = (TimeState.DONE_IN_TIME, TimeState.DONE_LATE, TimeState.DONE_NO_DATE)


@dataclass(frozen=True, slots=True)
class Bar:
    """A task: from when it began (its start, else the day of its document) to its due date;
    ``old``: where it was due by the plan, when that was another day.
    """

    task: TaskRow
    y: int
    x: float
    width: float
    old: float | None
    kind: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: its size, months (place, words), today's place, bars."""

    width: int
    height: int
    months: tuple[tuple[float, str], ...]
    today: float | None
    bars: tuple[Bar, ...]


def timeline(rows: Sequence[TaskRow], today: date) -> Timeline:
    """Bars of the tasks that have a due date, in the order given."""
    dated = [row for row in rows if row.due]
    first, months = _span(dated, today)

    def place(day: date) -> float:
        x = LABEL + (day - first).days / _DAYS * MONTH
        return min(max(x, LABEL), LABEL + months * MONTH)

    bars = tuple(_bar(row, n, place) for n, row in enumerate(dated))
    heads = tuple((LABEL + n * MONTH, _month(first, n)) for n in range(months))
    now = place(today) if LABEL < place(today) < LABEL + months * MONTH else None
    return Timeline(LABEL + months * MONTH + 10, HEAD + len(dated) * ROW + 10, heads, now, bars)


def _span(rows: Sequence[TaskRow], today: date) -> tuple[date, int]:
    """The first day of the first month, and how many months are shown: around today where the
    tasks reach too far.
    """
    days = [d for row in rows for d in (_begun(row), row.due) if d] or [today]
    earliest = max(min(days), today - timedelta(days=_DAYS * _BEFORE))
    first = earliest.replace(day=1)
    last = max(*days, today)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return first, min(max(months, 1), _MOST_MONTHS)


def _begun(row: TaskRow) -> date | None:
    return row.start_on or row.issued_on


def _bar(row: TaskRow, n: int, place: Callable[[date], float]) -> Bar:
    assert row.due is not None
    begun = _begun(row) or row.due
    x, end = place(min(begun, row.due)), place(row.due)
    old = place(row.plan_due) if row.plan_due and row.plan_due != row.due else None
    return Bar(row, HEAD + n * ROW, x, max(end - x, _LEAST), old, _kind(row))


def _kind(row: TaskRow) -> str:
    if row.time in _DONE:
        return "done"
    return "late" if row.time is TimeState.OVERDUE else "open"


def _month(first: date, n: int) -> str:
    year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
    return f"{month + 1}/{year}"

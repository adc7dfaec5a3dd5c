"""Tải theo tháng: how much of a unit's work is due in each month, as bars with attributes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import due_days
from vanban.tracking.store.store import Store

WIDTH, HEIGHT = 64, 120
"""Of a month, and of the tallest bar: in units of the drawing."""
_BEFORE, _MONTHS = 5, 12
"""Months shown before this one, and in all."""


@dataclass(frozen=True, slots=True)
class Month:
    """What is due in a month, by how it stands today."""

    first: date
    done: int
    late: int
    open: int

    @property
    def last(self) -> date:
        """Its last day."""
        return _first_of(self.first, 1) - timedelta(days=1)

    @property
    def total(self) -> int:
        """All of it."""
        return self.done + self.late + self.open

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What its bar is made of, from the ground."""
        return ("done", self.done), ("late", self.late), ("open", self.open)


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of the bar of month ``n``."""

    n: int
    kind: str
    y: float
    height: float


def month_loads(store: Store, wanted: TaskFilter) -> tuple[Month, ...]:
    """The months around today, with what of the tasks ``wanted`` is due in each."""
    today = store.today()
    firsts = [_first_of(today, n - _BEFORE) for n in range(_MONTHS + 1)]
    window = replace(wanted, due_from=firsts[0], due_to=firsts[-1] - timedelta(days=1), limit=0)
    done = due_days(store, replace(window, states=("done",)))
    still = due_days(store, replace(window, states=("open",)))
    late = {day: n for day, n in still.items() if day < today}
    ahead = {day: n for day, n in still.items() if day >= today}
    return tuple(Month(f, *(_in(days, f) for days in (done, late, ahead))) for f in firsts[:-1])


def bars(months: tuple[Month, ...]) -> tuple[Bar, ...]:
    """The drawing of ``months``: a bar each, the tallest ``HEIGHT`` high."""
    most = max((month.total for month in months), default=0)
    found: list[Bar] = []
    for n, month in enumerate(months):
        y = float(HEIGHT)
        for kind, count in month.parts:
            height = count * HEIGHT / most if most else 0.0
            y -= height
            if count:
                found.append(Bar(n, kind, y, height))
    return tuple(found)


def _first_of(day: date, months: int) -> date:
    """The first day of the month that is ``months`` after that of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _in(days: Mapping[date, int], first: date) -> int:
    return sum(n for day, n in days.items() if (day.year, day.month) == (first.year, first.month))

"""Lịch: what is due on each day of a month; on a phone a list by day."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response

from vanban.tracking.exports.words import WEEKDAYS
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import seen_by
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.store.store import Store
from vanban.web.guard import allow, place_of
from vanban.web.present import page
from vanban.web.query import whole

router = APIRouter()
_MOST = 2000
_FIRST = 3
"""Tasks shown in a day of the table; the number of all leads to the list."""
_YEARS, _MONTHS = range(1900, 2200), range(1, 13)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the table."""

    day: date
    inside: bool
    tasks: tuple[TaskRow, ...]

    @property
    def first(self) -> tuple[TaskRow, ...]:
        """What the table shows."""
        return self.tasks[:_FIRST]


@router.get("/lich")
def month(request: Request, person: Person = allow("task.view")) -> Response:
    """A month; ``thang=2026-12``."""
    store = place_of(request).store
    first = _month(request.query_params.get("thang", ""), store.today())
    weeks = list(Calendar().monthdatescalendar(first.year, first.month))
    wanted = TaskFilter(due_from=weeks[0][0], due_to=weeks[-1][-1], limit=_MOST)
    by_day: defaultdict[date, list[TaskRow]] = defaultdict(list)
    for row in find_tasks(store, seen_by(person, wanted)).rows:
        if row.due is not None:
            by_day[row.due].append(row)
    table = [[Day(d, d.month == first.month, tuple(by_day[d])) for d in week] for week in weeks]
    return page(
        request,
        "month.html",
        first=first,
        table=table,
        weekdays=WEEKDAYS,
        before=_name(first - timedelta(days=1)),
        after=_name(first + timedelta(days=31)),
        empty=not any(day.tasks for week in table for day in week if day.inside),
        coming=_coming(store, person, weeks[-1][-1]),
    )


def _coming(store: Store, person: Person, day: date) -> date | None:
    """The first of the month in which the next work after ``day`` is due."""
    wanted = TaskFilter(due_from=day + timedelta(days=1), states=("open",), limit=1)
    rows = find_tasks(store, seen_by(person, wanted)).rows
    return rows[0].due.replace(day=1) if rows and rows[0].due else None


def _month(words: str, today: date) -> date:
    year, number = (whole(part) or 0 for part in words.partition("-")[::2])
    if year in _YEARS and number in _MONTHS:
        return date(year, number, 1)
    return today.replace(day=1)


def _name(day: date) -> str:
    return f"{day.year}-{day.month:02d}"

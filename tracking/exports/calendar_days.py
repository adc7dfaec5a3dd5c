"""Due days of tasks: one for a plain task, each tracked date for a recurring one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vanban.tracking.exports.model import TrackedTask
from vanban.tracking.states import TimeState, days_of, time_label


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which something is due, and how that stands."""

    day: date
    task: TrackedTask
    time: TimeState
    label: str


def due_days(tasks: Iterable[TrackedTask]) -> list[DueDay]:
    """All due days, the earliest first."""
    return sorted(
        (day for task in tasks for day in _days(task)),
        key=lambda d: (d.day, d.task.document.id, d.task.ordinal, d.task.id),
    )


def _days(task: TrackedTask) -> list[DueDay]:
    if task.dates and task.phase != "halted":
        return [_one(task, one.new_due or one.due, one.state, one.done_on) for one in task.dates]
    return [_one(task, task.due, task.state, task.done_on)] if task.due else []


def _one(task: TrackedTask, due: date, state: str, done_on: date | None) -> DueDay:
    time = task.time_of(state, due, done_on)
    return DueDay(due, task, time, time_label(time, days_of(time, due, done_on, task.as_of)))

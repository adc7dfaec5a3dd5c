"""The rows from which the log is replayed, each with the columns that are asked for and their
types, and the caches that follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from sqlalchemy import ColumnElement

from vanban.tracking.states import Standing
from vanban.tracking.store.models import Base


class TaskCache(NamedTuple):
    """The columns of a task that follow from its log."""

    state: str
    phase: str
    progress: int
    done_on: date | None
    due: date | None
    report_id: int | None

    @classmethod
    def of(cls, standing: Standing, report_id: int | None) -> TaskCache:
        """What is kept of how a task stands; ``report_id``: its last report."""
        state, progress = standing.state.value, standing.progress
        return cls(state, standing.phase, progress, standing.done_on, standing.due, report_id)


class DateCache(NamedTuple):
    """The columns of one date of a task that follow from its log."""

    state: str
    phase: str
    progress: int
    done_on: date | None
    new_due: date | None

    @classmethod
    def of(cls, standing: Standing, due: date) -> DateCache:
        """What is kept of how a date stands that the plan has on ``due``."""
        moved = standing.due if standing.due != due else None
        state, progress = standing.state.value, standing.progress
        return cls(state, standing.phase, progress, standing.done_on, moved)


class TaskRow(NamedTuple):
    """A task: what its plan says of dates, what it hangs together with, and its caches."""

    id: int
    plan_due: date | None
    recurring: bool
    until_on: date | None
    listed: bool
    has_parts: bool
    present: bool
    same_as: int | None
    share_of: int | None
    state: str
    phase: str
    progress: int
    done_on: date | None
    due: date | None
    report_id: int | None

    @property
    def cache(self) -> TaskCache:
        """What is kept now."""
        return TaskCache(
            self.state, self.phase, self.progress, self.done_on, self.due, self.report_id
        )

    @property
    def counted(self) -> bool:
        """Listed, and not a task whose parts are counted for their units."""
        return self.listed and not self.has_parts


class DateRow(NamedTuple):
    """One date of a task with several, and its caches."""

    id: int
    task_id: int
    due: date
    state: str
    phase: str
    progress: int
    done_on: date | None
    new_due: date | None

    @property
    def cache(self) -> DateCache:
        """What is kept now."""
        return DateCache(self.state, self.phase, self.progress, self.done_on, self.new_due)


class LogRow(NamedTuple):
    """A report, as far as it moves a task."""

    id: int
    task_id: int
    occurrence_id: int | None
    kind: str
    state: str | None
    progress: int | None
    done_on: date | None
    new_due: date | None
    field: str | None
    new_value: str | None
    day: date


class ActorRow(NamedTuple):
    """Who has which part in a task."""

    task_id: int
    role: str
    actor_id: int


class _OfTask(Protocol):
    @property
    def task_id(self) -> int: ...


_R = TypeVar("_R", bound=_OfTask)


def columns(model: type[Base], names: Sequence[str]) -> list[ColumnElement[Any]]:
    """The columns of ``model`` that are called ``names``, in this order."""
    return [model.__table__.c[name] for name in names]


def by_task(rows: Iterable[_R]) -> defaultdict[int, list[_R]]:
    """``rows``, grouped by their task."""
    groups: defaultdict[int, list[_R]] = defaultdict(list)
    for row in rows:
        groups[row.task_id].append(row)
    return groups

"""From the log to how a task stands: the *cache* columns of tasks, occurrences and assignments.

Replays the reports of some tasks over what their plan says, and writes what changed. Always inside
the transaction that added the reports or rewrote the tasks, with the rows locked, so that no report
is ever left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, Connection, bindparam, or_, select, update

from vanban.tracking.states import Entry, Reported, Standing, apply
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.log_rows import (
    ActorRow,
    DateCache,
    DateRow,
    LogRow,
    TaskCache,
    TaskRow,
    by_task,
    columns,
)
from vanban.tracking.store.models import Assignment, Occurrence, Report, Task
from vanban.tracking.store.unit_loads import Tally, bucket, count

_GIVEN: BindParameter[int] = bindparam("ids", expanding=True)
_TASKS = select(*columns(Task, TaskRow._fields)).where(Task.id.in_(_GIVEN))
_DATES = (
    select(*columns(Occurrence, DateRow._fields))
    .where(Occurrence.task_id.in_(_GIVEN))
    .order_by(Occurrence.due)
)
_LOG = (
    select(*columns(Report, LogRow._fields)).where(Report.task_id.in_(_GIVEN)).order_by(Report.id)
)
_NEAR = select(Task.id, Task.same_as, Task.share_of).where(
    or_(Task.id.in_(_GIVEN), Task.same_as.in_(_GIVEN), Task.share_of.in_(_GIVEN))
)
_ACTORS = select(*columns(Assignment, ActorRow._fields)).where(Assignment.task_id.in_(_GIVEN))
_SET_TASK = update(Task).where(Task.id == bindparam("b_id"))
_SET_COPIES = update(Assignment).where(Assignment.task_id == bindparam("b_id"))
_SET_DATE = update(Occurrence).where(Occurrence.id == bindparam("b_id"))
NO_DUE = "none"
"""Corrected value of ``due`` for 'there is no due date'."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How a task and its occurrences stand."""

    task: Standing
    occurrences: dict[int, Standing]
    report_id: int | None


def settle(connection: Connection, task_ids: Collection[int], tally: Tally) -> dict[int, Settled]:
    """Bring the caches of ``task_ids`` up to date; ``tally`` gains what changes in the units'
    loads.
    """
    result: dict[int, Settled] = {}
    for some in chunks(sorted(_whole(connection, task_ids))):
        settled = standings(connection, some)
        _write(connection, some, settled, tally)
        result |= settled
    return result


def standings(
    connection: Connection, task_ids: Sequence[int], extra: LogRow | None = None
) -> dict[int, Settled]:
    """How ``task_ids`` stand by the log, without writing. ``extra``: a report to add at the end of
    the log of each.
    """
    whole = {"ids": list(_whole(connection, task_ids))}
    tasks = map(TaskRow._make, connection.execute(_TASKS, whole))
    dates = map(DateRow._make, connection.execute(_DATES, whole))
    log = map(LogRow._make, connection.execute(_LOG, whole))
    book = _Book({task.id: task for task in tasks}, by_task(dates), by_task(log))
    return {i: book.settled(i, extra) for i in task_ids if i in book.tasks}


def _whole(connection: Connection, task_ids: Collection[int]) -> set[int]:
    """``task_ids`` with the rows on which they depend: twins, and the parts of a task or the task
    of a part.
    """
    found, new = set[int](), set(task_ids)
    while new:
        found |= new
        near = [row for some in chunks(new) for row in connection.execute(_NEAR, {"ids": some})]
        new = {i for row in near for i in row if i is not None} - found
    return found


@dataclass(frozen=True, slots=True)
class _Book:
    """Tasks that hang together, their dates and their logs."""

    tasks: dict[int, TaskRow]
    dates: defaultdict[int, list[DateRow]]
    log: defaultdict[int, list[LogRow]]

    def settled(self, task_id: int, extra: LogRow | None = None) -> Settled:
        """How a task stands; one given to units stands as its parts do."""
        alone = self._alone(task_id, extra)
        parts = [i for i, t in self.tasks.items() if t.share_of == task_id and t.present]
        if not parts:
            return alone
        standing = with_shares(alone.task, [self._alone(i).task for i in parts])
        return Settled(standing, alone.occurrences, alone.report_id)

    def _alone(self, task_id: int, extra: LogRow | None = None) -> Settled:
        """A twin shares one log, and one state, with the row that says the same work."""
        first = self.tasks[task_id].same_as
        lead = first if first in self.tasks else task_id
        log = self._shared_log(lead, extra)
        whole = replay(self.tasks[lead], self.dates[lead], self._on_dates(lead, log))
        if lead == task_id:
            return whole
        own = replay(self.tasks[task_id], self.dates[task_id], self._on_dates(task_id, log))
        return Settled(whole.task, own.occurrences, whole.report_id)

    def _shared_log(self, lead: int, extra: LogRow | None) -> list[LogRow]:
        twins = [i for i, task in self.tasks.items() if task.same_as == lead]
        log = self.log[lead]
        if twins:
            log = sorted((r for i in (lead, *twins) for r in self.log[i]), key=lambda r: r.id)
        return [*log, *([extra] if extra else [])]

    def _on_dates(self, task_id: int, log: list[LogRow]) -> list[_Said]:
        """The log, with reports on a twin's date said of the own date of that day."""
        own = {row.due: row.id for row in self.dates[task_id]}
        days = {row.id: row.due for rows in self.dates.values() for row in rows}
        return [_Said(row, _own_date(row.occurrence_id, own, days)) for row in log]


def _own_date(occurrence_id: int | None, own: dict[date, int], days: dict[int, date]) -> int | None:
    if occurrence_id is None:
        return None
    return own.get(days[occurrence_id], -1) if occurrence_id in days else -1


@dataclass(frozen=True, slots=True)
class _Said:
    """A report, and the date of the task at hand that it is about (-1: one that it lacks)."""

    row: LogRow
    occurrence_id: int | None


def with_shares(whole: Standing, parts: Sequence[Standing]) -> Standing:
    """A task given to units stands as its worst part: open while one of them is, due when the
    earliest of those is, finished when the last one is. Stopped or withdrawn is as it is itself.
    """
    if whole.phase == "halted":
        return whole
    open_parts = [p for p in parts if p.phase == "open"]
    if open_parts:
        worst = min(open_parts, key=lambda p: p.due or date.max)
        untouched = all(p.state is Reported.NOT_STARTED for p in parts)
        begun = worst.state if worst.state is not Reported.NOT_STARTED else Reported.IN_PROGRESS
        progress = sum(p.progress for p in parts) // len(parts)
        return Standing(worst.state if untouched else begun, progress, None, worst.due)
    done = [p for p in parts if p.phase == "done"]
    if not done:
        return Standing(Reported.WITHDRAWN, whole.progress, None, whole.due)
    last = max(done, key=lambda p: p.done_on or date.min)
    return Standing(Reported.DONE, 100, last.done_on, whole.due or last.due)


def replay(task: TaskRow, dates: Sequence[DateRow], log: Sequence[_Said]) -> Settled:
    """Fold the log over the plan. ``dates``: occurrences in order of their due dates."""
    whole = Standing(due=task.plan_due)
    parts = {row.id: Standing(due=row.due) for row in dates}
    for said in log:
        row, occurrence_id = said.row, said.occurrence_id
        if row.kind == "correction" and row.field == "due":
            whole = Standing(whole.state, whole.progress, whole.done_on, due_value(row.new_value))
        elif row.kind == "state" and occurrence_id in parts:
            parts[occurrence_id] = apply(parts[occurrence_id], _entry(row))
        elif row.kind == "state" and occurrence_id is None:
            whole = apply(whole, _entry(row))
    last = log[-1].row.id if log else None
    return Settled(_with_parts(task, whole, parts) if parts else whole, parts, last)


def due_value(value: str | None) -> date | None:
    """A corrected due date as the log keeps it."""
    return None if value in (None, NO_DUE) else date.fromisoformat(value)


def _entry(row: LogRow) -> Entry:
    assert row.state is not None, "a report of a state has one"
    return Entry(Reported(row.state), row.day, row.progress, row.done_on, row.new_due)


def _with_parts(task: TaskRow, whole: Standing, parts: dict[int, Standing]) -> Standing:
    """A task with several dates stands as its earliest unfinished date does; a stopped or finished
    one as it is itself.
    """
    if whole.phase != "open":
        return whole
    open_parts = [part for part in parts.values() if part.phase == "open"]
    if open_parts:
        return min(open_parts, key=lambda part: part.due or date.max)
    if task.recurring and task.until_on is None:
        return Standing()  # the next dates come with the next year
    done = [part for part in parts.values() if part.phase == "done"]
    return max(done, key=lambda part: part.due or date.min, default=Standing(Reported.WITHDRAWN))


def _write(
    connection: Connection, task_ids: Sequence[int], settled: dict[int, Settled], tally: Tally
) -> None:
    given = {"ids": task_ids}
    tasks = [TaskRow._make(row) for row in connection.execute(_TASKS, given)]
    actors = by_task(map(ActorRow._make, connection.execute(_ACTORS, given)))
    changed_tasks, changed_copies = [], []
    for task in tasks:
        new = TaskCache.of(settled[task.id].task, settled[task.id].report_id)
        if task.cache == new:
            continue
        changed_tasks.append({"b_id": task.id, **new._asdict()})
        phase = new.phase if task.counted else "out"
        changed_copies.append({"b_id": task.id, "phase": phase, "due": new.due})
        if task.counted:
            pairs = [(a.role, a.actor_id) for a in actors[task.id]]
            count(tally, pairs, bucket(task.phase, task.due, task.done_on), -1)
            count(tally, pairs, bucket(new.phase, new.due, new.done_on), +1)
    if changed_tasks:
        connection.execute(_SET_TASK, changed_tasks)
        connection.execute(_SET_COPIES, changed_copies)
    _write_dates(connection, settled)


def _write_dates(connection: Connection, settled: dict[int, Settled]) -> None:
    wanted = {id_: part for task in settled.values() for id_, part in task.occurrences.items()}
    if not wanted:
        return
    changed = []
    for date_ in map(DateRow._make, connection.execute(_DATES, {"ids": list(settled)})):
        new = DateCache.of(wanted[date_.id], date_.due)
        if date_.cache != new:
            changed.append({"b_id": date_.id, **new._asdict()})
    if changed:
        connection.execute(_SET_DATE, changed)

"""From the log to how a task stands: the *cache* columns of tasks, occurrences and assignments.

Replays the reports of some tasks over what their plan says, and writes what changed. Always inside
the transaction that added the reports or rewrote the tasks, with the rows locked, so that no report
is ever left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, or_, select, update

from vanban.tracking.states import Entry, Reported, Standing, apply
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import Assignment, Occurrence, Report, Task
from vanban.tracking.store.unit_loads import Tally, bucket, count

_TASK = (
    Task.id,
    Task.plan_due,
    Task.recurring,
    Task.until_on,
    Task.listed,
    Task.has_parts,
    Task.present,
    Task.same_as,
    Task.share_of,
    Task.state,
    Task.phase,
    Task.progress,
    Task.done_on,
    Task.due,
    Task.report_id,
)
_REPORT = (
    Report.id,
    Report.task_id,
    Report.occurrence_id,
    Report.kind,
    Report.state,
    Report.progress,
    Report.done_on,
    Report.new_due,
    Report.field,
    Report.new_value,
    Report.day,
)
_GIVEN: BindParameter[int] = bindparam("ids", expanding=True)
_TASKS = select(*_TASK).where(Task.id.in_(_GIVEN))
_DATES = select(Occurrence).where(Occurrence.task_id.in_(_GIVEN)).order_by(Occurrence.due)
_LOG = select(*_REPORT).where(Report.task_id.in_(_GIVEN)).order_by(Report.id)
_NEAR = select(Task.id, Task.same_as, Task.share_of).where(
    or_(Task.id.in_(_GIVEN), Task.same_as.in_(_GIVEN), Task.share_of.in_(_GIVEN))
)
_ACTORS = select(Assignment.task_id, Assignment.role, Assignment.actor_id).where(
    Assignment.task_id.in_(_GIVEN)
)
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
    connection: Connection, task_ids: Sequence[int], extra: Any = None
) -> dict[int, Settled]:
    """How ``task_ids`` stand by the log, without writing. ``extra``: a report to add at the end of
    the log of each.
    """
    whole = {"ids": list(_whole(connection, task_ids))}
    tasks = {row.id: row for row in connection.execute(_TASKS, whole)}
    dates, log = (_grouped(connection.execute(query, whole)) for query in (_DATES, _LOG))
    book = _Book(tasks, dates, log)
    return {i: book.settled(i, extra) for i in task_ids if i in tasks}


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

    tasks: dict[int, Any]
    dates: defaultdict[int, list[Any]]
    log: defaultdict[int, list[Any]]

    def settled(self, task_id: int, extra: Any = None) -> Settled:
        """How a task stands; one given to units stands as its parts do."""
        alone = self._alone(task_id, extra)
        parts = [i for i, t in self.tasks.items() if t.share_of == task_id and t.present]
        if not parts:
            return alone
        standing = with_shares(alone.task, [self._alone(i).task for i in parts])
        return Settled(standing, alone.occurrences, alone.report_id)

    def _alone(self, task_id: int, extra: Any = None) -> Settled:
        """A twin shares one log, and one state, with the row that says the same work."""
        first = self.tasks[task_id].same_as
        lead = first if first in self.tasks else task_id
        log = self._shared_log(lead, extra)
        whole = replay(self.tasks[lead], self.dates[lead], self._on_dates(lead, log))
        if lead == task_id:
            return whole
        own = replay(self.tasks[task_id], self.dates[task_id], self._on_dates(task_id, log))
        return Settled(whole.task, own.occurrences, whole.report_id)

    def _shared_log(self, lead: int, extra: Any) -> list[Any]:
        twins = [i for i, task in self.tasks.items() if task.same_as == lead]
        log = self.log[lead]
        if twins:
            log = sorted((r for i in (lead, *twins) for r in self.log[i]), key=lambda r: r.id)
        return [*log, *([extra] if extra else [])]

    def _on_dates(self, task_id: int, log: list[Any]) -> list[_Said]:
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

    row: Any
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


def _grouped(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.task_id].append(row)
    return groups


def replay(task: Any, dates: Sequence[Any], log: Sequence[_Said]) -> Settled:
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


def _entry(row: Any) -> Entry:
    return Entry(Reported(row.state), row.day, row.progress, row.done_on, row.new_due)


def _with_parts(task: Any, whole: Standing, parts: dict[int, Standing]) -> Standing:
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
    tasks = connection.execute(_TASKS, given).all()
    actors = _grouped(connection.execute(_ACTORS, given))
    changed_tasks, changed_copies = [], []
    for task in tasks:
        new, last = settled[task.id].task, settled[task.id].report_id
        if (task.state, task.phase, task.progress, task.done_on, task.due, task.report_id) == (
            new.state, new.phase, new.progress, new.done_on, new.due, last,
        ):  # fmt: skip
            continue
        changed_tasks.append(
            {
                "b_id": task.id,
                "state": new.state.value,
                "phase": new.phase,
                "progress": new.progress,
                "done_on": new.done_on,
                "due": new.due,
                "report_id": last,
            }
        )
        changed_copies.append(
            {"b_id": task.id, "phase": new.phase if _counted(task) else "out", "due": new.due}
        )
        if _counted(task):
            pairs = [(a.role, a.actor_id) for a in actors[task.id]]
            count(tally, pairs, bucket(task.phase, task.due, task.done_on), -1)
            count(tally, pairs, bucket(new.phase, new.due, new.done_on), +1)
    if changed_tasks:
        connection.execute(_SET_TASK, changed_tasks)
        connection.execute(_SET_COPIES, changed_copies)
    _write_occurrences(connection, settled)


def _counted(task: Any) -> bool:
    """Listed, and not a task whose parts are counted for their units."""
    return bool(task.listed and not task.has_parts)


def _write_occurrences(connection: Connection, settled: dict[int, Settled]) -> None:
    wanted = {id_: part for task in settled.values() for id_, part in task.occurrences.items()}
    if not wanted:
        return
    changed = []
    rows = connection.execute(_DATES, {"ids": list(settled)}).all()
    for row in rows:
        new = wanted[row.id]
        new_due = new.due if new.due != row.due else None
        if (row.state, row.phase, row.progress, row.done_on, row.new_due) != (
            new.state,
            new.phase,
            new.progress,
            new.done_on,
            new_due,
        ):
            changed.append(
                {
                    "b_id": row.id,
                    "state": new.state.value,
                    "phase": new.phase,
                    "progress": new.progress,
                    "done_on": new.done_on,
                    "new_due": new_due,
                }
            )
    if changed:
        connection.execute(_SET_DATE, changed)

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

from sqlalchemy import Connection, bindparam, select, update

from vanban.tracking.states import Entry, Reported, Standing, apply
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import Assignment, Occurrence, Report, Task
from vanban.tracking.store.unit_loads import Tally, bucket, count

_TASK = (Task.id, Task.plan_due, Task.recurring, Task.until_on, Task.listed, Task.state, Task.phase, Task.progress, Task.done_on,
         Task.due, Task.report_id)  # fmt: skip
_REPORT = (Report.id, Report.task_id, Report.occurrence_id, Report.kind, Report.state, Report.progress, Report.done_on,
           Report.new_due, Report.field, Report.new_value, Report.day)  # fmt: skip
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
    for some in chunks(sorted(task_ids)):
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
    tasks = connection.execute(select(*_TASK).where(Task.id.in_(task_ids))).all()
    dates = _grouped(
        connection.execute(
            select(Occurrence).where(Occurrence.task_id.in_(task_ids)).order_by(Occurrence.due)
        ).all()
    )
    log = _grouped(
        connection.execute(
            select(*_REPORT).where(Report.task_id.in_(task_ids)).order_by(Report.id)
        ).all()
    )
    return {
        task.id: replay(task, dates[task.id], [*log[task.id], *([extra] if extra else [])])
        for task in tasks
    }


def _grouped(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.task_id].append(row)
    return groups


def replay(task: Any, dates: Sequence[Any], log: Sequence[Any]) -> Settled:
    """Fold the log over the plan. ``dates``: occurrences in order of their due dates."""
    whole = Standing(due=task.plan_due)
    parts = {row.id: Standing(due=row.due) for row in dates}
    for row in log:
        if row.kind == "correction" and row.field == "due":
            whole = Standing(whole.state, whole.progress, whole.done_on, due_value(row.new_value))
        elif row.kind == "state" and row.occurrence_id in parts:
            parts[row.occurrence_id] = apply(parts[row.occurrence_id], _entry(row))
        elif row.kind == "state" and row.occurrence_id is None:
            whole = apply(whole, _entry(row))
    last = log[-1].id if log else None
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
    tasks = connection.execute(select(*_TASK).where(Task.id.in_(task_ids))).all()
    actors = _grouped(
        connection.execute(
            select(Assignment.task_id, Assignment.role, Assignment.actor_id).where(
                Assignment.task_id.in_(task_ids)
            )
        ).all()
    )
    changed_tasks, changed_copies = [], []
    for task in tasks:
        new, last = settled[task.id].task, settled[task.id].report_id
        if (task.state, task.phase, task.progress, task.done_on, task.due, task.report_id) == (
            new.state, new.phase, new.progress, new.done_on, new.due, last,
        ):  # fmt: skip
            continue
        changed_tasks.append({"b_id": task.id, "state": new.state.value, "phase": new.phase, "progress": new.progress,
                              "done_on": new.done_on, "due": new.due, "report_id": last})  # fmt: skip
        changed_copies.append(
            {"b_id": task.id, "phase": new.phase if task.listed else "out", "due": new.due}
        )
        if task.listed:
            pairs = [(a.role, a.actor_id) for a in actors[task.id]]
            count(tally, pairs, bucket(task.phase, task.due, task.done_on), -1)
            count(tally, pairs, bucket(new.phase, new.due, new.done_on), +1)
    if changed_tasks:
        connection.execute(update(Task).where(Task.id == bindparam("b_id")), changed_tasks)
        connection.execute(
            update(Assignment).where(Assignment.task_id == bindparam("b_id")), changed_copies
        )
    _write_occurrences(connection, settled)


def _write_occurrences(connection: Connection, settled: dict[int, Settled]) -> None:
    wanted = {id_: part for task in settled.values() for id_, part in task.occurrences.items()}
    if not wanted:
        return
    changed = []
    rows = connection.execute(select(Occurrence).where(Occurrence.task_id.in_(list(settled)))).all()
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
            changed.append({"b_id": row.id, "state": new.state.value, "phase": new.phase, "progress": new.progress,
                            "done_on": new.done_on, "new_due": new_due})  # fmt: skip
    if changed:
        connection.execute(update(Occurrence).where(Occurrence.id == bindparam("b_id")), changed)

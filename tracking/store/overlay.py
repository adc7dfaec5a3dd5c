"""The rows of a document written over those that it has: what people's entries hang on stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.orm import aliased

from vanban.tracking.search import index
from vanban.tracking.store.actors import ensure_actors
from vanban.tracking.store.address_changes import forget_address_changes
from vanban.tracking.store.before import Before
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.fields import Fields, to_json
from vanban.tracking.store.insert import (
    Buffer,
    actor_rows,
    assignment_row,
    occurrence_row,
    put_citations,
    put_task_parts,
    task_row,
)
from vanban.tracking.store.models import (
    Assignment,
    Citation,
    Occurrence,
    Output,
    Remark,
    Report,
    Task,
)
from vanban.tracking.store.rows import PlanRows, TaskRows


def clear(connection: Connection, document_id: int, kept: Sequence[int]) -> None:
    """Remove the rows that only repeat the plan. Tasks that go out keep theirs: calendars are told
    whose they were.
    """
    index.remove_text(connection, document_id)
    forget_address_changes(connection, document_id)
    for model in (Citation, Remark):
        connection.execute(delete(model).where(model.document_id == document_id))
    for some in chunks(kept):
        for part in (Output, Assignment):
            connection.execute(delete(part).where(part.task_id.in_(some)))


def put_tasks(
    connection: Connection,
    buffer: Buffer,
    document_id: int,
    plan: PlanRows,
    rows: dict[str, int],
    before: Before,
    number: int | None,
) -> dict[int, TaskRows]:
    """New tasks into the buffer, known ones over their rows: those, by row."""
    actors = ensure_actors(connection, actor_rows([plan]))
    uids = {task.uid for task in before.tasks.values()}
    over: dict[int, TaskRows] = {}
    for task in plan.tasks:
        stable = task.fields["stable_id"]
        if rows[stable] in before.tasks:
            over[rows[stable]] = task
            _put_parts_over(buffer, task, document_id, rows, actors)
        else:
            uid = f"{stable}-{rows[stable]}" if stable in uids else stable
            revision = number or before.document["revision"]
            buffer.put(Task, [task_row(task, rows, document_id, revision, uid)])
            put_task_parts(buffer, task, rows[stable], document_id, actors)
    if over:
        values = [{"b_id": row} | _shown(task, rows) for row, task in over.items()]
        connection.execute(update(Task).where(Task.id == bindparam("b_id")), values)
        buffer.put(Occurrence, list(_dates(connection, over)))
    return over


def _shown(task: TaskRows, ids: Mapping[str, int]) -> Fields:
    """The plan's words, corrected, over a row that stays."""
    same_as = _twin(task, ids)
    return {
        **task.fields,
        "words": task.words.padded,
        "parent_id": ids.get(task.parent) if task.parent else None,
        "same_as": same_as,
        "share_of": ids.get(task.share_of) if task.share_of else None,
        "plan_says": to_json(task.plan_says) if task.plan_says else None,
        "left_out_by": None,
        "present": True,
        "listed": same_as is None,
    }


def _twin(task: TaskRows, ids: Mapping[str, int]) -> int | None:
    """The row of the task that says the same work and is tracked for both."""
    return ids.get(task.same_as) if task.same_as else None


def _put_parts_over(
    buffer: Buffer,
    task: TaskRows,
    document_id: int,
    ids: Mapping[str, int],
    actors: dict[str, int],
) -> None:
    """What hangs on a row that stays: its units, products, citations."""
    row = ids[task.fields["stable_id"]]
    phase = "open" if _twin(task, ids) is None else "out"
    units = [assignment_row(a, row, actors, phase, None) for a in task.assignments]
    buffer.put(Assignment, units)
    buffer.put(Output, [{"task_id": row, **output} for output in task.outputs])
    put_citations(buffer, document_id, task.citations, row)


def reindex(
    connection: Connection,
    buffer: Buffer,
    now: Mapping[int, TaskRows],
    before: Mapping[int, Any],
    document_id: int,
) -> None:
    """Tasks whose words are the same only move in the search index: SQLite's cannot forget
    words.
    """
    same = {
        row: task
        for row, task in now.items()
        if before[row].present and before[row].words == task.words.padded
    }
    index.move_tasks(
        connection, [(row, task.fields["start"], task.fields["end"]) for row, task in same.items()]
    )
    index.remove_tasks(connection, [row for row in before if row not in same])
    changed = ((row, task) for row, task in now.items() if row not in same)
    buffer.pieces += [
        index.Piece(document_id, row, t.fields["start"], t.fields["end"], t.words)
        for row, t in changed
    ]


def _dates(connection: Connection, tasks: Mapping[int, TaskRows]) -> Iterator[Fields]:
    """Dates to add; dates that the plan no longer has go, unless somebody reported on them."""
    known: dict[int, set[date]] = {row: set() for row in tasks}
    gone: list[int] = []
    for some in chunks(tasks):
        own = (Report.task_id == Occurrence.task_id, Report.occurrence_id == Occurrence.id)
        reported = select(Report.id).where(*own).exists()
        query = select(Occurrence.id, Occurrence.task_id, Occurrence.due, reported.label("kept"))
        for row in connection.execute(query.where(Occurrence.task_id.in_(some))):
            known[row.task_id].add(row.due)
            if not row.kept and row.due not in tasks[row.task_id].dates:
                gone.append(row.id)
    for some in chunks(gone):
        connection.execute(delete(Occurrence).where(Occurrence.id.in_(some)))
    for task_id, task in tasks.items():
        days = (day for day in task.dates if day not in known[task_id])
        yield from (occurrence_row(task_id, day) for day in days)


def leave_out(
    connection: Connection, before: Before, plan: PlanRows, rows: Mapping[str, int]
) -> None:
    """Tasks that the plan lacks, or that an edit took out, stay with all that people wrote, but are
    not listed.
    """
    shown = {rows[task.fields["stable_id"]] for task in plan.tasks}
    by_edit = {rows[stable]: edit for stable, edit in plan.left_out}
    gone = [
        {"b_id": i, "present": False, "listed": False, "left_out_by": by_edit.get(i)}
        for i in before.tasks
        if i not in shown
    ]
    if gone:
        connection.execute(update(Task).where(Task.id == bindparam("b_id")), gone)


def mark_parts(connection: Connection, document_id: int) -> None:
    """Which tasks are given to units one by one."""
    part = aliased(Task)
    parts = select(part.id).where(part.share_of == Task.id, part.present).correlate(Task).exists()
    with_parts = select(Task.id).where(Task.document_id == document_id, parts)
    wholes = connection.execute(with_parts).scalars().all()
    own = Task.document_id == document_id
    connection.execute(update(Task).where(own, Task.has_parts).values(has_parts=False))
    for some in chunks(wholes):
        connection.execute(update(Task).where(Task.id.in_(some)).values(has_parts=True))

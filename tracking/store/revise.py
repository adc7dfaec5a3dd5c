"""A decision that the store has already: a new revision, with what people wrote kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.orm import aliased

from vanban.schemas import Plan
from vanban.tracking.edits.apply import apply_edits
from vanban.tracking.edits.model import DATE_FIELDS, Edit, resolved
from vanban.tracking.errors import NotFound, NothingToUndo
from vanban.tracking.search import index
from vanban.tracking.store.actors import ensure_actors
from vanban.tracking.store.bulk_insert import chunks, next_ids
from vanban.tracking.store.changes import difference
from vanban.tracking.store.edit_log import edits_of, made_rows
from vanban.tracking.store.insert import (
    Buffer,
    Stamp,
    actor_rows,
    assignment_row,
    occurrence_row,
    put_parts,
    put_task_parts,
    revision_row,
    task_row,
)
from vanban.tracking.store.matching import Candidate, match
from vanban.tracking.store.models import (
    Assignment,
    Citation,
    Document,
    Occurrence,
    Output,
    Remark,
    Report,
    Revision,
    Task,
)
from vanban.tracking.store.replay import settle
from vanban.tracking.store.rows import Fields, PlanRows, TaskRows, plan_rows, to_json
from vanban.tracking.store.unit_loads import Tally, bucket, count

Outcome = tuple[str, int, int, dict[str, Any]]


def revise(
    connection: Connection, document_id: int, plan: PlanRows, stamp: Stamp, tally: Tally
) -> Outcome:
    """Load ``plan`` over the document. (outcome, revision, number of tasks, changes); 'unchanged'
    writes nothing.
    """
    current = _current(connection, document_id)
    same = current.plan_sha256 == plan.revision["plan_sha256"]
    if same and current.removed_on is None:
        return "unchanged", current.number, len(plan.tasks), {}
    number = _next_number(connection, document_id)
    changes = _replace(connection, document_id, plan, stamp, tally, _Load(number))
    return "revised", number, len(plan.tasks), changes


def lay_edits(connection: Connection, document_id: int, stamp: Stamp, tally: Tally) -> None:
    """Write the document's rows anew from the plan in force and the edits as they are now."""
    current = connection.execute(
        select(Revision.plan, Revision.matches)
        .join(Document, Document.id == Revision.document_id)
        .where(Document.id == document_id, Revision.number == Document.revision)
    ).one()
    plan = plan_rows(Plan.model_validate_json(current.plan), stamp.today)
    _replace(
        connection, document_id, plan, stamp, tally, _Load(None, forced=json.loads(current.matches))
    )


def undo(
    connection: Connection, document_id: int, stamp: Stamp, tally: Tally, to: int | None = None
) -> Outcome:
    """Bring back the plan of the revision before the one in force (or of revision ``to``), as a new
    revision.

    Tasks keep the rows that they had in that revision; what people wrote stays as it is."""
    current = _current(connection, document_id)
    effective = current.restores or current.number
    query = (
        select(Revision)
        .where(Revision.document_id == document_id, Revision.restores.is_(None))
        .order_by(Revision.number.desc())
    )
    query = (
        query.where(Revision.number == to)
        if to is not None
        else query.where(Revision.number < effective)
    )
    target = connection.execute(query.limit(1)).first()
    if target is None:
        raise NothingToUndo(
            "văn bản chưa có lần nạp nào trước đó" if to is None else f"không có lần nạp {to}"
        )
    plan = plan_rows(Plan.model_validate_json(target.plan), stamp.today)
    number = _next_number(connection, document_id)
    load = _Load(number, effective, target.number, json.loads(target.matches))
    changes = _replace(connection, document_id, plan, stamp, tally, load)
    return "revised", number, len(plan.tasks), changes


def _current(connection: Connection, document_id: int) -> Any:
    locked = connection.execute(
        select(Document.id).where(Document.id == document_id).with_for_update()
    ).first()
    if locked is None:
        raise NotFound(f"không có văn bản số {document_id} trong kho")
    query = select(
        Revision.number, Revision.plan_sha256, Revision.restores, Document.removed_on
    ).join(Document, Document.id == Revision.document_id)
    return connection.execute(
        query.where(Document.id == document_id, Revision.number == Document.revision)
    ).one()


def _next_number(connection: Connection, document_id: int) -> int:
    return (
        connection.execute(
            select(func.max(Revision.number)).where(Revision.document_id == document_id)
        ).scalar_one()
        + 1
    )


@dataclass(frozen=True, slots=True)
class _Load:
    """Why rows are written anew: revision ``number`` (None: only edits changed), what it takes back,
    and which rows its tasks are known to have.
    """

    number: int | None
    undo_of: int | None = None
    restores: int | None = None
    forced: Mapping[str, int] | None = None


def _replace(
    connection: Connection,
    document_id: int,
    read: PlanRows,
    stamp: Stamp,
    tally: Tally,
    load: _Load,
) -> dict[str, Any]:
    """Write ``read`` with people's edits over it: rows of the plan anew, rows that people's entries
    hang on kept. Returns what the load changes.
    """
    before = _Before(connection, document_id)
    ids = _match(connection, before, read, load.forced)
    edits = edits_of(connection, document_id, before.tasks)
    plan = apply_edits(read, resolved(edits, ids))
    rows = {**made_rows(edits), **ids}
    changes = _changes(plan, rows, before, edits)
    before.uncount(tally)
    _clear(connection, document_id, [rows[t.fields["stable_id"]] for t in plan.tasks])
    buffer = Buffer()
    put_parts(buffer, document_id, plan)
    if load.number is not None:
        buffer.put(Revision, [_revision(document_id, read, ids, changes, stamp, load)])
    over = _put_tasks(connection, buffer, document_id, plan, rows, before, load.number)
    _write_document(connection, document_id, plan, load.number, stamp.at, _set_by_people(edits))
    _reindex(connection, buffer, over, before.tasks, document_id)
    _leave_out(connection, before, plan, rows)
    buffer.write(connection)
    _mark_parts(connection, document_id)
    _recount(connection, document_id, tally)
    return changes


def _revision(
    document_id: int,
    plan: PlanRows,
    ids: dict[str, int],
    changes: Fields,
    stamp: Stamp,
    load: _Load,
) -> Fields:
    assert load.number is not None
    return revision_row(
        document_id,
        load.number,
        plan,
        ids,
        changes=changes,
        stamp=stamp,
        undo_of=load.undo_of,
        restores=load.restores,
    )


def _changes(
    plan: PlanRows, rows: Mapping[str, int], before: _Before, edits: Sequence[Edit]
) -> dict[str, Any]:
    """What the new plan changes, apart from the fields that people set."""
    return difference(
        plan,
        rows,
        document=before.document,
        tasks=before.tasks,
        actors=before.actors,
        outputs=before.outputs,
        corrected=_fields_by_row(edits),
    )


def _fields_by_row(edits: Sequence[Edit]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for edit in edits:
        if edit.task_id is not None and edit.field is not None:
            found.setdefault(edit.task_id, set()).add(DATE_FIELDS.get(edit.field, edit.field))
    return found


def _set_by_people(edits: Sequence[Edit]) -> set[str]:
    """Fields of the document's head that people set."""
    return {e.field for e in edits if e.kind == "set" and e.target == "document" and e.field}


def _put_tasks(
    connection: Connection,
    buffer: Buffer,
    document_id: int,
    plan: PlanRows,
    rows: dict[str, int],
    before: _Before,
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
            _put_over(connection, buffer, task, document_id, rows, actors)
        else:
            uid = f"{stable}-{rows[stable]}" if stable in uids else stable
            revision = number or before.document["revision"]
            buffer.put(Task, [task_row(task, rows, document_id, revision, uid)])
            put_task_parts(buffer, task, rows[stable], document_id, actors)
    return over


def uncount_document(connection: Connection, document_id: int, tally: Tally) -> None:
    """Take a document's tasks out of the units' loads."""
    _Before(connection, document_id).uncount(tally)


class _Before:
    """The document's rows before the new revision."""

    def __init__(self, connection: Connection, document_id: int) -> None:
        self.document: Fields = dict(
            connection.execute(select(Document).where(Document.id == document_id)).mappings().one()
        )
        rows = connection.execute(
            select(Task)
            .where(Task.document_id == document_id)
            .order_by(Task.present, Task.id)
            .with_for_update()
        )
        self.tasks: dict[int, Any] = {row.id: row for row in rows}
        owned = select(Task.id).where(Task.document_id == document_id)
        assigned = connection.execute(
            select(Assignment).where(Assignment.task_id.in_(owned)).order_by(Assignment.id)
        ).all()
        made = connection.execute(
            select(Output).where(Output.task_id.in_(owned)).order_by(Output.task_id, Output.ordinal)
        ).all()
        self.actors = _by_task(assigned)
        self.outputs = _by_task(made)

    def uncount(self, tally: Tally) -> None:
        """Take the document's tasks out of the units' loads."""
        for task in self.tasks.values():
            if task.listed and not task.has_parts:
                pairs = [(a.role, a.actor_id) for a in self.actors.get(task.id, ())]
                count(tally, pairs, bucket(task.phase, task.due, task.done_on), -1)


def _by_task(rows: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.task_id, []).append(row)
    return groups


def _match(
    connection: Connection, before: _Before, plan: PlanRows, forced: Mapping[str, int] | None
) -> dict[str, int]:
    """Stable id to row id for all tasks of ``plan``; rows that nobody had before are new."""
    old = [
        Candidate(t.id, t.stable_id, *_as_read(t, before.actors.get(t.id, ())))
        for t in before.tasks.values()
        if t.share_of is None
    ]
    asked = [
        Candidate(n, t.fields["stable_id"], t.fields["text"], _leads(t.assignments))
        for n, t in enumerate(plan.tasks)
    ]
    pairs = match(old, asked, forced)
    supply = iter(next_ids(connection, Task, len(plan.tasks) - len(pairs)))
    return {
        t.fields["stable_id"]: pairs[n] if n in pairs else next(supply)
        for n, t in enumerate(plan.tasks)
    }


def _as_read(task: Any, assignments: Iterable[Any]) -> tuple[str, str]:
    """Words and leads as the plan has them: a correction does not make it another task."""
    says = json.loads(task.plan_says) if task.plan_says else {}
    leads = "|".join(says["leads"]) if "leads" in says else _leads(assignments)
    return says.get("text", task.text), leads


def _leads(assignments: Iterable[Any]) -> str:
    return "|".join(a.text for a in assignments if a.role == "lead")


def _clear(connection: Connection, document_id: int, kept: Sequence[int]) -> None:
    """Remove the rows that only repeat the plan. Tasks that go out keep theirs: calendars are told
    whose they were.
    """
    index.remove_text(connection, document_id)
    for model in (Citation, Remark):
        connection.execute(delete(model).where(model.document_id == document_id))
    for some in chunks(kept):
        for part in (Output, Assignment):
            connection.execute(delete(part).where(part.task_id.in_(some)))


def _put_over(
    connection: Connection,
    buffer: Buffer,
    task: TaskRows,
    document_id: int,
    ids: dict[str, int],
    actors: dict[str, int],
) -> None:
    """The plan's words, corrected, over a row that stays."""
    row = ids[task.fields["stable_id"]]
    same_as = ids.get(task.same_as) if task.same_as else None
    parent_id = ids.get(task.parent) if task.parent else None
    shown = {
        "words": task.words.padded,
        "parent_id": parent_id,
        "same_as": same_as,
        "share_of": ids.get(task.share_of) if task.share_of else None,
        "plan_says": to_json(task.plan_says) if task.plan_says else None,
        "left_out_by": None,
        "present": True,
        "listed": same_as is None,
    }
    values = {**task.fields, **shown}
    connection.execute(update(Task).where(Task.id == row).values(**values))
    buffer.put(
        Assignment,
        [
            assignment_row(a, row, actors, "open" if same_as is None else "out", None)
            for a in task.assignments
        ],
    )
    buffer.put(Output, [{"task_id": row, **output} for output in task.outputs])
    buffer.put(
        Citation,
        [
            {"id": None, "document_id": document_id, "task_id": row, **citation}
            for citation in task.citations
        ],
    )
    buffer.put(Occurrence, _dates(connection, row, task))


def _reindex(
    connection: Connection,
    buffer: Buffer,
    now: Mapping[int, TaskRows],
    before: Mapping[int, Any],
    document_id: int,
) -> None:
    """Tasks whose words are the same only move in the search index: SQLite's cannot forget words."""
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


def _dates(connection: Connection, task_id: int, task: TaskRows) -> list[Fields]:
    """Dates to add; dates that the plan no longer has go, unless somebody reported on them."""
    rows = connection.execute(
        select(Occurrence.id, Occurrence.due).where(Occurrence.task_id == task_id)
    ).all()
    reported = set(
        connection.execute(
            select(Report.occurrence_id).where(
                Report.task_id == task_id, Report.occurrence_id.is_not(None)
            )
        ).scalars()
    )
    gone = [row.id for row in rows if row.due not in task.dates and row.id not in reported]
    if gone:
        connection.execute(delete(Occurrence).where(Occurrence.id.in_(gone)))
    known = {row.due for row in rows}
    return [occurrence_row(task_id, day) for day in task.dates if day not in known]


def _write_document(
    connection: Connection,
    document_id: int,
    plan: PlanRows,
    number: int | None,
    at: datetime,
    set_by_people: Collection[str],
) -> None:
    """The head as the plan has it; a poorer copy does not take away what a better one said."""
    values: Fields = {**plan.document, "updated_at": at}
    if number is not None:
        values["revision"] = number
    if plan.issuer:
        values["issuer_id"] = ensure_actors(connection, [plan.issuer])[plan.issuer.key]
    known = {n: v for n, v in values.items() if v is not None or n in set_by_people}
    if number is not None:  # loading a document again brings one back that was removed
        known |= {"removed_on": None, "removed_by": None}
    if plan.identity.issuer and _free(connection, plan.identity.key):
        known["identity"] = plan.identity.key
    connection.execute(update(Document).where(Document.id == document_id).values(**known))


def _free(connection: Connection, key: str) -> bool:
    return connection.execute(select(Document.id).where(Document.identity == key)).first() is None


def _leave_out(
    connection: Connection, before: _Before, plan: PlanRows, rows: Mapping[str, int]
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


def _mark_parts(connection: Connection, document_id: int) -> None:
    """Which tasks are given to units one by one."""
    part = aliased(Task)
    parts = select(part.id).where(part.share_of == Task.id, part.present).correlate(Task).exists()
    with_parts = select(Task.id).where(Task.document_id == document_id, parts)
    wholes = connection.execute(with_parts).scalars().all()
    own = Task.document_id == document_id
    connection.execute(update(Task).where(own, Task.has_parts).values(has_parts=False))
    for some in chunks(wholes):
        connection.execute(update(Task).where(Task.id.in_(some)).values(has_parts=True))


def _recount(connection: Connection, document_id: int, tally: Tally) -> None:
    """Replay the log over the new rows, copy the result to the assignments, count the units' loads."""
    ids = connection.execute(select(Task.id).where(Task.document_id == document_id)).scalars().all()
    settle(connection, ids, Tally())
    recount(connection, ids, tally)


def recount(connection: Connection, task_ids: Sequence[int], tally: Tally) -> None:
    """Copy the tasks' caches to their assignments and count them."""
    counted = Task.listed & ~Task.has_parts
    tasks = connection.execute(
        select(Task.id, counted.label("listed"), Task.phase, Task.due, Task.done_on).where(
            Task.id.in_(task_ids)
        )
    ).all()
    actors = _by_task(
        connection.execute(
            select(Assignment.task_id, Assignment.role, Assignment.actor_id).where(
                Assignment.task_id.in_(task_ids)
            )
        )
    )
    copies = [{"b_id": t.id, "phase": t.phase if t.listed else "out", "due": t.due} for t in tasks]
    if copies:
        connection.execute(
            update(Assignment).where(Assignment.task_id == bindparam("b_id")), copies
        )
    for task in tasks:
        if task.listed:
            count(
                tally,
                [(a.role, a.actor_id) for a in actors.get(task.id, ())],
                bucket(task.phase, task.due, task.done_on),
                +1,
            )

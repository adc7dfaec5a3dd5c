"""A decision that the store has already: a new revision, with what people wrote kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from vanban.schemas import Plan
from vanban.tracking.errors import NotFound, NothingToUndo
from vanban.tracking.search import index
from vanban.tracking.store.actors import ensure_actors
from vanban.tracking.store.bulk_insert import next_ids
from vanban.tracking.store.changes import difference
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
from vanban.tracking.store.rows import (
    AssignmentRow,
    Fields,
    PlanRows,
    TaskRows,
    named_actor,
    plan_rows,
    task_words,
)
from vanban.tracking.store.unit_loads import Tally, bucket, count

Outcome = tuple[str, int, int, dict[str, Any]]
_ROLES = {"leads": "lead", "cooperators": "cooperate", "reports_to": "report_to"}


def revise(
    connection: Connection, document_id: int, plan: PlanRows, stamp: Stamp, tally: Tally
) -> Outcome:
    """Load ``plan`` over the document. (outcome, revision, number of tasks, changes); 'unchanged'
    writes nothing.
    """
    current = _current(connection, document_id)
    if current.plan_sha256 == plan.revision["plan_sha256"]:
        return "unchanged", current.number, len(plan.tasks), {}
    number = _next_number(connection, document_id)
    changes = _replace(connection, document_id, plan, stamp, tally, number=number)
    return "revised", number, len(plan.tasks), changes


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
    changes = _replace(connection, document_id, plan, stamp, tally, number=number, undo_of=effective, restores=target.number,
                       forced=json.loads(target.matches))  # fmt: skip
    return "revised", number, len(plan.tasks), changes


def _current(connection: Connection, document_id: int) -> Any:
    locked = connection.execute(
        select(Document.id).where(Document.id == document_id).with_for_update()
    ).first()
    if locked is None:
        raise NotFound(f"không có văn bản số {document_id} trong kho")
    query = select(Revision.number, Revision.plan_sha256, Revision.restores, Revision.text).join(
        Document, Document.id == Revision.document_id
    )
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


def _replace(
    connection: Connection, document_id: int, plan: PlanRows, stamp: Stamp, tally: Tally, *, number: int,
    undo_of: int | None = None, restores: int | None = None, forced: Mapping[str, int] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Write ``plan`` as revision ``number``: rows of the plan anew, rows that people's entries hang
    on kept.
    """
    before = _Before(connection, document_id)
    ids, new = _match(connection, before, plan, forced)
    actors = ensure_actors(connection, actor_rows([plan]))
    corrections = _corrections(connection, before.tasks)
    changes = difference(
        plan,
        ids,
        document=before.document,
        tasks=before.tasks,
        actors=before.actors,
        outputs=before.outputs,
        corrected=corrections,
    )
    before.uncount(tally)
    _clear(connection, document_id)
    buffer = Buffer(tally=tally)
    put_parts(buffer, document_id, plan)
    buffer.put(
        Revision,
        [
            revision_row(
                document_id,
                number,
                plan,
                ids,
                changes=changes,
                stamp=stamp,
                undo_of=undo_of,
                restores=restores,
            )
        ],
    )
    plan_words: dict[int, TaskRows] = {}
    for task in plan.tasks:
        row = ids[task.fields["stable_id"]]
        if row in new:
            buffer.put(Task, [task_row(task, ids, document_id, number)])
            put_task_parts(buffer, task, row, document_id, actors)
        else:
            words = corrected(task, corrections.get(row, {}))
            plan_words[row] = words
            _put_over(connection, buffer, words, document_id, ids, actors)
    _write_document(
        connection,
        document_id,
        plan,
        actors[plan.issuer.key] if plan.issuer else None,
        number,
        stamp.at,
    )
    _reindex(connection, buffer, plan_words, before.tasks, document_id)
    _leave_out(connection, [i for i in before.tasks if i not in ids.values()])
    buffer.tally = Tally()  # counted below, once all rows stand
    buffer.write(connection)
    _recount(connection, document_id, tally)
    return changes


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
            if task.listed:
                pairs = [(a.role, a.actor_id) for a in self.actors.get(task.id, ())]
                count(tally, pairs, bucket(task.phase, task.due, task.done_on), -1)


def _by_task(rows: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.task_id, []).append(row)
    return groups


def _match(
    connection: Connection, before: _Before, plan: PlanRows, forced: Mapping[str, int] | None
) -> tuple[dict[str, int], set[int]]:
    """Stable id to row id for all tasks of ``plan``, and which rows are new."""
    old = [
        Candidate(t.id, t.stable_id, t.text, _leads(before.actors.get(t.id, ())))
        for t in before.tasks.values()
    ]
    asked = [
        Candidate(n, t.fields["stable_id"], t.fields["text"], _leads(t.assignments))
        for n, t in enumerate(plan.tasks)
    ]
    pairs = match(old, asked, forced)
    fresh = next_ids(connection, Task, len(plan.tasks) - len(pairs))
    supply = iter(fresh)
    ids = {
        t.fields["stable_id"]: pairs[n] if n in pairs else next(supply)
        for n, t in enumerate(plan.tasks)
    }
    return ids, set(fresh)


def _leads(assignments: Iterable[Any]) -> str:
    return "|".join(a.text for a in assignments if a.role == "lead")


def _clear(connection: Connection, document_id: int) -> None:
    """Remove the rows that only repeat the plan."""
    index.remove_text(connection, document_id)
    for model in (Citation, Remark):
        connection.execute(delete(model).where(model.document_id == document_id))
    owned = select(Task.id).where(Task.document_id == document_id)
    for part in (Output, Assignment):
        connection.execute(delete(part).where(part.task_id.in_(owned)))


def _corrections(
    connection: Connection, tasks: Mapping[int, Any]
) -> dict[int, dict[str, str | None]]:
    """The last correction of each field of each task."""
    query = select(Report.task_id, Report.field, Report.new_value).where(
        Report.task_id.in_(list(tasks)), Report.kind == "correction"
    )
    found: dict[int, dict[str, str | None]] = {}
    for row in connection.execute(query.order_by(Report.id)):
        found.setdefault(row.task_id, {})[row.field] = row.new_value
    return found


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
    actors |= ensure_actors(connection, [a.actor for a in task.assignments if a.corrected])
    same_as = ids.get(task.same_as) if task.same_as else None
    parent_id = ids.get(task.parent) if task.parent else None
    shown = {
        "words": task.words.padded,
        "parent_id": parent_id,
        "same_as": same_as,
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


def corrected(task: TaskRows, corrections: Mapping[str, str | None]) -> TaskRows:
    """``task`` with people's corrections of words and actors (that of ``due`` is replayed with the
    log).
    """
    fields: Fields = {
        **task.fields,
        **{name: corrections[name] for name in ("text", "note") if name in corrections},
    }
    assignments: Sequence[AssignmentRow] = task.assignments
    for name, role in _ROLES.items():
        if name in corrections:
            kept = [a for a in assignments if a.role != role]
            assignments = [*kept, *named_assignments(role, corrections[name], fields)]
    words = task_words(
        fields["text"],
        fields["group_text"],
        (a.text for a in assignments),
        (o["text"] for o in task.outputs),
    )
    return TaskRows(
        fields,
        task.parent,
        task.same_as,
        tuple(assignments),
        task.outputs,
        task.citations,
        task.dates,
        words,
    )


def named_assignments(role: str, names: str | None, task: Mapping[str, Any]) -> list[AssignmentRow]:
    """Actors that a person typed, one a line; they point to the task's own span."""
    actors = [named_actor(name) for name in (names or "").split("\n") if name.strip()]
    return [
        AssignmentRow(a, role, n, a.name, task["start"], task["end"], True)
        for n, a in enumerate(actors)
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
    issuer_id: int | None,
    number: int,
    at: datetime,
) -> None:
    values: Fields = {**plan.document, "revision": number, "updated_at": at}
    if issuer_id:
        values["issuer_id"] = issuer_id
    else:  # a copy that lost its issuer does not take it away
        values.pop("issuer_text")
    known = {name: value for name, value in values.items() if value is not None}
    if plan.identity.issuer and _free(connection, plan.identity.key):
        known["identity"] = plan.identity.key
    connection.execute(update(Document).where(Document.id == document_id).values(**known))


def _free(connection: Connection, key: str) -> bool:
    return connection.execute(select(Document.id).where(Document.identity == key)).first() is None


def _leave_out(connection: Connection, task_ids: Sequence[int]) -> None:
    """Tasks that the new revision lacks stay, with all that people wrote, but are not listed."""
    if task_ids:
        rows = [{"b_id": i, "present": False, "listed": False} for i in task_ids]
        connection.execute(update(Task).where(Task.id == bindparam("b_id")), rows)


def _recount(connection: Connection, document_id: int, tally: Tally) -> None:
    """Replay the log over the new rows, copy the result to the assignments, count the units' loads."""
    ids = connection.execute(select(Task.id).where(Task.document_id == document_id)).scalars().all()
    settle(connection, ids, Tally())
    recount(connection, ids, tally)


def recount(connection: Connection, task_ids: Sequence[int], tally: Tally) -> None:
    """Copy the tasks' caches to their assignments and count them."""
    tasks = connection.execute(
        select(Task.id, Task.listed, Task.phase, Task.due, Task.done_on).where(
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

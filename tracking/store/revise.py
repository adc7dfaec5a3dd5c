"""A decision that the store has already: a new revision, with what people wrote kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from vanban.schemas import Plan
from vanban.tracking.edits.apply import apply_edits
from vanban.tracking.edits.model import DATE_FIELDS, Edit, resolved
from vanban.tracking.errors import NotFound, NothingToUndo
from vanban.tracking.store.actors import ensure_actors
from vanban.tracking.store.address_changes import find_address_changes
from vanban.tracking.store.before import Before
from vanban.tracking.store.bulk_insert import next_ids
from vanban.tracking.store.changes import difference
from vanban.tracking.store.edit_log import edits_of, made_rows
from vanban.tracking.store.fields import Fields
from vanban.tracking.store.insert import (
    Buffer,
    Stamp,
    put_parts,
    revision_row,
)
from vanban.tracking.store.matching import Candidate, match
from vanban.tracking.store.models import (
    Document,
    Revision,
    Task,
)
from vanban.tracking.store.overlay import clear, leave_out, mark_parts, put_tasks, reindex
from vanban.tracking.store.recount import recount
from vanban.tracking.store.replay import settle
from vanban.tracking.store.rows import PlanRows, plan_rows
from vanban.tracking.store.unit_loads import Tally

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
    read, matches = plan_in_force(connection, document_id)
    plan = plan_rows(read, stamp.today)
    _replace(connection, document_id, plan, stamp, tally, _Load(None, forced=matches))


def plan_in_force(connection: Connection, document_id: int) -> tuple[Plan, dict[str, int]]:
    """The plan of the revision in force, without people's edits, and the row of each of its tasks
    by stable id.
    """
    query = select(Revision.plan, Revision.matches).join(
        Document, Document.id == Revision.document_id
    )
    in_force = (Document.id == document_id, Revision.number == Document.revision)
    found = connection.execute(query.where(*in_force)).one()
    return Plan.model_validate_json(found.plan), json.loads(found.matches)


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
    """Why rows are written anew: revision ``number`` (None: only edits changed), what it takes
    back, and which rows its tasks are known to have.
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
    before = Before(connection, document_id)
    ids = _match(connection, before, read, load.forced)
    edits = edits_of(connection, document_id, before.tasks)
    plan = apply_edits(read, resolved(edits, ids))
    rows = {**made_rows(edits), **ids}
    changes = _changes(plan, rows, before, edits)
    before.uncount(tally)
    clear(connection, document_id, [rows[t.fields["stable_id"]] for t in plan.tasks])
    buffer = Buffer()
    put_parts(buffer, document_id, plan)
    if load.number is not None:
        buffer.put(Revision, [_revision(document_id, read, ids, changes, stamp, load)])
    over = put_tasks(connection, buffer, document_id, plan, rows, before, load.number)
    _write_document(connection, document_id, plan, load.number, stamp.at, _set_by_people(edits))
    reindex(connection, buffer, over, before.tasks, document_id)
    leave_out(connection, before, plan, rows)
    buffer.write(connection)
    mark_parts(connection, document_id)
    find_address_changes(connection, [document_id])
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
    plan: PlanRows, rows: Mapping[str, int], before: Before, edits: Sequence[Edit]
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


def _match(
    connection: Connection, before: Before, plan: PlanRows, forced: Mapping[str, int] | None
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


def _recount(connection: Connection, document_id: int, tally: Tally) -> None:
    """Replay the log over the new rows, copy the result to the assignments, count the units'
    loads.
    """
    ids = connection.execute(select(Task.id).where(Task.document_id == document_id)).scalars().all()
    settle(connection, ids, Tally())
    recount(connection, ids, tally)

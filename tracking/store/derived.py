"""Are the rows of a document still what its plan and people's edits make of it? They can be written
anew from the two at any time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, select

from vanban.schemas import Plan
from vanban.tracking.edits.apply import apply_edits
from vanban.tracking.edits.model import resolved
from vanban.tracking.store.edit_log import edits_of, made_rows
from vanban.tracking.store.fields import Fields
from vanban.tracking.store.insert import Stamp
from vanban.tracking.store.models import (
    Actor,
    Assignment,
    Citation,
    Document,
    Output,
    Remark,
    Revision,
    Task,
)
from vanban.tracking.store.revise import lay_edits
from vanban.tracking.store.rows import AssignmentRow, PlanRows, TaskRows, plan_rows
from vanban.tracking.store.unit_loads import Tally, write
from vanban.tracking.store.wholeness import is_whole

_SHOWN = 10
"""Documents that a finding names."""
_FIXER = "vanban doctor"
_LOADED = (Revision.plan, Revision.plan_sha256, Revision.matches)
Table = type[Task] | type[Assignment] | type[Output] | type[Citation] | type[Remark]


class _Loaded(NamedTuple):
    """What a revision keeps of its load: the plan and the rows of its tasks, both as JSON."""

    plan: str
    plan_sha256: str
    matches: str


def differing(connection: Connection, today: date) -> str | None:
    """What ``vanban doctor`` says of documents whose rows are not what they should be."""
    names = ", ".join(map(str, list(_differing(connection, today))[:_SHOWN]))
    return f"dòng dữ liệu lệch với kế hoạch ở văn bản số {names}" if names else None


def write_anew(connection: Connection, today: date) -> None:
    """Write the rows of those documents from their plans and edits."""
    stamp = Stamp(_FIXER, datetime.now(UTC), today)
    for document_id in list(_differing(connection, today)):
        tally = Tally()
        lay_edits(connection, document_id, stamp, tally)
        write(connection, tally)


def _differing(connection: Connection, today: date) -> Iterator[int]:
    """Documents in force whose plan is whole: what a torn one makes of them says nothing."""
    query = select(Document.id, *_LOADED).join(
        Revision, (Revision.document_id == Document.id) & (Revision.number == Document.revision)
    )
    live = query.where(Document.removed_on.is_(None)).order_by(Document.id)
    for document_id, *loaded in connection.execute(live.execution_options(yield_per=200)):
        revision = _Loaded(*loaded)
        if is_whole(revision.plan, revision.plan_sha256):
            rows, plan = _wanted(connection, document_id, revision, today)
            if not _agrees(connection, document_id, rows, plan):
                yield document_id


def _agrees(
    connection: Connection, document_id: int, rows: Mapping[str, int], plan: PlanRows
) -> bool:
    query = select(Document).where(Document.id == document_id)
    if not _head_agrees(connection.execute(query).one(), plan):
        return False
    return all(
        _found(connection, model, document_id, wanted) == Counter(map(_values, wanted))
        for model, wanted in _parts(plan, rows)
    )


def _wanted(
    connection: Connection, document_id: int, revision: _Loaded, today: date
) -> tuple[Mapping[str, int], PlanRows]:
    """The row of each task, and the document's rows as they should be."""
    read = Plan.model_validate_json(revision.plan)
    matches: dict[str, int] = json.loads(revision.matches)
    own = select(Task.id).where(Task.document_id == document_id)
    edits = edits_of(connection, document_id, connection.execute(own).scalars().all())
    plan = apply_edits(plan_rows(read, today), resolved(edits, matches))
    return {**made_rows(edits), **matches}, plan


def _head_agrees(document: Row[Any], plan: PlanRows) -> bool:
    """What a poorer copy does not say, a better one said before."""
    said = ((name, value) for name, value in plan.document.items() if value is not None)
    return all(getattr(document, name) == value for name, value in said)


def _parts(plan: PlanRows, rows: Mapping[str, int]) -> Iterator[tuple[Table, list[Fields]]]:
    """What each table should hold of the document."""
    tasks = [(rows[task.fields["stable_id"]], task) for task in plan.tasks]
    wholes = {task.share_of for task in plan.tasks if task.share_of}
    yield Task, [_task(row, task, rows, wholes) for row, task in tasks]
    yield Assignment, [_assignment(row, a) for row, task in tasks for a in task.assignments]
    yield Output, [{"task_id": row, **output} for row, task in tasks for output in task.outputs]
    of_tasks = [_citation(row, said) for row, task in tasks for said in task.citations]
    yield Citation, [*(_citation(None, said) for said in plan.citations), *of_tasks]
    yield Remark, list(plan.remarks)


def _task(row: int, task: TaskRows, rows: Mapping[str, int], wholes: Collection[str]) -> Fields:
    return {
        "id": row,
        **task.fields,
        "words": task.words.padded,
        "parent_id": rows.get(task.parent) if task.parent else None,
        "same_as": rows.get(task.same_as) if task.same_as else None,
        "share_of": rows.get(task.share_of) if task.share_of else None,
        "has_parts": task.fields["stable_id"] in wholes,
    }


def _assignment(row: int, said: AssignmentRow) -> Fields:
    plain = ("role", "ordinal", "text", "start", "end", "corrected")
    own = {"task_id": row, **{name: getattr(said, name) for name in plain}}
    return {**own, "key": said.actor.key}


def _citation(row: int | None, said: Fields) -> Fields:
    return {"task_id": row, **{name: value for name, value in said.items() if name != "parent_id"}}


def _values(row: Fields) -> tuple[Any, ...]:
    return tuple(row[name] for name in sorted(row))


def _found(
    connection: Connection, model: Table, document_id: int, wanted: Sequence[Fields]
) -> Counter[tuple[Any, ...]]:
    """The rows that are there, with the columns of those that are ``wanted``."""
    names = sorted(wanted[0]) if wanted else model.__table__.c.keys()[:1]
    table = {**model.__table__.c, "key": Actor.key}
    query = _own(model, document_id).with_only_columns(*(table[name] for name in names))
    return Counter(map(tuple, connection.execute(query)))


def _own(model: Table, document_id: int) -> Select[Any]:
    """The document's rows of a table; tasks that are not in the plan keep theirs."""
    shown = (Task.document_id == document_id, Task.present)
    if model in (Citation, Remark):
        return select(model).where(model.document_id == document_id)
    if model is Task:
        return select(Task).where(*shown)
    if model is Output:
        return select(Output).join(Task, Task.id == Output.task_id).where(*shown)
    assigned = select(Assignment).join(Task, Task.id == Assignment.task_id).where(*shown)
    return assigned.join(Actor, Actor.id == Assignment.actor_id)

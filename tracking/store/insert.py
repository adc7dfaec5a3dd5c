"""Documents that the store does not have yet: many plans in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from vanban.tracking.search.index import Piece, add
from vanban.tracking.states import Reported
from vanban.tracking.store.actors import ensure_actors
from vanban.tracking.store.address_changes import find_address_changes
from vanban.tracking.store.bulk_insert import insert_rows, next_ids
from vanban.tracking.store.fields import Fields, to_json
from vanban.tracking.store.models import (
    Assignment,
    Citation,
    Document,
    Occurrence,
    Output,
    Remark,
    Revision,
    Task,
)
from vanban.tracking.store.rows import AssignmentRow, PlanRows, TaskRows
from vanban.tracking.store.unit_loads import Tally, bucket, count


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who loads, and when."""

    by: str
    at: datetime
    today: date


@dataclass(slots=True)
class Buffer:
    """Rows by table; ids of tasks and documents are given, the others are given on writing."""

    rows: dict[type, list[Fields]] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def put(self, model: type, rows: Sequence[Fields]) -> None:
        """Keep ``rows`` for writing."""
        self.rows.setdefault(model, []).extend(rows)

    def write(self, connection: Connection) -> None:
        """All rows, each table in one go."""
        for model in (Document, Revision, Task, Output, Assignment, Occurrence, Citation, Remark):
            rows = self.rows.get(model, [])
            if rows and rows[0].get("id", 0) is None:
                _number(rows, next_ids(connection, model, len(rows)))
            insert_rows(connection, model, rows)
        add(connection, self.pieces)


def _number(rows: list[Fields], ids: Sequence[int]) -> None:
    """Give ids; a citation's ``parent_id`` says until now how many rows back its outer one
    stands.
    """
    for n, row in enumerate(rows):
        row["id"] = ids[n]
        if "pinpoint" in row and row["parent_id"]:
            row["parent_id"] = ids[n - row["parent_id"]]


def add_documents(
    connection: Connection, plans: Sequence[PlanRows], stamp: Stamp, tally: Tally
) -> list[tuple[int, int]]:
    """Write documents that are new; returns (document id, number of tasks) for each plan."""
    buffer = Buffer(tally=tally)
    actors = ensure_actors(connection, actor_rows(plans))
    document_ids = next_ids(connection, Document, len(plans))
    task_ids = iter(next_ids(connection, Task, sum(len(plan.tasks) for plan in plans)))
    for document_id, plan in zip(document_ids, plans, strict=True):
        ids = {task.fields["stable_id"]: next(task_ids) for task in plan.tasks}
        buffer.put(Document, [_document(document_id, plan, stamp, actors)])
        buffer.put(Revision, [revision_row(document_id, 1, plan, ids, changes={}, stamp=stamp)])
        put_parts(buffer, document_id, plan)
        for task in plan.tasks:
            buffer.put(Task, [task_row(task, ids, document_id, 1)])
            put_task_parts(buffer, task, ids[task.fields["stable_id"]], document_id, actors)
    buffer.write(connection)
    find_address_changes(connection, list(document_ids))
    return [(i, len(p.tasks)) for i, p in zip(document_ids, plans, strict=True)]


def actor_rows(plans: Sequence[PlanRows]) -> list[Any]:
    """All actors that ``plans`` name."""
    rows = [a.actor for plan in plans for task in plan.tasks for a in task.assignments]
    return rows + [plan.issuer for plan in plans if plan.issuer]


def _document(document_id: int, plan: PlanRows, stamp: Stamp, actors: dict[str, int]) -> Fields:
    return {
        "id": document_id,
        "identity": plan.identity.key,
        **plan.document,
        "issuer_id": actors[plan.issuer.key] if plan.issuer else None,
        "revision": 1,
        "created_at": stamp.at,
        "updated_at": stamp.at,
        "released_on": stamp.today,
        "released_by": stamp.by,
    }


def revision_row(
    document_id: int,
    number: int,
    plan: PlanRows,
    ids: dict[str, int],
    *,
    changes: Any,
    stamp: Stamp,
    undo_of: int | None = None,
    restores: int | None = None,
) -> Fields:
    """One row of ``revisions``; its id is given on writing."""
    return {
        "id": None,
        "document_id": document_id,
        "number": number,
        "loaded_at": stamp.at,
        "loaded_by": stamp.by,
        "undo_of": undo_of,
        "restores": restores,
        "matches": to_json(ids),
        "changes": to_json(changes),
        **plan.revision,
    }


def put_parts(buffer: Buffer, document_id: int, plan: PlanRows) -> None:
    """Citations, remarks and searchable text of a document."""
    put_citations(buffer, document_id, plan.citations)
    buffer.put(Remark, [{"document_id": document_id, **row} for row in plan.remarks])
    buffer.pieces += text_pieces(document_id, plan)


def put_citations(
    buffer: Buffer, document_id: int, rows: Iterable[Fields], task_id: int | None = None
) -> None:
    """What a document cites, or one of its tasks; ids are given on writing."""
    own: Fields = {"id": None, "document_id": document_id, "task_id": task_id}
    buffer.put(Citation, [{**own, **row} for row in rows])


def text_pieces(document_id: int, plan: PlanRows) -> list[Piece]:
    """The document's text for the search index."""
    return [Piece(document_id, None, *passage) for passage in plan.passages]


def task_row(
    task: TaskRows, ids: dict[str, int], document_id: int, revision: int, uid: str | None = None
) -> Fields:
    """A task that nobody has reported on. ``uid``: what calendars are to know it by (its stable id
    unless given).
    """
    same_as = ids.get(task.same_as) if task.same_as else None
    return {
        "id": ids[task.fields["stable_id"]],
        "document_id": document_id,
        **task.fields,
        "uid": uid or task.fields["stable_id"],
        "words": task.words.padded,
        "parent_id": ids.get(task.parent) if task.parent else None,
        "same_as": same_as,
        "share_of": ids.get(task.share_of) if task.share_of else None,
        "has_parts": False,
        "plan_says": to_json(task.plan_says) if task.plan_says else None,
        "present": True,
        "listed": same_as is None,
        "since_revision": revision,
        "state": Reported.NOT_STARTED.value,
        "phase": "open",
        "progress": 0,
        "done_on": None,
        "due": task.fields["plan_due"],
        "report_id": None,
    }


def put_task_parts(
    buffer: Buffer, task: TaskRows, task_id: int, document_id: int, actors: dict[str, int]
) -> None:
    """Actors, products, dates, citations and searchable words of a new task; its unit's load."""
    due, listed = task.fields["plan_due"], task.same_as is None
    buffer.put(
        Assignment,
        [
            assignment_row(a, task_id, actors, "open" if listed else "out", due)
            for a in task.assignments
        ],
    )
    buffer.put(Output, [{"task_id": task_id, **row} for row in task.outputs])
    buffer.put(Occurrence, [occurrence_row(task_id, day) for day in task.dates])
    put_citations(buffer, document_id, task.citations, task_id)
    buffer.pieces.append(
        Piece(document_id, task_id, task.fields["start"], task.fields["end"], task.words)
    )
    if listed:
        count(
            buffer.tally,
            [(a.role, actors[a.actor.key]) for a in task.assignments],
            bucket("open", due, None),
            +1,
        )


def assignment_row(
    row: AssignmentRow, task_id: int, actors: dict[str, int], phase: str, due: date | None
) -> Fields:
    """One row of ``assignments``; its id is given on writing."""
    return {
        "id": None,
        "task_id": task_id,
        "actor_id": actors[row.actor.key],
        "role": row.role,
        "ordinal": row.ordinal,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "corrected": row.corrected,
        "phase": phase,
        "due": due,
    }


def occurrence_row(task_id: int, day: date) -> Fields:
    """One date that nobody has reported on."""
    return {
        "id": None,
        "task_id": task_id,
        "due": day,
        "state": Reported.NOT_STARTED.value,
        "phase": "open",
        "progress": 0,
        "done_on": None,
        "new_due": None,
    }

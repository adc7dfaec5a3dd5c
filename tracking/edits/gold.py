"""``vanban export gold``: what people made sure of, as data for training and for measuring.

Each field of each task with its value, whether somebody accepted or corrected it or nobody looked,
and where it stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, select

from vanban.tracking.edits.model import TASK_FIELDS, Edit
from vanban.tracking.edits.write import shown_field
from vanban.tracking.store.edit_log import edits_of
from vanban.tracking.store.models import Document, Revision, Task
from vanban.tracking.store.store import Store

FORMAT = "vanban-gold/1"
_MADE = frozenset({"add", "split", "merge"})


def gold_documents(store: Store, *, reviewed_only: bool = True) -> Iterator[dict[str, JsonValue]]:
    """One record for each document that somebody reviewed (or, without ``reviewed_only``,
    edited).
    """
    with store.reading() as connection:
        query = select(Document.id, Document.reviewed_on).where(Document.removed_on.is_(None))
        for document_id, reviewed in connection.execute(query.order_by(Document.id)).all():
            record = _record(connection, document_id)
            if reviewed is not None or (not reviewed_only and record["edits"]):
                yield record


def _record(connection: Connection, document_id: int) -> dict[str, JsonValue]:
    query = select(Revision.source_sha256, Revision.filename, Revision.text, Document.number_symbol)
    row = connection.execute(
        query.join(Document, Document.id == Revision.document_id).where(
            Document.id == document_id, Revision.number == Document.revision
        )
    ).one()
    tasks = connection.execute(
        select(Task).where(Task.document_id == document_id).order_by(Task.ordinal, Task.id)
    ).all()
    edits = edits_of(connection, document_id, [task.id for task in tasks])
    shown = [task for task in tasks if task.present and task.share_of is None]
    out = [task for task in tasks if task.left_out_by is not None]
    return {
        "format": FORMAT,
        "number_symbol": row.number_symbol,
        "filename": row.filename,
        "source_sha256": row.source_sha256,
        "text": row.text,
        "edits": len(edits),
        "tasks": [_task(connection, task, edits) for task in shown],
        "not_tasks": [_place(task) for task in out],
    }


def _place(task: Any) -> dict[str, JsonValue]:
    return {"text": task.text, "start": task.start, "end": task.end}


def _task(connection: Connection, task: Any, edits: Sequence[Edit]) -> dict[str, JsonValue]:
    seen = field_states(edits, task.id)
    fields: dict[str, JsonValue] = {
        name: {"value": shown_field(connection, task, name), "seen": seen.get(name, "unseen")}
        for name in TASK_FIELDS
    }
    return {"origin": task.origin, "start": task.start, "end": task.end, "fields": fields}


def field_states(edits: Sequence[Edit], task_id: int) -> Mapping[str, str]:
    """Field to accepted or corrected; a task that somebody accepted as a whole has all accepted."""
    states: dict[str, str] = {}
    for edit in edits:
        if edit.task_id != task_id:
            continue
        if edit.kind == "set" and edit.field:
            states[edit.field] = "corrected"
        elif edit.kind == "accept":
            fields = (edit.field,) if edit.field else TASK_FIELDS
            states.update({f: "accepted" for f in fields if states.get(f) != "corrected"})
        elif edit.kind in _MADE and isinstance(edit.value, dict):
            states.update({f: "corrected" for f in edit.value if f in TASK_FIELDS})
    return states

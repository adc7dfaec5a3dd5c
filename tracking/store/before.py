"""The rows of a document as they stand before they are written anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from vanban.tracking.store.fields import Fields
from vanban.tracking.store.models import Assignment, Document, Output, Task
from vanban.tracking.store.unit_loads import Tally, bucket, count


class Before:
    """The document, its tasks by row, with their actors and products."""

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
        self.actors = by_task(assigned)
        self.outputs = by_task(made)

    def uncount(self, tally: Tally) -> None:
        """Take the document's tasks out of the units' loads."""
        for task in self.tasks.values():
            if task.listed and not task.has_parts:
                pairs = [(a.role, a.actor_id) for a in self.actors.get(task.id, ())]
                count(tally, pairs, bucket(task.phase, task.due, task.done_on), -1)


def by_task(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """``rows`` of a part of tasks, by task."""
    groups: dict[int, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.task_id, []).append(row)
    return groups

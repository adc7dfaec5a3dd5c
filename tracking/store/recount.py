"""The caches of tasks copied to their assignments, and counted for the units."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update

from vanban.tracking.store.before import Before, by_task
from vanban.tracking.store.models import Assignment, Task
from vanban.tracking.store.unit_loads import Tally, bucket, count


def recount(connection: Connection, task_ids: Sequence[int], tally: Tally) -> None:
    """Copy the tasks' caches to their assignments and count them."""
    counted = Task.listed & ~Task.has_parts
    tasks = connection.execute(
        select(Task.id, counted.label("listed"), Task.phase, Task.due, Task.done_on).where(
            Task.id.in_(task_ids)
        )
    ).all()
    actors = by_task(
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


def uncount_document(connection: Connection, document_id: int, tally: Tally) -> None:
    """Take a document's tasks out of the units' loads."""
    Before(connection, document_id).uncount(tally)

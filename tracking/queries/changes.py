"""What later documents did to the tasks and documents of the store (``v_changes``, ``v_task_changes``).

Derived at each question from what the later documents say: the order of loading does not matter, and
taking one of them out takes its effect with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, column, func, select, table

from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import Assignment, Task

_TASKS = table(
    "v_task_changes", column("task_id"), column("relation"), column("changed_by"), column("since")
)
_ENDS = ("repeals", "replaces")


def _ended(day: date) -> Any:
    return _TASKS.c.relation.in_(_ENDS) & (_TASKS.c.since <= bindparam("day", day))


def repealed_tasks(day: date) -> Any:
    """Ids of the tasks that a later document had repealed or replaced on ``day``, as a subquery."""
    return select(_TASKS.c.task_id).where(_ended(day))


def repealed_by(connection: Connection, task_ids: Sequence[int], day: date) -> dict[int, str]:
    """Task to the number and symbol of the document that repealed or replaced it up to ``day``."""
    query = select(_TASKS.c.task_id, _TASKS.c.changed_by).where(
        _ended(day), _TASKS.c.task_id.in_(task_ids)
    )
    rows = connection.execute(query.order_by(_TASKS.c.since.desc(), _TASKS.c.changed_by.desc()))
    return {row.task_id: row.changed_by for row in rows if row.changed_by}


def repealed_load(
    connection: Connection, role: str, day: date, document_id: int | None = None
) -> dict[int, int]:
    """Unit to the number of its open tasks (of one document where ``document_id`` is given) that are
    repealed: they stand among its open ones until somebody withdraws them.
    """
    counts: dict[int, int] = {}
    # the few tasks first: within one query SQLite begins with all assignments of the role
    gone = connection.execute(repealed_tasks(day).distinct()).scalars().all()
    for some in chunks(gone):
        query = (
            select(Assignment.actor_id, func.count(Assignment.task_id.distinct()))
            .join(Task, Task.id == Assignment.task_id)
            .where(Assignment.task_id.in_(some), Assignment.role == role, Task.listed)
            .where(Task.phase == "open", ~Task.has_parts)
        )
        if document_id is not None:
            query = query.where(Task.document_id == document_id)
        for actor, n in connection.execute(query.group_by(Assignment.actor_id)):
            counts[actor] = counts.get(actor, 0) + n
    return counts

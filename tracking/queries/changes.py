"""What later documents did to the tasks and documents of the store (``v_changes``,
``v_task_changes``).

Derived at each question from what the later documents say: the order of loading does not matter,
and taking one of them out takes its effect with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, column, select, table

_TASKS = table(
    "v_task_changes", column("task_id"), column("relation"), column("changed_by"), column("since")
)
_ENDS = ("repeals", "replaces")


def _ended(day: date) -> Any:
    return _TASKS.c.relation.in_(_ENDS) & (_TASKS.c.since <= bindparam("day", day))


def repealed_tasks(connection: Connection, day: date) -> list[int]:
    """Ids of the tasks that a later document had repealed or replaced on ``day``."""
    query = select(_TASKS.c.task_id).where(_ended(day)).distinct()
    return list(connection.execute(query).scalars())


def repealed_by(connection: Connection, task_ids: Sequence[int], day: date) -> dict[int, str]:
    """Task to the number and symbol of the document that repealed or replaced it up to ``day``."""
    query = select(_TASKS.c.task_id, _TASKS.c.changed_by).where(
        _ended(day), _TASKS.c.task_id.in_(task_ids)
    )
    rows = connection.execute(query.order_by(_TASKS.c.since.desc(), _TASKS.c.changed_by.desc()))
    return {row.task_id: row.changed_by for row in rows if row.changed_by}

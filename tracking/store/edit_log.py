"""The log of edits as it is read: the table ``edits``, and corrections written as reports."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, select

from vanban.tracking.edits.model import ROLE_FIELDS, Edit, in_force, rows_of
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import Edit as EditRow
from vanban.tracking.store.models import Report

_PLAIN = (
    "id",
    "kind",
    "target",
    "task_id",
    "field",
    "start",
    "end",
    "reason",
    "undoes",
    "by",
    "at",
    "user_id",
)


def edits_of(
    connection: Connection, document_id: int, task_ids: Collection[int]
) -> tuple[Edit, ...]:
    """The edits of a document in force, oldest first; ``task_ids``: its tasks."""
    found = [*_corrections(connection, task_ids), *log_of(connection, document_id)]
    return in_force(sorted(found, key=lambda e: (e.at, e.id)))


def log_of(connection: Connection, document_id: int) -> list[Edit]:
    """All edits of a document, those taken back among them."""
    query = select(EditRow).where(EditRow.document_id == document_id).order_by(EditRow.id)
    return [edit_of(row) for row in connection.execute(query)]


def edit_of(row: Any) -> Edit:
    """A row of ``edits`` as a value."""
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Edit(**plain, base=_value(row.base), value=_value(row.value))


def _value(words: str | None) -> JsonValue:
    value: JsonValue = None if words is None else json.loads(words)
    return value


def made_rows(edits: Iterable[Edit]) -> dict[str, int]:
    """Tasks that edits make: stable id to row."""
    return {stable: row for edit in edits for stable, row in rows_of(edit).items()}


def _corrections(connection: Connection, task_ids: Collection[int]) -> list[Edit]:
    """Corrections that stand in the log of reports. That of a due day is replayed with the states,
    for an extension may have come after it.
    """
    found: list[Edit] = []
    for some in chunks(task_ids):
        query = select(Report).where(
            Report.task_id.in_(some), Report.kind == "correction", Report.field != "due"
        )
        found += [_correction(row) for row in connection.execute(query.order_by(Report.id))]
    return found


def _correction(row: Any) -> Edit:
    def value(words: str | None) -> JsonValue:
        if row.field in ROLE_FIELDS:
            return [name for name in (words or "").split("\n") if name]
        return words

    return Edit(
        -row.id,
        "set",
        task_id=row.task_id,
        field=row.field,
        base=value(row.old_value),
        value=value(row.new_value),
        by=row.by,
        at=row.at,
    )


def plan_value(says: Mapping[str, JsonValue] | None, field: str, shown: JsonValue) -> JsonValue:
    """What the plan says of a field: ``shown`` unless somebody set it."""
    return says[field] if says and field in says else shown

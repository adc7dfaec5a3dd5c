"""Is what was loaded still as it was loaded: plans by their digests, texts and tasks by their plans."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select

from vanban.schemas import Plan
from vanban.tracking.store.models import Document, Edit, Report, Revision, Task

_WORDS = ("text", "number", "group_text", "deadline_text")
"""Columns of a task that repeat the plan word for word."""
_SHOWN = 10
"""Documents that a finding names."""


def torn_documents(connection: Connection) -> str | None:
    """What ``vanban doctor`` says of documents that are not what was loaded; None where all are."""
    missing = _without_plan(connection)
    if missing:
        return f"{missing} văn bản không có kế hoạch"
    torn = set(_torn_revisions(connection))
    torn.update(_torn_tasks(connection, told=frozenset(torn)))
    names = ", ".join(map(str, sorted(torn)[:_SHOWN]))
    return f"kế hoạch hỏng ở văn bản số {names}" if torn else None


def _without_plan(connection: Connection) -> int:
    in_force = (Document.id == Revision.document_id) & (Document.revision == Revision.number)
    query = select(func.count()).select_from(Document).outerjoin(Revision, in_force)
    lost = query.where(Document.removed_on.is_(None), Revision.id.is_(None))
    return int(connection.execute(lost).scalar_one())


def _torn_revisions(connection: Connection) -> Iterator[int]:
    """Documents with a plan, of whatever load, that differs from its digest, or a text from its plan."""
    query = select(Revision.document_id, Revision.plan, Revision.plan_sha256, Revision.text)
    for row in connection.execute(query.execution_options(yield_per=200)):
        if not _is_whole(row.plan, row.plan_sha256) or row.text != _text(row.plan):
            yield row.document_id


def _is_whole(plan: str, digest: str) -> bool:
    """Whether a stored plan is what was loaded."""
    return hashlib.sha256(plan.encode()).hexdigest() == digest


def _text(plan: str) -> str:
    return str(json.loads(plan)["source"]["text"])


def _torn_tasks(connection: Connection, told: Collection[int]) -> Iterator[int]:
    """Documents that lack tasks of their plan, or whose tasks have other words and no edit says so;
    without those that are ``told`` already: their plans may not be read.
    """
    query = select(Revision.document_id, Revision.plan, Revision.matches).join(
        Document, (Document.id == Revision.document_id) & (Document.revision == Revision.number)
    )
    live = query.where(Document.removed_on.is_(None)).execution_options(yield_per=200)
    counts, edited = _counts(connection), _edited(connection)
    for row in connection.execute(live):
        if row.document_id in told:
            continue
        plan, rows = Plan.model_validate_json(row.plan), json.loads(row.matches)
        whole = len(plan.tasks) == len(rows) == counts.get(row.document_id, 0)
        if not whole or not (
            row.document_id in edited or _same_words(connection, row.document_id, plan, rows)
        ):
            yield row.document_id


def _counts(connection: Connection) -> dict[int, int]:
    read = Task.origin != "manual"
    query = select(Task.document_id, func.count()).where(
        read, or_(Task.present, Task.left_out_by.is_not(None))
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(Task.document_id))}


def _edited(connection: Connection) -> Collection[int]:
    """Documents whose tasks may have other words than the plan, for somebody set them right."""
    corrected = (
        select(Task.document_id)
        .join(Report, Report.task_id == Task.id)
        .where(Report.kind == "correction")
    )
    return frozenset(connection.execute(select(Edit.document_id).union(corrected)).scalars())


def _same_words(
    connection: Connection, document_id: int, plan: Plan, rows: Mapping[str, int]
) -> bool:
    columns = [getattr(Task, name) for name in _WORDS]
    own = (Task.document_id == document_id, Task.present)
    found: dict[int, tuple[Any, ...]] = {
        row.id: tuple(row[1:]) for row in connection.execute(select(Task.id, *columns).where(*own))
    }
    said = ((t, (t.text, t.number, t.group, t.deadline.text)) for t in plan.tasks)
    return all(found.get(rows[task.id]) == words for task, words in said)

"""What a desk is asked all day: the units by name, the documents with how their work stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, SQLColumnExpression, and_, case, func, select, true

from vanban.tracking.errors import NotFound
from vanban.tracking.exports.words import SIX
from vanban.tracking.queries.changes import repealed
from vanban.tracking.queries.documents import DocumentRow, document_columns
from vanban.tracking.queries.rows import (
    OccurrenceRow,
    ReportRow,
    TaskRow,
    fetch_occurrences,
    fetch_reports,
    fetch_tasks,
)
from vanban.tracking.queries.units import find_units
from vanban.tracking.search.words import name_key
from vanban.tracking.store.models import Actor, Assignment, Document, Remark, Revision, Task
from vanban.tracking.store.store import Store
from vanban.tracking.units.directory import same_units


@dataclass(frozen=True, slots=True)
class DocumentWork:
    """A document and how its tasks stand on a day, parts of units not counted for themselves.
    ``released_on``: since when units see them; None until then.
    """

    document: DocumentRow
    released_on: date | None
    tasks: int
    done: int
    overdue: int
    to_review: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Which file the revision in force of a document was read from. ``further``: it is not the
    first document there.
    """

    document_id: int
    filename: str
    sha256: str
    media_type: str
    further: bool


def unit_names(store: Store, ids: Iterable[int]) -> dict[int, str]:
    """Id to name of these units."""
    query = select(Actor.id, Actor.name).where(Actor.id.in_(list(ids)))
    with store.reading() as connection:
        return {row.id: row.name for row in connection.execute(query)}


def named_units(store: Store, words: str) -> tuple[int, ...]:
    """Ids of the units that ``words`` name, as ``find_units`` takes them."""
    with store.reading() as connection:
        return tuple(find_units(connection, words))


def leading_units(store: Store) -> tuple[tuple[int, str], ...]:
    """Units that lead or help with some task, by name. One look into the index for each unit: a
    million assignments are not read.
    """
    acts = Assignment.role.in_(("lead", "cooperate"))
    works = select(Assignment.id).where(Assignment.actor_id == Actor.id, acts).exists()
    query = select(Actor.id, Actor.name).where(works)
    with store.reading() as connection:
        rows = [(row.id, row.name) for row in connection.execute(query)]
    return tuple(sorted(rows, key=lambda row: name_key(row[1])))


def documents_with_work(
    store: Store,
    *,
    limit: int,
    offset: int = 0,
    ids: Iterable[int] | None = None,
    released: bool = False,
) -> tuple[DocumentWork, ...]:
    """Documents, the newest first, with counts of their tasks as they stand today. ``released``:
    only those whose work is given out.
    """
    query = (
        select(*document_columns())
        .outerjoin(Actor, Actor.id == Document.issuer_id)
        .order_by(Document.issued_on.desc().nulls_last(), Document.id.desc())
        .limit(limit)
        .offset(offset)
    )
    if ids is not None:
        query = query.where(Document.id.in_(list(ids)))
    if released:
        query = query.where(Document.released_on.is_not(None))
    with store.reading() as connection:
        rows = [DocumentRow(*row) for row in connection.execute(query)]
        day = store.today()
        counted = _counts([r.id for r in rows], day, repealed(connection, day))
        counts = {row.document_id: row for row in connection.execute(counted)}
        given = _released(connection, [row.id for row in rows])
    return tuple(
        DocumentWork(
            row, given[row.id], *(counts[row.id][1:] if row.id in counts else (0, 0, 0, 0))
        )
        for row in rows
    )


def _released(connection: Connection, ids: list[int]) -> dict[int, date | None]:
    query = select(Document.id, Document.released_on).where(Document.id.in_(ids))
    return {row.id: row.released_on for row in connection.execute(query)}


def one_with_work(store: Store, document_id: int) -> DocumentWork | None:
    """One document with its counts; None if there is no such."""
    found = documents_with_work(store, limit=1, ids=[document_id])
    return found[0] if found else None


def source_file(store: Store, document_id: int) -> SourceFile | None:
    """The file of the revision in force."""
    behind = (Remark.document_id == Document.id) & (Remark.code == "further-document")
    query = (
        select(
            Document.id,
            Revision.filename,
            Revision.source_sha256,
            Revision.media_type,
            select(Remark.ordinal).where(behind).exists(),
        )
        .join(Document, Document.id == Revision.document_id)
        .where(Document.id == document_id, Revision.number == Document.revision)
    )
    with store.reading() as connection:
        row = connection.execute(query).first()
    return SourceFile(*row) if row else None


def _counts(ids: list[int], day: date, gone: SQLColumnExpression[bool] | None) -> Select[Any]:
    """``gone``: that a later document repealed a task, which is due no more."""

    def total(condition: Any) -> Any:
        return func.sum(case((condition, 1), else_=0))

    late = and_(Task.phase == "open", Task.due < day, true() if gone is None else ~gone)
    return (
        select(
            Task.document_id,
            func.count(),
            total(Task.phase == "done"),
            total(late),
            total(Task.needs_review),
        )
        .where(Task.document_id.in_(ids), Task.listed, Task.share_of.is_(None))
        .group_by(Task.document_id)
    )


@dataclass(frozen=True, slots=True)
class WholeTask:
    """A task with its dates and its log, the newest entry first."""

    row: TaskRow
    dates: tuple[OccurrenceRow, ...]
    log: tuple[ReportRow, ...]
    six: tuple[tuple[str, bool], ...]


def whole_task(store: Store, task_id: int) -> WholeTask:
    """Everything about one task. ``NotFound`` if there is none."""
    day = store.today()
    with store.reading() as connection:
        rows = fetch_tasks(connection, [task_id], day)
        if not rows:
            raise NotFound(f"không có nhiệm vụ số {task_id}")
        dates = fetch_occurrences(connection, task_id, day)
        log = fetch_reports(connection, [task_id])
    six = tuple((words, key not in rows[0].missing) for key, words in SIX.items())
    return WholeTask(rows[0], dates, log[::-1], six)


def all_names(store: Store, actor_ids: Iterable[int]) -> set[int]:
    """Written names of units, with all other names that the directory has for them."""
    with store.reading() as connection:
        return set(same_units(connection, list(actor_ids)))


def is_released(store: Store, document_id: int) -> bool:
    """Whether units see the tasks of a document."""
    query = select(Document.released_on).where(Document.id == document_id)
    with store.reading() as connection:
        return connection.execute(query).scalar() is not None

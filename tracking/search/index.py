"""The search index: FTS5 tables on SQLite, tsvector columns with GIN on PostgreSQL, under the same
two names.

``task_words`` and ``text_words`` are keyed by ``passages.id``; exact words carry ``=``. On SQLite
they hold no text (contentless), so a word row cannot be deleted; its id is never used again, and a
row whose passage is gone is simply not found. ``doctor`` rebuilds the index when many such rows
have gathered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, case, delete, func, select, text, update

from vanban.tracking.search.words import Forms, tsvector
from vanban.tracking.store.bulk_insert import chunks, copy_rows, insert_rows, next_ids
from vanban.tracking.store.models import Assignment, Document, Output, Passage, Revision, Task
from vanban.tracking.store.rows import passage_words, task_words

_WRITTEN = func.substr(Revision.text, Passage.start + 1, Passage.end - Passage.start)
_PASSAGES = (
    select(
        Passage,
        case((Passage.kind == "text", _WRITTEN)).label("written"),
        Document.number_symbol,
        Document.title,
        Task.text.label("work"),
        Task.group_text,
    )
    .join(Document, Document.id == Passage.document_id)
    .join(Revision, (Revision.document_id == Document.id) & (Revision.number == Document.revision))
    .outerjoin(Task, Task.id == Passage.task_id)
    .where(Passage.id.in_(bindparam("ids", expanding=True)))
)


class Piece(NamedTuple):
    """Words to be found: of a task, or of a stretch of a document."""

    document_id: int
    task_id: int | None
    start: int
    end: int
    words: Forms

    @property
    def kind(self) -> str:
        """task or text."""
        return "text" if self.task_id is None else "task"


def add(connection: Connection, pieces: Sequence[Piece]) -> None:
    """Put ``pieces`` into the index."""
    ids = next_ids(connection, Passage, len(pieces))
    rows = [
        {
            "id": i,
            "kind": p.kind,
            "document_id": p.document_id,
            "task_id": p.task_id,
            "start": p.start,
            "end": p.end,
        }
        for i, p in zip(ids, pieces, strict=True)
    ]
    insert_rows(connection, Passage, rows)
    for kind in ("task", "text"):
        _add_words(
            connection,
            kind,
            [(i, p.words) for i, p in zip(ids, pieces, strict=True) if p.kind == kind],
        )


def _add_words(connection: Connection, kind: str, rows: Sequence[tuple[int, Forms]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        copy_rows(
            connection,
            f"{kind}_words",
            ("id", "words"),
            ((i, tsvector(words)) for i, words in rows),
        )
        return
    connection.exec_driver_sql(
        f"INSERT INTO {kind}_words(rowid, exact, bare) VALUES (?, ?, ?)",
        [(i, words.marked, words.bare) for i, words in rows],
    )


def remove_tasks(connection: Connection, task_ids: Iterable[int]) -> None:
    """Take tasks out of the index."""
    for some in chunks(task_ids):
        _remove(connection, select(Passage.id).where(Passage.task_id.in_(some)), "task")


def move_tasks(connection: Connection, places: Sequence[tuple[int, int, int]]) -> None:
    """Tasks (id, start, end) that stand elsewhere in a new revision, with the same words."""
    if places:
        rows = [{"b_task": task, "start": start, "end": end} for task, start, end in places]
        connection.execute(update(Passage).where(Passage.task_id == bindparam("b_task")), rows)


def remove_text(connection: Connection, document_id: int) -> None:
    """Take a document's text out of the index."""
    _remove(
        connection,
        select(Passage.id).where(Passage.document_id == document_id, Passage.task_id.is_(None)),
        "text",
    )


def _remove(connection: Connection, query: object, kind: str) -> None:
    ids = connection.execute(query).scalars().all()  # type: ignore[call-overload]
    for some in chunks(ids):
        if connection.dialect.name == "postgresql":
            connection.execute(
                text(f"DELETE FROM {kind}_words WHERE id = ANY(:ids)"), {"ids": some}
            )
        connection.execute(delete(Passage).where(Passage.id.in_(some)))


def rebuild(connection: Connection) -> int:
    """Build the word tables anew from the passages; returns the number of passages."""
    _empty(connection)
    n = 0
    for some in chunks(
        connection.execute(select(Passage.id).order_by(Passage.id)).scalars().all(), 500
    ):
        rows = _words_of(connection, some)
        for kind in ("task", "text"):
            _add_words(connection, kind, [(i, words) for i, k, words in rows if k == kind])
        n += len(rows)
    return n


def _empty(connection: Connection) -> None:
    for kind in ("task", "text"):
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"DELETE FROM {kind}_words"))
        else:
            connection.exec_driver_sql(
                f"INSERT INTO {kind}_words({kind}_words) VALUES ('delete-all')"
            )


def _words_of(connection: Connection, ids: Sequence[int]) -> list[tuple[int, str, Forms]]:
    """Id and kind of the passages ``ids``, with what they are found by."""
    rows = connection.execute(_PASSAGES, {"ids": list(ids)}).all()
    tasks = [row.task_id for row in rows if row.task_id is not None]
    actors, outputs = _texts(connection, Assignment, tasks), _texts(connection, Output, tasks)
    found = []
    for row in rows:
        if row.kind == "text":
            named = None if row.start else (row.number_symbol, row.title)
            words = passage_words(row.written, named)
        else:
            done_by, made = actors.get(row.task_id, ()), outputs.get(row.task_id, ())
            words = task_words(row.work, row.group_text, done_by, made)
        found.append((row.id, row.kind, words))
    return found


def _texts(
    connection: Connection, model: type[Assignment] | type[Output], task_ids: Sequence[int]
) -> dict[int, list[str]]:
    order = model.id if model is Assignment else Output.ordinal
    rows = connection.execute(
        select(model.task_id, model.text)
        .where(model.task_id.in_(task_ids))
        .order_by(model.task_id, order)
    )
    groups: dict[int, list[str]] = {}
    for task_id, words in rows:
        groups.setdefault(task_id, []).append(words)
    return groups

"""Documents of the store: finding one, its revisions and differences, what changes it and what it
changes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, text

from vanban.schemas import Plan
from vanban.tracking.edits.model import Edit
from vanban.tracking.errors import Ambiguous, NotFound
from vanban.tracking.exports.words import document_name
from vanban.tracking.queries.rows import ReportRow, fetch_reports
from vanban.tracking.store.edit_log import log_of
from vanban.tracking.store.effects import PART, SEPARATOR, WHOLE
from vanban.tracking.store.identity import cite_symbol
from vanban.tracking.store.models import Actor, Document, Revision, Task
from vanban.tracking.store.store import Store


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A decision of the store."""

    id: int
    number_symbol: str | None
    doc_name: str | None
    issued_on: date | None
    issuer: str | None
    title: str | None
    signer: str | None
    is_draft: bool
    revision: int
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str:
        """What it is called in a line."""
        return document_name(self.number_symbol, self.title, self.id)


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One load of a document. ``changes``: see ``tracking.store.changes``."""

    number: int
    filename: str
    media_type: str
    loaded_at: datetime
    loaded_by: str
    undo_of: int | None
    restores: int | None
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A document that changes another: both sides, as far as the store has them. ``relation`` as in
    the contract.
    """

    relation: str
    document_id: int
    number_symbol: str | None
    other_id: int | None
    other: str | None
    text: str
    effect: str = WHOLE

    @property
    def tasks(self) -> tuple[str, ...]:
        """Addresses of what it changes; none where it changes all or does not say what."""
        return () if self.effect in (WHOLE, PART) else tuple(self.effect.split(SEPARATOR))


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to a document."""

    document: DocumentRow
    revisions: tuple[RevisionRow, ...]
    reports: tuple[ReportRow, ...]
    edits: tuple[Edit, ...]
    changes: tuple[LinkRow, ...]
    changed_by: tuple[LinkRow, ...]


_COLUMNS = (
    Document.id,
    Document.number_symbol,
    Document.doc_name,
    Document.issued_on,
    Actor.name.label("issuer"),
    Document.title,
    Document.signer,
    Document.is_draft,
    Document.revision,
    Document.created_at,
    Document.updated_at,
)


def document_columns() -> tuple[Any, ...]:
    """What a query gives to make a ``DocumentRow`` of; it joins the issuer as ``Actor``."""
    return _COLUMNS


def list_documents(store: Store, *, limit: int = 100, offset: int = 0) -> tuple[DocumentRow, ...]:
    """Documents, the newest first."""
    query = (
        select(*_COLUMNS)
        .outerjoin(Actor, Actor.id == Document.issuer_id)
        .where(Document.removed_on.is_(None))
        .order_by(Document.id.desc())
        .limit(limit or None)
        .offset(offset)
    )
    with store.reading() as connection:
        return tuple(DocumentRow(*row) for row in connection.execute(query))


def find_documents(connection: Connection, words: str, *, removed: bool = False) -> list[int]:
    """Ids of the documents that ``words`` name: an id, '1678/QĐ-BKHCN', '1678/QĐ-BKHCN/2021',
    '1678'. ``removed``: also of those that were taken out. ``NotFound`` if none.
    """
    words = words.strip()
    symbol, _, year = words.rpartition("/")
    queries = [select(Document.id).where(Document.cite_symbol == cite_symbol(words))]
    if year.isdigit() and symbol:
        queries.append(
            select(Document.id).where(
                Document.cite_symbol == cite_symbol(symbol), Document.year == int(year)
            )
        )
    if words.isdigit():
        queries += [
            select(Document.id).where(Document.id == int(words)),
            select(Document.id).where(Document.number == words),
        ]
    for query in queries:
        there = query if removed else query.where(Document.removed_on.is_(None))
        ids = connection.execute(there.order_by(Document.id)).scalars().all()
        if ids:
            return list(ids)
    raise NotFound(f"không có văn bản “{words}” trong kho", "Nạp văn bản bằng `vanban load TỆP`.")


def one_document(store: Store, words: str, *, removed: bool = False) -> int:
    """The id of the one document that ``words`` name, see ``find_documents``; ``Ambiguous`` if
    several.
    """
    with store.reading() as connection:
        ids = find_documents(connection, words, removed=removed)
        if len(ids) > 1:
            rows = connection.execute(
                select(Document.id, Document.number_symbol, Document.year).where(
                    Document.id.in_(ids[:10])
                )
            ).all()
            names = ", ".join(f"{r.number_symbol} năm {r.year} (số {r.id})" for r in rows)
            raise Ambiguous(f"“{words}” là nhiều văn bản: {names}", "Thêm năm: SỐ/KÝ-HIỆU/NĂM.")
    return ids[0]


def read_plan(store: Store, document_id: int, revision: int | None = None) -> Plan:
    """The plan of a revision (the one in force unless given)."""
    query = (
        select(Revision.plan)
        .join(Document, Document.id == Revision.document_id)
        .where(Document.id == document_id)
    )
    query = query.where(Revision.number == (Document.revision if revision is None else revision))
    with store.reading() as connection:
        document = connection.execute(query).scalar()
    if document is None:
        raise NotFound(f"không có lần nạp {revision} của văn bản số {document_id}")
    return Plan.model_validate_json(document)


def revisions(connection: Connection, document_id: int) -> tuple[RevisionRow, ...]:
    """All loads of a document, oldest first."""
    columns = [getattr(Revision, name) for name in RevisionRow.__slots__]
    rows = connection.execute(
        select(*columns).where(Revision.document_id == document_id).order_by(Revision.number)
    )
    return tuple(
        RevisionRow(**{**row._mapping, "changes": json.loads(row.changes)}) for row in rows
    )


def diff(store: Store, document_id: int, revision: int | None = None) -> RevisionRow:
    """What a revision (the last one unless given) changed from the one before."""
    with store.reading() as connection:
        rows = revisions(connection, document_id)
    found = [row for row in rows if revision is None or row.number == revision]
    if not found:
        raise NotFound(f"không có lần nạp {revision} của văn bản số {document_id}")
    return found[-1]


def history(store: Store, document_id: int) -> History:
    """Revisions, reports on all tasks, edits, and the decisions that change this one or are changed
    by it.
    """
    with store.reading() as connection:
        query = (
            select(*_COLUMNS)
            .outerjoin(Actor, Actor.id == Document.issuer_id)
            .where(Document.id == document_id)
        )
        row = connection.execute(query).first()
        if row is None:
            raise NotFound(f"không có văn bản số {document_id} trong kho")
        tasks = (
            connection.execute(select(Task.id).where(Task.document_id == document_id))
            .scalars()
            .all()
        )
        return History(
            DocumentRow(*row),
            revisions(connection, document_id),
            fetch_reports(connection, tasks),
            tuple(log_of(connection, document_id)),
            _links(connection, document_id, outgoing=True),
            _links(connection, document_id, outgoing=False),
        )


_CHANGED_BY = """
SELECT v.relation, v.by_document_id, v.changed_by, v.document_id, v.number_symbol, v.words, v.effect
FROM v_changes v
WHERE v.document_id = :id ORDER BY v.since, v.by_document_id, v.span_start
"""
_CHANGES = """
SELECT c.relation, c.document_id, d.number_symbol, v.document_id, c.number_symbol, c.text, c.effect
FROM citations c JOIN documents d ON d.id = c.document_id
LEFT JOIN v_changes v ON v.by_document_id = c.document_id AND v.span_start = c.start
WHERE c.document_id = :id AND c.effect IS NOT NULL ORDER BY c.start
"""


def _links(connection: Connection, document_id: int, *, outgoing: bool) -> tuple[LinkRow, ...]:
    """Each change once, though the title says it and an article too: what names tasks or all of it
    says more than "a part".
    """
    query = text(_CHANGES if outgoing else _CHANGED_BY)
    rows = [LinkRow(*row) for row in connection.execute(query, {"id": document_id})]
    exact = {_pair(row) for row in rows if row.effect != PART}
    kept = [row for row in rows if row.effect != PART or _pair(row) not in exact]
    return tuple({(*_pair(row), row.effect): row for row in kept}.values())


def _pair(row: LinkRow) -> tuple[str, int, str | None]:
    return row.relation, row.document_id, row.other


def find_task(connection: Connection, words: str) -> int:
    """The row id of the task that ``words`` name: its row id, or its stable id or the beginning of
    one.
    """
    words = words.strip()
    exact = select(Task.id).where(Task.stable_id == words).order_by(Task.present.desc(), Task.id)
    queries = [exact]
    if words.isdigit():
        queries.insert(0, select(Task.id).where(Task.id == int(words)))
    if len(words) >= 4:
        queries.append(
            select(Task.id)
            .where(Task.stable_id >= words, Task.stable_id < words + "\U0010ffff")
            .limit(2)
        )
    for query in queries:
        ids = connection.execute(query).scalars().all()
        if len(ids) > 1 and query is not exact:
            raise Ambiguous(f"“{words}” hợp với nhiều nhiệm vụ")
        if ids:
            return int(ids[0])
    raise NotFound(f"không có nhiệm vụ “{words}”")

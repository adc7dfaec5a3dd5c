"""A document that was loaded by mistake: out of all lists, its rows and its log kept."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from vanban.tracking.errors import NotFound
from vanban.tracking.search import index
from vanban.tracking.store import seals
from vanban.tracking.store.bulk_insert import next_ids
from vanban.tracking.store.insert import Stamp
from vanban.tracking.store.models import Document, Edit, Task
from vanban.tracking.store.recount import recount, uncount_document
from vanban.tracking.store.replay import settle
from vanban.tracking.store.unit_loads import Tally


def remove_document(
    connection: Connection, document_id: int, reason: str | None, stamp: Stamp, tally: Tally
) -> int:
    """Take the document out; how many tasks went with it. Loading it again brings it back."""
    known = select(Document.id).where(Document.id == document_id, Document.removed_on.is_(None))
    if connection.execute(known.with_for_update()).first() is None:
        raise NotFound(f"không có văn bản số {document_id} trong kho")
    uncount_document(connection, document_id, tally)
    query = select(Task.id).where(Task.document_id == document_id, Task.present)
    ids = connection.execute(query).scalars().all()
    index.remove_text(connection, document_id)
    index.remove_tasks(connection, ids)
    own = update(Task).where(Task.document_id == document_id)
    connection.execute(own.values(present=False, listed=False))
    # a task given to units stood as its parts did: none of them is there any more
    settle(connection, ids, Tally())
    recount(connection, ids, Tally())
    values = {"removed_on": stamp.today, "removed_by": stamp.by}
    connection.execute(update(Document).where(Document.id == document_id).values(**values))
    entry = {
        "id": next_ids(connection, Edit, 1)[0],
        "document_id": document_id,
        "target": "document",
    }
    said = {"kind": "remove", "reason": reason, "by": stamp.by, "at": stamp.at}
    seals.append(connection, "edits", [{**entry, **said}])
    return len(ids)

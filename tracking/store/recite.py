"""What a store written by an older vanban lacks, from its plans: what its documents do to others,
and the places of tasks in the words of today.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, delete, select, update

from vanban.tracking.fields import place_words
from vanban.tracking.store.address_changes import find_address_changes
from vanban.tracking.store.citation_rows import citation_rows
from vanban.tracking.store.effects import CHANGING
from vanban.tracking.store.insert import Buffer, put_citations
from vanban.tracking.store.models import Citation, Document, Task
from vanban.tracking.store.revise import plan_in_force
from vanban.tracking.store.rows import in_appendix

_CHANGES = re.compile(r"sửa|thay thế|bãi bỏ|h[uủ][yỷ] bỏ|bổ sung|chỉnh|đính chính", re.IGNORECASE)


def recite(connection: Connection) -> None:
    """Write the citations of documents that may change others anew."""
    changing = select(Citation.document_id).where(Citation.relation.in_(CHANGING))
    acting = set(connection.execute(changing.distinct()).scalars())
    titles = connection.execute(select(Document.id, Document.title)).all()
    acting |= {row.id for row in titles if _CHANGES.search(row.title or "")}
    for document_id in sorted(acting):
        _recite(connection, document_id)


def _recite(connection: Connection, document_id: int) -> None:
    plan, _ = plan_in_force(connection, document_id)
    own = (Citation.document_id == document_id, Citation.task_id.is_(None))
    connection.execute(delete(Citation).where(*own))
    buffer = Buffer()
    put_citations(buffer, document_id, citation_rows(plan))
    buffer.write(connection)
    find_address_changes(connection, [document_id])


def name_places(connection: Connection) -> None:
    """Write anew the places of tasks that stand deep: in numbered appendices, under numbers that
    repeat those above them.
    """
    deep = select(Task.document_id).where(Task.path.like("%, %, %"), Task.present)
    for document_id in sorted(set(connection.execute(deep).scalars())):
        plan, rows = plan_in_force(connection, document_id)
        for task in plan.tasks:
            own = Task.id == rows[task.id]
            place = place_words(in_appendix(plan, task))
            connection.execute(update(Task).where(own).values(place=place))

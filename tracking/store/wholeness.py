"""Is what was loaded still as it was loaded: plans by their digests, texts by their plans."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from vanban.tracking.store.models import Document, Revision

_SHOWN = 10
"""Documents that a finding names."""


def torn_documents(connection: Connection) -> str | None:
    """What ``vanban doctor`` says of documents that are not what was loaded; None where all are."""
    missing = _without_plan(connection)
    if missing:
        return f"{missing} văn bản không có kế hoạch"
    torn = set(_torn_revisions(connection))
    names = ", ".join(map(str, sorted(torn)[:_SHOWN]))
    return f"kế hoạch hỏng ở văn bản số {names}" if torn else None


def _without_plan(connection: Connection) -> int:
    in_force = (Document.id == Revision.document_id) & (Document.revision == Revision.number)
    query = select(func.count()).select_from(Document).outerjoin(Revision, in_force)
    lost = query.where(Document.removed_on.is_(None), Revision.id.is_(None))
    return int(connection.execute(lost).scalar_one())


def _torn_revisions(connection: Connection) -> Iterator[int]:
    """Documents with a plan, of whatever load, that differs from its digest, or a text from its
    plan.
    """
    query = select(Revision.document_id, Revision.plan, Revision.plan_sha256, Revision.text)
    for row in connection.execute(query.execution_options(yield_per=200)):
        if not is_whole(row.plan, row.plan_sha256) or row.text != _text(row.plan):
            yield row.document_id


def is_whole(plan: str, digest: str) -> bool:
    """Whether a stored plan is what was loaded."""
    return hashlib.sha256(plan.encode()).hexdigest() == digest


def _text(plan: str) -> str:
    return str(json.loads(plan)["source"]["text"])

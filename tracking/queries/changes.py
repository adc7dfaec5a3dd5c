"""What later documents did to the tasks and documents of the store (``v_changes``).

Derived at each question from what the later documents say: the order of loading does not matter,
and taking one of them out takes its effect with it. As ``v_task_changes`` says it: the tasks of a
document that is done away with as a whole, and those at an address that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    BindParameter,
    Connection,
    Date,
    SQLColumnExpression,
    bindparam,
    column,
    or_,
    select,
    table,
)
from sqlalchemy.orm import aliased

from vanban.tracking.queries.id_list import id_list
from vanban.tracking.store.effects import WHOLE
from vanban.tracking.store.models import AddressChange, Citation, Document, Task

_CHANGES = table(
    "v_changes",
    column("document_id"),
    column("citation_id"),
    column("relation"),
    column("effect"),
    column("changed_by"),
    column("since"),
)
_C = _CHANGES.c
_ENDS = ("repeals", "replaces")
_ENDED = _C.relation.in_(_ENDS) & (_C.since <= bindparam("day", type_=Date))
_WHOLE = select(_C.document_id).where(_ENDED, _C.effect == WHOLE).distinct()
_ADDRESSED = (
    select(Task.id)
    .join(AddressChange, AddressChange.task_id == Task.id)
    .join(
        _CHANGES,
        (_C.citation_id == AddressChange.citation_id) & (_C.document_id == Task.document_id),
    )
    .where(_ENDED)
)
_GIVEN: BindParameter[int] = bindparam("ids", expanding=True)
_SHOWN = aliased(Task)
_NAMING = (
    select(Citation.id)
    .join(Document, Document.cite_symbol == Citation.cite_symbol)
    .join(_SHOWN, _SHOWN.document_id == Document.id)
    .where(Citation.effect.is_not(None), _SHOWN.id.in_(_GIVEN))
)
"""What may change one of those shown: mostly nothing does, and all that change some are many."""
_ANY = select(Citation.id).where(Citation.effect.is_not(None)).limit(1)
_REPEALED_BY = (
    select(Task.id, _C.changed_by)
    .join(_CHANGES, _C.document_id == Task.document_id)
    .where(
        Task.id.in_(_GIVEN),
        Task.present,
        _C.citation_id.in_(bindparam("naming", expanding=True)),
        _ENDED,
        or_(
            _C.effect == WHOLE,
            select(AddressChange.task_id)
            .where(
                AddressChange.citation_id == _C.citation_id,
                AddressChange.task_id == Task.id,
            )
            .exists(),
        ),
    )
    .order_by(_C.since.desc(), _C.changed_by.desc())
)


def repealed(connection: Connection, day: date) -> SQLColumnExpression[bool] | None:
    """The condition on ``Task`` that a later document had repealed or replaced it on ``day``; None
    where none was.
    """
    if connection.execute(_ANY).first() is None:
        return None
    documents = connection.execute(_WHOLE, {"day": day}).scalars().all()
    tasks = connection.execute(_ADDRESSED, {"day": day}).scalars().all()
    given = ((Task.document_id, documents), (Task.id, tasks))
    tests = [ids.in_(id_list(connection, some)) for ids, some in given if some]
    return or_(*tests) if tests else None


def repealed_by(connection: Connection, task_ids: Sequence[int], day: date) -> dict[int, str]:
    """Task to the number and symbol of the document that repealed or replaced it up to ``day``."""
    naming = connection.execute(_NAMING, {"ids": task_ids}).scalars().all()
    if not naming:
        return {}
    rows = connection.execute(_REPEALED_BY, {"ids": task_ids, "naming": naming, "day": day})
    return {row.id: row.changed_by for row in rows if row.changed_by}

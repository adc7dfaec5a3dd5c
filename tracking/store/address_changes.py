"""Which tasks stand under the units that another document changes: kept beside the citation that
says so, found anew for each document that is written, whichever of the two came first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, text

from vanban.tracking.store.addresses import Path, standing_under
from vanban.tracking.store.effects import PART, WHOLE, places_of
from vanban.tracking.store.models import AddressChange, Task

Pair = tuple[int, int]
"""A citation and a task."""

_SAID = "SELECT citation_id, document_id, effect FROM v_changes WHERE effect NOT IN (:whole, :part)"
_BY_OR_OF = " UNION ".join(
    f"{_SAID} AND {side} IN :ids" for side in ("document_id", "by_document_id")
)
_EXTENTS = {"whole": WHOLE, "part": PART}


def find_address_changes(connection: Connection, document_ids: Sequence[int]) -> None:
    """Write which tasks the documents change, and which of their tasks others change."""
    query = text(_BY_OR_OF).bindparams(bindparam("ids", expanding=True))
    said = connection.execute(query, {"ids": document_ids, **_EXTENTS})
    pairs = _pairs(connection, said.all())
    _put(connection, pairs - _kept(connection, {citation for citation, _ in pairs}))


def differs(connection: Connection) -> str | None:
    """What ``vanban doctor`` says where the table is not what the citations say."""
    wrong = len(_true(connection) ^ _kept(connection))
    return f"{wrong} nhiệm vụ ghi sai là bị (hoặc không bị) sửa đổi theo địa chỉ" if wrong else None


def rebuild(connection: Connection) -> None:
    """Find all anew."""
    connection.execute(delete(AddressChange))
    _put(connection, _true(connection))


def _true(connection: Connection) -> set[Pair]:
    return _pairs(connection, connection.execute(text(_SAID), _EXTENTS).all())


def _pairs(connection: Connection, said: Sequence[Row[Any]]) -> set[Pair]:
    changed = {row.document_id for row in said}
    paths = {document: _paths(connection, document) for document in changed}
    return {
        (row.citation_id, task)
        for row in said
        for task in _named(row.effect, paths[row.document_id])
    }


def _kept(connection: Connection, citations: Collection[int] | None = None) -> set[Pair]:
    query = select(AddressChange.citation_id, AddressChange.task_id)
    if citations is not None:
        query = query.where(AddressChange.citation_id.in_(citations))
    query = query.join(Task, Task.id == AddressChange.task_id).where(Task.present)
    return {(row.citation_id, row.task_id) for row in connection.execute(query)}


def forget_address_changes(connection: Connection, document_id: int) -> None:
    """Before the tasks of a document are written anew."""
    tasks = select(Task.id).where(Task.document_id == document_id)
    connection.execute(delete(AddressChange).where(AddressChange.task_id.in_(tasks)))


def _put(connection: Connection, pairs: Collection[Pair]) -> None:
    if pairs:
        rows = [{"citation_id": c, "task_id": t} for c, t in sorted(pairs)]
        connection.execute(insert(AddressChange), rows)


def _named(effect: str, paths: dict[int, Path]) -> Iterator[int]:
    for address in places_of(effect):
        yield from standing_under(address, paths)


def _paths(connection: Connection, document_id: int) -> dict[int, Path]:
    query = select(Task.id, Task.path, Task.place).where(
        Task.document_id == document_id, Task.present
    )
    return {
        row.id: _path(json.loads(row.path), row.place or "") for row in connection.execute(query)
    }


def _path(steps: list[str], place: str) -> Path:
    """'PL', 'II', '3' of Phụ lục II, as its ``place`` says, is Phụ lục II, 3; else II is a part."""
    numbered = steps[:1] == ["PL"] and len(steps) > 1 and place.endswith(f"Phụ lục {steps[1]}")
    return (f"Phụ lục {steps[1]}", *steps[2:]) if numbered else tuple(steps)

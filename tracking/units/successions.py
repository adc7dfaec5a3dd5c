"""Which body has the work of one that was merged, by the registry: as rows for questions in SQL."""

from __future__ import annotations

import re

from sqlalchemy import Connection, delete, select

from vanban.extractors.actors.registry import Entry, by_id, entries
from vanban.tracking.store.bulk_insert import insert_rows
from vanban.tracking.store.models import Succession

_LAW = re.compile(r"\b(?:NQ|NĐ|Luật|QĐ)\s+\d+(?:/((?:19|20)\d\d))?/[\w-]+(?:/[\w-]+)?")

Row = dict[str, str | None]


def succession_rows() -> list[Row]:
    """Bodies that have a successor, each with the last one in the line."""
    return [
        {"code": e.id, "heir": _last(e).name, "since": e.valid_to or None, "law": law_of(e)}
        for e in entries()
        if e.successor in by_id()
    ]


def _last(entry: Entry) -> Entry:
    seen = {entry.id}
    while entry.successor in by_id() and entry.successor not in seen:
        entry = by_id()[entry.successor]
        seen.add(entry.id)
    return entry


def law_of(entry: Entry) -> str | None:
    """The document that ended the body: of those in its sources one that is not older than its end;
    None where the registry has none that was looked up.
    """
    if entry.status == "unverified":
        return None
    dated = (m for m in _LAW.finditer(entry.source) if m.group(1))
    return next((m.group() for m in dated if m.group(1) >= entry.valid_to[:4]), None)


def differs(connection: Connection) -> str | None:
    """What the table lacks of the registry of this vanban, in words; None where it has all."""
    rows = {tuple(row) for row in connection.execute(select(Succession.__table__))}
    known = {tuple(row.values()) for row in succession_rows()}
    return f"{len(rows ^ known)} dòng kế thừa khác với danh mục cơ quan" if rows != known else None


def refill(connection: Connection) -> None:
    """Write the table anew."""
    connection.execute(delete(Succession))
    insert_rows(connection, Succession, succession_rows())

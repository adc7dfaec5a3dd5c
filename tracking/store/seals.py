"""A digest of every entry of the logs, kept beside them: ``vanban doctor`` finds the entry that was
changed, put in or taken out by anything else than vanban.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from vanban.tracking.store.bulk_insert import Row, insert_rows
from vanban.tracking.store.fields import to_json
from vanban.tracking.store.models import Edit, Report, Seal

LOGS: Mapping[str, type[Report] | type[Edit]] = {"reports": Report, "edits": Edit}
_NAMES = {"reports": "báo cáo", "edits": "lần sửa"}
_SHOWN = 10
"""Entries that a finding names."""
_BATCH = 5000


def append(connection: Connection, log: str, rows: Sequence[Row]) -> None:
    """Add ``rows`` to a log, each with its seal."""
    insert_rows(connection, LOGS[log], rows)
    insert_rows(connection, Seal, [_seal(log, row) for row in rows])


def seal_all(connection: Connection) -> None:
    """Seal the entries of a store that was written before there were seals."""
    for log in LOGS:
        rows: list[Row] = []
        for row in _entries(connection, log):
            rows.append(_seal(log, row))
            if len(rows) == _BATCH:
                insert_rows(connection, Seal, rows)
                rows = []
        insert_rows(connection, Seal, rows)


def broken_seals(connection: Connection) -> str | None:
    """What ``vanban doctor`` says of entries that are not as they were written; None where all
    are.
    """
    found = [words for log in LOGS if (words := _broken(connection, log))]
    return "; ".join(found) or None


def _broken(connection: Connection, log: str) -> str | None:
    query = select(Seal.entry_id, Seal.sha256).where(Seal.log == log)
    sealed: dict[int, str] = {row.entry_id: row.sha256 for row in connection.execute(query)}
    wrong = [row["id"] for row in _entries(connection, log) if not _holds(sealed, row)]
    ids = sorted([*wrong, *sealed])[:_SHOWN]  # what is left has a seal and no entry
    return f"{_NAMES[log]} số {', '.join(map(str, ids))} không còn như lúc ghi" if ids else None


def _holds(sealed: dict[int, str], row: Row) -> bool:
    """Whether the entry is as it was sealed; takes its seal out."""
    return sealed.pop(row["id"], None) == _digest(row)


def _entries(connection: Connection, log: str) -> Iterator[Row]:
    query = select(LOGS[log].__table__).execution_options(yield_per=_BATCH)
    return (row._asdict() for row in connection.execute(query))


def _seal(log: str, row: Row) -> dict[str, Any]:
    return {"log": log, "entry_id": row["id"], "sha256": _digest(row)}


def _digest(row: Row) -> str:
    """SHA-256 of what the entry says, whatever database holds it; columns that say nothing do not
    count, so that a later one changes no seal.
    """
    said = {name: _plain(value) for name, value in sorted(row.items()) if value is not None}
    return hashlib.sha256(to_json(said).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value

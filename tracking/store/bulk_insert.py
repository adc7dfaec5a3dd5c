"""Ids and rows in bulk, the fast way of each database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Table, insert, text

from vanban.tracking.store.models import UtcTime

Row = Mapping[str, Any]
_COPY_FROM = 8  # rows from which COPY pays


def next_ids(connection: Connection, table: Table | type, n: int) -> Sequence[int]:
    """``n`` ids for ``table`` that nobody had and nobody will have again."""
    name = table.name if isinstance(table, Table) else table.__table__.name  # type: ignore[attr-defined]
    if n == 0:
        return ()
    if connection.dialect.name == "sqlite":
        last = connection.execute(
            text(
                "INSERT INTO counters(name, value) VALUES (:name, :n) ON CONFLICT(name) DO UPDATE "
                "SET value = value + :n RETURNING value"
            ),
            {"name": name, "n": n},
        ).scalar_one()
        return range(last - n + 1, last + 1)
    sequence = f"seq_{name}"
    return (
        connection.execute(
            text("SELECT nextval(CAST(:s AS regclass)) FROM generate_series(1, :n)"),
            {"s": sequence, "n": n},
        )
        .scalars()
        .all()
    )


def insert_rows(connection: Connection, model: type, rows: Sequence[Row]) -> None:
    """Insert ``rows``, all with the same keys."""
    if not rows:
        return
    table: Table = model.__table__  # type: ignore[attr-defined]
    if connection.dialect.name == "postgresql" and len(rows) >= _COPY_FROM:
        copy_rows(connection, table.name, list(rows[0]), ([*row.values()] for row in rows))
    elif connection.dialect.name == "sqlite":
        _insert_sqlite(connection, table, rows)
    else:
        connection.execute(insert(table), list(rows))


def _insert_sqlite(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Rows straight to the driver: a third faster than through the general way."""
    names = list(rows[0])
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    writers = [
        (name, write) for name in names if (write := _WRITERS.get(table.c[name].type.__class__))
    ]
    values = (
        [tuple({**row, **_written(row, writers)}.values()) for row in rows]
        if writers
        else [tuple(row.values()) for row in rows]
    )
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})', values)


def _written(row: Row, writers: Sequence[tuple[str, Callable[[Any], str]]]) -> dict[str, str]:
    """The dates and moments of ``row`` as SQLite keeps them."""
    return {name: write(row[name]) for name, write in writers if row[name] is not None}


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


_WRITERS: dict[type, Callable[[Any], str]] = {Date: date.isoformat, UtcTime: _moment}


def copy_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """PostgreSQL only: COPY ``rows`` into ``table``."""
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'COPY "{table}" ({names}) FROM STDIN'
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)


def chunks(values: Iterable[int], size: int = 5000) -> Iterable[list[int]]:
    """``values`` in lists of at most ``size``: databases limit the number of parameters."""
    batch: list[int] = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch

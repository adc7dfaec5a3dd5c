"""Backup and restore. A backup is always one SQLite file, whatever the store is on: small places
can open it as it is.

SQLite is copied by its own backup in one step, PostgreSQL is read in one snapshot: both see one
state of the store while others go on writing.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, delete, func, select, text

from vanban.pipeline.errors import OutputUnwritable, reason
from vanban.pipeline.leftovers import own, sweep
from vanban.tracking.errors import BadBackup
from vanban.tracking.search import index
from vanban.tracking.store.bulk_insert import insert_rows
from vanban.tracking.store.engine import reader
from vanban.tracking.store.models import TABLES, Base, Document, Succession
from vanban.tracking.store.store import Store, open_store
from vanban.tracking.store.upgrade import HEAD, ensure_schema

_STEP = 2000
_MODELS = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def backup(store: Store, target: Path) -> Path:
    """Write the store to the file ``target``, which appears whole or not at all; an older file
    there is replaced.
    """
    part = target.with_name(f"{own(f'{target.name}.')}part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent, f"{target.name}.")
        if store.dialect == "sqlite":
            _copy_file(_path(store), part)
        else:
            _into_new_file(store, part)
        _check(part)
        _sync(part)
        part.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputUnwritable(f"không ghi được {target}: {_why(error)}") from error
    finally:
        _remove(part)
    return target


def _why(error: OSError | sqlite3.OperationalError) -> str:
    """Why a file could not be written; SQLite says of a full disk only its own number."""
    if isinstance(error, OSError):
        return reason(error)
    full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
    return reason(OSError(errno.ENOSPC, "")) if full else str(error)


def restore(store: Store, source: Path, *, force: bool = False) -> Path | None:
    """Put the backup ``source`` in the place of the store's content; all or nothing.

    A store that holds documents is overwritten only with ``force``; a SQLite store is then kept
    beside it: its path.
    """
    _check(source)
    with store.reading() as connection:
        full = connection.execute(select(func.count()).select_from(Document)).scalar_one()
    if full and not force:
        raise BadBackup(f"kho đích đang có {full} văn bản")
    if store.dialect != "sqlite":
        with (
            TemporaryDirectory() as folder
        ):  # a copy, for a backup of an older version is upgraded first
            copy = Path(folder) / "kho.db"
            _copy_file(source, copy)
            with closing(open_store(copy)) as other:
                copy_store(other, store)
        return None
    path = _path(store)
    kept = path.with_name(f"{path.name}.{store.clock():%Y%m%d-%H%M%S}.bak") if full else None
    if kept:
        _copy_file(path, kept)
    store.close()
    _copy_file(source, path)
    ensure_schema(store.engine)  # a backup of an older version
    return kept


def copy_store(source: Store, target: Store) -> None:
    """Replace all rows of ``target`` by those of ``source``, in one transaction of each."""
    with _snapshot(source) as reading:
        target.writing(lambda writing: _copy_rows(reading, writing))


def _path(store: Store) -> Path:
    if not store.url.database or store.url.database == ":memory:":
        raise BadBackup("kho chỉ nằm trong bộ nhớ, không sao lưu được")
    return Path(store.url.database)


def _copy_file(source: Path, target: Path) -> None:
    """SQLite's own backup in one step: one read transaction, which no writer disturbs."""
    with (
        closing(sqlite3.connect(source, timeout=60)) as old,
        closing(sqlite3.connect(target, timeout=60)) as new,
    ):
        old.backup(new, pages=-1)


def _into_new_file(store: Store, part: Path) -> None:
    with closing(open_store(part)) as other:
        copy_store(store, other)
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


@contextmanager
def _snapshot(store: Store) -> Iterator[Connection]:
    level = {"isolation_level": "REPEATABLE READ"} if store.dialect == "postgresql" else {}
    with store.engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


def _copy_rows(reading: Connection, writing: Connection) -> None:
    postgresql = writing.dialect.name == "postgresql"
    if postgresql:
        writing.execute(
            text(
                "TRUNCATE " + ", ".join(f'"{t.name}"' for t in TABLES) + ", task_words, text_words"
            )
        )
    elif writing.execute(select(func.count()).select_from(Document)).scalar_one():
        raise BadBackup("kho đích không trống")
    else:  # an empty store has its rows of the registry already
        writing.execute(delete(Succession))
    with _without_indexes(writing, [table.name for table in TABLES]):
        for table in TABLES:
            if table.name != "counters":
                for rows in _pages(reading, table):
                    insert_rows(writing, _MODELS[table.name], rows)
    _set_counters(writing, postgresql)
    if postgresql:
        writing.execute(
            text("ANALYZE")
        )  # else the planner knows nothing of the rows that the words are read from
    with _without_indexes(writing, ["task_words", "text_words"]):
        index.rebuild(writing)


@contextmanager
def _without_indexes(writing: Connection, tables: Sequence[str]) -> Iterator[None]:
    """PostgreSQL builds an index of many rows at once far quicker than row by row; those of the
    keys stay.
    """
    if writing.dialect.name != "postgresql":
        yield
        return
    query = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND "
        "tablename = ANY(:tables) "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    found = writing.execute(text(query), {"tables": list(tables)}).all()
    for name, _ in found:
        writing.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, definition in found:
        writing.exec_driver_sql(definition)


def _pages(reading: Connection, table: Any) -> Iterator[Sequence[dict[str, Any]]]:
    result = reading.execution_options(yield_per=_STEP).execute(
        select(table).order_by(*table.primary_key)
    )
    for rows in result.mappings().partitions():
        yield [dict(row) for row in rows]


def _set_counters(writing: Connection, postgresql: bool) -> None:
    for table in TABLES:
        if "id" not in table.c:
            continue
        last = writing.execute(select(func.max(table.c.id))).scalar() or 0
        if postgresql:
            writing.execute(
                text("SELECT setval(CAST(:s AS regclass), :n, :used)"),
                {"s": f"seq_{table.name}", "n": max(last, 1), "used": last > 0},
            )
        else:
            writing.execute(
                text("INSERT INTO counters(name, value) VALUES (:t, :n)"),
                {"t": table.name, "n": last},
            )


def _check(path: Path) -> None:
    """``BadBackup`` unless ``path`` is a whole store of a version that we know."""
    if not path.is_file():
        raise BadBackup(f"không có tệp {path}", "Kiểm tra lại đường dẫn bản sao lưu.")
    try:
        with closing(reader(path.absolute())) as connection:
            answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{path} không phải là bản sao lưu toàn vẹn: {error}") from error
    if answer != "ok" or version > HEAD:
        raise BadBackup(f"{path} không dùng được: {answer}, phiên bản {version}")


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)

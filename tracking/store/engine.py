"""Opening the database: SQLite by default (one file, WAL), PostgreSQL by URL."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url

from vanban.pipeline.extras import extra

BUSY_SECONDS = 60
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA wal_autocheckpoint=40000",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16384",
    "PRAGMA mmap_size=4294967296",
)


def default_path() -> Path:
    """``VANBAN_DB``-less default: ``vanban.db`` in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("vanban", appauthor=False) / "vanban.db"


def store_url(db: str | Path | None) -> URL:
    """URL for a path, a URL, or nothing (then ``VANBAN_DB``, then the user's data folder)."""
    db = db or os.environ.get("VANBAN_DB") or default_path()
    text = str(db)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
    url = make_url(text)
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def make_engine(url: URL) -> Engine:
    """An engine whose connections begin as readers, or as writers with the execution option
    ``writer``.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    if url.drivername == "postgresql+psycopg":
        extra("psycopg", "postgresql")
    return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=20)


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite store; None for PostgreSQL and for a store in memory."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def log_of(path: Path) -> Path:
    """The write-ahead log that SQLite keeps beside the file."""
    return path.with_name(f"{path.name}-wal")


def log_bytes(path: Path) -> int:
    """Size of the log; 0 when there is none."""
    return log_of(path).stat().st_size if log_of(path).exists() else 0


def tables_in(path: Path, *, without_log: bool = False) -> frozenset[str]:
    """Names of the tables in the file; ``without_log``: as a copy of the main file alone has them.
    ``sqlite3.DatabaseError`` for a file that is no database.
    """
    with closing(reader(path, without_log=without_log)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return frozenset(row[0] for row in rows)


def documents_in(path: Path, *, without_log: bool = False) -> int:
    """How many documents the file holds; see ``tables_in``."""
    if "documents" not in tables_in(path, without_log=without_log):
        return 0
    with closing(reader(path, without_log=without_log)) as connection:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def reader(path: Path, *, without_log: bool = False) -> sqlite3.Connection:
    """A connection that can only read, on any medium."""
    how = "immutable=1" if without_log or read_only(path) else "mode=ro"
    return sqlite3.connect(f"{path.as_uri()}?{how}", uri=True)


def read_only(path: Path) -> bool:
    """True for a store on a medium that cannot be written: a CD, a share for reading."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def fold_log(engine: Engine) -> None:
    """Bring what stands in the log into the main file, as far as nobody reads: a copy of the file
    is then a copy of the store.
    """
    path = sqlite_path(engine.url)
    if path is None or read_only(path) or not path.exists():
        return
    with (
        closing(sqlite3.connect(path, timeout=0)) as connection,
        suppress(sqlite3.OperationalError),
    ):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _sqlite(url: URL) -> Engine:
    path = sqlite_path(url)
    if path is not None and read_only(path):
        url = url.set(
            database=f"{path.as_uri()}", query={"mode": "ro", "immutable": "1", "uri": "true"}
        )
        engine = create_engine(url)
        event.listen(engine, "connect", _on_read_only_connect)
        return engine
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_read_only_connect(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: a writer takes its lock at once
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")


def _on_begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

"""Opening the database: SQLite by default (one file, WAL), PostgreSQL by URL."""

from __future__ import annotations

import os
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
    "PRAGMA cache_size=-131072",
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


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: a writer takes its lock at once
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")


def _on_begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

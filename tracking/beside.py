"""The small SQLite databases that stand beside the store: the book of people, the queue of files.

They are apart from the store so that no question, export or backup of it can carry a secret, and
so that a busy writer of one never waits for the other.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.exc import DBAPIError

from vanban.tracking.errors import StoreBusy, StoreUnavailable

BUSY_SECONDS = 20
CONNECTIONS = 12
"""As many as the threads that serve pages: more would only wait for each other."""
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-2048",
)
_OWNER_ONLY = 0o600


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Beside:
    """One of these databases. Safe to share between threads; each block is one transaction."""

    engine: Engine
    path: Path
    clock: Callable[[], datetime] = now

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state throughout."""
        with _errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes; the only one at its time."""
        with (
            _errors(),
            self.engine.connect().execution_options(writer=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Close all connections; what is written stands in the one file."""
        self.engine.dispose()


def open_beside(path: Path, tables: MetaData, *, clock: Callable[[], datetime] = now) -> Beside:
    """The database at ``path`` with ``tables``, made if needed, readable by its owner only.

    ``StoreUnavailable`` where it cannot be opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(_OWNER_ONLY)
        path.chmod(_OWNER_ONLY)
        engine = create_engine(
            f"sqlite:///{path}",
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            pool_size=CONNECTIONS,
            max_overflow=0,
        )
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        with engine.connect().execution_options(writer=True) as connection, connection.begin():
            tables.create_all(connection)
    except (OSError, DBAPIError) as error:
        raise StoreUnavailable(f"không mở được {path.name}: {error}") from error
    return Beside(engine, path, clock)


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.execute("PRAGMA journal_mode=WAL")


def _on_begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        words = str(error.orig).lower()
        if "locked" in words or "busy" in words:
            raise StoreBusy("cơ sở dữ liệu đang bị khóa") from error
        raise


def new_secret() -> str:
    """256 bits that nobody can guess, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret: a copy of the database opens no door."""
    return hashlib.sha256(secret.encode()).hexdigest()

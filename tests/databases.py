"""A clock that tests set, and databases that they get: on one PostgreSQL server, emptied between
tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from vanban.tracking import open_store
from vanban.tracking.store.models import TABLES
from vanban.tracking.units.successions import refill


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def set(self, day: date) -> None:
        """Ten in the morning of ``day`` in Hà Nội."""
        self.now = datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)


@dataclass
class Shelf:
    """Databases of one server: one is emptied after each test and used again, which takes a
    fiftieth of the time that making one takes.
    """

    server: str
    free: list[str] = field(default_factory=list)
    made: int = 0

    def take(self) -> str:
        """URL of an empty store."""
        return self.free.pop() if self.free else self._new()

    def _new(self) -> str:
        self.made += 1
        _run(self.server, [f"CREATE DATABASE t{self.made}"])
        url = self.server.replace("/postgres?", f"/t{self.made}?")
        open_store(url).close()
        return url

    def give_back(self, url: str) -> None:
        """Empty the store; one that a test broke is not used again."""
        import psycopg

        with suppress(psycopg.Error):
            _run(url, [_ALONE, *_EMPTY])
            with closing(open_store(url)) as store:
                store.writing(refill)
            self.free.append(url)


_ALONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_EMPTY = (
    "SET session_replication_role = replica",  # the logs refuse to be emptied
    *(f'DELETE FROM "{table.name}"' for table in TABLES),
    "DELETE FROM task_words",
    "DELETE FROM text_words",
    "SELECT setval(c.oid, 1, false) FROM pg_class c WHERE c.relkind = 'S'",
)


def _run(url: str, statements: Sequence[str]) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]

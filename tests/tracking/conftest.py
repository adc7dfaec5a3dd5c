"""Stores to test on: every test that asks for ``store`` runs on SQLite and on a real PostgreSQL
server.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks import postgres_server
from vanban.tracking import Store, open_store
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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a running server. Where PostgreSQL is not installed the tests are skipped, but not in
    CI.
    """
    if not postgres_server.available():
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed (Debian: postgresql)")
        pytest.skip("PostgreSQL is not installed")
    with postgres_server.server() as url:
        yield url


@dataclass
class Shelf:
    """Databases of one server: one is emptied after each test and used again, which takes a fiftieth
    of the time that making one takes.
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


@pytest.fixture(scope="session")
def shelf(postgres: str) -> Shelf:
    """Stores on the server."""
    return Shelf(postgres)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, of which the tests get copies: its schema is made once."""
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    open_store(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Path or URL of an empty store."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        return str(shutil.copy(template, tmp_path / "kho.db"))
    shelf: Shelf = request.getfixturevalue("shelf")
    url = shelf.take()
    request.addfinalizer(lambda: shelf.give_back(url))
    return url


@pytest.fixture
def clock() -> Clock:
    """1 June 2026 until set."""
    return Clock()


@pytest.fixture
def store(database: str, clock: Clock) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(database, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def opener(database: str, clock: Clock) -> Callable[[], Store]:
    """Opens the same database again."""
    return lambda: open_store(database, clock=clock)

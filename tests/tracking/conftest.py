"""Stores to test on: every test that asks for ``store`` runs on SQLite and on a real PostgreSQL
server.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks import postgres_server
from vanban.tracking import Store, open_store


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


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """Name of a database with the schema, from which the tests' databases are copied."""
    _maintain(postgres, "CREATE DATABASE vanban_template")
    open_store(postgres.replace("/postgres?", "/vanban_template?")).close()
    return "vanban_template"


def _maintain(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Path or URL of an empty store."""
    if request.param == "sqlite":
        return str(tmp_path / "kho.db")
    url, template = (
        request.getfixturevalue("postgres"),
        request.getfixturevalue("postgres_template"),
    )
    name = f"t{uuid.uuid4().hex}"
    _maintain(url, f"CREATE DATABASE {name} TEMPLATE {template}")
    request.addfinalizer(lambda: _maintain(url, f"DROP DATABASE {name} WITH (FORCE)"))
    return str(url).replace("/postgres?", f"/{name}?")


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

"""Stores to test on: every test that asks for ``store`` runs on SQLite and on a real PostgreSQL
server.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import Clock, Shelf
from vanban.tracking import Store, open_store


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
def store(database: str, clock: Clock) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(database, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def opener(database: str, clock: Clock) -> Callable[[], Store]:
    """Opens the same database again."""
    return lambda: open_store(database, clock=clock)

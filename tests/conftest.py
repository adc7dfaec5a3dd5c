"""Options and fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks import postgres_server
from tests.databases import Clock, Shelf
from tests.mailbox import Mailbox, open_mailbox
from tests.processor import processor_limit
from vanban.tracking import open_store

settings.register_profile("untimed", deadline=None)  # a busy machine must not fail a test
settings.load_profile("untimed")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """What is printed is as wide as what is said, whichever terminal a test before has set."""
    os.environ.pop("COLUMNS", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write samples/*/expected.json again and show the difference",
    )
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="on which database the tests of the pages run",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what reads the shared corpus where that is absent; run the fast tests first."""
    for item in items:
        if item.get_closest_marker("shared") and not (SHARED / "corpus").is_dir():
            item.add_marker(pytest.mark.skip(reason="no shared corpus beside the project"))
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the shared corpus; only for tests marked ``shared``."""
    return SHARED


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
def shelf(postgres: str) -> Shelf:
    """Stores on the server."""
    return Shelf(postgres)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, of which the tests get copies: its schema is made once."""
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    open_store(path).close()
    return path


@pytest.fixture
def clock() -> Clock:
    """1 June 2026 until set."""
    return Clock()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server on this machine."""
    with open_mailbox() as opened:
        yield opened


@pytest.fixture
def no_hang() -> Iterator[None]:
    """Ends a test that would run away: a bound on hanging, not a measure of speed (those are in
    benchmarks/).
    """
    with processor_limit(30):
        yield

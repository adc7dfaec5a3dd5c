"""Options and fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mailbox import Mailbox, open_mailbox
from tests.processor import processor_limit

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write samples/*/expected.json again and show the difference",
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

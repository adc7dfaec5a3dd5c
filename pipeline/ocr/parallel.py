"""How many pages may be read side by side. Light to import: a worker sets it long before it sees a
scan.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_at_once: ContextVar[int | None] = ContextVar("at_once", default=None)


def pages_at_once() -> int | None:
    """The bound that holds here, if any."""
    return _at_once.get()


@contextmanager
def one_page_at_a_time() -> Iterator[None]:
    """Where documents are already worked on side by side, pages need not be: each takes 110 MiB
    while its lines are found.
    """
    token = _at_once.set(1)
    try:
        yield
    finally:
        _at_once.reset(token)

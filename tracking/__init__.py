"""What is done with plans: the store, task states, queries, exports, reports.

>>> from tempfile import TemporaryDirectory
>>> from vanban import convert, open_store
>>> work = "Điều 1. Giao Sở Y tế xây dựng đề án trước ngày 30/11/2025."
>>> plan = convert(f"QUYẾT ĐỊNH\\nBan hành Kế hoạch A\\n{work}".encode())
>>> with TemporaryDirectory() as folder:
...     store = open_store(f"{folder}/kho.db")
...     (loaded,) = store.load([plan])
...     store.close()
>>> loaded.outcome, loaded.tasks
('new', 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vanban.tracking.store import Store, open_store

__all__ = ["Store", "open_store"]


def __getattr__(name: str) -> object:
    """Load SQLAlchemy only when a store is used."""
    if name in __all__:
        from vanban.tracking import store

        return getattr(store, name)
    raise AttributeError(name)

"""The store: documents and tasks in a database, what people report on them, and how it all stays
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vanban.tracking.store.store import Store, open_store

__all__ = ["Store", "open_store"]


def __getattr__(name: str) -> object:
    """Rooms of the store import each other's modules without loading all of it."""
    if name in __all__:
        from vanban.tracking.store import store

        return getattr(store, name)
    raise AttributeError(name)

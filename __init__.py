"""vanban: reads Vietnamese legal and administrative documents, and makes their plans work.

>>> from vanban import convert
>>> plan = convert("quyet-dinh.docx")  # doctest: +SKIP

The rooms are ``vanban.schemas``, ``.extractors``, ``.pipeline``, ``.tracking``, ``.web``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vanban.pipeline.conversion import convert, documents
    from vanban.pipeline.errors import PlanError
    from vanban.pipeline.options import Limits, Options
    from vanban.schemas import Plan
    from vanban.tracking import Store, open_store

__all__ = [
    "Limits",
    "Options",
    "Plan",
    "PlanError",
    "Store",
    "convert",
    "documents",
    "open_store",
]

_PLACES = {
    "Limits": "vanban.pipeline.options",
    "Options": "vanban.pipeline.options",
    "Plan": "vanban.schemas",
    "PlanError": "vanban.pipeline.errors",
    "Store": "vanban.tracking",
    "convert": "vanban.pipeline.conversion",
    "documents": "vanban.pipeline.conversion",
    "open_store": "vanban.tracking",
}
"""Where each public name lives. Loaded on first use: ``vanban --help`` must not pay for it."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'vanban' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""The way of one file, and of many: readers, convert, limits, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.conversion import convert
    from pipeline.options import Options

__all__ = ["Options", "convert"]


def __getattr__(name: str) -> object:
    """Load the machinery only when it is used: ``vanban --help`` must not pay for it."""
    if name == "convert":
        from pipeline.stages import without_collector

        with without_collector():
            from pipeline.conversion import convert
        return convert
    if name == "Options":
        from pipeline.options import Options

        return Options
    raise AttributeError(name)

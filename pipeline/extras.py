"""Packages that only some jobs need: brought by an extra, asked for where the job begins."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from vanban.pipeline.errors import ToolMissing

_STORES = {"s3": ("s3fs", "s3"), "s3a": ("s3fs", "s3")}
"""Protocols of object stores, each with the module that speaks it and the extra that brings it."""


def file_system(url: str) -> tuple[Any, str]:
    """The file system of a URL (fsspec) and the path in it.

    Raises ``ToolMissing`` where its protocol needs an extra.
    """
    import fsspec

    protocol = url.partition("://")[0]
    if protocol in _STORES:
        extra(*_STORES[protocol])
    found: tuple[Any, str] = fsspec.core.url_to_fs(url)
    return found


def extra(module: str, name: str) -> Any:
    """The module ``module``, which the extra ``name`` brings.

    Raises ``ToolMissing`` with the command that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as e:
        advice = f"Cài thêm bằng: pip install 'vanban[{name}]'."
        raise ToolMissing(f"việc này cần gói {module}, chưa được cài", advice) from e

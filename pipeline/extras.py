"""Packages that only some jobs need: brought by an extra, asked for where the job begins."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from vanban.pipeline.errors import ToolMissing


def extra(module: str, name: str) -> Any:
    """The module ``module``, which the extra ``name`` brings.

    Raises ``ToolMissing`` with the command that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as e:
        advice = f"Cài thêm bằng: pip install 'vanban[{name}]'."
        raise ToolMissing(f"việc này cần gói {module}, chưa được cài", advice) from e

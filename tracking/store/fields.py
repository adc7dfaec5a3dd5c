"""Rows before they are written: names of columns with their values."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json as json_bytes

Fields = dict[str, Any]
"""One row, by column."""


def to_json(value: Any) -> str:
    """Compact JSON with Vietnamese letters as they are."""
    return json_bytes(value).decode()

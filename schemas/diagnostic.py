"""What is damaged, doubtful or missing, said with a code."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vanban.schemas.base import Frozen, Span

Severity = Literal["error", "warning", "info"]


class Diagnostic(Frozen):
    """One remark about the document. ``message`` is Vietnamese: staff read it."""

    code: str = Field(description="stable, kebab-case: 'table-damaged'")
    severity: Severity
    message: str
    span: Span | None = None

"""What is damaged, doubtful or missing, said with a code."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vanban.schemas.base import Frozen, Span

Severity = Literal["error", "warning", "info"]
HeaderField = Literal["number", "issued_on"]


class Diagnostic(Frozen):
    """One remark about the document. ``message`` is Vietnamese: staff read it."""

    code: str = Field(description="stable, kebab-case: 'table-damaged'")
    severity: Severity
    message: str
    span: Span | None = None
    field: HeaderField | None = Field(
        default=None, description="the field of the header that is doubted"
    )
    candidates: tuple[str, ...] = Field(
        default=(), description="values that the field may have, the likeliest first"
    )

"""A piece of a plan as retrieval systems ask for it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from vanban.schemas.base import Frozen, Span

ChunkKind = Literal["article", "clause", "section", "row", "task"]


class Chunk(Frozen):
    """An article, a clause, a section, a row of a table or a task, with what is needed to cite it.

    An article or section has its own words only: what stands below it is a piece of its own, so no
    word of the text comes twice but in a task. A row is a piece where its table stands in none of
    them and the row is no task; the heads of its columns are the last of its headings.
    """

    document: str = Field(description="name of the file, or key in the batch")
    number_symbol: str | None = None
    issued_on: date | None = None
    kind: ChunkKind
    part: str | None = Field(
        default=None, description="id of the attachment or appendix; null in the document itself"
    )
    address: tuple[str, ...] = Field(description='"Điều 5", "2" or "II", "1": from the outside in')
    headings: tuple[str, ...] = Field(default=(), description="those that stand above it")
    text: str
    citations: tuple[str, ...] = Field(
        default=(), description="documents that it names, by number and symbol or by title"
    )
    days: tuple[date, ...] = Field(
        default=(), description="days on which work that it gives begins or is due, sorted"
    )
    span: Span

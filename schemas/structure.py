"""Articles, sections, attachments, appendices and tables: the parts of a document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vanban.schemas.base import Frozen, Span
from vanban.schemas.document import Citation, DocType

SectionUnit = Literal["phan", "chuong", "muc", "tieu_muc", "item", "bullet"]
ColumnRole = Literal[
    "order",
    "task",
    "lead",
    "cooperators",
    "start",
    "due",
    "outputs",
    "submit_to",
    "funding",
    "note",
    "other",
]


class Point(Frozen):
    """Điểm: a), b) …"""

    label: str
    text: str
    span: Span


class Clause(Frozen):
    """Khoản: 1., 2. …"""

    number: str | None = None
    text: str
    points: tuple[Point, ...] = ()
    span: Span


class Article(Frozen):
    """Điều. ``points`` are those that stand straight under the article, without a khoản between."""

    id: str
    number: str
    heading: str | None = None
    text: str
    section: str | None = Field(default=None, description="id of the chapter or mục that holds it")
    points: tuple[Point, ...] = ()
    clauses: tuple[Clause, ...] = ()
    citations: tuple[Citation, ...] = ()
    span: Span


class Section(Frozen):
    """A heading or numbered item and what stands under it."""

    id: str
    unit: SectionUnit
    label: str = Field(
        description="numeral without unit word and punctuation; a bullet's label is its character"
    )
    path: tuple[str, ...]
    level: int = Field(description="1 for the top level of its part")
    heading: str | None = None
    text: str
    children: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = Field(
        default=(), description="documents that its own words name, those of its children left out"
    )
    span: Span


class Cell(Frozen):
    """A cell; one that is merged over rows or columns stands once, at its first place."""

    text: str
    row_span: int = 1
    col_span: int = 1
    column: int = Field(default=0, description="grid column at which it starts")
    span: Span


class Row(Frozen):
    """A row of a table."""

    kind: Literal["header", "group", "data", "note"]
    cells: tuple[Cell, ...] = ()
    inferred: str | None = Field(
        default=None, description="why the columns of its cells had to be concluded, in Vietnamese"
    )
    confidence: float = Field(
        default=1.0, ge=0.0, le=1.0, description="that the cells stand in their columns"
    )


class Column(Frozen):
    """A column and what it holds."""

    index: int
    header: str
    role: ColumnRole = "other"
    inferred: bool = Field(
        default=False, description="the role was concluded from the cells, not read from a header"
    )


class Table(Frozen):
    """A table of the document or of one of its parts."""

    id: str
    role: Literal["assignments", "other"] = "other"
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    damaged: bool = False
    span: Span


class Appendix(Frozen):
    """Phụ lục, of the decision or of an attachment."""

    id: str
    label: str
    title: str | None = None
    issued_with: Citation | None = None
    parent: str | None = Field(default=None, description="id of the attachment that it belongs to")
    sections: tuple[Section, ...] = ()
    articles: tuple[Article, ...] = ()
    tables: tuple[Table, ...] = ()
    span: Span


class Attachment(Frozen):
    """The Kế hoạch, Chương trình, Đề án, Quy chế … that the decision issues."""

    id: str
    type: DocType
    title: str | None = None
    issued_with: Citation | None = None
    sections: tuple[Section, ...] = ()
    articles: tuple[Article, ...] = ()
    tables: tuple[Table, ...] = ()
    citations: tuple[Citation, ...] = ()
    span: Span

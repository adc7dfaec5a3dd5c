"""The document as the reader saw it: one canonical text, its blocks, and where each block stands in
the file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from vanban.schemas.base import Frozen, Span
from vanban.schemas.diagnostic import Diagnostic

BBox = tuple[float, float, float, float]


class TextAnchor(Frozen):
    """A line of plain text or HTML, counted from 1."""

    kind: Literal["text"] = "text"
    line: int


class DocxAnchor(Frozen):
    """A paragraph of a DOCX part (``word/document.xml``), or a cell of one of its tables; all
    counted from 0.
    """

    kind: Literal["docx"] = "docx"
    part: str
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None


class PdfAnchor(Frozen):
    """A box on a page: points, origin at the top left of the page as shown, pages counted from
    1.
    """

    kind: Literal["pdf"] = "pdf"
    page: int
    bbox: BBox


class OcrAnchor(Frozen):
    """A box on a page that was read by OCR, with the engine's confidence, 0..1."""

    kind: Literal["ocr"] = "ocr"
    page: int
    bbox: BBox
    confidence: float


class SheetAnchor(Frozen):
    """A cell of a workbook: the sheet's name and the cell as people name it ("B7")."""

    kind: Literal["sheet"] = "sheet"
    sheet: str
    cell: str


Anchor = Annotated[
    TextAnchor | DocxAnchor | PdfAnchor | OcrAnchor | SheetAnchor, Field(discriminator="kind")
]


class BlockRole(StrEnum):
    """Which leaf of the outline a block belongs to. Readers know only ``unread`` and
    ``page_furniture``.
    """

    UNREAD = "unread"
    PAGE_FURNITURE = "page_furniture"
    HEADER = "header"
    BASIS = "basis"
    ARTICLE = "article"
    SECTION = "section"
    TABLE_CELL = "table_cell"
    SIGNATURE = "signature"
    RECIPIENT = "recipient"
    TITLE = "title"
    PREAMBLE = "preamble"
    NOTE = "note"
    """A footnote: who amended what, in a consolidated text."""


APART = frozenset({BlockRole.PAGE_FURNITURE, BlockRole.NOTE})
"""What stands between the paragraphs of a text and is none of them."""


class Style(Frozen):
    """Layout evidence that a reader can give; ``None`` where the format does not say."""

    bold: bool | None = Field(default=None, description="all letters bold")
    italic: bool | None = Field(default=None, description="all letters italic")
    align: Literal["left", "center", "right", "justify"] | None = None
    size: float | None = Field(default=None, description="points, of most letters")
    indent: float | None = Field(
        default=None, description="points from the left margin to the first letter"
    )


class CellPosition(Frozen):
    """Where a cell block stands in its table; a merged cell is one block at its first row and
    column.
    """

    table: int = Field(description="index into source.tables")
    row: int
    column: int
    row_span: int = 1
    col_span: int = 1


class Line(Frozen):
    """One printed line of a block that has several (PDF, OCR), with its own box."""

    span: Span
    anchor: Anchor


class Block(Frozen):
    """A paragraph or a table cell."""

    span: Span
    anchor: Anchor
    role: BlockRole = BlockRole.UNREAD
    cell: CellPosition | None = Field(default=None, description="set for table cells only")
    lines: tuple[Line, ...] = Field(
        default=(), description="printed lines, where the block has more than one"
    )
    style: Style | None = Field(
        default=None, exclude=True, description="reader's evidence; not part of the plan"
    )


class InferredRow(Frozen):
    """A row whose cells were put into their columns by the reader: the text does not say where they
    stood.
    """

    row: int
    sure: bool = Field(description="false where another placing is nearly as good")


class SourceTable(Frozen):
    """A table as the reader saw it. Its cells are the blocks whose ``cell.table`` is its index."""

    rows: int
    columns: int
    span: Span
    ruled: bool = Field(
        default=True,
        description="false for columns told only from aligned words, or a borderless layout table",
    )
    header_rows: int = Field(
        default=0, description="rows that the file itself marks as repeating header"
    )
    damaged: bool = Field(default=False, description="cells were lost or cannot be put in place")
    inferred: tuple[InferredRow, ...] = Field(
        default=(), description="rows that lost merged cells and were put into their columns"
    )


class Edit(Frozen):
    """One change from the raw text to the canonical text: ``raw`` became ``text[span]``."""

    span: Span
    raw: str
    kind: str = Field(
        description="nfc, space, zero-width, dash, letter, homoglyph, line-join, numbering, "
        "legacy-encoding, ocr …"
    )


class SourcePart(Frozen):
    """Which of several documents in one file this is."""

    number: int = Field(ge=1, description="1 for the first")
    start: int = Field(
        ge=0, description="where this text begins in the text of the whole file, in code points"
    )
    numbers: tuple[str | None, ...] = Field(
        description="number and symbol of each document of the file, as its letterhead has them"
    )


class Source(Frozen):
    """The one canonical text and how it leads back to the file."""

    filename: str
    sha256: str
    media_type: str
    reader: str = Field(description="name and version of the reader, for example 'docx/1'")
    pages: int | None = None
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    part: SourcePart | None = Field(
        default=None,
        description="null where the file holds one document; `text`, spans and blocks are those "
        "of this document alone",
    )
    coverage: float = Field(
        default=0.0, ge=0.0, le=1.0, description="share of non-blank characters that is not unread"
    )
    edits: tuple[Edit, ...] = ()
    notes: tuple[Diagnostic, ...] = Field(
        default=(),
        exclude=True,
        description="what the reader has to say; moved to plan.diagnostics",
    )

"""Puts a ``Source`` together, block by block: the one place where canonical text, spans and edits
come about.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vanban.extractors.language.cleaning import Change, clean
from vanban.extractors.language.rewriting import Rewritten, compose
from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.options import Limits
from vanban.schemas import (
    Anchor,
    Block,
    BlockRole,
    CellPosition,
    Diagnostic,
    Edit,
    InferredRow,
    Line,
    Source,
    SourceTable,
    Span,
    Style,
)


class Piece(NamedTuple):
    """Raw words with their place: one printed line of a paragraph, or one paragraph of a cell.

    ``joint`` is what stands between this piece and the one before it in the canonical text.
    ``numbering`` is an automatic label that is shown before the words but is not among them.
    ``changes`` say how ``raw`` came about, where the file (or what an engine read) has other
    letters.
    """

    raw: str
    anchor: Anchor
    joint: str = " "
    numbering: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A cell before it has a span. Merged cells come once, at their first row and column."""

    row: int
    column: int
    pieces: Sequence[Piece]
    anchor: Anchor
    row_span: int = 1
    col_span: int = 1
    style: Style | None = None


class _Shown(NamedTuple):
    start: int
    end: int
    anchor: Anchor


def _lines(shown: Sequence[_Shown]) -> tuple[Line, ...]:
    """Printed lines of a block; a block of one line needs none of its own."""
    if len(shown) < 2:
        return ()
    return tuple(Line(span=Span(start=s.start, end=s.end), anchor=s.anchor) for s in shown)


def _cleaned(piece: Piece) -> tuple[str, tuple[Change, ...]]:
    text, changes = clean(piece.raw)
    if not piece.changes:
        return text, changes
    return text, compose(Rewritten(piece.raw, piece.changes), Rewritten(text, changes)).changes


class SourceBuilder:
    """Collects paragraphs and tables in reading order; ``build`` gives the frozen source."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._marks = re.compile(rf"[\u0300-\u036f]{{{limits.marks + 1}}}")
        self._chunks: list[str] = []
        self._length = 0
        self._cells = 0
        self._lines = 0
        self._blocks: list[Block] = []
        self._tables: list[SourceTable] = []
        self._edits: list[Edit] = []
        self._notes: list[Diagnostic] = []

    def paragraph(
        self,
        pieces: Sequence[Piece],
        anchor: Anchor,
        *,
        style: Style | None = None,
        role: BlockRole = BlockRole.UNREAD,
        numbering: str = "",
    ) -> None:
        """A paragraph of one or more printed lines. ``numbering`` is an automatic label that is
        shown but not in the text.

        A paragraph without visible words is left out.
        """
        self._newline()
        start = self._length
        if numbering:
            first = pieces[0] if pieces else Piece("", anchor)
            pieces = (first._replace(numbering=numbering), *pieces[1:])
        shown = self._pieces(pieces)
        if not shown:
            self._drop_newline()
            return
        if len(self._blocks) >= self._limits.paragraphs:
            raise LimitExceeded(f"văn bản có hơn {self._limits.paragraphs} đoạn")
        span = Span(start=start, end=self._length)
        self._blocks.append(
            Block(span=span, anchor=anchor, role=role, style=style, lines=_lines(shown))
        )

    def table(
        self,
        cells: Sequence[CellDraft],
        *,
        ruled: bool = True,
        header_rows: int = 0,
        damaged: bool = False,
        inferred: Mapping[int, bool] | None = None,
    ) -> None:
        """A table: every grid row has one tab less than the grid has columns, rows are parted by
        newlines.

        So a table that went into plain text can be read back. Raises ``LimitExceeded`` for too many
        cells or grid places.
        """
        if not cells:
            return
        rows = max(c.row + c.row_span for c in cells)
        columns = max(c.column + c.col_span for c in cells)
        self._cells += len(cells)
        if max(self._cells, rows * columns) > self._limits.table_cells:
            raise LimitExceeded(f"bảng có hơn {self._limits.table_cells} ô")
        self._newline()
        start = self._length
        self._grid(cells, rows, columns)
        told = (inferred or {}).items()
        self._tables.append(
            SourceTable(
                rows=rows,
                columns=columns,
                span=Span(start=start, end=self._length),
                ruled=ruled,
                header_rows=header_rows,
                damaged=damaged,
                inferred=tuple(InferredRow(row=row, sure=sure) for row, sure in told),
            )
        )

    def _grid(self, cells: Sequence[CellDraft], rows: int, columns: int) -> None:
        """The cells at their places, with tabs and newlines between."""
        row = column = 0
        for cell in sorted(cells, key=lambda c: (c.row, c.column)):
            while cell.row > row:
                self._put("\t" * (columns - 1 - column) + "\n")
                row, column = row + 1, 0
            self._put("\t" * max(0, cell.column - column))
            column = max(column, cell.column)
            self._cell(cell)
        self._put("\t" * (columns - 1 - column) + ("\n" + "\t" * (columns - 1)) * (rows - 1 - row))

    def check_marks(self, text: str) -> None:
        """Raises ``LimitExceeded`` if a letter carries more marks than the limit: before anything
        puts them in order.
        """
        if self._marks.search(text):
            raise LimitExceeded(f"một chữ mang hơn {self._limits.marks} dấu")

    def note(self, diagnostic: Diagnostic) -> None:
        """Something that the reader has to say about the file."""
        self._notes.append(diagnostic)

    @property
    def length(self) -> int:
        """Code points so far: where the next block will begin, less its newline."""
        return self._length

    def build(
        self, data: bytes, *, filename: str, media_type: str, reader: str, pages: int | None = None
    ) -> Source:
        """The source. ``data`` are the bytes of the file, for its hash."""
        return Source(
            filename=filename,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=media_type,
            reader=reader,
            pages=pages,
            text="".join(self._chunks),
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            edits=tuple(self._edits),
            notes=tuple(self._notes),
        )

    def _cell(self, cell: CellDraft) -> None:
        start = self._length
        shown = self._pieces(cell.pieces)
        position = CellPosition(
            table=len(self._tables),
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            col_span=cell.col_span,
        )
        span = Span(start=start, end=self._length)
        self._blocks.append(
            Block(
                span=span, anchor=cell.anchor, cell=position, style=cell.style, lines=_lines(shown)
            )
        )

    def _pieces(self, pieces: Sequence[Piece]) -> list[_Shown]:
        shown: list[_Shown] = []
        for piece in pieces:
            self.check_marks(piece.raw)
            text, changes = _cleaned(piece)
            if len(text) > self._limits.paragraph_characters:
                raise LimitExceeded(f"một đoạn dài hơn {self._limits.paragraph_characters} ký tự")
            if not text and not piece.numbering:
                continue
            self._count_line()
            if shown:
                self._join(piece.joint)
            start = self._length
            if piece.numbering:
                self._edit("", f"{piece.numbering} " if text else piece.numbering, "numbering")
            self._record(changes)
            self._put(text)
            shown.append(_Shown(start, self._length, piece.anchor))
        return shown

    def _count_line(self) -> None:
        self._lines += 1
        if self._lines > self._limits.lines:
            raise LimitExceeded(f"văn bản có hơn {self._limits.lines} dòng")

    def _join(self, joint: str) -> None:
        if joint == "\n":
            self._put(joint)
        else:
            self._edit("\n", joint, "line-join")

    def _record(self, changes: Sequence[Change]) -> None:
        for c in changes:
            at = self._length + c.start
            self._edits.append(
                Edit(span=Span(start=at, end=at + len(c.new)), raw=c.raw, kind=c.kind)
            )

    def _edit(self, raw: str, new: str, kind: str) -> None:
        self._edits.append(
            Edit(span=Span(start=self._length, end=self._length + len(new)), raw=raw, kind=kind)
        )
        self._put(new)

    def _put(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._limits.characters:
            raise LimitExceeded(f"văn bản dài hơn {self._limits.characters} ký tự")
        self._chunks.append(text)

    def _newline(self) -> None:
        if self._length:
            self._put("\n")

    def _drop_newline(self) -> None:
        if self._chunks and self._chunks[-1] == "\n":
            self._length -= 1
            self._chunks.pop()

"""Paragraphs and tables on the way from a file to the builder, the same for HTML, DOCX and text.

A reader collects ``Item``s in reading order; ``emit`` decides which tables are only layout and
hands all to the builder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from vanban.pipeline.readers.builder import CellDraft, Piece, SourceBuilder
from vanban.pipeline.readers.layout import flatten_order, is_furniture, is_layout_table
from vanban.schemas import Anchor, BlockRole, Diagnostic, Style

STRUCK = Diagnostic(
    code="struck-words",
    severity="warning",
    message="Tệp có chữ bị gạch ngang (coi là đã bỏ): không đọc phần chữ này.",
)
MELTED = Diagnostic(
    code="lines-run-together",
    severity="info",
    message=(
        "Các dòng của văn bản bị nối liền thành một dòng; đã tách lại theo thể thức. "
        "Xem lại chỗ bắt đầu và kết thúc của từng nhiệm vụ."
    ),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its printed lines, its label if that is automatic, its look."""

    pieces: tuple[Piece, ...]
    anchor: Anchor
    style: Style | None = None
    role: BlockRole = BlockRole.UNREAD
    numbering: str = ""

    @property
    def text(self) -> str:
        """Words as found, lines joined by spaces; only for judging, not canonical."""
        return " ".join([self.numbering, *(p.raw for p in self.pieces)]).strip()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with all that stands in it, at its first row and column of the grid."""

    row: int
    column: int
    anchor: Anchor
    items: Sequence[Item] = ()
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the file has it; whether it is one or only layout is decided by ``emit``."""

    cells: Sequence[TableCell]
    ruled: bool = True
    header_rows: int = 0
    damaged: bool = False
    inferred: Mapping[int, bool] = field(default_factory=dict)
    """Rows whose cells had to be put into their columns, and whether no other way is as good."""
    _texts: list[list[str]] = field(default_factory=list, compare=False, repr=False)

    def texts(self) -> list[list[str]]:
        """The words of the cells, row by row; paragraphs of a cell are joined by newlines."""
        if not self._texts and self.cells:
            self._texts.extend([] for _ in range(1 + max(c.row for c in self.cells)))
            for cell in sorted(self.cells, key=lambda c: (c.row, c.column)):
                self._texts[cell.row].append("\n".join(p.text for p in paragraphs(cell.items)))
        return self._texts


Item: TypeAlias = Paragraph | Table


class Draft(NamedTuple):
    """What a reader made of one part of a file: its items, and what it has to say of them."""

    items: list[Item]
    notes: tuple[Diagnostic, ...] = ()


def paragraphs(items: Iterable[Item]) -> Iterator[Paragraph]:
    """All paragraphs in reading order, those of tables too: layout tables column by column, others
    row by row.
    """
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            yield from paragraphs(i for cell in _in_order(item) for i in cell.items)


def emit(items: Iterable[Item], builder: SourceBuilder) -> None:
    """Give all items to ``builder``. Raises ``LimitExceeded`` as the builder does."""
    for item in items:
        if isinstance(item, Paragraph):
            _paragraph(item, builder)
        elif item.damaged or not _is_layout(item):
            _table(item, builder)
        else:
            for cell in _in_order(item):
                emit(cell.items, builder)


def _is_layout(table: Table) -> bool:
    return is_layout_table(table.texts())


def _in_order(table: Table) -> list[TableCell]:
    cells = sorted(table.cells, key=lambda c: (c.row, c.column))
    if not _is_layout(table):
        return cells
    return [cells[i] for i in flatten_order([(c.row, c.column, c.col_span) for c in cells])]


def _paragraph(item: Paragraph, builder: SourceBuilder) -> None:
    role = BlockRole.PAGE_FURNITURE if is_furniture(item.text) else item.role
    builder.paragraph(
        item.pieces, item.anchor, style=item.style, role=role, numbering=item.numbering
    )


def _table(item: Table, builder: SourceBuilder) -> None:
    builder.table(
        [_cell(c) for c in item.cells],
        ruled=item.ruled,
        header_rows=item.header_rows,
        damaged=item.damaged,
        inferred=item.inferred,
    )


def _cell(cell: TableCell) -> CellDraft:
    inner = list(paragraphs(cell.items))
    pieces = [p for paragraph in inner for p in _on_own_line(_labelled(paragraph))]
    return CellDraft(
        row=cell.row,
        column=cell.column,
        pieces=pieces,
        anchor=cell.anchor,
        row_span=cell.row_span,
        col_span=cell.col_span,
        style=common_style([p.style for p in inner if p.text]),
    )


def _on_own_line(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Each paragraph of a cell is a line of its own: a list of bodies may have no other mark
    between them.
    """
    return [pieces[0]._replace(joint="\n"), *pieces[1:]] if pieces else pieces


def _labelled(paragraph: Paragraph) -> Sequence[Piece]:
    if not paragraph.numbering:
        return paragraph.pieces
    first = paragraph.pieces[0] if paragraph.pieces else Piece("", paragraph.anchor)
    return (first._replace(numbering=paragraph.numbering), *paragraph.pieces[1:])


def common_style(styles: Sequence[Style | None]) -> Style | None:
    """What all of ``styles`` share; ``None`` where they differ or none is known."""
    known = [s for s in styles if s is not None]
    if not known or len(known) < len(styles):
        return None
    if all(s == known[0] for s in known):
        return known[0]
    return Style(
        bold=all(s.bold for s in known),
        italic=all(s.italic for s in known),
        align=known[0].align if len({s.align for s in known}) == 1 else None,
        size=known[0].size if len({s.size for s in known}) == 1 else None,
        indent=known[0].indent if len({s.indent for s in known}) == 1 else None,
    )

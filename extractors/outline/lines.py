"""The paragraphs of a source as the outline sees them: folded words, possible markers, tables as
one line each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vanban.extractors.language.folding import fold
from vanban.extractors.outline.markers import Marker, markers
from vanban.schemas import APART, Block, Source, Span, Style


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one table (all its cell blocks together)."""

    blocks: tuple[int, ...]  # indices into source.blocks
    span: Span
    text: str  # as written
    folded: str  # same length, one form of each quote, dash and space
    markers: tuple[Marker, ...] = ()
    table: int | None = None  # index into source.tables
    style: Style | None = None

    @property
    def capitals(self) -> bool:
        """All letters are capitals, and there are some."""
        return self.text.isupper()


def lines_of(source: Source) -> tuple[Line, ...]:
    """All paragraphs and tables in order; page furniture is left out."""
    return tuple(_lines(source))


def _lines(source: Source) -> Iterator[Line]:
    cells: list[int] = []
    for index, block in enumerate(source.blocks):
        if cells and (block.cell is None or block.cell.table != _table(source, cells)):
            yield _table_line(source, cells)
            cells = []
        if block.cell is not None:
            cells.append(index)
        elif block.role not in APART:
            yield _paragraph(source, index, block)
    if cells:
        yield _table_line(source, cells)


def _table(source: Source, cells: list[int]) -> int | None:
    cell = source.blocks[cells[0]].cell
    return cell.table if cell else None


def _paragraph(source: Source, index: int, block: Block) -> Line:
    text = source.text[block.span.start : block.span.end]
    folded = fold(text)
    return Line((index,), block.span, text, folded, markers(folded), style=block.style)


def _table_line(source: Source, cells: list[int]) -> Line:
    table = _table(source, cells)
    span = Span(start=source.blocks[cells[0]].span.start, end=source.blocks[cells[-1]].span.end)
    return Line(tuple(cells), span, "", "", table=table)

"""A sheet as people see it: the lines of a document above and below its tables, and the tables."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from vanban.extractors.tables.cells import label_of
from vanban.extractors.tables.roles import header_role
from vanban.pipeline.readers.builder import Piece
from vanban.pipeline.readers.draft import Item, Paragraph, Table, TableCell
from vanban.pipeline.readers.sheet.model import Sheet, SheetCell
from vanban.schemas import SheetAnchor, Style

_FULL = 3  # filled cells of a row of a table; the form of a document has two beside each other
_FIRST = 2  # cells at the left among which the number of a row stands

Rows = Mapping[int, Sequence[SheetCell]]


def sheet_items(sheet: Sheet) -> Iterator[Item]:
    """Paragraphs and tables of a sheet in reading order. Empty rows and columns are left out."""
    filled = _filled(sheet)
    here = 0
    for start, end in _tables(filled):
        yield from _lines(sheet.name, filled.between(here, start))
        yield _table(sheet.name, filled.between(start, end), ruled=True)
        here = end
    yield from _lines(sheet.name, filled.between(here, filled.end))


@dataclass(frozen=True, slots=True)
class _Filled:
    """The rows with words, in order, and their numbers."""

    rows: Rows
    numbers: Sequence[int]

    @property
    def end(self) -> int:
        """Behind the last row."""
        return self.numbers[-1] + 1 if self.numbers else 0

    def between(self, start: int, end: int) -> Rows:
        """The rows from ``start``, ``end`` left out."""
        first, behind = (bisect_left(self.numbers, at) for at in (start, end))
        return {r: self.rows[r] for r in self.numbers[first:behind]}


def _filled(sheet: Sheet) -> _Filled:
    rows: defaultdict[int, list[SheetCell]] = defaultdict(list)
    for cell in sorted(sheet.cells, key=lambda c: (c.row, c.column)):
        rows[cell.row].append(cell)
    return _Filled(rows, tuple(rows))


def _tables(filled: _Filled) -> Iterator[tuple[int, int]]:
    """First row of each table, and the row behind its last one."""
    starts = [r for r, cells in filled.rows.items() if _is_header(cells)]
    if not starts:
        starts = [r for r, cells in filled.rows.items() if len(cells) >= _FULL][:1]
    for start, end in pairwise((*starts, filled.end)):
        yield start, _end(filled.between(start, end))


def _is_header(cells: Sequence[SheetCell]) -> bool:
    """A row of several cells, one at the left "TT" or "STT"."""
    return len(cells) >= _FULL and any(header_role(c.text) == "order" for c in cells[:_FIRST])


def _end(rows: Rows) -> int:
    """Behind the last full row and the numbered rows that follow it without a gap; below stand
    notes, signatures or the title of the next table.
    """
    last = max(r for r, cells in rows.items() if len(cells) >= _FULL)
    while last + 1 in rows and any(label_of(c.text) for c in rows[last + 1][:1]):
        last += 1
    return last + 1


def _lines(sheet: str, rows: Rows) -> Iterator[Item]:
    """What stands outside of tables: rows with cells beside each other form one block, whose
    columns are read one after the other if they are those of a document's head or foot.
    """
    for several, run in groupby(rows, key=lambda r: len(rows[r]) > 1):
        here = {r: rows[r] for r in run}
        if several:
            yield _table(sheet, here, ruled=False)
        else:
            yield from (p for cells in here.values() for p in _paragraphs(sheet, cells[0]))


def _table(sheet: str, rows: Rows, *, ruled: bool) -> Table:
    """The table of these rows; places are counted over filled rows and columns only."""
    down = sorted(rows)
    across = sorted({c.column for cells in rows.values() for c in cells})
    cells = [_cell(sheet, c, down, across) for r in down for c in rows[r]]
    return Table(cells=cells, ruled=ruled)


def _cell(sheet: str, cell: SheetCell, down: Sequence[int], across: Sequence[int]) -> TableCell:
    row, column = bisect_left(down, cell.row), bisect_left(across, cell.column)
    return TableCell(
        row=row,
        column=column,
        anchor=SheetAnchor(sheet=sheet, cell=cell.name),
        items=tuple(_paragraphs(sheet, cell)),
        row_span=max(1, bisect_left(down, cell.row + cell.row_span) - row),
        col_span=max(1, bisect_left(across, cell.column + cell.col_span) - column),
    )


def _paragraphs(sheet: str, cell: SheetCell) -> Iterator[Paragraph]:
    """The lines of a cell."""
    anchor = SheetAnchor(sheet=sheet, cell=cell.name)
    for line in cell.text.splitlines():
        if line.strip():
            yield Paragraph((Piece(line, anchor),), anchor, style=Style(bold=cell.bold))

"""Tables from grids and words: cells with their printed lines, and tables that run over pages put
together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.pipeline.readers.builder import CellDraft, Piece
from vanban.pipeline.readers.layout import is_layout_table
from vanban.pipeline.readers.page.anchors import block_anchor, changes_of, line_anchor, style_of
from vanban.pipeline.readers.page.lines import make_line, rows
from vanban.pipeline.readers.page.model import BBox, PageText, TextLine, Word
from vanban.pipeline.readers.page.paragraphs import cut_word, starts_item
from vanban.pipeline.readers.page.tables.grids import Grid

_SAME_COLUMN = 6.0
"""Points by which column lines of one table may differ from page to page."""
_ENDED = re.compile(r"[.;:!?…]\s*[”\"')]?$|\./\.$")
_BULLETS = frozenset("-+*•")
_DATE = re.compile(r"\d{1,2}[/.-](?:\d{1,2}[/.-])?(?:19|20)\d\d[.;,]?$")
_NUMBER = re.compile(r"\d{1,5}/(?:(?:19|20)\d\d/)?[A-ZĐ]{2,}-[A-ZĐ]")
_HEAD_ROWS = 4
_NAMED = 2
"""Named columns that a header has at least: one cell said again may be a group's."""
_MANY = 8
"""Lines of a column that show how wide lines can be in it."""
_SURE = 6.0
"""Points to spare that make a line's end certain."""
_ROOMY = 12.0
"""Points to spare that show that a line was ended by hand, before a capital letter."""
_SET_OFF = 1.2
"""Usual distances of lines from which on a line opens a paragraph."""
_PAD = 8.0
"""Points between a cell's rule and its words, both sides together."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell on the table's own grid, with its printed lines."""

    row: int
    column: int
    row_span: int
    col_span: int
    lines: tuple[TextLine, ...]
    box: BBox
    page: int


Cells = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table as far as it was read: column lines, number of rows, cells."""

    xs: tuple[float, ...]
    rows: int
    cells: Cells
    top: float
    bottom: float
    header_rows: int = 0
    """Rows that come again on the next page."""
    ruled: bool = True
    head: int = 0
    """Rows at the top that are known to be its header, where it was found by them."""
    continues: bool | None = None
    """Whether it goes on with the table of the page before, where that is known."""
    repeated: tuple[TextLine, ...] = ()
    """Words of those rows on the later pages."""


def make_table(grid: Grid, words: Sequence[Word], page: PageText) -> PdfTable | None:
    """The table of ``words`` in ``grid``; None where the grid only draws a frame, or only places
    words side by side.
    """
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        held.setdefault(
            grid.place((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2), []
        ).append(word)
    cells = []
    for cell in grid.cells:
        inside = [w for box in cell.boxes() for w in held.get(box, ())]
        lines = tuple(make_line(row, page.number) for row in rows(inside))
        cells.append(
            TableCell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.col_span,
                lines,
                grid.box(cell),
                page.number,
            )
        )
    if _is_frame(cells, len(grid.ys) - 1):
        return None
    return PdfTable(grid.xs, len(grid.ys) - 1, tuple(cells), grid.ys[0], grid.ys[-1])


def joined(first: PdfTable, then: PdfTable) -> PdfTable | None:
    """``then``, which opens the next page, as the continuation of ``first``; None where their
    columns do not agree.
    """
    if then.continues is False:
        return None
    shift = then.xs[0] - first.xs[0]
    moved = [x - shift for x in then.xs]
    if abs(moved[-1] - first.xs[-1]) > _SAME_COLUMN:
        return None
    if _same_header(first, then):
        moved = list(first.xs)
    xs = _union(first.xs, moved)
    if len(xs) > max(len(first.xs), len(then.xs)) + 1:
        return None
    above = _on_columns(first.cells, first.xs, xs, 0)
    header, again, below = _without_header(
        above, _on_columns(then.cells, moved, xs, first.rows), first.rows, then.head
    )
    rows_after = first.rows + then.rows - header
    if _goes_on(above, below, first.rows):
        above, below = _row_joined(above, below, first.rows)
        rows_after -= 1
    else:
        above, below = _spans_joined(above, below, first.rows)
    cells = (*above, *below)
    return replace(
        first,
        xs=tuple(xs),
        rows=rows_after,
        cells=cells,
        bottom=then.bottom,
        header_rows=first.header_rows or header,
        repeated=(*first.repeated, *again),
    )


def drafts(table: PdfTable, pages: Mapping[int, PageText]) -> list[CellDraft]:
    """The cells for the source builder. ``pages``: by number."""
    rooms, leading = _rooms(table.cells), _leading(table.cells)
    return [
        CellDraft(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            col_span=cell.col_span,
            pieces=_pieces(cell, rooms[cell.column, cell.col_span], leading, pages),
            anchor=block_anchor(pages[cell.page], cell.box, cell.lines),
            style=style_of(cell.lines) if cell.lines else None,
        )
        for cell in table.cells
    ]


def _is_frame(cells: Sequence[TableCell], count: int) -> bool:
    texts: list[list[str]] = [[] for _ in range(count)]
    for cell in cells:
        texts[cell.row].append("\n".join(line.text for line in cell.lines))
    return sum(bool(c.lines) for c in cells) < 2 or is_layout_table(texts)


def _rooms(cells: Sequence[TableCell]) -> dict[tuple[int, int], float]:
    """How wide lines can be in the cells of each column and span: as wide as the widest of many, or
    the cell less its padding.
    """
    widths: dict[tuple[int, int], list[float]] = {}
    for cell in cells:
        widths.setdefault((cell.column, cell.col_span), []).extend(
            line.width for line in cell.lines
        )
    rooms = {(c.column, c.col_span): c.box[2] - c.box[0] - _PAD for c in cells}
    return {
        key: min(room, max(widths[key]) + 1) if len(widths[key]) >= _MANY else room
        for key, room in rooms.items()
    }


def _leading(cells: Sequence[TableCell]) -> float:
    """The usual distance of lines within the cells of a table; endless where no cell has
    several.
    """
    steps = sorted(
        b.base - a.base for cell in cells for a, b in pairwise(cell.lines) if a.page == b.page
    )
    return steps[len(steps) // 4] if steps else float("inf")


def _pieces(
    cell: TableCell, room: float, leading: float, pages: Mapping[int, PageText]
) -> list[Piece]:
    out: list[Piece] = []
    bullet = cell.lines[0].text[0] if cell.lines and starts_item(cell.lines[0].text) else ""
    for i, line in enumerate(cell.lines):
        joint = _joint(cell.lines[i - 1], line, room, leading, bullet) if i else ""
        out.append(
            Piece(
                line.text,
                line_anchor(pages[line.page], line),
                joint,
                changes=changes_of(pages[line.page], line),
            )
        )
    return out


def _joint(before: TextLine, line: TextLine, room: float, leading: float, bullet: str = "") -> str:
    """A newline where a paragraph of the cell plainly ends, nothing after a word cut at its hyphen
    or in a date, otherwise a space.

    ``bullet``: the mark of a list with which the cell opens.
    """
    spare = room - before.width - 0.25 * line.size - (line.words[0].x1 - line.words[0].x0)
    next_item = bullet in _BULLETS and line.text.startswith(f"{bullet} ")
    set_off = line.base - before.base > _SET_OFF * leading and not line.text[0].islower()
    if before.page == line.page and (next_item or set_off or _new_paragraph(before, line, spare)):
        return "\n"
    return (
        ""
        if cut_word(before, line) or _cut_within(before.words[-1].text, line.words[0].text)
        else " "
    )


def _cut_within(head: str, tail: str) -> bool:
    """A date or a number that is wider than its column is cut where the column ends ("25/09/20"
    "24", "80/2020/N" "Đ-CP").
    """
    return any(whole.match(head + tail) and not whole.match(head) for whole in (_DATE, _NUMBER))


def _new_paragraph(before: TextLine, line: TextLine, spare: float) -> bool:
    """``spare``: points that would be left had the first word of ``line`` been set on the line
    before.
    """
    ended = _ENDED.search(before.text) is not None
    if starts_item(line.text):
        return ended or spare > 0
    if line.text[0].islower() or spare <= 0:
        return False
    return (
        (ended and before.text[-1] != ":")
        or spare > _ROOMY
        or (before.bold != line.bold and spare > _SURE)
    )


def _union(first: Sequence[float], then: Sequence[float]) -> list[float]:
    out = list(first)
    for x in then:
        if min(abs(x - y) for y in out) > _SAME_COLUMN:
            out.append(x)
    return sorted(out)


def _on_columns(
    cells: Sequence[TableCell], old: Sequence[float], new: Sequence[float], down: int
) -> Cells:
    """Cells moved from the column lines ``old`` to the lines ``new``, and ``down`` rows."""
    where = [_nearest(new, x) for x in old]
    return tuple(
        replace(
            c,
            row=c.row + down,
            column=where[c.column],
            col_span=max(1, where[c.column + c.col_span] - where[c.column]),
        )
        for c in cells
    )


def _nearest(places: Sequence[float], x: float) -> int:
    i = bisect_left(places, x)
    near = [j for j in (i - 1, i) if 0 <= j < len(places)]
    return min(near, key=lambda j: abs(places[j] - x))


def _without_header(
    above: Cells, below: Cells, start: int, known: int
) -> tuple[int, tuple[TextLine, ...], Cells]:
    """How many rows at the top of ``below`` repeat the table's header, their words, and the cells
    that are left, moved up.

    ``known``: how many of them are known to be a header.
    """
    count = max(known, _repeated_header(above, below, start))
    again = tuple(line for c in below if c.row < start + count for line in c.lines)
    return (
        count,
        again,
        tuple(replace(c, row=c.row - count) for c in below if c.row >= start + count),
    )


def _repeated_header(above: Sequence[TableCell], below: Sequence[TableCell], start: int) -> int:
    """How many rows at the top of ``below``, which begins at row ``start``, say again what the
    table's first rows say.
    """
    again, head = _by_row(below, start), _by_row(above, 0)
    count = 0
    while count < _HEAD_ROWS and again.get(count) and again[count] == head.get(count):
        count += 1
    return count


def _same_header(first: PdfTable, then: PdfTable) -> bool:
    """Whether ``then`` opens with the header of ``first``, column by column: their columns are the
    same ones, though another program or hand set them wider or narrower on this page.
    """
    again = _by_row(then.cells, 0).get(0, [])
    named = sum(bool(words) for _, words in again)
    alike = len(first.xs) == len(then.xs) and again == _by_row(first.cells, 0).get(0)
    return alike and named >= _NAMED


def _by_row(cells: Sequence[TableCell], start: int) -> dict[int, list[tuple[int, str]]]:
    out: dict[int, list[tuple[int, str]]] = {}
    for cell in cells:
        if cell.row < start + _HEAD_ROWS:
            out.setdefault(cell.row - start, []).append(
                (cell.column, " ".join(line.text for line in cell.lines))
            )
    return out


def _goes_on(above: Sequence[TableCell], below: Sequence[TableCell], end: int) -> bool:
    """Whether the page break plainly cut a row: no order number, and words that go on.

    Words go on where a sentence without an end continues in small letters, or where a few cells
    only spill over. A cell that the row shares with rows below must go on in all its words: the row
    may as well be the next of those that share.
    ``end`` is the row after the last one of ``above``, and the first of ``below``.
    """
    last = {c.column: c for c in above if c.row + c.row_span == end}
    first = {c.column: c for c in below if c.row == end}
    if set(last) != set(first) or not first:
        return False
    order = min(first)
    if first[order].lines or not last[order].lines:
        return False
    filled = [k for k in first if first[k].lines]
    if not filled or not all(last[k].lines for k in filled):
        return False
    open_cells = [
        k for k in filled if _unended(last[k]) and not starts_item(first[k].lines[0].text)
    ]
    small = [k for k in open_cells if first[k].lines[0].text[0].islower()]
    if any(c.row_span > 1 for c in first.values()):
        return len(small) == len(filled)
    spilled = len(open_cells) == len(filled) <= len(first) // 2
    return spilled or bool(small)


def _unended(cell: TableCell) -> bool:
    return bool(cell.lines) and not _ENDED.search(cell.lines[-1].text)


def _row_joined(above: Cells, below: Cells, end: int) -> tuple[Cells, Cells]:
    more = {c.column: c for c in below if c.row == end}
    last = tuple(_made_one(c, more[c.column]) if c.row + c.row_span == end else c for c in above)
    return last, tuple(replace(c, row=c.row - 1) for c in below if c.row > end)


def _made_one(cell: TableCell, more: TableCell) -> TableCell:
    """A cell with its words on the next page, over the rows that share it there."""
    return replace(cell, lines=cell.lines + more.lines, row_span=cell.row_span + more.row_span - 1)


def _spans_joined(above: Cells, below: Cells, end: int) -> tuple[Cells, Cells]:
    """A cell merged over rows on both sides of the page break, whose words all stand on the first
    page, made one.
    """
    more = {
        (c.column, c.col_span): c.row_span
        for c in below
        if c.row == end and c.row_span > 1 and not c.lines
    }
    held = {
        (c.column, c.col_span) for c in above if c.row + c.row_span == end and c.lines
    } & more.keys()
    grown = tuple(
        replace(c, row_span=c.row_span + more[c.column, c.col_span])
        if c.row + c.row_span == end and (c.column, c.col_span) in held
        else c
        for c in above
    )
    return grown, tuple(c for c in below if not (c.row == end and (c.column, c.col_span) in held))

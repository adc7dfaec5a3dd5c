"""Tables in plain text: rows on lines, cells parted by tabs; and what is left of tables that a
portal flattened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vanban.extractors.language.list_markers import BULLET
from vanban.pipeline.readers.draft import Paragraph, Table, TableCell
from vanban.pipeline.readers.layout import has_quoc_hieu, is_document_form, starts_unit
from vanban.pipeline.readers.portal import is_portal_line
from vanban.pipeline.readers.text.bars import BarTable, Cell, bar_table, is_bar
from vanban.pipeline.readers.text.breaks.signs import Habits
from vanban.pipeline.readers.text.lines import ORDER, TextLine
from vanban.pipeline.readers.text.paragraphs import paragraphs_of
from vanban.pipeline.readers.text.pipes import is_row, pipe_table, unrolled
from vanban.pipeline.readers.text.places import Place, Placed, places_of
from vanban.pipeline.readers.text.shared_cells import sharing_rows
from vanban.schemas import Style, TextAnchor

_CELL_WIDTH = 160
_FEW_WORDS = 30
"""Letters of a cell that may end with a full stop and be no sentence."""
_MOSTLY = 0.3
_BULLETED = re.compile(rf"{BULLET}\s*\w")
_LEAD_LINES = 6
"""Lines of the issuer's cell in the head of a document, at most."""


def table_runs(lines: Sequence[TextLine]) -> Iterator[Table | list[TextLine]]:
    """``lines`` in order, parted into tables and the lines between them."""
    rest: list[TextLine] = []
    at = 0
    while at < len(lines):
        end = _run_end(lines, at)
        run = lines[at:end]
        if _is_table(run):
            if rest:
                yield rest
                rest = []
            yield _table(run)
        else:
            rest.extend(run)
        at = end
    if rest:
        yield rest


def bar_runs(raw: Sequence[TextLine], habits: Habits) -> Iterator[Table | list[TextLine]]:
    """``raw`` in order, parted into tables by bars and the lines between them."""
    lines = list(_bars_apart(list(unrolled(raw))))
    rest: list[TextLine] = []
    at = 0
    while at < len(lines):
        above: Cell = []
        if is_bar(lines[at]):
            above = _just_above(rest)
            found = bar_table(lines, at, above)
        else:
            found = pipe_table(lines, at) if is_row(lines, at) else None
        if found is None:
            rest.append(lines[at])
            at += 1
            continue
        if above and found.rows[0][0] is above:
            del rest[-len(above) :]
        if rest:
            yield rest
            rest = []
        if found.rows:  # else a rule of hundreds of columns with nothing above or below it
            yield _of_bars(found, lines[at], habits)
        at = found.end
    if rest:
        yield rest


def _bars_apart(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines, with the bar that ends one on a line of its own, where bars on lines of their own
    open the cells: "|", "ỦY BAN NHÂN DÂN", "|", "CỘNG HÒA …", "… VIỆT NAM |"; or where quốc hiệu
    stands on several lines of the next cell: "ỦY BAN NHÂN DÂN |", "CỘNG HÒA …", "… VIỆT NAM |".
    """
    left = 0  # lines that the cell behind the last bar may still have
    in_head = False
    for at, line in enumerate(lines):
        bars = line.raw.count("|")
        ends = bars == 1 and line.words.endswith("|")
        opens_head = ends and _names_the_state(_cell_below(lines, at))
        in_head = opens_head or (in_head and left > 0)
        if is_bar(line):
            left = _LEAD_LINES
        elif ends and (left or opens_head):
            bar = line.raw.rindex("|")
            yield line.part(0, bar)
            yield line.part(bar, len(line.raw))
            left = _LEAD_LINES
            continue
        elif line.blank and in_head and _cell_below(lines, at):
            continue  # between the cells of such a head
        else:
            left = 0 if bars or line.blank else max(0, left - 1)
        yield line


def _cell_below(lines: Sequence[TextLine], at: int) -> Sequence[TextLine]:
    """The lines below ``at`` up to the one that ends with a bar; none where that is far."""
    for end in range(at + 1, min(len(lines), at + 1 + _LEAD_LINES)):
        if "|" in lines[end].raw:
            return lines[at + 1 : end + 1] if lines[end].words.endswith("|") else ()
    return ()


def _names_the_state(cell: Sequence[TextLine]) -> bool:
    """Quốc hiệu, on more lines than one."""
    return len(cell) > 1 and has_quoc_hieu(" ".join(line.view for line in cell))


def _just_above(lines: Sequence[TextLine]) -> list[TextLine]:
    """The last lines, up to a blank one, a bar or a portal's own; none where they are many."""
    start = len(lines)
    while start and _is_word_line(lines[start - 1]) and len(lines) - start <= _LEAD_LINES:
        start -= 1
    return list(lines[start:]) if len(lines) - start <= _LEAD_LINES else []


def _is_word_line(line: TextLine) -> bool:
    return not line.blank and not is_bar(line) and not is_portal_line(line.view)


def _of_bars(found: BarTable, first: TextLine, habits: Habits) -> Table:
    """Cells that a row shares with the one above it grow by that row."""
    cells: dict[tuple[int, int], TableCell] = {}
    above: dict[int, tuple[int, int]] = {}  # by column: the cell that reaches down to it
    inferred: dict[int, bool] = {}
    for row, (words, placed) in enumerate(zip(found.rows, _placed(found), strict=True)):
        own: dict[int, tuple[int, int]] = {}
        for cell, (column, span) in zip(words, placed.cells, strict=False):
            cells[row, column] = _many_lined(row, column, span, cell, first, habits)
            own |= dict.fromkeys(range(column, column + span), (row, column))
        shared = _shared(above, found.width, own) if placed.shares else {}
        for at in set(shared.values()):
            cells[at] = replace(cells[at], row_span=row + 1 - at[0])
        above = shared if placed.heading else own | shared
        if placed.inferred:
            inferred[row] = placed.sure
    return Table(list(cells.values()), ruled=False, damaged=found.odd, inferred=inferred)


def _placed(found: BarTable) -> list[Placed]:
    """The places of every row's cells; what the header says of rows goes before what they look
    like.
    """
    sharing = sharing_rows(found.rows, found.width)
    return [
        Placed(tuple(Place(c + 1) for c in range(len(row))), shares=True, inferred=True)
        if n in sharing
        else placed
        for n, (row, placed) in enumerate(
            zip(found.rows, places_of(found.rows, found.width), strict=True)
        )
    ]


def _shared(
    above: dict[int, tuple[int, int]], width: int, own: dict[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """The cells of the row above that go on in the columns which a row leaves free, by column; one
    that reaches over a column of the row's own does not.
    """
    ended = {above[c] for c in own if c in above}
    return {c: at for c, at in above.items() if c < width and c not in own and at not in ended}


def _many_lined(
    row: int, column: int, span: int, lines: Sequence[TextLine], first: TextLine, habits: Habits
) -> TableCell:
    style = Style(bold=True) if lines and all(line.strong for line in lines) else None
    items = tuple(replace(item, style=style) for item in paragraphs_of(lines, habits))
    anchor = TextAnchor(line=(lines[0] if lines else first).number)
    return TableCell(row=row, column=column, anchor=anchor, items=items, col_span=span)


def _run_end(lines: Sequence[TextLine], start: int) -> int:
    """The end of the rows that begin at ``start``."""
    end = start + 1
    if lines[start].tabs:
        missing = 0  # tabs that the row above lacks
        while end < len(lines):
            more = _goes_on_in_cell(lines[end], missing)
            if not more and not _goes_on(lines, start, end):
                break
            missing = (missing if more else lines[start].tabs) - lines[end].tabs
            end += 1
    return end


def _goes_on(lines: Sequence[TextLine], start: int, at: int) -> bool:
    """A line with tabs (an empty row only at full width), or one without between two rows of the
    same width: a group row.

    A line before a new header is the heading of the next table.
    """
    if lines[at].tabs:
        return not lines[at].blank or lines[at].tabs == lines[at - 1].tabs
    if lines[at].blank or at + 1 == len(lines) or ORDER.fullmatch(lines[at + 1].cell(0).words):
        return False
    return lines[at + 1].tabs > 1 and lines[start].tabs == lines[at + 1].tabs


def _goes_on_in_cell(line: TextLine, missing: int) -> bool:
    """The line goes on with the last cell of a row that lacks ``missing`` tabs: with an item of a
    list, or in small letters.
    """
    first = line.cell(0).words
    inside = _BULLETED.match(first) is not None or first[:1].islower()
    return missing > 0 and line.tabs <= missing and inside


def _is_table(run: Sequence[TextLine]) -> bool:
    """Two or more rows, most of them of full width, and not all indented paragraphs."""
    filled = [line for line in run if not line.blank]
    if len(run) < 2 or len(filled) < 2 or all(line.tab_led for line in filled):
        return False
    full = max(line.tabs for line in run)
    rows = list(_rows(run, full))
    return sum(len(row) == full + 1 for row in rows) * 2 > len(rows)


def _table(run: Sequence[TextLine]) -> Table:
    """Rows that are too short lost their empty last cells to an editor; a first row that is too
    short puts the columns in doubt.
    """
    full = max(line.tabs for line in run)
    rows = _rows(run, full)
    cells = [cell for n, row in enumerate(rows) for cell in _row(n, row, full)]
    return Table(cells=cells, ruled=False, damaged=run[0].tabs < full)


def _rows(run: Sequence[TextLine], full: int) -> Iterator[list[Cell]]:
    """The cells of each row, as lines; a row of several lines has no more than ``full`` tabs."""
    row: list[Cell] = []
    for line in run:
        cells = [[line.cell(column)] for column in range(line.tabs + 1)]
        if row and _goes_on_in_cell(line, full + 1 - len(row)):
            row[-1].extend(cells[0])
            row.extend(cells[1:])
        else:
            if row:
                yield row
            row = cells
    if row:
        yield row


def _row(row: int, cells: Sequence[Cell], full: int) -> Iterator[TableCell]:
    number = cells[0][0].number
    for column in range(full + 1):
        lines = cells[column] if column < len(cells) else ()
        yield _cell(row, column, lines, number)


def _cell(row: int, column: int, lines: Sequence[TextLine], number: int) -> TableCell:
    """A cell whose lines are paragraphs; one in small letters goes on with the line above."""
    paragraphs: list[Paragraph] = []
    for line in lines:
        if line.blank:
            continue
        if paragraphs and line.words[0].islower():
            above = paragraphs.pop()
            paragraphs.append(replace(above, pieces=(*above.pieces, line.piece())))
        else:
            paragraphs.append(Paragraph((line.piece(),), TextAnchor(line=line.number)))
    anchor = TextAnchor(line=lines[0].number if lines else number)
    return TableCell(row=row, column=column, anchor=anchor, items=tuple(paragraphs))


def damaged_runs(lines: list[TextLine]) -> Iterator[Table | list[TextLine]]:
    """``lines`` in order, parted into what is left of flattened tables and the lines between.

    A portal that loses a table leaves some of its cells, each on a line of its own behind a tab.
    Where many lines begin with a tab it is only indentation.
    """
    words = [line for line in lines if not line.blank]
    if sum(line.tab_led for line in words) > max(8, _MOSTLY * len(words)):
        yield lines
        return
    at = 0
    for start, end in _tab_led_runs(lines):
        cells = [line for line in lines[start:end] if not line.blank]
        if (
            len(cells) < 2
            or not all(map(_is_cell, cells))
            or sum(line.words.endswith(".") for line in cells) * 2 > len(cells)
            or is_document_form([line.words for line in cells])
        ):
            continue
        if lines[at:start]:
            yield lines[at:start]
        yield Table(
            [
                _cell(row, line.tabs, [line.cell(line.tabs)], line.number)
                for row, line in enumerate(cells)
            ],
            ruled=False,
            damaged=True,
        )
        at = end
    if lines[at:]:
        yield lines[at:]


def _tab_led_runs(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """(start, end) of lines behind tabs, blank lines within allowed."""
    start = end = -1
    for i, line in enumerate(lines):
        if line.tab_led:
            start, end = (i if start < 0 else start), i + 1
        elif not line.blank and start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _is_cell(line: TextLine) -> bool:
    """Short, no sentence, no list item: not an indented paragraph. A few words may end with a full
    stop ("Hằng năm.").
    """
    words = line.words
    return (
        len(words) <= _CELL_WIDTH
        and not words.endswith((";", ":"))
        and (not words.endswith(".") or len(words) <= _FEW_WORDS)
        and not starts_unit(words)
    )

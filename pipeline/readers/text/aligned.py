"""Tables whose columns are set side by side with spaces, as programs that print a page as text do:
"TT   Nhiệm vụ   Chủ trì   Thời hạn" above lines that keep the same gaps.

The gaps that all lines of the rows leave free are the borders of the columns; a numeral in the
first column opens a row. Where no such gaps are found under a header that has them, the lines are
kept as a damaged table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vanban.extractors.tables.roles import header_role, tells_of_work
from vanban.pipeline.readers.draft import Paragraph, Table, TableCell
from vanban.pipeline.readers.layout import is_form_line
from vanban.pipeline.readers.text.breaks.forms import is_part_heading
from vanban.pipeline.readers.text.breaks.numbers import joint
from vanban.pipeline.readers.text.lines import ORDER, TextLine
from vanban.schemas import TextAnchor

_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_NUMERAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,2}|[IVXL]{1,6}|[A-Z])[.)]?")
_HEADING = re.compile(r"\s*((?:[IVXL]{1,6}|[A-Z])[.)]?)\s+(\S+(?: \S+)*)\s*")
"""A heading over rows ("II   NHIỆM VỤ CỤ THỂ"): it runs on over all columns."""
_COLUMNS = range(3, 13)
_KNOWN = 2
"""Columns whose header must be known."""
_HEADER_LINES = 8
"""Lines of a header, at most."""
_ROWS = 2
"""Rows below a header, at least."""
_BLANKS = 3
"""Blank lines that end a table: between rows there are fewer, also over a page."""
_TOPS = 0.7
"""Share of the rows whose work begins beside their numeral: else it stands in the middle of cells,
and nobody knows where a row begins.
"""


def aligned_runs(lines: list[TextLine]) -> Iterator[Table | list[TextLine]]:
    """``lines`` in order, parted into tables of aligned columns and the lines between."""
    done = 0
    for at, line in enumerate(lines):
        if at < done or not _heads_table(line) or not any(map(_is_row, _near(lines, at))):
            continue
        end = _region_end(lines, at)
        table = _table(lines, at, end)
        if table is None:
            continue
        if lines[done:at]:
            yield lines[done:at]
        yield table
        done = end
    if lines[done:]:
        yield lines[done:]


def _heads_table(line: TextLine) -> bool:
    """The line holds names of columns, the first that of numbers, with wide gaps between them."""
    if "\t" in line.raw:
        return False
    names = _GAP.split(line.raw.strip())
    return len(names) >= _COLUMNS.start and ORDER.fullmatch(names[0]) is not None


def _near(lines: Sequence[TextLine], start: int) -> Sequence[TextLine]:
    """Where the first row of a table stands."""
    return lines[start + 1 : start + 2 + 2 * _HEADER_LINES]


def _region_end(lines: Sequence[TextLine], start: int) -> int:
    """Up to the form of the document, a part's heading, blank lines, or a line without gaps that
    begins where the first column does and has no numeral.
    """
    left = _indent(lines[start].raw)
    blanks = last = 0
    for i in range(start + 1, len(lines)):
        line = lines[i]
        blanks = blanks + 1 if line.blank else 0
        if blanks >= _BLANKS:
            return last + 1
        if line.blank:
            continue
        outside = _indent(line.raw) <= left and not _opens_row(line)
        if outside and not _heads_table(line):
            return last + 1
        if is_form_line(line.view) or is_part_heading(line.view):
            return last + 1
        last = i
    return last + 1


def _opens_row(line: TextLine) -> bool:
    return _NUMERAL.fullmatch(line.raw.split(maxsplit=1)[0]) is not None


def _table(lines: Sequence[TextLine], start: int, end: int) -> Table | None:
    """The table under the header at ``start``, damaged where its columns cannot be told; None
    where the header names nothing known.
    """
    at = next((i for i in range(start + 1, end) if _is_row(lines[i])), end)
    names = _GAP.split(lines[start].raw.strip())
    known = sum(tells_of_work(header_role(name)) for name in names)
    if known < _KNOWN or at - start > _HEADER_LINES:
        return None
    head = [line for line in lines[start:at] if not line.blank]
    body = list(_without_repeats([line for line in lines[at:end] if not line.blank], head))
    if sum(map(_is_row, body)) < _ROWS:
        return None
    rows = [line for line in body if not _HEADING.fullmatch(line.raw)] or body
    edges = _edges(rows)
    if len(edges) < len(names):  # a column may be empty but for its name
        edges = _edges([*rows, head[0]])
    edges = _under_names(edges, head)
    if len(edges) not in _COLUMNS or len(edges) < len(names):
        return _damaged([*head, *body])
    return _rebuilt([_cells(x, edges) for x in head], [_cells(x, edges) for x in body])


def _is_row(line: TextLine) -> bool:
    return not line.blank and _opens_row(line)


def _without_repeats(lines: Sequence[TextLine], head: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines without the header where it comes again on a further page."""
    views = [line.view for line in head]
    at = 0
    while at < len(lines):
        if [line.view for line in lines[at : at + len(views)]] == views:
            at += len(views)
        else:
            yield lines[at]
            at += 1


def _edges(lines: Sequence[TextLine]) -> list[int]:
    """Where columns begin: behind each strip that all lines leave free. One space parts words."""
    taken = [False] * (1 + max(len(line.raw) for line in lines))
    for line in lines:
        for words in re.finditer(r"\S+(?: \S+)*", line.raw):
            taken[words.start() : words.end()] = [True] * (words.end() - words.start())
    return [i for i, filled in enumerate(taken) if filled and not (i and taken[i - 1])]


def _under_names(edges: Sequence[int], head: Sequence[TextLine]) -> list[int]:
    """The edges of columns that have a name: two spaces within the words of every row part none.
    Work begins behind the numbers, wherever its name stands.
    """
    columns = zip(*(_cells(line, edges) for line in head), strict=True)
    named = [not all(cell.blank for cell in column) for column in columns]
    return [edge for i, edge in enumerate(edges) if i <= 1 or (named[i] and any(named[1:i]))]


def _cells(line: TextLine, edges: Sequence[int]) -> list[TextLine]:
    """The line cut at the columns' borders; words that cross one stand where they begin. The
    label of a heading stands in the first column: "đê cấp" / "I" is a cell's.
    """
    heading = _HEADING.fullmatch(line.raw)
    if heading and heading.start(1) < edges[1]:
        parts = [line.part(*heading.span(group)) for group in (1, 2)]
        return [*parts, *[line.part(len(line.raw), len(line.raw))] * (len(edges) - len(parts))]
    cuts = [0]
    for edge in edges[1:]:
        at = min(edge, len(line.raw))
        while 0 < at < len(line.raw) and not line.raw[at - 1].isspace():
            at -= 1
        cuts.append(max(at, cuts[-1]))
    return [_trimmed(line, a, b) for a, b in pairwise([*cuts, len(line.raw)])]


def _trimmed(line: TextLine, start: int, end: int) -> TextLine:
    words = line.raw[start:end]
    first = start + len(words) - len(words.lstrip())
    return line.part(first, first + len(words.strip()))


def _rebuilt(head: Sequence[list[TextLine]], body: Sequence[list[TextLine]]) -> Table:
    rows: list[list[list[TextLine]]] = [[[] for _ in head[0]]]
    for cells in head:
        _add(rows[0], cells)
    tops = 0
    for cells in body:
        if not cells[0].blank:
            rows.append([[] for _ in cells])
            tops += not cells[1].blank
        _add(rows[-1], cells)
    first = head[0][0]
    table = [_cell(r, c, found, first) for r, row in enumerate(rows) for c, found in enumerate(row)]
    damaged = tops < _TOPS * (len(rows) - 1)
    return Table(table, ruled=False, header_rows=1, damaged=damaged)


def _add(row: Sequence[list[TextLine]], cells: Sequence[TextLine]) -> None:
    for found, cell in zip(row, cells, strict=True):
        if not cell.blank:
            found.append(cell)


def _cell(row: int, column: int, lines: Sequence[TextLine], first: TextLine) -> TableCell:
    anchor = TextAnchor(line=(lines[0] if lines else first).number)
    joints = (" ", *(joint(a.view, b.view) for a, b in pairwise(lines)))
    pieces = tuple(line.piece(j) for line, j in zip(lines, joints, strict=False))
    items = (Paragraph(pieces, anchor),) if pieces else ()
    return TableCell(row=row, column=column, anchor=anchor, items=items)


def _damaged(lines: Sequence[TextLine]) -> Table:
    """The lines as they are, one a row."""
    cells = [_cell(row, 0, [line], line) for row, line in enumerate(lines)]
    return Table(cells, ruled=False, damaged=True)


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip())

"""Tables that lost their lines: one cell a line behind tabs, or the lines of cells one after the
other, under a header that still names the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, zip_longest

from vanban.extractors.language.letters import CAPITALS
from vanban.extractors.tables.cells import looks_like_deadline
from vanban.extractors.tables.roles import header_role, tells_of_work
from vanban.pipeline.readers.draft import Paragraph, Table, TableCell
from vanban.pipeline.readers.layout import is_form_line
from vanban.pipeline.readers.text.breaks.forms import is_part_heading
from vanban.pipeline.readers.text.breaks.numbers import joint
from vanban.pipeline.readers.text.flat_groups import Groups, groups_of, leaves_of
from vanban.pipeline.readers.text.flat_reading import FlatLine, FlatRow, read_rows
from vanban.pipeline.readers.text.lines import ORDER, TextLine
from vanban.schemas import TextAnchor
from vanban.schemas.structure import ColumnRole

_ROW_OPENS = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}|A)[.)]?(?:\s|$)|I\.")
_HEADER_LINES = 24
_HEADER_LETTERS = 60
_COLUMNS = range(3, 13)
_KNOWN = 2
"""Columns whose header must be known."""
_LONG = 400
"""A line of more letters is a paragraph, not a cell."""
_CELLS_BELOW = 8
"""Cells of a row below one with a long work, at most."""
_TRUSTED, _TRUSTED_LINE = 8.0, 0.2
"""Cost of a row, and of each of its lines, beyond which it is doubted; see ``flat_reading``."""
_DOUBTED = 0.3
"""Share of doubted rows beyond which the table is damaged."""
_NUMERAL_BEFORE = re.compile(
    rf"\s*(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,2}}[.)]?|[IVX]{{1,5}}[.)]?)\s+(?=[{CAPITALS}“\"])"
)
_GAP = re.compile(rf"(?<=\S)\s{{2,}}(?=[{CAPITALS}\d])")
_TIME_BEHIND = re.compile(
    r"(?<=[^\W\d])\s+(?=(?:Thường xuyên|Hằng năm|Hàng năm|Quý [IVX]+/\d{4}|Tháng \d{1,2}/\d{4}"
    r"|Năm \d{4})\s*$)"
)
_NOTE = re.compile(rf"\d{{1,2}} ?[{CAPITALS}].{{60,}}")


@dataclass(frozen=True, slots=True)
class _Header:
    """``names`` in the order of the text; ``order`` of them are columns, ``groups`` stand over
    several.
    """

    names: list[list[TextLine]]
    roles: list[ColumnRole]
    end: int
    groups: Groups = field(default_factory=dict)

    @property
    def order(self) -> list[int]:
        return leaves_of(len(self.names), self.groups)

    @property
    def columns(self) -> list[list[TextLine]]:
        return [self.names[place] for place in self.order]

    @property
    def column_roles(self) -> list[ColumnRole]:
        return [self.roles[place] for place in self.order]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A table's rows, and the footnotes that stand among them."""

    header: _Header
    rows: list[FlatRow]
    notes: list[TextLine]


def flat_runs(lines: list[TextLine]) -> Iterator[Table | list[TextLine]]:
    """``lines`` in order, parted into tables rebuilt from flattened ones and the lines between."""
    at = done = 0
    while at < len(lines):
        header = _header(lines, at) if ORDER.fullmatch(lines[at].view) else None
        end = _region_end(lines, header) if header else at
        found = _read(lines, header, end) if header else None
        if found is None or len(found.rows) < 2:
            at += 1
            continue
        if lines[done:at]:
            yield lines[done:at]
        yield _table(found.header, found.rows)
        if found.notes:
            yield found.notes
        at = done = end
    if lines[done:]:
        yield lines[done:]


def _header(lines: Sequence[TextLine], start: int) -> _Header | None:
    """The header that opens with the column of numbers; None where too little of it is known."""
    end = start + 1
    limit = min(len(lines), start + _HEADER_LINES)
    while end < limit and not _ROW_OPENS.match(lines[end].view) and _may_head(lines[end]):
        end += 1
    # the first rows may have no numeral: theirs stands in the middle of a cell merged over them
    whole = _whole_header(lines, start, end)
    rows_above = whole is not None and any(_says_day(x) for x in lines[whole.end : end])
    numbered = end < limit and _ROW_OPENS.match(lines[end].view) is not None
    return _header_of(lines, start, end) if numbered and not rows_above else whole


def _says_day(line: TextLine) -> bool:
    return looks_like_deadline(line.view)


def _header_of(lines: Sequence[TextLine], start: int, end: int) -> _Header | None:
    words = [line for line in lines[start:end] if not line.blank]
    columns = [[line] for line in words] if lines[start].tab_led else _columns(words)
    return None if columns is None else _named(columns, end)


def _named(names: list[list[TextLine]], end: int) -> _Header | None:
    """The header of these names; None where too few of them are known."""
    if len(names) not in _COLUMNS or any(name[0].view[0].islower() for name in names):
        return None
    roles = [header_role(_text(name)) for name in names]
    known = sum(map(tells_of_work, roles))
    if known < _KNOWN or "task" not in roles[:3]:
        return None
    return _Header(names, ["order", *(role or "other" for role in roles[1:])], end)


def _whole_header(lines: Sequence[TextLine], start: int, last: int) -> _Header | None:
    """The header that names work, time and nothing unknown, with no more names below it."""
    for end in range(start + 1, last):
        below = lines[end].view
        if not below or below[0].islower() or header_role(below):
            continue
        header = _header_of(lines, start, end)
        if header and _names_work(header):
            return header
    return None


def _names_work(header: _Header) -> bool:
    named = all(header_role(_text(name)) for name in header.names)
    return named and {"task", "due"} <= set(header.roles)


def _may_head(line: TextLine) -> bool:
    return len(line.view) <= _HEADER_LETTERS and not line.view.endswith((".", ";", ":"))


def _columns(words: Sequence[TextLine]) -> list[list[TextLine]] | None:
    """The lines of a header parted into columns: as few as may be, as many of them known as
    may be.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        ways = (
            (best[begin][0] + _head_cost(words[begin:end]), begin)
            for begin in range(max(0, end - 4), end)
        )
        best.append(min(ways))
    columns: list[list[TextLine]] = []
    end = len(words)
    while end:
        begin = best[end][1]
        columns.append(list(words[begin:end]))
        end = begin
    return columns[::-1]


def _head_cost(column: Sequence[TextLine]) -> float:
    text = _text(column)
    if ORDER.fullmatch(column[0].view):
        return 0.0 if len(column) == 1 else 20.0
    if column[0].view[0].islower():
        return 20.0
    capitals = sum(line.view[0].isupper() and not line.view.isupper() for line in column[1:])
    named = {role for line in column if (role := header_role(line.view))}
    several = 2.0 * max(0, len(named) - 1)  # "CHỦ TRÌ" above "PHỐI HỢP" are two columns
    return 1.0 + 1.5 * capitals + several + (0.0 if header_role(text) else 2.0)


def _text(column: Sequence[TextLine]) -> str:
    return " ".join(line.view for line in column)


def _region_end(lines: Sequence[TextLine], header: _Header) -> int:
    """Up to the form of the document, a part's heading or a paragraph; among tabs, up to a line
    without.
    """
    tabbed = header.names[0][0].tab_led
    for i in range(header.end, len(lines)):
        line = lines[i]
        if line.blank:
            continue
        if tabbed and not line.tab_led:
            return i
        if len(line.view) > _LONG and not tabbed and not _is_long_cell(lines, i):
            return i
        if is_form_line(line.view) or is_part_heading(line.view):
            return i
    return len(lines)


def _is_long_cell(lines: Sequence[TextLine], at: int) -> bool:
    """A numeral stands alone above the line, or soon below it: it is no paragraph."""
    words = [line for line in lines[max(0, at - 2) : at] if not line.blank]
    if words and _ROW.fullmatch(words[-1].view):
        return True
    below = (line for line in lines[at + 1 : at + 2 * _CELLS_BELOW] if not line.blank)
    return any(_ROW.fullmatch(line.view) for line in islice(below, _CELLS_BELOW))


def _read(lines: Sequence[TextLine], header: _Header, end: int) -> _Reading:
    """The rows, and the footnotes that stand among them, under the header that they fit best."""
    kept, notes = _without_repeats(lines, header, end)
    flat = list(_parts(kept, header.names[0][0].tab_led))
    parted = _is_parted(flat)
    heads = _heads(header)
    found = ((head, read_rows(flat, head.column_roles, parted=parted)) for head in heads)
    best, rows = min(found, key=lambda each: sum(row.cost for row in each[1]))
    return _Reading(best, list(_with_headings(rows)), notes)


def _heads(header: _Header) -> Iterator[_Header]:
    """The header, and where names stand over several columns, the one that has these; there each
    line may be a name, for the names below another one are short.
    """
    yield header
    lines = [[line] for name in header.names for line in name]
    each = _named(lines, header.end)
    for head in (header, *([each] if each and len(lines) > len(header.names) else [])):
        if groups := groups_of(head.roles):
            yield replace(head, groups=groups)


def _without_repeats(
    lines: Sequence[TextLine], header: _Header, end: int
) -> tuple[list[TextLine], list[TextLine]]:
    """The lines below the header without its repeats on further pages and without footnotes."""
    head = [line.view for name in header.names for line in name]
    kept: list[TextLine] = []
    notes: list[TextLine] = []
    at = header.end
    turned = in_note = False
    while at < end:
        line = lines[at]
        in_note = not line.turned and (in_note or _is_footnote(lines, at))
        turned = turned or line.turned
        if line.view == head[0] and _repeats(lines, at, head):
            at = _after_repeat(lines, at, len(head))
            continue
        if in_note and not line.blank:
            notes.append(line)
        elif not in_note:
            kept.append(replace(line, turned=True) if turned and not line.blank else line)
            turned = turned and line.blank
        at += 1
    return kept, notes


def _is_footnote(lines: Sequence[TextLine], at: int) -> bool:
    return at > 0 and lines[at - 1].blank and _NOTE.match(lines[at].view) is not None


def _repeats(lines: Sequence[TextLine], at: int, head: Sequence[str]) -> bool:
    words = [line.view for line in lines[at : at + 2 * len(head)] if not line.blank]
    return words[: len(head)] == list(head)


def _after_repeat(lines: Sequence[TextLine], at: int, count: int) -> int:
    while count:
        count -= not lines[at].blank
        at += 1
    return at


def _parts(lines: Sequence[TextLine], tabbed: bool) -> Iterator[FlatLine]:
    """The lines cut where one holds two cells: a numeral before words, a wide gap."""
    apart = False
    for line in lines:
        if line.blank:
            apart = True
            continue
        for part in [line.cell(line.tabs)] if tabbed else _cut(line):
            yield FlatLine(replace(part, turned=line.turned and part is not None), apart)
            apart = False


def _cut(line: TextLine) -> Iterator[TextLine]:
    numeral = _NUMERAL_BEFORE.match(line.raw)
    start = numeral.end() if numeral else 0
    if numeral:
        yield line.part(0, start)
    gaps = [*_GAP.finditer(line.raw, start + 1), *_TIME_BEHIND.finditer(line.raw, start + 1)]
    for gap in sorted(gaps, key=lambda m: m.start()):
        if gap.start() > start:
            yield line.part(start, gap.start())
        start = gap.end()
    yield line.part(start, len(line.raw))


def _is_parted(flat: Sequence[FlatLine]) -> bool:
    """Blank lines stand before most numerals: they part the rows."""
    numerals = [x for x in flat if _ROW.fullmatch(x.view)]
    return (
        len(numerals) > 1
        and sum(x.apart for x in numerals) > 0.8 * len(numerals)
        and (sum(x.apart for x in flat) < 0.6 * len(flat))
    )


_ROW = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5})[.)]?")


def _is_numbered(row: FlatRow) -> bool:
    """Nobody knows to whom rows before the first numeral are given."""
    return 0 in row.cells


def _with_headings(rows: Sequence[FlatRow]) -> Iterator[FlatRow]:
    """ "2." with nothing but its words, above "2.1", is a heading."""
    for row, below in zip_longest(rows, rows[1:]):
        alone = below is not None and row.cells.keys() == {0, 1} and 0 in below.cells
        if alone and _label(below).startswith(_label(row) + "."):
            yield replace(row, heading=True)
        else:
            yield row


def _label(row: FlatRow) -> str:
    return row.cells[0][0].view.rstrip(".)")


def _is_doubted(row: FlatRow) -> bool:
    lines = sum(map(len, row.cells.values()))
    return row.cost > _TRUSTED + _TRUSTED_LINE * lines


def _table(header: _Header, rows: Sequence[FlatRow]) -> Table:
    damaged = sum(map(_is_doubted, rows)) > _DOUBTED * len(rows) or not _is_numbered(rows[0])
    width = len(header.columns)
    first = header.names[0][0]
    cells = list(_head_cells(header))
    top = 2 if header.groups else 1
    last: dict[int, int] = {}
    for r, row in enumerate(rows, start=top):
        merged = r > top and not row.heading and not {0, 1} & row.cells.keys()
        for column in range(2 if row.heading else width):
            if merged and column < 2 and column in last:
                above = cells[last[column]]
                cells[last[column]] = replace(above, row_span=r + 1 - above.row)
                continue
            last[column] = len(cells)
            span = width - 1 if row.heading and column else 1
            cells.append(replace(_cell(r, column, row.cells.get(column, ()), first), col_span=span))
    return Table(cells, ruled=False, header_rows=top, damaged=damaged)


def _head_cells(header: _Header) -> Iterator[TableCell]:
    """The header's cells: those of one column stand over both lines, where it has two."""
    first = header.names[0][0]
    column_of = {place: column for column, place in enumerate(header.order)}
    below = {place for names in header.groups.values() for place in names}
    for place, lines in enumerate(header.names):
        if names := header.groups.get(place):
            over = _cell(0, column_of[names[0]], lines, first)
            yield replace(over, col_span=len(names))
        else:
            cell = _cell(int(place in below), column_of[place], lines, first)
            whole = bool(header.groups) and place not in below
            yield replace(cell, row_span=1 + whole)


def _cell(row: int, column: int, lines: Sequence[TextLine], first: TextLine) -> TableCell:
    anchor = TextAnchor(line=(lines[0] if lines else first).number)
    if not lines:
        return TableCell(row=row, column=column, anchor=anchor)
    joints = (" ", *(joint(a.view, b.view) for a, b in pairwise(lines)))
    pieces = tuple(
        (line.cell(line.tabs) if line.tab_led else line).piece(j)
        for line, j in zip(lines, joints, strict=True)
    )
    return TableCell(row=row, column=column, anchor=anchor, items=(Paragraph(pieces, anchor),))

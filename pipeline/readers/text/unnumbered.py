"""Flattened tables without a column of numbers: under the names of their columns, the work first,
one cell a line. Where each line is what its column holds, row for row, they are rebuilt; where not,
nobody knows where rows begin, and they are damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from vanban.extractors.language.letters import CAPITALS
from vanban.extractors.tables.cells import looks_like_actors, looks_like_deadline
from vanban.extractors.tables.roles import header_role
from vanban.pipeline.readers.draft import Paragraph, Table, TableCell
from vanban.pipeline.readers.layout import is_form_line, starts_unit
from vanban.pipeline.readers.text.breaks.forms import is_part_heading
from vanban.pipeline.readers.text.lines import TextLine
from vanban.schemas import TextAnchor
from vanban.schemas.structure import ColumnRole

_LEAST = 3
"""Names of columns that make a header."""
_MOST = 12
"""Columns of a table, at most."""
_ROWS = 2
"""Rows that show a rhythm, at least."""
_NAME = 60
"""Letters of the name of a column, at most."""
_PARAGRAPH = 400
"""Letters of a line that is a paragraph, no cell."""
_HEADING = re.compile(rf"[IVX]{{1,5}}\.\s+[{CAPITALS}]")
_OF_WORK: frozenset[ColumnRole | None] = frozenset(
    ("task", "lead", "cooperators", "start", "due", "outputs", "funding")
)


def unnumbered_tables(lines: list[TextLine]) -> Iterator[Table | list[TextLine]]:
    """``lines`` in order, parted into tables without numerals and the lines between."""
    done = 0
    for at in range(len(lines)):
        roles = _roles(lines, at) if at >= done else []
        if not roles:
            continue
        end = next((i for i in range(at, len(lines)) if _ends_table(lines[i])), len(lines))
        if lines[done:at]:
            yield lines[done:at]
        yield _table([line for line in lines[at:end] if not line.blank], roles)
        done = end
    if lines[done:]:
        yield lines[done:]


def _roles(lines: Sequence[TextLine], at: int) -> list[ColumnRole]:
    """What the columns hold that the line and those below it name: "Nhiệm vụ", "Chủ trì", "Thời
    hạn"; nothing where they are no header.
    """
    if not _may_name(lines[at].view) or header_role(lines[at].view) != "task":
        return []
    words = [line.view for line in lines[at : at + 2 * _MOST] if not line.blank]
    named = map(header_role, takewhile(_may_name, words))
    roles: list[ColumnRole] = [role for role in takewhile(bool, named) if role]
    return roles if len(set(roles) & _OF_WORK) >= _LEAST else []


def _may_name(words: str) -> bool:
    """The words may be the name of a column: "- Chủ trì: Sở Nội vụ" is a line of an item."""
    return 0 < len(words) <= _NAME and ":" not in words and not starts_unit(words)


def _ends_table(line: TextLine) -> bool:
    """A paragraph, a line of the document's form, a heading: "Phụ lục II", "III. TỔ CHỨC"."""
    heading = is_part_heading(line.view) or _HEADING.match(line.view) is not None
    return heading or len(line.view) > _PARAGRAPH or is_form_line(line.view)


def _table(lines: Sequence[TextLine], roles: Sequence[ColumnRole]) -> Table:
    """A row of the table for as many lines as there are columns, else one for each line."""
    width = len(roles)
    body = lines[width:]
    rows = [body[i : i + width] for i in range(0, len(body), width)]
    if len(rows) < _ROWS or not all(_fits(row, roles) for row in rows):
        return Table([_cell(row, 0, line) for row, line in enumerate(lines)], False, damaged=True)
    cells = [_cell(i // width, i % width, line) for i, line in enumerate(lines)]
    return Table(cells, ruled=False, header_rows=1)


def _fits(row: Sequence[TextLine], roles: Sequence[ColumnRole]) -> bool:
    """Each cell of the row is what its column holds."""
    return len(row) == len(roles) and all(
        _holds(role, line.view) for role, line in zip(roles, row, strict=True)
    )


def _holds(role: ColumnRole, words: str) -> bool:
    if role in ("lead", "cooperators"):
        return looks_like_actors(words)
    if role in ("start", "due"):
        return looks_like_deadline(words)
    return role != "task" or not (looks_like_actors(words) or looks_like_deadline(words))


def _cell(row: int, column: int, line: TextLine) -> TableCell:
    anchor = TextAnchor(line=line.number)
    piece = (line.cell(line.tabs) if line.tab_led else line).piece()
    return TableCell(row=row, column=column, anchor=anchor, items=(Paragraph((piece,), anchor),))

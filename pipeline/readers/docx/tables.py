"""Tables of DOCX: the grid under gridSpan, gridBefore and vMerge, cell by cell over ``w:tc``. What
stands in the cells is read by who walks the body.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.readers.docx.package import W, number, switch, val
from vanban.pipeline.readers.docx.styles import has_borders
from vanban.pipeline.readers.docx.wrappers import unwrap

_MAX_SPAN = 1000


@dataclass(slots=True)
class GridCell:
    """A ``w:tc``, its place in the file (``row``, ``index``) and the places of the grid that it
    takes.
    """

    element: etree._Element
    row: int
    index: int
    column: int
    col_span: int
    row_span: int = 1


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of ``table``, deleted ones included."""
    return [row for row in unwrap(table) if row.tag == f"{W}tr"]


def is_deleted(element: etree._Element) -> bool:
    """Whether a row or a cell was deleted with tracking."""
    properties = element.find(f"{element.tag}Pr")
    return properties is not None and (
        properties.find(f"{W}del") is not None or properties.find(f"{W}cellDel") is not None
    )


def grid(rows: list[etree._Element], most: int) -> list[GridCell]:
    """The cells of ``rows`` in order; one that a cell above goes on into is part of that one.

    Raises ``LimitExceeded`` for more than ``most`` cells.
    """
    cells: list[GridCell] = []
    open_above: dict[int, int] = {}
    for r, row in enumerate(rows):
        below: dict[int, int] = {}
        for c, column, width, tc in _row(row):
            if len(cells) >= most:
                raise LimitExceeded(f"bảng có hơn {most} ô")
            merge = _merge(tc)
            if merge == "continue" and column in open_above:
                at = open_above[column]
                cells[at].row_span = r - cells[at].row + 1
                below[column] = at
                continue
            cells.append(GridCell(tc, r, c, column, width))
            if merge is not None:
                below[column] = len(cells) - 1
        open_above = below
    return cells


def _row(row: etree._Element) -> Iterator[tuple[int, int, int, etree._Element]]:
    """(index of the cell, first grid column, width, element); cells merged into the one before are
    counted into its width.
    """
    properties = row.find(f"{W}trPr")
    column = _bounded(number(None if properties is None else properties.find(f"{W}gridBefore")), 0)
    found: list[tuple[int, int, int, etree._Element]] = []
    for c, tc in enumerate(e for e in unwrap(row) if e.tag == f"{W}tc"):
        cell = tc.find(f"{W}tcPr")
        width = max(1, _bounded(number(None if cell is None else cell.find(f"{W}gridSpan")), 1))
        merge = None if cell is None else cell.find(f"{W}hMerge")
        swallowed = merge is not None and val(merge) in (None, "continue")
        if swallowed and found:
            index, start, before, first = found[-1]
            found[-1] = (index, start, before + width, first)
        else:
            found.append((c, column, width, tc))
        column += width
    yield from found


def _bounded(value: int | None, default: int) -> int:
    return default if value is None else min(max(value, 0), _MAX_SPAN)


def _merge(tc: etree._Element) -> str | None:
    """ "restart", "continue" or ``None``; an element without a value goes on."""
    properties = tc.find(f"{W}tcPr")
    mark = None if properties is None else properties.find(f"{W}vMerge")
    return None if mark is None else val(mark) or "continue"


def header_rows(rows: list[etree._Element]) -> int:
    """How many of ``rows`` the file marks as header."""
    count = 0
    for row in rows:
        properties = row.find(f"{W}trPr")
        if properties is None or not switch(properties.find(f"{W}tblHeader")):
            break
        count += 1
    return count


def is_ruled(table: etree._Element, ruled_styles: Collection[str]) -> bool:
    """Lines drawn by the table itself, else by its style, else by any cell."""
    properties = table.find(f"{W}tblPr")
    own = has_borders(properties)
    if own is not None:
        return own
    style = None if properties is None else val(properties.find(f"{W}tblStyle"))
    return style in ruled_styles or any(
        has_borders(tc) for tc in table.iterfind(f"{W}tr/{W}tc/{W}tcPr")
    )

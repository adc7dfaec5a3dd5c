"""Tables of DOCX: the grid under gridSpan, gridBefore and vMerge, walked cell by cell over
``w:tc``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.readers.docx.body import Body, Place, unwrap
from vanban.pipeline.readers.docx.package import W, number, switch, val
from vanban.pipeline.readers.docx.styles import has_borders
from vanban.pipeline.readers.draft import Table, TableCell

_MAX_SPAN = 1000


def read_table(body: Body, element: etree._Element) -> Table:
    """The table ``element`` as the body stands before it. Raises ``LimitExceeded`` for too many
    cells.
    """
    index = body.tables
    body.tables += 1
    rows = [row for row in unwrap(element) if row.tag == f"{W}tr"]
    kept = [row for row in rows if not _deleted(row.find(f"{W}trPr"))]
    body.story.tracked = body.story.tracked or len(kept) < len(rows)
    return Table(
        cells=_grid(body, kept, index),
        ruled=_is_ruled(body, element),
        header_rows=_header_rows(kept),
    )


def _deleted(properties: etree._Element | None) -> bool:
    return properties is not None and (
        properties.find(f"{W}del") is not None or properties.find(f"{W}cellDel") is not None
    )


def _grid(body: Body, rows: list[etree._Element], table: int) -> list[TableCell]:
    cells: list[TableCell] = []
    open_above: dict[int, int] = {}
    for r, row in enumerate(rows):
        below: dict[int, int] = {}
        for c, column, width, tc in _row(row):
            if len(cells) >= body.limits.table_cells:
                raise LimitExceeded(f"bảng có hơn {body.limits.table_cells} ô")
            merge = _merge(tc)
            if merge == "continue" and column in open_above:
                at = open_above[column]
                cells[at] = replace(cells[at], row_span=r - cells[at].row + 1)
                below[column] = at
                continue
            cells.append(_cell(body, tc, Place(table, r, c), column, width))
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


def _cell(body: Body, tc: etree._Element, place: Place, column: int, width: int) -> TableCell:
    body.place = place
    gone = _deleted(tc.find(f"{W}tcPr"))
    items = () if gone else tuple(body.items(tc))
    body.place = place
    anchor = body.anchor().model_copy(update={"paragraph": None})
    return TableCell(row=place.row or 0, column=column, anchor=anchor, items=items, col_span=width)


def _header_rows(rows: list[etree._Element]) -> int:
    count = 0
    for row in rows:
        properties = row.find(f"{W}trPr")
        if properties is None or not switch(properties.find(f"{W}tblHeader")):
            break
        count += 1
    return count


def _is_ruled(body: Body, table: etree._Element) -> bool:
    """Lines drawn by the table itself, else by its style, else by any cell."""
    properties = table.find(f"{W}tblPr")
    own = has_borders(properties)
    if own is not None:
        return own
    style = None if properties is None else val(properties.find(f"{W}tblStyle"))
    return style in body.styles.ruled_tables or any(
        has_borders(tc) for tc in table.iterfind(f"{W}tr/{W}tc/{W}tcPr")
    )

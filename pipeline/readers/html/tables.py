"""Tables of HTML: the grid of rows and columns under rowspan and colspan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.draft import Table, TableCell
from vanban.pipeline.readers.html.blocks import Walker, line_of
from vanban.pipeline.readers.html.style import Look
from vanban.schemas import TextAnchor

_MAX_SPAN = 1000  # HTML standard: colspan is at most 1000
_NO_BORDER = re.compile(r"border(?:-style|-width)?\s*:\s*(?:0|none)", re.IGNORECASE)


def read_table(table: etree._Element, look: Look, limits: Limits, nesting: int) -> Table:
    """The grid of ``table``. Raises ``LimitExceeded`` for nesting, cells or grid places beyond the
    limits.
    """
    if nesting > limits.table_nesting:
        raise LimitExceeded(f"bảng lồng nhau quá {limits.table_nesting} tầng")
    rows = list(_rows(table))
    cells = list(_grid(rows, look, limits, nesting))
    return Table(cells=cells, ruled=_is_ruled(table), header_rows=_header_rows(rows))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows of this table, not of tables in it; header rows first and footer rows last, as a browser
    shows them.
    """
    sections: dict[str, list[etree._Element]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table:
        if child.tag == "tr":
            sections["tbody"].append(child)
        elif child.tag in sections:
            sections[child.tag].extend(c for c in child if c.tag == "tr")
    for rows in sections.values():
        yield from rows


def _grid(
    rows: list[etree._Element], look: Look, limits: Limits, nesting: int
) -> Iterator[TableCell]:
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for cell in (c for c in row if c.tag in ("td", "th")):
            while (r, column) in taken:
                column += 1
            height = min(_span(cell.get("rowspan"), whole=len(rows)), len(rows) - r)
            width = min(_span(cell.get("colspan")), _MAX_SPAN)
            if len(taken) + height * width > limits.table_cells:
                raise LimitExceeded(f"bảng có hơn {limits.table_cells} ô")
            taken.update((r + i, column + j) for i in range(height) for j in range(width))
            anchor = TextAnchor(line=line_of(cell))
            items = tuple(Walker(limits, nesting).cell(cell, look))
            yield TableCell(
                row=r, column=column, anchor=anchor, items=items, row_span=height, col_span=width
            )
            column += width


def _span(value: str | None, whole: int = 1) -> int:
    """rowspan="0" means all rows to the end; anything else that is no number counts as 1."""
    if value is None or not re.fullmatch(r"\s*\d{1,9}\s*", value):
        return 1
    return int(value) or whole


def _header_rows(rows: list[etree._Element]) -> int:
    count = 0
    for row in rows:
        parent = row.getparent()
        if parent is None or parent.tag != "thead":
            break
        count += 1
    return count


def _is_ruled(table: etree._Element) -> bool:
    """Told only where the page says so; a table is taken for ruled otherwise."""
    return table.get("border") != "0" and _NO_BORDER.search(table.get("style", "")) is None

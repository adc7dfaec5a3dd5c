"""Tables of HTML: the grid of rows and columns under rowspan and colspan. What stands in the cells
is read by who walks the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.html.style import shown_as

_MAX_SPAN = 1000  # HTML standard: colspan is at most 1000
_NO_BORDER = re.compile(r"border(?:-style|-width)?\s*:\s*(?:0|none)", re.IGNORECASE)

_SECTIONS, _CELLS = frozenset(("thead", "tbody", "tfoot")), frozenset(("td", "th"))
_INSIDE = {"table": _SECTIONS | {"tr"}, "tr": _CELLS} | dict.fromkeys(_SECTIONS, frozenset(("tr",)))
"""The parts of a table, and which parts stand in each."""


class GridCell(NamedTuple):
    """A ``td`` or ``th`` and the places that it takes."""

    element: etree._Element
    row: int
    column: int
    row_span: int
    col_span: int


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Rows of this table, not of tables in it; header rows first and footer rows last, as a browser
    shows them.
    """
    sections: dict[str, list[etree._Element]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table.iterchildren(etree.Element):
        kind = shown_as(child)
        if kind == "tr":
            sections["tbody"].append(child)
        elif kind in sections:
            sections[kind].extend(c for c in child if shown_as(c) == "tr")
    for rows in sections.values():
        yield from rows


def is_table(element: etree._Element) -> bool:
    """Whether it is a table, or shown as one that has all its words in cells: pages set boxes and
    menus with the means of tables.
    """
    if shown_as(element) != "table":
        return False
    return element.tag == "table" or not any(map(_has_words, outside_cells(element)))


def outside_cells(element: etree._Element) -> Iterator[str | etree._Element]:
    """What stands in a table, or a part of one, and in no cell: a caption, a form around rows,
    words that lost their cell.
    """
    yield element.text or ""
    inside = _INSIDE[shown_as(element)]
    for child in element.iterchildren(etree.Element):
        kind = shown_as(child)
        if kind not in inside:
            yield child
        elif kind not in _CELLS:
            yield from outside_cells(child)
        yield child.tail or ""


def _has_words(loose: str | etree._Element) -> bool:
    words = (loose,) if isinstance(loose, str) else loose.itertext()
    return any(str(text).strip() for text in words)


def grid(rows: list[etree._Element], limits: Limits) -> Iterator[GridCell]:
    """The cells of ``rows`` in order. Raises ``LimitExceeded`` for more places than a table may
    have.
    """
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for cell in (c for c in row if shown_as(c) in ("td", "th")):
            while (r, column) in taken:
                column += 1
            height = min(_span(cell.get("rowspan"), whole=len(rows)), len(rows) - r)
            width = min(_span(cell.get("colspan")), _MAX_SPAN)
            if len(taken) + height * width > limits.table_cells:
                raise LimitExceeded(f"bảng có hơn {limits.table_cells} ô")
            taken.update((r + i, column + j) for i in range(height) for j in range(width))
            yield GridCell(cell, r, column, height, width)
            column += width


def _span(value: str | None, whole: int = 1) -> int:
    """rowspan="0" means all rows to the end; anything else that is no number counts as 1."""
    if value is None or not re.fullmatch(r"\s*\d{1,9}\s*", value):
        return 1
    return int(value) or whole


def header_rows(rows: list[etree._Element]) -> int:
    """How many of ``rows`` the page marks as header."""
    count = 0
    for row in rows:
        parent = row.getparent()
        if parent is None or shown_as(parent) != "thead":
            break
        count += 1
    return count


def is_ruled(table: etree._Element) -> bool:
    """Told only where the page says so; a table is taken for ruled otherwise."""
    return table.get("border") != "0" and _NO_BORDER.search(table.get("style", "")) is None

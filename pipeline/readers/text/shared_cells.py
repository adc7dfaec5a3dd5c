"""Rows of a table by lone bars that lack the cells which they share with the row above them.

A cell merged over rows is written once, in the first of them, so the others are shorter: they open
with their work instead of a numeral, and end where the merged cells of the last columns begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.extractors.tables.cells import looks_like_actors
from vanban.extractors.tables.roles import header_role
from vanban.pipeline.readers.text.lines import ORDER, TextLine

Row = Sequence[Sequence[TextLine]]
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐa-zđ]|[-+•])[.)]?")


def sharing_rows(rows: Sequence[Row], width: int) -> frozenset[int]:
    """The rows whose cells stand one column further right, below a row that is numbered.

    Only in a table whose header names numbers, work and who does it, in this order.
    """
    head = next((n for n, row in enumerate(rows) if _is_header(row)), len(rows))
    found: set[int] = set()
    numbered = False
    for n, row in enumerate(rows[head + 1 :], head + 1):
        if numbered and _shares(row, width):
            found.add(n)
        else:
            numbered = len(row) > 2 and _NUMBERED.fullmatch(_words(row[0])) is not None
    return frozenset(found)


def _is_header(row: Row) -> bool:
    if len(row) <= 2 or not ORDER.fullmatch(_words(row[0])):
        return False
    return header_role(_words(row[1])) == "task" and header_role(_words(row[2])) == "lead"


def _shares(row: Row, width: int) -> bool:
    """Work and who does it, with no cell left empty and no label of its own."""
    return (
        1 < len(row) < width
        and all(row)
        and not _LABEL.fullmatch(_words(row[0]))
        and not ORDER.fullmatch(_words(row[0]))
        and looks_like_actors(_words(row[1]))
    )


def _words(cell: Sequence[TextLine]) -> str:
    return " ".join(line.view for line in cell)

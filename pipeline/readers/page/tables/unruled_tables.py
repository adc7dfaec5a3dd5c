"""Tables drawn without column lines as tables of the PDF reader: page by page, ready to be
joined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vanban.extractors.tables.cells import label_of
from vanban.pipeline.readers.page.lines import make_line, rows
from vanban.pipeline.readers.page.model import Word
from vanban.pipeline.readers.page.tables.cells import PdfTable, make_table
from vanban.pipeline.readers.page.tables.column_headers import find_heads
from vanban.pipeline.readers.page.tables.grids import Grid
from vanban.pipeline.readers.page.tables.unruled import Content, find_chains
from vanban.pipeline.readers.page.tables.unruled_rows import grid_of, head_rows, layout_of, words_of


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table of one page, and the rows of the page's content that it takes."""

    rows: range
    table: PdfTable


def unruled_tables(contents: Sequence[Content]) -> Mapping[int, Sequence[Unruled]]:
    """The tables without column lines on pages that follow each other, by page number."""
    found: dict[int, list[Unruled]] = {}
    for chain in find_chains(contents):
        layout = layout_of(chain)
        for part in chain.parts:
            table = make_table(grid_of(part, layout), words_of(part), part.content.page)
            if table:
                known = replace(
                    table, ruled=False, head=head_rows(part), continues=part is not chain.parts[0]
                )
                found.setdefault(part.content.page.number, []).append(
                    Unruled(range(part.first, part.end), known)
                )
    return found


def lacks_rules(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether a grid rules only some of a table's rows or columns: a frame, lines between rows
    only, between columns only.
    """
    one_column = len(grid.xs) == 2
    if not (one_column or _holds_several_rows(grid, words)):
        return False
    return bool(find_heads(rows(words), ()))


def _holds_several_rows(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether most numbers of the first column share their cell with other numbers."""
    cells: dict[int, list[Word]] = {}
    for word in words:
        row, column = grid.place((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if column == 0:
            cells.setdefault(row, []).append(word)
    numbers = [
        sum(label_of(make_line(line, 0).text) is not None for line in rows(held))
        for held in cells.values()
    ]
    return sum(n for n in numbers if n > 1) > sum(n for n in numbers if n == 1)

"""A table as a grid: which cell covers which place. Merged cells are stored once
(``schemas.Table``) and looked up here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from vanban.extractors.deadlines.parse import is_ditto
from vanban.schemas import Cell, Row, Table
from vanban.schemas.structure import ColumnRole


@dataclass(frozen=True, slots=True)
class Covered:
    """A cell as seen from one row: ``inherited`` where it began in a row above."""

    cell: Cell
    row: int  # the row in which it began
    inherited: bool

    @property
    def text(self) -> str:
        """The cell's words, outer blanks left out."""
        return self.cell.text.strip()


@dataclass(frozen=True)
class TableView:
    """Looks cells up by row and column, and columns by role."""

    table: Table

    @cached_property
    def width(self) -> int:
        """Number of grid columns."""
        return max((c.column + c.col_span for r in self.table.rows for c in r.cells), default=0)

    @cached_property
    def _grid(self) -> tuple[dict[int, Covered], ...]:
        rows: list[dict[int, Covered]] = [{} for _ in self.table.rows]
        for r, row in enumerate(self.table.rows):
            for cell in row.cells:
                for below in range(r, min(r + cell.row_span, len(rows))):
                    seen = Covered(cell, r, below != r)
                    for column in range(cell.column, cell.column + cell.col_span):
                        rows[below].setdefault(column, seen)
        return tuple(rows)

    def at(self, row: int, column: int) -> Covered | None:
        """The cell that covers this place."""
        return self._grid[row].get(column)

    def meant(self, row: int, column: int) -> Covered | None:
        """As ``at``; a ditto mark means the cell of the data row above it, over the rows that name
        groups, as inherited. Nothing where no words stand above.
        """
        covered = self.at(row, column)
        while covered and is_ditto(covered.text):
            above = self._data_above(covered.row)
            covered = self.at(above, column) if above is not None else None
            covered = replace(covered, inherited=True) if covered else None
        return covered

    def _data_above(self, row: int) -> int | None:
        """The next data row above ``row`` that only rows of groups part from it."""
        for above in range(row - 1, -1, -1):
            if self.table.rows[above].kind != "group":
                return above if self.table.rows[above].kind == "data" else None
        return None

    def text(self, row: int, column: int) -> str:
        """Words at a place, "" where nothing stands."""
        covered = self.at(row, column)
        return covered.text if covered else ""

    def covering(self, row: int) -> Iterator[Covered]:
        """The cells of a row from left to right, each once."""
        last: Cell | None = None
        for column in sorted(self._grid[row]):
            covered = self._grid[row][column]
            if covered.cell is not last:
                last = covered.cell
                yield covered

    def columns(self, *roles: ColumnRole) -> tuple[int, ...]:
        """Indices of the columns that have one of the roles, from left to right."""
        return tuple(c.index for c in self.table.columns if c.role in roles)

    def filled(self, row: Row) -> tuple[Cell, ...]:
        """The cells that begin in a row and hold words."""
        return tuple(c for c in row.cells if c.text.strip())

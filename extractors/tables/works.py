"""The rows of a table as pieces of work: a row with those that carry it on, and where its work is
said if cells are merged or left empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vanban.extractors.tables.rows import continues, row_label
from vanban.extractors.tables.view import Covered, TableView
from vanban.schemas import Cell
from vanban.schemas.structure import ColumnRole


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One data row with the rows that carry it on.

    ``above`` is the row that says the work, where this one shares its cell or leaves it empty
    ("Sở Nội vụ | 6/2026" under "1 | Rà soát văn bản | Sở Tư pháp | 3/2026").
    """

    view: TableView
    index: int
    more: tuple[int, ...] = ()
    above: WorkRow | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """The row and those that carry it on."""
        return (self.index, *self.more)

    @property
    def saying(self) -> WorkRow:
        """The row that says the work."""
        return self.above or self

    def work(self) -> Covered | None:
        """The cell that says the work; None where the table has none for this row."""
        row = self.saying
        columns = row.view.columns("task")
        return next((c for i in columns if (c := row.view.at(row.index, i)) and c.text), None)

    def label(self) -> str | None:
        """The number of the row, or of the row that says its work."""
        return row_label(self.view, self.index) or row_label(self.view, self.saying.index)

    def cells(self, *roles: ColumnRole) -> Iterator[Covered]:
        """Cells of the roles in this row, then what the rows that carry it on add to cells that
        have words. One cell over several columns comes once.
        """
        before: Cell | None = None
        for column in self.view.columns(*roles):
            first = self.view.meant(self.index, column)
            if first is None or not first.text or first.cell is before:
                continue
            before = first.cell
            yield first
            yield from self._added(column)

    def _added(self, column: int) -> Iterator[Covered]:
        for below in self.more:
            more = self.view.at(below, column)
            if more and more.text and not more.inherited:
                yield more

    def says_at_all(self, role: ColumnRole) -> bool:
        """True where a cell of the role holds words, merged ones and ditto marks counted."""
        return any(self.view.text(self.index, i) for i in self.view.columns(role))

    def says(self, *roles: ColumnRole) -> bool:
        """True where the row itself has words in a column of these roles."""
        return any(not c.inherited for c in self.cells(*roles))


def work_rows(view: TableView) -> Iterator[WorkRow | int]:
    """Rows of work with those that carry them on, and the indices of group rows between them."""
    last: WorkRow | None = None
    carried: dict[int, WorkRow] = {}
    for item in _joined(view):
        if isinstance(item, int):
            last, carried = None, {}
            yield item
            continue
        last = replace(item, above=_said_above(item, last, carried))
        carried |= dict.fromkeys(last.more, last)
        yield last


def _joined(view: TableView) -> Iterator[WorkRow | int]:
    current: list[int] = []
    for index, row in enumerate(view.table.rows):
        if row.kind == "data" and current and continues(view, index):
            current.append(index)
            continue
        if row.kind not in ("data", "group"):
            continue
        if current:
            yield _work_row(view, current)
        current = [index] if row.kind == "data" else []
        if row.kind == "group":
            yield index
    if current:
        yield _work_row(view, current)


def _work_row(view: TableView, rows: Sequence[int]) -> WorkRow:
    return WorkRow(view, rows[0], tuple(rows[1:]))


def _said_above(
    row: WorkRow, last: WorkRow | None, carried: Mapping[int, WorkRow]
) -> WorkRow | None:
    """The row that says the work of ``row``, where it is another one. ``carried``: which row each
    of those that carry one on belongs to.
    """
    if last is None:
        return None
    cell = row.work()
    if cell is None:
        # its cell is empty: the work above, if the row says who or when and has no number
        own = row_label(row.view, row.index) is None and row.says("lead", "cooperators", "due")
        return last.saying if own else None
    # its cell began in a row that only carried on another
    holder = carried.get(cell.row)
    return holder.saying if holder else None


def words_of(row: WorkRow, rows: Iterable[int], role: ColumnRole) -> Iterator[Covered]:
    """What these rows themselves say in the columns of a role."""
    cells = (row.view.at(r, i) for r in rows for i in row.view.columns(role))
    return (c for c in cells if c and c.text and not c.inherited)

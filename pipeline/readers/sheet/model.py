"""A workbook as its readers give it: sheets of filled cells, each with its place and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.options import Limits
from vanban.schemas import Diagnostic

_PLACES = 20
"""Elements of empty, only formatted cells that a workbook may have for each cell with words."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A filled cell; rows and columns count from 0. A merged cell stands once, at its first
    place.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    col_span: int = 1
    bold: bool = False

    @property
    def name(self) -> str:
        """The cell as people name it: "B7"."""
        return f"{column_name(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, its cells row by row."""

    name: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that people see, in order, and what is to be said of the others."""

    sheets: tuple[Sheet, ...]
    remarks: tuple[Diagnostic, ...] = ()


def column_name(column: int) -> str:
    """0 is "A", 26 is "AA"."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area: first row and column, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


def with_merges(cells: Iterable[SheetCell], merges: Iterable[Merge]) -> tuple[SheetCell, ...]:
    """The cells with their spans, cut to the filled part of the sheet: a merge may run to
    its end.
    """
    filled = tuple(cells)
    last_row = max((c.row for c in filled), default=0)
    last_column = max((c.column for c in filled), default=0)
    areas = {(m.row, m.column): m for m in merges}
    return tuple(_spanned(c, areas.get((c.row, c.column)), last_row, last_column) for c in filled)


def _spanned(cell: SheetCell, area: Merge | None, last_row: int, last_column: int) -> SheetCell:
    if area is None:
        return cell
    rows = max(1, min(area.rows, last_row + 1 - cell.row))
    columns = max(1, min(area.columns, last_column + 1 - cell.column))
    return replace(cell, row_span=rows, col_span=columns)


@dataclass(slots=True)
class Count:
    """How many of something a workbook has; ``another`` raises ``LimitExceeded`` beyond
    ``most``.
    """

    most: int
    name: str
    seen: int = 0

    def another(self) -> None:
        """One more."""
        self.seen += 1
        if self.seen > self.most:
            raise LimitExceeded(f"bảng tính có hơn {self.most} {self.name}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What all sheets of a workbook may hold together."""

    words: Count
    places: Count
    merges: Count

    @classmethod
    def of(cls, limits: Limits) -> Bounds:
        """Those of ``limits.table_cells``."""
        most = limits.table_cells
        return cls(Count(most, "ô có chữ"), Count(most * _PLACES, "ô"), Count(most, "vùng ô gộp"))

    def filled(self, cells: Iterable[SheetCell]) -> Iterator[SheetCell]:
        """The cells with words. Raises ``LimitExceeded`` for too many of them."""
        for cell in cells:
            if cell.text.strip():
                self.words.another()
                yield cell


def hidden_sheets(names: Iterable[str]) -> Iterator[Diagnostic]:
    """What is to be said of sheets that are hidden: they are not read."""
    hidden = list(names)
    if hidden:
        message = (
            f"Bảng tính có trang ẩn chưa đọc: {', '.join(hidden)}. Bỏ ẩn trong tệp nếu cần đọc."
        )
        yield Diagnostic(code="hidden-sheet", severity="warning", message=message)

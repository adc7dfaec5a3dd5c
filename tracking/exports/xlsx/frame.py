"""What every sheet shares: heading, column heads over two rows, the row (1)(2)(3), freezing,
filter, printing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties

from vanban.tracking.exports.words import QUOC_HIEU, TIEU_NGU, clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | None
MOST = 32_000
"""Characters that are written to a cell: it holds 32,767."""
_HEAD = 6  # first row of the column heads
NUMBERS = _HEAD + 2
FIRST = NUMBERS + 1
_PAPER = (763.0, 487.0)
"""What a page of A4 across holds between the margins of ``_print``: width and height in points."""
_CHARACTER, _ROW = 5.6, 15.75
"""Width of a character of a column and height of a row in points."""
_LITTLE = 0.2
"""Share by which pages may be made smaller to save the last one: print stays legible."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``group`` stands over its title; ``style`` is that of its data cells; a hidden one
    serves reading back.
    """

    title: str
    width: float
    style: str = "vb-text"
    group: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the table. ``organ``: the body that reports, with the one above it."""

    title: str
    subtitle: str
    hint: str = ""
    organ: str | None = None
    parent_organ: str | None = None


def put(sheet: Worksheet, row: int, column: int, value: Value, style: str) -> None:
    """Write one cell. Words are always words: '=1+1' is no formula, '12/2021' no date."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = clean(value)[:MOST]
        cell.data_type = "s"
    else:
        cell.value = value
    cell.style = style


def merged(sheet: Worksheet, row: int, columns: tuple[int, int], value: Value, style: str) -> None:
    """Write one cell that runs over ``columns``, first to last."""
    first, last = columns
    for column in range(first, last + 1):
        sheet.cell(row, column).style = style
    put(sheet, row, first, value, style)
    if last > first:
        _join(sheet, CellRange(min_row=row, max_row=row, min_col=first, max_col=last))


def _join(sheet: Worksheet, cells: CellRange) -> None:
    """Let one cell run over ``cells``, which have their style. (``Worksheet.merge_cells`` works out
    the borders of each anew: half the time of a workbook.)
    """
    sheet.merged_cells.add(cells)


def begin(sheet: Worksheet, columns: Sequence[Column], heading: Heading) -> None:
    """Everything above the data. Data begin at row ``FIRST``."""
    shown = sum(not c.hidden for c in columns)
    _organs(sheet, columns, heading, shown)
    for row, words, style in (
        (3, heading.title, "vb-title"),
        (4, heading.subtitle, "vb-subtitle"),
        (5, heading.hint, "vb-hint"),
    ):
        merged(sheet, row, (1, shown), words, style)
    sheet.row_dimensions[3].height = 24
    if heading.hint:
        sheet.row_dimensions[5].height = height(
            heading.hint, sum(c.width for c in columns if not c.hidden)
        )
    _heads(sheet, columns)
    for n, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(n)]
        dimension.width, dimension.hidden = column.width, column.hidden
    _print(sheet)


def _organs(sheet: Worksheet, columns: Sequence[Column], heading: Heading, shown: int) -> None:
    """Issuing body on the left, quốc hiệu on the right (NĐ 30/2020, Phụ lục I, mục IV: boxes 1 and
    2).
    """
    left = _split(columns, shown)
    merged(sheet, 1, (1, left), heading.parent_organ or "", "vb-organ")
    merged(sheet, 2, (1, left), (heading.organ or "").upper(), "vb-organ-bold")
    merged(sheet, 1, (left + 1, shown), QUOC_HIEU, "vb-organ-bold")
    merged(sheet, 2, (left + 1, shown), TIEU_NGU, "vb-motto")
    sheet.row_dimensions[1].height = sheet.row_dimensions[2].height = 18


def _split(columns: Sequence[Column], shown: int) -> int:
    """The last column of the left half, by width."""
    half, width = sum(c.width for c in columns if not c.hidden) * 0.45, 0.0
    for n, column in enumerate(columns[:shown], 1):
        width += column.width
        if width >= half:
            return min(n, shown - 1)
    return max(1, shown - 1)


def _heads(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for n, column in enumerate(columns, 1):
        for row in (_HEAD, _HEAD + 1):
            put(sheet, row, n, "", "vb-head")
        put(sheet, NUMBERS, n, "" if column.hidden else f"({n})", "vb-numbers")
        if column.group is None:
            put(sheet, _HEAD, n, column.title, "vb-head")
            _join(sheet, CellRange(min_row=_HEAD, max_row=_HEAD + 1, min_col=n, max_col=n))
        else:
            put(sheet, _HEAD + 1, n, column.title, "vb-head")
    for first, last, group in _runs(columns):
        merged(sheet, _HEAD, (first, last), group, "vb-head")
    two = any(c.group for c in columns)
    sheet.row_dimensions[_HEAD].height = 32 if two else 24
    sheet.row_dimensions[_HEAD + 1].height = 34 if two else 24


def _runs(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for n, column in enumerate(columns, 1):
        if column.group and found and found[-1][1] == n - 1 and found[-1][2] == column.group:
            found[-1] = (found[-1][0], n, column.group)
        elif column.group:
            found.append((n, n, column.group))
    return found


def _print(sheet: Worksheet) -> None:
    """A4 landscape, one page wide, heads on every page, page number above (NĐ 30/2020, Phụ lục I,
    mục II).
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = 0.8, 0.7, 0.6, 0.5
    margins.header = margins.footer = 0.4
    sheet.print_title_rows = f"{_HEAD}:{NUMBERS}"
    header: Any = sheet.oddHeader
    header.center.text = "&P"
    sheet.HeaderFooter.differentFirst = True
    sheet.print_options.horizontalCentered = True


def finish(
    sheet: Worksheet, columns: Sequence[Column], last: int, *, filtered_to: int | None = None
) -> None:
    """Freeze the heads and set the filter over the data rows."""
    sheet.freeze_panes = f"A{FIRST}"
    shown = sum(not c.hidden for c in columns)
    end = max(filtered_to or last, FIRST)
    sheet.auto_filter.ref = f"A{NUMBERS}:{get_column_letter(shown)}{end}"
    sheet.print_area = f"A1:{get_column_letter(shown)}{max(last, FIRST)}"
    sheet.sheet_view.zoomScale = 90
    sheet.page_setup.fitToHeight = _whole_pages(sheet, columns, last)


def _whole_pages(sheet: Worksheet, columns: Sequence[Column], last: int) -> int:
    """How many pages to fit the sheet on: one less than it takes where the last would hold little;
    0: as many as it takes.
    """
    wide = sum(c.width for c in columns if not c.hidden) * _CHARACTER
    rows = (sheet.row_dimensions[n].height or _ROW for n in range(1, last + 1))
    pages = sum(rows) * min(1.0, _PAPER[0] / wide) / _PAPER[1]
    full = int(pages)
    return full if full and pages - full < _LITTLE * full else 0


def height(words: str, width: float, line: float = 15.75) -> float:
    """Height in points for ``words`` wrapped in a cell of ``width`` characters: not every program
    fits rows by itself.
    """
    return min(_lines(words, max(width * 1.18 - 0.5, 1)) * line + 3, 400)


def _lines(words: str, width: float) -> int:
    """Lines that a wrapped cell takes, filled word by word."""
    total = 0
    for part in words.split("\n"):
        used, rows = 0.0, 1
        for word in part.split(" "):
            size = _size(word)
            if used and used + size > width:
                rows, used = rows + 1, 0.0
            rows += int(size // (width + 1))
            used += size + 1
        total += rows
    return total


def _size(word: str) -> float:
    """Width of a word in small letters: capitals and digits are wider, and a document's symbol is
    made of them.
    """
    return len(word) + 0.6 * sum(map(str.isupper, word)) + 0.2 * sum(map(str.isdigit, word))


def write_row(
    sheet: Worksheet,
    row: int,
    columns: Sequence[Column],
    values: Sequence[Value],
    styles: Sequence[str] = (),
) -> None:
    """One data row, as high as its longest cell needs."""
    need = 0.0
    for n, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        put(sheet, row, n, value, styles[n - 1] if styles else column.style)
        if isinstance(value, str) and not column.hidden:
            need = max(need, height(value, column.width))
    sheet.row_dimensions[row].height = max(need, 18)

"""The sheets of an ODS (OpenDocument 1.3, part 3, chapter 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from vanban.pipeline.errors import DamagedFile, EncryptedFile
from vanban.pipeline.readers.docx.package import Package
from vanban.pipeline.readers.sheet.model import (
    Bounds,
    Merge,
    Sheet,
    SheetCell,
    Workbook,
    hidden_sheets,
    with_merges,
)
from vanban.pipeline.readers.whole import whole

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read_workbook(package: Package) -> Workbook:
    """The visible sheets. Raises ``EncryptedFile``, ``DamagedFile`` where no content is, and
    ``LimitExceeded`` for too many cells.
    """
    if b"manifest:encryption-data" in package.member("META-INF/manifest.xml"):
        raise EncryptedFile("tệp ODS có mật khẩu")
    root = package.xml("content.xml")
    if root is None:
        raise DamagedFile("tệp ODS không có trang tính nào")
    hidden = _hidden_styles(root)
    tables = list(root.iter(f"{_TABLE}table"))
    shut = [t for t in tables if t.get(f"{_TABLE}style-name") in hidden]
    bounds = Bounds.of(package.limits)
    sheets = tuple(_sheet(t, bounds) for t in tables if t not in shut)
    names = (t.get(f"{_TABLE}name", "") for t in shut)
    return Workbook(sheets, tuple(hidden_sheets(names)))


def _hidden_styles(root: etree._Element) -> frozenset[str | None]:
    """Styles of sheets that are not shown."""
    return frozenset(
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for look in style.iter(f"{_STYLE}table-properties")
        if look.get(f"{_TABLE}display") == "false"
    )


def _sheet(table: etree._Element, bounds: Bounds) -> Sheet:
    merges: list[Merge] = []
    cells = list(bounds.filled(_cells(table, merges)))
    return Sheet(table.get(f"{_TABLE}name", ""), with_merges(cells, merges))


def _cells(table: etree._Element, merges: list[Merge]) -> Iterator[SheetCell]:
    """The cells row by row; one that stands for several equal rows comes for each."""
    row = 0
    for element in table.iter(f"{_TABLE}table-row"):
        filled = [c for c in _row(element, merges, row) if c.text.strip()]
        repeated = _number(element, "number-rows-repeated")
        for again in range(repeated if filled else 0):
            yield from (replace(c, row=row + again) for c in filled)
        row += repeated


def _row(element: etree._Element, merges: list[Merge], row: int) -> Iterator[SheetCell]:
    column = 0
    for cell in element:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = _number(cell, "number-columns-repeated")
        text = _words(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        rows, columns = (_number(cell, f"number-{way}-spanned") for way in ("rows", "columns"))
        if rows > 1 or columns > 1:
            merges.append(Merge(row, column, rows, columns))
        for again in range(repeated if text else 0):
            yield SheetCell(row, column + again, text)
        column += repeated


def _number(element: etree._Element, name: str) -> int:
    return max(1, whole(element.get(f"{_TABLE}{name}"), 1))


def _words(cell: etree._Element) -> str:
    """The words as shown; a day whole, whatever its format leaves out."""
    day = cell.get(f"{_OFFICE}date-value", "")[:10].split("-")
    if len(day) == 3:
        return "/".join(reversed(day))
    return "\n".join("".join(map(str, p.itertext())) for p in cell.iterchildren(f"{_TEXT}p"))

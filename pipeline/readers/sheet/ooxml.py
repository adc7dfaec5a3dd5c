"""The sheets of an XLSX (ECMA-376, part 1, chapter 18). Nothing is computed: a formula's last value
is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from lxml import etree

from vanban.pipeline.errors import DamagedFile
from vanban.pipeline.readers.docx.package import Package, rel_id
from vanban.pipeline.readers.draft import STRUCK
from vanban.pipeline.readers.sheet.model import (
    Bounds,
    Merge,
    Sheet,
    SheetCell,
    Workbook,
    hidden_sheets,
    with_merges,
)
from vanban.pipeline.readers.sheet.numbers import Shown, number_text, shown_as
from vanban.pipeline.readers.whole import whole
from vanban.schemas import Diagnostic

T = TypeVar("T")

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(slots=True)
class _Book:
    """What the sheets share: strings, formats, and the day from which days are counted."""

    bounds: Bounds
    strings: Sequence[str] = ()
    shown: Sequence[Shown] = ()
    bold: Sequence[bool] = ()
    struck: Sequence[bool] = ()
    """By the look of a cell, as ``bold`` and ``shown``."""
    from_1904: bool = False
    without_value: list[str] = field(default_factory=list)
    has_struck: bool = False
    """Words with a line through them were left out."""


def read_workbook(package: Package) -> Workbook:
    """The visible sheets. Raises ``DamagedFile`` where the package holds no workbook, and
    ``LimitExceeded`` for too many cells.
    """
    main = next((r.part for r in package.relations("") if r.kind == "officeDocument"), "")
    root = package.xml(main)
    if root is None:
        raise DamagedFile("tệp XLSX không có trang tính nào")
    parts = {r.id: r for r in package.relations(main)}
    book = _shared(package, {r.kind: r.part for r in parts.values()})
    book.from_1904 = any(e.get("date1904") in ("1", "true") for e in _children(root, "workbookPr"))
    listed = [e for sheets in _children(root, "sheets") for e in _children(sheets, "sheet")]
    seen = [e for e in listed if e.get("state", "visible") == "visible"]
    sheets = tuple(
        _sheet(e.get("name", ""), package.member(parts[rel_id(e)].part), book)
        for e in seen
        if rel_id(e) in parts
    )
    hidden = hidden_sheets(e.get("name", "") for e in listed if e not in seen)
    struck = (STRUCK,) if book.has_struck else ()
    return Workbook(sheets, (*hidden, *struck, *_formulas(book)))


def _formulas(book: _Book) -> Iterator[Diagnostic]:
    if book.without_value:
        cells = ", ".join(book.without_value[:5])
        message = (
            f"{len(book.without_value)} ô có công thức nhưng tệp không lưu giá trị ({cells}): "
            "các ô này"
            " để trống. Mở và lưu lại tệp bằng chương trình bảng tính rồi chuyển lại."
        )
        yield Diagnostic(code="formula-without-value", severity="warning", message=message)


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _local(child) == name)


def _has(element: etree._Element, name: str) -> bool:
    return next(_children(element, name), None) is not None


def _is_on(element: etree._Element, name: str) -> bool:
    """Whether a switch of a font is there and not set off."""
    return any(e.get("val", "1") not in ("0", "false") for e in _children(element, name))


def _shared(package: Package, parts: dict[str, str]) -> _Book:
    book = _Book(Bounds.of(package.limits))
    strings = package.member(parts.get("sharedStrings", ""))
    book.strings = [_words(e, book) for e in _elements(strings, ("si",))]
    styles = package.xml(parts.get("styles", ""))
    if styles is not None:
        _styles(styles, book)
    return book


def _styles(root: etree._Element, book: _Book) -> None:
    codes = {
        whole(e.get("numFmtId"), 0): e.get("formatCode", "")
        for formats in _children(root, "numFmts")
        for e in _children(formats, "numFmt")
    }
    fonts = [f for fonts in _children(root, "fonts") for f in fonts]
    bold, struck = ([_is_on(f, name) for f in fonts] for name in ("b", "strike"))
    cells = [x for xfs in _children(root, "cellXfs") for x in _children(xfs, "xf")]
    numbers = [whole(x.get("numFmtId"), 0) for x in cells]
    book.shown = [shown_as(n, codes.get(n)) for n in numbers]
    book.bold = [_at(bold, x.get("fontId"), False) for x in cells]
    book.struck = [_at(struck, x.get("fontId"), False) for x in cells]


def _at(values: Sequence[T], index: str | None, default: T) -> T:
    place = whole(index, -1)
    return values[place] if 0 <= place < len(values) else default


def _words(element: etree._Element, book: _Book) -> str:
    """The words of a rich text; not the reading aids of other languages (``rPh``), nor what is
    struck out.
    """
    parts = [t for t in element.iter() if _local(t) == "t" and _is_word(t)]
    kept = [t for t in parts if not _is_struck(t)]
    book.has_struck = book.has_struck or len(kept) < len(parts)
    return "".join(t.text or "" for t in kept)


def _is_word(text: etree._Element) -> bool:
    holder = text.getparent()
    return holder is not None and _local(holder) != "rPh"


def _is_struck(text: etree._Element) -> bool:
    holder = text.getparent()
    looks = () if holder is None else _children(holder, "rPr")
    return any(_is_on(look, "strike") for look in looks)


def _elements(data: bytes, names: Sequence[str]) -> Iterator[etree._Element]:
    """The elements of these names, each whole and then thrown away: a sheet may be far larger than
    its words.
    """
    if not data:
        return
    if b"<!DOCTYPE" in data:
        raise DamagedFile("tệp XLSX có khai báo DOCTYPE, không được phép")
    try:
        found = etree.iterparse(
            io.BytesIO(data),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in found:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise DamagedFile("phần XML trong tệp XLSX bị hỏng") from error


def _sheet(name: str, data: bytes, book: _Book) -> Sheet:
    merges: list[Merge] = []
    cells = list(book.bounds.filled(_cells(data, book, merges)))
    return Sheet(name, with_merges(cells, merges))


def _cells(data: bytes, book: _Book, merges: list[Merge]) -> Iterator[SheetCell]:
    """The cells of a sheet; ``merges`` is filled on the way: they stand behind the cells."""
    row, column = 0, -1
    for element in _elements(data, ("c", "mergeCell")):
        if _local(element) == "mergeCell":
            book.bounds.merges.another()
            merges.extend(_merge(element.get("ref", "")))
            continue
        book.bounds.places.another()
        parent = element.getparent()
        row, column = _place(element.get("r"), parent, row, column)
        yield _cell(element, row, column, book)


def _place(
    reference: str | None, parent: etree._Element | None, row: int, column: int
) -> tuple[int, int]:
    """Where a cell stands; without a reference behind the cell before it."""
    if found := _REFERENCE.fullmatch(reference or ""):
        return int(found.group(2)) - 1, _column(found.group(1))
    stated = parent.get("r") if parent is not None else None
    now = whole(stated, row + 1) - 1
    return now, column + 1 if now == row else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _merge(reference: str) -> Iterator[Merge]:
    found = [_REFERENCE.fullmatch(part) for part in reference.split(":")]
    if len(found) == 2 and found[0] and found[1]:
        (c0, r0), (c1, r1) = ((_column(m.group(1)), int(m.group(2)) - 1) for m in found if m)
        yield Merge(r0, c0, r1 - r0 + 1, c1 - c0 + 1)


def _cell(element: etree._Element, row: int, column: int, book: _Book) -> SheetCell:
    value = next((e.text for e in _children(element, "v")), None)
    text = _text(element, value, book)
    cell = SheetCell(row, column, text, bold=_at(book.bold, element.get("s"), False))
    if value is None and _has(element, "f"):
        book.without_value.append(cell.name)
    if text.strip() and _at(book.struck, element.get("s"), False):
        book.has_struck = True
        return replace(cell, text="")
    return cell


def _text(element: etree._Element, value: str | None, book: _Book) -> str:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        return _words(element, book)
    if value is None:
        return ""
    if kind == "s":
        return _at(book.strings, value, "")
    if kind == "n":
        shown = _at(book.shown, element.get("s", "0"), Shown.NUMBER)
        return number_text(value, shown, from_1904=book.from_1904)
    return value

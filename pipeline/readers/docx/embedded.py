"""What a DOCX holds in parts of its own: SmartArt, sheets, chunks of other formats, sub-documents,
pictures of whole pages. Read where it can be; what is not read is said.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import openpyxl
from docx.opc.part import Part
from lxml import etree

from vanban.pipeline.errors import PlanError
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import Piece
from vanban.pipeline.readers.docx.opening import root_of
from vanban.pipeline.readers.docx.package import Package, rel_id
from vanban.pipeline.readers.docx.runs import SUB_DOCUMENT
from vanban.pipeline.readers.draft import Item, Paragraph, Table, TableCell
from vanban.pipeline.readers.whole import whole
from vanban.schemas import Diagnostic, DocxAnchor

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_LARGE = 360 * 12_700, 250 * 12_700
"""EMU (12,700 to a point): a picture so wide and high may be a scanned page or table; seals and
signatures are smaller.
"""
_SHEETS = (".xlsx", ".xlsm")
_ROWS, _COLUMNS = 2_000, 60
"""Of an embedded sheet, at most."""

_SUB_DOCUMENT = "tài liệu con (subDoc)"
_CHUNK = "tệp nhúng (altChunk)"
_OBJECT = "đối tượng nhúng (OLE)"
_PICTURES = "hình lớn, có thể là trang quét"


_Grid = list[tuple[int, int, str]]
"""The filled cells of a sheet: row, column, words."""


@dataclass(slots=True)
class Embedded:
    """Reads the other parts of one document; ``unread`` counts what it could not read, by kind."""

    limits: Limits
    unread: Counter[str] = field(default_factory=Counter)
    _sheets: dict[str, tuple[_Grid, ...] | None] = field(default_factory=dict)

    def of_objects(
        self, part: Part, objects: Iterable[etree._Element], anchor: DocxAnchor
    ) -> Iterator[Item]:
        """What the drawings and objects of a paragraph of ``part`` hold, in order."""
        for obj in objects:
            for diagram in obj.iter(f"{_DIAGRAM}relIds"):
                yield from self._diagram(part, diagram.get(f"{_R}dm", ""), anchor)
            for ole in obj.iter(f"{_OFFICE}OLEObject"):
                yield from self._sheet(part, rel_id(ole), anchor)
            if obj.tag == SUB_DOCUMENT:
                self.unread[_SUB_DOCUMENT] += 1
            if _is_large_picture(obj):
                self.unread[_PICTURES] += 1

    def chunk(self) -> None:
        """A chunk of another format took its place in the body: it is said, not read."""
        self.unread[_CHUNK] += 1

    def remarks(self) -> Iterator[Diagnostic]:
        """One for each kind that was not read."""
        for kind, count in self.unread.items():
            message = (
                f"Tệp DOCX có {count} {kind} chưa được đọc; nội dung bên trong không có trong "
                "kết quả: mở bằng Word, chép thành chữ hoặc gửi riêng tệp đó."
            )
            yield Diagnostic(code="unread-part", severity="warning", message=message)

    def _diagram(self, part: Part, ident: str, anchor: DocxAnchor) -> Iterator[Item]:
        target = part.related_parts.get(ident)
        if target is None:
            return
        for point in root_of(target, self.limits).iter(f"{_DIAGRAM}pt"):
            for paragraph in point.iter(f"{_A}p"):
                text = "".join(t.text or "" for t in paragraph.iter(f"{_A}t"))
                if text.strip():
                    yield Paragraph((Piece(text, anchor),), anchor)

    def _sheet(self, part: Part, ident: str, anchor: DocxAnchor) -> Iterator[Item]:
        target = part.related_parts.get(ident)
        if target is None or not target.partname.lower().endswith(_SHEETS):
            self.unread[_OBJECT] += 1
            return
        name = str(target.partname)
        if name not in self._sheets:  # a document may refer to it again and again
            self._sheets[name] = _readable(target.blob, self.limits)
        grids = self._sheets[name]
        if grids is None:
            self.unread[_OBJECT] += 1
        else:
            yield from (_table(grid, anchor) for grid in grids)


def _table(grid: _Grid, anchor: DocxAnchor) -> Table:
    return Table(
        [
            TableCell(r, c, anchor, (Paragraph((Piece(words, anchor),), anchor),))
            for r, c, words in grid
        ]
    )


def _readable(data: bytes, limits: Limits) -> tuple[_Grid, ...] | None:
    """The sheets of a workbook; ``None`` for one that cannot be read."""
    try:
        return tuple(_grids(data, limits))
    except (PlanError, ValueError, KeyError, TypeError, OSError):
        return None


def _grids(data: bytes, limits: Limits) -> Iterator[_Grid]:
    """The sheets of a workbook that hold words. The package is checked first: bombs end there."""
    Package(data, limits, "XLSX")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = islice(sheet.iter_rows(max_col=_COLUMNS, values_only=True), _ROWS)
        cells = [
            (r, c, str(value))
            for r, row in enumerate(rows)
            for c, value in enumerate(row)
            if value is not None and str(value).strip()
        ]
        if cells:
            yield cells


def _is_large_picture(obj: etree._Element) -> bool:
    if next(obj.iter(f"{_PICTURE}pic"), None) is None:
        return False
    sizes = [(e.get("cx", ""), e.get("cy", "")) for e in obj.iter(f"{_DRAWING}extent")]
    return any(whole(x, 0) >= _LARGE[0] and whole(y, 0) >= _LARGE[1] for x, y in sizes)

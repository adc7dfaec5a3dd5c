"""What a DOCX holds in parts of its own: SmartArt, sheets, chunks of other formats, sub-documents,
pictures of whole pages. Read where it can be; what is not read is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from docx.opc.part import Part
from lxml import etree

from vanban.pipeline.errors import PlanError
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import Piece
from vanban.pipeline.readers.docx.opening import root_of
from vanban.pipeline.readers.docx.package import Package, rel_id
from vanban.pipeline.readers.docx.runs import SUB_DOCUMENT
from vanban.pipeline.readers.draft import Draft, Item, Paragraph
from vanban.pipeline.readers.html.mhtml import page_of
from vanban.pipeline.readers.html.reader import html_draft
from vanban.pipeline.readers.sheet.layout import sheet_items
from vanban.pipeline.readers.sheet.model import Workbook
from vanban.pipeline.readers.sheet.ooxml import read_workbook
from vanban.pipeline.readers.sniff import DOCX, HTML, MHTML, TEXT, sniff
from vanban.pipeline.readers.text.reader import text_draft
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

_SUB_DOCUMENT = "tài liệu con (subDoc)"
_CHUNK = "tệp nhúng (altChunk)"
_OBJECT = "đối tượng nhúng (OLE)"
_PICTURES = "hình lớn, có thể là trang quét"


@dataclass(slots=True)
class Embedded:
    """Reads the other parts of one document; ``unread`` counts what it could not read, by kind."""

    limits: Limits
    nested: Callable[[bytes, Limits], Draft] | None = None
    """Reads a document within the document; none within such a one: what it holds is said."""
    unread: Counter[str] = field(default_factory=Counter)
    _books: dict[str, Workbook | None] = field(default_factory=dict)
    _files: set[str] = field(default_factory=set)
    _notes: list[Diagnostic] = field(default_factory=list)
    _unpacked: int = 0
    """Bytes of the documents within: they share the limit of one file."""

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
                yield from self._file(part, obj, anchor, _SUB_DOCUMENT)
            if _is_large_picture(obj):
                self.unread[_PICTURES] += 1

    def chunk(self, part: Part, element: etree._Element, anchor: DocxAnchor) -> Iterator[Item]:
        """What ``altChunk`` puts into the body of ``part`` (ECMA-376 part 1, 17.17.2.1): a page, a
        text or a document of its own.
        """
        yield from self._file(part, element, anchor, _CHUNK)

    def remarks(self) -> Iterator[Diagnostic]:
        """What is to be said of the sheets, and one for each kind that was not read."""
        for book in self._books.values():
            yield from book.remarks if book else ()
        yield from self._notes
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

    def _file(
        self, part: Part, element: etree._Element, anchor: DocxAnchor, kind: str
    ) -> Iterator[Item]:
        target = part.related_parts.get(rel_id(element)) if _leads(part, element) else None
        draft = None if target is None else self._draft(target)
        if draft is None:
            self.unread[kind] += 1
            return
        self._notes.extend(draft.notes)
        yield from (_placed(item, anchor) for item in draft.items)

    def _draft(self, target: Part) -> Draft | None:
        """A file within, the first time that the document refers to it: references cost nothing,
        what they put in does.
        """
        name = str(target.partname)
        if name in self._files:
            return None
        self._files.add(name)
        try:
            return self._read(target.blob, name)
        except PlanError:
            return None

    def _read(self, data: bytes, name: str) -> Draft | None:
        media = sniff(data, name)
        if media == HTML:
            return html_draft(data, self.limits)
        if media == MHTML:
            return html_draft(page_of(data), self.limits)
        if media == TEXT:
            return text_draft(data, self.limits)
        if media == DOCX and self.nested is not None:
            return self.nested(data, self._room(data))
        return None

    def _room(self, data: bytes) -> Limits:
        """What is left for a document within: those before it have taken theirs."""
        left = self.limits.model_copy(
            update={"unpacked_bytes": self.limits.unpacked_bytes - self._unpacked}
        )
        self._unpacked += Package(data, left).unpacked
        return left

    def _sheet(self, part: Part, ident: str, anchor: DocxAnchor) -> Iterator[Item]:
        target = part.related_parts.get(ident)
        if target is None or not target.partname.lower().endswith(_SHEETS):
            self.unread[_OBJECT] += 1
            return
        name = str(target.partname)
        if name not in self._books:  # a document may refer to it again and again
            self._books[name] = _readable(target.blob, self.limits)
        book = self._books[name]
        if book is None:
            self.unread[_OBJECT] += 1
            return
        for sheet in book.sheets:
            yield from (_placed(item, anchor) for item in sheet_items(sheet))


def _placed(item: Item, anchor: DocxAnchor) -> Item:
    """A paragraph or table of a sheet, at the place where the document shows the sheet."""
    if isinstance(item, Paragraph):
        pieces = tuple(piece._replace(anchor=anchor) for piece in item.pieces)
        return replace(item, pieces=pieces, anchor=anchor)
    cells = [
        replace(cell, anchor=anchor, items=tuple(_placed(i, anchor) for i in cell.items))
        for cell in item.cells
    ]
    return replace(item, cells=cells)


def _leads(part: Part, element: etree._Element) -> bool:
    """Whether ``element`` names a part of the package, not a file somewhere else."""
    relation = part.rels.get(rel_id(element))
    return relation is not None and not relation.is_external


def _readable(data: bytes, limits: Limits) -> Workbook | None:
    """A workbook; ``None`` for one that cannot be read. The package is checked first: bombs end
    there.
    """
    try:
        return read_workbook(Package(data, limits, "XLSX"))
    except PlanError:
        return None


def _is_large_picture(obj: etree._Element) -> bool:
    if next(obj.iter(f"{_PICTURE}pic"), None) is None:
        return False
    sizes = [(e.get("cx", ""), e.get("cy", "")) for e in obj.iter(f"{_DRAWING}extent")]
    return any(whole(x, 0) >= _LARGE[0] and whole(y, 0) >= _LARGE[1] for x, y in sizes)

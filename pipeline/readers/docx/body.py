"""Body of a DOCX part to paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from docx.opc.part import Part
from lxml import etree

from vanban.extractors.language.rewriting import Rewritten
from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.legacy.reading import by_fonts
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import Piece
from vanban.pipeline.readers.docx import tables
from vanban.pipeline.readers.docx.embedded import Embedded
from vanban.pipeline.readers.docx.numbering import Numbering
from vanban.pipeline.readers.docx.package import W, val
from vanban.pipeline.readers.docx.runs import Inline, Run, Story
from vanban.pipeline.readers.docx.styles import ParaLook, Styles, over, para_look
from vanban.pipeline.readers.docx.wrappers import unwrap
from vanban.pipeline.readers.draft import Item, Paragraph, Table, TableCell
from vanban.pipeline.readers.layout import join_lines
from vanban.schemas import BlockRole, DocxAnchor, Style

_ALIGN: dict[str, Literal["left", "center", "right", "justify"]] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}


@dataclass(slots=True)
class Place:
    """Where the body stands: cell of a table, or none."""

    table: int | None = None
    row: int | None = None
    cell: int | None = None


@dataclass(slots=True)
class Body:
    """Reads one part. Counters go on through the whole part."""

    part: Part
    styles: Styles
    numbering: Numbering
    limits: Limits
    story: Story
    embedded: Embedded
    paragraphs_read: int = 0
    tables_read: int = 0
    nesting: int = 0
    place: Place = field(default_factory=Place)
    _carried: list[Run | None] = field(default_factory=list)

    def items(self, container: etree._Element) -> Iterator[Item]:
        """Paragraphs and tables in ``container``. Raises ``LimitExceeded`` for tables nested too
        deep.
        """
        for child in unwrap(container):
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield self._table(child)
            elif child.tag == f"{W}altChunk":
                yield from self.embedded.chunk(self.part, child, self.anchor())

    def anchor(self) -> DocxAnchor:
        """The place of the paragraph that was read last; of the part where none was."""
        return DocxAnchor(
            part=self.part.partname.membername,
            paragraph=self.paragraphs_read - 1 if self.paragraphs_read else None,
            table=self.place.table,
            row=self.place.row,
            cell=self.place.cell,
        )

    def _table(self, element: etree._Element) -> Table:
        if self.nesting >= self.limits.table_nesting:
            raise LimitExceeded(f"bảng lồng nhau quá {self.limits.table_nesting} tầng")
        self.nesting += 1
        outer = self.place
        index = self.tables_read
        self.tables_read += 1
        rows = tables.rows_of(element)
        kept = [row for row in rows if not tables.is_deleted(row)]
        self.story.tracked = self.story.tracked or len(kept) < len(rows)
        cells = [
            self._cell(cell, Place(index, cell.row, cell.index))
            for cell in tables.grid(kept, self.limits.table_cells)
        ]
        self.place = outer
        self.nesting -= 1
        return Table(
            cells=cells,
            ruled=tables.is_ruled(element, self.styles.ruled_tables),
            header_rows=tables.header_rows(kept),
        )

    def _cell(self, cell: tables.GridCell, place: Place) -> TableCell:
        self.place = place
        gone = tables.is_deleted(cell.element)
        items = () if gone else tuple(self.items(cell.element))
        self.place = place  # tables within the cell moved on
        return TableCell(
            row=cell.row,
            column=cell.column,
            anchor=self.anchor().model_copy(update={"paragraph": None}),
            items=items,
            row_span=cell.row_span,
            col_span=cell.col_span,
        )

    def _paragraph(self, element: etree._Element) -> Iterator[Item]:
        self.paragraphs_read += 1
        anchor = self.anchor()
        properties = element.find(f"{W}pPr")
        style = self._style_name(properties)
        inline = Inline(self.story, style, runs=self._carried, contents=self.story.in_contents)
        self._carried = []
        inline.read(element)
        self.story.end_paragraph()
        if _mark_deleted(properties):
            self.story.tracked = True
            self._carried = inline.runs
        else:
            yield from self._lines(inline, properties, style, anchor)
        for box in inline.boxes:
            yield from self.items(box)
        yield from self.embedded.of_objects(self.part, inline.objects, anchor)

    def _style_name(self, properties: etree._Element | None) -> str | None:
        named = None if properties is None else val(properties.find(f"{W}pStyle"))
        return self.styles.default_style if named is None else named

    def _lines(
        self,
        inline: Inline,
        properties: etree._Element | None,
        style: str | None,
        anchor: DocxAnchor,
    ) -> Iterator[Paragraph]:
        look, label = self._layout(properties, style)
        role = BlockRole.PAGE_FURNITURE if inline.contents else BlockRole.UNREAD
        lines = list(_split(inline.runs))
        if not lines and label:
            yield Paragraph((), anchor, role=role, numbering=label)
        for joined in join_lines(
            [(line, _words(line)) for line in lines], key=lambda line: line[1].text
        ):
            pieces = tuple(Piece(words.text, anchor, changes=words.changes) for _, words in joined)
            runs = [run for line, _ in joined for run in line]
            yield Paragraph(pieces, anchor, style=_style(runs, look), role=role, numbering=label)
            label = ""

    def _layout(self, properties: etree._Element | None, style: str | None) -> tuple[ParaLook, str]:
        """Look of the paragraph and its automatic label, which counts on."""
        own, named = para_look(properties), self.styles.paragraph(style)
        look = over(own, named)
        num_id = look.num_id
        label = ""
        if num_id:
            level = own.level if own.level is not None else named.level
            level = self.numbering.level_of(num_id, style) if level is None else level
            label = self.numbering.next(num_id, level)
            look = over(over(own, self.numbering.layout(num_id, level)), named)
        return over(look, self.styles.default_para), label


def _mark_deleted(properties: etree._Element | None) -> bool:
    """The end of the paragraph was deleted with tracking: it runs on into the next."""
    if properties is None:
        return False
    mark = properties.find(f"{W}rPr")
    return mark is not None and (
        mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    )


def _split(runs: list[Run | None]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in [*runs, None]:
        if run is not None:
            line.append(run)
        elif any(r.text.strip() for r in line):
            yield line
            line = []
        else:
            line = []


def _words(line: list[Run]) -> Rewritten:
    """The words of a line, those in fonts of old encodings read."""
    return by_fonts((run.text, run.look.font) for run in line)


def _style(runs: list[Run], look: ParaLook) -> Style:
    lettered = [r for r in runs if any(map(str.isalnum, r.text))] or runs
    bold, italic = (
        all(r.look.bold is True for r in lettered),
        all(r.look.italic is True for r in lettered),
    )
    return _style_of(bold, italic, look, _size(lettered))


@lru_cache(maxsize=1024)
def _style_of(bold: bool, italic: bool, look: ParaLook, size: float | None) -> Style:
    indent = (
        None
        if look.left is None and look.first is None
        else ((look.left or 0) + (look.first or 0)) / 20
    )
    return Style(
        bold=bold, italic=italic, align=_ALIGN.get(look.align or ""), size=size, indent=indent
    )


def _size(runs: list[Run]) -> float | None:
    """Points of most letters."""
    letters: dict[int, int] = {}
    for run in runs:
        if run.look.size is not None:
            letters[run.look.size] = letters.get(run.look.size, 0) + len(run.text)
    return max(letters, key=lambda s: letters[s]) / 2 if letters else None

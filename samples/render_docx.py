"""A made document as DOCX, in the layout of NĐ 30/2020 (A4, Times New Roman, margins of Phụ
lục I).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx import Document as Docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph

from samples.elements import Document, Element, Grid, NewPage, Para, TwoColumns, place

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_MADE_ON = datetime(2024, 1, 1)  # fixed, so that the same description gives the same bytes


def docx(document: Document) -> bytes:
    """The bytes of the DOCX file."""
    target = Docx()
    target.core_properties.created = target.core_properties.modified = _MADE_ON
    font = target.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(13)
    section = target.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Cm(3),
        Cm(2),
        Cm(2),
        Cm(2),
    )
    _page_number(section.header.paragraphs[0])
    section.different_first_page_header_footer = True
    for element in document.elements:
        _add(target, element)
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def _add(target: DocxDocument, element: Element) -> None:
    match element:
        case Para():
            _fill(target.add_paragraph(), element)
        case TwoColumns():
            _two_columns(target, element)
        case Grid():
            _grid(target, element)
        case NewPage():
            _new_page(target, element.landscape)


def _fill(paragraph: Paragraph, para: Para) -> None:
    paragraph.alignment = _ALIGN[para.align]
    paragraph.paragraph_format.space_after = Pt(6)
    if para.align == "justify":
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    run = paragraph.add_run(para.text)
    run.bold, run.italic = para.bold, para.italic


def _fill_cell(cell: DocxCell, paras: Sequence[Para]) -> None:
    for i, para in enumerate(paras):
        _fill(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), para)


def _two_columns(target: DocxDocument, element: TwoColumns) -> None:
    table = target.add_table(1, 2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width, paras in zip(
        table.rows[0].cells, (6.5, 9.5), (element.left, element.right), strict=True
    ):
        cell.width = Cm(width)
        _fill_cell(cell, paras)
    target.add_paragraph()


def _grid(target: DocxDocument, grid: Grid) -> None:
    table = target.add_table(len(grid.rows), len(grid.widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Cm(width)
    cells = [list(row.cells) for row in table.rows]
    for r, row_cells in enumerate(place(grid.rows)):
        for c, cell in row_cells:
            first = cells[r][c]
            if cell.rows > 1 or cell.columns > 1:
                first = first.merge(cells[r + cell.rows - 1][c + cell.columns - 1])
            bold = cell.bold or r < grid.header_rows
            _fill_cell(
                first, [Para(line, bold=bold, align="left") for line in cell.text.split("\n")]
            )
        if r < grid.header_rows:
            table.rows[r]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _new_page(target: DocxDocument, landscape: bool) -> None:
    section = target.add_section(WD_SECTION.NEW_PAGE)
    wide = section.orientation == WD_ORIENT.LANDSCAPE
    if landscape != wide:
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def _page_number(paragraph: Paragraph) -> None:
    """NĐ 30/2020: Arabic, centred in the top margin, not on page 1."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)

"""Office papers as DOCX, laid out by NĐ 30/2020, Phụ lục I: letterhead, tables, closing.

What is written can be edited, numbered and signed.
"""

from __future__ import annotations

import io
from collections.abc import Container, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from vanban.tracking.exports.letterhead import Letterhead
from vanban.tracking.exports.words import QUOC_HIEU, TIEU_NGU, clean, long_day

FONT = "Times New Roman"
RED = RGBColor(0xB0, 0x00, 0x20)
HEAD_FILL, SUM_FILL = "DCE6F1", "EAF1E4"
_BLANK = "…………"


class Look(TypedDict, total=False):
    """How words look; ``size`` in points."""

    bold: bool
    italic: bool
    size: float | None
    red: bool


def new_paper() -> Document:
    """An empty A4 paper, margins 22/20/30/18 mm, page number centred above and not on the first
    page.
    """
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.8)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    above = section.header.paragraphs[0]
    above.alignment = ALIGN.CENTER
    _page_number(above.add_run())
    _body_style(made.styles["Normal"])
    return made


def _page_number(run: Run) -> None:
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _body_style(style: ParagraphStyle) -> None:
    style.font.name, style.font.size = FONT, Pt(13)
    fonts = style.element.rPr.rFonts
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.line_spacing = 1.15


def turn_landscape(section: Section) -> None:
    """A4 across, for tables of many columns."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.5)
    section.left_margin, section.right_margin = Cm(2), Cm(1.5)


def landscape_section(made: Document) -> None:
    """What follows begins on a new page across."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    turn_landscape(section)
    section.different_first_page_header_footer = False


def add_words(
    paragraph: Paragraph,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
    red: bool = False,
) -> None:
    """Words at the end of a paragraph."""
    run = paragraph.add_run(clean(words))
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    if red:
        run.font.color.rgb = RED


def add_line(
    paragraph: Paragraph, words: str, align: ALIGN = ALIGN.CENTER, **look: Unpack[Look]
) -> Paragraph:
    """Words as a line of their own, without space around; gives the paragraph."""
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    add_words(paragraph, words, **look)
    return paragraph


def _rule(paragraph: Paragraph, indent: float) -> None:
    """A rule under the line, shorter than it by ``indent`` centimetres on each side."""
    rule = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    look = (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000"))
    for name, value in look:
        bottom.set(qn(name), value)
    rule.append(bottom)
    paragraph._p.get_or_add_pPr().append(rule)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Cm(indent)
    form.space_after, form.line_spacing = Pt(4), Pt(3)


def add_letterhead(
    made: Document, head: Letterhead, day: date, kind: str, about: str = "", width: float = 16.2
) -> None:
    """Boxes 1 to 4 of the decree: organ, quốc hiệu, number, place and day; ``about``: the subject
    of a letter under its number (box 5b). ``width``: of the text, in centimetres.
    """
    left, right = bare_row(made, (width * 0.39, width * 0.61))
    first = left.paragraphs[0]
    if head.parent:
        add_line(first, head.parent.upper(), size=12.5)
        first = left.add_paragraph()
    add_line(first, (head.organ or "…………………………").upper(), bold=True, size=12.5)
    _rule(left.add_paragraph(), width * 0.39 * 0.3)
    add_line(left.add_paragraph(), f"Số:        {head.mark(kind)}", size=13)
    if about:
        add_line(left.add_paragraph(), f"V/v {about}", size=12)
    add_line(right.paragraphs[0], QUOC_HIEU, bold=True, size=12.5)
    add_line(right.add_paragraph(), TIEU_NGU, bold=True, size=13)
    _rule(right.add_paragraph(), width * 0.61 * 0.23)
    where = f"{head.place or _BLANK}, {long_day(day)}"
    add_line(right.add_paragraph(), where, italic=True, size=13)


def bare_row(made: Document, widths: Sequence[float]) -> tuple[_Cell, ...]:
    """Cells beside each other without rules."""
    table: Table = made.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Cm(width)
    return table.rows[0].cells


def add_title(made: Document, kind: str, about: str, period: str = "") -> None:
    """The kind of paper, what it is about, and a line in brackets."""
    top = add_line(made.add_paragraph(), kind, bold=True, size=14)
    top.paragraph_format.space_before = Pt(14)
    last = add_line(made.add_paragraph(), about, bold=True, size=14) if about else top
    if period:
        last = add_line(made.add_paragraph(), period, italic=True)
    last.paragraph_format.space_after = Pt(10)


def add_heading(made: Document, words: str) -> None:
    """The heading of a part; it stays with what follows."""
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(8)
    add_words(paragraph, words, bold=True)


def add_paragraph(made: Document, words: str, **look: Unpack[Look]) -> Paragraph:
    """A paragraph of the text."""
    paragraph = made.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1)
    add_words(paragraph, words, **look)
    return paragraph


def add_closing(
    made: Document, signer: str, recipients: Sequence[str], width: float = 16.2
) -> None:
    """Who gets it, and who signs."""
    left, right = bare_row(made, (width / 2, width / 2))
    add_line(left.paragraphs[0], "Nơi nhận:", ALIGN.LEFT, bold=True, italic=True, size=12)
    for words in recipients:
        add_line(left.add_paragraph(), words, ALIGN.LEFT, size=11)
    add_line(right.paragraphs[0], signer, bold=True)


def headed_table(
    made: Document, widths: Sequence[float], heads: Sequence[str], size: float = 11
) -> Table:
    """A ruled table with heads and the row (1) (2) (3), both repeated on every page."""
    table = ruled_table(made, widths, head_rows=2)
    for n, title in enumerate(heads):
        top, numbers = table.rows[0].cells[n], table.rows[1].cells[n]
        fill_cell(top, title, ALIGN.CENTER, bold=True, fill=HEAD_FILL, size=size)
        fill_cell(numbers, f"({n + 1})", ALIGN.CENTER, italic=True, size=9.5)
    return table


def ruled_table(made: Document, widths: Sequence[float], *, head_rows: int) -> Table:
    """A ruled table whose first rows are repeated on every page."""
    table: Table = made.add_table(rows=head_rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    _narrow_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        properties.append(OxmlElement("w:tblHeader"))
    return table


def _narrow_margins(table: Table) -> None:
    """One millimetre on both sides of a cell, so that a date stands on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def add_row(
    table: Table,
    words: Sequence[str],
    *,
    center: Container[int] = (),
    red: Container[int] = (),
    size: float = 11,
    bold: bool = False,
    fill: str | None = None,
) -> _Row:
    """A row; its cells straight from the XML, as ``row.cells`` of a long table is slow."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for n, (element, text) in enumerate(zip(row._tr.tc_lst, words, strict=True)):
        align = ALIGN.CENTER if n in center else ALIGN.LEFT
        look: Look = {"size": size, "red": n in red, "bold": bold}
        fill_cell(_Cell(element, table), text, align, fill=fill, **look)
    return row


def fill_cell(
    cell: _Cell,
    words: str,
    align: ALIGN = ALIGN.LEFT,
    *,
    fill: str | None = None,
    **look: Unpack[Look],
) -> None:
    """Words into a cell, of 11 points where none are said, on a shade."""
    look.setdefault("size", 11)
    add_line(cell.paragraphs[0], words, align, **look)
    if fill:
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)


def keep_with_next(row: _Row) -> None:
    """The row goes to the page on which what follows stands: a sum is never alone."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def saved(made: Document, title: str, day: date) -> bytes:
    """The paper as a file; the same content gives the same file."""
    facts = made.core_properties
    facts.title, facts.author, facts.language = title, "vanban", "vi-VN"
    facts.created = facts.modified = datetime(day.year, day.month, day.day)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()

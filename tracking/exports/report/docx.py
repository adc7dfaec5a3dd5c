"""The report as DOCX, laid out by NĐ 30/2020, Phụ lục I: it can be edited, numbered and signed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from vanban.tracking.exports.report.charts import load_chart, progress_chart, timeline_chart
from vanban.tracking.exports.report.content import (
    DETAIL_HEADS,
    FOOT,
    SHORT_HEADS,
    SUMMARY_HEADS,
    Report,
    short_row,
    summary_row,
)
from vanban.tracking.exports.report.html import details, png, units_in_order
from vanban.tracking.exports.words import QUOC_HIEU, TIEU_NGU, clean, long_day

FONT = "Times New Roman"
RED = RGBColor(0xB0, 0x00, 0x20)
_SUMMARY_WIDTHS = (0.8, 3.4, 1.1, 1.1, 1.15, 1.1, 1.1, 1.2, 1.1, 1.85, 2.3)
_SHORT_WIDTHS = (0.8, 6.0, 2.4, 2.6, 2.2, 2.2)
_DETAIL_WIDTHS = (0.8, 7.9, 2.2, 2.2, 2.3, 1.8, 1.9, 1.9, 2.3, 1.9, 1.0)
Draw = Callable[[str], bytes]


def docx(report: Report, *, draw: Draw | None = png) -> bytes:
    """The report. ``draw`` turns a chart into a picture; None leaves the charts out. Raises
    ``ToolMissing`` from ``draw``.
    """
    made = Document()
    _page(made.sections[0])
    _normal(made)
    _letterhead(made, report)
    _title(made, "BÁO CÁO", report.about, report.period)
    _paragraph(made, report.opening)
    _general(made, report, draw)
    _units(made, report, draw)
    _heading(made, "III. NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH")
    _short(made, report.late, "Không có nhiệm vụ quá hạn.", red=True)
    _heading(made, f"IV. NHIỆM VỤ ĐẾN HẠN TRONG {report.soon_days} NGÀY TỚI")
    _short(made, report.soon, "Không có nhiệm vụ sắp đến hạn.")
    _paragraph(made, "Chi tiết từng nhiệm vụ tại Phụ lục kèm theo./.")
    _closing(made)
    _annex(made, report)
    return _saved(made, report)


def _page(section: Any) -> None:
    """A4, margins 22/20/30/18 mm, page number centred above and not on the first page."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Cm(2.2),
        Cm(2),
        Cm(3),
        Cm(1.8),
    )
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    _field(paragraph.add_run(), "PAGE")


def _field(run: Any, name: str) -> None:
    for kind, words in (("begin", None), (None, name), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _normal(made: Any) -> None:
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    fonts = style.element.rPr.rFonts
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.line_spacing = 1.15


def _run(
    paragraph: Any,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
    red: bool = False,
) -> None:
    run = paragraph.add_run(clean(words))
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    if red:
        run.font.color.rgb = RED


def _line(paragraph: Any, words: str, align: Any = ALIGN.CENTER, **look: Any) -> Any:
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    _run(paragraph, words, **look)
    return paragraph


def _under(paragraph: Any, indent: float) -> None:
    """A rule under the line, shorter than it by ``indent`` centimetres on each side."""
    rule = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (
        ("w:val", "single"),
        ("w:sz", "6"),
        ("w:space", "1"),
        ("w:color", "000000"),
    ):
        bottom.set(qn(name), value)
    rule.append(bottom)
    paragraph._p.get_or_add_pPr().append(rule)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(indent)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.line_spacing = Pt(3)


def _letterhead(made: Any, report: Report) -> None:
    left, right = _bare_table(made, (6.3, 9.9))
    head = report.head
    first = left.paragraphs[0]
    if head.parent:
        _line(first, head.parent.upper(), size=12.5)
        first = left.add_paragraph()
    _line(first, (head.organ or "…………………………").upper(), bold=True, size=12.5)
    _under(left.add_paragraph(), 1.9)
    _line(left.add_paragraph(), f"Số:        {head.mark}", size=13)
    _line(right.paragraphs[0], QUOC_HIEU, bold=True, size=12.5)
    _line(right.add_paragraph(), TIEU_NGU, bold=True, size=13)
    _under(right.add_paragraph(), 2.3)
    _line(
        right.add_paragraph(),
        f"{head.place or '…………'}, {long_day(report.day)}",
        italic=True,
        size=13,
    )


def _bare_table(made: Any, widths: Sequence[float]) -> Any:
    table = made.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Cm(width)
    return table.rows[0].cells


def _title(made: Any, kind: str, about: str, period: str) -> None:
    paragraph = _line(made.add_paragraph(), kind, bold=True, size=14)
    paragraph.paragraph_format.space_before = Pt(14)
    _line(made.add_paragraph(), about, bold=True, size=14)
    _line(made.add_paragraph(), period, italic=True).paragraph_format.space_after = Pt(10)


def _heading(made: Any, words: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(8)
    _run(paragraph, words, bold=True)


def _paragraph(made: Any, words: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1)
    _run(paragraph, words)


def _figure(made: Any, svg: str, caption: str, draw: Draw | None) -> None:
    if draw is None:
        return
    paragraph = made.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(draw(svg)), width=Cm(16))
    picture._inline.docPr.set("descr", caption)
    _line(made.add_paragraph(), caption, italic=True, size=12).paragraph_format.space_after = Pt(8)


def _general(made: Any, report: Report, draw: Draw | None) -> None:
    _heading(made, "I. TÌNH HÌNH CHUNG")
    for n, words in enumerate(report.findings, 1):
        _paragraph(made, f"{n}. {words}")
    _figure(made, progress_chart(report.total), "Biểu đồ 1. Tình trạng các nhiệm vụ", draw)


def _units(made: Any, report: Report, draw: Draw | None) -> None:
    _heading(made, "II. TỔNG HỢP THEO ĐƠN VỊ")
    table = _table(made, _SUMMARY_WIDTHS, head_rows=3)
    _summary_heads(table)
    for order, unit in units_in_order(report):
        cells = summary_row(order, unit)
        _row(
            table,
            cells,
            center=range(11),
            left=(1, 10),
            red=(8,) if unit.overdue else (),
            size=10.5,
        )
    _keep_with_next(table.rows[-1])
    _row(
        table,
        summary_row("", report.total),
        center=range(11),
        left=(10,),
        bold=True,
        fill="EAF1E4",
        size=10.5,
    )
    _line(
        made.add_paragraph(), FOOT, ALIGN.JUSTIFY, italic=True, size=11
    ).paragraph_format.space_after = Pt(8)
    _figure(made, load_chart(report.units), "Biểu đồ 2. Số nhiệm vụ theo đơn vị chủ trì", draw)
    _figure(
        made,
        timeline_chart(report.tasks, report.day),
        "Biểu đồ 3. Số việc đến hạn theo tháng",
        draw,
    )


def _keep_with_next(row: Any) -> None:
    """The sum never stands alone on a page: the row before it goes with it."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _summary_heads(table: Any) -> None:
    top, below, numbers = (table.rows[n].cells for n in range(3))
    at = 0
    for title, parts in SUMMARY_HEADS:
        if parts:
            _cell(
                top[at].merge(top[at + len(parts) - 1]),
                title,
                ALIGN.CENTER,
                bold=True,
                fill="DCE6F1",
                size=10,
            )
            for n, part in enumerate(parts):
                _cell(below[at + n], part, ALIGN.CENTER, bold=True, fill="DCE6F1", size=10)
        else:
            _cell(top[at].merge(below[at]), title, ALIGN.CENTER, bold=True, fill="DCE6F1", size=10)
        at += max(len(parts), 1)
    for n, cell in enumerate(numbers, 1):
        _cell(cell, f"({n})", ALIGN.CENTER, italic=True, size=9.5)


def _short(made: Any, tasks: Sequence[Any], empty: str, *, red: bool = False) -> None:
    if not tasks:
        _paragraph(made, empty)
        return
    table = _headed(made, _SHORT_WIDTHS, SHORT_HEADS)
    for n, task in enumerate(tasks, 1):
        _row(table, short_row(n, task), center=(0, 4, 5), red=(5,) if red else ())


def _annex(made: Any, report: Report) -> None:
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Cm(2),
        Cm(1.5),
        Cm(2),
        Cm(1.5),
    )
    section.different_first_page_header_footer = False
    _title(made, "PHỤ LỤC", "Chi tiết tình hình thực hiện nhiệm vụ", report.period)
    table = _headed(made, _DETAIL_WIDTHS, DETAIL_HEADS, size=10)
    for title, rows in details(report):
        line = table.add_row().cells
        _cell(line[0].merge(line[-1]), title, bold=True, fill="EAF1E4", size=10)
        for late, cells in rows:
            _row(table, cells, center=(0, 7, 10), red=range(11) if late else (), size=10)


def _closing(made: Any) -> None:
    left, right = _bare_table(made, (8, 8.2))
    _line(left.paragraphs[0], "Nơi nhận:", ALIGN.LEFT, bold=True, italic=True, size=12)
    for words in ("- …………;", "- Lưu: VT."):
        _line(left.add_paragraph(), words, ALIGN.LEFT, size=11)
    _line(right.paragraphs[0], "THỦ TRƯỞNG CƠ QUAN", bold=True)


def _headed(made: Any, widths: Sequence[float], heads: Sequence[str], size: float = 11) -> Any:
    table = _table(made, widths, head_rows=2)
    for n, title in enumerate(heads):
        _cell(table.rows[0].cells[n], title, ALIGN.CENTER, bold=True, fill="DCE6F1", size=size)
        _cell(table.rows[1].cells[n], f"({n + 1})", ALIGN.CENTER, italic=True, size=9.5)
    return table


def _table(made: Any, widths: Sequence[float], *, head_rows: int) -> Any:
    """A ruled table whose first rows are repeated on every page."""
    table = made.add_table(rows=head_rows, cols=len(widths))
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


def _narrow_margins(table: Any) -> None:
    """One millimetre on both sides of a cell, so that a date stands on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _row(table: Any, words: Sequence[str], *, center: Sequence[int] = (), left: Sequence[int] = (), red: Sequence[int] = (),
         size: float = 11, bold: bool = False, fill: str | None = None) -> None:  # fmt: skip
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for n, (cell, text) in enumerate(zip(row._tr.tc_lst, words, strict=True)):
        align = ALIGN.CENTER if n in center and n not in left else ALIGN.LEFT
        _cell(_cell_of(cell, table), text, align, size=size, red=n in red, bold=bold, fill=fill)


def _cell_of(element: Any, table: Any) -> Any:
    """Straight from the XML: ``row.cells`` of a long table is slow."""
    from docx.table import _Cell

    return _Cell(element, table)


def _cell(
    cell: Any,
    words: str,
    align: Any = ALIGN.LEFT,
    *,
    size: float = 11,
    fill: str | None = None,
    **look: Any,
) -> None:
    _line(cell.paragraphs[0], words, align, size=size, **look)
    if fill:
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _saved(made: Any, report: Report) -> bytes:
    facts = made.core_properties
    facts.title, facts.author, facts.language = f"Báo cáo: {report.about}", "vanban", "vi-VN"
    facts.created = facts.modified = datetime(report.day.year, report.day.month, report.day.day)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()

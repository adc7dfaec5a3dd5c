"""The report as DOCX: it can be edited, numbered and signed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt
from docx.table import Table

from vanban.tracking.exports.model import TrackedTask
from vanban.tracking.exports.office_paper import (
    HEAD_FILL,
    SUM_FILL,
    Look,
    add_closing,
    add_heading,
    add_letterhead,
    add_line,
    add_paragraph,
    add_row,
    add_title,
    fill_cell,
    headed_table,
    keep_with_next,
    landscape_section,
    new_paper,
    ruled_table,
    saved,
)
from vanban.tracking.exports.report.charts import load_chart, progress_chart, timeline_chart
from vanban.tracking.exports.report.content import (
    DETAIL_HEADS,
    FOOT,
    SHORT_HEADS,
    SUMMARY_HEADS,
    TO_WRITE,
    Report,
    short_row,
    summary_row,
)
from vanban.tracking.exports.report.html import details, png, units_in_order
from vanban.tracking.exports.words import KEPT, SIGNER

_SUMMARY_WIDTHS = (0.8, 3.4, 1.1, 1.1, 1.15, 1.1, 1.1, 1.2, 1.1, 1.85, 2.3)
_SHORT_WIDTHS = (0.8, 6.0, 2.4, 2.6, 2.2, 2.2)
_DETAIL_WIDTHS = (0.8, 7.9, 2.2, 2.2, 2.3, 1.8, 1.9, 1.9, 2.3, 1.9, 1.0)
_FIGURES = frozenset({0, *range(2, 10)})
"""Columns of the summary that hold figures."""
_TO_FILL = "…" * 70
"""A line and a half of dots."""
Draw = Callable[[str], bytes]


def docx(report: Report, *, draw: Draw | None = png) -> bytes:
    """The report. ``draw`` turns a chart into a picture; None leaves the charts out. Raises
    ``ToolMissing`` from ``draw``.
    """
    made = new_paper()
    add_letterhead(made, report.head, report.day, "BC")
    add_title(made, "BÁO CÁO", report.about, report.period)
    add_paragraph(made, report.opening)
    _general(made, report, draw)
    _units(made, report, draw)
    add_heading(made, "III. NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH")
    _short(made, report.late, "Không có nhiệm vụ quá hạn.", red=True)
    add_heading(made, f"IV. NHIỆM VỤ ĐẾN HẠN TRONG {report.soon_days} NGÀY TỚI")
    _short(made, report.soon, "Không có nhiệm vụ sắp đến hạn.")
    _to_write(made)
    add_paragraph(made, "Chi tiết từng nhiệm vụ tại Phụ lục kèm theo./.")
    add_closing(made, SIGNER, ("- …………;", KEPT))
    _annex(made, report)
    return saved(made, f"Báo cáo: {report.about}", report.day)


def _to_write(made: Document) -> None:
    """Parts that figures cannot say: headings, with room for the drafter."""
    for title, questions in TO_WRITE:
        add_heading(made, title)
        for words in questions:
            add_paragraph(made, f"{words}:").paragraph_format.keep_with_next = True
            add_line(made.add_paragraph(), _TO_FILL, ALIGN.LEFT).paragraph_format.space_after = Pt(
                6
            )


def _figure(made: Document, svg: str, caption: str, draw: Draw | None) -> None:
    if draw is None:
        return
    paragraph = made.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(draw(svg)), width=Cm(16))
    picture._inline.docPr.set("descr", caption)
    under = add_line(made.add_paragraph(), caption, italic=True, size=12)
    under.paragraph_format.space_after = Pt(8)


def _general(made: Document, report: Report, draw: Draw | None) -> None:
    add_heading(made, "I. TÌNH HÌNH CHUNG")
    for n, words in enumerate(report.findings, 1):
        add_paragraph(made, f"{n}. {words}")
    _figure(made, progress_chart(report.total), "Biểu đồ 1. Tình trạng các nhiệm vụ", draw)


def _units(made: Document, report: Report, draw: Draw | None) -> None:
    add_heading(made, "II. TỔNG HỢP THEO ĐƠN VỊ")
    table = ruled_table(made, _SUMMARY_WIDTHS, head_rows=3)
    _summary_heads(table)
    for order, unit in units_in_order(report):
        late = (8,) if unit.overdue else ()
        add_row(table, summary_row(order, unit), center=_FIGURES, red=late, size=10.5)
    keep_with_next(table.rows[-1])
    total = summary_row("", report.total)
    add_row(table, total, center={1, *_FIGURES}, bold=True, fill=SUM_FILL, size=10.5)
    foot = add_line(made.add_paragraph(), FOOT, ALIGN.JUSTIFY, italic=True, size=11)
    foot.paragraph_format.space_after = Pt(8)
    _figure(made, load_chart(report.units), "Biểu đồ 2. Số nhiệm vụ theo đơn vị chủ trì", draw)
    due = timeline_chart(report.tasks, report.day)
    _figure(made, due, "Biểu đồ 3. Số việc đến hạn theo tháng", draw)


def _summary_heads(table: Table) -> None:
    top, below, numbers = (table.rows[n].cells for n in range(3))
    at = 0
    look: Look = {"bold": True, "size": 10}
    for title, parts in SUMMARY_HEADS:
        end = top[at + len(parts) - 1] if parts else below[at]
        fill_cell(top[at].merge(end), title, ALIGN.CENTER, fill=HEAD_FILL, **look)
        for n, part in enumerate(parts):
            fill_cell(below[at + n], part, ALIGN.CENTER, fill=HEAD_FILL, **look)
        at += max(len(parts), 1)
    for n, cell in enumerate(numbers, 1):
        fill_cell(cell, f"({n})", ALIGN.CENTER, italic=True, size=9.5)


def _short(made: Document, tasks: Sequence[TrackedTask], empty: str, *, red: bool = False) -> None:
    if not tasks:
        add_paragraph(made, empty)
        return
    table = headed_table(made, _SHORT_WIDTHS, SHORT_HEADS)
    for n, task in enumerate(tasks, 1):
        add_row(table, short_row(n, task), center={0, 4, 5}, red=(5,) if red else ())


def _annex(made: Document, report: Report) -> None:
    landscape_section(made)
    add_title(made, "PHỤ LỤC", "Chi tiết tình hình thực hiện nhiệm vụ", report.period)
    table = headed_table(made, _DETAIL_WIDTHS, DETAIL_HEADS, size=10)
    for title, rows in details(report):
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        fill_cell(cells[0].merge(cells[-1]), title, bold=True, fill=SUM_FILL, size=10)
        for late, words in rows:
            add_row(table, words, center={0, 7, 10}, red=range(11) if late else (), size=10)

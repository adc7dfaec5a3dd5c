"""The report: HTML read by lxml, PDF by pdfium, DOCX by python-docx and LibreOffice."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from lxml import etree
from lxml import html as lxml_html

from tests.tracking.exports.made import DAY, made, snapshots
from tests.tracking.exports.programs import office, pdf_text
from vanban.tracking.exports.letterhead import Letterhead
from vanban.tracking.exports.model import Snapshot
from vanban.tracking.exports.report.charts import load_chart, progress_chart, timeline_chart
from vanban.tracking.exports.report.content import Happened, compose
from vanban.tracking.exports.report.docx import docx
from vanban.tracking.exports.report.html import html, pdf, png
from vanban.tracking.exports.report.periods import period_of
from vanban.tracking.exports.summary import Counts, summary

HEAD = Letterhead("Văn phòng Bộ", "Bộ Thử nghiệm", "Hà Nội", "VP")


def page(taken: Snapshot) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html(compose(taken, HEAD)))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_heading_is_that_of_the_decree() -> None:
    text = words(page(made()))
    for part in ("BỘ THỬ NGHIỆM VĂN PHÒNG BỘ", "/BC-VP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc "
                                                         "lập - Tự do - Hạnh phúc",
                 "Hà Nội, ngày 23 tháng 11 năm 2026", "(Tính đến ngày "
                                                      "23/11/2026)", "Nơi nhận:"):  # fmt: skip
        assert part in text


def test_the_summary_is_that_of_1270() -> None:
    table = page(made()).xpath("//table[@class='summary']")[0]
    assert [words(th) for th in table.xpath(".//tr[1]/th")] == [
        "TT", "Đơn vị", "Tổng số", "Hoàn thành", "Chưa hoàn "
                                                 "thành", "Tỷ lệ hoàn thành đúng hạn", "Ghi chú",
    ]  # fmt: skip
    assert [words(th) for th in table.xpath(".//tr[2]/th")] == [
        "Tổng",
        "Đúng hạn",
        "Quá hạn",
        "Tổng",
        "Trong hạn",
        "Quá hạn",
    ]
    assert [words(td) for td in table.xpath(".//tr[@class='total']/td")][1:10] == [
        "Tổng cộng",
        "11",
        "2",
        "1",
        "1",
        "7",
        "4",
        "3",
        "20 %",
    ]


def test_the_figures_of_1270_are_told_in_its_words() -> None:
    counts = Counts("Tổng cộng", done_in_time=14068, done_late=1983, open_in_time=5640, overdue=223)
    assert (counts.total, counts.done, counts.open) == (21914, 16051, 5863)
    report = replace(compose(made()), total=counts)
    assert "1.270" not in html(report)
    assert "16.051" in html(report)


def test_findings() -> None:
    assert compose(made()).findings == (
        "Tổng số nhiệm vụ: 11.",
        "Đã hoàn thành: 2 nhiệm vụ (đúng hạn 1, quá hạn 1); tỷ lệ hoàn thành đúng hạn 20 %.",
        "Chưa hoàn thành: 7 nhiệm vụ (trong hạn 4, trong đó không thời hạn 1; quá hạn 3).",
        "Tạm dừng, thu hồi: 2 nhiệm vụ.",
        "Đơn vị còn nhiệm vụ quá hạn nhiều nhất: Cục Chuyển đổi số (2); Sở Tư pháp (1).",
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, "(Tính đến ngày 23/11/2026)"),
        (date(2026, 1, 1), date(2026, 6, 30), "(Từ ngày 01/01/2026 đến ngày 30/06/2026)"),
        (date(2026, 1, 1), None, "(Từ ngày 01/01/2026 đến ngày 23/11/2026)"),
        (None, date(2026, 6, 30), "(Đến ngày 30/06/2026)"),
    ],
)
def test_period(first: date | None, last: date | None, expected: str) -> None:
    assert compose(made(), first=first, last=last).period == expected


def test_a_period_says_what_came_into_it() -> None:
    period = period_of("quy", DAY, administrative=True)
    report = compose(made(), period=period, happened=Happened(8, 3, extended=1, urged=2))
    assert report.period == "(Quý IV năm 2026, từ ngày 15/09/2026 đến ngày 14/12/2026)"
    assert report.findings[:2] == (
        "Nhiệm vụ phải thực hiện trong kỳ: 11 (kỳ trước chuyển sang 8, giao mới 3).",
        "Trong kỳ: gia hạn 1 lượt; đôn đốc 2 lượt.",
    )


def test_overdue_soon_and_every_task_are_listed() -> None:
    root = page(made())
    short, soon = root.xpath("//table[@class='short']")
    assert [words(td) for td in short.xpath(".//tbody/tr/td[5]")] == [
        "25/10/2026",
        "01/11/2026",
        "20/11/2026",
    ]
    assert "Sắp đến hạn, còn 3 ngày" in words(soon)
    assert len(root.xpath("//table[@class='detail']/tbody/tr[not(@class='group')]")) == 11
    assert len(root.xpath("//table[@class='detail']/tbody/tr[@class='late']")) == 3


def test_nothing_is_taken_for_markup() -> None:
    task = replace(made().tasks[0], text="<script>alert(1)</script> & “x”", report_note="<b>")
    root = page(Snapshot((task,), DAY))
    assert not root.xpath("//script")
    assert "<script>alert(1)</script> & “x”" in words(root)


def test_the_page_needs_nothing_else() -> None:
    root = page(made())
    assert not root.xpath("//@src | //link | //script")
    assert root.get("lang") == "vi"


def test_charts_are_svg_with_a_title() -> None:
    units, total = summary(made().tasks)
    for chart in (progress_chart(total), load_chart(units), timeline_chart(made().tasks, DAY)):
        root = etree.fromstring(chart)
        assert root[0].tag.endswith("title")
    assert "11 nhiệm vụ" in progress_chart(total)
    assert ">23/11/2026<" in timeline_chart(made().tasks, DAY)


@settings(max_examples=30, deadline=None)
@given(snapshots())
def test_any_snapshot_gives_a_page_and_charts(taken: Snapshot) -> None:
    report = compose(taken)
    lxml_html.document_fromstring(html(report))
    for chart in (
        progress_chart(report.total),
        load_chart(report.units),
        timeline_chart(report.tasks, report.day),
    ):
        etree.fromstring(chart)


def test_an_empty_report() -> None:
    assert "Không có nhiệm vụ quá hạn." in words(page(Snapshot((), DAY)))


def test_pdf_pages(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(pdf(compose(made(), HEAD)))
    pages = pdf_text(path)
    assert "BÁO CÁO" in pages[0] or "Báo cáo" in pages[0]
    assert pages[0].split()[-1] != "1"  # no number on the first page
    assert pages[1].split()[-1] == "2"
    assert any("Phụ lục" in p or "PHỤ LỤC" in p for p in pages)


def test_pictures_of_charts() -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(png(progress_chart(compose(made()).total))))
    assert picture.width > 1000
    assert len(picture.convert("RGB").getcolors(10**6) or []) > 5


def test_docx_by_python_docx() -> None:
    made_file = Document(io.BytesIO(docx(compose(made(), HEAD))))
    text = "\n".join(p.text for p in made_file.paragraphs)
    assert "BÁO CÁO" in text
    assert "Chi tiết từng nhiệm vụ tại Phụ lục kèm theo./." in text
    assert len(made_file.inline_shapes) == 3
    assert [s.orientation for s in made_file.sections] == [0, 1]
    first = made_file.sections[0]
    assert (
        round(first.left_margin.mm),
        round(first.right_margin.mm),
        round(first.top_margin.mm),
    ) == (30, 18, 22)  # type: ignore[union-attr]
    assert made_file.styles["Normal"].font.name == "Times New Roman"  # type: ignore[attr-defined]
    rows = [[c.text for c in row.cells] for row in made_file.tables[1].rows]
    assert rows[2][:3] == ["(1)", "(2)", "(3)"]
    assert rows[-1][1:10] == ["Tổng cộng", "11", "2", "1", "1", "7", "4", "3", "20 %"]


def test_docx_by_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(docx(compose(made(), HEAD)))
    pages = pdf_text(office(path, tmp_path))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert "Hà Nội, ngày 23 tháng 11 năm 2026" in pages[0]
    assert any("Bồi dưỡng kỹ năng số" in p for p in pages)


@pytest.mark.parametrize(
    ("symbol", "mark"),
    [(None, "/BC-…"), ("SNN", "/BC-SNN"), ("BC-SNN", "/BC-SNN"), ("/BC-SNN", "/BC-SNN")],
)
def test_the_kind_stands_once_in_the_number(symbol: str | None, mark: str) -> None:
    assert Letterhead(symbol=symbol).mark("BC") == mark


def test_a_letter_has_no_kind_in_its_number() -> None:
    assert Letterhead(symbol="SNN").mark("") == "/SNN"


def test_what_figures_cannot_say_is_left_to_the_drafter() -> None:
    headings = [words(h2) for h2 in page(made()).xpath("//h2")]
    assert headings[4:] == ["V. ĐÁNH GIÁ CHUNG", "VI. KIẾN NGHỊ, ĐỀ XUẤT"]
    text = "\n".join(
        p.text for p in Document(io.BytesIO(docx(compose(made()), draw=None))).paragraphs
    )
    assert "2. Tồn tại, hạn chế:" in text and "VI. KIẾN NGHỊ, ĐỀ XUẤT" in text


def test_the_sum_goes_with_the_row_before_it() -> None:
    table = Document(io.BytesIO(docx(compose(made()), draw=None))).tables[1]
    before = table.rows[-2].cells[1].paragraphs[0]
    assert before.paragraph_format.keep_with_next

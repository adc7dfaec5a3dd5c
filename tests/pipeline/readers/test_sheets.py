"""Workbooks as documents: titles, tables, merged cells, days, and what is said of the rest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.styles import Font

from vanban.extractors.plan import plan_of
from vanban.pipeline.errors import DamagedFile, EmptyInput, EncryptedFile, LimitExceeded
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers.sheet.model import column_name
from vanban.pipeline.readers.sheet.numbers import Shown, number_text, shown_as
from vanban.pipeline.reading import read
from vanban.schemas import Plan, SheetAnchor, Source

HEAD = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành"]


def saved(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tracking(book: openpyxl.Workbook) -> None:
    """An appendix: a title over all columns, a group row, a lead for two rows, days as numbers."""
    sheet = book.active
    sheet.title = "Phụ lục I"
    sheet["A1"] = "PHỤ LỤC I"
    sheet["A2"] = "DANH MỤC NHIỆM VỤ TRỌNG TÂM"
    sheet.merge_cells("A2:E2")
    sheet.append([])
    sheet.append(HEAD)
    sheet.append(["I", "Hoàn thiện thể chế"])
    sheet["B5"].font = Font(bold=True)
    sheet.append([1, "Rà soát văn bản", "Sở Tư pháp", "Các sở, ngành", datetime(2026, 6, 30)])
    sheet.append([2, "Xây dựng quy chế", None, "Sở Nội vụ", "Quý III/2026"])
    sheet.merge_cells("C6:C7")
    sheet.append([])
    sheet.append(["Ghi chú: báo cáo hằng tháng."])


def source_of(data: bytes, name: str = "phu-luc.xlsx", limits: Limits | None = None) -> Source:
    return read(data, Options(filename=name, limits=limits or Limits()))


def plan(data: bytes) -> Plan:
    return plan_of(source_of(data))


def test_an_appendix_sent_as_a_workbook() -> None:
    tasks = plan(saved(tracking)).tasks
    assert [(t.number, t.text, t.group) for t in tasks] == [
        ("1", "Rà soát văn bản", "Hoàn thiện thể chế"),
        ("2", "Xây dựng quy chế", "Hoàn thiện thể chế"),
    ]
    assert [[a.text for a in t.leads] for t in tasks] == [["Sở Tư pháp"], ["Sở Tư pháp"]]
    assert [t.deadline.due for t in tasks] == [date(2026, 6, 30), date(2026, 9, 30)]
    assert tasks[1].inherited == ("leads",)


def test_each_cell_leads_back_to_its_sheet() -> None:
    source = source_of(saved(tracking))
    places = {source.text[b.span.start : b.span.end]: b.anchor for b in source.blocks}
    assert places["Rà soát văn bản"] == SheetAnchor(sheet="Phụ lục I", cell="B6")
    assert places["30/06/2026"] == SheetAnchor(sheet="Phụ lục I", cell="E6")
    assert places["PHỤ LỤC I"] == SheetAnchor(sheet="Phụ lục I", cell="A1")
    assert source.reader == "sheet/1"


def test_lines_above_and_below_are_no_rows() -> None:
    source = source_of(saved(tracking))
    outside = [source.text[b.span.start : b.span.end] for b in source.blocks if b.cell is None]
    assert outside == ["PHỤ LỤC I", "DANH MỤC NHIỆM VỤ TRỌNG TÂM", "Ghi chú: báo cáo hằng tháng."]
    assert source.tables[0].rows == 4


def test_sheets_follow_each_other_and_hidden_ones_are_said() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        tracking(book)
        second = book.create_sheet("Phụ lục II")
        for row in (HEAD, [1, "Tổ chức tập huấn", "Sở Nội vụ", "", "12/2026"]):
            second.append(row)
        book.create_sheet("Nháp").sheet_state = "hidden"

    source = source_of(saved(fill))
    assert len(source.tables) == 2
    assert [n.code for n in source.notes] == ["hidden-sheet"]
    assert "Nháp" in source.notes[0].message


def test_two_tables_under_each_other() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        rows = (
            HEAD,
            [1, "Lập danh sách", "Sở A"],
            [],
            ["2. Nhiệm vụ khác"],
            HEAD,
            [1, "Công bố", "Sở B"],
        )
        for row in rows:
            book.active.append(row)

    source = source_of(saved(fill))
    assert [t.rows for t in source.tables] == [2, 2]
    assert "2. Nhiệm vụ khác" in source.text


def test_a_merge_to_the_end_of_the_sheet_costs_nothing() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        tracking(book)
        book.active.merge_cells("A1:XFD1")

    assert source_of(saved(fill)).tables[0].columns == 5


def test_the_last_cell_of_a_sheet_is_no_far_place() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        tracking(book)
        book.active["XFD1048576"] = "x"

    assert source_of(saved(fill)).text.endswith("x")


def test_formulas_without_a_value_are_said() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        tracking(book)
        book.active["E7"] = "=E6+30"

    (note,) = source_of(saved(fill)).notes
    assert note.code == "formula-without-value" and "E7" in note.message


def test_limits_hold() -> None:
    with pytest.raises(LimitExceeded):
        source_of(saved(tracking), limits=Limits(table_cells=5))
    with pytest.raises(LimitExceeded):
        source_of(saved(tracking), limits=Limits(unpacked_bytes=500))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (saved(lambda book: None), EmptyInput),
        (saved(tracking)[:-200], DamagedFile),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        source_of(data)


FORMATS = [
    ("46203", 14, None, "30/06/2026"),
    ("46203", 164, "dd/mm/yyyy;@", "30/06/2026"),
    ("46203", 165, "mm\\/yyyy", "06/2026"),
    ("46203", 166, "yyyy", "2026"),
    ("46203.5", 22, None, "30/06/2026"),
    ("0.5", 20, None, "12:00"),
    ("0.85", 9, None, "85%"),
    ("0.125", 167, "0.0%", "12.5%"),
    ("1.1", 0, None, "1.1"),
    ("12", 0, None, "12"),
    ("1500000", 168, '#,##0 "đồng"', "1500000"),
    ("99999999", 14, None, "99999999"),
    ("không", 14, None, "không"),
]


@pytest.mark.parametrize(("raw", "number_format", "code", "text"), FORMATS)
def test_numbers_as_people_read_them(
    raw: str, number_format: int, code: str | None, text: str
) -> None:
    assert number_text(raw, shown_as(number_format, code)) == text


def test_days_counted_from_1904() -> None:
    assert number_text("0", Shown.DAY, from_1904=True) == "01/01/1904"


def test_names_of_columns() -> None:
    assert [column_name(i) for i in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Biểu">{rows}
<table:table-row table:number-rows-repeated="1048000">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(*rows: str, manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", _ODS.format(rows="".join(rows)))
        packed.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def row(*cells: str) -> str:
    inner = "".join(
        c if c.startswith("<") else f"<table:table-cell><text:p>{c}</text:p></table:table-cell>"
        for c in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


def test_an_opendocument_sheet() -> None:
    day = (
        '<table:table-cell office:date-value="2026-06-30"><text:p>30 thg '
        "6</text:p></table:table-cell>"
    )
    lead = (
        '<table:table-cell table:number-rows-spanned="2"><text:p>Sở Tư '
        "pháp</text:p></table:table-cell>"
    )
    data = ods(
        row("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"),
        row("1", "Rà soát văn bản", lead, day),
        row("2", "Xây dựng quy chế", "<table:covered-table-cell/>", "9/2026"),
    )
    source = source_of(data, "bang.ods")
    tasks = plan_of(source).tasks
    assert [t.deadline.due for t in tasks] == [date(2026, 6, 30), date(2026, 9, 30)]
    assert [[a.text for a in t.leads] for t in tasks] == [["Sở Tư pháp"]] * 2
    assert SheetAnchor(sheet="Biểu", cell="C2") in [b.anchor for b in source.blocks]


def test_an_opendocument_sheet_with_a_password() -> None:
    with pytest.raises(EncryptedFile):
        source_of(ods(manifest="<manifest:encryption-data/>"), "bang.ods")


def test_rows_repeated_without_end_meet_the_limit() -> None:
    many = (
        "<table:table-row "
        'table:number-rows-repeated="1000000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>'
    )
    with pytest.raises(LimitExceeded):
        source_of(ods(many), "bang.ods")

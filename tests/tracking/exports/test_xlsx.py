"""The workbook: opened by openpyxl and by LibreOffice, filled in, read back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from tests.tracking.exports.made import DAY, made, snapshots
from tests.tracking.exports.programs import office, pdf_text
from vanban.tracking.exports.model import Snapshot
from vanban.tracking.exports.xlsx.detail import DONE_ON, ID, NOTE, PROGRESS, SHEET, STATE
from vanban.tracking.exports.xlsx.frame import FIRST, NUMBERS, height
from vanban.tracking.exports.xlsx.read import BadWorkbook, read_workbook
from vanban.tracking.exports.xlsx.write import Organ, workbook

SHEETS = ["Tổng hợp theo đơn vị", "Chi tiết nhiệm vụ", "Lịch", "6 rõ", "Cảnh báo"]


@pytest.fixture(scope="module")
def data() -> bytes:
    return workbook(made(), Organ("Văn phòng Bộ", "BỘ THỬ NGHIỆM"))


@pytest.fixture
def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def line(book: Any, task_id: int) -> int:
    sheet = book[SHEET]
    return next(
        row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, ID).value == str(task_id)
    )


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_sheets(book: Any) -> None:
    assert [s.title for s in book if s.sheet_state == "visible"] == SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_made_for_a4_landscape(book: Any, name: str) -> None:
    sheet = book[name]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows == f"${NUMBERS - 2}:${NUMBERS}"
    assert sheet.freeze_panes == f"A{FIRST}"
    assert sheet.auto_filter.ref.startswith(f"A{NUMBERS}:")


@pytest.mark.parametrize("name", SHEETS)
def test_heading(book: Any, name: str) -> None:
    sheet = book[name]
    assert sheet.cell(2, 1).value == "VĂN PHÒNG BỘ"
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in str(c.value) for c in sheet[1])
    assert "A3:" in str(sheet.merged_cells.ranges)
    assert (sheet.cell(3, 1).alignment.horizontal, sheet.cell(3, 1).font.bold) == ("center", True)
    assert sheet.cell(4, 1).value == "(Tính đến ngày 23/11/2026)"
    assert [sheet.cell(NUMBERS, n).value for n in (1, 2, 3)] == ["(1)", "(2)", "(3)"]


def test_all_letters_are_times_new_roman(book: Any) -> None:
    assert {
        c.font.name
        for sheet in book
        for row in sheet.iter_rows()
        for c in row
        if c.value is not None
    } == {"Times New Roman"}


def test_words_stay_words_and_days_are_days(book: Any) -> None:
    sheet = book[SHEET]
    formula, month = line(book, 2), line(book, 3)
    assert (sheet.cell(formula, 2).value, sheet.cell(formula, 2).data_type) == (
        "=CONG(A1;B1) là tên một biểu mẫu cần thay",
        "s",
    )
    assert (sheet.cell(month, 2).value, sheet.cell(month, 2).number_format) == ("12/2021", "@")
    assert (sheet.cell(month, NOTE).value, sheet.cell(month, NOTE).data_type) == ("1-3", "s")
    assert (sheet.cell(month, 8).value, sheet.cell(month, 8).number_format) == (
        datetime(2026, 11, 1),
        "dd/mm/yyyy",
    )


def test_only_the_four_columns_are_open(book: Any) -> None:
    sheet = book[SHEET]
    assert sheet.protection.sheet
    assert [n for n in range(1, 20) if not sheet.cell(line(book, 1), n).protection.locked] == [
        STATE,
        PROGRESS,
        DONE_ON,
        NOTE,
    ]
    assert all(sheet.column_dimensions[c].hidden for c in "OPQRS")


def test_states_are_chosen_from_a_list(book: Any) -> None:
    rules = book[SHEET].data_validations.dataValidation
    assert [r.type for r in rules] == ["list", "decimal", "date"]
    assert (
        rules[0].formula1 == '"Chưa thực hiện,Đang thực hiện,Chờ xác nhận,Đã hoàn thành,Tạm dừng"'
    )


def test_rows_stand_under_their_decision_and_group(book: Any) -> None:
    column = [book[SHEET].cell(row, 1).value for row in range(FIRST, book[SHEET].max_row + 1)]
    assert column[:3] == [
        "I. Quyết định số 12/QĐ-BTN ngày 02/03/2026: Ban hành Kế hoạch thử nghiệm năm "
        "2026", "Hoàn thiện thể chế", "1",
    ]  # fmt: skip
    assert "II. Kế hoạch số 05/KH-UBND ngày 05/01/2026: Phát triển vùng thử nghiệm" in column


def test_counts_by_unit(book: Any) -> None:
    rows = [
        [c.value for c in row[1:11]]
        for row in book["Tổng hợp theo đơn vị"].iter_rows(min_row=FIRST, max_row=FIRST + 6)
    ]
    assert rows[0] == ["Cục Chuyển đổi số", 3, 0, 0, 0, 3, 1, 2, 0, "1 sắp đến hạn"]
    assert ["Vụ Pháp chế", 2, 2, 1, 1, 0, 0, 0, 0.5, None] in rows
    assert rows[-1] == [
        "Tổng cộng",
        11,
        2,
        1,
        1,
        7,
        4,
        3,
        0.2,
        "1 sắp đến hạn; 1 không thời hạn; 2 tạm dừng, thu hồi",
    ]


def test_calendar_lists_each_date_of_a_recurring_task(book: Any) -> None:
    sheet = book["Lịch"]
    days = [
        row[0].value
        for row in sheet.iter_rows(min_row=FIRST)
        if row[2].value == "Báo cáo kết quả hằng tháng"
    ]
    assert days == [datetime(2026, m, 25) for m in range(7, 13)]
    assert "THÁNG 11 NĂM 2026 (4 việc)" in [row[0].value for row in sheet.iter_rows(min_row=FIRST)]


def test_libreoffice_opens_it_and_shows_what_is_overdue_in_red(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "theo-doi.xlsx"
    path.write_bytes(data)
    pages = pdf_text(office(path, tmp_path))
    assert "TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ THEO ĐƠN VỊ" in pages[0]
    assert any("quá hạn 22" in " ".join(page.split()) for page in pages)
    assert (
        read_workbook(office(path, tmp_path, "xlsx").read_bytes()).rows == read_workbook(data).rows
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshots())
def test_what_went_in_comes_back(taken: Snapshot) -> None:
    filled = read_workbook(workbook(taken))
    assert not filled.problems
    assert not any(row.changed for row in filled.rows)
    back = [
        (
            r.task_id,
            r.stable_id,
            r.revision,
            r.text,
            r.exported.state,
            r.exported.progress,
            r.exported.done_on,
        )
        for r in filled.rows
    ]
    assert back == [
        (t.id, t.stable_id, t.report_id, t.text, t.state, t.progress, t.done_on)
        for t in taken.tasks
    ]
    assert [r.exported.note for r in filled.rows] == [t.report_note or "" for t in taken.tasks]
    assert (filled.as_of, filled.taken_at) == (taken.as_of, taken.taken_at)


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        (STATE, "Đã hoàn thành", "state", "done"),
        (STATE, "chờ duyệt", "state", "awaiting"),
        (PROGRESS, 0.55, "progress", 55),
        (PROGRESS, "55 %", "progress", 55),
        (PROGRESS, None, "progress", 0),
        (DONE_ON, datetime(2026, 11, 20), "done_on", date(2026, 11, 20)),
        (DONE_ON, "20/11/2026", "done_on", date(2026, 11, 20)),
        (NOTE, "Đã gửi 05/BNV-VP", "note", "Đã gửi 05/BNV-VP"),
        (NOTE, None, "note", ""),
    ],
)
def test_cells_are_read_as_people_write_them(
    book: Any, column: int, value: Any, field: str, expected: Any
) -> None:
    book[SHEET].cell(line(book, 3), column).value = value
    row = next(r for r in read_workbook(saved(book)).rows if r.task_id == 3)
    assert (row.changed, row.problem, getattr(row.entered, field)) == (True, None, expected)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (STATE, "gần xong", "không có trạng thái “gần xong”"),
        (STATE, None, "trạng thái để trống"),
        (PROGRESS, 55, "không nằm trong 0% - 100%"),
        (PROGRESS, "nửa", "không nằm trong 0% - 100%"),
        (DONE_ON, "cuối tháng", "không phải là ngày"),
        (DONE_ON, "31/02/2026", "không phải là ngày"),
        (DONE_ON, 46000, "không phải là ngày"),
    ],
)
def test_what_cannot_be_read_is_said(book: Any, column: int, value: Any, words: str) -> None:
    book[SHEET].cell(line(book, 3), column).value = value
    if value == 46000:
        book[SHEET].cell(line(book, 3), column).number_format = "General"
    row = next(r for r in read_workbook(saved(book)).rows if r.task_id == 3)
    assert words in (row.problem or "")


def test_moved_rows_are_known_by_their_codes_and_added_rows_are_named(book: Any) -> None:
    sheet = book[SHEET]
    one, other, end = line(book, 3), line(book, 4), sheet.max_row + 1
    sheet.cell(one, STATE).value = "Đã hoàn thành"
    for column in range(1, 20):
        a, b = sheet.cell(one, column), sheet.cell(other, column)
        a.value, b.value = b.value, a.value
    sheet.cell(end, 2).value, sheet.cell(end, NOTE).value = "Việc tự thêm", "xong"
    filled = read_workbook(saved(book))
    assert [r.task_id for r in filled.rows if r.changed] == [3]
    assert filled.problems == (f"dòng {end}: dòng thêm vào, không có mã nhiệm vụ; không nhận",)


def test_a_task_written_twice_differently_is_not_taken(book: Any) -> None:
    sheet = book[SHEET]
    n, end = line(book, 3), sheet.max_row + 1
    for column in range(1, 20):
        sheet.cell(end, column).value = sheet.cell(n, column).value
        sheet.cell(end, column).number_format = sheet.cell(n, column).number_format
    assert not read_workbook(saved(book)).problems
    sheet.cell(end, NOTE).value = "khác"
    filled = read_workbook(saved(book))
    assert 3 not in [r.task_id for r in filled.rows]
    assert f"dòng {n}, {end}" in filled.problems[0]


@pytest.mark.parametrize("junk", [b"", b"PK\x03\x04 not a package", b"<html>"])
def test_other_files_are_refused(junk: bytes) -> None:
    with pytest.raises(BadWorkbook):
        read_workbook(junk)


def test_other_workbooks_are_refused() -> None:
    with pytest.raises(BadWorkbook, match="không phải biểu theo dõi"):
        read_workbook(saved(openpyxl.Workbook()))


def test_an_empty_snapshot_is_a_workbook() -> None:
    assert read_workbook(workbook(Snapshot((), DAY))).rows == ()


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [("1678/QĐ-BKHCN, mục III, 1", 14, 3), ("Chưa hoàn thành, quá hạn 60 "
                                            "ngày", 14, 3), ("Chưa đến "
                                                             "hạn", 14, 1), ("một\nhai", 14, 2),
     ("Xây dựng quy chế quản lý, vận hành kho dữ liệu", 46, 1)],
)  # fmt: skip
def test_rows_are_high_enough_for_capitals_and_digits(words: str, width: float, lines: int) -> None:
    assert round((height(words, width) - 3) / 15.75) == lines


def test_a_last_page_of_a_few_rows_is_saved() -> None:
    def pages(tasks: int) -> int:
        taken = made()
        many = tuple(replace(taken.tasks[0], id=n) for n in range(tasks))
        written = openpyxl.load_workbook(io.BytesIO(workbook(replace(taken, tasks=many))))
        return int(written["Lịch"].page_setup.fitToHeight)

    assert [pages(n) for n in (5, 26, 35)] == [0, 1, 0]

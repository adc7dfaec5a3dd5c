"""Sheet 'Chi tiết nhiệm vụ': what units fill in. Four columns are theirs; the others are
protected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from vanban.extractors.language.numerals import roman_label
from vanban.tracking.exports.model import DocumentFacts, Snapshot, TrackedTask
from vanban.tracking.exports.xlsx.frame import (
    FIRST,
    Column,
    Heading,
    Value,
    begin,
    finish,
    height,
    merged,
    write_row,
)
from vanban.tracking.exports.xlsx.styles import red_where
from vanban.tracking.states import Reported, label, phase

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Chi tiết nhiệm vụ"
UNIT_WRITES = "Đơn vị báo cáo"
COLUMNS = (
    Column("TT", 5, "vb-center"),
    Column("Nhiệm vụ", 46),
    Column("Văn bản giao", 14),
    Column("Chủ trì", 16),
    Column("Phối hợp", 16),
    Column("Sản phẩm", 14),
    Column("Như văn bản", 12, group="Thời hạn"),
    Column("Đến ngày", 11.5, "vb-date", "Thời hạn"),
    Column("Trạng thái", 12.5, "vb-in-state", UNIT_WRITES),
    Column("Tỷ lệ", 7, "vb-in-percent", UNIT_WRITES),
    Column("Ngày hoàn thành", 11.5, "vb-in-date", UNIT_WRITES),
    Column("Kết quả; khó khăn, kiến nghị", 22, "vb-in-text", UNIT_WRITES),
    Column("Tình trạng", 14, "vb-center", "Đến ngày lập biểu"),
    Column("Số ngày quá hạn", 9, "vb-int", "Đến ngày lập biểu"),
    Column("Mã", 10, hidden=True),
    Column("Mã nhiệm vụ", 20, hidden=True),
    Column("Lần báo cáo", 10, hidden=True),
    Column("Kỳ hạn", 12, hidden=True),
    Column("Đã xuất", 20, hidden=True),
)
TEXT = 2
STATE, PROGRESS, DONE_ON, NOTE = 9, 10, 11, 12
ID, STABLE, REVISION, OCCURRENCE, EXPORTED = 15, 16, 17, 18, 19
CHOICES = (
    Reported.NOT_STARTED,
    Reported.IN_PROGRESS,
    Reported.AWAITING,
    Reported.DONE,
    Reported.SUSPENDED,
)
"""What a unit can choose; what only the assigner decides (gia hạn, trả lại, thu hồi) is not in the
list.
"""
HINT = (
    "Đơn vị chỉ điền các ô nền vàng: chọn trạng thái trong danh sách, ghi tỷ lệ (%), ngày hoàn "
    "thành (ngày/tháng/năm), kết quả. "
    "Các ô khác được khóa. Điền xong, gửi lại tệp này cho nơi lập biểu."
)


def write_detail(sheet: Worksheet, taken: Snapshot, heading: Heading) -> None:
    """One row for each task, under its decision and its group."""
    begin(sheet, COLUMNS, heading)
    row, order = FIRST, 0
    for line in _lines(taken.tasks):
        if isinstance(line, TrackedTask):
            order += 1
            _task(sheet, row, order, line)
        else:
            merged(sheet, row, (1, 14), line[0], line[1])
            sheet.row_dimensions[row].height = height(line[0], sum(c.width for c in COLUMNS[:14]))
        row += 1
    last = max(row - 1, FIRST)
    finish(sheet, COLUMNS, last)
    _rules(sheet, last)
    _red(sheet, last, taken.as_of)
    _protect(sheet)


def _lines(tasks: tuple[TrackedTask, ...]) -> Iterator[TrackedTask | tuple[str, str]]:
    """Tasks with the group rows before them: decisions in Roman numerals, then the groups of
    each.
    """
    document: DocumentFacts | None = None
    group: str | None = None
    number = 0
    for task in tasks:
        if task.document != document:
            document, group, number = task.document, None, number + 1
            about = f": {document.title}" if document.title and document.number_symbol else ""
            yield f"{roman_label(number)}. {document.name}{about}", "vb-group"
        if task.group and task.group != group:
            yield task.group, "vb-subgroup"
        group = task.group
        yield task


def _task(sheet: Worksheet, row: int, order: int, task: TrackedTask) -> None:
    values: tuple[Value, ...] = (
        str(order),
        task.text,
        task.numbered_place,
        "\n".join(task.leads),
        "\n".join(task.cooperators),
        "\n".join(task.outputs),
        task.deadline_text,
        task.due,
        task.state_label,
        task.progress / 100,
        task.done_on,
        task.report_note,
        task.time_label,
        task.days_late,
        str(task.id),
        task.stable_id,
        str(task.report_id),
        occurrence(task),
        exported(task),
    )
    write_row(sheet, row, COLUMNS, values)


def occurrence(task: TrackedTask) -> str:
    """The date that the row is about, of a task with several; ISO."""
    return task.due.isoformat() if task.dates and task.due and task.phase == "open" else ""


def exported(task: TrackedTask) -> str:
    """What the four columns held when they left, to tell what the unit changed."""
    done_on = task.done_on.isoformat() if task.done_on else None
    return json.dumps(
        [task.state, task.progress, done_on, task.report_note or ""], ensure_ascii=False
    )


def _rules(sheet: Worksheet, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = ",".join(label(state) for state in CHOICES)
    state = DataValidation(
        type="list",
        formula1=f'"{choices}"',
        allow_blank=False,
        showErrorMessage=True,
        errorTitle="Trạng thái",
        error="Chọn một trạng thái trong danh sách.",
    )
    percent = DataValidation(
        type="decimal",
        operator="between",
        formula1="0",
        formula2="1",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Tỷ lệ",
        error="Ghi từ 0% đến 100%.",
    )
    done = DataValidation(
        type="date",
        operator="between",
        formula1="DATE(2000,1,1)",
        formula2="DATE(2100,12,31)",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Ngày hoàn thành",
        error="Ghi ngày/tháng/năm, ví dụ 30/11/2026.",
    )
    for rule, column in ((state, "I"), (percent, "J"), (done, "K")):
        rule.add(f"{column}{FIRST}:{column}{last}")
        sheet.add_data_validation(rule)


def _red(sheet: Worksheet, last: int, as_of: date) -> None:
    """Overdue rows in red; a row turns black when the unit says that the work is done."""
    closed = "".join(f',$I{FIRST}<>"{label(s)}"' for s in Reported if phase(s) != "open")
    due, state, done = f"$H{FIRST}", f"$I{FIRST}", f"$K{FIRST}"
    today = f"DATE({as_of.year},{as_of.month},{as_of.day})"
    late = f"AND(ISNUMBER({due}),{due}<{today}{closed})"
    done_late = (
        f'AND({state}="{label(Reported.DONE)}",ISNUMBER({due}),ISNUMBER({done}),{done}>{due})'
    )
    red_where(sheet, f"A{FIRST}:N{last}", late)
    red_where(sheet, f"K{FIRST}:N{last}", done_late)


def _protect(sheet: Worksheet) -> None:
    """Locks against slips, not against intent: there is no password. Filtering and row heights stay
    free.
    """
    protection: Any = sheet.protection
    protection.sheet = True
    protection.autoFilter = protection.formatRows = protection.formatCells = False

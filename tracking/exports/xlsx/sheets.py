"""Sheets 'Lịch', '6 rõ' and 'Cảnh báo'."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from vanban.tracking.exports.calendar_days import DueDay, due_days
from vanban.tracking.exports.model import Snapshot, TrackedTask
from vanban.tracking.exports.words import SIX, WEEKDAYS, day
from vanban.tracking.exports.xlsx.frame import (
    FIRST,
    Column,
    Heading,
    begin,
    finish,
    merged,
    put,
    write_row,
)
from vanban.tracking.exports.xlsx.styles import red_where
from vanban.tracking.states import TimeState

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CALENDAR = (
    Column("Ngày", 13, "vb-date"),
    Column("Thứ", 11, "vb-center"),
    Column("Nhiệm vụ đến hạn", 64),
    Column("Chủ trì", 30),
    Column("Văn bản giao", 22),
    Column("Tình trạng", 26, "vb-center"),
)
CLEAR = (
    Column("TT", 6, "vb-center"), Column("Nhiệm vụ", 56), Column("Văn bản "
                                                                 "giao", 22), Column("Chủ trì", 26),
    *(Column(words, 12, "vb-center") for words in SIX.values()), Column("Số điểm rõ", 9, "vb-int"),
)  # fmt: skip
WARNINGS = (
    Column("TT", 6, "vb-center"),
    Column("Loại", 24, "vb-center"),
    Column("Nội dung", 64),
    Column("Nhiệm vụ", 50),
    Column("Văn bản", 24),
    Column("Đơn vị", 30),
)


def write_calendar(sheet: Worksheet, taken: Snapshot, heading: Heading) -> None:
    """Every due day, month by month; of recurring tasks each date that is tracked."""
    begin(sheet, CALENDAR, heading)
    row = FIRST
    month: tuple[int, int] | None = None
    days = due_days(taken.tasks)
    for one in days:
        if (one.day.year, one.day.month) != month:
            month = (one.day.year, one.day.month)
            n = sum((d.day.year, d.day.month) == month for d in days)
            merged(
                sheet,
                row,
                (1, len(CALENDAR)),
                f"THÁNG {month[1]} NĂM {month[0]} ({n} việc)",
                "vb-group",
            )
            row += 1
        _day(sheet, row, one)
        row += 1
    finish(sheet, CALENDAR, row - 1)
    _red(sheet, row - 1, "F", ("Chưa hoàn thành, quá hạn",))


def _day(sheet: Worksheet, row: int, one: DueDay) -> None:
    task = one.task
    values = (
        one.day,
        WEEKDAYS[one.day.weekday()],
        task.text,
        "\n".join(task.leads),
        task.document.number_symbol,
        one.label,
    )
    write_row(sheet, row, CALENDAR, values)


def write_clear(sheet: Worksheet, taken: Snapshot, heading: Heading) -> None:
    """Which of the 'sáu rõ' each task states: người, việc, thời gian, trách nhiệm, sản phẩm, thẩm
    quyền.
    """
    begin(sheet, CLEAR, heading)
    for n, task in enumerate(taken.tasks):
        _clear_row(sheet, FIRST + n, n + 1, task)
    last = FIRST + len(taken.tasks)
    merged(sheet, last, (1, 4), "Số nhiệm vụ rõ", "vb-sum-text")
    for n, code in enumerate(SIX, 5):
        put(sheet, last, n, sum(code not in task.missing for task in taken.tasks), "vb-sum-int")
    put(sheet, last, 11, None, "vb-sum-int")
    finish(sheet, CLEAR, last, filtered_to=last - 1)


def _clear_row(sheet: Worksheet, row: int, order: int, task: TrackedTask) -> None:
    unclear = [code in task.missing for code in SIX]
    words = ["Chưa rõ" if missing else "Rõ" for missing in unclear]
    styles = [
        *(c.style for c in CLEAR[:4]),
        *("vb-bad" if missing else "vb-center" for missing in unclear),
        "vb-int",
    ]
    facts = (str(order), task.text, task.document.number_symbol, "\n".join(task.leads))
    write_row(sheet, row, CLEAR, (*facts, *words, 6 - sum(unclear)), styles)


def write_warnings(sheet: Worksheet, taken: Snapshot, heading: Heading) -> None:
    """What wants attention: overdue, due soon, unclear tasks, and what is doubtful in the
    decisions.
    """
    begin(sheet, WARNINGS, heading)
    row = FIRST
    for n, values in enumerate(warnings(taken), 1):
        write_row(sheet, row, WARNINGS, (str(n), *values))
        row += 1
    if row == FIRST:
        merged(sheet, row, (1, len(WARNINGS)), "Không có cảnh báo", "vb-hint")
        row += 1
    finish(sheet, WARNINGS, row - 1)
    _red(sheet, row - 1, "B", ("Quá hạn", "Lỗi văn bản"))


def warnings(taken: Snapshot) -> Iterator[tuple[str, str, str, str, str]]:
    """Kind, what it is, task, decision, unit."""
    late = [t for t in taken.tasks if t.time is TimeState.OVERDUE]
    for task in sorted(late, key=lambda t: t.due or date.max):
        yield _warning("Quá hạn", f"Quá hạn {task.days} ngày (hạn {day(task.due)})", task)
    soon = [t for t in taken.tasks if t.time is TimeState.DUE_SOON]
    for task in sorted(soon, key=lambda t: t.due or date.max):
        yield _warning("Sắp đến hạn", f"{task.time_label} (hạn {day(task.due)})", task)
    for task in taken.tasks:
        if task.needs_review:
            unclear = ", ".join(
                SIX[code].lower().removeprefix("rõ ") for code in SIX if code in task.missing
            )
            yield _warning(
                "Cần rà soát",
                f"Chưa rõ: {unclear}" if unclear else "Thông tin đọc được còn nghi vấn",
                task,
            )
    for remark in taken.remarks:
        kind = "Lỗi văn bản" if remark.severity == "error" else "Lưu ý văn bản"
        yield kind, remark.message, "", remark.document.number_symbol or remark.document.name, ""


def _warning(kind: str, words: str, task: TrackedTask) -> tuple[str, str, str, str, str]:
    return (
        kind,
        words,
        task.text,
        task.document.number_symbol or task.document.name,
        "; ".join(task.leads),
    )


def _red(sheet: Worksheet, last: int, column: str, words: tuple[str, ...]) -> None:
    tests = ",".join(f'LEFT(${column}{FIRST},{len(w)})="{w}"' for w in words)
    red_where(
        sheet, f"A{FIRST}:{get_column_letter(sheet.max_column)}{max(last, FIRST)}", f"OR({tests})"
    )

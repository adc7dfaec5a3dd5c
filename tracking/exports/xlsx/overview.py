"""Sheet 'Tổng hợp theo đơn vị': the form of report 1270/BC-TCTTTg (domain brief 6.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vanban.tracking.exports.model import Snapshot
from vanban.tracking.exports.summary import Counts, summary
from vanban.tracking.exports.words import is_whole
from vanban.tracking.exports.xlsx.frame import (
    FIRST,
    Column,
    Heading,
    begin,
    finish,
    height,
    merged,
    write_row,
)
from vanban.tracking.exports.xlsx.styles import PERCENT, red_where

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DONE, OPEN = "Hoàn thành", "Chưa hoàn thành"
COLUMNS = (
    Column("TT", 6, "vb-center"),
    Column("Đơn vị", 46),
    Column("Tổng số", 10, "vb-int"),
    Column("Tổng", 9, "vb-int", DONE),
    Column("Đúng hạn", 10, "vb-int", DONE),
    Column("Quá hạn", 10, "vb-int", DONE),
    Column("Tổng", 9, "vb-int", OPEN),
    Column("Trong hạn", 10, "vb-int", OPEN),
    Column("Quá hạn", 10, "vb-int", OPEN),
    Column("Tỷ lệ hoàn thành đúng hạn", 15, "vb-rate"),
    Column("Ghi chú", 34),
)
_RATE = [column.style for column in COLUMNS].index("vb-rate") + 1
FOOT = (
    "Nhiệm vụ có nhiều đơn vị chủ trì được tính cho từng đơn vị; dòng Tổng cộng tính mỗi nhiệm vụ "
    "một lần. "
    "Tổng số gồm cả nhiệm vụ tạm dừng, thu hồi, bị bãi bỏ (nêu ở cột Ghi chú). "
    "Tỷ lệ hoàn thành đúng hạn tính trên số đã hoàn thành và số quá hạn chưa hoàn thành; nhiệm vụ "
    "không thời hạn khi xong tính là đúng hạn."
)


def write_overview(sheet: Worksheet, taken: Snapshot, heading: Heading) -> None:
    """One row for each leading unit, then the total."""
    begin(sheet, COLUMNS, heading)
    rows, total = summary(taken.tasks, taken.shares)
    for n, counts in enumerate(rows):
        _row(sheet, FIRST + n, str(n + 1), counts)
    last = FIRST + len(rows)
    _row(
        sheet,
        last,
        "",
        total,
        ("vb-sum-text", "vb-sum-text", *["vb-sum-int"] * 7, "vb-sum-rate", "vb-group"),
    )
    merged(sheet, last + 1, (1, len(COLUMNS)), FOOT, "vb-hint")
    sheet.row_dimensions[last + 1].height = height(FOOT, sum(c.width for c in COLUMNS))
    finish(sheet, COLUMNS, last + 1, filtered_to=last - 1)
    red_where(sheet, f"I{FIRST}:I{last}", f"I{FIRST}>0")


def _row(sheet: Worksheet, row: int, order: str, c: Counts, styles: Sequence[str] = ()) -> None:
    numbers = (c.total, c.done, c.done_in_time, c.done_late, c.open, c.open_in_time, c.overdue)
    write_row(sheet, row, COLUMNS, (order, c.name, *numbers, c.rate, c.remark), styles)
    if c.rate is not None and is_whole(c.rate):  # "20 %" as in the report, not "20,0 %"
        sheet.cell(row, _RATE).number_format = PERCENT

"""``workbook``: a snapshot as an XLSX file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from vanban.tracking.exports.model import Snapshot
from vanban.tracking.exports.words import day
from vanban.tracking.exports.xlsx.detail import HINT, SHEET, write_detail
from vanban.tracking.exports.xlsx.frame import Heading
from vanban.tracking.exports.xlsx.overview import write_overview
from vanban.tracking.exports.xlsx.sheets import write_calendar, write_clear, write_warnings

FORMAT = "vanban-workbook/1"
META = "_vanban"


@dataclass(frozen=True, slots=True)
class Organ:
    """The body that reports and the one above it, for the heading."""

    name: str | None = None
    parent: str | None = None


def workbook(taken: Snapshot, organ: Organ = Organ(), *, period: str | None = None) -> bytes:
    """The workbook. ``period``: words for the line under the title in place of the day."""
    from openpyxl import Workbook

    from vanban.tracking.exports.xlsx.styles import add_styles

    book: Any = Workbook()
    add_styles(book)
    line = period or f"(Tính đến ngày {day(taken.as_of)})"
    whose = f" - {taken.unit}" if taken.unit else ""

    def heading(title: str, hint: str = "") -> Heading:
        return Heading(title + whose.upper(), line, hint, organ.name, organ.parent)

    first = book.active
    first.title = "Tổng hợp theo đơn vị"
    write_overview(first, taken, heading("TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ THEO ĐƠN VỊ"))
    write_detail(
        book.create_sheet(SHEET), taken, heading("CHI TIẾT TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", HINT)
    )
    write_calendar(book.create_sheet("Lịch"), taken, heading("LỊCH ĐẾN HẠN CÁC NHIỆM VỤ"))
    write_clear(book.create_sheet("6 rõ"), taken, heading("RÀ SOÁT NHIỆM VỤ THEO “6 RÕ”"))
    write_warnings(book.create_sheet("Cảnh báo"), taken, heading("CÁC NỘI DUNG CẦN LƯU Ý"))
    _meta(book, taken)
    return _saved(book)


def _meta(book: Any, taken: Snapshot) -> None:
    sheet = book.create_sheet(META)
    sheet.sheet_state = "veryHidden"
    taken_at = taken.taken_at.astimezone(UTC).isoformat()
    for row in (
        ("format", FORMAT),
        ("as_of", taken.as_of.isoformat()),
        ("taken_at", taken_at),
        ("unit", taken.unit or ""),
    ):
        sheet.append(row)


def _saved(book: Any) -> bytes:
    book.properties.creator = "vanban"
    book.properties.created = book.properties.modified = datetime(2020, 1, 1)
    book.properties.language = "vi-VN"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

"""Reading a workbook back: the four columns that units fill in, and what they held when the
workbook left.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vanban.tracking.errors import BadReport, TrackingError
from vanban.tracking.exports.xlsx.detail import (
    DONE_ON,
    EXPORTED,
    ID,
    NOTE,
    OCCURRENCE,
    PROGRESS,
    REVISION,
    SHEET,
    STABLE,
    STATE,
)
from vanban.tracking.exports.xlsx.frame import FIRST
from vanban.tracking.exports.xlsx.write import FORMAT, META
from vanban.tracking.states import reported

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*%?")
_LARGEST = 200 * 2**20
_MOST_ROWS = 200_000


class BadWorkbook(TrackingError):
    """The file is not a workbook that vanban wrote, or is damaged."""

    code = "bad-workbook"
    advice = "Chọn tệp .xlsx do lệnh `vanban export xlsx` tạo ra."


@dataclass(frozen=True, slots=True)
class Entered:
    """The four columns of a row."""

    state: str
    progress: int
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as it came back. ``problem``: why it cannot be read; then ``entered`` is None."""

    line: int
    task_id: int
    stable_id: str
    revision: int
    occurrence: date | None
    text: str
    exported: Entered
    entered: Entered | None
    problem: str | None = None

    @property
    def changed(self) -> bool:
        """True when the unit wrote something."""
        return self.problem is not None or self.entered != self.exported


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook that came back. ``taken_at``: when it was written."""

    rows: tuple[FilledRow, ...]
    problems: tuple[str, ...]
    as_of: date | None
    taken_at: datetime | None


class _Unreadable(Exception):
    """What is wrong with one cell."""


def read_workbook(data: bytes) -> Filled:
    """The rows of the sheet 'Chi tiết nhiệm vụ'. Raises ``BadWorkbook``; a bad cell is the row's
    ``problem``.
    """
    book = _open(data)
    if META not in book.sheetnames or SHEET not in book.sheetnames:
        raise BadWorkbook("tệp không phải biểu theo dõi do vanban xuất ra")
    meta = {
        str(row[0]): str(row[1])
        for row in book[META].iter_rows(max_col=2, values_only=True)
        if row[0] is not None
    }
    if meta.get("format") != FORMAT:
        raise BadWorkbook(f"biểu có dạng “{meta.get('format')}”, cần “{FORMAT}”")
    rows: list[FilledRow] = []
    problems: list[str] = []
    for found in _rows(book[SHEET]):
        if isinstance(found, str):
            problems.append(found)
        else:
            rows.append(found)
    return Filled(
        tuple(_once(rows, problems)),
        tuple(problems),
        _iso_day(meta.get("as_of")),
        _moment(meta.get("taken_at")),
    )


def _open(data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST:
                raise BadWorkbook("tệp quá lớn")
        return load_workbook(io.BytesIO(data), data_only=True)
    except BadWorkbook:
        raise
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise BadWorkbook(f"không đọc được tệp: {error}") from error


def _rows(sheet: Any) -> Iterator[FilledRow | str]:
    for row in sheet.iter_rows(
        min_row=FIRST, max_row=min(sheet.max_row, FIRST + _MOST_ROWS), max_col=EXPORTED
    ):
        if row[ID - 1].value is not None:
            yield _row(row)
        elif row[1].value and any(
            row[n - 1].value not in (None, "") for n in (PROGRESS, DONE_ON, NOTE)
        ):
            yield f"dòng {row[0].row}: dòng thêm vào, không có mã nhiệm vụ; không nhận"


def _row(row: Any) -> FilledRow | str:
    line = row[0].row
    try:
        task_id, revision = int(row[ID - 1].value), int(row[REVISION - 1].value)
        state, progress, done_on, note = json.loads(row[EXPORTED - 1].value)
        exported = Entered(state, int(progress), _iso_day(done_on), str(note))
    except (TypeError, ValueError):
        return f"dòng {line}: các cột mã đã bị sửa; không nhận"
    due = _iso_day(row[OCCURRENCE - 1].value)
    key = (
        line,
        task_id,
        str(row[STABLE - 1].value),
        revision,
        due,
        str(row[1].value or ""),
        exported,
    )
    try:
        return FilledRow(*key, _entered(row, exported))
    except _Unreadable as error:
        return FilledRow(*key, None, str(error))


def _entered(row: Any, exported: Entered) -> Entered:
    note = row[NOTE - 1].value
    words = "" if note is None else str(note).strip()
    return Entered(
        _state(row[STATE - 1].value), _progress(row[PROGRESS - 1]), _done_on(row[DONE_ON - 1].value),
        exported.note if words == exported.note.strip() else words,
    )  # fmt: skip


def _state(value: Any) -> str:
    if value is None or not str(value).strip():
        raise _Unreadable("trạng thái để trống")
    try:
        return reported(str(value)).value
    except BadReport as error:
        raise _Unreadable(error.what) from error


def _progress(cell: Any) -> int:
    """A share of a cell in percent, or words such as '40%' or '40'; an empty cell is 0."""
    value = cell.value
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        match = _PERCENT.fullmatch(value.strip())
        share = int(match[1]) / 100 if match else -1.0
    elif isinstance(value, bool) or not isinstance(value, int | float):
        share = -1.0
    else:
        share = float(value) if "%" in (cell.number_format or "") else float(value) / 100
    if not 0 <= share <= 1:
        raise _Unreadable(f"tỷ lệ “{value}” không nằm trong 0% - 100%")
    return round(share * 100)


def _done_on(value: Any) -> date | None:
    """A real date, or words such as 30/11/2026."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(str(value).strip())
    try:
        return (
            date(int(match[3]), int(match[2]), int(match[1]))
            if match
            else date.fromisoformat(str(value).strip())
        )
    except ValueError:
        raise _Unreadable(
            f"ngày hoàn thành “{value}” không phải là ngày; ghi theo dạng ngày/tháng/năm"
        ) from None


def _once(rows: list[FilledRow], problems: list[str]) -> Iterator[FilledRow]:
    """Rows of one task that stand twice: one if they agree, else none."""
    groups: dict[tuple[int, date | None], list[FilledRow]] = {}
    for row in rows:
        groups.setdefault((row.task_id, row.occurrence), []).append(row)
    for same in groups.values():
        if len({(row.entered, row.problem) for row in same}) == 1:
            yield same[0]
        else:
            lines = ", ".join(str(row.line) for row in same)
            problems.append(
                f"dòng {lines}: một nhiệm vụ ghi nhiều lần với nội dung khác nhau; không nhận"
            )


def _iso_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None

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
from typing import TYPE_CHECKING, Any

from vanban.tracking.days import ZONE, read_day
from vanban.tracking.errors import BadReport, TrackingError
from vanban.tracking.exports.xlsx.detail import (
    COLUMNS,
    DONE_ON,
    EXPORTED,
    ID,
    NOTE,
    OCCURRENCE,
    PROGRESS,
    REVISION,
    STABLE,
    STATE,
    TEXT,
)
from vanban.tracking.exports.xlsx.write import FORMAT
from vanban.tracking.search.words import name_key
from vanban.tracking.states import reported

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    _Cell = Cell | MergedCell

_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(%?)")
_LARGEST = 200 * 2**20
_MOST_ROWS = 200_000
_MOST_COLUMNS = 60
"""Columns that are looked at: ours are twenty, people add a few."""
_MOST_EMPTY = 200
"""Rows without a word after which a sheet has ended, whatever stands in its last cell."""
_HEAD_ROWS = 30
"""Rows among which the heads of the columns are looked for: eight, and what people put above."""
_OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_FORMULA = re.compile(rb"<f[ >/]")
_NUMBER = re.compile(r"\(\d+\)")


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


def read_workbook(data: bytes, *, today: date | None = None) -> Filled:
    """The rows of the sheet that units fill in, found by its heads wherever it and its columns
    stand. Raises ``BadWorkbook``; a bad cell is the row's ``problem``. ``today``: for a day
    without a year.
    """
    book = _open(data)
    meta = next(filter(None, map(_meta, book)), None)
    if meta is None:
        raise BadWorkbook("tệp không phải biểu theo dõi do vanban xuất ra")
    if meta["format"] != FORMAT:
        raise BadWorkbook(f"biểu có dạng “{meta['format']}”, cần “{FORMAT}”")
    frame = next(filter(None, (_frame(sheet, book.formulas) for sheet in book)), None)
    if frame is None:
        raise BadWorkbook(
            "không thấy bảng nhiệm vụ trong biểu: các cột mã hoặc tiêu đề cột đã bị xóa"
        )
    rows: list[FilledRow] = []
    problems: list[str] = []
    day = today or datetime.now(ZONE).date()
    for found in frame.rows(day):
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


@dataclass(frozen=True, slots=True)
class _Book:
    """The sheets with the values of their cells, and which cells are formulas without a value."""

    sheets: tuple[Worksheet, ...]
    formulas: frozenset[tuple[str, str]]

    def __iter__(self) -> Iterator[Worksheet]:
        return iter(self.sheets)


def _open(data: bytes) -> _Book:
    _check_kind(data)
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST:
                raise BadWorkbook("tệp quá lớn")
            calculated = any(_has_formulas(package, name) for name in package.namelist())
        values = load_workbook(io.BytesIO(data), data_only=True)
        written = load_workbook(io.BytesIO(data)) if calculated else None
    except BadWorkbook:
        raise
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise BadWorkbook(
            "tệp bị hỏng, không mở được", "Lưu lại bằng Excel rồi nhập lại."
        ) from error
    return _Book(tuple(values), frozenset(_formulas(written)) if written else frozenset())


def _check_kind(data: bytes) -> None:
    """Workbooks of other programs, told in a person's words."""
    kind = None
    if data.startswith(_OLD_EXCEL):
        kind = "tệp Excel đời cũ (.xls)"
    elif data.startswith(b"PK") and _OPEN_DOCUMENT in data[:200]:
        kind = "tệp OpenDocument (.ods)"
    if kind is not None:
        raise BadWorkbook(f"{kind} không nhận được", "Mở tệp, chọn Lưu thành .xlsx rồi nhập lại.")


def _has_formulas(package: zipfile.ZipFile, name: str) -> bool:
    if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
        return False
    return _FORMULA.search(package.read(name)) is not None


def _formulas(book: Workbook) -> Iterator[tuple[str, str]]:
    for sheet in book:
        for row in _rows(sheet, 1, min(sheet.max_column, _MOST_COLUMNS)):
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate


def _rows(sheet: Worksheet, first: int, columns: int) -> Iterator[tuple[_Cell, ...]]:
    """The rows from ``first`` on, as far as words go."""
    empty = 0
    last = min(sheet.max_row, first + _MOST_ROWS)
    for row in sheet.iter_rows(min_row=first, max_row=last, max_col=columns):
        empty = 0 if any(cell.value is not None for cell in row) else empty + 1
        if empty > _MOST_EMPTY:
            return
        yield row


def _meta(sheet: Worksheet) -> dict[str, str]:
    """What the workbook says of itself, of the hidden sheet that says it; empty for others."""
    rows = sheet.iter_rows(max_row=20, max_col=2, values_only=True)
    found = {str(r[0]): str(r[1]) for r in rows if len(r) > 1 and r[0] is not None}
    return found if str(found.get("format", "")).startswith("vanban-workbook/") else {}


@dataclass(frozen=True, slots=True)
class _Frame:
    """The sheet that units fill in: where its columns stand now, and its first row of data."""

    sheet: Worksheet
    columns: dict[int, int]
    first: int
    formulas: frozenset[tuple[str, str]]

    def rows(self, today: date) -> Iterator[FilledRow | str]:
        """Each row as it was filled in, or what is wrong with it."""
        rows = _rows(self.sheet, self.first, max(self.columns.values()))
        for line, row in enumerate(rows, self.first):
            cells = _Cells(line, {n: row[at - 1] for n, at in self.columns.items()}, self, today)
            if cells.value(ID) is not None:
                yield _row(cells)
            elif _NUMBER.fullmatch(str(cells.value(TEXT))):  # the row (1) (2) (3) under the heads
                continue
            elif cells.value(TEXT) and any(
                cells.value(n) not in (None, "") for n in (PROGRESS, DONE_ON, NOTE)
            ):
                yield f"dòng {cells.line}: dòng thêm vào, không có mã nhiệm vụ; không nhận"


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one row by the number of their column when it was written; ``line``: the row's
    number in the sheet.
    """

    line: int
    cells: dict[int, _Cell]
    frame: _Frame
    today: date

    def value(self, column: int) -> Any:
        """The value of a cell; a formula that was never calculated has none to be read."""
        cell = self.cells[column]
        place = (self.frame.sheet.title, cell.coordinate)
        if cell.value is None and place in self.frame.formulas:
            raise _Unreadable(
                f"ô “{COLUMNS[column - 1].title}” là công thức chưa có kết quả; ghi giá trị"
            )
        return cell.value


_SERVING = (TEXT, STATE, PROGRESS, DONE_ON, NOTE, ID, STABLE, REVISION, OCCURRENCE, EXPORTED)


def _frame(sheet: Worksheet, formulas: frozenset[tuple[str, str]]) -> _Frame | None:
    """The columns by their heads, which stand over one or two rows; None for another sheet."""
    wanted = {name_key(COLUMNS[n - 1].title): n for n in _SERVING}
    found: dict[int, int] = {}
    last = 0
    columns = min(sheet.max_column, _MOST_COLUMNS)
    for line, row in enumerate(sheet.iter_rows(max_row=_HEAD_ROWS, max_col=columns), 1):
        for at, cell in enumerate(row, 1):
            column = wanted.get(name_key(str(cell.value))) if cell.value is not None else None
            if column is not None and column not in found:
                found[column], last = at, line
    return _Frame(sheet, found, last + 1, formulas) if len(found) == len(_SERVING) else None


def _row(cells: _Cells) -> FilledRow | str:
    try:
        task_id, revision = int(cells.value(ID)), int(cells.value(REVISION))
        state, progress, done_on, note = json.loads(cells.value(EXPORTED))
        exported = Entered(state, int(progress), _iso_day(done_on), str(note))
    except (TypeError, ValueError):
        return f"dòng {cells.line}: các cột mã đã bị sửa; không nhận"
    key = (
        cells.line,
        task_id,
        str(cells.value(STABLE)),
        revision,
        _iso_day(cells.value(OCCURRENCE)),
        str(cells.value(TEXT) or ""),
        exported,
    )
    try:
        return FilledRow(*key, _entered(cells, exported))
    except _Unreadable as error:
        return FilledRow(*key, None, str(error))


def _entered(cells: _Cells, exported: Entered) -> Entered:
    note = cells.value(NOTE)
    words = "" if note is None else str(note).strip()
    return Entered(
        _state(cells.value(STATE)),
        _progress(cells.value(PROGRESS), cells.cells[PROGRESS].number_format or ""),
        _done_on(cells.value(DONE_ON), cells.today),
        exported.note if words == exported.note.strip() else words,
    )


def _state(value: object) -> str:
    if value is None or not str(value).strip():
        raise _Unreadable("trạng thái để trống")
    try:
        return reported(str(value)).value
    except BadReport as error:
        raise _Unreadable(error.what) from error


def _progress(value: object, form: str) -> int:
    """Percent. A cell in percent holds a share; one that lost its format a share (0,5) or percent
    (40), and 1 may be either; words are '40%' or '40'. An empty cell is 0.
    """
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        percent = _in_words(value)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        percent = -1.0
    elif value == 1 and "%" not in form:
        raise _Unreadable("tỷ lệ “1” có thể là 1% hoặc 100%: ghi 1% hoặc 100%")
    else:
        is_share = "%" in form or 0 <= value <= 1
        percent = float(value) * 100 if is_share else float(value)
    if not 0 <= percent <= 100:
        raise _Unreadable(f"tỷ lệ “{value}” không nằm trong 0% - 100%")
    return round(percent)


def _in_words(value: str) -> float:
    match = _PERCENT.fullmatch(value.strip())
    if match is None:
        return -1.0
    if match[1] == "1" and not match[2]:
        raise _Unreadable("tỷ lệ “1” có thể là 1% hoặc 100%: ghi 1% hoặc 100%")
    return float(match[1])


def _done_on(value: object, today: date) -> date | None:
    """A real date, or words such as 30/11/2026 and 15/11."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    day = read_day(str(value), today, past=True)
    if day is None:
        raise _Unreadable(
            f"ngày hoàn thành “{value}” không phải là ngày; ghi theo dạng ngày/tháng/năm"
        )
    return day


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


def _iso_day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None

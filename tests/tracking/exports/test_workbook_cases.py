"""Workbooks that came back from offices: sorted, pasted, saved by other programs."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.databases import Clock
from tests.tracking.exports.test_xlsx import line, saved
from tests.tracking.factory import plan, work
from vanban.tracking import Store
from vanban.tracking.exports.importing import Imported, Outcome, import_workbook
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.exports.xlsx.detail import DONE_ON, NOTE, PROGRESS, SHEET, STATE
from vanban.tracking.exports.xlsx.read import BadWorkbook, read_workbook
from vanban.tracking.exports.xlsx.write import workbook
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks

TODAY = date(2026, 11, 23)


@pytest.fixture
def loaded(store: Store, clock: Clock) -> Store:
    clock.set(date(2026, 3, 2))
    store.load(
        [
            plan(
                work("Rà soát, cập nhật danh mục"),
                work("Xây dựng quy chế"),
                work("Tập huấn kỹ năng số"),
            )
        ]
    )
    clock.set(TODAY)
    return store


def exported(store: Store) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(snapshot(store, TaskFilter(limit=0)))))


def take(store: Store, book: Any, **options: Any) -> Imported:
    return import_workbook(store, read_workbook(saved(book), today=TODAY), by="Vụ A", **options)


def states(store: Store) -> list[tuple[str, int, date | None]]:
    return [
        (r.state, r.progress, r.done_on)
        for r in sorted(find_tasks(store, TaskFilter()).rows, key=lambda r: r.id)
    ]


NOTHING = ("not_started", 0, None)


def test_visible_columns_sorted_alone_write_to_nobody(loaded: Store) -> None:
    book = exported(loaded)
    sheet = book[SHEET]
    first, third = line(book, 1), line(book, 3)
    for column in range(1, 15):
        a, b = sheet.cell(first, column), sheet.cell(third, column)
        a.value, b.value = b.value, a.value
    sheet.cell(first, STATE).value, sheet.cell(first, DONE_ON).value = "Đã hoàn thành", "20/11/2026"
    for options in ({}, {"overwrite": True}):
        done = take(loaded, book, **options)
        assert (done.count(Outcome.CONFLICT), done.clean) == (1, False)
        assert "không phải của nhiệm vụ 1" in done.results[0].message
        assert states(loaded) == [NOTHING] * 3


@pytest.mark.parametrize(
    ("value", "form", "percent"),
    [
        (0.5, "General", 50),
        (0.5, "0%", 50),
        (1, "0%", 100),
        (40, "General", 40),
        (100, "General", 100),
        (40, "0%", None),
        ("100", "General", 100),
        ("40%", "General", 40),
        ("12,0 %", "General", 12),
        (1, "General", None),
        ("1", "General", None),
        ("0.5", "General", None),
        (140, "General", None),
        (-1, "0%", None),
    ],
)
def test_percent(loaded: Store, value: Any, form: str, percent: int | None) -> None:
    book = exported(loaded)
    row = line(book, 1)
    book[SHEET].cell(row, STATE).value = "Đang thực hiện"
    book[SHEET].cell(row, PROGRESS).value = value
    book[SHEET].cell(row, PROGRESS).number_format = form
    done = take(loaded, book)
    assert done.clean is (percent is not None)
    assert states(loaded)[0] == (NOTHING if percent is None else ("in_progress", percent, None))


@pytest.mark.parametrize(
    ("state", "day", "done_on"),
    [
        ("đã xong", "15/11", date(2026, 11, 15)),
        ("Hoàn thành", "20/12", date(2025, 12, 20)),  # not of next month
        ("da hoan thanh", "20/11/26", date(2026, 11, 20)),
        ("xong", "ngày 20 tháng 11 năm 2026", date(2026, 11, 20)),
        (unicodedata.normalize("NFD", "Đã hoàn thành"), "20.11.2026", date(2026, 11, 20)),
        ("Đã hoàn thành", "hôm kia", None),
        ("Đã hoàn thành", "31/11/2026", None),
    ],
)
def test_states_and_days_as_people_write_them(
    loaded: Store, state: str, day: str, done_on: date | None
) -> None:
    book = exported(loaded)
    row = line(book, 1)
    book[SHEET].cell(row, STATE).value, book[SHEET].cell(row, DONE_ON).value = state, day
    assert take(loaded, book).clean is (done_on is not None)
    assert states(loaded)[0] == (("done", 100, done_on) if done_on else NOTHING)


def test_a_formula_without_a_value_is_refused(loaded: Store) -> None:
    book = exported(loaded)
    row = line(book, 1)
    book[SHEET].cell(row, STATE).value, book[SHEET].cell(row, DONE_ON).value = (
        "Đã hoàn thành",
        "=TODAY()-3",
    )
    (refused,) = (r for r in take(loaded, book).results if r.outcome is Outcome.REFUSED)
    assert "công thức" in refused.message
    assert states(loaded) == [NOTHING] * 3


def _renamed(book: Any) -> None:
    book[SHEET].title = "Chi tiết"
    book["_vanban"].title = "Sheet9"


def _column_inserted(book: Any) -> None:
    for merged in list(book[SHEET].merged_cells.ranges):
        book[SHEET].unmerge_cells(str(merged))
    book[SHEET].insert_cols(3)


def _rows_inserted(book: Any) -> None:
    for merged in list(book[SHEET].merged_cells.ranges):
        book[SHEET].unmerge_cells(str(merged))
    book[SHEET].insert_rows(1, 3)


@pytest.mark.parametrize("change", [_renamed, _column_inserted, _rows_inserted])
def test_sheets_and_columns_are_found_where_they_are(
    loaded: Store, change: Callable[[Any], None]
) -> None:
    book = exported(loaded)
    row = line(book, 2)
    book[SHEET].cell(row, STATE).value, book[SHEET].cell(row, NOTE).value = (
        "Đang thực hiện",
        "đang soạn",
    )
    change(book)
    assert take(loaded, book).clean
    assert states(loaded)[1] == ("in_progress", 0, None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "đời cũ"),
        (
            b"PK\3\4"
            + b"\0" * 26
            + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
            + b"\0" * 99,
            "OpenDocument",
        ),
        (b"rubbish", "bị hỏng"),
    ],
)
def test_other_files_are_refused_in_a_persons_words(data: bytes, words: str) -> None:
    with pytest.raises(BadWorkbook) as error:
        read_workbook(data)
    assert words in error.value.what
    assert "zip" not in error.value.what.lower()


def test_overwriting_says_what_was_overwritten(loaded: Store) -> None:
    book, other = exported(loaded), exported(loaded)
    other[SHEET].cell(line(other, 1), NOTE).value = "người khác ghi"
    assert take(loaded, other).clean
    book[SHEET].cell(line(book, 1), STATE).value = "Đang thực hiện"
    done = take(loaded, book, overwrite=True)
    assert done.clean and "người khác ghi" in done.results[0].message

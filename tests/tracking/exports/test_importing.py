"""What units filled in, taken into the store: nothing lost, nothing overwritten silently."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.databases import Clock
from tests.tracking.exports.test_xlsx import line, saved
from tests.tracking.factory import plan, work
from vanban.schemas import Deadline
from vanban.tracking import Store
from vanban.tracking.exports.importing import Imported, Outcome, import_workbook
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.exports.xlsx.detail import DONE_ON, NOTE, PROGRESS, SHEET, STATE
from vanban.tracking.exports.xlsx.read import read_workbook
from vanban.tracking.exports.xlsx.write import workbook
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update

MONTHLY = Deadline(
    text="ngày 25 hằng tháng",
    kind="recurring",
    rrule="FREQ=MONTHLY;BYMONTHDAY=25",
    due=date(2026, 3, 25),
)


@pytest.fixture
def loaded(store: Store, clock: Clock) -> Store:
    """Four tasks on 23 November 2026; the fourth comes every month."""
    clock.set(date(2026, 3, 2))
    store.load(
        [
            plan(
                work("Một", due=date(2026, 9, 30)),
                work("Hai", due=date(2026, 12, 1)),
                work("Ba"),
                work("Bốn", deadline=MONTHLY),
            )
        ]
    )
    clock.set(date(2026, 11, 23))
    return store


def rows(store: Store) -> dict[str, TaskRow]:
    return {row.text: row for row in find_tasks(store, TaskFilter(limit=0)).rows}


def exported(store: Store) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(snapshot(store, TaskFilter(limit=0)))))


def fill(book: Any, task_id: int, **cells: Any) -> None:
    columns = {"state": STATE, "progress": PROGRESS, "done_on": DONE_ON, "note": NOTE}
    for name, value in cells.items():
        book[SHEET].cell(line(book, task_id), columns[name]).value = value


def take(store: Store, book: Any, **options: Any) -> Imported:
    return import_workbook(store, read_workbook(saved(book)), by="Vụ Kế hoạch", **options)


def outcomes(result: Imported) -> dict[str, Outcome]:
    return {r.row.text: r.outcome for r in result.results}


def test_nothing_filled_in_writes_nothing(loaded: Store) -> None:
    result = take(loaded, exported(loaded))
    assert set(outcomes(result).values()) == {Outcome.UNCHANGED}
    assert result.clean


def test_what_was_filled_in_is_reported(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    fill(book, known["Một"].id, state="Đã hoàn thành", done_on=date(2026, 9, 29), note="Đã trình")
    fill(book, known["Hai"].id, state="Đang thực hiện", progress=0.4)
    fill(book, known["Ba"].id, note="Chưa bố trí kinh phí")
    assert [take(loaded, book).count(o) for o in (Outcome.WRITTEN, Outcome.UNCHANGED)] == [3, 1]
    now = rows(loaded)
    assert (now["Một"].state, now["Một"].done_on, now["Một"].report_note) == (
        "done",
        date(2026, 9, 29),
        "Đã trình",
    )
    assert (now["Hai"].state, now["Hai"].progress, now["Hai"].report_by) == (
        "in_progress",
        40,
        "Vụ Kế hoạch",
    )
    assert (now["Ba"].state, now["Ba"].report_note) == ("not_started", "Chưa bố trí kinh phí")


def test_the_same_file_again_is_no_conflict(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    fill(book, known["Một"].id, state="Đã hoàn thành")
    fill(book, known["Hai"].id, state="Đang thực hiện", progress=0.4, note="Bước đầu")
    take(loaded, book)
    assert sorted(outcomes(take(loaded, book)).values()) == [
        "same",
        "same",
        "unchanged",
        "unchanged",
    ]


def test_both_changed_is_a_conflict_and_nothing_is_written(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    loaded.update(Update(known["Hai"].id, state=Reported.IN_PROGRESS, progress=70), by="Văn phòng")
    fill(book, known["Hai"].id, state="Đang thực hiện", progress=0.4)
    result = take(loaded, book)
    assert outcomes(result)["Hai"] is Outcome.CONFLICT
    assert not result.clean
    found = next(r for r in result.results if r.outcome is Outcome.CONFLICT)
    assert "tỷ lệ: khi xuất 0 %, trong tệp 40 %, trong kho 70 %" in found.message
    assert rows(loaded)["Hai"].progress == 70


def test_a_conflict_is_written_when_asked_for(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    loaded.update(Update(known["Hai"].id, state=Reported.IN_PROGRESS, progress=70), by="Văn phòng")
    fill(book, known["Hai"].id, state="Đang thực hiện", progress=0.4)
    assert outcomes(take(loaded, book, overwrite=True))["Hai"] is Outcome.WRITTEN
    assert rows(loaded)["Hai"].progress == 40


def test_what_only_others_changed_stays(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    loaded.update(Update(known["Hai"].id, state=Reported.IN_PROGRESS, progress=70), by="Văn phòng")
    fill(book, known["Một"].id, note="x")
    assert take(loaded, book).clean
    assert rows(loaded)["Hai"].progress == 70


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"progress": 0.3}, "ghi tỷ lệ 30 % nhưng trạng thái là “Chưa thực hiện”"),
        ({"state": "Đã hoàn thành", "progress": 0.8}, "tỷ lệ là 80 %"),
        (
            {"done_on": date(2026, 11, 1)},
            "ghi ngày hoàn thành nhưng trạng thái là “Chưa thực hiện”",
        ),
        ({"state": "Gia hạn"}, "gia hạn phải có thời hạn mới"),
        ({"state": "Đã hoàn thành", "done_on": date(2026, 12, 24)}, "ở tương lai"),
        ({"state": "xong rồi nhé"}, "không có trạng thái"),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_contradictions_are_refused(
    loaded: Store, cells: dict[str, Any], words: str, dry_run: bool
) -> None:
    book, known = exported(loaded), rows(loaded)
    fill(book, known["Hai"].id, **cells)
    result = next(r for r in take(loaded, book, dry_run=dry_run).results if r.row.text == "Hai")
    assert result.outcome is Outcome.REFUSED
    assert words in result.message
    assert rows(loaded)["Hai"] == known["Hai"]


def test_a_dry_run_writes_nothing(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    fill(book, known["Một"].id, state="Đã hoàn thành")
    assert outcomes(take(loaded, book, dry_run=True))["Một"] is Outcome.WRITTEN
    assert rows(loaded) == known


def test_a_date_of_a_recurring_task(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    assert known["Bốn"].due == date(2026, 3, 25)
    fill(book, known["Bốn"].id, state="Đã hoàn thành", done_on=date(2026, 3, 24))
    assert outcomes(take(loaded, book))["Bốn"] is Outcome.WRITTEN
    assert (rows(loaded)["Bốn"].due, rows(loaded)["Bốn"].state) == (
        date(2026, 4, 25),
        "not_started",
    )
    assert outcomes(take(loaded, book))["Bốn"] is Outcome.SAME


def test_progress_after_an_extension_keeps_the_new_date(loaded: Store) -> None:
    known = rows(loaded)
    loaded.update(
        Update(
            known["Hai"].id, state=Reported.EXTENDED, new_due=date(2027, 1, 31), evidence="9/TB-VP"
        ),
        by="Văn phòng",
    )
    book = exported(loaded)
    fill(book, known["Hai"].id, progress=0.5)
    take(loaded, book)
    assert (rows(loaded)["Hai"].state, rows(loaded)["Hai"].progress, rows(loaded)["Hai"].due) == (
        "in_progress",
        50,
        date(2027, 1, 31),
    )


def test_another_stores_workbook_is_refused(loaded: Store) -> None:
    book, known = exported(loaded), rows(loaded)
    row = line(book, known["Một"].id)
    book[SHEET].cell(row, 16).value = "0000000000000000"
    book[SHEET].cell(row, NOTE).value = "x"
    result = take(loaded, book)
    assert [r.message for r in result.results if r.outcome is Outcome.REFUSED] == [
        "không có nhiệm vụ này trong kho; kiểm tra --db"
    ]


def test_a_word_in_the_last_cell_of_a_sheet_is_not_walked_to(loaded: Store) -> None:
    plain, book = exported(loaded), exported(loaded)
    book[SHEET]["XFD1048576"] = "=1+1"
    assert read_workbook(saved(book)).rows == read_workbook(saved(plain)).rows

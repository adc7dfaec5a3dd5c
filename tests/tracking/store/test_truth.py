"""What the store says is so: counts after every path, views by value, days in the past, twins."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from tests.databases import Clock
from tests.tracking.factory import plan, work
from vanban.schemas import Deadline
from vanban.tracking import Store, open_store
from vanban.tracking.errors import BadQuery, QueryTimeout
from vanban.tracking.exports.ics import calendar
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.fields import place_words
from vanban.tracking.queries.search import search
from vanban.tracking.queries.sql import run_sql
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.states import Reported
from vanban.tracking.store.doctor import doctor
from vanban.tracking.store.reporting import Update

A, B = (
    work("Rà soát danh mục", leads=["Vụ A"], due=date(2020, 7, 1)),
    work("Tổ chức tập huấn", leads=["Vụ A"]),
)


def wrong(store: Store) -> list[str]:
    return [f"{f.name}: {f.message}" for f in doctor(store) if not f.ok]


def totals(store: Store, **wanted: date) -> dict[str, int]:
    return {row.unit: row.total for row in unit_loads(store, **wanted)}  # type: ignore[arg-type]


def test_a_task_that_a_later_copy_adds_is_counted_once(store: Store) -> None:
    store.load([plan(A)])
    store.load([plan(A, B)])
    assert totals(store) == {"Vụ A": 2}
    assert wrong(store) == []


def test_days_overdue_has_a_value(store: Store) -> None:
    store.load([plan(A, B)])
    rows = run_sql(
        store, "SELECT text, days_overdue, due_quarter, place FROM v_tasks ORDER BY ordinal"
    ).rows
    assert rows[0][1] > 2000
    assert (rows[0][2:], rows[1][1:]) == (
        ("2020-Q3", "mục 1 Phụ lục"),
        (None, None, "mục 2 Phụ lục"),
    )
    assert run_sql(store, "SELECT tasks, tasks_overdue FROM v_documents").rows == ((2, 1),)


def test_an_item_and_the_row_that_says_the_same_share_one_state(store: Store) -> None:
    item = work("Rà soát danh mục văn bản", key="than-1", origin="section", due=date(2026, 7, 1))
    store.load([plan(item)])
    store.update(Update(1, state=Reported.EXTENDED, new_due=date(2026, 9, 1)))
    store.update(Update(1, state=Reported.IN_PROGRESS, progress=50))
    double = work(
        "Rà soát danh mục văn bản",
        key="than-1",
        origin="section",
        due=date(2026, 7, 1),
        linked=("bang-1",),
    )
    store.load(
        [plan(double, work("Rà soát danh mục các văn bản", key="bang-1", due=date(2026, 7, 1)))]
    )
    (row,) = find_tasks(store, TaskFilter()).rows
    assert (row.origin, row.progress, row.due) == ("table", 50, date(2026, 9, 1))
    assert wrong(store) == []


def test_a_day_in_the_past_shows_the_documents_of_that_day(store: Store, clock: Clock) -> None:
    store.load(
        [plan(A, issued_on=date(2020, 1, 2)), plan(B, number="99", issued_on=date(2026, 5, 5))]
    )
    assert [r.text for r in find_tasks(store, TaskFilter(as_of=date(2026, 1, 1))).rows] == [
        A["text"]
    ]
    assert find_tasks(store, TaskFilter(as_of=date(2020, 1, 1))).rows == ()
    assert totals(store, as_of=date(2026, 1, 1)) == {"Vụ A": 1}
    assert totals(store) == {"Vụ A": 2}


@pytest.mark.parametrize("loaded_on", [date(2026, 3, 3), date(2026, 5, 20)])
def test_dates_do_not_depend_on_the_day_of_loading(
    store: Store, clock: Clock, loaded_on: date
) -> None:
    from vanban.tracking.store.doctor import extend_occurrences

    rule = Deadline(text="hai tuần một lần", kind="recurring", rrule="FREQ=WEEKLY;INTERVAL=2")
    clock.set(loaded_on)
    store.load([plan(work("Họp giao ban", deadline=rule))])
    clock.set(date(2026, 6, 1))
    store.writing(lambda connection: extend_occurrences(connection, date(2026, 6, 1)))
    days = run_sql(
        store, "SELECT min(planned_due), count(*), sum(overdue * 0) FROM v_occurrences"
    ).rows[0]
    assert (str(days[0]), days[1]) == ("2026-03-02", 14)


def test_a_calendar_follows_the_task_and_cancels_what_is_gone(store: Store) -> None:
    four = [
        work(text, key=f"dieu-{n}")
        for n, text in enumerate(
            ("Tổ chức tập huấn", "Báo cáo tháng", "Báo cáo quý", "Tổng hợp năm"), 1
        )
    ]
    store.load([plan(*four)])
    first = uids(store)
    store.load([plan(*four[:2], work("Tổng hợp năm", key="dieu-3"))])
    second = uids(store)
    assert second["Tổng hợp năm"][0] == first["Tổng hợp năm"][0]
    assert second["Báo cáo quý"][0] == first["Báo cáo quý"][0]
    assert (first["Báo cáo quý"][1], second["Báo cáo quý"][1]) == ("NEEDS-ACTION", "CANCELLED")
    assert second["Báo cáo quý"][2] > first["Báo cáo quý"][2]
    assert len({uid for uid, _, _ in second.values()}) == 4


def uids(store: Store) -> dict[str, tuple[str, str, int]]:
    from icalendar import Calendar

    made = Calendar.from_ical(calendar(snapshot(store, TaskFilter(limit=0))))
    return {
        str(t["summary"]): (str(t["uid"]), str(t["status"]), int(t["sequence"]))
        for t in made.walk("VTODO")
    }


@pytest.mark.parametrize("words", ["danh mục", "tập huấn", "Rà soát"])
def test_a_question_in_decomposed_letters_finds_the_same(store: Store, words: str) -> None:
    store.load([plan(A, B)])
    assert search(store, unicodedata.normalize("NFD", words)) == search(store, words) != []


def test_one_function_cannot_eat_memory_or_time(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db") as store:
        with pytest.raises(BadQuery, match="quá dài"):
            run_sql(store, "SELECT length(randomblob(800000000))", seconds=1.0)
        with pytest.raises(
            QueryTimeout
        ):  # one call that looks two million times for as many letters
            run_sql(
                store,
                f"SELECT instr({_letters(4_000_000)}, {_letters(2_000_000)} || 'y')",
                seconds=0.1,
            )


def _letters(count: int) -> str:
    return f"printf('%.*c', {count}, 'x')"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (["Điều 17", "1", "a"], "điểm a khoản 1 Điều 17"),
        (["Chương III", "Điều 6", "1"], "khoản 1 Điều 6"),
        (["III", "2"], "mục III.2"),
        (["PL", "II", "3"], "mục II.3 Phụ lục"),
        (["PL", "3"], "mục 3 Phụ lục"),
        (["II", "1", "-"], "mục II.1"),
        ([], None),
        (["II", "2", "2.1", "2.1.4"], "mục II.2.1.4"),
        (["2", "21"], "mục 2.21"),
    ],
)
def test_places_as_the_administration_writes_them(path: list[str], words: str | None) -> None:
    assert place_words(path) == words


def test_laws_without_a_number_are_told_apart_by_name_and_year(store: Store) -> None:
    from vanban.tracking.store.identity import law_key

    assert law_key("L", "Luật Tổ chức Chính phủ") == law_key("L", "LUẬT TỔ CHỨC CHÍNH PHỦ")
    assert law_key("QĐ", "Quyết định") is None


def test_a_merged_ministry_is_found_under_its_successor_and_by_abbreviation(store: Store) -> None:
    store.load(
        [
            plan(
                work("Báo cáo đầu tư", leads=["Bộ Kế hoạch và Đầu tư"]),
                work("Báo cáo ngân sách", leads=["Bộ Tài chính"]),
            )
        ]
    )
    with_codes = "UPDATE actors SET actor_id = '{}' WHERE name = '{}'"
    from sqlalchemy import text

    for code, name in (("BKHĐT", "Bộ Kế hoạch và Đầu tư"), ("BTC", "Bộ Tài chính")):
        store.writing(
            lambda c, code=code, name=name: c.execute(text(with_codes.format(code, name)))
        )  # type: ignore[misc]

    def found(words: str) -> list[str]:
        return sorted(r.text for r in find_tasks(store, TaskFilter(unit=words)).rows)

    assert found("Bộ Tài chính") == ["Báo cáo ngân sách", "Báo cáo đầu tư"]
    assert found("Bộ KH&ĐT") == found("KHĐT") == ["Báo cáo đầu tư"]


def test_a_document_loaded_by_mistake_goes_and_comes_back(store: Store) -> None:
    store.load([plan(A, B), plan("khác", number="99")])
    assert store.remove(1, by="an", reason="nạp nhầm") == 2
    assert [r.text for r in find_tasks(store, TaskFilter()).rows] == ["khác"]
    assert wrong(store) == []
    assert run_sql(store, "SELECT kind, reason FROM v_edits").rows == (("remove", "nạp nhầm"),)
    store.load([plan(A, B)])
    assert len(find_tasks(store, TaskFilter()).rows) == 3
    assert wrong(store) == []


def test_a_sub_task_is_reminded_of_with_the_words_above_it(store: Store) -> None:
    from vanban.tracking.queries.reminders import reminder_text, reminders

    above = work("Đối với đường bộ", leads=["Vụ A"], key="tren")
    below = work("Kiểm tra cầu yếu", leads=["Vụ A"], due=date(2026, 6, 4))
    made = plan(above, below)
    tasks = (made.tasks[0], made.tasks[1].model_copy(update={"parent": "tren"}))
    store.load([made.model_copy(update={"tasks": tasks})])
    (reminder,) = reminders(store, as_of=date(2026, 6, 1))
    words = reminder_text(reminder)
    assert "1. Đối với đường bộ: Kiểm tra cầu yếu" in words
    assert "mục 2 Phụ lục, 12/QĐ-BTN" in words

"""Filters, units, search: the same answers on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.databases import Clock
from tests.tracking.factory import plan, work
from vanban.tracking import Store
from vanban.tracking.errors import BadQuery, NotFound
from vanban.tracking.queries.search import highlighted, search
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import count_tasks, find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.states import Reported, TimeState
from vanban.tracking.store.models import Task
from vanban.tracking.store.reporting import Update


def texts(store: Store, **wanted: object) -> list[str]:
    return [row.text for row in find_tasks(store, TaskFilter(**wanted)).rows]  # type: ignore[arg-type]


def task_id(store: Store, words: str) -> int:
    with store.reading() as connection:
        return connection.execute(select(Task.id).where(Task.text == words)).scalar_one()


@pytest.fixture
def filled(store: Store, clock: Clock) -> Store:
    """Seven tasks of two decisions on 1 June 2026, two of them reported on."""
    store.load(
        [
            plan(
                work("Xây dựng kế hoạch năm", leads=["Vụ Kế hoạch"], due=date(2026, 5, 20)),
                work(
                    "Tổ chức hội nghị",
                    leads=["Văn phòng Bộ"],
                    cooperators=["Vụ Kế hoạch"],
                    due=date(2026, 6, 5),
                ),
                work("Rà soát văn bản", leads=["Vụ Pháp chế"], due=date(2026, 12, 31)),
                work("Tuyên truyền thường xuyên", leads=["Văn phòng Bộ"]),
                work("Báo cáo kết quả", leads=["Vụ Kế hoạch"], due=date(2026, 5, 1)),
            ),
            plan(
                work("Hoà giải tranh chấp", leads=["Vụ Pháp chế"], due=date(2026, 7, 1)),
                work("Ke khai tài sản", leads=["Cục Số hóa"], due=date(2026, 8, 1)),
                number="34",
            ),
        ]
    )
    store.update(
        Update(task_id(store, "Báo cáo kết quả"), state=Reported.DONE, done_on=date(2026, 5, 3)),
        by="an",
    )
    store.update(
        Update(task_id(store, "Hoà giải tranh chấp"), state=Reported.IN_PROGRESS, progress=30),
        by="an",
    )
    return store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"unit": "Vụ Kế hoạch"}, ["Xây dựng kế hoạch năm", "Tổ chức hội nghị", "Báo cáo kết quả"]),
        ({"unit": "vu ke hoach", "role": "lead"}, ["Xây dựng kế hoạch năm", "Báo cáo kết quả"]),
        ({"unit": "phap"}, ["Hoà giải tranh chấp", "Rà soát văn bản"]),
        ({"states": ("overdue",)}, ["Xây dựng kế hoạch năm"]),
        ({"states": ("due_soon",)}, ["Tổ chức hội nghị"]),
        ({"states": ("not_due",)}, ["Ke khai tài sản", "Rà soát văn bản"]),
        ({"states": ("in_time", "overdue")}, ["Xây dựng kế hoạch năm", "Hoà giải tranh chấp"]),
        ({"states": ("no_deadline",)}, ["Tuyên truyền thường xuyên"]),
        ({"states": ("done_late",)}, ["Báo cáo kết quả"]),
        ({"states": ("done_in_time",)}, []),
        ({"states": ("Đang thực hiện",)}, ["Hoà giải tranh chấp"]),
        ({"states": ("open",), "unit": "Văn phòng Bộ"}, ["Tổ chức hội "
                                                         "nghị", "Tuyên truyền thường xuyên"]),
        ({"due_from": date(2026, 6, 1), "due_to": date(2026, 7, 31)}, ["Tổ chức hội "
                                                                       "nghị", "Hoà giải tranh "
                                                                               "chấp"]),
        ({"document": "34/QĐ-BTN"}, ["Hoà giải tranh chấp", "Ke khai tài sản"]),
        ({"document": "34/QĐ-BTN/2026", "states": ("not_due",)}, ["Ke khai tài sản"]),
        ({"text": "ke hoach"}, ["Xây dựng kế hoạch năm", "Tổ chức hội nghị", "Báo cáo kết quả"]),
        ({"text": "hòa giải"}, ["Hoà giải tranh chấp"]),
        ({"limit": 2}, ["Xây dựng kế hoạch năm", "Tổ chức hội nghị"]),
        ({"limit": 2, "offset": 2}, ["Hoà giải tranh chấp", "Ke khai tài sản"]),
    ],
)  # fmt: skip
def test_filters(filled: Store, wanted: dict, found: list[str]) -> None:
    assert texts(filled, **wanted) == found
    whole = {**wanted, "limit": 0, "offset": 0}
    assert count_tasks(filled, TaskFilter(**wanted)) == len(texts(filled, **whole))


def test_counting_stops(filled: Store) -> None:
    assert count_tasks(filled, TaskFilter(), most=3) == 3
    assert count_tasks(filled, TaskFilter(unit="Vụ Kế hoạch"), most=2) == 2
    assert count_tasks(filled, TaskFilter(states=("overdue",), as_of=date(2027, 1, 1))) == 5


def test_a_page_says_whether_there_is_more(filled: Store) -> None:
    assert find_tasks(filled, TaskFilter(limit=6)).more
    assert not find_tasks(filled, TaskFilter(limit=7)).more
    assert len(find_tasks(filled, TaskFilter(limit=0)).rows) == 7


def test_unknown_names_are_errors(filled: Store) -> None:
    with pytest.raises(NotFound):
        texts(filled, unit="Sở Không có")
    with pytest.raises(NotFound):
        texts(filled, document="999/QĐ-X")


def test_as_of_a_day_in_the_past(filled: Store, clock: Clock) -> None:
    clock.set(date(2026, 9, 1))
    filled.update(Update(task_id(filled, "Xây dựng kế hoạch năm"), state=Reported.DONE))
    (then,) = find_tasks(filled, TaskFilter(states=("overdue",), as_of=date(2026, 5, 25))).rows[:1]
    assert (then.text, then.days) == ("Xây dựng kế hoạch năm", 5)
    (now,) = find_tasks(filled, TaskFilter(text="xây dựng kế hoạch năm")).rows
    assert (now.time, now.days) == (TimeState.DONE_LATE, 104)
    loads = {row.unit: row for row in unit_loads(filled, as_of=date(2026, 5, 25))}
    assert (loads["Vụ Kế hoạch"].overdue, loads["Vụ Kế hoạch"].done_late) == (1, 1)
    assert (loads["Vụ Kế hoạch"].total, loads["Vụ Pháp chế"].open_in_time) == (2, 2)


def test_as_of_a_day_to_come(filled: Store) -> None:
    assert len(texts(filled, states=("overdue",), as_of=date(2027, 1, 1))) == 5


def test_loads_of_units(filled: Store) -> None:
    loads = {row.unit: row for row in unit_loads(filled)}
    plan_unit = loads["Vụ Kế hoạch"]
    assert (plan_unit.total, plan_unit.done_late, plan_unit.overdue, plan_unit.open) == (2, 1, 1, 1)
    assert (
        loads["Văn phòng Bộ"].due_soon,
        loads["Văn phòng Bộ"].no_deadline,
        loads["Văn phòng Bộ"].open_in_time,
    ) == (1, 1, 2)
    assert [row.unit for row in unit_loads(filled, role="cooperate")] == ["Vụ Kế hoạch"]
    for day in (date(2026, 6, 1), date(2026, 6, 20), date(2026, 12, 31), date(2027, 3, 1)):
        by_task = {}
        for row in find_tasks(filled, TaskFilter(states=("overdue",), as_of=day, limit=0)).rows:
            for name in row.leads:
                by_task[name] = by_task.get(name, 0) + 1
        assert {r.unit: r.overdue for r in unit_loads(filled, as_of=day) if r.overdue} == by_task


def test_loads_of_one_document(filled: Store) -> None:
    with filled.reading() as connection:
        document = connection.execute(
            select(Task.document_id).where(Task.text == "Ke khai tài sản")
        ).scalar_one()
    assert {r.unit: r.total for r in unit_loads(filled, document_id=document)} == {
        "Vụ Pháp chế": 1,
        "Cục Số hóa": 1,
    }


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("ke hoach", "kế hoạch"),
        ("kế hoạch", "kế hoạch"),
        ("hòa giải", "Hoà giải"),
        ("HOÀ GIẢI", "Hoà giải"),
        ('"tranh chap"', "tranh chấp"),
        ("ra soat van ban", "Rà soát văn bản"),
        ("tuyen*", "Tuyên"),
    ],
)
def test_search_finds_words_with_and_without_accents(
    filled: Store, question: str, first: str
) -> None:
    hit = search(filled, question, kinds=["task"])[0]
    assert first in hit.snippet
    assert f"[{first.split(maxsplit=1)[0]}" in highlighted(hit, "[", "]")


def test_exact_accents_come_first(filled: Store) -> None:
    assert [h.snippet for h in search(filled, "kê khai", kinds=["task"])] == ["Ke khai tài sản"]
    assert search(filled, "kế hoạch", kinds=["task"])[0].tier < 2
    assert search(filled, "ke khai", kinds=["task"])[0].snippet == "Ke khai tài sản"


def test_text_hits_point_into_the_document(filled: Store) -> None:
    hit = next(h for h in search(filled, "hội nghị", kinds=["text"]))
    from vanban.tracking.queries.documents import read_plan

    text = read_plan(filled, hit.document_id).source.text
    assert text[hit.start : hit.end] == hit.snippet
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["hội", "nghị"] or [
        hit.snippet[a:b] for a, b in hit.marks
    ] == ["hội nghị"]


def test_words_can_be_left_out(filled: Store) -> None:
    assert len(search(filled, "vu ke hoach", kinds=["task"])) == 3
    assert len(search(filled, "vu ke hoach -xay", kinds=["task"])) == 2
    with pytest.raises(BadQuery):
        search(filled, "-xay")


def test_old_words_are_no_longer_found(filled: Store) -> None:
    filled.load([plan(work("Hoà giải cơ sở", due=date(2026, 7, 1)), number="34")])
    assert search(filled, "tranh chấp") == []
    assert len(search(filled, "cơ sở", kinds=["task"])) == 1


def test_ranking_holds_among_more_hits_than_are_looked_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Newest first inside a tier; exact accents before the rest, phrases before scattered words,
    whatever the numbers.
    """
    monkeypatch.setattr("vanban.tracking.search.word_table.NEAR", {"task": 70})
    monkeypatch.setattr("vanban.tracking.search.word_table.PLENTY", {"task": 3})
    texts = [
        *["Tiêu chuẩn tưới"] * 80,
        "Tưới tiêu năm",
        *["Tuoi tieu cu"] * 80,
        "Tiêu chuẩn tưới",
        "Rà soát tưới tiêu",
    ]
    store.load([plan(*(work(f"{words} {n}") for n, words in enumerate(texts)))])
    found = [
        hit.snippet.rsplit(" ", 1)[0] for hit in search(store, "tưới tiêu", kinds=["task"], limit=4)
    ]
    assert found == ["Tưới tiêu năm", "Rà soát tưới tiêu", "Tiêu chuẩn tưới", "Tiêu chuẩn tưới"]
    bare = [
        hit.snippet.rsplit(" ", 1)[0] for hit in search(store, "tuoi tieu", kinds=["task"], limit=2)
    ]
    assert sorted(bare) == ["Rà soát tưới tiêu", "Tuoi tieu cu"]
    assert [hit.snippet for hit in search(store, '"tưới tiêu" năm', kinds=["task"])] == [
        "Tưới tiêu năm 80"
    ]
    assert search(store, '"tưới năm"', kinds=["task"]) == []

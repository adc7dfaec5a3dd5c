"""Loading, loading again, undo: rows, identity, and what people wrote."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select, text

from tests.tracking.factory import plan, work
from vanban.schemas import Deadline
from vanban.tracking import Store
from vanban.tracking.errors import NothingToUndo
from vanban.tracking.states import Reported
from vanban.tracking.store.models import (
    Actor,
    Assignment,
    Citation,
    Document,
    Occurrence,
    Report,
    Revision,
    Task,
)
from vanban.tracking.store.reporting import Update


def rows(store: Store, query: object) -> list:
    with store.reading() as connection:
        return list(connection.execute(query))


def task_named(store: Store, words: str):
    return rows(store, select(Task).where(Task.text == words))[0]


def test_a_plan_becomes_rows(store: Store) -> None:
    made = plan(
        work(
            "Xây dựng đề án",
            leads=["Vụ Kế hoạch", "Cục Số hóa"],
            cooperators=["Văn phòng Bộ"],
            due=date(2026, 7, 1),
            outputs=["Đề án"],
        ),
        "Tuyên truyền",
        citations=[("95/2017/NĐ-CP", date(2017, 8, 16), "basis")],
    )
    (loaded,) = store.load([made], by="an")
    assert (loaded.outcome, loaded.revision, loaded.tasks) == ("new", 1, 2)
    (document,) = rows(store, select(Document))
    assert (document.number_symbol, document.year, document.issued_on) == (
        "12/QĐ-BTN",
        2026,
        date(2026, 3, 2),
    )
    first = task_named(store, "Xây dựng đề án")
    assert made.source.text[first.start : first.end] == "Xây dựng đề án"
    assert (first.state, first.phase, first.due) == ("not_started", "open", date(2026, 7, 1))
    assignments = rows(
        store,
        select(Assignment.role, Actor.name)
        .join(Actor, Actor.id == Assignment.actor_id)
        .order_by(Assignment.id),
    )
    assert [(r, n) for r, n in assignments][:3] == [
        ("lead", "Vụ Kế hoạch"),
        ("lead", "Cục Số hóa"),
        ("cooperate", "Văn phòng Bộ"),
    ]
    (citation,) = rows(store, select(Citation))
    assert (citation.cite_symbol, citation.cite_year, citation.place) == (
        "95/2017/NĐ-CP",
        2017,
        "basis",
    )


def test_a_unit_is_one_row_however_it_is_typed(store: Store) -> None:
    store.load(
        [
            plan(
                work("a", leads=["Vụ Kế hoạch - Tài chính"]),
                work("b", leads=["Vụ Kế hoạch-Tài chính"]),
                work("c", leads=["VỤ  KẾ HOẠCH-TÀI CHÍNH"]),
            )
        ]
    )
    assert rows(store, select(func.count(func.distinct(Assignment.actor_id)))) == [(1,)]


def test_members_of_a_list_have_their_own_load(store: Store) -> None:
    store.load([plan(work("a", leads=["các Vụ: KHTC, PC"], members=("KHTC", "PC")))])
    assert sorted(
        n
        for (n,) in rows(
            store, select(Actor.name).join(Assignment, Assignment.actor_id == Actor.id)
        )
    ) == ["KHTC", "PC"]


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    store.load([plan("a", "b")])
    (again,) = store.load([plan("a", "b")])
    assert (again.outcome, again.revision) == ("unchanged", 1)
    assert rows(store, select(func.count()).select_from(Revision)) == [(1,)]


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"filename": "copy.docx", "extra": "x"}, True),
        ({"issuer": "BỘ THỬ NGHIỆM"}, True),
        ({"issuer": None}, True),
        ({"number": "012"}, True),
        ({"symbol": "QĐ - BTN"}, True),
        ({"issued_on": None}, True),
        ({"issued_on": date(2025, 3, 2)}, False),
        ({"issuer": "Bộ Khác"}, False),
        ({"number": "13"}, False),
        ({"symbol": "QyĐ-BTN"}, False),
    ],
)
def test_which_decision_a_copy_is(store: Store, changed: dict, same: bool) -> None:
    store.load([plan("Xây dựng đề án"), plan(number="900")])
    store.load([plan("Xây dựng đề án", **changed)])
    assert rows(store, select(func.count()).select_from(Document)) == [(2 if same else 3,)]


def test_a_decision_twice_in_one_batch(store: Store) -> None:
    first, second = store.load([plan("a"), plan("a", "b")])
    assert (first.outcome, second.outcome, second.revision) == ("new", "revised", 2)
    assert first.document_id == second.document_id


def test_reload_keeps_what_people_wrote_where_the_work_is_the_same(store: Store) -> None:
    store.load(
        [
            plan(
                "Xây dựng đề án chuyển đổi số",
                "Tổ chức hội nghị tổng kết",
                "Rà soát văn bản pháp luật",
            )
        ]
    )
    conference = task_named(store, "Tổ chức hội nghị tổng kết")
    store.update(
        Update(conference.id, state=Reported.IN_PROGRESS, progress=40, note="đã mời"), by="bình"
    )
    # a better copy has one row more at the top: every address moves by one
    (again,) = store.load(
        [
            plan(
                "Ban hành quy chế",
                "Xây dựng đề án chuyển đổi số",
                "Tổ chức hội nghị tổng kết năm",
                "Rà soát văn bản pháp luật",
            )
        ]
    )
    moved = task_named(store, "Tổ chức hội nghị tổng kết năm")
    assert (moved.id, moved.state, moved.progress, moved.number) == (
        conference.id,
        "in_progress",
        40,
        "3",
    )
    assert [t["text"] for t in again.changes["added"]] == ["Ban hành quy chế"]
    assert again.changes["removed"] == []


def test_a_task_that_vanishes_keeps_its_entries_and_comes_back_with_them(store: Store) -> None:
    store.load([plan("Xây dựng đề án", "Tổ chức hội nghị")])
    gone = task_named(store, "Tổ chức hội nghị")
    store.update(Update(gone.id, state=Reported.DONE, note="xong"), by="an")
    (loaded,) = store.load([plan("Xây dựng đề án")])
    assert loaded.changes["removed"][0]["reported"] is True
    assert task_named(store, "Tổ chức hội nghị").present in (False, 0)
    (back,) = store.load([plan("Xây dựng đề án", "Tổ chức hội nghị", extra="bản tốt hơn")])
    assert [t["text"] for t in back.changes["back"]] == ["Tổ chức hội nghị"]
    assert task_named(store, "Tổ chức hội nghị").state == "done"


def test_undo_brings_the_plan_back_and_keeps_entries(store: Store) -> None:
    store.load([plan("Xây dựng đề án", "Tổ chức hội nghị")], by="an")
    first = task_named(store, "Xây dựng đề án")
    (loaded,) = store.load([plan("Một việc khác hẳn", "Tổ chức hội nghị")])
    other = task_named(store, "Một việc khác hẳn")
    assert other.id != first.id
    store.update(Update(task_named(store, "Tổ chức hội nghị").id, state=Reported.DONE))
    undone = store.undo(loaded.document_id)
    assert undone.revision == 3
    assert task_named(store, "Xây dựng đề án").id == first.id
    assert not task_named(store, "Một việc khác hẳn").present
    assert task_named(store, "Tổ chức hội nghị").state == "done"
    with pytest.raises(NothingToUndo):
        store.undo(loaded.document_id)
    assert store.undo(loaded.document_id, to=2).revision == 4
    assert task_named(store, "Một việc khác hẳn").present


def test_corrections_stay_over_a_reload(store: Store) -> None:
    store.load([plan(work("Xây dựng đè án", due=date(2026, 7, 1)))])
    task = task_named(store, "Xây dựng đè án")
    store.update(Update(task.id, field="text", value="Xây dựng đề án"))
    store.update(Update(task.id, field="due", value="2026-08-01"))
    store.update(Update(task.id, field="leads", value="Cục Số hóa; Vụ Pháp chế"))
    (again,) = store.load([plan(work("Xây dựng đè án", due=date(2026, 7, 2)), extra="x")])
    now = task_named(store, "Xây dựng đề án")
    assert (now.id, now.due, now.plan_due) == (task.id, date(2026, 8, 1), date(2026, 7, 2))
    names = rows(
        store,
        select(Actor.name)
        .join(Assignment, Assignment.actor_id == Actor.id)
        .where(Assignment.role == "lead")
        .order_by(Assignment.id),
    )
    assert [n for (n,) in names] == ["Cục Số hóa", "Vụ Pháp chế"]
    assert again.changes["changed"][0]["fields"].keys() == {"plan_due", "deadline_text"}


def test_recurring_tasks_have_occurrences(store: Store) -> None:
    yearly = Deadline(
        text="hàng năm trước 30/11",
        kind="recurring",
        rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=29",
        start=date(2025, 1, 1),
    )
    store.load([plan(work("Báo cáo năm", deadline=yearly))])
    dues = [d for (d,) in rows(store, select(Occurrence.due).order_by(Occurrence.due))]
    assert dues == [date(2025, 11, 29), date(2026, 11, 29), date(2027, 11, 29)]
    task = task_named(store, "Báo cáo năm")
    assert task.due == dues[0]
    store.update(Update(task.id, state=Reported.DONE, done_on=date(2026, 5, 1)))
    assert task_named(store, "Báo cáo năm").due == dues[1]
    assert task_named(store, "Báo cáo năm").phase == "open"


def test_the_double_of_a_table_row_is_not_listed(store: Store) -> None:
    store.load(
        [
            plan(
                work("Xây dựng đề án", key="row"),
                work("Xây dựng đề án (mục II)", key="body", origin="section", linked=("row",)),
            )
        ]
    )
    body = task_named(store, "Xây dựng đề án (mục II)")
    assert not body.listed
    assert body.same_as == task_named(store, "Xây dựng đề án").id


def test_reports_cannot_be_changed(store: Store) -> None:
    store.load([plan("a")])
    store.update(Update(task_named(store, "a").id, note="x"))
    for statement in ("UPDATE reports SET note = 'y'", "DELETE FROM reports"):
        with pytest.raises(Exception, match="append-only"):
            store.writing(lambda c, s=statement: c.execute(text(s)))
    assert [r.note for r in rows(store, select(Report))] == ["x"]

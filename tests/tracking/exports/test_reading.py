"""From the store to the exports, on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from tests.databases import Clock
from tests.tracking.factory import plan, work
from vanban.schemas import Deadline
from vanban.tracking import Store
from vanban.tracking.errors import NotFound
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.exports.summary import NO_UNIT, summary
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.states import Reported, TimeState
from vanban.tracking.store.reporting import Update

MONTHLY = Deadline(
    text="ngày 25 hằng tháng",
    kind="recurring",
    rrule="FREQ=MONTHLY;BYMONTHDAY=25",
    due=date(2026, 3, 25),
)
ALL = TaskFilter(limit=0)


@pytest.fixture
def loaded(store: Store, clock: Clock) -> Store:
    """Two decisions on 23 November 2026."""
    clock.set(date(2026, 3, 2))
    first = plan(
        work(
            "Một",
            leads=("Vụ A", "Vụ B"),
            cooperators=("Cục C",),
            due=date(2026, 9, 30),
            outputs=("Tờ trình",),
            group="Nhóm",
        ),
        work("Hai", leads=("Vụ A",), due=date(2026, 11, 25)),
        work("Ba", leads=()),
        work("Bốn", leads=("Vụ B",), deadline=MONTHLY),
    )
    second = plan(
        work("Năm", leads=("Vụ B",), due=date(2026, 5, 1)), number="3", issued_on=date(2026, 1, 5)
    )
    store.load([first, second])
    clock.set(date(2026, 11, 23))
    return store


def test_tasks_come_in_the_order_of_their_decisions(loaded: Store) -> None:
    taken = snapshot(loaded, ALL)
    assert [t.text for t in taken.tasks] == ["Năm", "Một", "Hai", "Ba", "Bốn"]
    assert [d.number_symbol for d in taken.documents] == ["3/QĐ-BTN", "12/QĐ-BTN"]
    assert taken.as_of == date(2026, 11, 23)


def test_everything_about_a_task(loaded: Store) -> None:
    task = snapshot(loaded, ALL).tasks[1]
    assert (task.leads, task.cooperators, task.outputs, task.group) == (
        ("Vụ A", "Vụ B"),
        ("Cục C",),
        ("Tờ trình",),
        "Nhóm",
    )
    assert (task.time, task.days, task.days_late, task.deadline_text) == (
        TimeState.OVERDUE,
        54,
        54,
        "trước 30/09/2026",
    )
    assert task.document.name == "Quyết định số 12/QĐ-BTN ngày 02/03/2026"


def test_dates_of_a_recurring_task(loaded: Store) -> None:
    task = snapshot(loaded, ALL).tasks[4]
    assert task.dates[0].due == date(2026, 3, 25)
    assert task.rrule == "FREQ=MONTHLY;BYMONTHDAY=25"


def test_every_report_and_every_revision_is_a_change(loaded: Store, clock: Clock) -> None:
    before = snapshot(loaded, ALL).tasks[2]
    loaded.update(Update(before.id, note="x"), by="A")
    loaded.update(Update(before.id, state=Reported.IN_PROGRESS, progress=5), by="A")
    after = snapshot(loaded, ALL).tasks[2]
    assert (before.changes, after.changes) == (0, 2)
    assert after.changed_at > before.changed_at


def test_the_summary_counts_as_the_store_does(loaded: Store) -> None:
    for task, state in zip(
        snapshot(loaded, ALL).tasks,
        (Reported.DONE, Reported.DONE, Reported.SUSPENDED),
        strict=False,
    ):
        loaded.update(Update(task.id, state=state), by="A")
    rows, total = summary(snapshot(loaded, ALL).tasks)
    own = {
        r.name: (r.total, r.done_in_time, r.done_late, r.open_in_time, r.overdue, r.halted)
        for r in rows
        if r.name != NO_UNIT
    }
    store = {
        u.unit: (u.total, u.done_in_time, u.done_late, u.open_in_time, u.overdue, u.halted)
        for u in unit_loads(loaded)
    }
    assert own == store
    assert total.total == 5


def test_filters_and_periods(loaded: Store) -> None:
    assert [t.text for t in snapshot(loaded, TaskFilter(unit="Cục C", limit=0)).tasks] == ["Một"]
    assert [t.text for t in snapshot(loaded, ALL, issued_to=date(2026, 1, 31)).tasks] == ["Năm"]
    with pytest.raises(NotFound):
        snapshot(loaded, TaskFilter(unit="Vụ không có", limit=0))


def test_a_day_in_the_past(loaded: Store) -> None:
    task = snapshot(loaded, ALL).tasks[1]
    loaded.update(Update(task.id, state=Reported.DONE, done_on=date(2026, 10, 2)), by="A")
    assert (
        snapshot(loaded, TaskFilter(as_of=date(2026, 9, 29), limit=0)).tasks[1].time
        is TimeState.DUE_SOON
    )
    assert snapshot(loaded, ALL).tasks[1].time is TimeState.DONE_LATE

"""The two axes: what people report, what follows on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.tracking.factory import plan, work
from vanban.schemas import Deadline
from vanban.tracking import Store
from vanban.tracking.errors import BadReport, Conflict
from vanban.tracking.queries.rows import fetch_occurrences, fetch_reports, fetch_tasks
from vanban.tracking.states import (
    Entry,
    Reported,
    Standing,
    TimeState,
    apply,
    check,
    days_of,
    derived,
    label,
    registry,
    reported,
    time_label,
    time_state,
)
from vanban.tracking.store.models import Task
from vanban.tracking.store.reporting import Update

DUE = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("state", "due", "done_on", "day", "expected", "days"),
    [
        ("not_started", DUE, None, date(2026, 5, 1), "not_due", 40),
        ("not_started", DUE, None, date(2026, 6, 3), "due_soon", 7),
        ("in_progress", DUE, None, date(2026, 6, 10), "due_soon", 0),
        ("in_progress", DUE, None, date(2026, 5, 1), "in_time", 40),
        ("in_progress", DUE, None, date(2026, 6, 11), "overdue", 1),
        ("awaiting", DUE, None, date(2026, 6, 15), "overdue", 5),
        ("extended", DUE, None, date(2026, 5, 1), "in_time", 40),
        ("returned", DUE, None, date(2026, 6, 12), "overdue", 2),
        ("done", DUE, date(2026, 6, 10), date(2027, 1, 1), "done_in_time", 0),
        ("done", DUE, date(2026, 6, 13), date(2027, 1, 1), "done_late", 3),
        ("done", None, date(2026, 6, 13), date(2027, 1, 1), "done_no_date", None),
        ("not_started", None, None, date(2026, 6, 1), "no_deadline", None),
        ("suspended", DUE, None, date(2027, 1, 1), "halted", None),
        ("withdrawn", DUE, None, date(2027, 1, 1), "halted", None),
    ],
)
def test_what_follows_on_a_day(
    state: str, due: date | None, done_on: date | None, day: date, expected: str, days: int | None
) -> None:
    found = time_state(state, due, done_on, day)
    assert (found, days_of(found, due, done_on, day)) == (expected, days)


@given(st.sampled_from(list(Reported)), st.none() | st.dates(), st.none() | st.dates(), st.dates())
def test_every_case_has_a_state_and_words(
    state: Reported, due: date | None, done_on: date | None, day: date
) -> None:
    found = time_state(state, due, done_on, day)
    days = days_of(found, due, done_on, day)
    assert days is None or days >= 0
    assert time_label(found, days)


def test_every_state_has_words_in_the_registry() -> None:
    data = registry()
    assert set(data["reported"]) == set(Reported)
    assert set(data["derived"]) == set(TimeState)
    assert set(data["words"].values()) <= set(Reported)
    assert all(reported(label(state)) is state for state in Reported)
    assert all(set(row["after"]) <= {*Reported, "*"} for row in data["reported"].values())


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Hoàn thành", "done"),
        ("tạm hoãn", "suspended"),
        ("HUỶ", "withdrawn"),
        ("in-progress", "in_progress"),
        ("xong", "done"),
    ],
)
def test_states_by_the_words_that_people_type(words: str, state: str) -> None:
    assert reported(words) == state


@pytest.mark.parametrize(
    ("before", "entry", "message"),
    [
        (Standing(Reported.DONE), Entry(Reported.EXTENDED, DUE, new_due=DUE), "không thể chuyển"),
        (Standing(Reported.WITHDRAWN), Entry(Reported.DONE, DUE), "không thể chuyển"),
        (Standing(due=DUE), Entry(Reported.EXTENDED, DUE), "thời hạn mới"),
        (Standing(due=DUE), Entry(Reported.EXTENDED, DUE, new_due=DUE), "không sau"),
        (Standing(), Entry(Reported.IN_PROGRESS, DUE, progress=101), "0-100"),
        (
            Standing(),
            Entry(Reported.DONE, DUE, done_on=DUE + timedelta(days=1)),
            "sau ngày báo cáo",
        ),
    ],
)
def test_reports_that_contradict_are_refused(before: Standing, entry: Entry, message: str) -> None:
    with pytest.raises(BadReport, match=message):
        check(before, entry)


def test_confirmed_work_is_done_on_the_day_it_was_handed_in() -> None:
    handed_in = apply(Standing(due=DUE), Entry(Reported.AWAITING, date(2026, 6, 9)))
    confirmed = apply(handed_in, Entry(Reported.DONE, date(2026, 6, 20)))
    assert (
        time_state(confirmed.state, confirmed.due, confirmed.done_on, date(2026, 7, 1))
        == "done_in_time"
    )


def first(store: Store) -> Task:
    with store.reading() as connection:
        return connection.execute(select(Task).order_by(Task.id)).first()  # type: ignore[return-value]


def test_an_extension_keeps_old_and_new_due(store: Store) -> None:
    store.load([plan(work("a", due=DUE))])
    task = first(store)
    store.update(
        Update(task.id, state=Reported.EXTENDED, new_due=date(2026, 9, 1), evidence="55/BTN-VP"),
        by="bình",
    )
    store.load([plan(work("a", due=DUE), extra="bản khác")])
    now = first(store)
    assert (now.due, now.plan_due, now.state) == (date(2026, 9, 1), DUE, "extended")
    with store.reading() as connection:
        (entry,) = fetch_reports(connection, [task.id])
    assert (entry.old_due, entry.new_due, entry.evidence, entry.by) == (
        DUE,
        date(2026, 9, 1),
        "55/BTN-VP",
        "bình",
    )


def test_a_report_on_a_task_that_moved_on_is_a_conflict(store: Store) -> None:
    store.load([plan("a")])
    task = first(store)
    seen = store.update(Update(task.id, state=Reported.IN_PROGRESS, expect=0))
    store.update(Update(task.id, note="thêm", expect=seen))
    with pytest.raises(Conflict):
        store.update(Update(task.id, state=Reported.DONE, expect=seen))


def test_several_reports_are_written_all_or_none(store: Store) -> None:
    store.load([plan("a", "b")])
    task = first(store)
    with pytest.raises(BadReport):
        store.update_all(
            [Update(task.id, note="một"), Update(task.id + 1, state=Reported.EXTENDED)]
        )
    with store.reading() as connection:
        assert fetch_reports(connection, [task.id, task.id + 1]) == ()


def test_occurrences_are_reported_one_by_one(store: Store) -> None:
    dates = (date(2026, 3, 1), date(2026, 6, 20), date(2026, 9, 1))
    store.load(
        [plan(work("Báo cáo", deadline=Deadline(text="3 lần", kind="several", dates=dates)))]
    )
    task = first(store)
    store.update(Update(task.id, state=Reported.DONE, done_on=date(2026, 3, 5)))
    store.update(
        Update(task.id, state=Reported.DONE, occurrence=dates[2], done_on=date(2026, 5, 5))
    )
    with store.reading() as connection:
        (row,) = fetch_tasks(connection, [task.id], date(2026, 6, 1))
        parts = fetch_occurrences(connection, task.id, date(2026, 6, 1))
    assert [part.time for part in parts] == ["done_late", "not_due", "done_in_time"]
    assert (row.due, row.state, row.time) == (dates[1], "not_started", "not_due")
    store.update(Update(task.id, state=Reported.DONE, done_on=date(2026, 6, 1)))
    with store.reading() as connection:
        (row,) = fetch_tasks(connection, [task.id], date(2026, 6, 1))
    assert (row.state, row.time) == ("done", "done_in_time")
    with pytest.raises(BadReport):
        store.update(Update(task.id, state=Reported.DONE, occurrence=date(2020, 1, 1)))


def test_suspending_a_recurring_task_stops_all_of_it(store: Store) -> None:
    yearly = Deadline(
        text="hàng năm",
        kind="recurring",
        rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=29",
        start=date(2024, 1, 1),
    )
    store.load([plan(work("Báo cáo", deadline=yearly))])
    task = first(store)
    store.update(Update(task.id, state=Reported.SUSPENDED))
    assert (first(store).phase, first(store).state) == ("halted", "suspended")
    store.update(Update(task.id, state=Reported.NOT_STARTED))
    assert (first(store).phase, first(store).due) == ("open", date(2024, 11, 29))


@pytest.mark.parametrize("state", TimeState)
def test_a_derived_state_is_known_by_its_code_and_by_its_label(state: TimeState) -> None:
    assert derived(state) == derived(label(state)) == derived(label(state).upper()) == state

"""The calendar: read by icalendar, its rules expanded by dateutil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from icalendar import Calendar

from tests.tracking.exports.made import DAY, DECISION, lead, made, snapshots, task
from vanban.tracking.exports.ics import ZONE, calendar, feeds
from vanban.tracking.exports.model import Snapshot, TrackedDate, TrackedTask
from vanban.tracking.states import phase


def read(data: bytes) -> Calendar:
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    assert not [part.errors for part in found.walk() if part.errors]
    return found


def parts(data: bytes, kind: str, task_id: int | None = None) -> list[Any]:
    return [
        c
        for c in read(data).walk(kind)
        if task_id is None or str(c["x-vanban-task"]) == f"{task_id:016x}"
    ]


def one(*tasks: TrackedTask) -> Snapshot:
    return Snapshot(tasks, DAY)


def test_the_lines_are_as_the_rfc_wants_them() -> None:
    data = calendar(made())
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data == calendar(made())


def test_every_task_is_a_todo_and_every_due_task_an_event() -> None:
    data = calendar(made())
    assert {str(c["x-vanban-task"]) for c in parts(data, "VTODO")} == {
        t.stable_id for t in made().tasks
    }
    assert {str(c["x-vanban-task"]) for c in parts(data, "VEVENT")} == {
        t.stable_id for t in made().tasks if t.due
    }


def test_todo_and_event_of_a_task() -> None:
    data = calendar(
        one(
            task(
                4, "Trình đề án", lead("Cục A"), due=date(2026, 11, 26), start_on=date(2026, 11, 1)
            )
        )
    )
    (todo,), (event,) = parts(data, "VTODO"), parts(data, "VEVENT")
    assert todo["dtstart"].dt == datetime(2026, 11, 1, tzinfo=ZONE)
    assert todo["due"].dt == datetime(2026, 11, 26, 23, 59, tzinfo=ZONE)
    assert todo["due"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 26), date(2026, 11, 27))
    assert (str(todo["uid"]), str(event["uid"])) == (
        "0000000000000004-viec@vanban",
        "0000000000000004-han@vanban",
    )


def test_alarms_sound_at_eight_in_the_morning_of_the_seventh_third_and_last_day() -> None:
    data = calendar(one(task(4, "Trình đề án", due=date(2026, 11, 26))))
    (todo,), (event,) = parts(data, "VTODO"), parts(data, "VEVENT")
    eight = [datetime(2026, 11, n, 8, tzinfo=ZONE) for n in (19, 23, 25)]
    assert [todo["due"].dt + a["trigger"].dt for a in todo.walk("VALARM")] == eight
    assert [
        datetime(2026, 11, 26, tzinfo=ZONE) + a["trigger"].dt for a in event.walk("VALARM")
    ] == eight


@pytest.mark.parametrize("state", ["done", "suspended", "withdrawn"])
def test_what_is_closed_gives_no_alarm(state: str) -> None:
    assert not read(calendar(one(task(4, "Trình", due=date(2026, 11, 26), state=state)))).walk(
        "VALARM"
    )


def test_a_recurring_task_is_a_rule_with_exceptions_for_what_was_reported() -> None:
    data = calendar(made())
    master, *exceptions = parts(data, "VEVENT", 5)
    rule: Any = rrulestr(
        master["rrule"].to_ical().decode(),
        dtstart=datetime.combine(master["dtstart"].dt, datetime.min.time()),
    )
    assert [d.date() for d in rule[:6]] == [date(2026, m, 25) for m in range(7, 13)]
    assert [e["recurrence-id"].dt for e in exceptions] == [date(2026, m, 25) for m in (7, 8, 9)]
    assert len({str(c["uid"]) for c in (master, *exceptions)}) == 1
    assert [str(t["status"]) for t in parts(data, "VTODO", 5)] == [
        "NEEDS-ACTION",
        *["COMPLETED"] * 3,
    ]


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20270125", "FREQ=MONTHLY;BYMONTHDAY=25"]
)
def test_the_last_day_of_a_rule_is_of_the_kind_of_its_first(rule: str) -> None:
    dates = (TrackedDate(date(2026, 11, 25)), TrackedDate(date(2026, 12, 25)))
    data = calendar(
        one(
            task(
                5,
                "Báo cáo",
                rrule=rule,
                until=date(2027, 1, 25),
                due=date(2026, 11, 25),
                dates=dates,
            )
        )
    )
    (todo,), (event,) = parts(data, "VTODO"), parts(data, "VEVENT")
    assert todo["rrule"]["UNTIL"] == [datetime(2027, 1, 25, 16, 59, 59, tzinfo=UTC)]
    assert event["rrule"]["UNTIL"] == [date(2027, 1, 25)]
    begin = todo["dtstart"].dt
    days: Any = rrulestr(todo["rrule"].to_ical().decode(), dtstart=begin)
    assert [d.date() for d in days] == [
        date(2026, 11, 25), date(2026, 12, 25), date(2027, 1, 25),
    ]  # fmt: skip


def test_several_dates_without_a_readable_rule_stand_for_themselves() -> None:
    dates = (
        TrackedDate(date(2026, 6, 30), state="done"),
        TrackedDate(date(2026, 12, 31), new_due=date(2027, 1, 15)),
    )
    for rule in (None, "hằng quý"):
        events = parts(
            calendar(one(task(5, "Báo cáo", rrule=rule, due=date(2027, 1, 15), dates=dates))),
            "VEVENT",
        )
        assert [e["dtstart"].dt for e in events] == [date(2026, 6, 30), date(2027, 1, 15)]
        assert [str(e["uid"]) for e in events] == [
            "0000000000000005-20260630-han@vanban",
            "0000000000000005-20261231-han@vanban",
        ]


def test_a_change_raises_the_sequence_and_keeps_the_uid() -> None:
    before = task(4, "Trình", due=date(2026, 11, 26))
    after = replace(before, state="extended", due=date(2026, 12, 26), changes=1)
    old, new = (parts(calendar(one(t)), "VEVENT")[0] for t in (before, after))
    assert str(old["uid"]) == str(new["uid"])
    assert (int(old["sequence"]), int(new["sequence"])) == (0, 1)


def test_each_unit_has_its_own_feed() -> None:
    found = feeds(made())
    assert list(found) == [
        "Sở Nội vụ",  # of the decision that was issued first
        "Sở Tư pháp",
        "Vụ Pháp chế",
        "Cục Chuyển đổi số",
        "Vụ Kế hoạch - Tài chính",
        "",
    ]
    ids = {str(c["x-vanban-task"]) for c in read(found["Vụ Kế hoạch - Tài chính"]).walk("VTODO")}
    assert ids == {f"{n:016x}" for n in (1, 4, 7)}
    assert str(read(found["Sở Nội vụ"])["x-wr-calname"]) == "Sở Nội vụ"


def _back(todo: Any) -> Sequence[Any]:
    handed = todo.get("x-vanban-handed-in")
    done_on = date.fromisoformat(str(handed)) if handed else None
    if "completed" in todo:
        done_on = todo["completed"].dt.astimezone(ZONE).date()
    due = todo.get("due")
    units = [str(c) for c in todo["categories"].cats] if "categories" in todo else []
    return [
        str(todo["x-vanban-task"]),
        str(todo["description"]).split("\n\nVăn bản: ")[0],
        due.dt.astimezone(ZONE).date() if due else None,
        str(todo["x-vanban-state"]),
        int(todo["percent-complete"]),
        done_on,
        units,
        int(todo["sequence"]),
    ]


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_what_went_in_comes_back(taken: Snapshot) -> None:
    data = calendar(taken)
    went_in = [
        [t.stable_id, t.text, t.due, t.state, t.progress, t.done_on, list(t.leads), t.changes]
        for t in taken.tasks
    ]
    assert [list(_back(todo)) for todo in parts(data, "VTODO")] == went_in
    events = {str(e["x-vanban-task"]): e for e in parts(data, "VEVENT")}
    assert {k: e["dtstart"].dt for k, e in events.items()} == {
        t.stable_id: t.due for t in taken.tasks if t.due
    }
    assert all(e["dtend"].dt - e["dtstart"].dt == timedelta(days=1) for e in events.values())
    assert {t.stable_id: phase(t.state) == "done" for t in taken.tasks if t.due} == {
        k: str(e["summary"]).startswith("Xong: ") for k, e in events.items()
    }


def test_long_words_are_cut_in_the_summary_only() -> None:
    (todo,) = parts(calendar(one(task(1, "rất dài " * 60, document=DECISION))), "VTODO")
    assert len(str(todo["summary"])) <= 120
    assert "rất dài " * 59 in str(todo["description"])

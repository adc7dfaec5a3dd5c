"""Periods of reports, and what happened in one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.databases import Clock
from tests.tracking.factory import plan, work
from vanban.tracking import Store
from vanban.tracking.errors import BadQuery
from vanban.tracking.exports.reading import during
from vanban.tracking.exports.report.content import Happened
from vanban.tracking.exports.report.periods import KINDS, period_of
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update


@pytest.mark.parametrize(
    ("kind", "day", "administrative", "first", "last", "name"),
    [
        ("tuan", (2026, 11, 20), False, (2026, 11, 16), (2026, 11, 22), "tuần 47 năm 2026"),
        ("thang", (2026, 11, 20), False, (2026, 11, 1), (2026, 11, 30), "tháng 11 năm 2026"),
        ("thang", (2026, 11, 14), True, (2026, 10, 15), (2026, 11, 14), "tháng 11 năm 2026"),
        ("thang", (2026, 12, 15), True, (2026, 12, 15), (2027, 1, 14), "tháng 1 năm 2027"),
        ("quy", (2026, 9, 30), False, (2026, 7, 1), (2026, 9, 30), "quý III năm 2026"),
        ("quy", (2026, 9, 14), True, (2026, 6, 15), (2026, 9, 14), "quý III năm 2026"),
        ("6-thang", (2026, 3, 1), True, (2025, 12, 15), (2026, 6, 14), "6 tháng đầu năm 2026"),
        ("6-thang", (2026, 8, 1), False, (2026, 7, 1), (2026, 12, 31), "6 tháng cuối năm 2026"),
        ("nam", (2026, 12, 20), True, (2026, 12, 15), (2027, 12, 14), "năm 2027"),
        ("nam", (2026, 12, 20), False, (2026, 1, 1), (2026, 12, 31), "năm 2026"),
    ],
)
def test_periods(
    kind: str,
    day: tuple[int, int, int],
    administrative: bool,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    name: str,
) -> None:
    found = period_of(kind, date(*day), administrative)
    assert (found.first, found.last, found.name) == (date(*first), date(*last), name)


@given(st.sampled_from(sorted(KINDS)), st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.booleans())
def test_every_day_is_in_one_period(kind: str, day: date, administrative: bool) -> None:
    found = period_of(kind, day, administrative)
    assert found.first <= day <= found.last
    assert period_of(kind, found.last, administrative) == found
    assert found.before().last == found.first - timedelta(days=1)


def test_no_period() -> None:
    with pytest.raises(BadQuery, match="không có kỳ"):
        period_of("ngay", date(2026, 1, 1))


def test_the_work_of_a_period(store: Store, clock: Clock) -> None:
    clock.set(date(2026, 3, 10))
    texts = ("Xong từ trước", "Xong trong kỳ", "Còn dở")
    store.load([plan(*(work(text, due=date(2026, 5, 20)) for text in texts))])
    clock.set(date(2026, 4, 20))
    store.update(Update(1, state=Reported.DONE, done_on=date(2026, 3, 20)))
    store.update(Update(2, state=Reported.DONE, done_on=date(2026, 4, 18)))
    store.update(Update(3, state=Reported.RETURNED, note="thiếu"))
    period = period_of("thang", date(2026, 4, 20))
    taken, happened = during(store, TaskFilter(limit=0), period)
    assert [task.text for task in taken.tasks] == ["Xong trong kỳ", "Còn dở"]
    assert happened == Happened(carried_over=2, new=0, returned=1)
    _, before = during(store, TaskFilter(limit=0), period_of("thang", date(2026, 3, 15)))
    assert before == Happened(carried_over=0, new=3)

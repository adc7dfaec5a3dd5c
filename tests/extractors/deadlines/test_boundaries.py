"""Days at the edge of a rule: each row fails where the comparison or the threshold moves by one."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline

ISSUED = Context(issued_on=date(2025, 3, 10))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("ngày 10/3", "2025-03-10"),  # the day of issue itself is not past
        ("ngày 09/3", "2026-03-09"),  # the day before it is: next year
        ("trước ngày 11/3", "2025-03-10"),  # due the day before, the day of issue
        ("trước ngày 10/3", "2026-03-09"),
    ],
)
def test_a_day_without_a_year_is_the_next_one_on_or_after_the_issue(text: str, due: str) -> None:
    assert str(parse_deadline(text, ISSUED).due) == due


@pytest.mark.parametrize(
    ("text", "is_far"),
    [
        ("ngày 09/12", False),  # 274 days after the issue: nine months
        ("ngày 10/12", True),  # 275
    ],
)
def test_beyond_nine_months_a_day_without_a_year_is_doubtful(text: str, is_far: bool) -> None:
    found = parse_deadline(text, ISSUED)
    assert ("hơn 9 tháng" in (found.reason or "")) is is_far


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("ngày 15/6/2025", "calendar"),
        ("ngày 15/6", "calendar"),  # no year is written, and there is no doubt about it
        ("ngày 15/01", "issue_date"),  # past at the issue: reckoned from it
        ("ngày 10/12", "issue_date"),
    ],
)
def test_a_date_is_anchored_to_the_issue_only_where_its_year_had_to_be_told(
    text: str, anchor: str
) -> None:
    assert parse_deadline(text, ISSUED).anchor == anchor


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Các đơn vị báo cáo trước ngày 11/3/2025.", 1),  # due on the day of issue
        ("Các đơn vị báo cáo trước ngày 10/3/2025.", 0),  # over before it
        ("Các đơn vị báo cáo trước ngày 12/3/2025.", 1),
    ],
)
def test_a_time_that_was_over_at_the_issue_is_told_and_not_set(text: str, count: int) -> None:
    assert len(find_deadlines(text, ISSUED)) == count

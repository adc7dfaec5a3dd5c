"""Cells that say more than one thing, and the policies of counting."""

from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import is_ditto, parse_deadline

CONTEXT = Context(issued_on=date(2025, 3, 10))


@pytest.mark.parametrize(
    ("text", "kind", "start", "due"),
    [
        ("Bắt đầu từ tháng 6/2025; hoàn thành tháng 12/2026", "window", "2025-06-01", "2026-12-31"),
        ("Tháng 6/2025 (Trình Chính phủ)", "window", "2025-06-01", "2025-06-30"),
        ("Hằng năm, bắt đầu từ 2026", "recurring", "2026-01-01", "2026-12-31"),
        ("2025-2030", "window", "2025-01-01", "2030-12-31"),
        ("Năm học 2025-2026", "window", "2025-09-05", "2026-05-31"),
        ("Từ năm học 2026-2027", "window", "2026-09-05", None),
        ("Từ tháng 11/2025 đến khi kết thúc kiểm kê", "window", "2025-11-01", None),
        ("30/8/2026; riêng mục a trước 15/8/2026", "several", None, "2026-08-30"),
        ("Quý III/2025 (trước 30/8/2025)", "date", None, "2025-08-29"),
        ("Năm 2025 (Quý III)", "window", "2025-07-01", "2025-09-30"),
        ("9 - 10/2025", "window", "2025-09-01", "2025-10-31"),
        ("12-01-2028", "date", None, "2028-01-12"),
        ("Trước 03-11-2027", "date", None, "2027-11-02"),
        ("10-12/2027", "window", "2027-10-01", "2027-12-31"),
        ("05 - 10/8/2026", "window", "2026-08-05", "2026-08-10"),
        ("Tháng 11 - tháng 3/2026", "window", "2025-11-01", "2026-03-31"),
        ("Liên tục từ năm 2028", "ongoing", "2028-01-01", None),
        (
            "Liên tục và hoàn thành tổng thể trong tháng 6/2027",
            "window",
            "2027-06-01",
            "2027-06-30",
        ),
        ("Từ ngày ban hành Kế hoạch trở đi", "ongoing", "2025-03-10", None),
        ("Theo từng mốc thời hạn dưới đây", "reference", None, None),
        ("ngày 11/9/2026 (thứ Sáu)", "date", None, "2026-09-11"),
        ("từ ngày 11/9 đến hết năm 2026", "window", "2026-09-11", "2026-12-31"),
        ("từ quý II/2026", "window", "2026-04-01", None),
        ("100 ngày kể từ ngày ban hành Kế hoạch", "relative", "2025-03-10", "2025-06-18"),
        ("31/13/2025", "error", None, None),
        ("", "none", None, None),
    ],
)
def test_cells(text: str, kind: str, start: str | None, due: str | None) -> None:
    found = parse_deadline(text, CONTEXT)
    assert (found.kind, str(found.start or "") or None, str(found.due or "") or None) == (
        kind,
        start,
        due,
    )


def test_two_days_that_differ_by_month_are_one_rule() -> None:
    found = parse_deadline("trước ngày 15/6 và 20/12 hằng năm", CONTEXT)
    assert found.rrule == "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=14,19;BYSETPOS=1,4"


def test_a_length_in_a_cell_of_times_is_a_limit() -> None:
    found = parse_deadline("100 ngày kể từ ngày ban hành Kế hoạch", CONTEXT)
    assert (found.anchor, found.offset, found.needs_review) == ("issue_date", "P100D", False)


def test_before_is_strict_or_lenient() -> None:
    lenient = Context(issued_on=date(2025, 3, 10), strict_before=False)
    assert parse_deadline("trước 30/11", CONTEXT).due == date(2025, 11, 29)
    assert parse_deadline("trước 30/11", lenient).due == date(2025, 11, 30)
    assert parse_deadline("trước 30/11", lenient).stated == "--11-30"


def test_written_days_roll_to_a_working_day_only_as_policy() -> None:
    rolling = Context(issued_on=date(2021, 6, 23), roll_to_working_day=True)
    assert parse_deadline("Ngày 15/8/2021", CONTEXT).due == date(2021, 8, 15)
    assert parse_deadline("Ngày 15/8/2021", rolling).due == date(2021, 8, 16)


def test_a_counted_period_rolls_to_a_working_day() -> None:
    assert parse_deadline(
        "trong thời hạn 03 ngày kể từ ngày ký", Context(issued_on=date(2025, 8, 29))
    ).due == date(2025, 9, 3)


def test_without_an_issue_date_nothing_is_guessed() -> None:
    found = parse_deadline("trước 30/11", Context())
    assert (found.due, found.needs_review) == (None, True)


@pytest.mark.parametrize(
    ("text", "ditto"),
    [
        ("nt", True),
        ("-nt-", True),
        ("//", True),
        ("″", True),
        ("như trên", True),
        ("-", False),
        ("2025", False),
    ],
)
def test_ditto_marks(text: str, ditto: bool) -> None:
    assert is_ditto(text) is ditto

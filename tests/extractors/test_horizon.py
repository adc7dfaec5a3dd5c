"""The period that a plan is made for, by its title."""

from datetime import date

import pytest

from vanban.extractors.horizon import horizon_of

ISSUED = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Phát triển du lịch đến năm 2030", date(2030, 12, 31)),
        ("Phát triển du lịch đến năm 2030, tầm nhìn 2045", date(2030, 12, 31)),
        ("Giảm nghèo giai đoạn 2026 - 2030", date(2030, 12, 31)),
        ("Cải cách hành chính năm 2026", date(2026, 12, 31)),
        ("Giám sát việc thực hiện chính sách giai đoạn 2021 - 2025", None),
        ("Tuyên truyền pháp luật", None),
    ],
)
def test_the_period_of_a_title(title: str, end: date | None) -> None:
    assert horizon_of([title], ISSUED) == end


def test_without_a_day_of_issue_any_period_counts() -> None:
    assert horizon_of(["Giảm nghèo giai đoạn 2021 - 2025"], None) == date(2025, 12, 31)

"""Times that lost a figure are doubtful; whole ones are not."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline
from vanban.extractors.deadlines.misread import CUT_YEAR, NO_QUARTER

CONTEXT = Context(issued_on=date(2026, 3, 5))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("15/11/202", CUT_YEAR),
        ("trước ngày 15/11/202", CUT_YEAR),
        ("Quý III/202", CUT_YEAR),
        ("tháng 9/202", CUT_YEAR),
        ("Quý HI/2026", NO_QUARTER),
        ("trong quý IL/2026", NO_QUARTER),
        ("quý VI/2026", NO_QUARTER),
        ("quý 11/2026", NO_QUARTER),
        ("15/11/2026", None),
        ("Quý III/2026", None),
        ("quý 3/2026", None),
        ("quý 03/2026", None),
        ("Quý I, II/2026", None),
        ("tháng 9/2026", None),
        ("theo Kế hoạch số 202/KH-UBND", None),
    ],
)
def test_a_cell(text: str, reason: str | None) -> None:
    deadline = parse_deadline(text, CONTEXT)
    said = deadline.reason if deadline.reason in (CUT_YEAR, NO_QUARTER) else None
    assert said == reason
    assert deadline.needs_review or reason is None


def test_running_text() -> None:
    (found,) = find_deadlines("Sở Y tế báo cáo trước ngày 15/11/202.", CONTEXT)
    assert (found.needs_review, found.reason) == (True, CUT_YEAR)
    (found,) = find_deadlines("Sở Y tế báo cáo trước ngày 15/11/2026.", CONTEXT)
    assert not found.needs_review

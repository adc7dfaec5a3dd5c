"""Weeks of a month: 'tuần thứ 2 của tháng 9/2026', 'tuần cuối tháng 8', 'tuần 3 tháng 10'.

They are counted in sevens from the first of the month (week 2 is the 8th to the 14th, week 5 the
days from the 29th); the last week is the last seven days.
"""

from __future__ import annotations

from dataclasses import replace

from vanban.extractors.deadlines.clock import WEEK
from vanban.extractors.deadlines.cursor import (
    Found,
    Tokens,
    kind,
    mark,
    month_body,
    weekday,
)
from vanban.extractors.deadlines.model import Moment

LAST = -1
_MOST = 5  # weeks of a month
_LIST = 16  # tokens from one week of a list to the month of all: four times ', tuần thứ 2'
_FIRST_OR_LAST = {"head": 1, "first": 1, "end": LAST, "last": LAST}


def week(t: Tokens, i: int) -> Found:
    """A week with its month; a week alone where further ones follow ('tuần 1, 2 tháng 9')."""
    return week_body(t, i + 1) if kind(t, i) == "week" else None


def week_body(t: Tokens, i: int) -> Found:
    """Which week, and its month; the word tuần is said before."""
    n, j = _ordinal(t, i)
    if not n:
        return None
    k = j + (kind(t, j) == "of")
    if kind(t, k) == "month" and (month := month_body(t, k + 1)):
        return replace(month[0], grain="week", day=n), month[1]
    return (Moment("week", day=n), j) if _goes_on(t, j) or _of_any_month(t, j) else None


def _ordinal(t: Tokens, i: int) -> tuple[int, int]:
    """'2', 'II', 'thứ 2', 'thứ hai', 'đầu', 'cuối cùng': the week, and where the words go on."""
    if n := _FIRST_OR_LAST.get(kind(t, i)):
        return n, i + 1
    if code := weekday(t, i):
        return WEEK.index(code) + 2, i + 1
    i += kind(t, i) == "ordinal"
    n = t[i].value if kind(t, i) in ("num", "roman", "word") else 0
    return (n, i + 1) if 1 <= n <= _MOST else (0, i)


def _goes_on(t: Tokens, i: int) -> bool:
    """Whether a further week follows and their month soon: 'tuần 3 - 4 tháng 10', 'tuần thứ 3 và
    tuần thứ 4 tháng 10'.
    """
    if mark(t, i) not in ("-", ",") and kind(t, i) not in ("and", "through"):
        return False
    further, _ = _ordinal(t, i + 1 + (kind(t, i + 1) == "week"))
    return further != 0 and any(kind(t, j) == "month" for j in range(i, i + _LIST))


def _of_any_month(t: Tokens, i: int) -> bool:
    """'tuần đầu hằng tháng', 'tuần cuối của tháng'."""
    return kind(t, i) in ("every", "of") and kind(t, i + 1) == "month"

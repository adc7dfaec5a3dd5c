"""Times of a day and days of a week: '16 giờ 30', '10 giờ sáng', 'cuối giờ chiều thứ Sáu'."""

from __future__ import annotations

import re

from vanban.extractors.deadlines.cursor import Tokens, kind, mark, number, weekday
from vanban.extractors.deadlines.lexicon import lexicon

_HALF_DAY, _DAY = 12, 24  # hours
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of a week as RFC 5545 names them; 'thứ 2' is the first."""


def hour(t: Tokens, i: int) -> tuple[str | None, int]:
    """The time of day at ``i`` as HH:MM, of a stretch its end ('8 giờ - 11 giờ 30'), and where the
    words go on. A part of the day alone ('sáng', 'cuối giờ chiều') has no clock.
    """
    clock, j = _clock(t, i)
    if clock and (mark(t, j) == "-" or kind(t, j) == "through"):
        end, k = _clock(t, j + 1)
        clock, j = (end, k) if end else (clock, j)
    return clock, j + (clock is None and kind(t, j) == "daypart")


def _clock(t: Tokens, i: int) -> tuple[str | None, int]:
    if kind(t, i) != "clock":
        return None, i
    hours, minutes = ([*map(int, re.findall(r"\d+", t[i].text)), 0])[:2]
    parted = kind(t, i + 1) == "daypart"
    if parted and hours < _HALF_DAY and t[i + 1].text in lexicon().prose["afternoon"]:
        hours += _HALF_DAY
    return (f"{hours:02d}:{minutes:02d}" if hours <= _DAY else None), i + 1 + parted


def weekdays(t: Tokens, i: int) -> tuple[tuple[str, ...], int]:
    """The days of a week in a list or a range ('thứ Ba, thứ Năm', 'thứ 2, 4, 6'), and where the
    words go on.
    """
    code, j = _weekday(t, i)
    if code is None:
        return (), i
    codes = [code]
    while step := _next(t, j, codes[-1]):
        codes += step[0]
        j = step[1]
    return tuple(codes), j


def _next(t: Tokens, i: int, last: str) -> tuple[list[str], int] | None:
    joins = mark(t, i) or kind(t, i)
    if joins not in (",", "&", "and", "-", "through"):
        return None
    code, j = _weekday(t, i + 1)
    if code is None and kind(t, i - 1) == "num" and kind(t, i + 1) == "num":
        code, j = _numbered(t, i + 1)  # 'thứ 2, 4, 6'
    if code is None:
        return None
    between = WEEK[WEEK.index(last) + 1 : WEEK.index(code)] if joins in ("-", "through") else ()
    return [*between, code], j


def _weekday(t: Tokens, i: int) -> tuple[str | None, int]:
    """'thứ Sáu', 'thứ 6', 'ngày thứ Sáu'; 'tuần thứ 2' counts weeks."""
    i += kind(t, i) == "day"
    if code := weekday(t, i):
        return code, i + 1
    if kind(t, i) != "ordinal" or kind(t, i - 1) in ("week", "times"):
        return None, i
    return _numbered(t, i + 1)


def _numbered(t: Tokens, i: int) -> tuple[str | None, int]:
    n = number(t, i)
    return (WEEK[n - 2], i + 1) if kind(t, i) == "num" and 2 <= n <= 7 else (None, i)

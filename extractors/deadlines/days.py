"""Days: bounds of a moment in a year, working days, Tết, roll-over (BLDS 2015, Điều 146-148; BLLĐ
2019, Điều 112).
"""

from __future__ import annotations

import functools
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from vanban.extractors.deadlines.model import MONTHS, Fraction, Grain, Length, Moment
from vanban.extractors.deadlines.weeks import LAST

_DAY = timedelta(days=1)
HOURS_OF_DAY = 24
_DAYS = {"day": 1, "week": 7}
SCHOOL_OPENS, SCHOOL_CLOSES = (9, 5), (5, 31)
"""Month and day of a school year (framework of the Ministry of Education for each year: opened on 5
September, closed before 31 May)."""


@functools.lru_cache(maxsize=64)
def holidays_of(year: int) -> Mapping[date, str]:
    """Public holidays and swapped days of Việt Nam in a year, with Vietnamese names (package
    ``holidays``).
    """
    import holidays  # loaded on need: 80 ms

    return dict(holidays.country_holidays("VN", years=[year], language="vi").items())


def is_working(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < 5 and day not in holidays_of(day.year)


def rolled(day: date) -> date:
    """``day``, or the next working day when it is none (BLDS Điều 148 khoản 5)."""
    while not is_working(day):
        day += _DAY
    return day


def last_working(day: date) -> date:
    """``day``, or the working day before it."""
    while not is_working(day):
        day -= _DAY
    return day


def plus(day: date, length: Length, *, sign: int = 1) -> date:
    """``length`` after ``day``, the first day not counted (Điều 147); months end on the same day or
    on the month's last (Điều 148).
    """
    if length.working:
        return _plus_working(day, length.n, sign)
    n = length.n * sign
    if length.unit == "hour":
        return day + timedelta(days=-(-length.n // HOURS_OF_DAY) * sign)
    if length.unit in _DAYS:
        return day + timedelta(days=_DAYS[length.unit] * n)
    return day + relativedelta(months=MONTHS[length.unit] * n)


def _plus_working(day: date, n: int, sign: int) -> date:
    while n:
        day += _DAY * sign
        n -= is_working(day)
    return day


def tet(year: int) -> date | None:
    """The first day of the lunar year."""
    return next(
        (
            d
            for d, name in sorted(holidays_of(year).items())
            if name.split(";")[0].strip().lower() == "tết nguyên đán"
        ),
        None,
    )


def month_end(year: int, month: int) -> date:
    """The last day of a month. ValueError when there is no such month."""
    return date(year, month, 1) + relativedelta(day=31)


def bounds(m: Moment, year: int) -> tuple[date, date]:
    """First and last day of a moment in ``year``. ValueError for a day or month that does not
    exist.
    """
    return _BOUNDS.get(m.grain, _year_bounds)(m, year)


def _quarter_bounds(m: Moment, year: int) -> tuple[date, date]:
    return _span_bounds(m, year, 3 * ((m.number or 1) - 1) + 1, 3)


def _months_bounds(m: Moment, year: int) -> tuple[date, date]:
    first = 1 if m.fraction == "head" else 13 - (m.number or 6)
    return date(year, first, 1), month_end(year, first + (m.number or 6) - 1)


def _tet_bounds(m: Moment, year: int) -> tuple[date, date]:
    day = tet(year)
    if day is None:
        raise ValueError("no such day")
    return day, day


def _school_bounds(m: Moment, year: int) -> tuple[date, date]:
    return date(year - 1, *SCHOOL_OPENS), date(year, *SCHOOL_CLOSES)


def _day_bounds(m: Moment, year: int) -> tuple[date, date]:
    month = m.number or (m.roles[0] if m.roles else 1)
    if m.day == -1:
        return (month_end(year, month),) * 2
    day = date(year, month, m.day or 1)
    return day, day


_PARTS: Mapping[Fraction | None, tuple[int, int]] = {
    "head": (1, 10),
    "mid": (11, 20),
    "end": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
}
"""First and last day of the parts of a month."""


def _month_bounds(m: Moment, year: int) -> tuple[date, date]:
    first, last = date(year, m.number or 1, 1), month_end(year, m.number or 1)
    if m.working:
        return (last_working(last),) * 2
    begin, end = _PARTS.get(m.fraction, (1, last.day))
    return first.replace(day=begin), first.replace(day=min(end, last.day))


def _week_bounds(m: Moment, year: int) -> tuple[date, date]:
    first, last = date(year, m.number or 1, 1), month_end(year, m.number or 1)
    if m.day == LAST:
        return last - 6 * _DAY, last
    start = first.replace(day=7 * (m.day or 1) - 6)
    return start, min(start + 6 * _DAY, last)


def _span_bounds(m: Moment, year: int, first: int, months: int) -> tuple[date, date]:
    """A quarter, or its first, middle or last month."""
    start = date(year, first, 1)
    match m.fraction:
        case "head":
            return start, month_end(year, first)
        case "mid":
            return date(year, first + 1, 1), month_end(year, first + 1)
        case "end":
            return date(year, first + months - 1, 1), month_end(year, first + months - 1)
    return start, month_end(year, first + months - 1)


def _year_bounds(m: Moment, year: int) -> tuple[date, date]:
    """A year; its beginning is the first quarter, its middle June, its end December."""
    match m.fraction:
        case "head":
            return date(year, 1, 1), date(year, 3, 31)
        case "mid":
            return date(year, 6, 1), date(year, 6, 30)
        case "end":
            return date(year, 12, 1), date(year, 12, 31)
    return date(year, 1, 1), date(year, 12, 31)


_BOUNDS: Mapping[Grain, Callable[[Moment, int], tuple[date, date]]] = {
    "day": _day_bounds,
    "week": _week_bounds,
    "month": _month_bounds,
    "quarter": _quarter_bounds,
    "months": _months_bounds,
    "tet": _tet_bounds,
    "now": _tet_bounds,
    "school": _school_bounds,
}


def days_in(month: int) -> int:
    """Days of a month in a common year."""
    return monthrange(2021, month)[1]

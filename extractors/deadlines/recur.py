"""Frequencies with their days to RFC 5545 rules and the first due date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vanban.extractors.context import Context
from vanban.extractors.deadlines.clock import WEEK
from vanban.extractors.deadlines.dates import EVERY_MONTH
from vanban.extractors.deadlines.days import bounds, days_in, last_working
from vanban.extractors.deadlines.model import Frequency, Limit, Moment
from vanban.extractors.deadlines.weeks import LAST

SOFT_WEEKDAY = "FR"  # no weekday is written: the last working day
_YEAR = 2021  # a common year, to find the day before a slot
_WORKDAYS = "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
NO_MONTH = "không ghi tháng trong kỳ: hiểu là tháng cuối kỳ"
NO_DAY = "không ghi ngày: hạn mềm là ngày cuối kỳ"
RARE = "chỉ ghi số lần, không ghi ngày"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule, and what is doubtful about it."""

    rule: str
    working: bool = False
    reasons: tuple[str, ...] = ()


def recurrence(
    f: Frequency, slots: tuple[Moment, ...], limit: Limit | None, *, reporting: bool, strict: bool
) -> Recurrence:
    """The rule of a frequency whose days ``slots`` name (without year); the period's last day where
    none is named.
    """
    if f.unit == "week" and (f.times == 1 or any(s.weekday for s in slots)):
        days = _days_of_week(slots, limit, strict)
        rule = _rule("WEEKLY", f.n, f"BYDAY={','.join(days) or SOFT_WEEKDAY}")
        return Recurrence(rule, reasons=() if days else (NO_DAY,))
    slots = tuple(s for s in slots if s.grain != "time" and not s.lunar)
    if f.unit in ("day", "week"):
        return Recurrence(
            _rule("DAILY" if f.unit == "day" else "WEEKLY", f.n),
            reasons=() if f.times == 1 else (RARE,),
        )
    if any(s.working for s in slots):
        return Recurrence(_by_month("MONTHLY", _months(f, slots), _WORKDAYS), working=True)
    bare = [_day_of_month(s) for s in slots if s.grain in ("day", "week") and s.number is None]
    if bare:
        return _by_day(f, bare, limit, strict)
    if slots:
        return Recurrence(_yearly(_slot_days(slots, limit, strict), f))
    return _soft(f, reporting)


def first_due(found: Recurrence, context: Context, start: date | None) -> date | None:
    """The first occurrence on or after the issue date (or ``start``); None when neither is
    known.
    """
    begin = max((d for d in (context.issued_on, start) if d), default=None)
    if begin is None:
        return None
    from dateutil.rrule import rrulestr  # loaded on need

    series = rrulestr(found.rule, dtstart=datetime.combine(begin, time()))
    first = next(iter(series), None)
    day = first.date() if first else None
    return last_working(day) if day and found.working else day


def _soft(f: Frequency, reporting: bool) -> Recurrence:
    """No day is written: the last day of each period, or the cut-off of the reporting regime
    (domain brief 4.3).
    """
    size = f.months()
    if size is None:
        return Recurrence(_rule("YEARLY", f.n, "BYMONTH=12;BYMONTHDAY=31"), reasons=(RARE,))
    if reporting:
        months = range(size, 13, size) if 12 % size == 0 else (12,)
        return Recurrence(
            _by_month("YEARLY", tuple(months), "BYMONTHDAY=14"),
            reasons=("kỳ số liệu chốt ngày 14 theo chế độ báo cáo",),
        )
    if 12 % size:
        whole = size % 12 == 0
        rule = (
            _rule("YEARLY", size // 12, "BYMONTH=12;BYMONTHDAY=31")
            if whole
            else _rule("MONTHLY", size, "BYMONTHDAY=-1")
        )
        return Recurrence(rule, reasons=(NO_DAY,))
    return Recurrence(_period_end(size), reasons=(NO_DAY,))


def _period_end(size: int) -> str:
    if size == 12:
        return "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"
    if size == 1:
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    return _by_month(
        "MONTHLY" if size == 3 else "YEARLY", tuple(range(size, 13, size)), "BYMONTHDAY=-1"
    )


def _days_of_week(slots: Iterable[Moment], limit: Limit | None, strict: bool) -> tuple[str, ...]:
    """The days by which a week's work is done, in the order of the week: before a day is the day
    before it, before an hour is that day.
    """
    said = [s for s in slots if s.weekday]
    early = limit == "before" and strict and not any(s.clock for s in slots)
    places = {(WEEK.index(s.weekday or "") - early) % len(WEEK) for s in said}
    return tuple(WEEK[at] for at in sorted(places))


def _months(f: Frequency, slots: Iterable[Moment]) -> tuple[int, ...]:
    """The months in which a bare day falls; empty for every month."""
    roles = next((s.roles for s in slots if s.roles), ())
    size = f.months() or 12
    if roles:
        return () if roles == EVERY_MONTH else roles
    return () if size == 1 else tuple(range(size, 13, size)) if 12 % size == 0 else (12,)


def _by_day(f: Frequency, bare: list[Moment], limit: Limit | None, strict: bool) -> Recurrence:
    months = _months(f, bare)
    days = [s.day or 1 for s in bare]
    if limit == "before" and strict:
        if 1 in days:
            months = tuple(sorted((m - 2) % 12 + 1 for m in months))
        days = [d - 1 if d > 1 else -1 for d in days]
    by_day = "BYMONTHDAY=" + ",".join(map(str, days))
    doubtful = months and not any(s.roles for s in bare) and f.unit != "month"
    return Recurrence(_by_month("MONTHLY", months, by_day), reasons=(NO_MONTH,) if doubtful else ())


def _day_of_month(slot: Moment) -> Moment:
    """The last day of a week of any month ('tuần đầu hằng tháng'); a day is itself."""
    if slot.grain == "day":
        return slot
    return Moment("day", day=-1 if slot.day in (LAST, 5) else 7 * (slot.day or 1))


def _slot_days(slots: Iterable[Moment], limit: Limit | None, strict: bool) -> list[tuple[int, int]]:
    found = []
    for slot in slots:
        first, last = bounds(slot, _YEAR)
        exact = slot.grain == "day" and not strict
        day = first - timedelta(days=1) if limit == "before" and not exact else last
        found.append(
            (day.month, -1 if day.month == 2 and day.day == 28 and slot.day != 28 else day.day)
        )
    return sorted(set(found))


def _yearly(days: list[tuple[int, int]], f: Frequency) -> str:
    months, numbers = sorted({m for m, _ in days}), sorted({d for _, d in days})
    interval = f"INTERVAL={f.n};" if f.unit == "year" and f.n > 1 else ""
    rule = f"FREQ=YEARLY;{interval}BYMONTH={','.join(map(str, months))};"
    if len(numbers) == 1:
        return rule + f"BYMONTHDAY={numbers[0]}"
    if all(d == days_in(m) or d == -1 for m, d in days):
        return rule + "BYMONTHDAY=-1"
    # days that differ from month to month: of all pairs of month and day, the places of those that
    # are meant
    grid = sorted((m, d % 32) for m in months for d in numbers if d % 32 <= days_in(m) or d == -1)
    places = [grid.index((m, d % 32)) + 1 for m, d in days]
    return rule + f"BYMONTHDAY={','.join(map(str, numbers))};BYSETPOS={','.join(map(str, places))}"


def _by_month(freq: str, months: tuple[int, ...], rest: str) -> str:
    return f"FREQ={freq};" + (f"BYMONTH={','.join(map(str, months))};" if months else "") + rest


def _rule(freq: str, n: int, rest: str = "") -> str:
    return ";".join(x for x in (f"FREQ={freq}", f"INTERVAL={n}" if n > 1 else "", rest) if x)


def with_until(rule: str, until: date | None) -> str:
    """``rule`` that ends on ``until``."""
    return f"{rule};UNTIL={until:%Y%m%d}" if until else rule

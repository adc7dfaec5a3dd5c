"""Dates of recurring tasks, as far ahead as they are tracked.

A rule without an end gives dates to the end of next year. Daily and weekly rules are dense: they
are tracked from a few weeks back and ahead of the day of loading, since nobody reports on a
thousand past days.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from vanban.schemas import Deadline

_DENSE = {"DAILY": (14, 14), "WEEKLY": (91, 91)}  # days back, days ahead
_MOST = 400


def due_dates(deadline: Deadline, issued_on: date | None, today: date) -> tuple[date, ...]:
    """The due dates to track on ``today`` for a deadline of kind ``several`` or ``recurring``;
    empty for the others.
    """
    if deadline.kind == "several":
        return tuple(sorted(set(deadline.dates)))
    if deadline.kind != "recurring" or not deadline.rrule:
        return ()
    start = deadline.start or issued_on or deadline.due or date(today.year, 1, 1)
    return rule_dates(deadline.rrule, start, deadline.until, today)


def rule_dates(rrule: str, start: date, until: date | None, today: date) -> tuple[date, ...]:
    """Dates of ``rrule`` from ``start`` to ``until`` or the horizon of ``today``. An unreadable
    rule gives none.
    """
    first, last = _window(rrule, start, today)
    return _expand(rrule, start, first, min(last, until) if until else last)


def _window(rrule: str, start: date, today: date) -> tuple[date, date]:
    for name, (back, ahead) in _DENSE.items():
        if f"FREQ={name}" in rrule:
            return max(start, today - timedelta(days=back)), today + timedelta(days=ahead)
    return start, date(today.year + 1, 12, 31)


@lru_cache(maxsize=4096)
def _expand(rrule: str, start: date, first: date, last: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr

    try:
        rule = rrulestr(
            rrule.removeprefix("RRULE:"), dtstart=datetime.combine(start, time()), ignoretz=True
        )
        found = rule.between(
            datetime.combine(first, time()), datetime.combine(last, time()), inc=True
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        return ()
    return tuple(moment.date() for moment in found[:_MOST])

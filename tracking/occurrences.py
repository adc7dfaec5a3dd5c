"""Dates of recurring tasks, as far ahead as they are tracked.

A rule gives all its dates from the day of the document on, whenever that is loaded: two stores that
are asked on one day have the same dates. A rule without an end goes to the end of next year; daily
and weekly ones, which are dense, a few weeks ahead.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile

from vanban.schemas import Deadline

_DENSE = {"DAILY": 14, "WEEKLY": 91}
"""How many days ahead dense rules are tracked."""
_MOST = 4000
"""Dates of one rule: eleven years of days. A rule that goes on for longer is not a deadline."""


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
    last = _horizon(rrule, today)
    return _expand(rrule, start, min(last, until) if until else last)


def _horizon(rrule: str, today: date) -> date:
    """The last day that is tracked on ``today``."""
    for name, ahead in _DENSE.items():
        if f"FREQ={name}" in rrule:
            return today + timedelta(days=ahead)
    return date(today.year + 1, 12, 31)


@lru_cache(maxsize=4096)
def _expand(rrule: str, start: date, last: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr

    try:
        rule = rrulestr(
            rrule.removeprefix("RRULE:"), dtstart=datetime.combine(start, time()), ignoretz=True
        )
        found = rule.xafter(datetime.combine(start, time()), count=_MOST, inc=True)
        end = datetime.combine(last, time())
        return tuple(m.date() for m in takewhile(lambda m: m <= end, found))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        return ()

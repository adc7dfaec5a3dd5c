"""Periods that offices report on: week, month, quarter, six months, year.

By the calendar, or by the administration: from the 15th to the 14th, NĐ 09/2019/NĐ-CP, Điều 12,
under which a month, a quarter, six months and a year end on the 14th of their last month. The
decree knows no week: that runs from Monday to Sunday under both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vanban.extractors.language.numerals import roman_label
from vanban.tracking.errors import BadQuery

KINDS = {"week": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}
"""Length in months; a week has none."""
WORDS = {"tuan": "week", "thang": "month", "quy": "quarter", "6-thang": "half", "nam": "year"}
"""How people and addresses name the kinds."""
LABELS = {"week": "Tuần", "month": "Tháng", "quarter": "Quý", "half": "6 tháng", "year": "Năm"}
_CUT = 15
"""The day of a month on which the administration begins the next period."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``; ``name``: "quý III năm 2026"."""

    kind: str
    first: date
    last: date
    name: str
    administrative: bool = False

    @property
    def words(self) -> str:
        """The line under the title of a report."""
        days = f"từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"
        return f"({self.name[:1].upper()}{self.name[1:]}, {days})"

    def before(self) -> Period:
        """The period that ended the day before this one begins."""
        return period_of(self.kind, self.first - timedelta(days=1), self.administrative)


def period_of(kind: str, day: date, administrative: bool = False) -> Period:
    """The period of this kind (code or word) in which ``day`` lies. ``BadQuery`` for no kind."""
    kind = WORDS.get(kind, kind)
    if kind not in KINDS:
        raise BadQuery(f"không có kỳ “{kind}”", f"Chọn: {', '.join(WORDS)}.")
    if kind == "week":
        return _week(day)
    months = KINDS[kind]
    number = day.year * 12 + day.month - 1
    if administrative and day.day >= _CUT:
        number += 1  # the 15th begins the next month
    start = number - number % months
    name = _name(kind, start)
    if administrative:
        first, last = _on(start - 1, _CUT), _on(start + months - 1, _CUT - 1)
        return Period(kind, first, last, name, administrative=True)
    return Period(kind, _on(start, 1), _on(start + months, 1) - timedelta(days=1), name)


def _week(day: date) -> Period:
    first = day - timedelta(days=day.weekday())
    year, number, _ = day.isocalendar()
    return Period("week", first, first + timedelta(days=6), f"tuần {number} năm {year}")


def _on(months: int, day: int) -> date:
    """A day of the month that is so many months after the year 0."""
    return date(months // 12, months % 12 + 1, day)


def _name(kind: str, start: int) -> str:
    year, month = divmod(start, 12)
    part = {
        "month": f"tháng {month + 1}",
        "quarter": f"quý {roman_label(month // 3 + 1)}",
        "half": "6 tháng cuối" if month else "6 tháng đầu",
        "year": "",
    }[kind]
    return f"{part} năm {year}".strip()

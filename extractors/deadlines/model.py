"""What the grammar reads, before the document's date gives it meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Grain = Literal["day", "time", "week", "month", "quarter", "months", "year", "school", "tet", "now"]
Fraction = Literal["head", "mid", "end", "first_half", "second_half"]
Limit = Literal["before", "at_latest", "through", "through_end", "within", "after", "from"]
UnitWord = Literal["hour", "day", "week", "month", "quarter", "year"]
ReadingKind = Literal[
    "dates",
    "freq",
    "time",
    "relative",
    "ongoing",
    "event",
    "reference",
    "following",
    "reporting",
    "ditto",
    "blank",
]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date-ish: ``number`` is the month, the quarter, or how many months ("6 tháng đầu năm"), by
    grain.

    ``roles`` says which months a bare day belongs to: the last or first of a quarter. A 'time' is
    an hour of any day, or a day of any week; a 'week' is the ``day``-th of its month, -1 the last.
    """

    grain: Grain
    year: int | None = None
    number: int | None = None
    day: int | None = None
    fraction: Fraction | None = None
    clock: str | None = None  # HH:MM
    late: bool = False  # a part of the day before which that day still is: "cuối giờ chiều"
    roles: tuple[int, ...] = ()
    working: bool = False  # "ngày làm việc cuối cùng"
    weekday: str | None = None
    lunar: bool = False  # "ngày 10/3 âm lịch"
    short_year: bool = False
    written_year: bool = True  # false when the year was taken over from a neighbour

    def in_year(self, year: int) -> Moment:
        """The same moment in a year that the words leave to a neighbour or to the document's
        date.
        """
        return replace(self, year=year, written_year=False)


MONTHS: Mapping[UnitWord, int] = {"month": 1, "quarter": 3, "year": 12}
"""How many months a unit has."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """Every ``n`` units, or ``times`` times in each."""

    unit: UnitWord
    n: int = 1
    times: int = 1

    def months(self) -> int | None:
        """How many months lie between two occurrences; None for days, weeks and odd counts."""
        size = MONTHS.get(self.unit, 0) * self.n
        return size // self.times if size and size % self.times == 0 else None


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time: 30 days, 3 months, 15 working days."""

    n: int
    unit: UnitWord
    working: bool = False

    def iso(self) -> str:
        """ISO 8601 duration; working days, which ISO does not know, say so."""
        if self.unit == "hour":
            return f"PT{self.n}H"
        n, letter = (self.n * 3, "M") if self.unit == "quarter" else (self.n, self.unit[0].upper())
        return f"P{n}{letter}" + (" working" if self.working else "")


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression, tokens ``first`` to ``last`` (not included)."""

    kind: ReadingKind
    first: int
    last: int
    moments: tuple[Moment, ...] = ()
    limit: Limit | None = None
    is_range: bool = False
    closed: bool = False  # the range ends with "đến hết"
    strict_end: bool = False  # the range ends with "đến trước"
    frequency: Frequency | None = None
    length: Length | None = None
    anchor: str | None = None
    bounded: bool = False  # "trong (vòng, thời hạn)", "không quá" stand before the length

"""Readings of dates to calendar days: the missing year, the limit word, lists and ranges (domain
brief 4.1, 4.4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from vanban.extractors.context import Context
from vanban.extractors.deadlines.days import bounds, last_working, rolled
from vanban.extractors.deadlines.model import Moment, Reading
from vanban.extractors.deadlines.weeks import LAST
from vanban.schemas.task import Boundary, DeadlineKind

_DAY = timedelta(days=1)
_FAR = 274  # nine months
NO_YEAR_PASSED = "không ghi năm và ngày này đã qua khi ban hành: hiểu là năm sau"
NO_YEAR_FAR = "không ghi năm: hiểu là lần tới, hơn 9 tháng sau ngày ban hành"
NO_ISSUE_DATE = "không ghi năm và không rõ ngày ban hành"
_COUNTED_FROM_ISSUE = frozenset((NO_YEAR_PASSED, NO_YEAR_FAR, NO_ISSUE_DATE))
NO_SUCH_DAY = "ngày không có trong lịch"
VAGUE = "đầu, giữa hay cuối một khoảng thời gian: hiểu theo cách dùng khi lập kế hoạch"
WEEK_OF_MONTH = "tuần của tháng: hiểu là bảy ngày một tuần, tính từ ngày 01"
SCHOOL_YEAR = "năm học: hiểu là từ 05/9 đến hết 31/5"
LUNAR = "ngày âm lịch: cần đổi sang dương lịch"
SHORT_YEAR = "năm ghi hai chữ số"
_WORDED: dict[str, Boundary] = {
    "before": "before",
    "at_latest": "at_latest",
    "through": "at_latest",
}
_HALF_YEAR = 6
"""Months of a half year, of which there are a first and a second."""
SEVERAL = "nhiều mốc thời gian: hạn là mốc cuối"
REVERSED = "ngày bắt đầu ghi sau ngày kết thúc"


@dataclass(frozen=True, slots=True)
class Dated:
    """Days that a reading gives; ``reasons`` say what is doubtful."""

    kind: DeadlineKind
    start: date | None = None
    due: date | None = None
    dates: tuple[date, ...] = ()
    boundary: Boundary | None = None
    stated: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def from_issue(self) -> bool:
        """True where no year is written and the day of issue says which one is meant."""
        return not _COUNTED_FROM_ISSUE.isdisjoint(self.reasons)


class Unresolvable(Exception):
    """A date that cannot stand in a calendar; ``stated`` is what is written."""

    def __init__(self, stated: str) -> None:
        super().__init__(stated)
        self.stated = stated


def dated(reading: Reading, context: Context) -> Dated:
    """The days of one 'dates' reading."""
    if any(m.grain == "now" for m in reading.moments):
        return _from_now(reading, context)
    if reading.is_range:
        return _range(reading, context)
    if len(reading.moments) > 1:
        return _several(reading, context)
    return _one(reading, reading.moments[0], context)


def placed(
    m: Moment, reading: Reading, context: Context
) -> tuple[date, date, tuple[str, ...]] | None:
    """First and last day of a moment, the year found where it is missing, and what is doubtful
    about it; None without a year.
    """
    reasons = (
        ((VAGUE,) if m.fraction and m.grain != "months" else ())
        + ((WEEK_OF_MONTH,) if m.grain == "week" else ())
        + ((SCHOOL_YEAR,) if m.grain == "school" else ())
        + ((SHORT_YEAR,) if m.short_year else ())
    )
    if m.year is not None:
        return *_bounds(m, m.year), reasons
    issued = context.issued_on
    if issued is None and context.horizon and m.number is not None:
        return *_bounds(m, context.horizon.year), (
            *reasons,
            NO_ISSUE_DATE,
        )  # a draft of a plan for one year
    if issued is None:
        return None
    if m.grain == "day" and m.number is None:
        return _day_of_month(m, issued), _day_of_month(m, issued), ("không ghi tháng",)
    return _next_occurrence(m, reading, issued, reasons)


def _next_occurrence(
    m: Moment, reading: Reading, issued: date, reasons: tuple[str, ...]
) -> tuple[date, date, tuple[str, ...]]:
    """The first occurrence on or after the issue date."""
    first, last = _bounds(m, issued.year)
    decisive = first - _DAY if reading.limit == "before" else last
    if decisive >= issued:
        far = (decisive - issued).days > _FAR and m.grain != "year"
        return first, last, (*reasons, NO_YEAR_FAR) if far else reasons
    first, last = _bounds(m, issued.year + 1)
    return first, last, (*reasons, NO_YEAR_PASSED)


def _bounds(m: Moment, year: int) -> tuple[date, date]:
    try:
        return bounds(m, year)
    except ValueError:
        raise Unresolvable(stated(replace(m, year=year) if m.year else m)) from None


def _day_of_month(m: Moment, issued: date) -> date:
    for k in range(12):
        year, month = divmod(issued.year * 12 + issued.month - 1 + k, 12)
        first, _ = _bounds(replace(m, number=month + 1), year)
        if first >= issued:
            return first
    raise Unresolvable(stated(m))


def _one(reading: Reading, m: Moment, context: Context) -> Dated:
    if m.lunar:
        worded = _WORDED.get(reading.limit or "", "on")
        return Dated("date", boundary=worded, stated=f"lunar:{stated(m)}", reasons=(LUNAR,))
    found = placed(m, reading, context)
    if not found:
        return Dated("date", stated=stated(m), reasons=(NO_ISSUE_DATE,))
    first, last, reasons = found
    said = stated(m, first if m.grain == "tet" else None)
    if reading.limit in ("after", "from"):
        start = first if reading.limit == "from" else last + _DAY
        return Dated("window", start=start, stated=said, reasons=reasons)
    if reading.limit == "before":
        return Dated(
            "date", due=_before(m, first, context), boundary="before", stated=said, reasons=reasons
        )
    boundary: Boundary = (
        "at_latest"
        if reading.limit in ("at_latest", "through", "through_end")
        else "on"
        if _is_day(m)
        else "within"
    )
    start_day = first if boundary == "within" and not _is_point(m) else None
    return Dated(
        "window" if start_day else "date",
        start_day,
        _written(last, context),
        (),
        boundary,
        said,
        reasons,
    )


def _is_day(m: Moment) -> bool:
    return m.grain in ("day", "tet") or m.working


def _is_point(m: Moment) -> bool:
    """'Cuối tháng 9': a time by which; 'đầu năm' is a time within which."""
    return (
        m.fraction is not None
        and m.grain != "months"
        and not (m.grain == "year" and m.fraction == "head")
    )


def _before(m: Moment, first: date, context: Context) -> date:
    if m.grain == "tet":
        return last_working(first - _DAY)  # the break begins before Tết itself
    if m.clock or m.late:
        return first
    return first - _DAY if context.strict_before or m.grain != "day" else _written(first, context)


def _written(day: date, context: Context) -> date:
    """Điều 148 k.5 holds for a written day only where the policy says so."""
    return rolled(day) if context.roll_to_working_day else day


def _from_now(reading: Reading, context: Context) -> Dated:
    """'Từ nay đến …', 'Từ ngày ban hành …'."""
    if len(reading.moments) == 1:
        return Dated("ongoing", start=context.issued_on)
    end = _one(
        replace(reading, limit="before" if reading.strict_end else None),
        reading.moments[-1],
        context,
    )
    return replace(
        end,
        kind="window",
        start=context.issued_on,
        boundary=end.boundary if reading.strict_end else "at_latest",
    )


def _range(reading: Reading, context: Context) -> Dated:
    end_reading = (
        replace(reading, limit="before")
        if reading.strict_end or reading.limit == "before"
        else replace(reading, limit=None)
    )
    head, tail = reading.moments[0], reading.moments[-1]
    end = _one(end_reading, tail, context)
    said = f"{stated(head)}/{stated(tail)}"
    if end.due is None:
        return replace(end, kind="window", stated=said)
    begin = _range_start(head, end.due)
    if head.year and begin and begin.year != head.year:
        said = f"{stated(replace(head, year=begin.year))}/{stated(tail)}"
    boundary: Boundary = (
        "before" if end_reading.limit == "before" else "at_latest" if reading.closed else "within"
    )
    reasons = (*end.reasons, REVERSED) if begin and begin > end.due else end.reasons
    return Dated("window", begin, end.due, (), boundary, said, reasons)


def _range_start(m: Moment, due: date) -> date | None:
    """The first day of a range that ends on ``due``: in its own year, or the nearest one that is
    not after the end.
    """
    if m.grain == "day" and m.number is None:
        m = replace(m, number=due.month)
    first = _bounds(m, m.year or due.year)[0]
    if first > due and not (m.year and m.written_year):
        first = _bounds(m, due.year - 1)[0]
    return first


def _several(reading: Reading, context: Context) -> Dated:
    each = [_one(reading, m, context) for m in reading.moments]
    dues = tuple(sorted(d.due for d in each if d.due))
    starts = [d.start for d in each if d.start]
    reasons = (*dict.fromkeys(r for d in each for r in d.reasons), SEVERAL)
    said = ";".join(d.stated or "" for d in each)
    return Dated(
        "several",
        min(starts, default=None),
        max(dues, default=None),
        dues,
        each[-1].boundary,
        said,
        reasons,
    )


def stated(m: Moment, day: date | None = None) -> str:
    """What is written, normalised: 2021-11-30, --11-30, ---15, 2021-Q4, 2021-12, --12, 2021."""
    if day or m.grain == "time":
        return day.isoformat() if day else _time(m.clock)
    year = f"{m.year:04d}" if m.year else "-"
    if m.grain == "school" and m.year:
        year = f"{m.year - 1:04d}/{year}"
    month = f"{m.number:02d}" if m.number else ""
    match m.grain:
        case "day":
            last = "last" if m.day == -1 else f"{m.day or 0:02d}"
            return f"{year}-{month}-{last}{_time(m.clock)}"
        case "week" | "month":
            return f"{year}-{month}{_week(m)}"
        case "quarter":
            return f"{year}-Q{m.number}"
        case "months":
            return f"{year}-{_months(m)}"
    return year if m.year else m.grain


def _months(m: Moment) -> str:
    """The half of a year, "H1", or so many months, "M9"."""
    if m.number != _HALF_YEAR:
        return f"M{m.number}"
    return "H1" if m.fraction == "head" else "H2"


def _week(m: Moment) -> str:
    which = "last" if m.day == LAST else m.day
    return f"-W{which}" if m.grain == "week" else ""


def _time(clock: str | None) -> str:
    return f"T{clock}+07:00" if clock else ""

"""All readings of a cell, or of a clause, to the one deadline that they say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vanban.extractors.context import Context
from vanban.extractors.deadlines.dates import EVERY_MONTH
from vanban.extractors.deadlines.days import plus, rolled
from vanban.extractors.deadlines.model import Frequency, Length, Moment, Reading
from vanban.extractors.deadlines.recur import Recurrence, first_due, recurrence, with_until
from vanban.extractors.deadlines.resolve import (
    NO_SUCH_DAY,
    SEVERAL,
    Dated,
    Unresolvable,
    dated,
    stated,
)
from vanban.schemas import Deadline

_YEARLY = Frequency("year")
NOT_UNDERSTOOD = "không hiểu được thời hạn"
DITTO = "ghi “như trên”: lấy giá trị của dòng trên"
BLANK = "còn để trống"
NO_ANCHOR = "chưa rõ mốc bắt đầu tính"
COUNTED_BACK = "“trước N ngày”: đếm ngược N ngày từ mốc"
DAY_UNKNOWN = "mốc là một sự kiện chưa rõ ngày"
AT_ONCE = "“ngay sau khi”: không nêu số ngày"


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings by kind."""

    all: tuple[Reading, ...]

    def of(self, *kinds: str) -> tuple[Reading, ...]:
        """Those of the given kinds, in order."""
        return tuple(r for r in self.all if r.kind in kinds)

    def first(self, kind: str) -> Reading | None:
        """The first one of a kind."""
        return next(iter(self.of(kind)), None)


def combine(readings: Sequence[Reading], context: Context) -> Deadline:
    """The deadline, without text and span."""
    found = Readings(_years_shared(tuple(readings)))
    try:
        return _combined(found, context)
    except Unresolvable as impossible:
        return Deadline(
            kind="error", stated=impossible.stated, needs_review=True, reason=NO_SUCH_DAY
        )


def _combined(found: Readings, context: Context) -> Deadline:
    if (
        found.first("blank")
        and not [r for r in found.of("dates", "relative") if _has_day(r)]
        and not found.first("freq")
    ):
        return Deadline(needs_review=True, reason=BLANK)
    dates, frequency = found.of("dates"), _frequency(found)
    if frequency and not found.first("ongoing"):
        return _recurring(frequency, dates, found, context)
    if found.first("ongoing") and all(r.limit == "from" for r in dates):
        return Deadline(
            kind="ongoing",
            start=_ongoing_start(dates, context),
            anchor=None if dates else "effective_date",
        )
    dates = _with_hour(dates, found.first("time"))
    return _of_dates(dates, context) if dates else _without_date(found, context)


def _with_hour(dates: tuple[Reading, ...], time: Reading | None) -> tuple[Reading, ...]:
    """'Ngày 15/8/2026 (trước 17 giờ)': the hour and its limit belong to the day."""
    day = len(dates) == 1 and dates[0].moments[-1].grain == "day"
    if time is None or not day or not time.moments[0].clock:
        return dates
    *before, last = dates[0].moments
    moments = (*before, replace(last, clock=last.clock or time.moments[0].clock))
    return (replace(dates[0], moments=moments, limit=dates[0].limit or time.limit),)


def _without_date(found: Readings, context: Context) -> Deadline:
    """Relative times, events and references, in this order of weight; a ditto mark or words that
    are none of these.
    """
    if relative := found.first("relative"):
        return _relative(relative, context)
    if event := found.first("event"):
        return _event(event, context)
    if reference := found.first("reference"):
        return Deadline(kind="reference", anchor=reference.anchor)
    ditto = found.first("ditto") is not None
    return Deadline(
        needs_review=True,
        reason=DITTO if ditto else NOT_UNDERSTOOD,
        anchor="ditto" if ditto else None,
    )


def _has_day(r: Reading) -> bool:
    """More than the year of a blank 'ngày … tháng … năm 2021'."""
    return any(m.grain != "year" for m in r.moments) or r.length is not None


def _years_shared(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """'Năm 2025 (quý III)': a lone year beside a date without year is that date's year."""
    lone = [
        r
        for r in readings
        if r.kind == "dates"
        and len(r.moments) == 1
        and _bare_year(r.moments[0])
        and r.limit in (None, "within")
    ]
    open_ = [
        r
        for r in readings
        if r.kind == "dates"
        and all(m.year is None and m.grain not in ("now", "tet") for m in r.moments)
    ]
    if len(lone) != 1 or not open_ or any(r.kind == "freq" for r in readings):
        return readings
    year = lone[0].moments[0].year or 0
    return tuple(
        replace(r, moments=tuple(m.in_year(year) for m in r.moments)) if r in open_ else r
        for r in readings
        if r is not lone[0]
    )


def _bare_year(m: Moment) -> bool:
    return m.grain == "year" and m.fraction is None and m.year is not None


def _frequency(found: Readings) -> Frequency | None:
    """What is said, or what a bare 'ngày 25 của tháng cuối quý' and '… các năm tiếp theo' imply."""
    said = [r.frequency for r in found.of("freq") if r.frequency]
    if said:
        return said[0]
    if found.first("following"):
        return _YEARLY
    moments = [m for r in found.of("dates") for m in r.moments]
    if any(m.grain == "day" and m.number is None and (m.roles or m.day == -1) for m in moments):
        roles = next((m.roles for m in moments if m.roles), ())
        if roles == (12,):
            return _YEARLY
        return Frequency("month" if roles in ((), EVERY_MONTH) else "quarter")
    return None


def _recurring(
    f: Frequency, dates: tuple[Reading, ...], found: Readings, context: Context
) -> Deadline:
    start, until, slots, limit = _frame(dates, context)
    times = found.of("time")
    slots = (*slots, *(m for r in times for m in r.moments))
    limit = limit or next((r.limit for r in times if r.limit), None)
    rule = _checked_rule(f, slots, limit, found, context)
    due = first_due(rule, context, start)
    horizon = (
        context.horizon if context.horizon and (due is None or context.horizon >= due) else None
    )
    until = (None if found.first("following") else until) or horizon
    boundary = {
        "before": "before",
        "at_latest": "at_latest",
        "through": "at_latest",
        "through_end": "at_latest",
    }.get(limit or "")
    on = "on" if any(m.grain in ("day", "time") for m in slots) else None
    return Deadline.model_validate(
        {
            "kind": "recurring",
            "stated": ";".join(dict.fromkeys(filter(None, map(stated, slots)))) or None,
            "start": start,
            "due": due,
            "rrule": with_until(rule.rule, until),
            "until": until,
            "anchor": "calendar",
            "boundary": boundary or on,
            "needs_review": bool(rule.reasons),
            "reason": "; ".join(rule.reasons) or None,
        }
    )


def _checked_rule(
    f: Frequency, slots: tuple[Moment, ...], limit: str | None, found: Readings, context: Context
) -> Recurrence:
    reporting = found.first("reporting") is not None
    try:
        return recurrence(f, slots, limit, reporting=reporting, strict=context.strict_before)  # type: ignore[arg-type]
    except ValueError:
        raise Unresolvable(";".join(stated(m) for m in slots)) from None


def _frame(
    dates: tuple[Reading, ...], context: Context
) -> tuple[date | None, date | None, tuple[Moment, ...], str | None]:
    """Start, end, days within the period and their limit, as the dates beside a frequency say
    them.
    """
    start = until = None
    slots: tuple[Moment, ...] = ()
    limit: str | None = None
    for r in dates:
        years = [m for m in r.moments if m.year is not None or m.grain == "now"]
        if not years:
            slots, limit = r.moments[-1:] if r.is_range else r.moments, r.limit
        elif r.is_range:
            found = dated(r, context)
            start, until = found.start, found.due
        elif (
            r.limit in ("through", "through_end", "before", "at_latest")
            and r.moments[0].grain == "year"
        ):
            until = dated(r, context).due
        elif r.limit == "from" or r.moments[0].grain == "year":
            found = dated(replace(r, limit="from"), context)
            start = found.start or _first_start(r, context)
        else:
            slots, limit, start = r.moments, r.limit, dated(r, context).due
    return start, until, slots, limit


def _first_start(r: Reading, context: Context) -> date | None:
    return dated(replace(r, moments=r.moments[:1], limit="from"), context).start


def _ongoing_start(dates: tuple[Reading, ...], context: Context) -> date | None:
    return dated(dates[0], context).start if dates else context.effective_on or context.issued_on


def _of_dates(dates: tuple[Reading, ...], context: Context) -> Deadline:
    found = [dated(r, context) for r in dates]
    if len(found) == 1:
        return _deadline(found[0])
    if dates[0].limit == "from" and len(found) == 2:
        return _deadline(_between(found[0], found[1]))
    narrow = _narrowest(found)
    return _deadline(narrow or _together(found))


def _between(start: Dated, end: Dated) -> Dated:
    """'Bắt đầu …; hoàn thành …'."""
    reasons = (*start.reasons, *end.reasons)
    return replace(
        end,
        kind="window",
        start=start.start,
        stated=f"{start.stated}/{end.stated}",
        reasons=reasons,
    )


def _narrowest(found: list[Dated]) -> Dated | None:
    """'Quý III/2025 (trước 30/8/2025)': two readings, one inside the other."""
    if len(found) != 2:
        return None
    wide, narrow = sorted(found, key=lambda d: d.start is None)
    inside = (
        wide.start
        and wide.due
        and narrow.due
        and wide.start <= (narrow.start or narrow.due)
        and narrow.due <= wide.due
    )
    return narrow if inside else None


def _together(found: list[Dated]) -> Dated:
    dues = tuple(sorted({d.due for d in found if d.due}))
    starts = [d.start for d in found if d.start]
    reasons = tuple(dict.fromkeys(r for d in found for r in d.reasons if r != SEVERAL))
    if len(dues) == 1:
        return replace(found[0], reasons=reasons)
    said = ";".join(d.stated or "" for d in found)
    last = max((d for d in found if d.due), key=lambda d: d.due or date.min, default=found[0])
    return Dated(
        "several",
        min(starts, default=None),
        max(dues, default=None),
        dues,
        last.boundary,
        said,
        (*reasons, SEVERAL),
    )


def _deadline(d: Dated) -> Deadline:
    return Deadline(
        kind=d.kind,
        stated=d.stated,
        start=d.start,
        due=d.due,
        dates=d.dates if d.kind == "several" else (),
        boundary=d.boundary,
        anchor="issue_date" if d.from_issue else "calendar",
        needs_review=bool(d.reasons),
        reason="; ".join(d.reasons) or None,
    )


def _relative(r: Reading, context: Context) -> Deadline:
    """'Trong vòng 30 ngày kể từ ngày ký': computed where its anchor's date is known.

    A length alone is a limit too: the column that it stands in says so ('100 ngày kể từ ngày ban
    hành Kế hoạch'); in running text only those with a limit come here.
    """
    length = r.length or Length(0, "day")
    anchor, base = _base(r, context)
    after = r.limit == "after"
    due = plus(base, length, sign=-1 if r.limit == "before" else 1) if base else None
    if after:
        start = due + timedelta(days=1) if due else None
        return Deadline(kind="relative", start=start, anchor=anchor, offset=length.iso())
    reason = _relative_doubt(r, base)
    if due and not length.working and r.limit != "before":
        due = rolled(due)
    return Deadline(
        kind="relative",
        start=base if r.limit != "before" else None,
        due=due,
        anchor=anchor,
        offset=("-" if r.limit == "before" else "") + length.iso(),
        boundary="before" if r.limit == "before" else "at_latest",
        needs_review=reason is not None,
        reason=reason,
    )


def _relative_doubt(r: Reading, base: date | None) -> str | None:
    if base is None:
        return NO_ANCHOR
    return COUNTED_BACK if r.limit == "before" else None


def _base(r: Reading, context: Context) -> tuple[str | None, date | None]:
    if r.moments:
        day = dated(replace(r, kind="dates", limit=None, moments=r.moments), context).due
        return (f"date:{day.isoformat()}", day) if day else (None, None)
    known = {
        "sign_date": context.issued_on,
        "issue_date": context.issued_on,
        "effective_date": context.effective_on or context.issued_on,
        "year-end": date(context.issued_on.year, 12, 31) if context.issued_on else None,
    }
    return r.anchor, known.get(r.anchor or "")


def _event(r: Reading, context: Context) -> Deadline:
    if r.limit:
        return Deadline(
            kind="event",
            anchor=r.anchor,
            boundary="before",
            needs_review=True,
            reason=DAY_UNKNOWN,
        )
    known = {
        "issue_date": context.issued_on,
        "effective_date": context.effective_on or context.issued_on,
    }
    start = known.get(r.anchor or "")
    return Deadline(
        kind="event",
        start=start,
        anchor=r.anchor,
        needs_review=start is not None,
        reason=AT_ONCE if start else None,
    )

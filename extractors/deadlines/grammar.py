"""Tokens to readings: frequencies, limited dates, relative times, events, references (domain brief
4.4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vanban.extractors.deadlines.clock import hour, weekdays
from vanban.extractors.deadlines.cursor import Tokens, clause_end, kind, mark, words_of
from vanban.extractors.deadlines.dates import bare_before, elided, moment
from vanban.extractors.deadlines.frequencies import every, frequency
from vanban.extractors.deadlines.lexicon import first_class, lexicon
from vanban.extractors.deadlines.limits import NOISE, limits
from vanban.extractors.deadlines.model import Limit, Moment, Reading
from vanban.extractors.deadlines.relative import relative

_NUMBERED = frozenset({"year", "school_year", "num", "ordinal", "roman", "every"})
_INERT = frozenset({"word", "sym", "docnum", "roman"})  # no expression begins with these


def read(t: Tokens) -> tuple[Reading, ...]:
    """All expressions in order, unknown words skipped."""
    found: list[Reading] = []
    i = 0
    while i < len(t):
        if t[i].kind in _INERT and not t[i].value:
            i += 1
            continue
        reading = next((r for form in _FORMS if (r := form(t, i))), None)
        if reading:
            found.append(reading)
        i = reading.last if reading else i + 1
    return tuple(found)


def dates(t: Tokens, i: int) -> Reading | None:
    """[limit | từ | sau] moments."""
    limit: Limit | None
    if kind(t, i) in ("from", "since"):
        limit, j = "from", _skip_words(t, i + 1)
        limit, j = ("before", j + 1) if kind(t, j) == "before" else (limit, j)
        limit = None if _hours(t, j) else limit
    elif kind(t, i) == "after":
        limit, j = "after", i + 1
    else:
        limit, j = limits(t, i)
    j += kind(t, j) == "period"
    found = series(t, j)
    if not found:
        return None
    reading = replace(found, first=i, limit=limit)
    return (
        replace(reading, limit=None)
        if reading.is_range and limit in ("from", "within")
        else reading
    )


def _hours(t: Tokens, i: int) -> bool:
    """'từ | 8 giờ đến 11 giờ | ngày 15/8': hours of one day."""
    return kind(t, i) == "clock" and hour(t, i)[1] > i + 2


def time(t: Tokens, i: int) -> Reading | None:
    """[limit] an hour or days of the week, without a date: 'trước 16 giờ thứ Sáu', 'thứ Ba, thứ
    Năm', 'trước 17 giờ cùng ngày'. What it means is said by the rhythm or the day beside it.
    """
    limit, j = limits(t, i)
    clock, j = _hour_list(t, j)
    comma = clock is not None and mark(t, j) == ","
    days, k = weekdays(t, j + comma)
    j = k if days else j
    if not (clock or days):
        return None
    moments = tuple(Moment("time", weekday=day, clock=clock) for day in days or (None,))
    same = kind(t, j) == "same_day"
    spanned = any(mark(t, x) == "-" or kind(t, x) == "through" for x in range(i + 1, j))
    anchor = "same_day" if same else None
    return Reading("time", i, j + same, moments, limit, spanned, anchor=anchor)


def _hour_list(t: Tokens, i: int) -> tuple[str | None, int]:
    """The last hour of a list: 'trước 9h00 và 16h00'."""
    clock, j = hour(t, i)
    while clock and (mark(t, j) == "," or kind(t, j) == "and") and (more := hour(t, j + 1))[0]:
        clock, j = more
    return clock, j


def _skip_words(t: Tokens, i: int) -> int:
    """Past at most three unknown words ('bắt đầu triển khai')."""
    j = i
    while kind(t, j) == "word" and j < i + NOISE:
        j += 1
    return j


def series(t: Tokens, i: int) -> Reading | None:
    """A moment, a list or a range; a year or month said once holds for all members."""
    found = bare_before(t, i) or moment(t, i)
    if not found:
        return None
    moments, j = [found[0]], found[1]
    is_range = closed = strict = False
    while step := _further(t, j, moments[-1]):
        m, j, sep = step
        is_range = is_range or sep in ("-", "through", "through_end", "before")
        closed, strict = sep == "through_end", sep == "before"
        moments.append(m)
    if moments == [Moment("now")]:
        return None if not _onward(t, j) else Reading("dates", i, j, (Moment("now"),))
    shared = _distributed(moments)
    if any(m.grain == "week" and not m.number for m in shared) and not frequency(t, j):
        return None
    return Reading("dates", i, j, shared, is_range=is_range, closed=closed, strict_end=strict)


def _onward(t: Tokens, i: int) -> bool:
    return any(kind(t, j) == "onward" for j in range(i, min(i + 6, len(t))))


def _further(t: Tokens, i: int, last: Moment) -> tuple[Moment, int, str] | None:
    """The next member of a list or range, with what joins it."""
    sep = mark(t, i) if mark(t, i) in ("-", ",", "&") else kind(t, i)
    if sep not in ("-", ",", "&", "and", "through", "through_end", "before"):
        return None
    if sep == "before" and last.grain != "now" and t[i].text == "trước":
        return None
    j = i + 1
    j += kind(t, j) == "and"
    is_list = sep in (",", "&", "and")
    if is_list and kind(t, j) in ("before", "at_latest"):
        j += 1
    unit_first = last.grain != "day" and (is_list or sep == "-")
    found = (
        (elided(t, j, last) if unit_first else None)
        or bare_before(t, j)
        or moment(t, j)
        or elided(t, j, last)
    )
    if not found or (is_list and found[0].grain != last.grain):
        return None
    return found[0], found[1], sep


def _distributed(moments: list[Moment]) -> tuple[Moment, ...]:
    out = list(moments)
    for k in range(len(out) - 2, -1, -1):
        after, m = out[k + 1], out[k]
        if m.grain == "now":
            continue
        if (
            m.grain in ("day", "week")
            and m.number is None
            and not m.roles
            and after.grain == m.grain
        ):
            m = replace(m, number=_month_of(m, after))
        if m.year is None and after.year is not None:
            m = m.in_year(after.year)
        out[k] = m
    return tuple(out)


def _month_of(m: Moment, after: Moment) -> int | None:
    """The month of a day that takes it from the day behind it: 'từ ngày 15 | đến ngày 20/9'; a
    later day is of the month before: 'từ ngày 25 | đến ngày 05/9'.
    """
    if not (after.number and m.day and after.day) or m.day <= after.day:
        return after.number
    return after.number - 1 or 12


def event(t: Tokens, i: int) -> Reading | None:
    """Sau khi …, khi có yêu cầu, đột xuất: to the end of the clause."""
    if kind(t, i) not in ("event", "request"):
        return None
    end = clause_end(t, i)
    words = words_of(t, i, end)
    anchor = "event:request" if kind(t, i) == "request" else first_class(lexicon().events, words)
    return Reading("event", i, end, anchor=anchor or f"event:{words[:80]}")


def occasion(t: Tokens, i: int) -> Reading | None:
    """'Trước khai giảng năm học mới', 'trước mùa mưa bão': a season or a feast that no calendar
    knows; a meeting ('trước kỳ họp') may be a place as well, so it is not ``bounded``.
    """
    if kind(t, i) != "before":
        return None
    j = i + 1
    while j < len(t) and t[j].text in lexicon().prose["towards"]:
        j += 1
    season = _named(t, j, "occasions")
    end = season or _named(t, j, "meetings")
    if not end:
        return None
    attributes = lexicon().prose["attributes"]
    while end < len(t) and (kind(t, end) in _NUMBERED or t[end].text in attributes):
        end += 1
    words = words_of(t, i, end)
    return Reading("event", i, end, limit="before", anchor=f"event:{words}", bounded=season > 0)


def _named(t: Tokens, i: int, group: str) -> int:
    """Where the longest phrase of ``group`` that begins at ``i`` ends; 0 for none."""
    phrases = set(lexicon().prose[group])
    return next((j for j in range(min(i + 4, len(t)), i, -1) if words_of(t, i, j) in phrases), 0)


def reference(t: Tokens, i: int) -> Reading | None:
    """Theo kế hoạch …: to the end of the clause."""
    if kind(t, i) != "reference":
        return None
    end = clause_end(t, i)
    words = words_of(t, i, end)
    return Reading(
        "reference", i, end, anchor=first_class(lexicon().references, words) or f"ref:{words[5:80]}"
    )


def continuous(t: Tokens, i: int) -> Reading | None:
    """Thường xuyên, liên tục; 'thường xuyên hằng năm' is still no date."""
    if kind(t, i) != "continuous":
        return None
    rhythm = every(t, i + 1)
    return Reading("ongoing", i, rhythm[1] if rhythm else i + 1)


def single(t: Tokens, i: int) -> Reading | None:
    """Words that are a reading by themselves."""
    match kind(t, i):
        case "following":
            return Reading("following", i, i + 1)
        case "reporting":
            return Reading("reporting", i, i + 1)
        case "ditto":
            return Reading("ditto", i, i + 1)
        case "blank":
            return Reading("blank", i, i + 1)
    return None


_FORMS: tuple[Callable[[Tokens, int], Reading | None], ...] = (
    single, continuous, frequency, relative, dates, time, occasion, event, reference,
)  # fmt: skip

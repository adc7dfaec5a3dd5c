"""Tokens to readings: frequencies, limited dates, relative times, events, references (domain brief
4.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from vanban.extractors.deadlines.clock import hour, weekdays
from vanban.extractors.deadlines.cursor import Tokens, kind, mark, number
from vanban.extractors.deadlines.dates import bare_before, elided, moment
from vanban.extractors.deadlines.frequencies import UNITS, every, frequency
from vanban.extractors.deadlines.lexicon import first_class, lexicon
from vanban.extractors.deadlines.model import Length, Limit, Moment, Reading

_HOURS = re.compile(r"(\d{1,2})\s{0,3}[^\W\d_]{3}")  # the word; of a clock only a letter
_RANK: tuple[Limit, ...] = ("before", "at_latest", "through_end", "through", "within")
_NOISE = 3  # words such as "là", "vào", "xong" that may stand between a limit and its date
_INERT = frozenset({"word", "sym", "docnum", "roman"})  # no expression begins with these
_ENDS = frozenset({";", ".", ",", ")"})


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


def _limits(t: Tokens, i: int) -> tuple[Limit | None, int]:
    """A chain of limit words ('chậm nhất trước'): the strongest one, and where its date begins.

    None where other words stand between: a place that is reached ('đến tay người dân trước …'),
    what is over ('hết hiệu lực trước …'), a meeting ('trước kỳ họp cuối năm').
    """
    seen: list[Limit] = []
    j, noise = i, 0
    while True:
        if kind(t, j) in _RANK:
            if noise and seen[-1] in ("through", "through_end"):
                return None, i
            seen.append(kind(t, j))  # type: ignore[arg-type]
            j, noise = j + 1, 0
        elif (
            seen
            and noise < _NOISE
            and not _is_meeting(t, j)
            and (kind(t, j) in ("word", "period") or mark(t, j) == ":")
            and not number(t, j)
        ):
            j, noise = j + 1, noise + 1
        else:
            break
    strongest = next((limit for limit in _RANK if limit in seen), None)
    return strongest, j


def _is_meeting(t: Tokens, i: int) -> bool:
    words = f"{words_of(t, i, i + 2)} "
    return any(words.startswith(f"{noun} ") for noun in lexicon().prose["meetings"])


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
        limit, j = _limits(t, i)
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
    """[limit] an hour or days of the week, without a date: 'trước 16 giờ thứ Sáu', 'thứ Ba, thứ Năm',
    'trước 17 giờ cùng ngày'. What it means is said by the rhythm or the day beside it.
    """
    limit, j = _limits(t, i)
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
    while kind(t, j) == "word" and j < i + _NOISE:
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
            m = replace(m, number=after.number)
        if m.year is None and after.year is not None:
            m = m.in_year(after.year)
        out[k] = m
    return tuple(out)


def relative(t: Tokens, i: int) -> Reading | None:
    """[trong vòng | sau | trước] N unit [làm việc] [kể từ …]."""
    limit: Limit | None
    limit, j = ("after", i + 1) if kind(t, i) == "after" else _limits(t, i)
    if moment(t, j):
        return None
    length, k = _length(t, j)
    if not length:
        return None
    counted = kind(t, k) in ("since", "after", "event") or (
        kind(t, k) == "from" and t[k].text == "từ"
    )
    whole = i == 0 and k == len(t)
    if length.unit == "hour" and limit not in ("within", "after") and not (counted or whole):
        return None  # 'trước 16 giờ (hằng ngày)' is an hour of a day
    if not (counted or limit or whole):
        return None
    end = clause_end(t, k) if counted else k
    anchor = _anchor(t, k, end) if counted else None
    start_moment = (
        next((m[0] for x in range(k, end) if (m := moment(t, x)) and m[0].grain == "day"), None)
        if counted
        else None
    )
    moments = (start_moment,) if start_moment and start_moment.number else ()
    return Reading(
        "relative",
        i,
        end,
        moments,
        limit=limit,
        length=length,
        anchor=anchor,
        bounded=limit is not None,
    )


def _length(t: Tokens, i: int) -> tuple[Length | None, int]:
    """'30 ngày', '15 ngày làm việc', '48 giờ', '24 - 48 giờ' (the later one)."""
    if kind(t, i) == "num" and mark(t, i + 1) == "-" and kind(t, i + 2) == "clock":
        i += 2
    if kind(t, i) == "clock" and (hours := _HOURS.fullmatch(t[i].text)):
        return Length(int(hours[1]), "hour"), i + 1
    n, unit = number(t, i), UNITS.get(kind(t, i + 1))
    if not n or not unit:
        return None, i
    working = kind(t, i + 2) == "working"
    return Length(n, unit, working), i + 2 + working


def _anchor(t: Tokens, i: int, end: int) -> str:
    """The class of an anchor that is this document itself or the year; any other anchor in its own
    words.
    """
    words = words_of(t, i, end)
    own = "này" in words.split() or all(
        token.text in lexicon().self_words or not token.text.isalpha()
        for token in t[i:end]
        if " " not in token.text
    )
    return (first_class(lexicon().anchors, words) if own else None) or f"event:{words[:80]}"


def words_of(t: Tokens, i: int, j: int) -> str:
    """The tokens as one lower-case line."""
    return " ".join(token.text for token in t[i:j])


def clause_end(t: Tokens, i: int) -> int:
    """Where the words that begin at ``i`` end: at the next ; . , or closing bracket (a date's own
    dots aside).
    """
    j = i
    while j < len(t) and not (
        mark(t, j) in _ENDS and not (kind(t, j + 1) == "num" and t[j + 1].tight)
    ):
        j += 1
    return j


def event(t: Tokens, i: int) -> Reading | None:
    """Sau khi …, khi có yêu cầu, đột xuất: to the end of the clause."""
    if kind(t, i) not in ("event", "request"):
        return None
    end = clause_end(t, i)
    words = words_of(t, i, end)
    anchor = "event:request" if kind(t, i) == "request" else first_class(lexicon().events, words)
    return Reading("event", i, end, anchor=anchor or f"event:{words[:80]}")


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
    single, continuous, frequency, relative, dates, time, event, reference,
)  # fmt: skip

"""Date-ish expressions: one moment, and lists and ranges of moments that share a year (grammar:
domain brief 4.4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vanban.extractors.deadlines.clock import hour
from vanban.extractors.deadlines.cursor import (
    Found,
    Tokens,
    kind,
    mark,
    month_body,
    number,
    with_year,
    year,
    year_tail,
)
from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.deadlines.model import Fraction, Moment
from vanban.extractors.deadlines.weeks import week, week_body

_SEPARATORS = frozenset("/-.")
_FRACTIONS: dict[str, Fraction] = {"head": "head", "mid": "mid", "end": "end"}
EVERY_MONTH = tuple(range(1, 13))
_QUARTER_ENDS = (3, 6, 9, 12)
_QUARTERLY = {"quarter_end_month": _QUARTER_ENDS, "quarter_first_month": (1, 4, 7, 10)}
_OPENS_DAY = frozenset(
    {"day", "from", "since", "before", "at_latest", "through", "through_end", "within"}
)


def moment(t: Tokens, i: int) -> Found:
    """One date-ish at ``i``: the first form that fits."""
    return next((found for form in _FORMS if (found := form(t, i))), None)


def _now(t: Tokens, i: int) -> Found:
    return (Moment("now"), i + 1) if kind(t, i) in ("now", "issue_day") else None


def _tet(t: Tokens, i: int) -> Found:
    if kind(t, i) not in ("tet", "new_year"):
        return None
    if kind(t, i) == "new_year":
        return with_year(Moment("day", number=1, day=1), t, i + 1)
    j = i + 1
    while kind(t, j) == "word" and j < i + 3:  # the year's name in the sexagenary cycle
        j += 1
    m, j2 = with_year(Moment("tet"), t, j)
    return m, (j2 if m.year else i + 1)


def _timed_day(t: Tokens, i: int) -> Found:
    """'10 giờ sáng ngày 01/8', 'cuối giờ chiều ngày 20/9', '17 giờ 00, thứ Sáu, ngày 14/8'."""
    clock, j = hour(t, i)
    if j == i:
        return None
    found = _day(t, j + (mark(t, j) == ","))
    late = t[j - 1].text in lexicon().prose["late"]
    return (replace(found[0], clock=clock, late=late), found[1]) if found else None


def _day(t: Tokens, i: int) -> Found:
    """[ngày] D/M[/Y], ngày D tháng M [năm Y], ngày D; a weekday before or after belongs to it."""
    j = i + (kind(t, i) == "day" and kind(t, i + 1) == "weekday")  # 'ngày thứ Sáu, 14/8'
    if kind(t, j) == "weekday":
        j += 1 + (mark(t, j + 1) in (",", "-"))
    word = kind(t, j) == "day"
    j += word
    found = (
        _day_numeric(t, j, word) or _day_words(t, j, word) or (_day_alone(t, j) if word else None)
    )
    if not found:
        return None
    m, j = found
    if lunar := _lunar_end(t, j):
        return replace(m, lunar=True), lunar
    return m, j + (kind(t, j) == "weekday")


def _lunar_end(t: Tokens, i: int) -> int:
    """Where 'âm lịch' or '(âm lịch)' behind a day ends; 0 where there is none."""
    bracket = mark(t, i) == "("
    return i + 1 + 2 * bracket if kind(t, i + bracket) == "lunar" else 0


def _day_numeric(t: Tokens, i: int, word: bool) -> Found:
    sep = mark(t, i + 1)
    d, m = number(t, i), number(t, i + 2)
    if (
        kind(t, i) != "num"
        or sep not in _SEPARATORS
        or not (d and m)
        or kind(t, i + 2) != "num"
        or len(t[i + 2].text) > 2
    ):
        return None
    loose = sep != "/" and not (t[i + 1].tight and t[i + 2].tight)
    if loose or len(t[i].text) > 2:
        return None
    if mark(t, i + 3) == sep and (full := _any_year(t, i + 4)):
        return Moment("day", full[0], m, d, short_year=full[1]), i + 5
    if sep == "-" and mark(t, i + 3) in ("/", "."):
        return None  # "5-10/8/2026": days 5 to 10
    opened = word or kind(t, i - 1) in _OPENS_DAY or kind(t, i + 3) == "through"
    if (sep != "/" and not opened) or m > 12:
        return None
    tail = year_tail(t, i + 3, joined=",")
    return (Moment("day", tail[0], m, d), tail[1]) if tail else (Moment("day", None, m, d), i + 3)


def _any_year(t: Tokens, i: int) -> tuple[int, bool] | None:
    full = year(t, i)
    if full:
        return full, False
    short = kind(t, i) == "num" and len(t[i].text) == 2 and t[i].tight
    return (2000 + t[i].value, True) if short else None


def _day_words(t: Tokens, i: int, word: bool) -> Found:
    """D tháng M [năm Y]; D của tháng cuối quý; D hằng tháng is left to the frequency."""
    d = number(t, i)
    if not (d and kind(t, i) == "num" and d <= 31):
        return None
    j = i + 1 + (kind(t, i + 1) == "of")
    roles = _QUARTERLY.get(kind(t, j))
    if roles and word:
        return Moment("day", day=d, roles=roles), j + 1
    if kind(t, j) == "next_month" and word:  # the report of a month is due in the next one
        return Moment("day", day=d, roles=EVERY_MONTH), j + 1
    m = number(t, j + 1)
    if (
        kind(t, j) != "month"
        or not m
        or m > 12
        or (not word and mark(t, j + 2) == "/" and year(t, j + 3) is None)
    ):
        return None
    found = Moment("day", None, m, d)
    return with_year(found, t, j + 2)


def _day_alone(t: Tokens, i: int) -> Found:
    d = number(t, i) if kind(t, i + 1) != "tet" else 0  # 'mùng 5 Tết'
    return (
        (Moment("day", day=d), i + 1)
        if kind(t, i) == "num" and 0 < d <= 31 and len(t[i].text) <= 2
        else None
    )


def _last_day(t: Tokens, i: int) -> Found:
    """Ngày (làm việc) cuối cùng của tháng (M/Y), của quý, của năm."""
    if kind(t, i) not in ("last_day", "last_working_day"):
        return None
    working = kind(t, i) == "last_working_day"
    j = i + 1 + (kind(t, i + 1) == "of")
    j += kind(t, j) == "every"
    found = moment(t, j)
    if found and found[0].grain in ("month", "quarter", "year"):
        return replace(found[0], fraction="end", working=working), found[1]
    roles = {**_QUARTERLY, "quarter": _QUARTER_ENDS, "year": (12,)}.get(kind(t, j), ())
    return (
        (Moment("day", day=-1, roles=roles, working=working), j + 1)
        if roles or kind(t, j) == "month"
        else None
    )


def _fraction(t: Tokens, i: int) -> tuple[Fraction | None, int]:
    part = _FRACTIONS.get(kind(t, i))
    return (part, i + 1) if part else (None, i)


def _half(t: Tokens, i: int) -> tuple[Fraction | None, int]:
    """'Nửa đầu tháng 9', 'nửa cuối tháng 9'."""
    part, j = _fraction(t, i + 1)
    halves: dict[Fraction | None, Fraction] = {"head": "first_half", "end": "second_half"}
    return halves.get(part), j


def _month(t: Tokens, i: int) -> Found:
    part, j = _half(t, i) if kind(t, i) == "half_year" else _fraction(t, i)
    if kind(t, j) != "month":
        return None
    found = month_body(t, j + 1)
    return (replace(found[0], fraction=part), found[1]) if found else None


def _quarter(t: Tokens, i: int) -> Found:
    part, j = _fraction(t, i)
    if kind(t, j) != "quarter":
        return None
    found = quarter_body(t, j + 1)
    return (replace(found[0], fraction=part), found[1]) if found else None


def quarter_body(t: Tokens, i: int) -> Found:
    """The number of a quarter, Roman or Arabic, and its year."""
    q = t[i].value if kind(t, i) in ("num", "roman") else 0
    return with_year(Moment("quarter", number=q), t, i + 1) if 1 <= q <= 4 else None


def _months_of_year(t: Tokens, i: int) -> Found:
    """6 tháng đầu năm 2022, 9 tháng đầu năm, nửa cuối năm 2022."""
    n = number(t, i)
    half = kind(t, i) == "half_year"
    j = i + 1 if half else i + 2
    if not half and not (n in (3, 6, 9) and kind(t, i + 1) == "month"):
        return None
    part, j = _fraction(t, j)
    if part is None or kind(t, j) != "year":
        return None
    found = Moment("months", number=6 if half else n, fraction=part)
    value = year(t, j + 1)
    return (replace(found, year=value), j + 2) if value else (found, j + 1)


def _year(t: Tokens, i: int) -> Found:
    part, j = _fraction(t, i)
    if kind(t, j) == "year":
        value = year(t, j + 1)
        if value:
            return Moment("year", value, fraction=part), j + 2
        bare = part or kind(t, i - 1) in ("within", "through_end")
        return (Moment("year", fraction=part), j + 1) if bare else None
    return (Moment("year"), i + 1) if kind(t, i) == "this_year" else None


def _school_year(t: Tokens, i: int) -> Found:
    """Năm học 2025 - 2026: named by the year in which it ends."""
    part, j = _fraction(t, i)
    if kind(t, j) != "school_year":
        return None
    begun, ended = year(t, j + 1), year(t, j + 3)
    whole = begun and ended == begun + 1 and mark(t, j + 2) in ("-", "/")
    return (Moment("school", ended, fraction=part), j + 4) if whole else None


def _month_numeric(t: Tokens, i: int) -> Found:
    """M/YYYY in a cell."""
    m = number(t, i)
    value = year(t, i + 2)
    fits = (
        kind(t, i) == "num"
        and len(t[i].text) <= 2
        and m
        and mark(t, i + 1) in ("/", "-", ".")
        and value
    )
    if not fits or (mark(t, i + 1) != "/" and not t[i + 1].tight):
        return None
    return Moment("month", value, m), i + 3


def _bare_year(t: Tokens, i: int) -> Found:
    value = year(t, i)
    return (Moment("year", value), i + 1) if value else None


_FORMS: tuple[Callable[[Tokens, int], Found], ...] = (
    _now,
    _tet,
    _timed_day,
    _last_day,
    _day,
    _months_of_year,
    week,
    _month,
    _quarter,
    _school_year,
    _year,
    _month_numeric,
    _bare_year,
)


def elided(t: Tokens, i: int, model: Moment) -> Found:
    """A further member of a list or range that leaves its unit word out: 'Quý III, IV', 'tháng 6 -
    12/2021'.
    """
    match model.grain:
        case "quarter":
            return quarter_body(t, i)
        case "week":
            return week_body(t, i)
        case "month" if not year(t, i):
            return month_body(t, i) if mark(t, i + 1) != "/" or year(t, i + 2) else None
        case "day" if model.number is None:
            return _day_alone(t, i)
    return None


_MEMBERS = 31
"""Numbers that may wait for one date: the days of a month."""


def bare_before(t: Tokens, i: int, most: int = _MEMBERS) -> Found:
    """A number that takes its unit from the date after it: '9 - 10/2025', '5 - 10/8/2026'. At most
    ``most`` numbers follow before the date.
    """
    d = number(t, i)
    if (
        not most
        or kind(t, i) != "num"
        or not 0 < d <= 31
        or len(t[i].text) > 2
        or mark(t, i + 1) not in ("-", ",")
    ):
        return None
    if (whole := _day_numeric(t, i, True)) and whole[0].year:
        return None  # "12-01-2028" is a day
    following = (
        _month_numeric(t, i + 2) or _day_numeric(t, i + 2, True) or bare_before(t, i + 2, most - 1)
    )
    if not following:
        return None
    if following[0].grain == "month":
        return (Moment("month", number=d), i + 1) if d <= 12 else None
    return Moment("day", day=d), i + 1

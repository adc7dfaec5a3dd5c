"""Times that are counted: 'trong vòng 30 ngày kể từ ngày ký', 'ít nhất 05 ngày trước ngày họp'."""

from __future__ import annotations

import re

from vanban.extractors.deadlines.cursor import Tokens, clause_end, kind, mark, number, words_of
from vanban.extractors.deadlines.dates import moment
from vanban.extractors.deadlines.frequencies import UNITS
from vanban.extractors.deadlines.lexicon import first_class, lexicon
from vanban.extractors.deadlines.limits import limits
from vanban.extractors.deadlines.model import Length, Limit, Moment, Reading

_HOURS = re.compile(r"(\d{1,2})\s{0,3}[^\W\d_]{3}")  # the word; of a clock only a letter
_STOPS = frozenset({"at_least", "at_latest", "before"})
_SHOWN = 80  # letters of an event by which it is told
_EVENT = 12  # tokens of an event between 'trước' and 'ít nhất'


def relative(t: Tokens, i: int) -> Reading | None:
    """A length counted from or back from something."""
    return _ahead(t, i) or _before_event(t, i) or _counted(t, i)


def _ahead(t: Tokens, i: int) -> Reading | None:
    """'Ít nhất 05 ngày trước ngày họp', 'chậm nhất 02 ngày làm việc trước khi khai mạc', '05 ngày
    trước ngày 20/8/2026'.
    """
    opened = kind(t, i) in ("at_least", "at_latest")
    if opened and t[i].text in lexicon().prose["quantities"]:
        return None  # 'chụp không quá 06 tháng trước ngày nộp' is an age
    length, k = _length(t, i + opened)
    if not length or kind(t, k) != "before":
        return None
    day = moment(t, k + 1)
    if not opened and (day is None or kind(t, i - 1) == "within"):
        return None
    end = day[1] if day else clause_end(t, k)
    return _back(t, i, end, (k + 1, end), length)


def _before_event(t: Tokens, i: int) -> Reading | None:
    """'Trước khai giảng ít nhất 3 ngày', 'trước ngày 15/9/2026 tối thiểu 10 ngày', 'trước Tết 10
    ngày', 'trước ngày khai mạc 10 ngày'.
    """
    if kind(t, i) != "before":
        return None
    if exact := _exactly_before(t, i):
        return exact
    k = next((j for j in range(i + 1, i + _EVENT) if kind(t, j) in _STOPS), i + 1)
    length, end = _length(t, k + 1) if kind(t, k) != "before" and k > i + 1 else (None, i)
    if clause_end(t[i:k], 0) < k - i or kind(t, end) == "since":
        return None
    return _back(t, i, end, (i + 1, k), length)


def _exactly_before(t: Tokens, i: int) -> Reading | None:
    """The length stands right behind the day or the event, and ends what is said."""
    found = moment(t, i + 1)
    for k in [found[1]] if found else range(i + 2, i + _EVENT):
        length, end = _length(t, k)
        if length and _closes(t, i + 1, end) and kind(t, k - 1) not in _STOPS:
            return _back(t, i, end, (i + 1, k), length)
    return None


def _closes(t: Tokens, i: int, end: int) -> bool:
    """Whether the words that begin at ``i`` end at ``end``, told without a look at what follows."""
    return clause_end(t[i : end + 2], 0) == end - i


def _back(
    t: Tokens, first: int, last: int, event: tuple[int, int], length: Length | None
) -> Reading | None:
    """A length back from an event; a day or Tết is one that is known."""
    if length is None:
        return None
    known = moment(t, event[0])
    day = known is not None and (known[0].grain == "tet" or known[0].number is not None)
    return Reading(
        "relative",
        first,
        last,
        (known[0],) if known and day and known[0].grain in ("day", "tet") else (),
        limit="before",
        length=length,
        anchor=f"event:{words_of(t, *event)[:_SHOWN]}",
        bounded=True,
    )


def _counted(t: Tokens, i: int) -> Reading | None:
    """[trong vòng | sau | trước] N unit [làm việc] [kể từ … | so với …]."""
    limit: Limit | None
    limit, j = ("after", i + 1) if kind(t, i) == "after" else limits(t, i)
    if moment(t, j):
        return None
    length, k = _length(t, j)
    if not length:
        return None
    k += mark(t, k) == "," and kind(t, k + 1) == "since"  # "15 ngày làm việc, kể từ ngày …"
    counted = kind(t, k) in ("since", "after", "event", "compared") or (
        kind(t, k) == "from" and t[k].text == "từ"
    )
    whole = i == 0 and k == len(t)
    if length.unit == "hour" and limit not in ("within", "after") and not (counted or whole):
        return None  # 'trước 16 giờ (hằng ngày)' is an hour of a day
    if not (counted or limit or whole):
        return None
    end = clause_end(t, k) if counted else k
    return Reading(
        "relative",
        i,
        end,
        _starts(t, k, end),
        limit=limit,
        length=length,
        anchor=_anchor(t, k, end) if counted else None,
        bounded=limit is not None,
    )


def _starts(t: Tokens, i: int, end: int) -> tuple[Moment, ...]:
    """The first day that stands from ``i`` to ``end``, if it is one of the calendar: 'kể từ ngày
    15/3', not 'kể từ ngày ký'.
    """
    days = (found[0] for x in range(i, end) if (found := moment(t, x)) and found[0].grain == "day")
    first = next(days, None)
    return (first,) if first and first.number else ()


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
    return (first_class(lexicon().anchors, words) if own else None) or f"event:{words[:_SHOWN]}"

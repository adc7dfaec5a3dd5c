"""How often: 'hằng tháng', '02 lần/năm', '6 tháng/lần', 'của tháng' (domain brief 4.4)."""

from __future__ import annotations

from vanban.extractors.deadlines.cursor import Tokens, kind, mark, number, weekday
from vanban.extractors.deadlines.model import Frequency, Reading, UnitWord

UNITS: dict[str, UnitWord] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}

_NUMBERED = frozenset({"roman", "ordinal", "weekday"})  # 'của tháng thứ 3', 'của năm thứ hai'


def frequency(t: Tokens, i: int) -> Reading | None:
    """Hằng tháng, mỗi 6 tháng, 02 lần/năm, 6 tháng/lần, 3 năm một lần, của tháng; a list gives the
    shortest.
    """
    found = _frequency(t, i)
    if not found:
        return None
    best, j = found
    while mark(t, j) in (",", "/") or kind(t, j) == "and":
        more = _frequency(t, j + 1) or _elided_frequency(t, j + 1)
        if not more:
            break
        best, j = _shorter(best, more[0]), more[1]
    return Reading("freq", i, j, frequency=best)


def _frequency(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    return (
        every(t, i)
        or _times(t, i)
        or _per_once(t, i)
        or _of_unit(t, i)
        or _at_end(t, i)
        or _of_week(t, i)
    )


def every(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    """Hằng tháng, mỗi 6 tháng, định kỳ hằng quý: the frequency and the token after it."""
    if kind(t, i) != "every":
        return None
    n = number(t, i + 1)
    j = i + 2 if n else i + 1
    j += kind(t, j) == "every"
    unit = UNITS.get(kind(t, j))
    if not unit or (
        not n
        and (
            number(t, j + 1) > 31
            or (unit != "year" and t[i].text in ("định kỳ", "định kì") and number(t, j + 1))
        )
    ):
        return None
    j += 1
    times = _count(t, j)
    if times:
        return Frequency(unit, n or 1, times[0]), times[1]
    return Frequency(unit, n or 1), j + (kind(t, j) == "once")


def _count(t: Tokens, i: int) -> tuple[int, int] | None:
    """'02 lần' after 'mỗi năm'."""
    n = number(t, i)
    return (n, i + 2) if n and kind(t, i + 1) == "times" else None


def _times(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    """02 lần/năm, một lần mỗi quý."""
    once = kind(t, i) == "once"
    n = 1 if once else number(t, i)
    j = i + 1 if once else i + 2
    if not n or (not once and kind(t, i + 1) != "times"):
        return None
    if not (mark(t, j) == "/" or kind(t, j) in ("every", "within", "of")):
        return None
    j += 1
    per = number(t, j) if kind(t, j) in ("num", "word") else 0
    j += bool(per)
    unit = UNITS.get(kind(t, j))
    return (Frequency(unit, per or 1, n), j + 1) if unit else None


def _per_once(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    """6 tháng/lần, 3 năm một lần, tháng/lần."""
    n = number(t, i)
    j = i + 1 if n else i
    unit = UNITS.get(kind(t, j))
    if not unit:
        return None
    j += 1
    if mark(t, j) == "/":
        j += 1
        count = number(t, j)
        j += bool(count)
        if kind(t, j) == "once":
            return Frequency(unit, n or 1), j + 1
        return (Frequency(unit, n or 1, count or 1), j + 1) if kind(t, j) == "times" else None
    return (Frequency(unit, n), j + 1) if n and kind(t, j) == "once" else None


def _of_unit(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    """'(ngày 15) của tháng', with no month named."""
    unit = UNITS.get(kind(t, i + 1)) if kind(t, i) == "of" else None
    named = unit and (number(t, i + 2) or kind(t, i + 2) in _NUMBERED)
    return (Frequency(unit), i + 2) if unit and unit != "day" and not named else None


def _at_end(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    """'Cuối tháng', 'cuối quý', with none named: each of them."""
    unit = UNITS.get(kind(t, i + 1)) if kind(t, i) == "end" else None
    named = number(t, i + 2) or kind(t, i + 2) in ("roman", "every", "of", "quarter", "num")
    return (Frequency(unit), i + 2) if unit in ("month", "quarter") and not named else None


def _of_week(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    """'(thứ Hai) đầu tuần', '(thứ Sáu) cuối tuần': each week's."""
    parted = kind(t, i) in ("head", "end") and kind(t, i + 1) == "week"
    return (Frequency("week"), i + 2) if parted and weekday(t, i - 1) else None


def _elided_frequency(t: Tokens, i: int) -> tuple[Frequency, int] | None:
    """A further member of 'định kỳ quý, 6 tháng, năm'."""
    n = number(t, i)
    j = i + 1 if n else i
    unit = UNITS.get(kind(t, j))
    return (
        (Frequency(unit, n or 1), j + 1)
        if unit and not number(t, j + 1) and kind(t, j + 1) != "roman"
        else None
    )


def _shorter(a: Frequency, b: Frequency) -> Frequency:
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
    return min(a, b, key=lambda f: days[f.unit] * f.n / f.times)

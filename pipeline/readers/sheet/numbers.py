"""Numbers of a workbook as people read them: days, months and shares are numbers with a format."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_BUILT_IN_DAYS = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
_BUILT_IN_HOURS = frozenset((*range(18, 22), *range(32, 36), *range(45, 48)))
_BUILT_IN_MONTHS = frozenset((17,))
_BUILT_IN_SHARES = frozenset((9, 10))
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465  # 31/12/9999, the last day that a workbook knows


class Shown(Enum):
    """How a number format shows a number."""

    NUMBER = "number"
    SHARE = "share"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


def shown_as(number_format: int, code: str | None) -> Shown:
    """How the format ``number_format`` shows a number; ``code`` is its text where the file has one
    (ECMA-376, part 1, 18.8.30).
    """
    if code is not None:
        return _by_code(code)
    if number_format in _BUILT_IN_MONTHS:
        return Shown.MONTH
    if number_format in _BUILT_IN_DAYS:
        return Shown.DAY
    if number_format in _BUILT_IN_HOURS:
        return Shown.HOUR
    return Shown.SHARE if number_format in _BUILT_IN_SHARES else Shown.NUMBER


def _by_code(code: str) -> Shown:
    letters = _QUOTED.sub("", code.split(";", 1)[0]).lower()
    if "d" in letters:
        return Shown.DAY
    if "y" in letters:
        return Shown.MONTH if "m" in letters else Shown.YEAR
    if "h" in letters or "s" in letters:
        return Shown.HOUR
    return Shown.SHARE if "%" in letters else Shown.NUMBER


def number_text(raw: str, shown: Shown, *, from_1904: bool = False) -> str:
    """The words for the number ``raw``; ``raw`` itself where it is none."""
    try:
        number = float(raw)
    except ValueError:
        return raw
    if shown is Shown.NUMBER:
        return _plain(number)
    if shown is Shown.SHARE:
        return f"{_plain(round(number * 100, 6))}%"
    if not 0 <= number <= _LAST_DAY:
        return _plain(number)
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=number)
    return moment_text(moment + timedelta(milliseconds=500), shown)


def moment_text(moment: datetime, shown: Shown) -> str:
    """A day, month, year or hour as Vietnamese documents write it."""
    forms = {Shown.MONTH: "%m/%Y", Shown.YEAR: "%Y", Shown.HOUR: "%H:%M"}
    return moment.strftime(forms.get(shown, "%d/%m/%Y"))


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else f"{number:.15g}"

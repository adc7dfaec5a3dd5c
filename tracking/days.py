"""Days as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from zoneinfo import ZoneInfo

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?")
_WORDS = re.compile(
    r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_MONTH_END = re.compile(
    r"(?:cuối|hết)\s+tháng\s+(\d{1,2})\s*(?:[/\-]|năm)\s*(\d{4})", re.IGNORECASE
)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_NEAR = {"hôm nay": 0, "hôm qua": -1, "ngày mai": 1}
_CENTURY = 2000


def read_day(words: str, today: date, *, past: bool = False) -> date | None:
    """The day that ``words`` name: 30/11/2026, 30-11-2026, 30.11.26, 2026-11-30, 'ngày 30 tháng 11
    năm 2026', 'hết tháng 11/2026', 'hôm nay'. Without a year: in the year of ``today``, or
    (``past``) the last such day up to today. None for what is no day.
    """
    words = " ".join(words.lower().split())
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    try:
        return _iso(words) or _month_end(words) or _numbers(words, today, past)
    except ValueError:  # 31/2, 0/5
        return None


def _iso(words: str) -> date | None:
    match = _ISO.fullmatch(words)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _month_end(words: str) -> date | None:
    match = _MONTH_END.fullmatch(words)
    if match is None:
        return None
    year, month = int(match[2]), int(match[1])
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _numbers(words: str, today: date, past: bool) -> date | None:
    match = _NUMBERS.fullmatch(words.removeprefix("ngày ")) or _WORDS.fullmatch(words)
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), match[3]
    if year is not None:
        return date(int(year) if len(year) == 4 else _CENTURY + int(year), month, day)
    found = date(today.year, month, day)
    return date(today.year - 1, month, day) if past and found > today else found

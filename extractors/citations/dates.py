"""Dates that stand straight after a document's number or name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DAY = (
    r"ngày\s{0,3}(?:(?P<d>\d{1,2})\s{0,3}(?:tháng|ngày|năm)\s{0,3}"
    r"(?P<m>\d{1,2})\s{0,3}năm\s{0,3}(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})\s?[/.\-]\s?(?P<m2>\d{1,2})\s?[/.\-]\s?(?P<y2>\d{4})"
    r"|(?:\.{2,8}|…{1,4}|_{2,8})?\s{0,3}tháng\s{0,3}"
    r"(?:\d{1,2}|\.{2,8}|…{1,4}|_{2,8})?\s{0,3}năm\s{0,3}\d{4})"
)
_DATE = re.compile(
    r"\s{0,12},?\s{0,3}(?:ban\s+hành\s+|ký\s+)?(?:"
    + _DAY
    + r"(?!\d)|(?P<paren>\(\s?)"
    + _DAY.replace("P<", "P<p")
    + r"\s?\)|năm\s{1,3}(?P<year>\d{4})(?![\d/]|\s?-\s?\d))",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"\s{1,3}\(?(?P<year>(?:19|20)\d{2})\)?(?![\w/%]|[.,\-]\d)")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as it stands after a citation: ``end`` is the offset after it; ``day`` is set only if
    day, month and year are stated.
    """

    end: int
    day: date | None


def as_date(year: str, month: str, day: str) -> date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def date_after(text: str, position: int, *, bare_year: bool = False) -> StatedDate | None:
    """The date that begins at ``position`` of folded ``text``; ``bare_year`` also takes "Luật Đất
    đai 2013".

    Forms: "ngày 16 tháng 8 năm 2017", "ngày 16/8/2017", "16-8-2017", "16.8.2017", a comma before
    "ngày", "năm 2015", blank days of drafts.
    """
    m = _DATE.match(text, position)
    if m is None:
        m = _BARE_YEAR.match(text, position) if bare_year else None
        return StatedDate(m.end(), None) if m else None
    return StatedDate(m.end(), _day_of(m))


def _day_of(m: re.Match[str]) -> date | None:
    for y, mo, d in (
        ("y", "m", "d"),
        ("y2", "m2", "d2"),
        ("py", "pm", "pd"),
        ("py2", "pm2", "pd2"),
    ):
        if m[y]:
            return as_date(m[y], m[mo], m[d])
    return None

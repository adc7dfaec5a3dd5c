"""Deadlines in the forms of official documents, with the last day on which finishing is in time."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.made.words import Dice

_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")
OPEN = "open"  # a reasonable reader could differ: not scored


@dataclass(frozen=True, slots=True)
class Due:
    """As written; ``due`` a date, None or ``OPEN``; ``freq`` of recurring ones."""

    text: str
    due: date | str | None
    freq: str | None = None


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _later(dice: Dice, issued: date) -> date:
    return issued + timedelta(days=dice.number(20, 900))


def _on(dice: Dice, issued: date) -> Due:
    d = _later(dice, issued)
    before, plain = (
        d - _DAY,
        dice.one(
            [f"{d:%d/%m/%Y}", f"{d.day}/{d.month}/{d.year}", f"{d:%d-%m-%Y}", f"{d:%d.%m.%Y}"]
        ),
    )
    long = f"ngày {d:%d} tháng {d:%m} năm {d.year}"
    return dice.one(
        [
            Due(plain, d),
            Due(f"Ngày {plain}", d),
            Due(f"Trước {plain}", before),
            Due(f"Trước ngày {plain}", before),
            Due(f"Chậm nhất ngày {plain}", d),
            Due(f"Chậm nhất là {long}", d),
            Due(f"Đến hết ngày {plain}", d),
            Due(f"Xong trước {long}", before),
            Due(f"Hoàn thành trước ngày {plain}", before),
        ]
    )


def _month(dice: Dice, issued: date) -> Due:
    d = _later(dice, issued)
    end = month_end(d.year, d.month)
    m = f"{d.month}/{d.year}"
    before = date(d.year, d.month, 1) - _DAY
    return dice.one(
        [
            Due(m, end),
            Due(f"{d.month:02}/{d.year}", end),
            Due(f"Tháng {m}", end),
            Due(f"tháng {d.month} năm {d.year}", end),
            Due(f"T{m}", end),
            Due(f"Trong tháng {m}", end),
            Due(f"Trước tháng {m}", before),
            Due(f"Cuối tháng {m}", end),
            Due(f"Từ tháng {issued.month}/{issued.year} đến tháng {m}", end),
        ]
    )


def _quarter(dice: Dice, issued: date) -> Due:
    d = _later(dice, issued)
    q = (d.month - 1) // 3
    end = month_end(d.year, 3 * q + 3)
    r = _ROMAN[q]
    forms = [
        Due(f"Quý {r}/{d.year}", end),
        Due(f"Quý {r} năm {d.year}", end),
        Due(f"Quý {q + 1}/{d.year}", end),
        Due(f"Q{q + 1}/{d.year}", end),
        Due(f"Trong quý {r}/{d.year}", end),
        Due(f"Hoàn thành trong Quý {r}/{d.year}", end),
        Due(f"Trước quý {r}/{d.year}", month_end(d.year, 3 * q) if q else date(d.year - 1, 12, 31)),
    ]
    if q == 3:
        forms.append(Due(f"Quý III - Quý IV/{d.year}", end))
    return dice.one(forms)


def _year(dice: Dice, issued: date) -> Due:
    y, later = issued.year + dice.number(0, 2), issued.year + dice.number(3, 5)
    end, far = date(y, 12, 31), date(later, 12, 31)
    return dice.one(
        [
            Due(str(y), end),
            Due(f"Năm {y}", end),
            Due(f"Trong năm {y}", end),
            Due(f"{y} - {later}", far),
            Due(f"{y}-{later}", far),
            Due(f"Giai đoạn {y} - {later}", far),
            Due(f"Đến hết năm {y}", end),
            Due(f"6 tháng đầu năm {y + 1}", date(y + 1, 6, 30)),
            Due(f"Cuối năm {y}", end),
            Due(f"Từ {y} đến {later}", far),
            Due(f"Năm {y} và {y + 1}", OPEN),
        ]
    )


def _again(dice: Dice, issued: date) -> Due:
    d = _later(dice, issued)
    day = min(d.day, 28)
    return dice.one(
        [
            Due("Hằng năm", OPEN, "YEARLY"),
            Due("Hàng năm", OPEN, "YEARLY"),
            Due("Hằng quý", OPEN, "MONTHLY"),
            Due("Hàng tháng", OPEN, "MONTHLY"),
            Due("Định kỳ hằng năm", OPEN, "YEARLY"),
            Due("Định kỳ hằng tháng", OPEN, "MONTHLY"),
            Due(f"Trước ngày {day}/{d.month} hằng năm", OPEN, "YEARLY"),
            Due(f"Hằng năm, chậm nhất ngày {day} tháng {d.month}", OPEN, "YEARLY"),
            Due(f"Ngày {day} hằng tháng", OPEN, "MONTHLY"),
            Due("Quý IV hằng năm", OPEN, "YEARLY"),
            Due("6 tháng/lần", OPEN, "YEARLY"),
            Due("01 lần/năm", OPEN, "YEARLY"),
            Due("Hằng tuần", OPEN, "WEEKLY"),
        ]
    )


def _loose(dice: Dice, issued: date) -> Due:
    days = dice.one([10, 15, 30, 45])
    end = issued + timedelta(days=days)
    settled = end.weekday() < 5 and end.month not in (
        1,
        2,
        4,
        5,
        9,
    )  # on no day and in no month of public holidays
    return dice.one(
        [
            Due("Thường xuyên", None),
            Due("Thường xuyên", None),
            Due("Liên tục", None),
            Due("Sau khi có hướng dẫn của Trung ương", None),
            Due("Khi có yêu cầu", None),
            Due("Theo kế hoạch", None),
            Due("Theo tiến độ dự án", None),
            Due("Theo yêu cầu", None),
            Due(f"Trong vòng {days} ngày kể từ ngày ký", end if settled else OPEN),
            Due(f"Sau {days} ngày kể từ ngày Luật được thông qua", None),
            Due("Ngay sau khi Kế hoạch được ban hành", OPEN),
            Due("Thường xuyên, hằng năm", OPEN),
        ]
    )


_KINDS: tuple[Callable[[Dice, date], Due], ...] = (
    _on,
    _on,
    _on,
    _month,
    _month,
    _quarter,
    _quarter,
    _year,
    _again,
    _loose,
)


def deadline(dice: Dice, issued: date) -> Due:
    """For a cell."""
    return dice.one(_KINDS)(dice, issued)


def in_prose(dice: Dice, issued: date) -> Due:
    """What follows "…, hoàn thành": a date, month, quarter or year, in lower case."""
    d = _later(dice, issued)
    q = (d.month - 1) // 3
    return dice.one(
        [
            Due(f"trước ngày {d:%d/%m/%Y}", d - _DAY),
            Due(f"trước ngày {d:%d} tháng {d:%m} năm {d.year}", d - _DAY),
            Due(f"trong tháng {d.month}/{d.year}", month_end(d.year, d.month)),
            Due(f"trong quý {_ROMAN[q]}/{d.year}", month_end(d.year, 3 * q + 3)),
            Due(f"trong năm {d.year}", date(d.year, 12, 31)),
            Due(f"chậm nhất ngày {d:%d/%m/%Y}", d),
        ]
    )

"""The line of place and day, where the day and the month are often written in by hand.

"ngày" and "tháng" and "năm" are printed: between them only figures can stand (NĐ 30/2020, Phụ lục
I, II.4), so what was read there is taken for figures, however it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from vanban.pipeline.readers.page.lines import Row
from vanban.pipeline.readers.page.model import Word

_DAY_LINE = re.compile(
    r"ng[àa]y(?P<day>\S{0,6}?)th[áa]ng(?P<month>\S{0,5}?)n[ăa]m(?P<year>\S{0,6})", re.IGNORECASE
)
_LOOK_ALIKES = str.maketrans("|lIiOoQDSZzBq§&", "111100005228988")
_YEAR_WORD, _YEAR = "năm", re.compile(r"(?:19|20)\d\d")
_SURE = 0.9
"""Confidence from which on two engines agree."""


@dataclass(frozen=True, slots=True)
class DaySlot:
    """Where the day of a document stands in a line, and which days may be meant, the likeliest
    first.
    """

    first: int
    end: int
    candidates: tuple[date, ...]
    sure: bool
    figures: tuple[str, str, str]
    """Of day, month and year, as read; they need make no real day."""

    def is_near(self, day: date) -> bool:
        """Whether ``day`` may have been written here: the year and the month that were read, and a
        figure of the day in its place.
        """
        read_day, month, year = self.figures
        same_month = not month or int(month) == day.month
        shared = any(a == b for a, b in zip(f"{day:%d}", read_day.zfill(2), strict=False))
        return year == str(day.year) and same_month and shared


def day_slot(row: Sequence[Word]) -> DaySlot | None:
    """The slot in the words of a line; None where the line holds no day."""
    texts = ["".join(w.text.split()) for w in row]
    text = "".join(texts)
    match = _DAY_LINE.search(text)
    if match is None:
        return None
    bounds = list(accumulate(map(len, texts)))
    first = _word_at(bounds, match.start())
    end = _word_at(bounds, match.end() - 1) + 1
    written = [w for w in row[first:end] if any(map(str.isdigit, w.text)) or w.raw]
    plain = match["day"].isdigit() and match["month"].isdigit()
    sure = plain and all(w.confidence >= _SURE and not w.raw for w in written)
    figures = _figures(match["day"]), _figures(match["month"]), _figures(match["year"])[:4]
    candidates = tuple(_dates(*figures))
    return DaySlot(first, end, candidates, sure and bool(candidates), figures)


def with_year_below(row: Row, below: Sequence[Row]) -> Row:
    """A line that ends with "năm", and the year from the next line of its column."""
    if row[-1].text.lower() != _YEAR_WORD:
        return row
    left, right = row[0].x0, row[-1].x1
    year = next(
        (w for line in below for w in line if _YEAR.fullmatch(w.text) and left <= w.x0 < right),
        None,
    )
    return [*row, year] if year else row


def written_out(row: Sequence[Word], slot: DaySlot, day: date) -> list[Word]:
    """The words of the slot as they are meant, in the place of those that were read."""
    old = row[slot.first : slot.end]
    texts = f"ngày {day:%d} tháng {day.month} năm {day.year}".split()
    read = " ".join(w.text for w in old)
    if read.split() == texts:
        return list(old)
    left, right = old[0].x0, max(w.x1 for w in old)
    step = (right - left) / len(texts)
    least = min(w.confidence for w in old)
    return [
        old[0]._replace(
            text=text,
            x0=left + step * i,
            x1=left + step * (i + 0.8),
            order=old[0].order + i,
            confidence=least,
            raw=read if i == 1 else "",
        )
        for i, text in enumerate(texts)
    ]


def _word_at(bounds: Sequence[int], place: int) -> int:
    """The word that holds a place of the joined text; ``bounds``: where each ends in it."""
    return next(i for i, end in enumerate(bounds) if place < end)


def _dates(day_figures: str, month_figures: str, year: str) -> Iterator[date]:
    """The real days that the figures may mean: a stroke too many is left out at either end."""
    seen: set[date] = set()
    for month in _readings(month_figures):
        for day in _readings(day_figures):
            try:
                found = date(int(year), month, day)
            except ValueError:
                continue
            if found not in seen:
                seen.add(found)
                yield found


def _readings(figures: str) -> list[int]:
    parts = [figures] if len(figures) <= 2 else [figures[:2], figures[-2:]]
    return [int(p) for p in parts if p]


def _figures(text: str) -> str:
    return "".join(c for c in text.translate(_LOOK_ALIKES) if c.isdigit())

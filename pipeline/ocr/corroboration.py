"""Number and day of a decision, often written in by hand: read wrongly, they are set right only by
a second witness.

Witnesses are the lines "(Kèm theo Quyết định số … ngày …)" of the same file, and the file's name
where it holds number and symbol. A witness must agree with at least one figure that was read. Each
change is recorded, and named in a diagnostic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import PurePath

from vanban.pipeline.readers.page.lines import Row, rows
from vanban.pipeline.readers.page.model import PageText, Word
from vanban.schemas import Diagnostic

_SYMBOL = re.compile(r"/?-?(?P<symbol>[A-ZĐ]{2,5}\s?-\s?[A-ZĐ][A-ZĐa-z]{1,12})\W*$")
_DAY = re.compile(
    r"ngày\s*(?P<day>[^\s]{1,3}?)\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>\d{4})"
)
_NUMBER_WORD = re.compile(r"s[ốôó]:?$", re.IGNORECASE)
_SURE = 0.8
_FIRST_ROWS = 14


@dataclass(frozen=True, slots=True)
class Corrected:
    """Pages after the change, and what is to be said of it."""

    pages: list[PageText]
    notes: tuple[Diagnostic, ...]


def with_witnesses(pages: Sequence[PageText], filename: str) -> Corrected:
    """The pages with number and day of the document set right, where a second witness tells them."""
    out = list(pages)
    if not out or out[0].kind != "ocr":
        return Corrected(out, ())
    notes: list[Diagnostic] = []
    out[0], number = _with_number(out[0], out[1:], filename)
    out[0], day = _with_day(out[0], out[1:])
    for field, value, source in filter(None, (number, day)):
        message = f"{field} {value} được sửa theo {source} vì bản quét không đọc rõ; cần đối chiếu với bản gốc."
        notes.append(Diagnostic(code="ocr-corrected", severity="warning", message=message))
    return Corrected(out, tuple(notes))


Said = tuple[str, str, str] | None


def _with_number(
    page: PageText, others: Sequence[PageText], filename: str
) -> tuple[PageText, Said]:
    slot = next(filter(None, (_slot(row) for row in rows(page.words)[:_FIRST_ROWS])), None)
    if slot is None or slot.is_sure():
        return page, None
    read = [
        slot.figures,
        *(
            s.figures
            for p in others
            for row in rows(p.words)
            if (s := _slot(row)) and s.symbol == slot.symbol
        ),
    ]
    named = _number_in_name(filename, slot.symbol)
    if named is None or not any(_agrees(named, figures) for figures in read):
        return page, None
    return _replaced(page, slot, named), (
        "Số",
        f"{named}/{slot.symbol}",
        "tên tệp và các chữ số còn đọc được",
    )


@dataclass(frozen=True, slots=True)
class _Slot:
    """The words between "Số:" and the symbol, the symbol's own included."""

    words: tuple[Word, ...]
    figures: str
    symbol: str

    def is_sure(self) -> bool:
        return self.figures.isdigit() and min(w.confidence for w in self.words) >= _SURE


def _slot(row: Row) -> _Slot | None:
    for i, word in enumerate(row):
        if not _NUMBER_WORD.search(word.text):
            continue
        for j in range(i + 1, min(i + 5, len(row))):
            match = _SYMBOL.search(row[j].text)
            if match:
                own = row[j].text[: match.start()]
                figures = "".join(w.text for w in row[i + 1 : j]) + own
                return _Slot(
                    tuple(row[i + 1 : j + 1]), figures.strip(" /"), match["symbol"].replace(" ", "")
                )
    return None


def _number_in_name(filename: str, symbol: str) -> str | None:
    """The number in a file name that holds all parts of the symbol beside it: qd-707-ttg.pdf,
    707_QD-TTg.pdf.
    """
    parts = [_plain(p) for p in re.split(r"[^\w]|_", PurePath(filename).stem) if p]
    if not all(_plain(p) in parts for p in symbol.split("-")):
        return None
    where = [i for i, p in enumerate(parts) if p in {_plain(s) for s in symbol.split("-")}]
    near = {
        p
        for i, p in enumerate(parts)
        if p.isdigit() and len(p) <= 5 and min(abs(i - k) for k in where) == 1
    }
    near = {p for p in near if not re.fullmatch(r"(?:19|20)\d\d", p)} or near
    return near.pop() if len(near) == 1 else None


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _agrees(number: str, read: str) -> bool:
    """At least one figure stands in its place, and the length is not far off."""
    return abs(len(number) - len(read)) <= 1 and any(
        a == b for a, b in zip(number, read, strict=False)
    )


def _replaced(page: PageText, slot: _Slot, number: str) -> PageText:
    """The slot's words as one word of number and symbol."""
    first, last = slot.words[0], slot.words[-1]
    read = " ".join(w.text for w in slot.words)
    word = first._replace(text=f"{number}/{slot.symbol}", raw=read, x1=last.x1, top=min(w.top for w in slot.words),
                          bottom=max(w.bottom for w in slot.words), confidence=min(w.confidence for w in slot.words))  # fmt: skip
    gone = set(map(id, slot.words[1:]))
    return replace(
        page, words=tuple(word if w is first else w for w in page.words if id(w) not in gone)
    )


def _with_day(page: PageText, others: Sequence[PageText]) -> tuple[PageText, Said]:
    found = next(_days(page, _FIRST_ROWS), None)
    if found is None or _real(found):
        return page, None
    for other in (d for p in others for d in _days(p, None)):
        same = other.month == found.month and other.year == found.year
        if same and _real(other) and other.confidence >= _SURE and set(other.day) & set(found.day):
            text = (
                found.word.text.replace(found.day, f" {other.day} ")
                if found.day in found.word.text
                else None
            )
            if text is None:
                return page, None
            fixed = found.word._replace(text=" ".join(text.split()), raw=found.word.text)
            words = tuple(fixed if w is found.word else w for w in page.words)
            return replace(page, words=words), (
                "Ngày",
                f"{other.day}/{other.month}/{other.year}",
                "dòng “Kèm theo …” của chính văn bản",
            )
    return page, None


@dataclass(frozen=True, slots=True)
class _Day:
    word: Word
    day: str
    month: str
    year: str
    confidence: float


def _real(found: _Day) -> bool:
    try:
        date(int(found.year), int(found.month), int(found.day))
    except ValueError:
        return False
    return True


def _days(page: PageText, first: int | None) -> Iterator[_Day]:
    """Dates on a page, with the word that holds the day."""
    for row in rows(page.words)[:first]:
        text, starts = "", []
        for word in row:
            starts.append(len(text))
            text += word.text + " "
        for match in _DAY.finditer(text):
            edges = [*starts, len(text)]
            for word, (a, b) in zip(row, pairwise(edges), strict=True):
                if a <= match.start("day") < b:
                    yield _Day(word, match["day"], match["month"], match["year"], word.confidence)
